// The second step of signing in, on both databases: no way round it, no code twice, no guessing.
#include <catch2/catch.hpp>

#include "domain/text.hpp"
#include "persistence/second_factor.hpp"
#include "tests/persistence/account_house.hpp"

using namespace casework;
using namespace casework::persistence;
using namespace std::chrono_literals;
using casework::testing::AccountHouse;
using Stage = SignInAnswer::Stage;

namespace {

struct FactorHouse : AccountHouse {
    using AccountHouse::AccountHouse;
    auth::SecondFactorRules rules{.required_of = {domain::BaseRole::practitioner}, .key = std::string(32, 'k')};
    std::string seed;

    SignInDesk desk() { return {*database, *ledger, hasher(), {}, nullptr, &rules}; }
    SignInAnswer with_password() { return persistence::sign_in(desk(), {"p.nair", password, "192.0.2.1", "7F3A-91C2", {}}, now); }
    TypedSignIn typed(const std::string& code) { return {"", code, "192.0.2.1", "7F3A-91C2", {}}; }
    SignInAnswer give(const std::string& token, const std::string& code) { return give_second_factor(desk(), *session(token), typed(code), now); }
    SetUp set_up(const std::string& token) {
        const auto open = session(token);
        seed = auth::seed_of_session(rules, open->hash);
        return set_up_second_factor(desk(), *open, typed(code()), now);
    }
    std::string code() const { return auth::code_at(seed, now); }
};

}  // namespace

TEST_CASE("where the role requires it, the first sign-in opens nothing until a second factor is set up") {
    FactorHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto first = house.with_password();
    CHECK(first.stage == Stage::second_factor);
    CHECK_FALSE(house.session(first.token)->actor.full_session);
    const auto wrong = set_up_second_factor(house.desk(), *house.session(first.token), house.typed("000000"), house.now);
    CHECK(wrong.answer.stage == Stage::refused);
    CHECK(wrong.recovery_codes.empty());
    const auto made = house.set_up(first.token);
    CHECK(made.answer.stage == Stage::signed_in);
    CHECK(made.recovery_codes.size() == 10);
    CHECK(house.session(made.answer.token)->actor.full_session);
    CHECK_FALSE(house.session(first.token));  // the id from before the second factor opens nothing
    CHECK(house.entries("set_second_factor").size() == 1);
    house.database->read([&](Transaction& tx) {
        std::string stored;
        tx.one("SELECT seed FROM second_factor", {}, {&stored});
        CHECK(stored.find(house.seed) == std::string::npos);
        CHECK(auth::unseal_seed(house.rules, house.account, stored) == house.seed);
        CHECK(second_factor_of(tx, house.account)->codes_left == 10);
    });
}

TEST_CASE("a code opens once, in its time, and the session it opens has a new id") {
    FactorHouse house(GENERATE(from_range(testing::database_kinds())));
    house.set_up(house.with_password().token);
    house.now += 10min;
    const auto first = house.with_password();
    const auto code = house.code();
    const auto passed = house.give(first.token, code);
    CHECK(passed.stage == Stage::signed_in);
    CHECK(passed.token != first.token);
    CHECK_FALSE(house.session(first.token));
    CHECK(house.session(passed.token)->actor.full_session);
    const auto second = house.with_password();
    CHECK(house.give(second.token, code).stage == Stage::refused);
    house.now += 30s;
    CHECK(house.give(second.token, code).stage == Stage::refused);
    CHECK(house.give(second.token, house.code()).stage == Stage::signed_in);
    CHECK(house.entries("second_factor").size() == 2);
    CHECK(house.entries("second_factor_failed").size() == 2);
}

TEST_CASE("the code of the setting-up opens nothing again") {
    FactorHouse house(GENERATE(from_range(testing::database_kinds())));
    house.set_up(house.with_password().token);
    CHECK(house.give(house.with_password().token, house.code()).stage == Stage::refused);
}

TEST_CASE("wrong codes wait like wrong passwords, also the right one, whatever password was given between") {
    FactorHouse house(GENERATE(from_range(testing::database_kinds())));
    house.set_up(house.with_password().token);
    house.now += 10min;
    int judged = 0;
    for (int i = 0; i < 12; ++i)
        if (house.give(house.with_password().token, "000000").stage == Stage::refused) ++judged;
    CHECK(judged == 5);
    CHECK(house.give(house.with_password().token, house.code()).stage == Stage::throttled);
    CHECK(house.entries("second_factor_throttled").size() == 8);
    house.now += 15min;
    CHECK(house.give(house.with_password().token, house.code()).stage == Stage::signed_in);
}

TEST_CASE("a recovery code opens once, and only its own account") {
    FactorHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto codes = house.set_up(house.with_password().token).recovery_codes;
    house.database->read([&](Transaction& tx) {
        std::string stored;
        tx.one("SELECT code FROM recovery_code WHERE n = 3", {}, {&stored});
        CHECK(stored.starts_with("$argon2id$"));
    });
    CHECK(house.give(house.with_password().token, codes[3]).stage == Stage::signed_in);
    CHECK(house.give(house.with_password().token, codes[3]).stage == Stage::refused);
    CHECK(house.give(house.with_password().token, domain::ascii_lower(codes[7])).stage == Stage::signed_in);
    CHECK(house.entries("second_factor").front().fields == std::vector<std::string>{"recovery_code"});
    auto fresh = house.try_change([&](Transaction& tx) { return renew_recovery_codes(tx, house.by(), house.hasher(), house.account); });
    CHECK(fresh.size() == 10);
    CHECK(house.give(house.with_password().token, codes[0]).stage == Stage::refused);
    CHECK(house.give(house.with_password().token, fresh[0]).stage == Stage::signed_in);
}

TEST_CASE("with the password alone nobody sets up a telephone of their own over the owner's") {
    FactorHouse house(GENERATE(from_range(testing::database_kinds())));
    house.set_up(house.with_password().token);
    house.now += 10min;
    const auto stolen = house.with_password();
    CHECK(house.set_up(stolen.token).answer.stage == Stage::refused);
    CHECK_FALSE(house.session(stolen.token)->actor.full_session);
}

TEST_CASE("a reset takes the second factor away and ends every session, and the next sign-in sets it up anew") {
    FactorHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto open = house.set_up(house.with_password().token).answer.token;
    house.change([&](Transaction& tx) { return reset_second_factor(tx, house.by(), "p.nair"); });
    CHECK_FALSE(house.session(open));
    CHECK(house.entries("reset_second_factor").front().objects == std::vector<std::string>{house.account});
    CHECK_FALSE(house.try_change([&](Transaction& tx) { return reset_second_factor(tx, house.by(), "p.nair"); }));
    house.now += 10min;
    CHECK(house.set_up(house.with_password().token).answer.stage == Stage::signed_in);
}

TEST_CASE("whose role does not require it signs in with the password, unless they set one up themselves") {
    FactorHouse house(GENERATE(from_range(testing::database_kinds())));
    house.rules.required_of = {domain::BaseRole::sysadmin};
    const auto open = house.with_password();
    CHECK(open.stage == Stage::signed_in);
    CHECK(house.set_up(open.token).answer.stage == Stage::signed_in);
    CHECK(house.with_password().stage == Stage::second_factor);
}

TEST_CASE("of one person three sessions stand at once, and those that await the second factor end nobody's") {
    FactorHouse house(GENERATE(from_range(testing::database_kinds())));
    house.rules.required_of = {};
    std::vector<std::string> tokens;
    for (int i = 0; i < 4; ++i) {
        tokens.push_back(house.with_password().token);
        house.now += 1min;
    }
    CHECK_FALSE(house.session(tokens[0]));
    for (int i = 1; i < 4; ++i) CHECK(house.session(tokens[static_cast<std::size_t>(i)]));
    const auto made = house.set_up(tokens[3]);
    house.now += 1min;
    for (int i = 0; i < 4; ++i) house.with_password();
    CHECK(house.session(made.answer.token));
}
