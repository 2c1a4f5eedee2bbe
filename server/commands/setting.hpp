// `casework setting list | set`: the effective-dated settings of a group from the command line.
#pragma once

namespace CLI {
class App;
}

namespace casework::server::commands {

void add_setting_command(CLI::App& app);

}  // namespace casework::server::commands
