// What the commands that administer share: one change in one transaction with its ledger entry, said or refused in words.
#pragma once

#include <functional>
#include <string>

#include "persistence/accounts.hpp"
#include "server/commands/config_options.hpp"

namespace casework::server::commands {

using AdministrativeAct = std::function<domain::Outcome<std::string>(persistence::Transaction&, const persistence::Administration&)>;

// Prints what the act answers; prints refusals on standard error and throws CLI::RuntimeError(1).
void administer(const ConfigOptions& options, const AdministrativeAct& act);

// Reads without a change.
void consult(const ConfigOptions& options, const std::function<void(persistence::Transaction&)>& reading);

auth::PasswordHasher hasher_of(const Config& config);
// The hash of a password that the rules accept; otherwise std::runtime_error with the rule. `person` gives the context words.
std::string accepted_password(const ConfigOptions& options, const std::string& password, const std::vector<std::string>& person);

}  // namespace casework::server::commands
