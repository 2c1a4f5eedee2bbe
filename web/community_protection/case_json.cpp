// Writing warnings and notices.
#include "web/community_protection/case_json.hpp"

#include "web/community_protection/breach_json.hpp"
#include "web/documents/stopped_views.hpp"
#include "web/documents/paper_pages.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/pages.hpp"

namespace casework::web::cases {
namespace {

namespace rules = domain::community_protection;
using namespace persistence;

JsonObject requirement_json(const RequirementLine& line) {
    JsonObject json;
    json.add("number", line.asked.number).add("kind", rules::name(line.asked.kind)).add("text", line.asked.text).add("due", line.asked.due).add("reason", line.asked.reason);
    if (!line.today.words.empty()) json.add("binding_today", line.today.binding).add("why", line.today.words).add("authority", line.today.authority);
    return json;
}
JsonObject event_json(const CaseEvent& e) {
    JsonObject json;
    json.add("kind", e.kind).add("on", e.on).add("minute", e.minute).add("place", e.place).add("words", e.words).add("evidence_kind", e.evidence_kind).add("evidence", e.evidence);
    if (e.requirement > 0) json.add("requirement", e.requirement);
    if (!e.report.empty()) json.add("report", e.report);
    return json.add("by", e.by_name);
}
JsonObject informed_json(const InformedLine& i) { return JsonObject().add("name", i.name).add("role", i.role).add("on", i.on).add("method", i.method); }
JsonObject service_json(const ServiceLine& line) {
    const auto& s = line.service;
    JsonObject json;
    json.add("version", line.version).add("method", s.method).add("address_kind", s.address_kind).add("address", s.address).add("on", s.on).add("minute", s.at).add("by", line.by_name);
    return json.add("received_by", s.received_by).add("witness", s.witness).add("proof", s.proof).add("arrived_on", s.arrived_on);
}
JsonObject appeal_json(const rules::Appeal& a) {
    JsonObject json;
    json.add("lodged", a.lodged).add("court", a.court).add("grounds", a.grounds).add("hearing", a.hearing).add("late", a.late).add("outcome", a.outcome);
    return json.add("decided_on", a.decided_on).add("stop_suspended_from", a.stop_suspended_from);
}
JsonObject deadline_json(const NamedDeadline& d) {
    return JsonObject().add("name", d.name).add("last_day", d.deadline.last).add("counted", rules::how_counted(d.deadline)).add("rule", d.deadline.rule).add("authority", d.deadline.authority);
}
JsonObject check_json(const rules::CheckLine& c) {
    constexpr std::string_view states[] = {"done", "must", "should"};
    return JsonObject().add("state", states[static_cast<std::size_t>(c.state)]).add("rule", c.rule).add("heading", c.heading).add("words", c.words).add("authority", c.authority);
}
JsonObject link_json(const CaseLink& l) { return JsonObject().add("id", l.id).add("state", l.state_words).add("given_on", l.given_on); }
JsonObject paper_line_json(const PaperLine& p) { return JsonObject().add("n", p.n).add("name", p.name).add("digest", p.digest).add("by", p.by_name).add("at", p.at); }
JsonObject other_json(const rules::OpenMatter& m) { return JsonObject().add("id", m.urn).add("agency", m.agency).add("category", m.category).add("state", m.state).add("since", m.since); }

JsonObject visit_json(const VisitLine& v) {
    JsonObject json;
    return json.add("n", v.n).add("on", v.on).add("minute", v.minute).add("place", v.place).add("seen", v.seen).add("seen_words", v.seen_words).add("note", v.note).add("file", v.file).add("by", v.by_name);
}
JsonObject file_json(const CaseFile& f) { return JsonObject().add("id", f.id).add("name", f.name).add("caption", f.caption).add("state", f.state).add("bears_on", f.bears_on); }

}  // namespace

JsonObject line_json(const CaseLine& l) {
    JsonObject json;
    json.add("id", l.id).add("kind", l.kind).add("state", l.state).add("title", l.title).add("category", l.category).add("recipient", l.recipient_name).add("opened_on", l.opened_on);
    if (!l.person.id.empty()) json.add("person", nominals::subject_json(l.person));
    return json.add("state_since", l.state_since).add("due_name", l.due_name).add("due", l.due);
}

JsonObject head_json(const CaseHead& h) {
    JsonObject json;
    json.add("id", h.id).add("kind", h.kind).add("panel", h.panel).add("panel_name", h.panel_name).add("state", h.state).add("state_since", h.state_since).add("version", h.version);
    json.add("title", h.title).add("category", h.category).add("recipient_kind", h.recipient_kind).add("recipient", h.recipient_name).add("opened_on", h.opened_on);
    if (!h.person.id.empty()) json.add("person", nominals::subject_json(h.person));
    return json.add("author", h.author_name).add("approved_by", h.approved_by_name);
}

JsonObject case_json(const CaseRecord& r) {
    auto json = head_json(r);
    JsonObject fields;
    for (const auto& field : r.fields) fields.add(field.field, field.value);
    json.add("fields", fields).list("requirements", r.requirements, requirement_json).add("requirement_version", r.requirement_version).list("events", r.events, event_json).list("breaches", r.notice_breaches, breach_line_json);
    json.list("informed", r.informed, informed_json).list("services", r.services, service_json).list("appeals", r.appeals, appeal_json).list("links", r.links, link_json);
    json.list("deadlines", r.deadlines, deadline_json).list("papers", r.papers, paper_line_json).list("checks", r.checks, check_json).list("steps", r.offers, nominals::offer_json);
    json.list("duplicates", r.duplicates, other_json).add("given_on", r.given_on).add("ended_on", r.ended_on).add("end_reason", r.end_reason).add("end_note", r.end_note);
    return json.list("history", r.history, nominals::event_json).add("authority", r.authority_words).list("visits", r.visits, visit_json).list("files", r.linked_files, file_json).list("stopped_documents", r.stopped, documents::stopped_own_json);
}

JsonObject list_json(const CaseList& list) {
    auto json = JsonObject().add("panel", list.panel).add("panel_name", list.panel_name).list("cases", list.lines, line_json);
    page_json(json, "cases", list.page);
    return json;
}

JsonObject timeline_json(const CaseTimeline& timeline) { return head_json(timeline.head).list("events", timeline.events, nominals::event_json).add("next", timeline.next); }

JsonObject paper_json(const CasePaper& paper) { return documents::paper_json(head_json(paper.head), paper); }

}  // namespace casework::web::cases
