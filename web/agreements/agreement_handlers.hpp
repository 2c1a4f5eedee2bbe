// Four eyes: asking a colleague to agree, answering, and doing it once somebody has agreed.
#pragma once

#include "web/context.hpp"

namespace casework::web::agreements {

Response agreement(Context& context);
Response ask(Context& context);
Response answer(Context& context);
Response use(Context& context);

// Whether an act was refused for nothing but a second person.
bool wants_colleague(const domain::Refusals& refusals);
// From such an act to the page of the request that was prepared for it; a program is told its address (409).
Response to_colleague(Context& context, const std::string& request);

}  // namespace casework::web::agreements
