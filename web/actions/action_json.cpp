// Writing actions and their history as JSON.
#include "web/actions/action_json.hpp"

namespace casework::web::actions {

JsonObject line_json(const persistence::ActionLine& a) {
    JsonObject json;
    json.add("id", a.id).add("record", a.case_id).add("person", a.case_name).add("panel", a.panel).add("panel_name", a.panel_name).add("heading", a.heading).add("words", a.words);
    json.add("agency", a.owner_agency).add("agency_name", a.owner_agency_name).add("owner", a.owner).add("due", a.due).add("state", a.state).add("overdue", a.overdue);
    return json.add("due_moves", a.due_moves).add("finished_on", a.finished_on).add("outcome", a.outcome).add("version", a.version);
}

JsonObject record_json(const persistence::ActionRecord& record) {
    auto json = line_json(record.line);
    json.list("moves", record.moves, [](const persistence::DueMoveLine& m) {
        return JsonObject().add("from", m.from).add("to", m.to).add("on", m.on).add("by", m.by_name).add("reason", m.reason);
    });
    json.add("added_by", record.added_by_name).add("added_at", record.added_at).add("may_edit", record.may_edit).add("may_chair", record.may_chair);
    return json.add("acts_for_owner", record.acts_for_owner);
}

JsonObject page_json(const persistence::ActionPage& page) { return JsonObject().list("actions", page.actions, line_json).add("overdue", page.overdue).add("next", page.next); }

JsonObject agency_json(const persistence::AgencyLine& agency) { return JsonObject().add("id", agency.id).add("name", agency.name); }

}  // namespace casework::web::actions
