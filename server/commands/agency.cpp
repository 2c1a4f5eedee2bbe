// `casework agency add | agree | suspend | resume | kind | list`.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "persistence/clock.hpp"
#include "server/commands/account.hpp"
#include "server/commands/administration.hpp"
#include "server/commands/typed.hpp"

namespace casework::server::commands {
namespace {

using persistence::Administration;
using persistence::Transaction;

void add_add(CLI::App& agency) {
    struct Typed {
        std::string id, name;
    };
    auto* command = agency.add_subcommand("add", "Add an agency");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<Typed>();
    command->add_option("id", typed->id, "Its id in addresses and commands, such as kent-police")->required();
    command->add_option("--name", typed->name, "Its name on pages")->required();
    command->callback([options, typed] {
        administer(*options, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto id = persistence::add_agency(tx, by, typed->id, typed->name);
            if (!id) return std::unexpected(id.error());
            return fmt::format("Added agency {}", *id);
        });
    });
}

void add_agree(CLI::App& agency) {
    struct Typed {
        std::string agency, group, signed_on, until;
        int grace_days = 0;
    };
    auto* command = agency.add_subcommand("agree", "Record the information sharing agreement of an agency for a group");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<Typed>();
    command->add_option("agency", typed->agency, "Id of the agency")->required();
    command->add_option("group", typed->group, "Id of the group")->required();
    command->add_option("--until", typed->until, "Its last day, YYYY-MM-DD")->required();
    command->add_option("--signed", typed->signed_on, "The day it was signed; today when not given");
    command->add_option("--grace", typed->grace_days, "Days of access after its last day (0 to 90)");
    command->callback([options, typed] {
        const auto today = persistence::london_date(persistence::system_now());
        const auto signed_on = typed->signed_on.empty() ? today : typed_day(typed->signed_on, "--signed");
        const auto until = typed_day(typed->until, "--until");
        administer(*options, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto set = persistence::set_agreement(tx, by, {typed->agency, typed->group, signed_on, until, typed->grace_days});
            if (!set) return std::unexpected(set.error());
            return fmt::format("Agreement of {} for {} until {}", typed->agency, typed->group, typed->until);
        });
    });
}

void add_suspend(CLI::App& agency, bool suspend) {
    auto* command = agency.add_subcommand(suspend ? "suspend" : "resume", suspend ? "End an agency's access at once" : "Give a suspended agency its access back");
    const auto options = add_config_options(*command);
    const auto id = std::make_shared<std::string>();
    command->add_option("id", *id, "Id of the agency")->required();
    command->callback([options, id, suspend] {
        administer(*options, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto set = persistence::suspend_agency(tx, by, *id, suspend);
            if (!set) return std::unexpected(set.error());
            return fmt::format("{} agency {}", suspend ? "Suspended" : "Resumed", *id);
        });
    });
}

void add_kind(CLI::App& agency) {
    struct Typed {
        std::string id, kind;
    };
    auto* command = agency.add_subcommand("kind", "Say what an agency is: who can issue notices depends on it");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<Typed>();
    command->add_option("id", typed->id, "Id of the agency")->required();
    command->add_option("kind", typed->kind, "police, district, unitary, county, housing or other")->required();
    command->callback([options, typed] {
        administer(*options, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto set = persistence::set_agency_kind(tx, by, typed->id, typed->kind);
            if (!set) return std::unexpected(set.error());
            return fmt::format("Agency {} is of the kind {}", typed->id, typed->kind);
        });
    });
}

void add_list(CLI::App& agency) {
    auto* command = agency.add_subcommand("list", "List agencies and their agreements");
    const auto options = add_config_options(*command);
    command->callback([options] {
        consult(*options, [](Transaction& tx) {
            for (const auto& line : persistence::list_agencies(tx)) {
                fmt::print("{:<24}{}{}\n", line.id, line.name, line.suspended ? " (suspended)" : "");
                for (const auto& agreement : line.agreements) fmt::print("{:<24}  {} until {}\n", "", agreement.panel, domain::iso_date(agreement.until));
            }
        });
    });
}

}  // namespace

void add_agency_command(CLI::App& app) {
    CLI::App* agency = app.add_subcommand("agency", "Agencies of the partnership and their sharing agreements");
    agency->require_subcommand(1);
    add_add(*agency);
    add_agree(*agency);
    add_suspend(*agency, true);
    add_suspend(*agency, false);
    add_kind(*agency);
    add_list(*agency);
}

}  // namespace casework::server::commands
