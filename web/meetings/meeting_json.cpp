// Writing meetings and their attendance as JSON.
#include "web/meetings/meeting_json.hpp"

#include "web/actions/action_json.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/pages.hpp"
#include "web/vulnerability/vulnerability_views.hpp"

namespace casework::web::meetings {
namespace {

using namespace persistence;

JsonObject attendance_json(const AttendanceLine& a) {
    JsonObject json;
    json.add("account", a.account).add("name", a.name).add("agency", a.agency).add("agency_name", a.agency_name).add("attends", a.attends).add("accepted_at", a.accepted_at);
    return json.add("chair", a.chair);
}

}  // namespace

JsonObject meeting_json(const MeetingRecord& m) {
    auto json = nominals::meeting_line_json(m.line);
    json.add("version", m.version).add("chair", m.chair_name).add("agenda", m.agenda).add("minutes", m.minutes).add("started", m.started).add("ended", m.ended);
    json.add("approved", m.approved).add("approved_by", m.approved_by_name).list("attendance", m.attendance, attendance_json);
    json.add("agencies_present", m.agencies_present).add("quorum", m.quorum).add("accepted_by_me", m.closed.empty());
    // People and actions are for who accepted the statement; others read why they are not here.
    json.list("closed", m.closed, [](const domain::Refusal& r) { return JsonObject().add("message", r.message).add("authority", r.authority); });
    json.list("addenda", m.addenda, [](const AddendumLine& a) { return JsonObject().add("at", a.at).add("by", a.by_name).add("words", a.words).add("reason", a.reason); });
    json.add("actions_next", m.actions_next).list("actions", m.actions, actions::line_json).list("people", m.to_update, nominals::monitored_json).add("updated", m.updated);
    json.list("cases", m.cases, vulnerability::to_discuss_json);
    if (m.agreed) json.add("agreed_list", nominals::agreed_line_json(*m.agreed));
    json.list("history", m.history, nominals::event_json).list("steps", m.offers, nominals::offer_json);
    return json.add("may_edit", m.may_edit).add("may_chair", m.may_chair);
}

JsonObject page_json(const MeetingPage& page) {
    JsonObject json;
    json.add("panel_name", page.panel_name);
    web::page_json(json, "planned", page.planned_page);
    if (page.next_meeting) json.add("next_meeting", nominals::meeting_line_json(*page.next_meeting));
    json.list("planned", page.planned, nominals::meeting_line_json).list("past", page.past, nominals::meeting_line_json).list("agreed", page.agreed, nominals::agreed_line_json);
    return json.add("may_edit", page.may_edit).add("next", page.next);
}

}  // namespace casework::web::meetings
