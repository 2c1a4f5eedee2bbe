// `casework migrate`: brings the database to this program's schema without serving.
#pragma once

namespace CLI {
class App;
}

namespace casework::server::commands {

void add_migrate_command(CLI::App& app);

}  // namespace casework::server::commands
