// The purposes that entries of the ledger give, in words: derived from a rule, or chosen by whoever acted.
#pragma once

#include "domain/code_list.hpp"

namespace casework::web::audit {

domain::CodeList given_purposes();

}  // namespace casework::web::audit
