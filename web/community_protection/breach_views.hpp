// How a breach of a notice looks: what happened, the clocks, what is done about it and what can be done next.
#pragma once

#include "persistence/community_protection/breaches.hpp"
#include "web/context.hpp"
#include "web/html/html.hpp"

namespace casework::web::cases {

std::string breach_address(const persistence::BreachRecord& record, std::string_view more = {});
std::string step_address(const persistence::BreachRecord& record, domain::community_protection::Measure measure, std::string_view event);
html::Html breach_main(Context& context, const persistence::BreachRecord& record);
// On the page of the notice: every breach with where it is.
html::Html breaches_card(const persistence::CaseRecord& notice);
// An answer as it is read: dates in words, amounts in pounds, codes in their words.
std::string answer_shown(const persistence::BreachRecord& record, domain::community_protection::Measure measure, const domain::FieldValue& answer);

}  // namespace casework::web::cases
