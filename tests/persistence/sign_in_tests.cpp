// Signing in, sessions and what ends them, on both databases.
#include <catch2/catch.hpp>

#include <thread>

#include "persistence/stand_in.hpp"
#include "tests/persistence/account_house.hpp"

using namespace casework;
using namespace casework::persistence;
using namespace std::chrono_literals;
using casework::testing::AccountHouse;
using Stage = SignInAnswer::Stage;

TEST_CASE("the right password opens a session with the rights of the account") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto answer = house.sign_in("P.Nair ");
    CHECK(answer.stage == Stage::signed_in);
    const auto session = house.session(answer.token);
    REQUIRE(session);
    const auto& actor = session->actor;
    CHECK(actor.account == house.account);
    CHECK(actor.agency_name == "Kent Police");
    CHECK(actor.full_session);
    CHECK(actor.password_at == house.now);
    REQUIRE(actor.memberships.size() == 1);
    CHECK(actor.memberships[0].panel == "tctf");
    CHECK(actor.memberships[0].level == domain::Level::contributor);
    CHECK(actor.memberships[0].chair);
    REQUIRE(actor.agreements.size() == 1);
    CHECK(actor.agreements[0].grace_days == 30);
    CHECK(session->form_secret.size() == 32);
    CHECK(session->ends == house.now + 20min);
    REQUIRE(house.entries("sign_in").size() == 1);
    CHECK(house.entries("sign_in")[0].account == house.account);
}

TEST_CASE("the database keeps the digest of a session's token, never the token") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto token = house.sign_in("p.nair").token;
    std::string hash;
    house.database->read([&](Transaction& tx) { tx.one("SELECT hash FROM session", {}, {&hash}); });
    CHECK(hash == auth::session_hash(token));
    CHECK_FALSE(house.session(hash));
    CHECK_FALSE(house.session(auth::new_session_token()));
    CHECK_FALSE(house.session(""));
}

TEST_CASE("a wrong password and an unknown name are answered and recorded alike") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    CHECK(house.sign_in("p.nair", "not this one at all").stage == Stage::refused);
    CHECK(house.sign_in("nobody", "not this one at all").stage == Stage::refused);
    const auto failed = house.entries("sign_in_failed");
    REQUIRE(failed.size() == 2);
    for (const auto& entry : failed) {
        CHECK(entry.account.empty());
        CHECK(entry.objects.empty());
        CHECK(entry.status == 422);
        REQUIRE(entry.fields.size() == 1);
        CHECK(entry.fields[0].size() == 64);
    }
    CHECK(failed[0].fields != failed[1].fields);
}

TEST_CASE("from the fifth failure sign-in waits, for unknown names in the same steps, and the right password waits too") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    for (const std::string name : {"p.nair", "nobody"}) {
        for (int i = 0; i < 5; ++i) CHECK(house.sign_in(name, "not this one at all").stage == Stage::refused);
        const auto early = house.sign_in(name);
        CHECK(early.stage == Stage::throttled);
        CHECK(early.wait == 1s);
    }
    CHECK(house.entries("sign_in_throttled").size() == 2);
    house.now += 1s;
    CHECK(house.sign_in("nobody", "not this one at all").stage == Stage::refused);
    CHECK(house.sign_in("p.nair").stage == Stage::signed_in);
    CHECK(house.sign_in("p.nair", "not this one at all").stage == Stage::refused);
    CHECK(house.sign_in("p.nair").stage == Stage::signed_in);
}

TEST_CASE("failures of one name leave other people at the same address alone") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    house.add("b.corran", false);
    for (int i = 0; i < 5; ++i) house.sign_in("p.nair", "not this one at all");
    CHECK(house.sign_in("b.corran").stage == Stage::signed_in);
}

TEST_CASE("guesses sent at the same moment do not pass the throttle together") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    std::atomic<int> judged = 0;
    std::vector<std::jthread> guesses;
    for (int i = 0; i < 12; ++i)
        guesses.emplace_back([&] { judged += house.sign_in("p.nair", "not this one at all").stage == Stage::refused; });
    guesses.clear();
    CHECK(judged == 5);
}

TEST_CASE("a session ends after 20 idle minutes, and after 10 hours however busy") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto token = house.sign_in("p.nair").token;
    const auto began = house.now;
    house.now += 20min;
    CHECK_FALSE(house.session(token));
    house.now = began;
    while (house.now < began + 10h) {
        const auto session = house.session(token);
        REQUIRE(session);
        CHECK(session->ends <= began + 10h);
        house.database->write([](Transaction&) {});  // the use before it is written by then
        house.now += 15min;
    }
    CHECK_FALSE(house.session(token));
}

TEST_CASE("use is written at most once a minute") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto token = house.sign_in("p.nair").token;
    const auto began = house.now;
    const auto last_use = [&] {
        house.database->write([](Transaction&) {});
        std::int64_t at = 0;
        house.database->read([&](Transaction& tx) { tx.one("SELECT last_used_at FROM session", {}, {&at}); });
        return instant_of(at) - began;
    };
    house.now += 59s;
    house.session(token);
    CHECK(last_use() == 0s);
    house.now += 1s;
    house.session(token);
    CHECK(last_use() == 60s);
}

TEST_CASE("a name that nobody has is judged at a cost that accounts have, always the same for one name") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const std::string raised = "$argon2id$v=19$m=20480,t=3,p=1$";
    for (int i = 0; i < 7; ++i) house.add("officer" + std::to_string(i));
    house.database->write([&](Transaction& tx) { tx.run("UPDATE account SET password = :raised || substr(password, length('$argon2id$v=19$m=19456,t=2,p=1$') + 1) WHERE username IN ('officer1', 'officer3', 'officer5', 'p.nair')", {with("raised", raised)}); });
    int at_raised = 0;
    for (int i = 0; i < 200; ++i)
        house.database->read([&](Transaction& tx) {
            const auto name = "nobody" + std::to_string(i), phc = stand_in_hash(tx, *house.ledger, name);
            CHECK(stand_in_hash(tx, *house.ledger, name) == phc);
            if (phc.starts_with(raised)) ++at_raised;
        });
    CHECK(at_raised > 50);
    CHECK(at_raised < 150);
    CHECK(house.sign_in("nobody1").stage == Stage::refused);  // whoever's hash it is judged against, the right password of that account opens nothing
}

TEST_CASE("a session that was there before signing in ends with it") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto first = house.sign_in("p.nair").token;
    const auto second = house.sign_in("p.nair", AccountHouse::password, "192.0.2.1", first).token;
    CHECK(first != second);
    CHECK_FALSE(house.session(first));
    CHECK(house.session(second));
}

TEST_CASE("a first sign-in opens a session that is not full until a password is set") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto account = house.add("new.starter");
    const auto answer = house.sign_in("new.starter");
    CHECK(answer.stage == Stage::set_password);
    CHECK(house.session(answer.token)->must_set_password);
    CHECK_FALSE(house.session(answer.token)->actor.full_session);
    house.change([&](auto& tx) { return set_own_password(tx, house.by(), account, AccountHouse::phc(), auth::session_hash(answer.token)); });
    CHECK(house.session(answer.token)->actor.full_session);
}

TEST_CASE("an account with a second factor has no full session from its password alone") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    house.database->write([](Transaction& tx) { tx.run("UPDATE account SET second_factor = 1"); });
    const auto answer = house.sign_in("p.nair");
    CHECK(answer.stage == Stage::second_factor);
    CHECK(house.session(answer.token)->awaits_second_factor);
    CHECK_FALSE(house.session(answer.token)->actor.full_session);
}

TEST_CASE("a disabled account is out at once and cannot sign in") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto token = house.sign_in("p.nair").token;
    house.change([&](auto& tx) { return disable_account(tx, house.by(), "p.nair", true); });
    CHECK_FALSE(house.session(token));
    CHECK(house.sign_in("p.nair").stage == Stage::refused);
    house.change([&](auto& tx) { return disable_account(tx, house.by(), "p.nair", false); });
    CHECK_FALSE(house.session(token));
    CHECK(house.sign_in("p.nair").stage == Stage::signed_in);
}

TEST_CASE("changed rights hold on the next request, a suspended agency among them") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto token = house.sign_in("p.nair").token;
    house.change([&](auto& tx) { return set_membership(tx, house.by(), {"p.nair", "tctf", domain::Level::viewer, false, house.day(5)}); });
    CHECK(house.session(token)->actor.memberships[0].level == domain::Level::viewer);
    house.change([&](auto& tx) { return suspend_agency(tx, house.by(), "kent-police", true); });
    auto actor = house.session(token)->actor;
    CHECK(actor.agency_suspended);
    house.change([&](auto& tx) { return suspend_agency(tx, house.by(), "kent-police", false); });
    house.change([&](auto& tx) { return end_membership(tx, house.by(), "p.nair", "tctf"); });
    house.database->read([&](Transaction& tx) { reload_standing(tx, actor); });
    CHECK_FALSE(actor.agency_suspended);
    CHECK(actor.membership("tctf", house.day(0)) == nullptr);
}

TEST_CASE("changing the password or the role ends the other sessions") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto here = house.sign_in("p.nair").token, elsewhere = house.sign_in("p.nair").token;
    house.change([&](auto& tx) { return set_own_password(tx, house.by(), house.account, AccountHouse::phc(), auth::session_hash(here)); });
    CHECK(house.session(here));
    CHECK_FALSE(house.session(elsewhere));
    house.change([&](auto& tx) { return set_role(tx, house.by(), house.account, domain::BaseRole::analyst); });
    CHECK_FALSE(house.session(here));
}

TEST_CASE("a reset password ends every session and has to be changed at the next sign-in") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto token = house.sign_in("p.nair").token;
    house.change([&](auto& tx) { return reset_password(tx, house.by(), "p.nair", AccountHouse::hasher().hash("otter lantern bread")); });
    CHECK_FALSE(house.session(token));
    CHECK(house.sign_in("p.nair").stage == Stage::refused);
    CHECK(house.sign_in("p.nair", "otter lantern bread").stage == Stage::set_password);
}

TEST_CASE("giving the password again renews its age, keeps forms alive and changes the id of the session") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto token = house.sign_in("p.nair").token;
    house.now += 10min;
    const auto before = *house.session(token);
    const SignInDesk desk{*house.database, *house.ledger, AccountHouse::hasher()};
    CHECK(confirm_password(desk, before, {{}, "not this one at all", "192.0.2.1", {}, {}}, house.now).stage == Stage::refused);
    house.database->write([&](Transaction& tx) { note_purpose(tx, before.hash, {"export_rows", "tctf", "meeting"}, house.now); });
    const auto answer = confirm_password(desk, before, {{}, AccountHouse::password, "192.0.2.1", {}, {}}, house.now);
    CHECK_FALSE(house.session(token));
    const auto after = house.session(answer.token);
    REQUIRE(after);
    CHECK(after->actor.password_at == house.now);
    CHECK(after->started == before.started);
    CHECK(after->form_secret == before.form_secret);
    REQUIRE(after->purposes.size() == 1);
    CHECK(after->purposes[0].code == "meeting");
}

TEST_CASE("a purpose that was given holds for five minutes") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto token = house.sign_in("p.nair").token;
    house.database->write([&](Transaction& tx) { note_purpose(tx, auth::session_hash(token), {"export_rows", "tctf", "meeting"}, house.now); });
    house.now += 5min;
    CHECK(house.session(token)->purposes.size() == 1);
    house.now += 1s;
    CHECK(house.session(token)->purposes.empty());
}

TEST_CASE("signing out ends the session on the server") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto token = house.sign_in("p.nair").token;
    domain::LedgerEntry who;
    who.account = house.account;
    sign_out(*house.database, *house.ledger, auth::session_hash(token), who, house.now);
    CHECK_FALSE(house.session(token));
    REQUIRE(house.entries("sign_out").size() == 1);
    CHECK(house.entries("sign_out")[0].objects == std::vector<std::string>{house.account});
}

TEST_CASE("a password hashed at an older cost is hashed again when it is next given") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auth::PasswordHasher dearer({20 * 1024, 2, 1});
    persistence::sign_in({*house.database, *house.ledger, dearer}, {"p.nair", AccountHouse::password, "192.0.2.1", {}, {}}, house.now);
    house.database->read([&](Transaction& tx) { CHECK(password_phc(tx, house.account).starts_with("$argon2id$v=19$m=20480,")); });
    CHECK(house.sign_in("p.nair").stage == Stage::signed_in);
}

TEST_CASE("a form that came too late is kept for its own account, once, for thirty minutes") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const std::string key(32, 'k');
    const auto token = house.sign_in("p.nair").token;
    house.now += 21min;
    CHECK_FALSE(house.session(token));
    CHECK(account_of_ended_session(*house.database, token) == house.account);
    const KeptForm form{"/nominals/NOM-2026-0041/update", "notes=Seen+at+the+cr%C3%A8che%0D%0Atwice"};
    const auto name = keep_form(*house.database, key, house.account, form, house.now);
    CHECK_FALSE(take_kept_form(*house.database, key, "USR-2026-0099", name, house.now));
    const auto taken = take_kept_form(*house.database, key, house.account, name, house.now + 30min);
    REQUIRE(taken);
    CHECK(taken->path == form.path);
    CHECK(taken->body == form.body);
    CHECK_FALSE(take_kept_form(*house.database, key, house.account, name, house.now));
    const auto late = keep_form(*house.database, key, house.account, form, house.now);
    CHECK_FALSE(take_kept_form(*house.database, key, house.account, late, house.now + 31min));
}

TEST_CASE("kept forms lie sealed in the database, at most five for each account") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const std::string key(32, 'k');
    for (int i = 0; i < 8; ++i) keep_form(*house.database, key, house.account, {"/x", "word=canary"}, house.now + std::chrono::seconds{i});
    int rows = 0;
    std::string sealed;
    house.database->read([&](Transaction& tx) {
        tx.each("SELECT sealed FROM kept_form", {}, {&sealed}, [&] {
            ++rows;
            CHECK(auth::from_base64(sealed)->find("canary") == std::string::npos);
        });
    });
    CHECK(rows == 5);
}
