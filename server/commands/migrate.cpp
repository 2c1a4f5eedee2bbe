// `casework migrate`: the migrations of this program, without serving.
#include "server/commands/migrate.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>

#include "persistence/ledger_keys.hpp"
#include "persistence/migrate.hpp"
#include "server/commands/config_options.hpp"

namespace casework::server::commands {

void add_migrate_command(CLI::App& app) {
    CLI::App* command = app.add_subcommand("migrate", "Bring the database to the schema of this program, as every start does; killed at any moment each step is old or new");
    const auto options = add_config_options(*command);
    command->callback([options] {
        const Config config = config_or_exit(*options);
        std::filesystem::create_directories(config.data_directory);
        persistence::Database database({.url = config.database_url, .readers = 1});
        const auto steps = persistence::migrate(database, persistence::system_now(), persistence::stored_digest_key(config.data_directory / "ledger"));
        for (const auto& step : steps) fmt::print("Applied {}\n", step.name);
        if (steps.empty()) fmt::print("The database is up to date\n");
    });
}

}  // namespace casework::server::commands
