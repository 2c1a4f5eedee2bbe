// The round over unused accounts.
#include "persistence/dormancy.hpp"

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/account_rows.hpp"
#include "persistence/clock.hpp"
#include "persistence/mail.hpp"

namespace casework::persistence {
namespace {

struct Unused {
    std::string account, role;
    domain::Date due{};
    bool told = false;
};

std::vector<Unused> unused(Transaction& tx, const Dormancy& rules, domain::Instant now) {
    std::vector<Unused> list;
    Unused u;
    std::int64_t created = 0, used = 0, enabled = 0, told = 0;
    tx.each("SELECT id, role, created_at, COALESCE(signed_in_at, 0), COALESCE(enabled_at, 0), COALESCE(dormancy_told_at, 0) FROM account WHERE disabled_at IS NULL ORDER BY id", {},
            {&u.account, &u.role, &created, &used, &enabled, &told}, [&] {
                const auto last = std::max({created, used, enabled});
                u.due = dormant_on(last, rules);
                u.told = told > last;
                if (u.due <= domain::add_days(london_date(now), rules.warn_days)) list.push_back(u);
            });
    return list;
}

domain::LedgerEntry entry_of_round() {
    domain::LedgerEntry entry;
    entry.role = "system";
    entry.rule = "accounts.dormant_days";
    return entry;
}

void tell(Transaction& tx, const Unused& u, domain::Instant now) {
    write_mail(tx, u.account, "Your Casework account will be disabled",
               "You have not signed in to Casework for a while. Your account is disabled on " + domain::long_date(u.due) + " unless you sign in before then.\n", now);
    tx.run("UPDATE account SET dormancy_told_at = :now WHERE id = :id", {with("now", micros(now)), with("id", u.account)});
}

// Somebody has to be left who can open accounts again.
bool last_administrator(Transaction& tx, const Unused& u) {
    std::int64_t others = 0;
    tx.one("SELECT count(*) FROM account WHERE role = 'sysadmin' AND disabled_at IS NULL AND id <> :id", {with("id", u.account)}, {&others});
    return u.role == "sysadmin" && others == 0;
}

}  // namespace

domain::Date dormant_on(std::int64_t last_used_micros, const Dormancy& rules) { return domain::add_days(london_date(instant_of(last_used_micros)), rules.days + 1); }

DormancyRound disable_dormant(Database& database, Ledger& ledger, const Dormancy& rules, domain::Instant now) {
    std::vector<Unused> list;
    database.read([&](Transaction& tx) { list = unused(tx, rules, now); });
    DormancyRound round;
    for (const auto& u : list) {
        const bool due = u.due <= london_date(now);
        if (!due && u.told) continue;
        bool done = false;
        database.write([&](Transaction& tx) {
            done = false;
            if (due && last_administrator(tx, u)) return;
            auto entry = entry_of_round();
            if (due) {
                done = disable_account(tx, {ledger, std::move(entry), now}, u.account, true).has_value();
                return;
            }
            tell(tx, u, now);
            entry.action = "tell_dormant";
            entry.operation = domain::LoggedOperation::security;
            entry.object_type = "account";
            entry.objects = {u.account};
            ledger.append(tx, std::move(entry));
            done = true;
        });
        if (done) ++(due ? round.disabled : round.told);
    }
    return round;
}

}  // namespace casework::persistence
