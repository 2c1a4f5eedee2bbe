// Blind pointers, where a group has them switched on (setting pointer_search): an exact name and birth date answer that another group holds a
// record and whom to ask, never which record or what it says. The purpose stands in the ledger under the asker and under the record.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/access/emergency.hpp"

namespace casework::persistence {

constexpr int pointers_a_day = 20;

struct PointerQuestion {
    std::string name;  // full, as it would stand on the record; kept nowhere but sealed beside the ledger's entry
    std::optional<domain::Date> born;
    std::string purpose, reason;  // purpose: a code of domain::nominals::sharing_purposes()
};
// Practitioners with an agreement in force only; for everybody else there is no such thing. Refused for what was typed, or after 20 a day; otherwise the request's id. Records that the asker may open, or is
// kept from, are no part of the answer.
domain::Outcome<std::string> ask_for_pointer(const AccessDesk& desk, const PointerQuestion& question);

struct PointedTo {
    std::string group, contact, agency;  // "Domestic Abuse Forum", "Forum Coordinator Helen Fairley", hers
};
struct PointerRequest {
    std::string id, account_name, agency, purpose, reason;
    domain::Instant asked_at{};
    std::vector<PointedTo> groups;     // for the asker
    std::vector<std::string> records;  // for a coordinator of a group that answered: which of its records it was about
    bool to_see = false;               // not yet marked as seen by that coordinator's group
};
// By the asker, or a coordinator of a group that answered; both are recorded.
domain::Outcome<PointerRequest> open_pointer(const AccessDesk& desk, std::string_view id);
domain::Outcome<bool> mark_pointer_seen(const AccessDesk& desk, std::string_view id);
// What a coordinator has not seen yet, oldest first, at most 20; inside another reading.
std::vector<PointerRequest> pointers_to_see(Transaction& tx, const domain::Actor& actor, domain::Instant now);

// Whether this actor may ask and any group has it switched on today: otherwise the form is not there.
bool pointers_offered(Transaction& tx, const domain::Actor& actor, domain::Date today);

}  // namespace casework::persistence
