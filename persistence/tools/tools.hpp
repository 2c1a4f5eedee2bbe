// The register of tools and powers: what is in force on a person, body, premises or area, on which terms, and what was breached.
#pragma once

#include "domain/tools_and_powers/clocks.hpp"
#include "domain/tools_and_powers/pspo_breach.hpp"
#include "domain/tools_and_powers/terms.hpp"
#include "domain/tools_and_powers/tool_workflow.hpp"
#include "persistence/nominals/nominals.hpp"
#include "persistence/work/record_duty.hpp"

namespace casework::persistence {

// What stands above every page of a tool.
struct ToolHead {
    std::string id, panel, panel_name, state, state_words, kind, subject_kind, subject, subject_name;  // TOL-2026-0012
    domain::Date state_since{};
    int version = 0;
    Subject person;  // of a tool on a person
    domain::FieldSet shown;
    bool may_edit = false, may_note = false;
};

// One line of the register. `standing` is derived from the days: not_made, not_yet, live, expired, ended.
struct RegisterLine {
    std::string id, kind, state, state_words, subject_kind, subject_name;
    Subject person;
    domain::tools_and_powers::Standing standing{};
    std::optional<domain::Date> from, until, review_on;
    bool until_further_order = false;
    int breaches = 0;
};

// A breach of a public spaces protection order, beside the register's own row of it.
struct PublicSpacesBreach {
    int n = 0, article = 0, version = 0;
    domain::Date on{};
    domain::MinuteOfDay minute = 0;
    std::string place;
    domain::places::Point point;
    Subject person;  // or a description
    std::string description;
    std::optional<int> age;
    bool requirement_given = false, requirement_refused = false, authority_asked = false, authority_shown = false;
    std::vector<std::string> items;  // what, a tab, what became of it
    std::string excuse, excuse_note, result, by, officer, video;
    std::string penalty_state;  // issued, paid, cancelled; empty: no penalty
    domain::tools_and_powers::Penalty penalty;
    std::optional<domain::Date> penalty_ended_on;
    std::string penalty_reason;
};

struct ToolRecord : ToolHead {
    domain::tools_and_powers::Tool tool;
    std::string why, agency_name, end_reason, author_name;
    domain::tools_and_powers::Standing standing{};
    std::optional<int> age;
    std::vector<domain::RunningClock> clocks;
    std::vector<StepOffer> offers;
    std::vector<EventLine> history;  // newest first, at most 25
    std::vector<PublicSpacesBreach> public_breaches;  // of a public spaces protection order, newest first
};
domain::Outcome<ToolRecord> open_tool(Gate& gate, std::string_view id, std::string_view name = "read");

struct ToolTimeline {
    ToolHead head;
    std::vector<EventLine> events;
    int next = 0;
};
domain::Outcome<ToolTimeline> open_tool_timeline(Gate& gate, std::string_view id, int before = 0);
domain::Outcome<Saved> add_tool_note(Gate& gate, std::string_view id, std::string_view note);

struct ToolsAsked {
    std::string kind{}, standing{};  // live, over, before; empty: any
    bool review_due = false;     // within 28 days, or past
    PageAsked page{};
};
struct ToolList {
    std::string panel, panel_name;
    bool may_create = false, may_export = false;
    std::vector<RegisterLine> lines;  // newest first, 25 a page
    PageEnds page;
};
domain::Outcome<ToolList> list_tools(Gate& gate, std::string_view panel, const ToolsAsked& asked);
domain::Outcome<ToolList> export_tools(Gate& gate, std::string_view panel, const ToolsAsked& asked);
// Live tools of one person or named place, as far as the reader's groups reach; at most 20.
std::vector<RegisterLine> tools_on(Gate& gate, std::string_view subject);

struct NewTool {
    std::string kind, subject_kind, subject, subject_name;  // a person or place by reference, or a name
    std::string why;
    std::vector<std::string> evidence;
};
domain::Outcome<Saved> propose_tool(Gate& gate, std::string_view panel, const NewTool& tool);

// Only what the event asks for is read from `wanted` and `asked`.
struct ToolAnswers {
    int version = 0;
    domain::tools_and_powers::Tool wanted;
    domain::tools_and_powers::Answers asked;
    std::vector<domain::tools_and_powers::TermChange> terms;  // the whole list when it is made, the changes when it is varied
};
domain::Outcome<Saved> take_tool_step(Gate& gate, std::string_view id, std::string_view event, const ToolAnswers& answers);

// Orders whose review is due or whose last day comes. For My work, at most 50.
std::vector<RecordDuty> tool_duties(Listing& listing, const domain::Actor& actor);
// Whether the register holds a tool of that kind by that reference, as far as the scope reaches.
bool is_known_tool(Transaction& tx, const auth::Scope& scope, domain::Instant now, std::string_view id, std::string_view kind);

}  // namespace casework::persistence
