// A court bundle in one step: what goes in, and the bundle made and kept.
#pragma once

#include "web/context.hpp"

namespace casework::web::cases {

Response bundle_form(Context& context);  // GET  /cases/{id}/bundle
Response make_bundle(Context& context);  // POST /cases/{id}/bundle

}  // namespace casework::web::cases
