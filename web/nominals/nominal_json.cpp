// Writing one nominal: the record, its edit form, a clash, the access log.
#include "web/nominals/nominal_json.hpp"

#include "domain/nominals/codes.hpp"
#include "web/actions/action_json.hpp"
#include "web/ledger_words.hpp"
#include "web/pages.hpp"

namespace casework::web::nominals {
namespace {

using namespace persistence;

JsonObject risk_json(const RiskLine& r) { return JsonObject().add("to", r.to).add("level", r.level).add("reason", r.reason); }
JsonObject tool_json(const ToolLine& t) { return JsonObject().add("kind", t.kind).add("words", t.words).add("from", t.from).add("until", t.until); }
JsonObject condition_json(const ConditionLine& c) { return JsonObject().add("kind", c.kind).add("words", c.words).add("until", c.until); }
JsonObject support_json(const SupportLine& s) { return JsonObject().add("service", s.service).add("offered_on", s.offered_on).add("answer", s.answer); }
JsonObject plan_json(const PlanHeading& p) {
    return JsonObject().add("heading", p.heading).add("objective", p.objective).add("measure", p.measure).list("actions", p.actions, actions::line_json);
}
JsonObject update_json(const UpdateLine& u) {
    JsonObject json;
    json.add("on", u.on).add("meeting", u.meeting).add("incidents", u.incidents).add("last_seen_on", u.last_seen_on).add("last_seen_where", u.last_seen_where);
    return json.add("summary", u.summary).add("by", u.by_name);
}
JsonObject refusal_json(const domain::Refusal& r) { return JsonObject().add("message", r.message).add("authority", r.authority).add("field", r.field); }

// What is set about a person's standing on the list, shared by the record and its edit form.
template <class Entry>
void add_standing(JsonObject& json, const Entry& e) {
    json.add("behaviours", e.behaviours).add("known_to", e.known_to).list("risks", e.risks, risk_json).list("tools", e.tools, tool_json).list("conditions", e.conditions, condition_json);
    json.list("support", e.support, support_json).add("lead_officer", e.lead_officer).add("support_agency", e.support_agency).add("custody_since", e.custody_since);
    json.add("custody_place", e.custody_place).add("release_on", e.release_on).add("no_support_reason", e.no_support_reason);
}

void add_decision(JsonObject& json, const NominalRecord& r) {
    json.add("proposed_on", r.proposed_on).add("proposed_agency", r.proposed_agency).add("proposed_agency_name", r.proposed_agency_name);
    if (!r.proposed_by_name.empty()) json.add("proposed_by", r.proposed_by_name);
    json.add("evidence", r.evidence).add("nexus", r.nexus).add("not_better_elsewhere", r.not_better_elsewhere).add("necessity", r.necessity).add("proportionality", r.proportionality);
    json.add("lawful_basis", r.lawful_basis).add("listed_on", r.listed_on).add("times_listed", r.times_listed);
}

void add_lately(JsonObject& json, const NominalRecord& r) {
    json.add("harm_score", r.harm_score).add("harm_score_words", r.harm_words).add("arrests", r.arrests).add("reports", r.reports).add("incidents", r.incidents).add("incidents_before", r.incidents_before);
    json.add("updated_on", r.updated_on).add("updated_for", r.updated_for).add("last_seen_on", r.last_seen_on).add("last_seen_where", r.last_seen_where).add("summary", r.summary);
    json.add("last_review", r.last_review).add("next_review", r.next_review).add("review", review_name(r.review));
}

void add_neighbours(JsonObject& json, const NominalRecord& r) {
    if (!r.before_id.empty()) json.add("before", JsonObject().add("id", r.before_id).add("name", r.before_name));
    if (!r.after_id.empty()) json.add("after", JsonObject().add("id", r.after_id).add("name", r.after_name));
}

}  // namespace

std::string_view review_name(ReviewState state) {
    switch (state) {
        case ReviewState::none: return "";
        case ReviewState::in_time: return "in_time";
        case ReviewState::due_soon: return "due_soon";
        case ReviewState::overdue: return "overdue";
    }
    return "";
}

JsonObject subject_json(const Subject& p) {
    return JsonObject().add("id", p.id).add("name", p.name).add("born", p.born).add("age", p.age).add("age_estimated", p.age_estimated);
}

JsonObject meeting_line_json(const MeetingLine& m) {
    JsonObject json;
    json.add("id", m.id).add("panel", m.panel).add("panel_name", m.panel_name).add("title", m.title).add("place", m.place).add("state", m.state);
    return json.add("starts", m.starts).add("on", m.on).add("chairs", m.chairs);
}

JsonObject event_json(const EventLine& e) {
    JsonObject json;
    json.add("n", e.n).add("at", e.at).add("kind", e.kind).add("words", e.words).add("note", e.note).add("by", e.by_name).add("agency", e.agency_name);
    return json.add("meeting", e.meeting).add("code", e.code);
}

JsonObject offer_json(const StepOffer& o) { return JsonObject().add("event", o.event).add("words", o.words).add("allowed", o.allowed).list("stopped_by", o.stopped_by, refusal_json); }

JsonObject record_json(const NominalRecord& r) {
    JsonObject json;
    json.add("id", r.id).add("panel", r.panel).add("panel_name", r.panel_name).add("state", r.state).add("state_since", r.state_since).add("version", r.version);
    json.add("person", subject_json(r.person)).add("position", r.position).add("list_size", r.list_size).add("order_version", r.order_version);
    add_decision(json, r);
    add_standing(json, r);
    json.add("lead_officer_name", r.lead_officer_name).add("support_agency_name", r.support_agency_name);
    add_lately(json, r);
    json.add("end_reason", r.end_reason).add("end_note", r.end_note).add("end_detail", r.end_detail);
    page_json(json, "actions", r.actions_page);
    json.list("plan", r.plan, plan_json).list("updates", r.updates, update_json).list("history", r.history, event_json);
    json.list("other_entries", r.others, [](const OtherEntry& o) { return JsonObject().add("id", o.id).add("state", o.state).add("since", o.since); });
    json.list("steps", r.offers, offer_json).add("shared_with", r.shared_with);
    if (r.next_meeting) json.add("next_meeting", meeting_line_json(*r.next_meeting));
    add_neighbours(json, r);
    return json.add("may_edit", r.may_edit).add("may_note", r.may_note).add("may_chair", r.may_chair).add("may_share", r.may_share);
}

JsonObject timeline_json(const NominalTimeline& t) {
    JsonObject json;
    json.add("id", t.head.id).add("panel_name", t.head.panel_name).add("person", subject_json(t.head.person)).add("may_note", t.head.may_note).list("history", t.events, event_json);
    return t.next > 0 ? json.add("next", t.next) : json;
}

JsonObject edit_json(const NominalEdit& edit) {
    JsonObject json;
    json.add("version", edit.version);
    add_standing(json, edit);
    for (std::size_t i = 0; i < edit.objectives.size(); ++i) {
        const std::string heading(domain::nominals::headings()[i].code);
        json.add(heading + "-objective", edit.objectives[i]).add(heading + "-measure", edit.measures[i]);
    }
    return json;
}

JsonObject member_json(const persistence::MemberLine& member) { return JsonObject().add("id", member.id).add("name", member.name); }

JsonObject clash_json(const domain::Clash& clash) {
    JsonObject json;
    json.add("version", clash.version).add("merged", clash.merged);
    return json.list("clashes", clash.fields, [](const domain::Clash::Field& f) {
        return JsonObject().add("field", f.field).add("before", f.before).add("theirs", f.theirs).add("mine", f.mine).add("by", f.by_name).add("at", f.at);
    });
}

JsonObject access_json(const RecordAccess& access) {
    const auto named = [](const auto& names, const std::string& id) {
        const auto found = names.find(id);
        return found == names.end() ? id : found->second;
    };
    JsonObject json;
    json.list("entries", access.page.rows, [&](const AccessLogRow& row) {
        JsonObject entry;
        entry.add("at", row.at).add("account", row.account).add("name", named(access.names, row.account)).add("agency", row.agency).add("agency_name", named(access.agencies, row.agency));
        entry.add("act", row.action).add("purpose", row.purpose).add("rule", row.rule).add("rule_words", rule_words(row.rule)).add("outcome", row.outcome).add("status", row.status).add("fields", row.fields);
        return entry;
    });
    if (access.page.next) json.add("next", access.page.next->text());
    return json;
}

}  // namespace casework::web::nominals
