// Writing My work.
#include "web/work/work_json.hpp"

#include "web/actions/action_json.hpp"
#include "web/agreements/agreement_json.hpp"
#include "web/documents/stopped_views.hpp"
#include "web/jobs/job_views.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/pages.hpp"

namespace casework::web::work {
namespace {

using namespace persistence;

JsonObject waiting_json(const WaitingDecision& w) {
    JsonObject json;
    json.add("kind", w.kind).add("panel", w.panel).add("panel_name", w.panel_name).add("object", w.object).add("count", w.count).add("from", w.from);
    if (w.before) json.add("before", nominals::meeting_line_json(*w.before));
    return json;
}

JsonObject review_json(const ReviewLine& r) {
    JsonObject json;
    json.add("id", r.id).add("panel", r.panel).add("panel_name", r.panel_name).add("person", nominals::subject_json(r.person)).add("due", r.due);
    return json.add("state", nominals::review_name(r.state));
}

JsonObject duty_json(const CaseDuty& d) {
    auto json = JsonObject().add("id", d.id).add("what", d.what).add("title", d.title).add("recipient", d.recipient_name).add("due", d.due);
    if (!d.person.id.empty()) json.add("person", nominals::subject_json(d.person));
    if (d.breach > 0) json.add("breach", d.breach);
    return json;
}

JsonObject meeting_json(const NextMeeting& m) { return nominals::meeting_line_json(m.line).add("order_agreed", m.order_agreed).add("overdue_actions", m.overdue_actions); }

}  // namespace

JsonObject work_json(const MyWork& work) {
    JsonObject json;
    json.list("waiting", work.waiting, waiting_json).list("actions", work.actions, actions::line_json).add("open_actions", work.open_actions);
    json.add("overdue_actions", work.overdue_actions).list("reviews", work.reviews, review_json);
    page_json(json, "reviews", work.reviews_page);
    if (work.next_review) json.add("next_review", review_json(*work.next_review));
    json.list("ended_jobs", work.ended_jobs, [](const JobLine& job) { return jobs::job_json(job); });
    json.list("to_agree", work.agreements.to_answer, agreements::request_json).list("asked", work.agreements.asked, agreements::request_json);
    json.list("stopped_documents", work.stopped, documents::stopped_line_json).list("my_stopped_documents", work.my_stopped, documents::stopped_own_json);
    json.list("meetings", work.meetings, meeting_json).list("cases", work.cases, duty_json);
    json.list("duties", work.duties, [](const RecordDuty& d) { return JsonObject().add("id", d.id).add("what", d.what).add("about", d.about).add("due", d.due); });
    return json.list("looked_at", work.looked_at, [](const LookedAt& l) { return JsonObject().add("id", l.id).add("kind", l.kind).add("name", l.name); });
}

}  // namespace casework::web::work
