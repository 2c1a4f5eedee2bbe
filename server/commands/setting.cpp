// `casework setting list | set`.
#include "server/commands/setting.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "persistence/settings.hpp"
#include "server/commands/administration.hpp"
#include "server/commands/typed.hpp"

namespace casework::server::commands {
namespace {

using persistence::Administration;
using persistence::SettingRule;
using persistence::Transaction;

const SettingRule& rule_of(const std::string& name) { return *std::ranges::find(persistence::setting_rules(), name, &SettingRule::name); }

std::vector<std::string> names() {
    std::vector<std::string> list;
    for (const auto& rule : persistence::setting_rules()) list.emplace_back(rule.name);
    return list;
}

void print_settings(const persistence::PanelSettings& settings) {
    for (const auto& line : settings.lines) {
        const auto& rule = rule_of(line.name);
        fmt::print("{:<22}{:<14}{:<18}{}; {} ({})\n", line.name, persistence::setting_words(rule, line.value), line.since ? "since " + domain::iso_date(*line.since) : "usual value", rule.words,
                   persistence::bounds_words(rule), rule.basis);
        if (line.next) fmt::print("{:<22}{:<14}from {}\n", "", persistence::setting_words(rule, line.next->second), domain::iso_date(line.next->first));
    }
    if (!settings.changes.empty()) fmt::print("\nChanges, newest first\n");
    for (const auto& change : settings.changes)
        fmt::print("{:<22}{:<14}from {}  {}{}: {}\n", change.name, persistence::setting_words(rule_of(change.name), change.value), domain::iso_date(change.from),
                   change.at ? "set " + persistence::iso_instant(*change.at) + " by " + (change.by_name.empty() ? "command" : change.by_name) : "set before changes were kept",
                   change.replaced ? ", replaced" : "", change.reason);
}

void add_list(CLI::App& setting) {
    auto* command = setting.add_subcommand("list", "List the settings of a group: in force today, made for later, and every change with its reason");
    const auto options = add_config_options(*command);
    const auto group = std::make_shared<std::string>();
    command->add_option("group", *group, "Id of the group")->required();
    command->callback([options, group] {
        consult(*options, [&](Transaction& tx) {
            const auto settings = persistence::panel_settings(tx, *group, persistence::london_date(persistence::system_now()));
            if (settings.panel_name.empty()) throw std::runtime_error(fmt::format("there is no group {}", *group));
            print_settings(settings);
        });
    });
}

void add_set(CLI::App& setting) {
    struct Typed {
        std::string group, name, value, from, reason;
    };
    auto* command = setting.add_subcommand("set", "Make a setting of a group hold from a day on; what happened before is not judged anew");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<Typed>();
    command->add_option("group", typed->group, "Id of the group")->required();
    command->add_option("name", typed->name, "The setting")->required()->check(CLI::IsMember(names()));
    command->add_option("value", typed->value, "A number, yes or no, or one word")->required();
    command->add_option("--from", typed->from, "First day, YYYY-MM-DD, today or later")->required();
    command->add_option("--reason", typed->reason, "Why it changes: kept with the change")->required();
    command->callback([options, typed] {
        const auto from = typed_day(typed->from, "--from");
        administer(*options, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto set = persistence::set_setting(tx, by, typed->group, {typed->name, typed->value, from, typed->reason});
            if (!set) return std::unexpected(set.error());
            return fmt::format("{} of {} is {} from {}", typed->name, typed->group, typed->value, typed->from);
        });
    });
}

}  // namespace

void add_setting_command(CLI::App& app) {
    CLI::App* setting = app.add_subcommand("setting", "Settings of a group, each with the day from which it holds");
    setting->require_subcommand(1);
    add_list(*setting);
    add_set(*setting);
}

}  // namespace casework::server::commands
