// `casework ballast free`: gives a full disk back the room that the ballast keeps.
#pragma once

namespace CLI {
class App;
}

namespace casework::server::commands {

void add_ballast_command(CLI::App& app);

}  // namespace casework::server::commands
