// The ledger as an auditor uses it, and access reviews; each use names one of the four lawful purposes and is recorded.
#pragma once

#include "web/context.hpp"

namespace casework::web::audit {

Response ledger(Context& context);
Response download_ledger(Context& context);
Response download_bundle(Context& context);
Response who_looked(Context& context);
Response download_who_looked(Context& context);
Response patterns(Context& context);

Response reviews(Context& context);
Response start_form(Context& context);
Response start(Context& context);
Response review(Context& context);
Response ask(Context& context);
Response close(Context& context);

// For the person who is asked.
Response question(Context& context);
Response answer(Context& context);

// What one did oneself.
Response own_history(Context& context);

}  // namespace casework::web::audit
