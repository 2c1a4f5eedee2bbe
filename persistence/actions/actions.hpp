// Actions of cases: what an agency has said it will do by a day, wherever they are shown or changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/clash.hpp"
#include "persistence/gate.hpp"

namespace casework::persistence {

struct DueMoveLine {
    domain::Date from{}, to{}, on{};
    std::string by_name, reason;
};
struct ActionLine {
    std::string id;       // ACT-2026-0007
    std::string case_id;  // NOM-2026-0041
    std::string case_name;  // the person's name
    std::string panel, panel_name;
    std::string heading;  // pursue, prevent, protect, prepare; empty outside a plan
    std::string words;
    std::string owner_agency, owner_agency_name;
    std::string owner;    // person or role within it
    domain::Date due{};
    std::string state;    // open, in_progress, complete, not_achievable, no_longer_required
    bool overdue = false;
    int due_moves = 0;
    std::optional<domain::Date> finished_on;
    std::string outcome;
    int version = 0;
};
struct ActionRecord {
    ActionLine line;
    std::vector<DueMoveLine> moves;
    std::string added_by_name;
    domain::Instant added_at{};
    bool may_edit = false, may_chair = false, acts_for_owner = false;
};

struct NewAction {
    std::string heading;
    std::string words;
    std::string owner_agency, owner, owner_account;
    std::optional<domain::Date> due;
    std::string meeting;
    std::string pursue_first_reason;  // asked for when a first Pursue action comes before any Prevent or Protect one
};
struct ActionChange {
    int version = 0;
    std::string event;    // start, complete, report_not_achievable, drop, move_due_date, reassign
    std::string outcome;  // what came of it, or why
    std::optional<domain::Date> finished_on, due;
    std::string owner_agency, owner, owner_account;
};
struct SavedAction {
    std::string id, case_id;
    int version = 0;
};
domain::Outcome<SavedAction> add_action(Gate& gate, std::string_view case_id, const NewAction& action);
domain::Outcome<ActionRecord> open_action(Gate& gate, std::string_view id, std::string_view name = "read");
domain::Outcome<SavedAction> change_action(Gate& gate, std::string_view id, const ActionChange& change, domain::Clash& clash);

struct ActionPage {
    std::vector<ActionLine> actions;  // by due date
    std::string next;                 // give it back as `after`; empty: last page
    int overdue = 0;                  // on this page
};
enum class WhichActions { open, finished };
domain::Outcome<ActionPage> panel_actions(Gate& gate, std::string_view panel, WhichActions which = WhichActions::open, std::string_view after = {});

// Agencies that may own an action of that panel: with a live sharing agreement.
struct AgencyLine {
    std::string id, name;
};
domain::Outcome<std::vector<AgencyLine>> owner_agencies(Gate& gate, std::string_view panel);
// The same for a case that the actor may read, also as a member of a group it is shared with.
domain::Outcome<std::vector<AgencyLine>> agencies_of_case(Gate& gate, std::string_view case_id);

// Who may lead on a case: members of its panel of today whose account is in use, by name.
struct MemberLine {
    std::string id, name;  // of the account; "Sgt Priya Nair, Kent Police"
};
domain::Outcome<std::vector<MemberLine>> members_for_case(Gate& gate, std::string_view case_id);
domain::Outcome<std::vector<MemberLine>> panel_members(Gate& gate, std::string_view panel);

}  // namespace casework::persistence
