// Writing the list of a panel: the board, lists that were agreed, who left it.
#include "web/actions/action_json.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/pages.hpp"

namespace casework::web::nominals {
namespace {

using namespace persistence;

JsonObject moved_json(const Moved& moved) { return JsonObject().add("is_new", moved.is_new).add("up", moved.up); }
JsonObject risk_json(const RiskLine& r) { return JsonObject().add("to", r.to).add("level", r.level).add("reason", r.reason); }
JsonObject tool_json(const ToolLine& t) { return JsonObject().add("kind", t.kind).add("words", t.words).add("from", t.from).add("until", t.until); }
JsonObject condition_json(const ConditionLine& c) { return JsonObject().add("kind", c.kind).add("words", c.words).add("until", c.until); }

JsonObject counts_json(const FourCounts& counts) {
    constexpr std::string_view names[] = {"pursue", "prevent", "protect", "prepare"};
    JsonObject json;
    for (std::size_t i = 0; i < counts.size(); ++i) json.add(names[i], JsonObject().add("open", counts[i].open).add("late", counts[i].late));
    return json;
}

template <class Entry>
JsonObject entry_start(const Entry& e) {
    JsonObject json;
    json.add("id", e.id).add("position", e.position).add("moved", moved_json(e.moved)).add("person", subject_json(e.person)).add("behaviours", e.behaviours);
    json.list("risks", e.risks, risk_json).list("tools", e.tools, tool_json).add("incidents", e.incidents).add("incidents_before", e.incidents_before);
    json.add("last_seen_on", e.last_seen_on).add("last_seen_where", e.last_seen_where).add("summary", e.summary).add("open_actions", e.open_actions);
    return json.add("overdue_actions", e.overdue_actions).add("headings", counts_json(e.headings)).add("next_review", e.next_review);
}

JsonObject entry_json(const BoardEntry& e) {
    auto json = entry_start(e);
    json.add("version", e.version).add("known_to", e.known_to).add("vulnerabilities", e.vulnerabilities).add("markers", e.markers).list("conditions", e.conditions, condition_json);
    json.add("custody_since", e.custody_since).add("release_on", e.release_on).add("updated_on", e.updated_on).add("updated", e.updated).add("review", review_name(e.review));
    if (e.next_action) json.add("next_action", actions::line_json(*e.next_action));
    return json.add("lead_officer_name", e.lead_officer_name).add("support_agency_name", e.support_agency_name).add("photo", e.photo);
}

JsonObject agreed_entry_json(const AgreedEntry& e) { return entry_start(e).add("next_action", e.next_action).add("next_owner", e.next_owner).add("next_due", e.next_due); }

JsonObject proposed_json(const ProposedEntry& p) {
    JsonObject json;
    json.add("id", p.id).add("version", p.version).add("person", subject_json(p.person)).add("agency", p.agency).add("agency_name", p.agency_name).add("proposed_on", p.proposed_on);
    return json.add("behaviours", p.behaviours).add("times_listed", p.times_listed);
}

JsonObject figures_json(const BoardFigures& f) {
    JsonObject json;
    json.add("on_list", f.on_list).add("monitored", f.monitored).add("archived", f.archived).add("proposed", f.proposed).add("incidents", f.incidents);
    json.add("incidents_before", f.incidents_before).add("open_actions", f.open_actions).add("overdue_actions", f.overdue_actions).add("tools_in_force", f.tools_in_force);
    return json.add("cap", f.cap).add("over_cap", f.over_cap);
}

}  // namespace

JsonObject agreed_line_json(const AgreedLine& l) {
    return JsonObject().add("id", l.id).add("agreed_on", l.agreed_on).add("agreed_at", l.agreed_at).add("agreed_by", l.agreed_by_name).add("meeting", l.meeting).add("size", l.size);
}

JsonObject monitored_json(const MonitoredEntry& m) {
    JsonObject json;
    json.add("id", m.id).add("version", m.version).add("person", subject_json(m.person)).add("since", m.since).add("review", review_name(m.review));
    return json.add("next_review", m.next_review);
}

JsonObject board_json(const Board& b) {
    JsonObject json;
    json.add("panel", b.panel).add("panel_name", b.panel_name).add("version", b.version).add("agreed", b.agreed).add("changed_by", b.changed_by_name).add("changed_at", b.changed_at).add("since", b.since);
    if (b.last_agreed) json.add("last_agreed", agreed_line_json(*b.last_agreed));
    if (b.next_meeting) json.add("next_meeting", meeting_line_json(*b.next_meeting));
    if (b.last_meeting) json.add("last_meeting", meeting_line_json(*b.last_meeting));
    json.list("entries", b.entries, entry_json).add("review_overdue", b.overdue).list("proposed", b.proposed, proposed_json).list("monitored", b.monitored, monitored_json);
    page_json(json, "proposed", b.proposed_page);
    page_json(json, "monitored", b.monitored_page);
    json.list("archive_suggestions", b.suggestions, [](const ArchiveSuggestion& s) { return JsonObject().add("id", s.id).add("person", subject_json(s.person)).add("because", s.because); });
    return json.add("figures", figures_json(b.figures)).add("may_edit", b.may_edit).add("may_chair", b.may_chair).add("may_export", b.may_export);
}

JsonObject archived_json(const ArchivedPage& page) {
    JsonObject json;
    json.list("entries", page.entries, [](const ArchivedLine& a) {
        return JsonObject().add("id", a.id).add("state", a.state).add("person", subject_json(a.person)).add("since", a.since).add("reason", a.reason).add("detail", a.detail);
    });
    return json.add("next", page.next);
}

JsonObject agreed_page_json(const AgreedPage& page) { return JsonObject().list("lists", page.lists, agreed_line_json).add("next", page.next); }

JsonObject agreed_list_json(const AgreedList& list) {
    JsonObject json;
    json.add("panel", list.panel).add("panel_name", list.panel_name).add("list", agreed_line_json(list.line)).add("since", list.since).list("entries", list.entries, agreed_entry_json);
    json.list("erased_places", list.erased, [](int place) { return JsonObject().add("place", place); });
    return json.add("before", list.before_id).add("after", list.after_id);
}

JsonObject order_clash_json(const OrderClash& clash) {
    JsonObject json;
    json.add("version", clash.version).add("by", clash.by_name).add("at", clash.at).add("why", clash.why).add("merged", clash.merged);
    return json.list("people", clash.people, [](const OrderClash::Person& p) {
        auto json = JsonObject().add("id", p.id).add("name", p.name).add("before", p.before).add("theirs", p.theirs).add("mine", p.mine).add("asked", p.asked);
        if (p.asked) json.add("by", p.by_name).add("at", p.at);
        return json;
    });
}

}  // namespace casework::web::nominals
