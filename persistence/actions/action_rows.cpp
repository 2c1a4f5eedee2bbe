// Reading rows of actions.
#include "persistence/actions/action_rows.hpp"

namespace casework::persistence {

std::vector<Into> ActionRow::into() {
    auto& l = line;
    return {&l.id, &l.case_id, &l.case_name, &l.panel, &l.panel_name, &l.heading, &l.words, &l.owner_agency, &l.owner_agency_name, &l.owner, &due, &l.state, &finished,
            &l.outcome, &l.version, &l.due_moves};
}

ActionLine ActionRow::taken(domain::Date today) {
    line.due = day_of(due);
    line.finished_on = day_of(finished);
    line.overdue = (line.state == "open" || line.state == "in_progress") && line.due < today;
    return line;
}

namespace {

constexpr std::size_t case_page_size = 50;

// "open 2026-11-23 ACT-2026-0007": the finished come after the open.
std::string case_key(const ActionLine& line) { return (line.finished_on ? "finished " : "open ") + key_of(line); }

}  // namespace

CaseActions actions_of_case(Transaction& tx, std::string_view case_id, domain::Date today, const PageAsked& asked) {
    CaseActions actions;
    const auto& key = asked.key();
    const auto space = key.find(' ');
    const auto within = action_key(space == std::string::npos ? std::string_view() : std::string_view(key).substr(space + 1));
    const int half = key.empty() ? -1 : key.starts_with("finished ") ? 1 : 0;
    const auto turned = direction(asked);
    ActionRow row;
    tx.each("SELECT " CASEWORK_ACTION_COLUMNS " FROM case_action a" CASEWORK_ACTION_JOINS "WHERE a.case_id = :id AND " +
                beyond(asked, "(CASE WHEN a.finished_on IS NULL THEN 0 ELSE 1 END, a.due, a.id)", "(:half, :due, :last)") +
                " ORDER BY CASE WHEN a.finished_on IS NULL THEN 0 ELSE 1 END" + turned + ", a.due" + turned + ", a.id" + turned + " LIMIT :most",
            {with("id", case_id), with("half", half), with("due", within.due), with("last", within.id), with("most", static_cast<std::int64_t>(case_page_size + 1))}, row.into(),
            [&] { actions.lines.push_back(row.taken(today)); });
    actions.page = cut_page(actions.lines, case_page_size, asked, case_key);
    return actions;
}

ActionKey action_key(std::string_view after) {
    const auto space = after.find(' ');
    if (space == std::string_view::npos) return {};
    return {std::string(after.substr(0, space)), std::string(after.substr(space + 1))};
}
std::string key_of(const ActionLine& line) { return domain::iso_date(line.due) + " " + line.id; }

}  // namespace casework::persistence
