// What the rows say about a record that is to be erased.
#include "persistence/disposal/disposal_rows.hpp"

#include <fmt/format.h>

#include "persistence/access/access_rows.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/settings.hpp"

namespace casework::persistence {
namespace {

namespace rules = domain::disposal;

int count(Transaction& tx, std::string_view sql, std::string_view record) {
    int found = 0;
    tx.one(sql, {with("id", record)}, {&found});
    return found;
}

// Breaches, prosecutions and appeals of a notice that nobody has decided yet, and files that are kept for a court.
bool in_proceedings(Transaction& tx, std::string_view record) {
    return count(tx, "SELECT count(*) FROM protection_breach WHERE case_id = :id AND state IN ('in_review', 'penalty_offered', 'prosecuting', 'remedying')", record) +
               count(tx, "SELECT count(*) FROM protection_measure WHERE case_id = :id AND state IN ('file_open', 'proceedings', 'kept_for_proceedings', 'held', 'warrant_issued', 'appealed')", record) +
               count(tx, "SELECT count(*) FROM protection_appeal WHERE case_id = :id AND outcome = ''", record) >
           0;
}

std::string not_ended(std::string_view column, std::string_view kind) { return fmt::format("{} NOT IN ('{}')", column, fmt::join(rules::find_kind(kind)->ended, "', '")); }

// Records that have not ended and stand on this one: a notice on its warning, a report in its matter, what names a person whom only this record knows.
int relied_on_by(Transaction& tx, std::string_view record) {
    // Somebody whom only this record knows, as the subject of another.
    const auto subject = [](std::string_view table, std::string_view column, std::string_view kind) {
        return fmt::format("SELECT count(*) FROM {0} t JOIN record_person p ON p.person_id = t.{1} AND p.record_id = :id WHERE t.id <> :id AND {2} AND NOT EXISTS "
                           "(SELECT 1 FROM record_person o WHERE o.person_id = p.person_id AND o.record_id <> :id)",
                           table, column, not_ended("t.state", kind));
    };
    return count(tx, "SELECT count(*) FROM protection_case WHERE warning_id = :id AND " + not_ended("state", "notice"), record) +
           count(tx, "SELECT count(*) FROM report WHERE matter = :id AND " + not_ended("state", "report"), record) + count(tx, subject("tool", "subject", "tool"), record) +
           count(tx, subject("report", "about", "report"), record);
}

}  // namespace

std::vector<Disposal> disposal_lines(Transaction& tx, const std::string& where, std::vector<Bind> binds) {
    std::vector<Disposal> list;
    Disposal d;
    std::string ended, allowed;
    std::int64_t asked = 0;
    std::optional<std::int64_t> answered;
    tx.each("SELECT d.id, d.record_id, d.kind, d.panel, COALESCE(pg.name, d.panel), d.state, d.reason, d.words, d.ended_on, d.allowed_from, d.asked_by, COALESCE(trim(aa.title || ' ' || aa.name), d.asked_by), d.asked_at, "
            "COALESCE(trim(ba.title || ' ' || ba.name), d.answered_by), d.answered_at, d.answer_words, d.rows_erased, d.files, d.documents, d.people, d.digest "
            "FROM disposal d LEFT JOIN panel_group pg ON pg.id = d.panel LEFT JOIN account aa ON aa.id = d.asked_by LEFT JOIN account ba ON ba.id = d.answered_by " + where,
            std::move(binds),
            {&d.id, &d.record, &d.kind, &d.panel, &d.panel_name, &d.state, &d.reason, &d.words, &ended, &allowed, &d.asked_by, &d.asked_by_name, &asked, &d.answered_by_name, &answered, &d.answer_words,
             &d.size.rows, &d.size.files, &d.size.documents, &d.size.people, &d.digest},
            [&] {
                d.ended_on = day_of(ended), d.allowed_from = day_of(allowed);
                d.asked_at = instant_of(asked), d.answered_at = instant_of(answered);
                list.push_back(d);
            });
    return list;
}

std::string_view table_of(std::string_view kind) {
    if (kind == "warning" || kind == "notice") return "protection_case";
    return kind == "vulnerability" ? "vulnerability_case" : kind;  // the others are called like their kind
}

std::vector<Hold> holds_of(Transaction& tx, std::string_view record) {
    std::vector<Hold> list;
    Hold h;
    std::string from;
    std::optional<std::string> lifted;
    tx.each("SELECT h.n, h.kind, h.reason, h.from_day, COALESCE(trim(a.title || ' ' || a.name), h.placed_by), h.lifted_on, COALESCE(trim(b.title || ' ' || b.name), ''), h.lift_reason FROM record_hold h "
            "LEFT JOIN account a ON a.id = h.placed_by LEFT JOIN account b ON b.id = h.lifted_by WHERE h.record_id = :id ORDER BY h.n LIMIT 100",
            {with("id", record)}, {&h.n, &h.kind, &h.reason, &from, &h.placed_by_name, &lifted, &h.lifted_by_name, &h.lift_reason}, [&] {
                h.from = day_of(from), h.lifted_on = day_of(lifted);
                list.push_back(h);
            });
    return list;
}

std::optional<RecordStanding> standing_of_record(Transaction& tx, std::string_view record, domain::Date today) {
    RecordStanding s;
    std::int64_t opened = 0;
    if (!tx.one("SELECT kind, panel, sensitivity, opened_at FROM record WHERE id = :id", {with("id", record)}, {&s.kind, &s.panel, &s.sensitivity, &opened})) return std::nullopt;
    s.opened_on = london_date(instant_of(opened));
    const auto* kind = rules::find_kind(s.kind);
    std::string state, since;
    if (kind == nullptr || !tx.one(fmt::format("SELECT state, state_since FROM {} WHERE id = :id", table_of(s.kind)), {with("id", record)}, {&state, &since})) return std::nullopt;
    s.ended = rules::has_ended(*kind, state);
    s.years = settings_on(tx, s.panel, today)[kind->setting];
    if (s.ended) s.ended_on = day_of(since), s.allowed_from = rules::allowed_from(*s.ended_on, s.years);
    return s;
}

rules::Facts facts_of_disposal(Transaction& tx, std::string_view record, const RecordStanding& standing, domain::Date today) {
    rules::Facts f;
    f.today = today;
    f.ended = standing.ended;
    f.allowed_from = standing.allowed_from;
    for (const auto& hold : holds_of(tx, record))
        if (!hold.lifted_on) f.holds.push_back(hold.kind);
    f.proceedings = in_proceedings(tx, record);
    f.relied_on_by = relied_on_by(tx, record);
    f.asked_already = count(tx, "SELECT count(*) FROM disposal WHERE record_id = :id AND state = 'open'", record) > 0;
    return f;
}

bool offers_disposal(Transaction& tx, const domain::Actor& actor, std::string_view record, domain::Instant now) {
    return may_ask_disposal(tx, actor, record, now) && standing_of_record(tx, record, london_date(now)).has_value();
}

bool may_ask_disposal(Transaction& tx, const domain::Actor& actor, std::string_view record, domain::Instant now) {
    const auto facts = record_facts(tx, record, actor, now);
    const auto today = london_date(now);
    return facts && coordinates_panel(actor, facts->panel, today) && auth::may(actor, auth::Action::request_erase, *facts, today, now).verdict == auth::Verdict::allow;
}

}  // namespace casework::persistence
