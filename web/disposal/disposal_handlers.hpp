// Disposal of one record: the coordinator's page about holds and the request, the records officer's list and decision, the certificate.
#pragma once

#include "web/context.hpp"

namespace casework::web::disposal {

Response record_disposal(Context& context);
Response ask(Context& context);
Response place_hold(Context& context);
Response lift_hold(Context& context);

Response list(Context& context);
Response disposal(Context& context);
Response answer(Context& context);
Response withdraw(Context& context);

}  // namespace casework::web::disposal
