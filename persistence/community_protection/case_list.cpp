// The list of a panel's warnings and notices, newest first.
#include "persistence/community_protection/case_rows.hpp"

namespace casework::persistence {
namespace {

constexpr std::size_t page_size = 25;

std::pair<std::string, std::string> parts_of(const std::string& key) {
    const auto space = key.find(' ');
    return space == key.npos ? std::pair{std::string(), std::string()} : std::pair{key.substr(0, space), key.substr(space + 1)};
}

}  // namespace

std::vector<CaseLine> case_lines(Transaction& tx, const ScopeSql& scope, const std::string& condition, std::vector<Bind> binds, std::string_view order, int most, domain::Date today) {
    binds.insert(binds.end(), scope.binds.begin(), scope.binds.end());
    for (auto&& bind : {with_day("today", today), with("most", most)}) binds.push_back(bind);
    std::vector<CaseLine> lines;
    CaseLine line;
    SubjectRow who;
    std::string opened, since;
    std::optional<std::string> due;
    std::vector<Into> into{&line.id, &line.kind, &line.state, &line.title, &line.category, &line.recipient_name, &opened, &since, &due};
    for (auto& each : who.into()) into.push_back(each);
    tx.each("SELECT n.id, n.kind, n.state, n.title, n.category, n.recipient_name, n.opened_on, n.state_since, "
            // The next day that runs: one that has passed matters only where somebody has to decide because of it.
            "(SELECT min(d.last_day || ' ' || d.name) FROM protection_deadline d WHERE d.case_id = n.id AND d.name <> 'given' AND n.state IN ('issued', 'in_force', 'under_appeal') AND "
            "(d.last_day >= :today OR d.name = 'review' OR (d.name = 'compliance' AND n.state = 'issued'))), " CASEWORK_SUBJECT_COLUMNS
            " FROM protection_case n JOIN record r ON r.id = n.id" CASEWORK_SUBJECT_JOINS
            "WHERE " + condition + " AND " + scope.condition + " ORDER BY " + std::string(order) + " LIMIT :most",
            binds, into, [&] {
                line.person = who.subject(today);
                line.opened_on = day_of(opened);
                line.state_since = day_of(since);
                line.state_words = state_words_of(line.kind, line.state);
                std::tie(line.due, line.due_name) = due ? std::pair(domain::parse_iso_date(parts_of(*due).first), parts_of(*due).second) : std::pair(std::optional<domain::Date>(), std::string());
                lines.push_back(line);
            });
    return lines;
}

domain::Outcome<CaseList> list_cases(Gate& gate, std::string_view panel, const CasesAsked& asked) {
    return gate.open_panel(panel, {auth::Action::list, "list_cases", "case"}, [&](Reading& reading) {
        CaseList list;
        list.panel = panel;
        list.panel_name = panel_name(reading.tx, panel);
        list.may_create = auth::may(gate.actor(), auth::Action::create, reading.record, reading.today, reading.now).verdict == auth::Verdict::allow;
        const auto sql = scope_sql(reading.scope, reading.now);
        std::vector<Bind> binds{with("panel", panel), with("kind", asked.kind), with("any", asked.kind.empty())};
        const bool back = asked.page.backwards(), keyed = !asked.page.key().empty();
        const auto [day, id] = parts_of(asked.page.key());
        auto condition = std::string("n.panel = :panel AND (1 = :any OR n.kind = :kind) AND ") + (asked.closed ? "n.ended_on IS NOT NULL" : "n.ended_on IS NULL");
        if (keyed) condition += back ? " AND (n.opened_on, n.id) > (:day, :last)" : " AND (n.opened_on, n.id) < (:day, :last)", binds.push_back(with("day", day)), binds.push_back(with("last", id));
        list.lines = case_lines(reading.tx, sql, condition, std::move(binds), back ? "n.opened_on, n.id" : "n.opened_on DESC, n.id DESC", static_cast<int>(page_size + 1), reading.today);
        list.page = cut_page(list.lines, page_size, asked.page, [](const CaseLine& each) { return domain::iso_date(each.opened_on) + " " + each.id; });
        for (const auto& each : list.lines) {
            reading.shown.push_back(each.id);
            if (!each.person.id.empty()) reading.shown.push_back(each.person.id);
        }
        return list;
    });
}

}  // namespace casework::persistence
