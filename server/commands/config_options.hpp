// The options every command shares: which configuration file, and values that override it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server/config.hpp"

namespace CLI {
class App;
}

namespace casework::server::commands {

// What was typed; filled when CLI11 parses.
struct ConfigOptions {
    std::string file;
    std::vector<std::string> set;  // key=value
    std::string listen, port, data, database;
    bool demo = false, second_factor = false;

    ConfigSources sources() const;
};

// Adds --config, --set, --listen, --port, --data, --database, --demo and --second-factor.
std::shared_ptr<ConfigOptions> add_config_options(CLI::App& command);

// The configuration, or a message for each problem on standard error and CLI::RuntimeError(78, EX_CONFIG).
Config config_or_exit(const ConfigOptions& options);

}  // namespace casework::server::commands
