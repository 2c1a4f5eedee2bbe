// Who could agree is read first, so that nobody types a password for nothing, and once more inside the change.
#include "server/commands/approval.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "persistence/clock.hpp"
#include "server/commands/typed.hpp"
#include "server/premises.hpp"

namespace casework::server::commands {
namespace {

using persistence::RightsChange;
using persistence::Transaction;

bool has(const std::vector<std::string>& list, const std::string& id) { return std::ranges::find(list, id) != list.end(); }

RightsChange resolved(Transaction& tx, RightsChange change) {
    if (const auto line = persistence::find_account(tx, change.subject)) change.subject = line->id;
    return change;
}

// Accounts of information governance that can sign in, but for the one who does it.
std::vector<std::string> governance(Transaction& tx, std::string_view but_for) {
    std::vector<std::string> accounts;
    for (const auto& line : persistence::list_accounts(tx))
        if (line.role == "auditor" && !line.disabled && line.id != but_for) accounts.push_back(line.id);
    return accounts;
}

struct Named {
    std::string username, id, phc;  // empty where there is no account that may sign in
};
Named named(Transaction& tx, const std::string& username) {
    const auto line = persistence::find_account(tx, username);
    if (!line || line->disabled) return {username, {}, {}};
    return {username, line->id, persistence::password_phc(tx, line->id)};
}

// Outside of every transaction: somebody types.
std::string proved(const Config& config, const Named& named) {
    const auto password = known_password("Password of " + named.username);
    const auto hasher = hasher_of(config);
    const bool fits = named.phc.empty() ? hasher.fits_nobody(password) : hasher.fits(password, named.phc);
    if (!fits) throw std::runtime_error(fmt::format("{} and that password do not belong to an account that may sign in", named.username));
    return named.id;
}

void need_approver(const std::string& approver) {
    if (approver.empty()) throw std::runtime_error("this takes a second person: name them with --approver; their password is one line on standard input");
}

}  // namespace

void administer_agreed(const ConfigOptions& options, const RightsChange& change, const std::string& approver, const AdministrativeAct& act) {
    std::vector<std::string> could;
    Named second;
    consult(options, [&](Transaction& tx) {
        could = persistence::second_persons_for(tx, resolved(tx, change), persistence::system_now());
        second = named(tx, approver);
    });
    std::string agreed;
    if (!could.empty()) {
        need_approver(approver);
        agreed = proved(config_or_exit(options), second);
        if (!has(could, agreed)) throw std::runtime_error(approver + " may not agree to this: it takes a coordinator who is not the person concerned");
    }
    administer(options, [&](Transaction& tx, const persistence::Administration& by) -> domain::Outcome<std::string> {
        const auto still = persistence::second_persons_for(tx, resolved(tx, change), by.now);
        if (!still.empty() && !has(still, agreed)) return domain::refuse(domain::RefusalKind::rule, {}, "Who could agree to this has changed meanwhile: try again", "Four eyes");
        auto with_both = by;
        if (!agreed.empty()) with_both.who.approvals = {agreed};
        return act(tx, with_both);
    });
}

TwoAccounts proved(const Config& config, persistence::Database& database, const TwoPeople& people) {
    Named first, second;
    std::vector<std::string> could;
    database.read([&](Transaction& tx) {
        first = named(tx, people.by), second = named(tx, people.approver);
        could = governance(tx, first.id);
    });
    TwoAccounts accounts{proved(config, first), {}};
    if (could.empty() && people.approver.empty()) return accounts;
    need_approver(people.approver);
    if (second.id == accounts.by) throw std::runtime_error("--by and --approver are the same person: it needs two");
    accounts.approver = proved(config, second);
    if (!has(could, accounts.approver)) throw std::runtime_error(people.approver + " may not agree to this: it takes information governance (base role auditor)");
    return accounts;
}

}  // namespace casework::server::commands
