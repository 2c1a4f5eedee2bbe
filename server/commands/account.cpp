// `casework account add | role | membership | leave | disable | enable | reset | reset-second-factor | tokens | revoke-token | list`.
#include "server/commands/account.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <map>

#include "persistence/access_tokens.hpp"
#include "persistence/second_factor.hpp"
#include "server/commands/administration.hpp"
#include "server/commands/approval.hpp"
#include "server/commands/typed.hpp"

namespace casework::server::commands {
namespace {

using domain::BaseRole;
using domain::Level;
using persistence::Administration;
using persistence::Transaction;

const std::map<std::string, BaseRole>& roles() {
    static const std::map<std::string, BaseRole> words{{"practitioner", BaseRole::practitioner},
                                                       {"analyst", BaseRole::analyst},
                                                       {"auditor", BaseRole::auditor},
                                                       {"records_officer", BaseRole::records_officer},
                                                       {"sysadmin", BaseRole::sysadmin}};
    return words;
}
const std::map<std::string, Level>& levels() {
    static const std::map<std::string, Level> words{{"viewer", Level::viewer}, {"contributor", Level::contributor}, {"coordinator", Level::coordinator}};
    return words;
}

// The keys of the map, for the help text and the check.
template <class Value>
std::vector<std::string> words(const std::map<std::string, Value>& map) {
    std::vector<std::string> list;
    for (const auto& entry : map) list.push_back(entry.first);
    return list;
}

// What the rule of four eyes looks at.
persistence::RightsChange change_of(persistence::RightsKind kind, const std::string& account) {
    persistence::RightsChange change;
    change.kind = kind;
    change.subject = account;
    return change;
}
void add_approver(CLI::App& command, std::string& approver) {
    command.add_option("--approver", approver, "User name of the coordinator who agrees, where the rule takes a second person; their password is one line on standard input");
}

void add_add(CLI::App& account) {
    struct Typed {
        std::string username, agency, name, title, role = "practitioner", approver;
    };
    auto* command = account.add_subcommand("add", "Add an account; its first password is one line on standard input and is changed at the first sign-in");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<Typed>();
    command->add_option("username", typed->username, "What the person types to sign in")->required();
    command->add_option("--agency", typed->agency, "Id of the agency")->required();
    command->add_option("--name", typed->name, "Given name and family name")->required();
    command->add_option("--title", typed->title, "Rank or job title");
    command->add_option("--role", typed->role, "Base role")->check(CLI::IsMember(words(roles())))->capture_default_str();
    add_approver(*command, typed->approver);
    command->callback([options, typed] {
        const auto phc = accepted_password(*options, typed_password("First password"), {typed->name, typed->username});
        // A role with powers of its own takes what changing to it takes.
        const auto kind = typed->role == "practitioner" ? persistence::RightsKind::join : persistence::RightsKind::role;
        administer_agreed(*options, change_of(kind, {}), typed->approver, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto id = persistence::add_account(tx, by, {typed->username, typed->agency, typed->name, typed->title, roles().at(typed->role), phc, true});
            if (!id) return std::unexpected(id.error());
            return fmt::format("Added account {} ({})", *id, typed->username);
        });
    });
}

void add_role(CLI::App& account) {
    struct Typed {
        std::string account, role, approver;
    };
    auto* command = account.add_subcommand("role", "Change the base role; ends the account's sessions");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<Typed>();
    command->add_option("account", typed->account, "User name or reference")->required();
    command->add_option("role", typed->role, "Base role")->required()->check(CLI::IsMember(words(roles())));
    add_approver(*command, typed->approver);
    command->callback([options, typed] {
        administer_agreed(*options, change_of(persistence::RightsKind::role, typed->account), typed->approver, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto set = persistence::set_role(tx, by, typed->account, roles().at(typed->role));
            if (!set) return std::unexpected(set.error());
            return fmt::format("{} is now {}", typed->account, typed->role);
        });
    });
}

void add_membership(CLI::App& account) {
    struct Typed {
        std::string account, group, level = "viewer", until, approver;
        bool chair = false;
    };
    auto* command = account.add_subcommand("membership", "Make somebody a member of a group, or change how");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<Typed>();
    command->add_option("account", typed->account, "User name or reference")->required();
    command->add_option("group", typed->group, "Id of the group")->required();
    command->add_option("--level", typed->level, "How much they may do")->check(CLI::IsMember(words(levels())))->capture_default_str();
    command->add_option("--until", typed->until, "Last day, YYYY-MM-DD, at most 12 months ahead")->required();
    command->add_flag("--chair", typed->chair, "Takes the decisions that are the chair's");
    add_approver(*command, typed->approver);
    command->callback([options, typed] {
        const auto until = typed_day(typed->until, "--until");
        auto change = change_of(persistence::RightsKind::membership, typed->account);
        change.panel = typed->group;
        administer_agreed(*options, change, typed->approver, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto set = persistence::set_membership(tx, by, {typed->account, typed->group, levels().at(typed->level), typed->chair, until});
            if (!set) return std::unexpected(set.error());
            return fmt::format("{} is {} of {} until {}", typed->account, typed->chair ? typed->level + " and chair" : typed->level, typed->group, typed->until);
        });
    });
}

void add_leave(CLI::App& account) {
    struct Typed {
        std::string account, group;
    };
    auto* command = account.add_subcommand("leave", "End somebody's membership of a group now");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<Typed>();
    command->add_option("account", typed->account, "User name or reference")->required();
    command->add_option("group", typed->group, "Id of the group")->required();
    command->callback([options, typed] {
        administer(*options, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto ended = persistence::end_membership(tx, by, typed->account, typed->group);
            if (!ended) return std::unexpected(ended.error());
            return fmt::format("{} has left {}", typed->account, typed->group);
        });
    });
}

void add_disable(CLI::App& account, bool disable) {
    auto* command = account.add_subcommand(disable ? "disable" : "enable", disable ? "Shut an account and end its sessions at once" : "Open a disabled account again");
    const auto options = add_config_options(*command);
    const auto id = std::make_shared<std::string>();
    command->add_option("account", *id, "User name or reference")->required();
    command->callback([options, id, disable] {
        administer(*options, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto set = persistence::disable_account(tx, by, *id, disable);
            if (!set) return std::unexpected(set.error());
            return fmt::format("{} {}", disable ? "Disabled" : "Enabled", *id);
        });
    });
}

struct TypedReset {
    std::string account, approver;
};

void add_reset(CLI::App& account) {
    auto* command = account.add_subcommand("reset", "Set a new first password (one line on standard input, before that of an approver); ends the account's sessions");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<TypedReset>();
    command->add_option("account", typed->account, "User name or reference")->required();
    add_approver(*command, typed->approver);
    command->callback([options, typed] {
        const auto phc = accepted_password(*options, typed_password("New first password"), {typed->account});
        administer_agreed(*options, change_of(persistence::RightsKind::password, typed->account), typed->approver, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto set = persistence::reset_password(tx, by, typed->account, phc);
            if (!set) return std::unexpected(set.error());
            return fmt::format("{} sets a password of their own at the next sign-in", typed->account);
        });
    });
}

void add_reset_factor(CLI::App& account) {
    auto* command = account.add_subcommand("reset-second-factor", "Take away a lost second factor: it is set up anew at the next sign-in; ends the account's sessions");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<TypedReset>();
    command->add_option("account", typed->account, "User name or reference")->required();
    add_approver(*command, typed->approver);
    command->callback([options, typed] {
        administer_agreed(*options, change_of(persistence::RightsKind::second_factor, typed->account), typed->approver, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto reset = persistence::reset_second_factor(tx, by, typed->account);
            if (!reset) return std::unexpected(reset.error());
            return fmt::format("{} has no second factor any more", typed->account);
        });
    });
}

void add_tokens(CLI::App& account) {
    auto* command = account.add_subcommand("tokens", "List the access tokens of somebody's programs");
    const auto options = add_config_options(*command);
    const auto id = std::make_shared<std::string>();
    command->add_option("account", *id, "User name or reference")->required();
    command->callback([options, id] {
        consult(*options, [&](Transaction& tx) {
            const auto line = persistence::find_account(tx, *id);
            if (!line) throw std::runtime_error(fmt::format("there is no account {}", *id));
            const auto tokens = persistence::live_tokens(tx, line->id, persistence::system_now());
            if (tokens.empty()) fmt::print("{} has no access tokens\n", *id);
            for (const auto& token : tokens)
                fmt::print("{:<15}{}, until {}, {}\n", token.id, token.name, persistence::iso_instant(token.until),
                           token.last_used ? "last used " + persistence::iso_instant(*token.last_used) + " from " + token.last_address : std::string("not used yet"));
        });
    });
}

void add_revoke_token(CLI::App& account) {
    struct Typed {
        std::string account, token;
    };
    auto* command = account.add_subcommand("revoke-token", "End an access token at once");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<Typed>();
    command->add_option("account", typed->account, "User name or reference")->required();
    command->add_option("token", typed->token, "Reference of the token, TOK-2026-0001")->required();
    command->callback([options, typed] {
        administer(*options, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto line = persistence::find_account(tx, typed->account);
            const auto revoked = line ? persistence::revoke_token(tx, by, line->id, typed->token) : domain::Outcome<bool>(domain::not_found());
            if (!revoked) return domain::refuse(domain::RefusalKind::not_found, "token", fmt::format("{} has no live token {}", typed->account, typed->token));
            return fmt::format("Revoked {} of {}", typed->token, typed->account);
        });
    });
}

void add_list(CLI::App& account) {
    auto* command = account.add_subcommand("list", "List accounts");
    const auto options = add_config_options(*command);
    command->callback([options] {
        consult(*options, [](Transaction& tx) {
            for (const auto& line : persistence::list_accounts(tx))
                fmt::print("{:<15}{:<22}{:<17}{}{}{}, {}{}\n", line.id, line.username, line.role, line.title, line.title.empty() ? "" : " ", line.name,
                           line.agency_name, line.disabled ? " (disabled)" : line.must_set_password ? " (has not set a password yet)" : "");
        });
    });
}

}  // namespace

void add_account_command(CLI::App& app) {
    CLI::App* account = app.add_subcommand("account", "People who may sign in");
    account->require_subcommand(1);
    add_add(*account);
    add_role(*account);
    add_membership(*account);
    add_leave(*account);
    add_disable(*account, true);
    add_disable(*account, false);
    add_reset(*account);
    add_reset_factor(*account);
    add_tokens(*account);
    add_revoke_token(*account);
    add_list(*account);
}

}  // namespace casework::server::commands
