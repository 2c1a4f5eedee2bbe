// Who was told before a notice: the questions, alone on their page or among those of another, whose fields a prefix tells apart.
#pragma once

#include "persistence/community_protection/cases.hpp"
#include "web/form_fields.hpp"

namespace casework::web::cases {

html::Html informed_questions(const Shown& shown, const std::string& prefix, std::string who);
persistence::InformedLine read_informed(Context& context, const std::string& prefix, domain::Refusals& refusals);
// Refusals about a line as the page with that prefix names its fields.
domain::Refusals under_prefix(domain::Refusals refusals, std::string_view prefix);

}  // namespace casework::web::cases
