// Actions as they stand in their table. Private to persistence.
#pragma once

#include "domain/actions/action.hpp"
#include "persistence/actions/actions.hpp"
#include "persistence/page.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {

// Open ones first by due date, then the finished; 50 a page.
struct CaseActions {
    std::vector<ActionLine> lines;
    PageEnds page;
};
CaseActions actions_of_case(Transaction& tx, std::string_view case_id, domain::Date today, const PageAsked& asked);

// Columns of an ActionLine from `case_action a` with `agency g`, `panel_group pg` and the subject's `person_name pn` joined.
struct ActionRow {
    ActionLine line;
    std::string due;
    std::optional<std::string> finished;
    std::vector<Into> into();
    ActionLine taken(domain::Date today);
};
#define CASEWORK_ACTION_COLUMNS                                                                                                                       \
    "a.id, a.case_id, pn.full_name, a.panel, pg.name, a.heading, a.words, a.owner_agency, g.name, a.owner, a.due, a.state, a.finished_on, a.outcome, " \
    "a.version, (SELECT count(*) FROM action_due_move d WHERE d.action_id = a.id)"
#define CASEWORK_ACTION_JOINS                                                                                    \
    " JOIN record r ON r.id = a.case_id LEFT JOIN nominal n ON n.id = a.case_id"                                 \
    " LEFT JOIN vulnerability_case vc ON vc.id = a.case_id"                                                      \
    " LEFT JOIN person_name pn ON pn.person_id = COALESCE(n.person_id, vc.person_id) AND pn.record_id = a.case_id AND pn.ordinal = 0" \
    " LEFT JOIN agency g ON g.id = a.owner_agency LEFT JOIN panel_group pg ON pg.id = a.panel "

// Pages by due date and id: the text between pages is "2026-11-23 ACT-2026-0007".
struct ActionKey {
    std::string due, id;
};
ActionKey action_key(std::string_view after);
std::string key_of(const ActionLine& line);

// Agencies with a live sharing agreement for the panel, by name.
std::vector<AgencyLine> agencies_of(Transaction& tx, std::string_view panel, domain::Date today);

}  // namespace casework::persistence
