// `casework group add | list`.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "domain/text.hpp"
#include "server/commands/account.hpp"
#include "server/commands/administration.hpp"

namespace casework::server::commands {
namespace {

using persistence::Administration;
using persistence::Transaction;

void add_add(CLI::App& group) {
    struct Typed {
        std::string id, name, purpose;
    };
    auto* command = group.add_subcommand("add", "Add a group");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<Typed>();
    command->add_option("id", typed->id, "Its id in addresses and commands, such as tctf")->required();
    command->add_option("--name", typed->name, "Its name on pages")->required();
    command->add_option("--purpose", typed->purpose, "What it is for");
    command->callback([options, typed] {
        administer(*options, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto id = persistence::add_group(tx, by, typed->id, typed->name, typed->purpose);
            if (!id) return std::unexpected(id.error());
            return fmt::format("Added group {}", *id);
        });
    });
}

void add_list(CLI::App& group) {
    auto* command = group.add_subcommand("list", "List groups and how many members they have");
    const auto options = add_config_options(*command);
    command->callback([options] {
        consult(*options, [](Transaction& tx) {
            for (const auto& line : persistence::list_groups(tx)) fmt::print("{:<24}{} ({})\n", line.id, line.name, domain::counted(line.members, "member"));
        });
    });
}

}  // namespace

void add_group_command(CLI::App& app) {
    CLI::App* group = app.add_subcommand("group", "Groups (panels) of the partnership");
    group->require_subcommand(1);
    add_add(*group);
    add_list(*group);
}

}  // namespace casework::server::commands
