// Sharing a record with another group, and ending it: who is shown it, what for, why, and who agreed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/gate.hpp"

namespace casework::persistence {

struct Sharing {
    int n = 0;
    std::string panel, panel_name;
    std::string purpose, reason;
    std::string shared_by_name, shared_by_agency, agreed_by_name;
    domain::Instant shared_at{};
    std::string ended_by_name, end_reason;
    std::optional<domain::Instant> ended_at;
};
struct SharingOffer {  // another group that it could be shared with
    std::string panel, panel_name;
};
struct Sharings {
    std::string record, panel, panel_name;
    domain::Sensitivity sensitivity{};
    std::vector<Sharing> live, ended;    // newest first
    std::vector<SharingOffer> others;
    bool may_share = false, needs_agreement = false;  // a colleague has to agree first
};
// Everybody who may read the record sees with whom it is shared.
domain::Outcome<Sharings> read_sharings(Gate& gate, std::string_view record);
// Names of the groups it is shared with now; inside a reading of the record.
std::vector<std::string> shared_with(Transaction& tx, std::string_view record);

struct NewSharing {
    std::string to, purpose, reason;
    std::string agreement;  // of a second person, where one has to agree
};
// From the next request on, members of that group reach the record as the table says (D5, D6).
domain::Outcome<std::string> share(Gate& gate, std::string_view record, const NewSharing& sharing);
// The same for those who may only propose: the request to a colleague, prepared; its id.
domain::Outcome<std::string> propose_sharing(Gate& gate, std::string_view record, const NewSharing& sharing);
domain::Outcome<std::string> propose_ending(Gate& gate, std::string_view record, const NewSharing& ending);
// `purpose` is that of the sharing which ends.
domain::Outcome<std::string> end_sharing(Gate& gate, std::string_view record, const NewSharing& ending);

}  // namespace casework::persistence
