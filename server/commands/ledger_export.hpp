// `casework ledger prove | export`: parts of the ledger handed out as files, each handing-out recorded as the disclosure it is.
#pragma once

namespace CLI {
class App;
}

namespace casework::server::commands {

void add_ledger_export_commands(CLI::App& ledger);

}  // namespace casework::server::commands
