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

std::vector<ActionLine> actions_of_case(Transaction& tx, std::string_view case_id, domain::Date today) {
    std::vector<ActionLine> lines;
    ActionRow row;
    tx.each("SELECT " CASEWORK_ACTION_COLUMNS " FROM case_action a" CASEWORK_ACTION_JOINS
            "WHERE a.case_id = :id ORDER BY CASE WHEN a.finished_on IS NULL THEN 0 ELSE 1 END, a.due, a.id LIMIT 200",
            {with("id", case_id)}, row.into(), [&] { lines.push_back(row.taken(today)); });
    return lines;
}

ActionKey action_key(std::string_view after) {
    const auto space = after.find(' ');
    if (space == std::string_view::npos) return {};
    return {std::string(after.substr(0, space)), std::string(after.substr(space + 1))};
}
std::string key_of(const ActionLine& line) { return domain::iso_date(line.due) + " " + line.id; }

}  // namespace casework::persistence
