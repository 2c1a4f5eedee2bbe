// `casework first-administrator`: the one account that is made without another; refused as soon as there is any.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "domain/text.hpp"
#include "server/commands/account.hpp"
#include "server/commands/administration.hpp"
#include "server/commands/typed.hpp"

namespace casework::server::commands {
namespace {

using persistence::Administration;
using persistence::Transaction;

struct Typed {
    std::string name, username, agency;
    bool check = false;
};

// "Kent Police" becomes kent-police.
std::string slug_of(std::string_view name) {
    std::string slug;
    for (const char c : domain::ascii_lower(name)) {
        const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (kept) slug += c;
        else if (!slug.empty() && slug.back() != '-') slug += '-';
    }
    slug.resize(std::min<std::size_t>(slug.size(), 40));
    while (slug.ends_with('-')) slug.pop_back();
    return slug;
}

bool any_account(const ConfigOptions& options) {
    std::int64_t count = 0;
    consult(options, [&](Transaction& tx) { count = persistence::count_accounts(tx); });
    return count > 0;
}

void make(const ConfigOptions& options, Typed typed) {
    if (any_account(options)) throw std::runtime_error("there are accounts already: use casework account add");
    typed.name = value_or_asked(typed.name, "Name of the first administrator");
    typed.username = value_or_asked(typed.username, "User name to sign in with");
    typed.agency = value_or_asked(typed.agency, "Name of their agency");
    if (typed.name.empty() || typed.username.empty() || typed.agency.empty()) throw std::runtime_error("give --name, --username and --agency");
    const auto phc = accepted_password(options, typed_password("Password, 15 characters or more"), {typed.name, typed.username, typed.agency});
    administer(options, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
        const auto agency = persistence::add_agency(tx, by, slug_of(typed.agency), typed.agency);
        if (!agency) return std::unexpected(agency.error());
        const auto id = persistence::add_account(tx, by, {typed.username, *agency, typed.name, "System administrator", domain::BaseRole::sysadmin, phc, false});
        if (!id) return std::unexpected(id.error());
        return fmt::format("Made the first administrator {} ({}) of agency {}", *id, typed.username, *agency);
    });
}

}  // namespace

void add_first_administrator_command(CLI::App& app) {
    CLI::App* command = app.add_subcommand("first-administrator", "Make the first account of an empty database; the password is one line on standard input");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<Typed>();
    command->add_option("--name", typed->name, "Given name and family name");
    command->add_option("--username", typed->username, "What they type to sign in");
    command->add_option("--agency", typed->agency, "Name of their agency");
    command->add_flag("--check", typed->check, "Only say, by the exit status, whether there is an account already");
    command->callback([options, typed] {
        if (!typed->check) return make(*options, *typed);
        if (!any_account(*options)) throw CLI::RuntimeError(1);
    });
}

}  // namespace casework::server::commands
