// `casework ledger rotate-key` and `casework ledger accept-discontinuity`: what changes the ledger's own life, and needs two people.
#pragma once

namespace CLI {
class App;
}

namespace casework::server::commands {

void add_ledger_amend_commands(CLI::App& ledger);

}  // namespace casework::server::commands
