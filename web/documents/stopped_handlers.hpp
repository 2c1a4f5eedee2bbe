// Documents that wait for a coordinator: the list of a group, one of them, the answer.
#pragma once

#include "web/context.hpp"

namespace casework::web::documents {

Response stopped_list(Context& context);    // GET  /groups/{panel}/stopped-documents
Response stopped(Context& context);         // GET  /groups/{panel}/stopped-documents/{stop}
Response answer_stopped(Context& context);  // POST /groups/{panel}/stopped-documents/{stop}

}  // namespace casework::web::documents
