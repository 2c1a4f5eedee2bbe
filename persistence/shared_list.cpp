// Reading what is shared with a group: only live sharings, only as the scope allows.
#include "persistence/shared_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>

#include "persistence/nominals/nominal_rows.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {
namespace {

constexpr std::size_t page_size = 25;

// "1795770000000000 NOM-2026-0007": the moment of the sharing and the record.
std::string key_of(const SharedLine& line) { return fmt::format("{} {}", micros(line.shared_at), line.record); }

struct Key {
    std::int64_t at = 0;
    std::string record;
};
Key key_in(const PageAsked& asked) {
    const auto& text = asked.key();
    Key key{asked.backwards() ? 0 : std::numeric_limits<std::int64_t>::max(), {}};
    const auto space = text.find(' ');
    if (space == text.npos) return key;
    std::int64_t at = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + space, at);
    return fault == std::errc() && end == text.data() + space ? Key{at, text.substr(space + 1)} : key;
}

std::vector<std::string> chairs_of(Transaction& tx, std::string_view panel, domain::Date today) {
    std::vector<std::string> names;
    std::string name;
    tx.each("SELECT trim(a.title || ' ' || a.name) FROM membership m JOIN account a ON a.id = m.account WHERE m.panel = :panel AND m.chair = 1 AND m.until >= :today AND a.disabled_at IS NULL "
            "ORDER BY a.name",
            {with("panel", panel), with_day("today", today)}, {&name}, [&] { names.push_back(name); });
    return names;
}

// A row that shows no case facts to the asker keeps nothing of them.
void keep_what_may_be_seen(const Gate& gate, Reading& reading, SharedLine& line) {
    const auto facts = record_facts(reading.tx, line.record, gate.actor(), reading.now);
    const auto decision = facts ? auth::may(gate.actor(), auth::Action::list, *facts, reading.today, reading.now) : auth::Decision{};
    line.one_line = !decision.fields.f0;
    if (line.one_line) {
        line = {line.record, line.kind, line.panel, line.panel_name, line.shared_at, true, chairs_of(reading.tx, line.panel, reading.today), {}, {}, {}, {}, {}};
    } else if (!line.person.id.empty()) {
        reading.shown.push_back(line.person.id);
    }
    reading.shown.push_back(line.record);
}

std::vector<SharedLine> read_lines(Reading& reading, std::string_view panel, const PageAsked& asked) {
    const auto sql = scope_sql(reading.scope, reading.now, with_stubs);
    const auto key = key_in(asked);
    auto binds = sql.binds;
    for (auto&& bind : {with("panel", panel), with("at", key.at), with("last", key.record), with("most", static_cast<std::int64_t>(page_size + 1))}) binds.push_back(bind);
    std::vector<SharedLine> lines;
    SharedLine line;
    SubjectRow who;
    std::int64_t at = 0;
    std::vector<Into> into{&line.record, &line.kind, &line.panel, &line.panel_name, &line.state};
    std::ranges::copy(who.into(), std::back_inserter(into));
    into.insert(into.end(), {&at, &line.purpose, &line.shared_by_name, &line.shared_by_agency});
    const std::string_view turned = asked.backwards() ? "" : " DESC";
    reading.tx.each(fmt::format("SELECT r.id, r.kind, r.panel, COALESCE(g.name, r.panel), COALESCE(n.state, ''), " CASEWORK_SUBJECT_COLUMNS ", s.shared_at, s.purpose, trim(a.title || ' ' || a.name), ag.name "
                                "FROM sharing s JOIN record_share h ON h.record_id = s.record_id AND h.panel = s.panel JOIN record r ON r.id = s.record_id LEFT JOIN nominal n ON n.id = r.id"
                                CASEWORK_SUBJECT_JOINS "LEFT JOIN panel_group g ON g.id = r.panel JOIN account a ON a.id = s.shared_by JOIN agency ag ON ag.id = a.agency "
                                "WHERE s.panel = :panel AND s.ended_at IS NULL AND (s.shared_at, s.record_id) {} (:at, :last) AND {} ORDER BY s.shared_at{}, s.record_id{} LIMIT :most",
                                asked.backwards() ? ">" : "<", sql.condition, turned, turned),
                    binds, into, [&] {
                        line.person = who.subject(reading.today);
                        line.shared_at = instant_of(at);
                        lines.push_back(line);
                    });
    return lines;
}

}  // namespace

domain::Outcome<SharedPage> shared_with_panel(Gate& gate, std::string_view panel, const PageAsked& asked) {
    return gate.open_panel(panel, {auth::Action::list, "list_shared", "record"}, [&](Reading& reading) {
        SharedPage page{std::string(panel), panel_name(reading.tx, panel), read_lines(reading, panel, asked), {}};
        page.ends = cut_page(page.lines, page_size, asked, key_of);
        for (auto& line : page.lines) keep_what_may_be_seen(gate, reading, line);
        return page;
    });
}

}  // namespace casework::persistence
