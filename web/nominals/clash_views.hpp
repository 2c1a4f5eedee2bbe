// Two people at once on one record or one list: the pages on which the second chooses field by field or person by person, and the reading of what they chose.
#pragma once

#include "web/nominals/record_views.hpp"

namespace casework::web::nominals {

// 409. Nothing is chosen beforehand; what was typed travels along, so that nothing is lost whatever is chosen. `names` are the agencies
// and members that values of the record may stand for.
Response clash_page(Context& context, const persistence::NominalRecord& record, const domain::Clash& clash, const std::string& action, domain::CodeList names);
// The same on the page of any record: `frame` is that page, `address` the record's own.
Response clash_page(Context& context, html::Page frame, const std::string& address, const domain::Clash& clash, const std::string& action, domain::CodeList names);

// The same for the order of a list, person by person. `mine` is the order as it was put together on the form.
Response order_clash_page(Context& context, const persistence::Board& board, const persistence::OrderClash& clash, const domain::nominals::Order& mine);

// The choices that came with the form; none when it did not come from the clash page.
domain::Choices read_choices(const Context& context);

}  // namespace casework::web::nominals
