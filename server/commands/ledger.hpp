// `casework ledger verify | count | find`: the ledger checked, counted and searched by whoever has its database.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace casework::persistence {
struct LedgerFinding;
}

namespace casework::server::commands {

void add_ledger_command(CLI::App& app);

// What the ledger's commands share: the address of a database that is there, or std::runtime_error; a finding as one line.
std::string existing_database(const std::string& url);
std::vector<std::string> ledger_purposes();  // of DPA 2018 s.62(4)
void print_finding(const persistence::LedgerFinding& finding);

}  // namespace casework::server::commands
