// Joiners, movers and leavers, dormant accounts and the outbox, on both databases.
#include <catch2/catch.hpp>

#include "persistence/dormancy.hpp"
#include "persistence/mail.hpp"
#include "persistence/rights.hpp"
#include "tests/persistence/account_house.hpp"

using namespace casework;
using namespace casework::persistence;
using namespace std::chrono_literals;
using casework::testing::AccountHouse;

namespace {

struct RightsHouse : AccountHouse {
    explicit RightsHouse(const std::string& kind) : AccountHouse(kind) {
        change([&](auto& tx) { return set_membership(tx, by(), {account, "tctf", domain::Level::coordinator, true, day(100)}); });
        administrator = add("n.sutton", false);
        change([&](auto& tx) { return set_role(tx, by(), administrator, domain::BaseRole::sysadmin); });
        person = add("k.osei", false);
    }
    domain::Actor actor(const std::string& who) {
        domain::Actor actor;
        actor.account = who;
        database->read([&](Transaction& tx) { read_standing(tx, actor); });
        actor.password_at = now;
        return actor;
    }
    domain::Outcome<RightsDone> change_as(const std::string& who, RightsChange c) {
        Gate gate(*database, *ledger, now, {.actor = actor(who), .reference = "7F3A-91C2", .source_address = "192.0.2.1", .session = "", .form_key = "", .purposes = {}}, reload_standing);
        auto done = change_rights(gate, *ledger, c);
        gate.settle();
        return done;
    }
    RightsChange of(RightsKind kind) {
        RightsChange c;
        c.kind = kind;
        c.subject = person;
        c.reason = "Asked for by their manager";
        return c;
    }
    RightsChange membership(int until = 90) {
        auto c = of(RightsKind::membership);
        c.panel = "tctf";
        c.level = "contributor";
        c.until = day(until);
        return c;
    }
    // The only coordinator becomes a contributor.
    void nobody_else_leads() {
        change([&](auto& tx) { return set_membership(tx, by(), {account, "tctf", domain::Level::contributor, false, day(100)}); });
    }
    domain::Outcome<bool> answer(const std::string& who, const std::string& id, bool agrees) { return answer_rights(*database, by(), actor(who), id, agrees, "Seen with their agency"); }
    AccountLine line(const std::string& id) {
        std::optional<AccountLine> found;
        database->read([&](Transaction& tx) { found = find_account(tx, id); });
        return *found;
    }
    std::string administrator, person;
};

}  // namespace

TEST_CASE("an administrator gives a membership with a reason, and it opens the group on the next request") {
    RightsHouse house(GENERATE(from_range(testing::database_kinds())));
    house.nobody_else_leads();  // a group that nobody coordinates has to begin
    const auto done = house.change_as(house.administrator, house.membership());
    REQUIRE(done);
    CHECK_FALSE(done->waits);
    REQUIRE(house.actor(house.person).membership("tctf", house.day(0)));
    CHECK(house.entries("set_membership").back().account == house.administrator);
    CHECK(house.entries("set_membership").back().objects == std::vector<std::string>{house.person, done->id});
    auto unsaid = house.membership();
    unsaid.reason = " ";
    CHECK_FALSE(house.change_as(house.administrator, unsaid));
    CHECK_FALSE(house.change_as(house.administrator, house.membership(370)));
    REQUIRE(house.change_as(house.administrator, [&] { auto c = house.of(RightsKind::leave); c.panel = "tctf"; return c; }()));
    CHECK_FALSE(house.actor(house.person).membership("tctf", house.day(0)));
}

TEST_CASE("nobody changes their own rights, and nobody without the right changes anybody's") {
    RightsHouse house(GENERATE(from_range(testing::database_kinds())));
    auto own = house.of(RightsKind::role);
    own.subject = house.administrator;
    own.role = "practitioner";
    const auto refused = house.change_as(house.administrator, own);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().kind == domain::RefusalKind::rule);
    CHECK_FALSE(house.change_as(house.person, house.of(RightsKind::disable)));
    auto own_group = house.membership();
    own_group.subject = house.account;
    CHECK_FALSE(house.change_as(house.account, own_group));
}

TEST_CASE("a base role changes only when a coordinator agrees who is neither the asker nor the person") {
    RightsHouse house(GENERATE(from_range(testing::database_kinds())));
    auto c = house.of(RightsKind::role);
    c.role = "analyst";
    const auto asked = house.change_as(house.administrator, c);
    REQUIRE(asked);
    CHECK(asked->waits);
    CHECK(house.line(house.person).role == "practitioner");
    CHECK_FALSE(house.answer(house.administrator, asked->id, true));
    CHECK_FALSE(house.answer(house.person, asked->id, true));
    CHECK_FALSE(open_rights(*house.database, house.actor(house.person), asked->id, house.now));
    std::vector<RightsLine> waiting;
    house.database->read([&](Transaction& tx) { waiting = rights_to_answer(tx, house.actor(house.account), house.now); });
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].becomes == "Analyst");
    REQUIRE(house.answer(house.account, asked->id, true));
    CHECK(house.line(house.person).role == "analyst");
    CHECK_FALSE(house.answer(house.account, asked->id, false));
    CHECK(house.entries("set_role").back().approvals == std::vector<std::string>{asked->id, house.account});
}

TEST_CASE("a membership of a restricted group waits for a second coordinator, and a refusal leaves everything as it was") {
    RightsHouse house(GENERATE(from_range(testing::database_kinds())));
    house.change([&](auto& tx) { return restrict_group(tx, house.by(), "tctf", true); });
    CHECK_FALSE(house.change_as(house.account, house.membership()));  // the only coordinator asks: nobody could agree
    const auto asked = house.change_as(house.administrator, house.membership());
    REQUIRE(asked);
    CHECK(asked->waits);
    CHECK_FALSE(house.actor(house.person).membership("tctf", house.day(0)));
    REQUIRE(house.answer(house.account, asked->id, false));
    CHECK_FALSE(house.actor(house.person).membership("tctf", house.day(0)));
    const auto again = house.change_as(house.administrator, house.membership());
    REQUIRE(house.answer(house.account, again->id, true));
    CHECK(house.actor(house.person).membership("tctf", house.day(0)));
}

TEST_CASE("a membership that an administrator asks for waits for a coordinator of the group, and a hidden record changes nothing") {
    RightsHouse house("sqlite");
    const auto asked = house.change_as(house.administrator, house.membership());
    REQUIRE(asked);
    CHECK(asked->waits);
    CHECK_FALSE(house.actor(house.person).membership("tctf", house.day(0)));
    REQUIRE(house.answer(house.account, asked->id, true));
    CHECK(house.actor(house.person).membership("tctf", house.day(0)));
    // A coordinator of an ordinary group does it alone, whatever the group owns.
    CHECK_FALSE(house.change_as(house.account, house.membership(80))->waits);
    house.database->write([](Transaction& tx) { tx.run("INSERT INTO record (id, kind, panel, sensitivity, owner_agency, opened_at) VALUES ('NOM-2026-0001', 'nominal', 'tctf', 3, 'kent-police', 0)", {}); });
    CHECK_FALSE(house.change_as(house.account, house.membership(70))->waits);
    CHECK(house.change_as(house.administrator, house.membership(60))->waits);
}

TEST_CASE("whoever asked is judged anew when a second person agrees, and is only refused when they may no longer ask") {
    RightsHouse house("sqlite");
    const auto asked = house.change_as(house.administrator, house.membership());
    const auto again = house.change_as(house.administrator, house.membership(80));
    const auto other = house.add("other.admin", false);
    house.change([&](auto& tx) { return set_role(tx, house.by(), other, domain::BaseRole::sysadmin); });
    house.change([&](auto& tx) { return disable_account(tx, house.by(), house.administrator, true); });
    const auto refused = house.answer(house.account, asked->id, true);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().message.starts_with("The person who asked may no longer ask for this"));
    house.change([&](auto& tx) { return disable_account(tx, house.by(), house.administrator, false); });
    house.change([&](auto& tx) { return set_role(tx, house.by(), house.administrator, domain::BaseRole::analyst); });
    CHECK_FALSE(house.answer(house.account, asked->id, true));
    CHECK_FALSE(house.actor(house.person).membership("tctf", house.day(0)));
    CHECK(house.answer(house.account, asked->id, false));
    house.change([&](auto& tx) { return set_role(tx, house.by(), house.administrator, domain::BaseRole::sysadmin); });
    CHECK(house.answer(house.account, again->id, true));
}

TEST_CASE("a new password or second factor of somebody with powers waits for a second person where there is one") {
    RightsHouse house("sqlite");
    auto reset = house.of(RightsKind::password);
    reset.password_phc = house.hasher().hash("harbour plum violin seven");
    CHECK_FALSE(house.change_as(house.administrator, reset)->waits);  // a practitioner who leads nothing
    reset.subject = house.account;
    CHECK_FALSE(house.change_as(house.administrator, reset)->waits);  // the only coordinator there is
    // As soon as somebody else coordinates anywhere, they agree first.
    house.change([&](auto& tx) { return add_group(tx, house.by(), "daf", "Domestic Abuse Forum", ""); });
    house.change([&](auto& tx) { return set_agreement(tx, house.by(), {"kent-police", "daf", house.day(-10), house.day(300), 30}); });
    house.change([&](auto& tx) { return set_membership(tx, house.by(), {house.person, "daf", domain::Level::coordinator, false, house.day(100)}); });
    reset.password_phc = house.hasher().hash("marble kite orchard nine");
    const auto asked = house.change_as(house.administrator, reset);
    REQUIRE(asked);
    CHECK(asked->waits);
    CHECK(house.sign_in("p.nair", "marble kite orchard nine").stage == SignInAnswer::Stage::refused);
    CHECK(house.sign_in("p.nair", "harbour plum violin seven").stage != SignInAnswer::Stage::refused);
    REQUIRE(house.answer(house.person, asked->id, true));
    CHECK(house.sign_in("p.nair", "marble kite orchard nine").stage != SignInAnswer::Stage::refused);
    CHECK(house.count("SELECT count(*) FROM rights_change WHERE password_phc <> ''") == 0);
    auto factor = house.of(RightsKind::second_factor);
    factor.subject = house.account;
    CHECK(house.change_as(house.administrator, factor)->waits);
    // A coordinator of their own group goes before those of others.
    const auto deputy = house.add("t.reddish", false);
    house.change([&](auto& tx) { return set_membership(tx, house.by(), {deputy, "tctf", domain::Level::coordinator, false, house.day(100)}); });
    const auto second = house.change_as(house.administrator, reset);
    CHECK_FALSE(house.answer(house.person, second->id, true));
    CHECK(house.answer(deputy, second->id, true));
}

TEST_CASE("a joiner is a practitioner without a group; a mover leaves the old agency's groups; a leaver is out at once") {
    RightsHouse house(GENERATE(from_range(testing::database_kinds())));
    house.change([&](auto& tx) { return add_agency(tx, house.by(), "probation", "Probation Service"); });
    auto join = house.of(RightsKind::join);
    join.subject.clear();
    join.username = "J.New";
    join.password_phc = house.phc();
    join.details = {.agency = "kent-police", .name = "Jo New", .title = "PC", .email = "jo.new@example.org", .manager = house.account};
    const auto joined = house.change_as(house.administrator, join);
    REQUIRE(joined);
    const auto fresh = house.line(joined->subject);
    CHECK(fresh.role == "practitioner");
    CHECK(fresh.must_set_password);
    CHECK(house.actor(joined->subject).memberships.empty());
    CHECK_FALSE(house.change_as(house.administrator, join));  // the name is taken

    REQUIRE(house.change_as(house.account, house.membership()));
    const auto open = house.sign_in("k.osei").token;
    auto move = house.of(RightsKind::details);
    move.details = {.agency = "probation", .name = "Kofi Osei", .title = "Officer", .email = "", .manager = ""};
    REQUIRE(house.change_as(house.administrator, move));
    CHECK_FALSE(house.actor(house.person).membership("tctf", house.day(0)));
    CHECK_FALSE(house.session(open));

    const auto again = house.sign_in("k.osei").token;
    REQUIRE(house.change_as(house.administrator, house.of(RightsKind::disable)));
    CHECK_FALSE(house.session(again));
    REQUIRE(house.change_as(house.administrator, house.of(RightsKind::enable)));
    CHECK(house.sign_in("k.osei").stage == SignInAnswer::Stage::signed_in);
}

TEST_CASE("accounts that nobody uses are warned once, then disabled, but never the last administrator") {
    RightsHouse house(GENERATE(from_range(testing::database_kinds())));
    house.database->write([](Transaction& tx) { tx.run("UPDATE account SET email = username || '@example.org'", {}); });
    const Dormancy rules{.days = 60, .warn_days = 14};
    const auto round = [&] { return disable_dormant(*house.database, *house.ledger, rules, house.now); };
    CHECK(round().told == 0);
    house.now += 24h * 50;
    CHECK(round().told == 3);
    CHECK(round().told == 0);
    CHECK(house.count("SELECT count(*) FROM mail") == 3);
    house.sign_in("k.osei");
    house.now += 24h * 11;
    const auto ended = round();
    CHECK(ended.disabled == 1);
    CHECK(house.line(house.account).disabled);
    CHECK_FALSE(house.line(house.person).disabled);
    CHECK_FALSE(house.line(house.administrator).disabled);
    CHECK(house.sign_in("p.nair").stage == SignInAnswer::Stage::refused);
}

TEST_CASE("an e-mail that the server does not take is tried again, and one that it takes is forgotten") {
    RightsHouse house(GENERATE(from_range(testing::database_kinds())));
    house.database->write([&](Transaction& tx) {
        tx.run("UPDATE account SET email = 'k.osei@example.org' WHERE id = :id", {with("id", house.person)});
        write_mail(tx, house.person, "Something waits", "In My work\n", house.now);
        write_mail(tx, house.administrator, "No address", "Goes nowhere\n", house.now);
    });
    std::vector<std::string> tried;
    bool takes = false;
    const auto round = [&] { return send_mail(*house.database, [&](const Mail& mail) { tried.push_back(mail.to); return takes; }, house.now); };
    CHECK(round() == 0);
    CHECK(round() == 0);
    CHECK(tried.size() == 1);  // not before a minute
    house.now += 1min;
    takes = true;
    CHECK(round() == 1);
    house.now += 24h;
    CHECK(round() == 0);
    CHECK(tried == std::vector<std::string>{"k.osei@example.org", "k.osei@example.org"});
}

TEST_CASE("a sharing agreement warns before its end, then holds for its grace, then suspends") {
    using State = AgreementLine::State;
    const auto today = *domain::parse_iso_date("2026-11-27");
    CHECK(agreement_state(domain::add_days(today, 61), 14, today) == State::in_force);
    CHECK(agreement_state(domain::add_days(today, 60), 14, today) == State::ends_soon);
    CHECK(agreement_state(today, 14, today) == State::ends_soon);
    CHECK(agreement_state(domain::add_days(today, -1), 14, today) == State::in_grace);
    CHECK(agreement_state(domain::add_days(today, -14), 14, today) == State::in_grace);
    CHECK(agreement_state(domain::add_days(today, -15), 14, today) == State::ended);
}
