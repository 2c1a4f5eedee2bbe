// `casework migrate`: the migrations of this program, without serving.
#include "server/commands/migrate.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "persistence/ledger_keys.hpp"
#include "persistence/migrate.hpp"
#include "server/commands/config_options.hpp"

namespace casework::server::commands {

void add_migrate_command(CLI::App& app) {
    CLI::App* command = app.add_subcommand("migrate", "Bring the database to the schema of this program; killed at any moment each step is old or new");
    const auto options = add_config_options(*command);
    const auto dry = std::make_shared<bool>(false), taken = std::make_shared<bool>(false);
    command->add_flag("--dry-run", *dry, "Only say what would be applied: SQLite on a copy, PostgreSQL in a transaction that is rolled back");
    command->add_flag("--backup-taken", *taken, "A backup was just taken (PostgreSQL; a SQLite database is copied to FILE.before-NUMBER without this)");
    command->callback([options, dry, taken] {
        const Config config = config_or_exit(*options);
        std::filesystem::create_directories(config.data_directory);
        persistence::Database database({.url = config.database_url, .readers = 1});
        const auto key = persistence::stored_digest_key(config.data_directory / "ledger");
        const auto now = persistence::system_now();
        const auto backup = *taken || config.demo ? persistence::Backup::taken : persistence::Backup::make;
        const auto steps = *dry ? persistence::rehearse_migration(database, now, key) : persistence::migrate(database, now, key, backup);
        for (const auto& step : steps) fmt::print("{} {}\n", *dry ? "Would apply" : "Applied", step.name);
        if (steps.empty()) fmt::print("The database is up to date\n");
    });
}

}  // namespace casework::server::commands
