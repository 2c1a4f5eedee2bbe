// Meetings of a panel in their simple form: schedule, agenda, attendance, start, end, minutes and what was added to them later.
#pragma once

#include "persistence/nominals/order.hpp"
#include "persistence/vulnerability/cases_to_discuss.hpp"

namespace casework::persistence {

struct AttendanceLine {
    std::string account, name, agency, agency_name;
    std::string attends;  // in_room, online, sent_information, apologies; empty: not yet recorded
    std::optional<domain::Instant> accepted_at;  // the confidentiality statement of this meeting
    bool chair = false;
};
struct AddendumLine {
    domain::Instant at{};
    std::string by_name, words, reason;
};
struct MeetingRecord {
    MeetingLine line;
    int version = 0;
    std::string chair_name;
    std::string agenda, minutes;
    std::optional<domain::Instant> started, ended, approved;
    std::string approved_by_name;
    std::vector<AttendanceLine> attendance;  // every live member of the panel
    int agencies_present = 0, quorum = 0;
    domain::Refusals closed;                 // why the actor gets no people and no actions: the statement is not accepted
    std::vector<AddendumLine> addenda;
    std::vector<ActionLine> actions;         // open actions of the panel, most overdue first: the first 50
    std::string actions_next;                // where the list of the panel's open actions goes on; empty: these are all
    std::vector<MonitoredEntry> to_update;   // the list in order, with whether an update was saved for this meeting
    std::vector<std::string> updated;        // ids of those with an update
    std::vector<CaseToDiscuss> cases;        // vulnerability cases of the panel
    std::optional<AgreedLine> agreed;        // the order agreed in this meeting
    std::vector<EventLine> history;
    std::vector<StepOffer> offers;
    bool may_edit = false, may_chair = false;
};
domain::Outcome<MeetingRecord> open_meeting(Gate& gate, std::string_view id, std::string_view name = "read");

struct NewMeeting {
    std::string title, place, agenda;
    std::optional<domain::Date> on;
    std::optional<domain::MinuteOfDay> at;
};
// The day the panel usually meets next: its last day and the days from one meeting to the next, by the setting of today; none when that has gone by.
domain::Outcome<std::optional<domain::Date>> usual_next_day(Gate& gate, std::string_view panel);
domain::Outcome<Saved> schedule_meeting(Gate& gate, std::string_view panel, const NewMeeting& meeting);

struct MeetingAnswers {
    int version = 0;
    std::string agenda;   // publish_agenda
    std::string minutes;  // end, write_minutes
};
// publish_agenda, start, end, write_minutes, approve_minutes
domain::Outcome<Saved> take_meeting_step(Gate& gate, std::string_view id, std::string_view event, const MeetingAnswers& answers);

struct Attendee {
    std::string account, attends;
};
domain::Outcome<Saved> record_attendance(Gate& gate, std::string_view id, const std::vector<Attendee>& attendees);
// The actor accepts the confidentiality statement for this meeting. That they came is recorded by itself.
domain::Outcome<Saved> accept_confidentiality(Gate& gate, std::string_view id);
domain::Outcome<Saved> add_addendum(Gate& gate, std::string_view id, std::string_view words, std::string_view reason);

struct MeetingPage {
    std::optional<MeetingLine> next_meeting;
    std::vector<MeetingLine> planned;  // soonest first, 12 a page
    PageEnds planned_page;
    std::vector<MeetingLine> past;     // newest first, 25 a page
    std::vector<AgreedLine> agreed;    // the lists agreed in these
    std::string panel_name;
    std::string next;
    bool may_edit = false;
};
domain::Outcome<MeetingPage> panel_meetings(Gate& gate, std::string_view panel, std::string_view before = {}, const PageAsked& planned = {});

}  // namespace casework::persistence
