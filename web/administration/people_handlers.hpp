// Accounts, members of a group and agencies, as those who administer them see them: no content of any case.
#pragma once

#include "web/context.hpp"

namespace casework::web::administration {

Response accounts(Context& context);
Response find_accounts(Context& context);
Response download_accounts(Context& context);
Response account(Context& context);
Response members(Context& context);
Response agencies(Context& context);

}  // namespace casework::web::administration
