// My work: what waits for the actor's decision, their actions, the reviews and meetings ahead, what they looked at.
#pragma once

#include "persistence/meetings/meetings.hpp"

namespace casework::persistence {

struct WaitingDecision {
    std::string kind;   // proposals, review_overdue, order_not_agreed, minutes_to_approve, agreement_of_second_person
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
    std::string id, kind;  // nominal, meeting
    std::string name;      // the person's, or the meeting's title
};
struct NextMeeting {
    MeetingLine line;
    bool order_agreed = false;
    int overdue_actions = 0;
};
struct MyWork {
    std::vector<WaitingDecision> waiting;
    std::vector<ActionLine> actions;  // the next 4, most overdue first
    int open_actions = 0, overdue_actions = 0;  // up to 99
    std::vector<ReviewLine> reviews;  // due in the next 7 days or overdue, at most 20
    std::optional<ReviewLine> next_review;  // when none is due
    std::vector<NextMeeting> meetings;      // one for each group
    std::vector<LookedAt> looked_at;        // last 5
};
MyWork my_work(Gate& gate);
// All open actions of the actor or their agency, by due date, 25 a page.
ActionPage my_actions(Gate& gate, std::string_view after = {});

}  // namespace casework::persistence
