// `casework demo`: fills an empty database with the demo, and lists its sign-ins.
#pragma once

namespace CLI {
class App;
}

namespace casework::server::commands {

void add_demo_command(CLI::App& app);

}  // namespace casework::server::commands
