// Running one administrative act.
#include "server/commands/administration.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>

#include "server/premises.hpp"

namespace casework::server::commands {
namespace {

domain::LedgerEntry operator_entry() {
    domain::LedgerEntry entry;
    entry.role = "operator";
    entry.source_address = "command line";
    entry.purpose = "administration";
    entry.rule = "command line";
    return entry;
}

}  // namespace

void administer(const ConfigOptions& options, const AdministrativeAct& act) {
    Premises premises(config_or_exit(options), "command");
    domain::Outcome<std::string> said{std::string{}};
    premises.database().write([&](persistence::Transaction& tx) { said = act(tx, {premises.ledger(), operator_entry(), persistence::system_now()}); });
    if (const auto failed = premises.checkpoint()) fmt::print(stderr, "casework: data.anchor_command did not take the checkpoint: {}\n", *failed);
    if (said) {
        fmt::print("{}\n", *said);
        return;
    }
    for (const auto& refusal : said.error()) fmt::print(stderr, "casework: {}{}\n", refusal.message, refusal.authority.empty() ? "" : " (" + refusal.authority + ")");
    throw CLI::RuntimeError(1);
}

void consult(const ConfigOptions& options, const std::function<void(persistence::Transaction&)>& reading) {
    Premises premises(config_or_exit(options), "command");
    premises.database().read(reading);
}

auth::PasswordHasher hasher_of(const Config& config) {
    return auth::PasswordHasher({.memory_kib = static_cast<std::uint32_t>(config.password.argon_memory_kib), .passes = static_cast<std::uint32_t>(config.password.argon_passes)});
}

std::string accepted_password(const ConfigOptions& options, const std::string& password, const std::vector<std::string>& person) {
    const Config config = config_or_exit(options);
    auth::PasswordRules rules{.length_min = config.password.length_min, .length_max = config.password.length_max, .context_words = person};
    rules.context_words.push_back(web::html::Site{}.partnership);
    if (const auto refusal = auth::password_refusal(password, rules)) throw std::runtime_error(*refusal);
    return hasher_of(config).hash(password);
}

}  // namespace casework::server::commands
