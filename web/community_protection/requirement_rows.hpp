// The rows of requirements as a form asks and reads them: of a draft, a variation or a court's modification.
#pragma once

#include <vector>

#include "domain/community_protection/requirements.hpp"
#include "web/context.hpp"

namespace casework::web::cases {

html::Html requirement_rows(const Shown& shown, const Form& form, const std::vector<domain::community_protection::Requirement>& stand, bool with_reasons);
std::vector<domain::community_protection::Requirement> read_requirements(const Form& form, domain::Date today, domain::Refusals& refusals);

}  // namespace casework::web::cases
