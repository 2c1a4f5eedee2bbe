// Who referred or put forward somebody is protected (F2), their agency is not. Private to persistence.
#pragma once

#include <string_view>
#include <vector>

#include "persistence/gate.hpp"
#include "persistence/nominals/nominals.hpp"

namespace casework::persistence {

// Whether a reveal would show this reader the protected fields of the record.
bool sees_protected(const Reading& reading, const domain::Actor& actor);
bool is_referral(std::string_view act);  // as events and entries of the ledger call it
void leave_out_referrer(std::vector<EventLine>& events);

}  // namespace casework::persistence
