// `casework ballast free`.
#include "server/commands/ballast.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "server/ballast.hpp"
#include "server/commands/administration.hpp"

namespace casework::server::commands {
namespace {

// The room comes first and its entry after: on a full disk no entry could be written before.
void record_freeing(const ConfigOptions& options, std::size_t mib) {
    try {
        administer(options, [&](persistence::Transaction& tx, const persistence::Administration& by) -> domain::Outcome<std::string> {
            auto entry = by.who;
            entry.action = "free_ballast";
            entry.operation = domain::LoggedOperation::security;
            entry.object_type = "server";
            by.ledger.append(tx, std::move(entry));
            return fmt::format("Freed {} MiB. The next start makes the ballast anew when there is room for it.", mib);
        });
    } catch (const std::exception& fault) {
        throw std::runtime_error(fmt::format("freed {} MiB, but this could not be recorded in the ledger: {}", mib, fault.what()));
    }
}

}  // namespace

void add_ballast_command(CLI::App& app) {
    CLI::App* ballast = app.add_subcommand("ballast", "The file that keeps room for a full disk");
    ballast->require_subcommand(1);
    CLI::App* free = ballast->add_subcommand("free", "Remove it, so that a server on a full disk can write again; made anew at the next start");
    const auto options = add_config_options(*free);
    free->callback([options] {
        const auto directory = config_or_exit(*options).data_directory;
        const auto bytes = free_ballast(directory);
        if (bytes == 0) throw std::runtime_error(fmt::format("there is no ballast in {}: free room by other means", directory.string()));
        record_freeing(*options, bytes >> 20);
    });
}

}  // namespace casework::server::commands
