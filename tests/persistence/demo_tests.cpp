// The demo loads into an empty database only, keeps its password to the rules, and its ledger holds every step.
#include "persistence/demo/demo.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "auth/password.hpp"
#include "persistence/account_rows.hpp"
#include "tests/persistence/people/people_house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::database_kinds;
using casework::testing::PeopleHouse;

namespace {

domain::Actor signed_in(PeopleHouse& house, const std::string& username) {
    domain::Actor actor;
    std::string role;
    house.database->read([&](Transaction& tx) {
        tx.one("SELECT id, agency, name, role FROM account WHERE username = :name", {with("name", username)}, {&actor.account, &actor.agency, &actor.name, &role});
        read_rights(tx, actor);
    });
    actor.role = base_role(role);
    actor.full_session = true;
    return actor;
}

}  // namespace

TEST_CASE("the demo password keeps the rules that everybody else's does") {
    auth::PasswordRules rules;
    for (const auto& who : demo::sign_ins()) {
        rules.context_words.emplace_back(who.username);
        rules.context_words.emplace_back(who.name);
    }
    CHECK(demo::password.size() >= 15);
    CHECK_FALSE(auth::password_refusal(demo::password, rules));
    for (const auto& who : demo::sign_ins()) CHECK(demo::sign_in_list().find(who.username) != std::string::npos);
}

TEST_CASE("the demo loads once, into an empty database") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    CHECK(demo::holds(*house.database) == demo::Holds::nothing);
    demo::load(*house.database, *house.ledger, house.now, "$argon2id$not-a-hash");
    CHECK(demo::holds(*house.database) == demo::Holds::demo);
    CHECK_THROWS_AS(demo::load(*house.database, *house.ledger, house.now, "x"), demo::NotEmpty);
    CHECK(house.count("SELECT count(*) FROM account") == static_cast<std::int64_t>(demo::sign_ins().size()));
    // Every person was collected under an entry that names them.
    CHECK(house.count("SELECT count(*) FROM person p WHERE NOT EXISTS (SELECT 1 FROM audit_subject s WHERE s.object_id = p.id)") == 0);
    house.restart();  // the ledger checks its head against the entries
    CHECK(house.ledger->healthy());
}

TEST_CASE("a database that holds anything is not filled with the demo") {
    PeopleHouse house("sqlite");
    house.add("Dean Harwell");
    CHECK(demo::holds(*house.database) == demo::Holds::other);
    CHECK_THROWS_AS(demo::load(*house.database, *house.ledger, house.now, "x"), demo::NotEmpty);
}

TEST_CASE("in the demo nobody of the task force learns of other groups' people") {
    PeopleHouse house("sqlite");
    demo::load(*house.database, *house.ledger, house.now, "x");
    for (const auto* name : {"Kelly Harwell", "Simone Pellow", "Lennox Stride", "Macy Ellwood"}) {
        CHECK(house.found(signed_in(house, "priya.nair"), name).empty());
        CHECK(house.found(signed_in(house, "neil.sutton"), name).empty());
        CHECK(house.found(signed_in(house, "lena.ward"), name).empty());
    }
    CHECK(house.found(signed_in(house, "helen.fairley"), "Kelly Harwell").size() == 1);
    CHECK(house.found(signed_in(house, "marcus.vane"), "Stretch").size() == 1);
    CHECK(house.found(signed_in(house, "rafi.amin"), "Terry Haddow").size() == 1);
    CHECK(house.found(signed_in(house, "rafi.amin"), "Kelly Harwell").empty());
}
