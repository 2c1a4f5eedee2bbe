// Bearer tokens on both databases: who they stand for, when they end, and what is kept of them.
#include <catch2/catch.hpp>

#include "persistence/access_tokens.hpp"
#include "tests/persistence/account_house.hpp"

using namespace casework;
using namespace casework::persistence;

namespace {

struct TokenHouse : testing::AccountHouse {
    using AccountHouse::AccountHouse;
    MadeToken make(const std::string& form = "form one", int days = 10) {
        return change([&](auto& tx) { return make_token(tx, by(), {.account = account, .name = "Weekly figures", .until = day(days), .form_key = form}); });
    }
    TokenAnswer open(const std::string& text) { return open_with_token(*database, *ledger, {text, "192.0.2.7", "7F3A-91C2"}, {}, now); }
};

}  // namespace

TEST_CASE("a bearer token stands for its owner with the rights of the day and is never a full person") {
    TokenHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto made = house.make();
    CHECK(made.id.starts_with("TOK-"));
    const auto answer = house.open(made.text);
    REQUIRE(answer.session);
    CHECK(answer.session->actor.account == house.account);
    CHECK(answer.session->actor.by_token);
    CHECK_FALSE(answer.session->actor.password_at);
    CHECK(answer.session->actor.membership("tctf", house.day(0)) != nullptr);
    CHECK(house.entries("make_token").size() == 1);
}

TEST_CASE("a bearer token ends after its last day, when it is revoked and with a new password") {
    TokenHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto short_lived = house.make("form one", 1), revoked = house.make("form two"), kept = house.make("form three");
    CHECK(house.change([&](auto& tx) { return revoke_token(tx, house.by(), house.account, revoked.id); }));
    CHECK_FALSE(house.open(revoked.text).session);
    CHECK_FALSE(house.try_change([&](auto& tx) { return revoke_token(tx, house.by(), "USR-2026-0999", kept.id); }));
    house.now += std::chrono::hours(49);
    CHECK_FALSE(house.open(short_lived.text).session);
    CHECK(house.open(kept.text).session);
    house.database->read([&](Transaction& tx) { CHECK(live_tokens(tx, house.account, house.now).size() == 1); });
    house.change([&](auto& tx) { return set_own_password(tx, house.by(), house.account, house.phc(), ""); });
    CHECK_FALSE(house.open(kept.text).session);
}

TEST_CASE("one form makes one bearer token, for at most a year") {
    TokenHouse house(GENERATE(from_range(testing::database_kinds())));
    house.make();
    CHECK_FALSE(house.try_change([&](auto& tx) { return make_token(tx, house.by(), {.account = house.account, .name = "Again", .until = house.day(5), .form_key = "form one"}); }));
    CHECK_FALSE(house.try_change([&](auto& tx) { return make_token(tx, house.by(), {.account = house.account, .name = "Long", .until = house.day(400), .form_key = "form two"}); }));
    CHECK_FALSE(house.try_change([&](auto& tx) { return make_token(tx, house.by(), {.account = house.account, .name = "Past", .until = house.day(-1), .form_key = "form two"}); }));
}

TEST_CASE("tries with a wrong bearer token are counted and recorded without the token") {
    TokenHouse house(GENERATE(from_range(testing::database_kinds())));
    auto wrong = house.make().text;
    wrong.back() = wrong.back() == 'A' ? 'B' : 'A';
    for (int i = 0; i < 5; ++i) CHECK_FALSE(house.open(wrong).session);
    CHECK(house.open(wrong).wait > std::chrono::seconds(0));
    CHECK(house.entries("token_refused").size() == 5);
    CHECK(house.entries("token_throttled").size() == 1);
}
