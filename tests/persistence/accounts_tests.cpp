// Administering agencies, groups, accounts and memberships, on both databases.
#include <catch2/catch.hpp>

#include "tests/persistence/account_house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::AccountHouse;

namespace {
template <class T>
std::string message(const domain::Outcome<T>& outcome) {
    return outcome ? "" : outcome.error().front().message;
}
}  // namespace

TEST_CASE("a database starts without any account") {
    testing::FreshDatabase database(GENERATE(from_range(testing::database_kinds())));
    database->read([](Transaction& tx) { CHECK(count_accounts(tx) == 0); });
}

TEST_CASE("accounts get references and are found by id and by user name in any case") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    CHECK(house.account == "USR-2026-0001");
    house.database->read([&](Transaction& tx) {
        CHECK(find_account(tx, "USR-2026-0001")->username == "p.nair");
        CHECK(find_account(tx, "P.Nair")->agency_name == "Kent Police");
        CHECK_FALSE(find_account(tx, "nobody"));
        CHECK(list_accounts(tx).size() == 1);
    });
}

TEST_CASE("an account that cannot be is refused with the reason") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto add = [&](const std::string& username, const std::string& agency, const std::string& name) {
        return message(house.try_change([&](auto& tx) { return add_account(tx, house.by(), {.username = username, .agency = agency, .name = name, .title = {}, .password_phc = "x"}); }));
    };
    CHECK(add("P.NAIR", "kent-police", "Other") == "There is already an account p.nair");
    CHECK(add("x", "kent-police", "Other").starts_with("A user name is"));
    CHECK(add("with space", "kent-police", "Other").starts_with("A user name is"));
    CHECK(add("other", "nowhere", "Other") == "There is no agency nowhere");
    CHECK(add("other", "kent-police", "").starts_with("Enter the person's name"));
    CHECK(add("other", "kent-police", "Two\nlines").starts_with("Enter the person's name"));
    CHECK(house.entries("add_account").size() == 1);
}

TEST_CASE("a membership lasts at most twelve months and is one for each person and group") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto until = [&](domain::Date date) {
        return message(house.try_change([&](auto& tx) { return set_membership(tx, house.by(), {"p.nair", "tctf", domain::Level::viewer, false, date}); }));
    };
    CHECK(until(domain::add_months(house.day(0), 12)).empty());
    CHECK(until(domain::add_days(domain::add_months(house.day(0), 12), 1)) == "A membership lasts at most 12 months");
    CHECK(until(house.day(0)).empty());
    CHECK(until(house.day(-1)) == "A membership ends today or later");
    CHECK(house.count("SELECT count(*) FROM membership") == 1);
}

TEST_CASE("a chair is more than a viewer, a member is somebody, a group is there") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto set = [&](const NewMembership& m) { return message(house.try_change([&](auto& tx) { return set_membership(tx, house.by(), m); })); };
    CHECK(set({"p.nair", "tctf", domain::Level::viewer, true, house.day(1)}) == "A chair is a contributor or a coordinator");
    CHECK(set({"nobody", "tctf", domain::Level::viewer, false, house.day(1)}) == "There is no account nobody");
    CHECK(set({"p.nair", "marac", domain::Level::viewer, false, house.day(1)}) == "There is no group marac");
}

TEST_CASE("an agreement is carried on under the same name, and cannot end before it was signed") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    house.change([&](auto& tx) { return set_agreement(tx, house.by(), {"kent-police", "tctf", house.day(0), house.day(700), 0}); });
    CHECK(house.count("SELECT count(*) FROM agreement") == 1);
    CHECK(house.count("SELECT grace_days FROM agreement") == 0);
    const auto backwards = house.try_change([&](auto& tx) { return set_agreement(tx, house.by(), {"kent-police", "tctf", house.day(0), house.day(-1), 0}); });
    CHECK(message(backwards) == "An agreement ends on or after the day it was signed");
}

TEST_CASE("agencies and groups have slugs for ids and names of their own") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto agency = [&](std::string_view id, std::string_view name) {
        return message(house.try_change([&](auto& tx) { return add_agency(tx, house.by(), id, name); }));
    };
    CHECK(agency("borough-council", "Borough Council").empty());
    CHECK(agency("kent-police", "Another") == "There is already an agency kent-police");
    CHECK(agency("another", "Kent Police") == "There is already an agency called Kent Police");
    CHECK(agency("Kent Police", "Kent").starts_with("The id of an agency"));
    CHECK(agency("-x", "Kent").starts_with("The id of an agency"));
}

TEST_CASE("ending a membership that is not there is refused") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    house.change([&](auto& tx) { return end_membership(tx, house.by(), "p.nair", "tctf"); });
    CHECK(message(house.try_change([&](auto& tx) { return end_membership(tx, house.by(), "p.nair", "tctf"); })) == "p.nair is not a member of tctf");
}

TEST_CASE("every change of rights stands in the ledger with its account and group and without names") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    house.change([&](auto& tx) { return set_role(tx, house.by(), "p.nair", domain::BaseRole::auditor); });
    house.change([&](auto& tx) { return disable_account(tx, house.by(), "p.nair", true); });
    house.change([&](auto& tx) { return reset_password(tx, house.by(), "p.nair", AccountHouse::phc()); });
    house.change([&](auto& tx) { return end_membership(tx, house.by(), "p.nair", "tctf"); });
    for (const auto* action : {"add_account", "set_membership", "set_role", "disable_account", "reset_password", "end_membership"}) {
        INFO(action);
        const auto entries = house.entries(action);
        REQUIRE(entries.size() == 1);
        CHECK(entries[0].objects == std::vector<std::string>{house.account});
        CHECK(entries[0].operation == domain::LoggedOperation::security);
        CHECK(domain::encode(entries[0]).find("Nair") == std::string::npos);
    }
    CHECK(house.entries("set_membership")[0].panel == "tctf");
    CHECK(house.entries("add_agency").size() == 1);
    CHECK(house.entries("add_group").size() == 1);
    CHECK(house.entries("set_agreement").size() == 1);
}

TEST_CASE("sessions are listed and ended together, but for the one that asks") {
    AccountHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto here = house.sign_in("p.nair").token;
    house.sign_in("p.nair", AccountHouse::password, "192.0.2.7");
    house.database->read([&](Transaction& tx) { CHECK(list_sessions(tx, house.account).size() == 2); });
    std::int64_t ended = 0;
    house.database->write([&](Transaction& tx) { ended = end_sessions(tx, house.by(), house.account, auth::session_hash(here)); });
    CHECK(ended == 1);
    CHECK(house.session(here));
}
