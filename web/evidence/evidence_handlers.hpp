// Evidence and documents of any record: the list, adding a file whole or in parts, the copy that is shown, removing.
#pragma once

#include "web/context.hpp"

namespace casework::web::evidence {

Response files(Context& context);        // GET  /records/{id}/evidence
Response add(Context& context);          // POST /records/{id}/evidence
Response begin(Context& context);        // POST /records/{id}/evidence/uploads
Response part(Context& context);         // POST /records/{id}/evidence/{file}/parts
Response copy(Context& context);         // GET  /records/{id}/evidence/{file}
Response remove_form(Context& context);  // GET  /records/{id}/evidence/{file}/remove
Response remove(Context& context);       // POST /records/{id}/evidence/{file}/remove
Response document(Context& context);     // GET  /records/{id}/documents/{document}

}  // namespace casework::web::evidence
