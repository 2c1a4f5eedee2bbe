// The one-time key of a posted form, used up in the commit of what the form asks for (private to persistence).
#pragma once

#include <string_view>

#include "persistence/gate.hpp"

namespace casework::persistence {

// Throws FormAlreadyDone when that account has used the key; an empty key belongs to no form. `location`: where the form leads, when it is known already.
void use_form_key(Transaction& tx, std::string_view account, std::string_view key, domain::Instant now, std::string_view location = {});

}  // namespace casework::persistence
