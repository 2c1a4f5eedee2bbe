// The list of a panel: board, order, print, CSV, archived, lists that were agreed, actions.
#pragma once

#include "web/context.hpp"

namespace casework::web::nominals {

Response board(Context& context);
Response print(Context& context);
Response download(Context& context);
Response order_form(Context& context);
Response change_order(Context& context);
Response archived(Context& context);
Response agreed_lists(Context& context);
Response agreed_list(Context& context);
Response print_agreed_list(Context& context);
Response panel_actions(Context& context);

// "Initials only, for a shared screen."
Response choose_names(Context& context);

}  // namespace casework::web::nominals
