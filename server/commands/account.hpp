// `casework account`, `casework agency`, `casework group` and `casework first-administrator`: a partnership starts without the demo.
#pragma once

namespace CLI {
class App;
}

namespace casework::server::commands {

void add_account_command(CLI::App& app);
void add_agency_command(CLI::App& app);
void add_group_command(CLI::App& app);
void add_reference_command(CLI::App& app);
void add_first_administrator_command(CLI::App& app);

}  // namespace casework::server::commands
