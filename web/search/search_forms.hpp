// The fields of the search form.
#pragma once

#include "web/declared_fields.hpp"

namespace casework::web::search {

inline constexpr Field search_fields[] = {{"q"}};

}  // namespace casework::web::search
