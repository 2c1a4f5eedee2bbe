// `casework config`: checks the configuration and shows what is in force.
#pragma once

namespace CLI {
class App;
}

namespace casework::server::commands {

void add_config_command(CLI::App& app);

}  // namespace casework::server::commands
