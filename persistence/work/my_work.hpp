// My work: what waits for the actor's decision, their actions, the reviews and meetings ahead, what they looked at.
#pragma once

#include "persistence/community_protection/cases.hpp"
#include "persistence/jobs/jobs.hpp"
#include "persistence/meetings/meetings.hpp"
#include "persistence/second_person.hpp"
#include "persistence/work/record_duty.hpp"

namespace casework::persistence {

struct WaitingDecision {
    std::string kind;   // proposals, review_overdue, order_not_agreed, minutes_to_approve
    std::string panel, panel_name;
    std::string object;             // record or panel
    int count = 0;
    std::vector<std::string> from;  // agencies, for proposals
    std::optional<MeetingLine> before;  // the meeting it should be decided in
};
struct ReviewLine {
    std::string id, panel, panel_name;
    Subject person;
    domain::Date due{};
    ReviewState state = ReviewState::none;
};
struct LookedAt {
    std::string id, kind;  // nominal, meeting, warning, notice, vulnerability
    std::string name;      // the person's, or the meeting's title
};
struct NextMeeting {
    MeetingLine line;
    bool order_agreed = false;
    int overdue_actions = 0;
};
struct MyWork {
    std::vector<WaitingDecision> waiting;
    std::vector<JobLine> ended_jobs;  // of mine, not yet looked at or put away, newest first, at most 10
    Agreements agreements;            // of a second person: to answer, and asked for
    std::vector<ActionLine> actions;  // the next 4, most overdue first
    int open_actions = 0, overdue_actions = 0;  // up to 99
    std::vector<ReviewLine> reviews;  // due in the next 7 days or overdue, by due date, 20 a page
    PageEnds reviews_page;
    std::optional<ReviewLine> next_review;  // when none is due
    std::vector<NextMeeting> meetings;      // one for each group
    std::vector<RecordDuty> duties;         // of reports, tools, case reviews and vulnerability cases, soonest first
    std::vector<CaseDuty> cases;            // warnings and notices that wait for the actor, soonest first
    std::vector<StoppedLine> stopped;       // documents that wait for the actor's answer as a coordinator, at most 20
    std::vector<StoppedOwn> my_stopped;     // documents of mine that wait, or were answered lately
    std::vector<LookedAt> looked_at;        // last 5
};
MyWork my_work(Gate& gate, const PageAsked& reviews = {});
// All open actions of the actor or their agency, by due date, 25 a page.
ActionPage my_actions(Gate& gate, std::string_view after = {});

}  // namespace casework::persistence
