// The access log page of one record: who looked and who changed it, by name.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/access_log.hpp"
#include "persistence/gate.hpp"

namespace casework::persistence {

struct RecordAccess {
    AccessLogPage page;
    std::map<std::string, std::string, std::less<>> names;     // account id to "Sgt Priya Nair"
    std::map<std::string, std::string, std::less<>> agencies;  // agency id to its name
};
// Everybody who may read the record sees its log; looking at it is an entry of its own. 50 a page.
domain::Outcome<RecordAccess> read_access(Gate& gate, std::string_view record, std::string_view after);

}  // namespace casework::persistence
