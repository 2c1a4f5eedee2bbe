// Reading and answering what the guard of outgoing documents has stopped.
#include "persistence/documents/stopped_documents.hpp"

#include "domain/text.hpp"
#include "persistence/nominals/nominal_rows.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {
namespace {

using auth::Action;
using domain::RefusalKind;

constexpr std::size_t page_size = 25;
constexpr std::size_t reason_max = 500;

#define CASEWORK_STOP_COLUMNS                                                                                                                                               \
    "s.id, s.kind, f.panel, trim(a.title || ' ' || a.name), COALESCE(g.name, a.agency), COALESCE(pg.name, r.panel), s.asked_at, count(*), min(f.answer), max(f.answer)"
#define CASEWORK_STOP_JOINS                                                                                                                                                 \
    " FROM document_stop_fact f JOIN document_stop s ON s.id = f.stop_id JOIN record r ON r.id = s.record_id JOIN account a ON a.id = s.asked_by LEFT JOIN agency g ON g.id = a.agency " \
    "LEFT JOIN panel_group pg ON pg.id = r.panel "
#define CASEWORK_STOP_GROUP " GROUP BY s.id, s.kind, f.panel, a.title, a.name, g.name, a.agency, pg.name, r.panel, s.asked_at "

std::string state_of(const std::string& least, const std::string& most) { return least.empty() ? "waiting" : least == "refused" || most == "refused" ? "refused" : "released"; }

struct LineRow {
    StoppedLine line;
    std::int64_t at = 0;
    std::string least, most;
    std::vector<Into> into() { return {&line.id, &line.kind, &line.panel, &line.asked_by_name, &line.asked_by_agency, &line.asking_panel, &at, &line.facts, &least, &most}; }
    StoppedLine taken() {
        line.asked_at = instant_of(at);
        line.answer = state_of(least, most);
        return line;
    }
};

std::vector<StoppedOwn> own_stops(Transaction& tx, const char* sql, std::vector<Bind> binds) {
    std::vector<StoppedOwn> all;
    StoppedOwn each;
    std::string least, most;
    std::int64_t at = 0;
    tx.each(sql, std::move(binds), {&each.record, &each.kind, &at, &least, &most}, [&] {
        each.asked_at = instant_of(at);
        each.state = state_of(least, most);
        all.push_back(each);
    });
    return all;
}

// The facts of the panel whose records the reader may open: an exclusion holds here too.
std::vector<StoppedFact> facts_of(Reading& reading, std::string_view panel, std::string_view id) {
    const auto sql = scope_sql(reading.scope, reading.now);
    auto binds = sql.binds;
    binds.push_back(with("panel", panel));
    binds.push_back(with("id", id));
    std::vector<StoppedFact> all;
    StoppedFact fact;
    std::optional<std::int64_t> at;
    reading.tx.each("SELECT f.record_id, f.person_id, f.what, f.place, COALESCE(pn.full_name, ''), f.answer, COALESCE(trim(a.title || ' ' || a.name), ''), f.reason, f.answered_at FROM document_stop_fact f "
                    "JOIN record r ON r.id = f.record_id LEFT JOIN person_name pn ON pn.person_id = f.person_id AND pn.record_id = f.record_id AND pn.ordinal = 0 LEFT JOIN account a ON a.id = f.answered_by "
                    "WHERE f.stop_id = :id AND f.panel = :panel AND " + sql.condition + " ORDER BY f.record_id, f.person_id, f.what",
                    binds, {&fact.record, &fact.person, &fact.what, &fact.place, &fact.person_name, &fact.answer, &fact.answered_by_name, &fact.reason, &at}, [&] {
                        fact.answered_at = instant_of(at);
                        all.push_back(fact);
                        reading.shown.insert(reading.shown.end(), {fact.record, fact.person});
                    });
    return all;
}

domain::Refusals wrong(std::string_view reason, bool own) {
    domain::Refusals refusals;
    if (domain::trimmed(reason).empty()) refusals.push_back({RefusalKind::invalid, "reason", "Enter why you release or refuse it", {}});
    if (domain::code_points(reason) > reason_max) refusals.push_back({RefusalKind::invalid, "reason", "Why must be 500 characters or less", {}});
    if (own) refusals.push_back({RefusalKind::rule, "answer", "You asked for this document: another coordinator must answer", "Four eyes"});
    return refusals;
}

}  // namespace

domain::Outcome<StoppedList> list_stopped(Gate& gate, std::string_view panel, const PageAsked& asked) {
    return gate.open_panel(panel, {Action::close, "list_stopped", "document"}, [&](Reading& reading) {
        StoppedList list{std::string(panel), panel_name(reading.tx, panel), {}, {}};
        std::vector<Bind> binds{with("panel", panel), with("most", static_cast<std::int64_t>(page_size + 1))};
        const bool back = asked.backwards(), keyed = !asked.key().empty();
        if (keyed) binds.push_back(with("last", asked.key()));
        LineRow row;
        reading.tx.each(std::string("SELECT " CASEWORK_STOP_COLUMNS CASEWORK_STOP_JOINS "WHERE f.panel = :panel") + (keyed ? back ? " AND s.id > :last" : " AND s.id < :last" : "") + CASEWORK_STOP_GROUP +
                            (back ? "ORDER BY s.id LIMIT :most" : "ORDER BY s.id DESC LIMIT :most"),
                        binds, row.into(), [&] {
                            list.lines.push_back(row.taken());
                            reading.shown.push_back(row.line.id);
                        });
        list.page = cut_page(list.lines, page_size, asked, [](const StoppedLine& line) { return line.id; });
        return list;
    });
}

domain::Outcome<StoppedDocument> open_stopped(Gate& gate, std::string_view panel, std::string_view id) {
    auto opened = gate.open_panel(panel, {Action::close, "read_stopped", "document"}, [&](Reading& reading) {
        std::optional<StoppedDocument> found;
        LineRow row;
        if (!reading.tx.one("SELECT " CASEWORK_STOP_COLUMNS CASEWORK_STOP_JOINS "WHERE f.panel = :panel AND s.id = :id" CASEWORK_STOP_GROUP, {with("panel", panel), with("id", id)}, row.into())) return found;
        found.emplace();
        static_cast<StoppedLine&>(*found) = row.taken();
        found->panel_name = panel_name(reading.tx, panel);
        std::string by;
        reading.tx.one("SELECT asked_by FROM document_stop WHERE id = :id", {with("id", id)}, {&by});
        found->own = by == gate.actor().account;
        found->shown = facts_of(reading, panel, id);
        reading.shown.push_back(found->id);
        if (found->shown.empty()) found.reset();
        return found;
    });
    return found(std::move(opened));
}

domain::Outcome<bool> answer_stopped(Gate& gate, std::string_view panel, std::string_view id, bool release, std::string_view reason) {
    const auto stop = open_stopped(gate, panel, id);
    if (!stop) return std::unexpected(stop.error());
    if (auto refusals = wrong(reason, stop->own); !refusals.empty()) return std::unexpected(std::move(refusals));
    return gate.perform_in_panel(panel, {Action::close, "answer_stopped", "document", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<bool> {
        std::int64_t answered = 0;
        for (const auto& fact : stop->shown) {
            answered += writing.tx.run("UPDATE document_stop_fact SET answer = :answer, answered_by = :by, answered_at = :at, reason = :reason WHERE stop_id = :id AND panel = :panel AND record_id = :record AND answer <> :answer",
                                       {with("answer", release ? "released" : "refused"), with("by", writing.actor.account), with_at("at", writing.now), with("reason", domain::tidy_line(reason)), with("id", id),
                                        with("panel", panel), with("record", fact.record)});
            writing.entry.objects.push_back(fact.record);
        }
        if (answered == 0) return domain::refuse(RefusalKind::conflict, {}, "It has been answered already");
        writing.entry.objects.push_back(std::string(id));
        writing.entry.fields = {release ? "released" : "refused"};
        return true;
    });
}

std::vector<StoppedOwn> stopped_of_account(Transaction& tx, std::string_view account, domain::Instant now) {
    return own_stops(tx, "SELECT s.record_id, s.kind, s.asked_at, min(f.answer), max(f.answer) FROM document_stop s JOIN document_stop_fact f ON f.stop_id = s.id "
                         "WHERE s.asked_by = :key GROUP BY s.id, s.record_id, s.kind, s.asked_at HAVING min(f.answer) = '' OR max(f.answered_at) > :lately ORDER BY s.id DESC LIMIT 20",
                     {with("key", account), with_at("lately", now - std::chrono::days(7))});
}

std::vector<StoppedOwn> stopped_of_record(Transaction& tx, std::string_view record) {
    return own_stops(tx, "SELECT s.record_id, s.kind, s.asked_at, min(f.answer), max(f.answer) FROM document_stop s JOIN document_stop_fact f ON f.stop_id = s.id "
                         "WHERE s.record_id = :key GROUP BY s.id, s.record_id, s.kind, s.asked_at ORDER BY s.id DESC LIMIT 20",
                     {with("key", record)});
}

std::vector<StoppedLine> stopped_for(Transaction& tx, std::string_view panel, std::size_t most) {
    std::vector<StoppedLine> lines;
    LineRow row;
    tx.each("SELECT " CASEWORK_STOP_COLUMNS CASEWORK_STOP_JOINS "WHERE f.panel = :panel AND f.answer = ''" CASEWORK_STOP_GROUP "ORDER BY s.id LIMIT :most",
            {with("panel", panel), with("most", static_cast<std::int64_t>(most))}, row.into(), [&] { lines.push_back(row.taken()); });
    return lines;
}

}  // namespace casework::persistence
