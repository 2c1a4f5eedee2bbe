// Adding an action to a case, the same for every kind of case. `Kind` has what differs, as static members: `headed`, whether its plan has
// headings; open(gate, id); page(context, record, title); plan(id), where its actions stand; address(id).
#pragma once

#include "persistence/actions/actions.hpp"
#include "web/context.hpp"

namespace casework::web::actions {

html::Html add_questions(const Context& context, const Shown& shown, const std::vector<persistence::AgencyLine>& agencies, bool headed);
persistence::NewAction read_new_action(Context& context, bool headed, domain::Refusals& refusals);
// The form as a page in that frame, or as a program sees it.
struct AddForm {
    std::string record, address, plan;
    const std::vector<persistence::AgencyLine>& agencies;
    bool headed = false;
};
Response add_answer(Context& context, const AddForm& form, html::Page page, const domain::Refusals& refusals);

template <class Kind, class Then>
Response with_case_of(Context& context, const Then& then) {
    const auto record = Kind::open(context.gate(), context.parameter("id"));
    if (!record) return refusal_page(context, record.error());
    const auto agencies = persistence::agencies_of_case(context.gate(), record->id);
    if (!agencies) return refusal_page(context, agencies.error());
    return then(*record, AddForm{record->id, Kind::address(record->id), Kind::plan(record->id), *agencies, Kind::headed});
}

template <class Kind>
Response add_form_of(Context& context) {
    return with_case_of<Kind>(context, [&](const auto& record, const AddForm& form) { return add_answer(context, form, Kind::page(context, record, "Add an action"), {}); });
}

template <class Kind>
Response add_of(Context& context) {
    return with_case_of<Kind>(context, [&](const auto& record, const AddForm& form) {
        const auto again = [&](const domain::Refusals& refusals) { return add_answer(context, form, Kind::page(context, record, "Add an action"), refusals); };
        auto refusals = context.unknown_fields();
        const auto action = read_new_action(context, form.headed, refusals);
        if (!refusals.empty() || context.resent) return again(refusals);
        const auto saved = persistence::add_action(context.gate(), record.id, action);
        return saved ? made("/actions/" + saved->id, form.plan, "action-added") : again(saved.error());
    });
}

}  // namespace casework::web::actions
