// How sensitive a record is by its kind and by what it says, when no coordinator has made it more so (private to persistence).
#pragma once

#include <string_view>

#include "domain/marking.hpp"
#include "persistence/database.hpp"

namespace casework::persistence {

domain::Sensitivity ordinary_sensitivity(Transaction& tx, std::string_view record);
// Called when what it says has changed. It is only ever raised: to lower it is for a coordinator, who says why.
void raise_to_content(Transaction& tx, std::string_view record);

}  // namespace casework::persistence
