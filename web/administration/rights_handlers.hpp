// Joiners, movers and leavers: the forms that change rights, shown once more before they are carried out, and the second person's answer.
#pragma once

#include "web/context.hpp"

namespace casework::web::administration {

// One pair of handlers for every kind; the address says which, and about whom.
Response rights_form(Context& context);
Response change_rights(Context& context);

Response rights_request(Context& context);
Response answer_rights(Context& context);

}  // namespace casework::web::administration
