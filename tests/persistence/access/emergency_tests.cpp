// Emergency access and asking for access, on both databases: the same traces for everything, one record, an hour, and a review by others.
#include <catch2/catch.hpp>

#include "persistence/access/emergency.hpp"
#include "tests/persistence/account_house.hpp"

using namespace casework;
using namespace casework::persistence;
using namespace std::chrono_literals;
using casework::testing::AccountHouse;
namespace rules = domain::emergency_access;

namespace {

// p.nair coordinates the task force; k.osei is of another group whose agency has an agreement for it; the auditor is of neither.
struct EmergencyHouse : AccountHouse {
    explicit EmergencyHouse(const std::string& kind) : AccountHouse(kind) {
        change([&](auto& tx) { return set_membership(tx, by(), {account, "tctf", domain::Level::coordinator, true, day(100)}); });
        asker = add("k.osei", false);
        auditor = add("o.price", false);
        change([&](auto& tx) { return set_role(tx, by(), auditor, domain::BaseRole::auditor); });
        database->write([&](Transaction& tx) {
            tx.run("UPDATE account SET email = username || '@example.org'", {});
            tx.run("INSERT INTO record (id, kind, panel, sensitivity, owner_agency, opened_at) VALUES ('NOM-2026-0001', 'nominal', 'tctf', 3, 'kent-police', 0)", {});
        });
    }
    AccessDesk desk(const std::string& who) {
        domain::Actor actor;
        actor.account = who;
        database->read([&](Transaction& tx) { read_standing(tx, actor); });
        domain::LedgerEntry entry;
        entry.account = who;
        return {*database, *ledger, actor, entry, now, "https://localhost:8443/"};
    }
    domain::Outcome<std::string> ask(const std::string& reference = "nom-2026-0001") {
        return ask_emergency_access(desk(asker), {.reference = reference, .name = "", .born = {}, .purpose = "incident", .reason = "Somebody is at the door of this person now"});
    }
    auth::Verdict verdict(const std::string& who, auth::Action action) {
        auto actor = desk(who).actor;
        std::optional<auth::Record> facts;
        database->read([&](Transaction& tx) { facts = record_facts(tx, "NOM-2026-0001", actor, now); });
        return auth::may(actor, action, *facts, london_date(now), now).verdict;
    }
    std::vector<std::string> mails() {
        std::vector<std::string> all;
        std::string to, body;
        database->read([&](Transaction& tx) { tx.each("SELECT recipient, body FROM mail ORDER BY recipient", {}, {&to, &body}, [&] { all.push_back(to + ": " + body); }); });
        return all;
    }
    OwnRequests own() {
        OwnRequests requests;
        database->read([&](Transaction& tx) { requests = own_requests(tx, desk(asker).actor, now); });
        return requests;
    }
    AccessDuties duties(const std::string& who) {
        AccessDuties found;
        database->read([&](Transaction& tx) { found = access_duties(tx, desk(who).actor, now); });
        return found;
    }
    std::string asker, auditor;
};

}  // namespace

TEST_CASE("emergency access opens one record for reading, for an hour, and tells owner and information governance without names") {
    EmergencyHouse house(GENERATE(from_range(testing::database_kinds())));
    CHECK(house.verdict(house.asker, auth::Action::read) == auth::Verdict::deny);
    REQUIRE(house.ask());
    CHECK(house.verdict(house.asker, auth::Action::read) == auth::Verdict::allow);
    for (const auto action : {auth::Action::edit, auth::Action::note, auth::Action::share, auth::Action::export_rows, auth::Action::reveal}) CHECK(house.verdict(house.asker, action) == auth::Verdict::deny);
    const auto mails = house.mails();
    REQUIRE(mails.size() == 2);
    CHECK(mails[0].starts_with("o.price@example.org: "));
    CHECK(mails[1].starts_with("p.nair@example.org: "));
    for (const auto& mail : mails) {
        CHECK(mail.find("NOM-") == std::string::npos);
        CHECK(mail.find("Nair") == std::string::npos);
    }
    REQUIRE(house.entries("break_glass").size() == 1);
    CHECK(house.entries("break_glass")[0].objects.front() == "NOM-2026-0001");
    CHECK(house.entries("break_glass")[0].purpose == "incident");
    house.now += 61min;
    CHECK(house.verdict(house.asker, auth::Action::read) == auth::Verdict::deny);
    CHECK(house.own().emergencies.front().record.empty());
}

TEST_CASE("what does not exist is answered and kept like what does, and information governance hears of both") {
    EmergencyHouse house(GENERATE(from_range(testing::database_kinds())));
    const auto real = house.ask(), none = house.ask("NOM-2026-9999");
    REQUIRE(real);
    REQUIRE(none);
    CHECK(real->substr(0, 9) == none->substr(0, 9));
    CHECK(house.own().emergencies.size() == 2);
    CHECK(house.duties(house.auditor).reviews.size() == 2);
    CHECK(house.duties(house.account).reviews.size() == 1);
    CHECK(house.entries("break_glass").size() == 2);
}

TEST_CASE("a sixth emergency access of the day is refused, and the next day counts anew") {
    EmergencyHouse house(GENERATE(from_range(testing::database_kinds())));
    for (int i = 0; i < 5; ++i) CHECK(house.ask("NOM-2026-9999"));
    const auto sixth = house.ask();
    REQUIRE_FALSE(sixth);
    CHECK(sixth.error().front().kind == domain::RefusalKind::rule);
    CHECK(house.own().left_today == 0);
    house.now += 24h;
    CHECK(house.ask());
}

TEST_CASE("emergency access never opens for the excluded, for other base roles, or where the agency has no agreement") {
    EmergencyHouse house(GENERATE(from_range(testing::database_kinds())));
    SECTION("excluded") { house.database->write([&](Transaction& tx) { tx.run("INSERT INTO record_exclusion (record_id, account) VALUES ('NOM-2026-0001', :account)", {with("account", house.asker)}); }); }
    SECTION("no agreement") { house.change([&](auto& tx) { return set_agreement(tx, house.by(), {"kent-police", "tctf", house.day(-10), house.day(-5), 0}); }); }
    CHECK(house.ask());
    CHECK(house.verdict(house.asker, auth::Action::read) == auth::Verdict::deny);
    CHECK(house.count("SELECT count(*) FROM emergency_grant") == 0);
    CHECK_FALSE(ask_emergency_access(house.desk(house.auditor), {.reference = "NOM-2026-0001", .name = "", .born = {}, .purpose = "incident", .reason = "Somebody is at the door of this person now"}));
}

TEST_CASE("a review is closed once, by neither the person nor anybody in their line") {
    EmergencyHouse house(GENERATE(from_range(testing::database_kinds())));
    house.database->write([&](Transaction& tx) { tx.run("UPDATE account SET manager = :manager WHERE id = :id", {with("manager", house.account), with("id", house.asker)}); });
    const auto id = house.ask().value();
    CHECK_FALSE(open_emergency(house.desk(house.asker), id));
    CHECK_FALSE(open_emergency(house.desk(house.account), id)->may_review);
    const auto leads = review_emergency(house.desk(house.account), id, "justified", "I know them well");
    REQUIRE_FALSE(leads);
    CHECK(leads.error().front().kind == domain::RefusalKind::rule);
    const auto seen = open_emergency(house.desk(house.auditor), id);
    REQUIRE(seen);
    CHECK(seen->may_review);
    CHECK(seen->asked == "An exact reference");
    CHECK_FALSE(review_emergency(house.desk(house.auditor), id, "justified", ""));
    CHECK(review_emergency(house.desk(house.auditor), id, "not_justified", "No incident stands in the log of that hour"));
    CHECK_FALSE(review_emergency(house.desk(house.auditor), id, "justified", "Once more"));
    CHECK(house.duties(house.auditor).reviews.empty());
    CHECK(house.entries("review_emergency").size() == 1);
    std::vector<EmergencyMonth> months;
    house.database->read([&](Transaction& tx) { months = emergency_months(tx, house.desk(house.auditor).actor, house.day(0)); });
    REQUIRE(months.size() == 1);
    CHECK(months[0].asked == 1);
    CHECK(months[0].not_justified == 1);
    CHECK(months[0].waiting == 0);
}

TEST_CASE("protected fields open in an emergency only when a second person agrees, for the rest of that hour, and the owner is told") {
    EmergencyHouse house(GENERATE(from_range(testing::database_kinds())));
    const std::string why = "They carry the child out of the house now";
    const auto id = house.ask().value();
    CHECK(house.verdict(house.asker, auth::Action::reveal) == auth::Verdict::deny);
    CHECK_FALSE(co_approve_emergency(house.desk(house.asker), id, why));
    CHECK_FALSE(co_approve_emergency(house.desk(house.auditor), id, "Too short"));
    CHECK_FALSE(co_approve_emergency(house.desk(house.auditor), house.ask("NOM-2026-9999").value(), why));
    REQUIRE(open_emergency(house.desk(house.account), id)->may_co_approve);
    house.database->write([&](Transaction& tx) { tx.run("UPDATE account SET manager = :manager WHERE id = :id", {with("manager", house.account), with("id", house.asker)}); });
    CHECK_FALSE(co_approve_emergency(house.desk(house.account), id, why));  // leads them
    CHECK(house.verdict(house.asker, auth::Action::reveal) == auth::Verdict::deny);
    const auto told = house.mails().size();
    REQUIRE(co_approve_emergency(house.desk(house.auditor), id, why));
    CHECK(house.verdict(house.asker, auth::Action::reveal) == auth::Verdict::allow);
    CHECK(house.verdict(house.asker, auth::Action::edit) == auth::Verdict::deny);
    CHECK(house.own().emergencies.back().protected_too);
    CHECK(house.mails().size() == told + 2);  // the owner and the person
    const auto entry = house.entries("co_approve_emergency").back();
    CHECK(entry.objects == std::vector<std::string>{"NOM-2026-0001", id, house.asker});
    CHECK(entry.approvals == std::vector<std::string>{id, house.auditor, house.asker});
    CHECK_FALSE(co_approve_emergency(house.desk(house.auditor), id, why));
    // The next request opens without them again, and the old one agrees to nothing any more.
    house.now += 10min;
    const auto next = house.ask().value();
    CHECK(house.verdict(house.asker, auth::Action::reveal) == auth::Verdict::deny);
    house.now += 61min;
    CHECK_FALSE(open_emergency(house.desk(house.auditor), next)->may_co_approve);
    CHECK_FALSE(co_approve_emergency(house.desk(house.auditor), next, why));
}

TEST_CASE("the number of an incident is kept with the request when it is a number and no story") {
    EmergencyHouse house("sqlite");
    const auto ask = [&](const std::string& incident) {
        return ask_emergency_access(house.desk(house.asker), {.reference = "NOM-2026-0001", .name = "", .born = {}, .purpose = "incident", .reason = "Somebody is at the door of this person now", .incident = incident});
    };
    CHECK_FALSE(ask("Rowan Pryor; she fled"));
    CHECK_FALSE(ask(std::string(41, '4')));
    const auto id = ask("46/123456/26");
    REQUIRE(id);
    CHECK(open_emergency(house.desk(house.account), *id)->incident == "46/123456/26");
    CHECK(house.entries("break_glass").back().detail.empty());
}

TEST_CASE("the owner allows access for a time, and the record closes by itself after it") {
    EmergencyHouse house(GENERATE(from_range(testing::database_kinds())));
    const std::string reason = "They moved into our supported housing last week";
    const auto id = ask_for_access(house.desk(house.asker), "NOM-2026-0001", reason), none = ask_for_access(house.desk(house.asker), "NOM-2026-9999", reason);
    REQUIRE(id);
    REQUIRE(none);
    CHECK(house.own().requests[0].answer == house.own().requests[1].answer);
    CHECK_FALSE(ask_for_access(house.desk(house.asker), "NOM-2026-0001", "too short"));
    CHECK(house.duties(house.account).requests.size() == 1);
    CHECK_FALSE(open_access_request(house.desk(house.auditor), *id));
    CHECK_FALSE(open_access_request(house.desk(house.account), *none));
    CHECK_FALSE(answer_access_request(house.desk(house.account), *id, true, house.day(91), "For their move"));
    CHECK_FALSE(answer_access_request(house.desk(house.asker), *id, true, house.day(5), "Myself"));
    REQUIRE(answer_access_request(house.desk(house.account), *id, true, house.day(5), "For their move"));
    CHECK_FALSE(answer_access_request(house.desk(house.account), *id, false, {}, "Changed my mind"));
    CHECK(house.verdict(house.asker, auth::Action::read) == auth::Verdict::allow);
    CHECK(house.verdict(house.asker, auth::Action::edit) == auth::Verdict::deny);
    house.now += 24h * 6;
    CHECK(house.verdict(house.asker, auth::Action::read) == auth::Verdict::deny);
}
