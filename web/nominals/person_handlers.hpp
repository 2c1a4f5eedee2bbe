// The personal details of the person an entry is about: names, birth, addresses, safe contact, vulnerabilities, markers, photographs, places.
#pragma once

#include "web/context.hpp"

namespace casework::web::nominals {

Response person_form(Context& context);
Response save_person(Context& context);

}  // namespace casework::web::nominals
