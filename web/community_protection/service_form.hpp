// How a paper was given: the questions of sections 45 and 55, and reading the answers.
#pragma once

#include "persistence/community_protection/cases.hpp"
#include "web/form_fields.hpp"

namespace casework::web::cases {

// One box for a day that is near.
html::Html day_box(const Shown& shown, std::string name, std::string label, std::string hint = std::string(near_date_hint), std::string_view stands = {});
html::Html service_questions(Context& context, const Shown& shown, const persistence::CaseRecord& record);
domain::community_protection::ServiceRecord read_service(Context& context, domain::Refusals& refusals);
// Progressive: without scripts the sentence stays hidden, because nothing is kept then.
html::Html no_signal_note();

}  // namespace casework::web::cases
