// `casework demo [load | sign-ins]`: made for deploy/start, which runs it at every start; a demo that stands is left as it is.
#include "server/commands/demo.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>

#include "auth/password.hpp"
#include "persistence/demo/demo.hpp"
#include "server/commands/config_options.hpp"
#include "server/premises.hpp"

namespace casework::server::commands {
namespace {

namespace demo = persistence::demo;

void load(const ConfigOptions& options, bool again_is_fine) {
    const Config config = config_or_exit(options);
    if (!config.demo) {
        fmt::print(stderr, "casework: this configuration is not for a demo: set demo = true under [data], or give --demo\n");
        throw CLI::RuntimeError(78);
    }
    Premises premises(config, "command");
    if (again_is_fine && demo::holds(premises.database()) == demo::Holds::demo) return;
    try {
        fmt::print("Making the demo: a partnership, its groups and about forty invented people ...\n");
        std::fflush(stdout);
        demo::load(premises.database(), premises.ledger(), persistence::system_now(), auth::PasswordHasher().hash(demo::password));
        premises.checkpoint();
    } catch (const demo::NotEmpty& refused) {
        fmt::print(stderr, "casework: {}\n", refused.what());
        throw CLI::RuntimeError(1);
    }
}

}  // namespace

void add_demo_command(CLI::App& app) {
    CLI::App* command = app.add_subcommand("demo", "Fill an empty database with the demo and list its sign-ins");
    command->require_subcommand(0, 1);
    const auto options = add_config_options(*command);
    CLI::App* only_load = command->add_subcommand("load", "Fill an empty database; refused when it holds anything");
    const auto load_options = add_config_options(*only_load);
    CLI::App* list = command->add_subcommand("sign-ins", "List who can sign in to the demo");
    only_load->callback([load_options] {
        load(*load_options, false);
        fmt::print("{}", demo::sign_in_list());
    });
    list->callback([] { fmt::print("{}", demo::sign_in_list()); });
    command->callback([command, options] {
        if (!command->get_subcommands().empty()) return;
        load(*options, true);
        fmt::print("{}", demo::sign_in_list());
    });
}

}  // namespace casework::server::commands
