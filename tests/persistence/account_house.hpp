// A ledger house with an agency, a group, an agreement and people who can sign in.
#pragma once

#include "auth/crypto.hpp"
#include "persistence/account_rows.hpp"
#include "persistence/accounts.hpp"
#include "persistence/sign_in.hpp"
#include "tests/persistence/ledger_house.hpp"

namespace casework::testing {

struct AccountHouse : LedgerHouse {
    template <class F>
    std::invoke_result_t<F, persistence::Transaction&> try_change(F work) {
        std::optional<std::invoke_result_t<F, persistence::Transaction&>> result;
        database->write([&](persistence::Transaction& tx) { result.emplace(work(tx)); });
        return *std::move(result);
    }
    template <class F>
    typename std::invoke_result_t<F, persistence::Transaction&>::value_type change(F work) {
        auto result = try_change(work);
        if (!result) throw std::runtime_error(result.error().front().message);
        return *std::move(result);
    }

    explicit AccountHouse(const std::string& kind) : LedgerHouse(kind) {
        change([&](auto& tx) { return persistence::add_agency(tx, by(), "kent-police", "Kent Police"); });
        change([&](auto& tx) { return persistence::add_group(tx, by(), "tctf", "Town Centre Task Force", "Nominals and locations"); });
        change([&](auto& tx) { return persistence::set_agreement(tx, by(), {"kent-police", "tctf", day(-10), day(300), 30}); });
        account = add("p.nair", false);
        change([&](auto& tx) { return persistence::set_membership(tx, by(), {account, "tctf", domain::Level::contributor, true, day(100)}); });
    }

    static const auth::PasswordHasher& hasher() {
        static const auth::PasswordHasher hasher(auth::password_cost_floor);
        return hasher;
    }
    static const std::string& phc() {
        static const std::string phc = hasher().hash(password);
        return phc;
    }
    static constexpr const char* password = "violet kettle drum";

    domain::Date day(int offset) const { return domain::add_days(persistence::london_date(now), offset); }
    persistence::Administration by() { return {*ledger, {}, now}; }
    std::string add(const std::string& username, bool must_set = true) {
        return change([&](auto& tx) {
            return persistence::add_account(tx, by(), {.username = username, .agency = "kent-police", .name = "Priya Nair", .title = "Sgt", .password_phc = phc(), .must_set_password = must_set});
        });
    }
    persistence::SignInAnswer sign_in(const std::string& username, const std::string& typed = password, const std::string& address = "192.0.2.1",
                                      const std::string& old_token = {}) {
        return persistence::sign_in({*database, *ledger, hasher()}, {username, typed, address, "7F3A-91C2", old_token}, now);
    }
    std::optional<persistence::OpenSession> session(const std::string& token) { return persistence::load_session(*database, token, now, limits); }

    persistence::SessionLimits limits;
    std::string account;
};

}  // namespace casework::testing
