// `casework ledger verify | count | find`: the ledger checked, counted and searched by whoever has its database.
#pragma once

namespace CLI {
class App;
}

namespace casework::server::commands {

void add_ledger_command(CLI::App& app);

}  // namespace casework::server::commands
