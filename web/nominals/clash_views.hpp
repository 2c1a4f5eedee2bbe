// Two people at once on one record: the page on which the second chooses field by field, and the reading of what they chose.
#pragma once

#include "web/nominals/record_views.hpp"

namespace casework::web::nominals {

// 409. Nothing is chosen beforehand; what was typed travels along, so that nothing is lost whatever is chosen.
Response clash_page(Context& context, const persistence::NominalRecord& record, const domain::Clash& clash, const std::string& action, const std::vector<persistence::AgencyLine>& agencies);

// The choices that came with the form; none when it did not come from the clash page.
domain::Choices read_choices(const Context& context);

}  // namespace casework::web::nominals
