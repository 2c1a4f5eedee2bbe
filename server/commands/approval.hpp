// Four eyes at the command line: whoever is named proves it with their password, one line each on standard input and never an argument.
#pragma once

#include <string>

#include "persistence/rights.hpp"
#include "server/commands/administration.hpp"

namespace casework::server::commands {

// A change of rights by the same rule as on the pages, with the operator as the one who asks: where somebody could agree to it, one of them
// does, and stands in the entry. `change.subject`: id or user name.
void administer_agreed(const ConfigOptions& options, const persistence::RightsChange& change, const std::string& approver, const AdministrativeAct& act);

// Of rotating a key, destroying words and accepting a broken ledger: information governance agrees, and the person who does it is somebody else.
struct TwoPeople {
    std::string by, approver;  // user names; without an approver while there is nobody who may approve
};
struct TwoAccounts {
    std::string by, approver;  // ids
};
// Both give their password, in that order. Throws std::runtime_error, the same for a wrong name and a wrong password.
TwoAccounts proved(const Config& config, persistence::Database& database, const TwoPeople& people);

}  // namespace casework::server::commands
