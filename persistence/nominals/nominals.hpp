// The nominal list of a panel: the board, one entry, and what may be done with it. Coded values are the codes of domain/nominals.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/clash.hpp"
#include "domain/nominals/nominal_workflow.hpp"
#include "domain/nominals/order.hpp"
#include "domain/nominals/review_clock.hpp"
#include "persistence/actions/actions.hpp"
#include "persistence/gate.hpp"
#include "persistence/page.hpp"

namespace casework::persistence {

// --- What pages show -----------------------------------------------------------------------------------------------------------

// The person as their record of this panel calls them. An estimated age counts on from the day it was judged.
struct Subject {
    std::string id;    // PER-2026-0118
    std::string name;  // as typed; "initials only" is for the page (domain::initials)
    std::optional<domain::Date> born;
    std::optional<int> age;
    bool age_estimated = false;
};

struct RiskLine {
    std::string to;      // self, others, business
    std::string level;   // high, medium, low; empty: not judged
    std::string reason;
    bool operator==(const RiskLine&) const = default;
};
struct ToolLine {  // an order or notice in force
    std::string kind;   // cpw, cpn, cbo ...
    std::string words;
    std::optional<domain::Date> from, until;
    bool operator==(const ToolLine&) const = default;
};
struct ConditionLine {
    std::string kind;  // bail, licence
    std::string words;
    std::optional<domain::Date> until;
    bool operator==(const ConditionLine&) const = default;
};
struct SupportLine {
    std::string service;
    domain::Date offered_on{};
    std::string answer;  // accepted, declined, waiting
    bool operator==(const SupportLine&) const = default;
};
struct HeadingCount {
    int open = 0, late = 0;
    bool operator==(const HeadingCount&) const = default;
};
using FourCounts = std::array<HeadingCount, 4>;  // pursue, prevent, protect, prepare

using Moved = domain::nominals::Movement;  // since the last agreed list, compared by person
using ReviewState = domain::nominals::Review;

struct BoardEntry {
    std::string id;  // NOM-2026-0041
    int version = 0;
    int position = 0;
    Moved moved;
    Subject person;
    std::vector<std::string> behaviours, known_to, vulnerabilities, markers;
    std::vector<RiskLine> risks;
    std::vector<ToolLine> tools;
    std::vector<ConditionLine> conditions;  // bail and licence, soonest to end first
    std::optional<domain::Date> custody_since, release_on;
    std::optional<int> incidents, incidents_before;
    std::optional<domain::Date> last_seen_on;
    std::string last_seen_where, summary;
    std::optional<domain::Date> updated_on;
    bool updated = false;  // for the next meeting
    std::optional<ActionLine> next_action;
    int open_actions = 0, overdue_actions = 0;
    FourCounts headings;
    ReviewState review = ReviewState::none;
    std::optional<domain::Date> next_review;
    std::string lead_officer_name, support_agency_name;
    std::string photo;  // reference, empty when none or out of date
};
struct ProposedEntry {
    std::string id;
    int version = 0;
    Subject person;
    std::string agency, agency_name;  // who put the person forward
    domain::Date proposed_on{};
    std::vector<std::string> behaviours;
    int times_listed = 0;  // earlier, on this panel
};
struct MonitoredEntry {
    std::string id;
    int version = 0;
    Subject person;
    domain::Date since{};
    ReviewState review = ReviewState::none;
    std::optional<domain::Date> next_review;
};
struct ArchiveSuggestion {
    std::string id;
    Subject person;
    std::string because;  // "has had 3 meetings with 1 incident or fewer"
};
struct MeetingLine {
    std::string id;  // MTG-2026-0004
    std::string panel, panel_name, title, place, state;
    domain::Instant starts{};
    domain::Date on{};
    bool chairs = false;  // the actor
};
struct AgreedLine {
    std::string id;  // LST-2026-0003
    domain::Date agreed_on{};
    domain::Instant agreed_at{};
    std::string agreed_by_name, meeting;
    int size = 0;
};
struct BoardFigures {
    int on_list = 0, monitored = 0, archived = 0, proposed = 0;
    int incidents = 0, incidents_before = 0;
    int open_actions = 0, overdue_actions = 0, tools_in_force = 0;
    int cap = 15;
    bool over_cap = false;
};
struct Board {
    std::string panel, panel_name;
    int version = 0;      // of the order: what the order form carries
    bool agreed = false;  // this order stands as agreed; otherwise "Draft order"
    std::string changed_by_name;
    std::optional<domain::Instant> changed_at;
    std::optional<AgreedLine> last_agreed;
    std::optional<domain::Date> since;  // "incidents since 30 March": the list agreed before the figures shown
    std::optional<MeetingLine> next_meeting, last_meeting;
    std::vector<BoardEntry> entries;      // overdue reviews stay in their place and are marked
    std::vector<std::string> overdue;     // ids, longest overdue first: for the chair to renew or archive
    std::vector<ProposedEntry> proposed;    // longest waiting first, 25 a page
    std::vector<MonitoredEntry> monitored;  // longest monitored first, 25 a page
    PageEnds proposed_page, monitored_page;
    std::vector<ArchiveSuggestion> suggestions;
    BoardFigures figures;
    bool may_edit = false, may_chair = false, may_export = false;
};

// The board of a panel; a member of another group gets not_found. `name` is how the ledger calls it: "list", "open_order_form".
struct BoardPages {
    PageAsked proposed, monitored;
};
domain::Outcome<Board> read_board(Gate& gate, std::string_view panel, std::string_view name = "list", const BoardPages& pages = {});
// The same for paper: allowed to every member, recorded as a print.
domain::Outcome<Board> print_board(Gate& gate, std::string_view panel);
// The same for CSV: coordinator, purpose, password again.
domain::Outcome<Board> export_board(Gate& gate, std::string_view panel);

// One step that leads on from here, or why not.
struct StepOffer {
    std::string event;       // accept, decline, review, step_down, escalate, archive, reopen
    std::string words;
    bool allowed = false;    // by the policy
    domain::Refusals stopped_by;
};
struct PlanHeading {
    std::string heading;  // pursue, prevent, protect, prepare
    std::string objective, measure;
    std::vector<ActionLine> actions;  // open first by due date, then finished
};
struct UpdateLine {
    domain::Date on{};
    std::string meeting;
    int incidents = 0;
    std::optional<domain::Date> last_seen_on;
    std::string last_seen_where, summary, by_name;
};
struct EventLine {
    domain::Instant at{};
    std::string kind, words, note, by_name, agency_name, meeting;
    std::string code;  // what was chosen from a coded list: why somebody left or was not listed; of a move, the order it made
    int n = 0;  // counts up within the record: keyset of the timeline
};
struct OtherEntry {  // earlier or other entries of the same person that the actor may read
    std::string id, state;
    domain::Date since{};
};

// What stands above every page of an entry.
struct NominalHead {
    std::string id, panel, panel_name, state;
    domain::Date state_since{};
    int version = 0;
    domain::FieldSet shown;   // which classes the permit includes
    Subject person;
    int position = 0;         // 0: not on the ranked list
    int list_size = 0, order_version = 0;
    std::vector<RiskLine> risks;
    std::optional<domain::Date> custody_since;
    int open_actions = 0;
    bool in_group = false;    // read as a member of the group whose record it is: its list, its meetings
    bool may_edit = false, may_note = false, may_chair = false, may_share = false;
};

// One entry with every field of the practice notes; fields that the permit does not include are empty.
struct NominalRecord : NominalHead {
    domain::Date proposed_on{};
    std::string proposed_agency, proposed_agency_name;
    std::string proposed_by_name;  // F2
    std::string evidence, nexus, not_better_elsewhere, necessity, proportionality, lawful_basis;
    std::optional<domain::Date> listed_on;
    int times_listed = 0;
    std::vector<std::string> behaviours, known_to, known_to_names;
    std::optional<int> harm_score;  // while on the list
    std::string harm_words;         // how it was counted
    std::vector<ToolLine> tools;
    std::vector<ConditionLine> conditions;
    std::vector<SupportLine> support;
    std::string lead_officer, lead_officer_name, support_agency, support_agency_name;
    std::optional<domain::Date> release_on;
    std::string custody_place;
    int arrests = 0, reports = 0;
    std::optional<int> incidents, incidents_before;
    std::optional<domain::Date> updated_on, last_seen_on;
    std::string updated_for;  // meeting
    std::string last_seen_where, summary;
    std::optional<domain::Date> last_review, next_review;
    int review_days = 0;  // the longest time to the next review, by the setting of today
    ReviewState review = ReviewState::none;
    std::string no_support_reason;  // why pursue came first
    std::string end_reason, end_note, end_detail;  // archived or declined: code, reason, signpost or group or release date
    std::vector<PlanHeading> plan;  // always four; open actions first, 50 a page over all four
    PageEnds actions_page;
    std::vector<UpdateLine> updates;  // newest first, at most 26
    std::vector<EventLine> history;   // newest first, at most 25; more by open_timeline
    std::vector<OtherEntry> others;
    std::vector<StepOffer> offers;
    std::optional<MeetingLine> next_meeting;
    std::string before_id, after_id;  // neighbours on the list, for "Save and next person"
    std::string before_name, after_name;
    std::vector<std::string> shared_with;    // names of other groups
};
domain::Outcome<NominalRecord> open_nominal(Gate& gate, std::string_view id, std::string_view name = "read", const PageAsked& actions = {});

// What has happened with one entry, newest first, fifty at a time.
struct NominalTimeline {
    NominalHead head;
    std::vector<EventLine> events;
    int next = 0;  // give it back as `before`; 0: last page
};
domain::Outcome<NominalTimeline> open_timeline(Gate& gate, std::string_view id, int before = 0);

// --- What may be done ------------------------------------------------------------------------------------------------------------
// Every change answers the record's id and new version, or all refusals at once. A refusal of kind conflict fills `clash`.

struct Saved {
    std::string id;
    int version = 0;
};

// Putting someone forward. `person` is a known PER id that the actor may read, or empty: then name and birth make a new person.
struct Proposal {
    std::string person;
    std::string name;
    std::optional<domain::Date> born;
    std::optional<int> estimated_age;
    std::string age_basis;
    std::vector<std::string> behaviours, known_to;
    std::string evidence, nexus, not_better_elsewhere;
    std::optional<int> incidents;
};
domain::Outcome<Saved> propose(Gate& gate, std::string_view panel, const Proposal& proposal);
// What the questions of a proposal depend on: who may know the person, and the settings of today.
struct ProposalForm {
    std::vector<AgencyLine> agencies;
    int evidence_months = 0;
    bool adults_only = true;
};
domain::Outcome<ProposalForm> open_proposal_form(Gate& gate, std::string_view panel);

// The workflow's steps; only what the event asks for is read from the answers.
struct StepAnswers {
    int version = 0;
    std::string necessity, proportionality, lawful_basis;  // accept
    bool not_better_elsewhere = false;                     // accept
    std::string meeting;                                   // the meeting in which the chair decides; empty: the one in session
    std::string reason;                                    // decline, step down, escalate, reopen; the code for archive
    std::string note, signpost;                            // decline: where to instead
    std::optional<domain::Date> release_on;                // archive: custody
    std::optional<domain::Date> evidence_on;               // escalate, reopen: when the new incident happened
    std::string transferred_to;                            // archive: group
    std::optional<domain::Date> next_review;               // review, accept, escalate, reopen; empty: as far ahead as the setting allows
};
domain::Outcome<Saved> take_step(Gate& gate, std::string_view id, std::string_view event, const StepAnswers& answers);

// The one-page update of a meeting, also outside one; saved again for the same meeting it replaces the first. With
// `review` it is the chair's review as well and advances the date.
struct MeetingUpdate {
    int version = 0;
    int incidents = 0;
    std::optional<domain::Date> last_seen_on;
    std::string last_seen_where, summary;
    int arrests = 0, reports = 0;          // further ones since the last update
    std::optional<int> position;           // place on the list as typed, counted from 1
    int order_version = 0;                 // of the order that the form showed; 0: as it stands
    domain::Choices choices;               // of the clash page
    bool review = false;
    std::optional<domain::Date> next_review;  // with review; empty: as far ahead as the setting allows
};
domain::Outcome<Saved> save_update(Gate& gate, std::string_view id, const MeetingUpdate& update, domain::Clash& clash);

// The fields of an entry as the edit form has them; `values` reads them from a record.
struct NominalEdit {
    int version = 0;
    std::vector<std::string> behaviours, known_to;
    std::array<RiskLine, 3> risks;  // self, others, business
    std::vector<ToolLine> tools;
    std::vector<ConditionLine> conditions;
    std::vector<SupportLine> support;
    std::string lead_officer, support_agency;
    std::optional<domain::Date> custody_since, release_on;
    std::string custody_place, no_support_reason;
    std::array<std::string, 4> objectives, measures;
    domain::Choices choices;  // of the clash page
};
NominalEdit edit_of(const NominalRecord& record);
// One text a field, as the clash page compares and posts them back; unreadable values are left out.
domain::FieldValues values_of(const NominalEdit& edit);
void put_value(NominalEdit& edit, std::string_view field, std::string_view value);
// Changes that do not clash with what others saved meanwhile go through; otherwise conflict and nothing is saved.
domain::Outcome<Saved> edit_nominal(Gate& gate, std::string_view id, const NominalEdit& edit, domain::Clash& clash);

// A note on the timeline.
domain::Outcome<Saved> add_note(Gate& gate, std::string_view id, std::string_view note);

}  // namespace casework::persistence
