// What one person typed joined with what others saved on the same record meanwhile. Private to persistence.
#pragma once

#include "domain/clash.hpp"
#include "persistence/database.hpp"

namespace casework::persistence {

// `version`: the one that the form was opened on. A choice holds only for what the clash page showed: what was saved after it is asked again.
domain::Merge merged_edit(Transaction& tx, std::string_view record, int version, const domain::FieldValues& now, const domain::FieldValues& mine, const domain::Choices& choices);

}  // namespace casework::persistence
