// `casework config`: every key and its value, so that an operator sees what the file, the environment and the options add up to.
#include "server/commands/config_command.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "server/commands/config_options.hpp"

namespace casework::server::commands {

void add_config_command(CLI::App& app) {
    CLI::App* command = app.add_subcommand("config", "Check the configuration and show it");
    const auto options = add_config_options(*command);
    command->callback([options] {
        for (const auto& [key, value] : shown_settings(config_or_exit(*options))) fmt::print("{} = {}\n", key, value);
    });
}

}  // namespace casework::server::commands
