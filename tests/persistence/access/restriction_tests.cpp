// Who may open one record: shown before it changes, with a reason and a last day; whole agencies; and never less than its content asks for.
#include <catch2/catch.hpp>

#include <algorithm>

#include "persistence/access/restriction.hpp"
#include "persistence/reports/reports.hpp"
#include "persistence/sharing.hpp"
#include "persistence/shared_list.hpp"
#include "persistence/tools/tools.hpp"
#include "tests/persistence/community_protection/enforcement_house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::EnforcementHouse;
using casework::testing::TestHouse;
using domain::Sensitivity;

namespace {

constexpr const char* why = "Agreed with the chair today";
using Names = std::vector<std::string>;

struct RestrictionHouse : EnforcementHouse {
    RestrictionChange asked(std::string act) const { return {.act = std::move(act), .reason = why}; }
    RestrictionChange naming(const domain::Actor& whom, int days = 7) const { return {.act = "name", .account = whom.account, .reason = why, .until = domain::add_days(today(), days)}; }
    RestrictionChange team(const std::string& agency, int days = 7) const { return {.act = "name", .agency = agency, .reason = why, .until = domain::add_days(today(), days)}; }
    domain::Outcome<bool> change(const std::string& record, const RestrictionChange& c) {
        auto gate = as(chair);
        gate.give_purpose({"close", record, "panel_work"});  // the first opening of the day, where it is restricted
        return change_restriction(gate, record, c);
    }
    RestrictionPreview preview(const std::string& record, const RestrictionChange& c) {
        auto gate = as(chair);
        auto shown = must(preview_restriction(gate, record, c));
        gate.settle();
        return shown;
    }
    bool opens(const domain::Actor& who, const std::string& record) {
        auto gate = as(who);
        const auto decision = gate.would_allow(record, auth::Action::read);
        return decision.verdict == auth::Verdict::allow && decision.fields.f0;
    }
    bool lists(const domain::Actor& who, const std::string& record) {
        auto gate = as(who);
        return gate.find({auth::Action::read, "list", "record"}, [&](Listing& listing) {
            const auto sql = scope_sql(listing.scope, listing.now);
            auto binds = sql.binds;
            binds.push_back(with("id", record));
            std::string found;
            return listing.tx.one("SELECT r.id FROM record r WHERE r.id = :id AND " + sql.condition, binds, {&found});
        });
    }
    void run(const std::string& sql) { database->write([&](Transaction& tx) { tx.run(sql); }); }
    Sensitivity marking(const std::string& record) { return static_cast<Sensitivity>(count("SELECT sensitivity FROM record WHERE id = '" + record + "'")); }
    NewReport shouting() const {
        NewReport n;
        auto& r = n.report;
        r.category = "asb", r.kind = "rowdy", r.what = "Shouting and drinking on the bandstand.", r.channel = "phone", r.place = "PLC-0003";
        r.occurred_from = r.reported_on = today();
        n.reporter.kind = "anonymous";
        return n;
    }
    std::string received(const NewReport& n) {
        auto gate = as(contributor);
        return must(receive_report(gate, "tctf", n)).id;
    }
};

}  // namespace

TEST_CASE("a change of who may open a record is shown before: how it stands, how it will stand, who loses and gains access") {
    RestrictionHouse house;
    const auto record = house.listed("Dean Harwell");
    const auto shown = house.preview(record, house.asked("restrict"));
    CHECK(shown.was == marking_words(Sensitivity::s1));
    CHECK(shown.becomes == marking_words(Sensitivity::s3));
    CHECK(shown.gain.empty());
    CHECK(shown.lose == Names{"Dana Crisp, One Maidstone BID", "PCSO Jess Marlow, Kent Police", "CPO Mel Hart, Maidstone Borough Council"});
    CHECK(house.marking(record) == Sensitivity::s1);  // nothing has happened
    CHECK(house.opens(house.viewer, record));

    TestHouse::must(house.change(record, house.asked("restrict")));
    const auto naming = house.preview(record, house.naming(house.viewer));
    CHECK(naming.whom == "PCSO Jess Marlow, Kent Police");
    CHECK(naming.was == "Not named on it");
    CHECK(naming.becomes == "Named on it until " + domain::long_date(domain::add_days(house.today(), 7)));
    CHECK(naming.gain == Names{"PCSO Jess Marlow, Kent Police"});
    CHECK_FALSE(house.opens(house.viewer, record));
    TestHouse::must(house.change(record, house.naming(house.viewer)));
    CHECK(house.preview(record, {.act = "unname", .account = house.viewer.account, .reason = why}).lose == naming.gain);
    CHECK(house.preview(record, {.act = "exclude", .account = house.viewer.account, .reason = why}).lose == naming.gain);
    TestHouse::must(house.change(record, {.act = "exclude", .account = house.viewer.account, .reason = why}));
    CHECK(house.preview(record, {.act = "include", .account = house.viewer.account, .reason = why}).gain == naming.gain);
    CHECK(house.preview(record, {.act = "exclude", .agency = "bid", .reason = why}).lose.empty());  // they cannot open it now
    CHECK(house.entries("preview_restriction").size() == 6);
}

TEST_CASE("a change of who may open a record takes a reason that says something, and a naming a last day") {
    RestrictionHouse house;
    const auto record = house.listed("Dean Harwell");
    auto short_reason = house.asked("restrict"), no_day = house.naming(house.viewer), yesterday = house.naming(house.viewer, -1), both = house.naming(house.viewer);
    short_reason.reason = "Secret";
    no_day.until.reset();
    both.agency = "bid";
    CHECK(TestHouse::refused(house.change(record, short_reason)) == "Say why in 10 characters or more");
    CHECK(TestHouse::refused(house.change(record, no_day)) == "Enter the last day, for example 31/3/2027");
    CHECK(TestHouse::refused(house.change(record, yesterday)) == "The last day is today or later");
    CHECK(TestHouse::refused(house.change(record, both)) == "Select a person or an agency, not both");
    CHECK(TestHouse::refused(house.change(record, {.act = "name", .reason = why, .until = house.today()})) == "Select a person or an agency");
    CHECK(TestHouse::refused(house.change(record, {.act = "unname", .account = house.viewer.account, .reason = why})) == "They are not named on it");
    auto gate = house.as(house.chair);
    CHECK(TestHouse::refused(preview_restriction(gate, record, short_reason)) == "Say why in 10 characters or more");
    auto other = house.as(house.contributor);
    CHECK_FALSE(preview_restriction(other, record, house.asked("restrict")));
}

TEST_CASE("a whole agency is named on a record, reads it like whoever is named by themselves, and no longer than its day") {
    RestrictionHouse house;
    const auto record = house.listed("Dean Harwell");
    TestHouse::must(house.change(record, house.asked("restrict")));
    CHECK(house.preview(record, house.team("bid")).gain == Names{"Dana Crisp, One Maidstone BID"});
    CHECK_FALSE(house.lists(house.business, record));
    TestHouse::must(house.change(record, house.team("bid")));
    CHECK(house.opens(house.business, record));
    CHECK(house.lists(house.business, record));
    CHECK_FALSE(house.opens(house.contributor, record));
    {
        auto gate = house.as(house.chair);
        const auto r = TestHouse::must(read_restriction(gate, record));
        const auto team = std::ranges::find(r.named, "bid", &NamedPerson::team);
        REQUIRE(team != r.named.end());
        CHECK(team->name == "One Maidstone BID");
        CHECK(team->account.empty());
    }
    // Named by herself too: what ends for the agency does not end for her.
    TestHouse::must(house.change(record, house.naming(house.business)));
    CHECK(house.preview(record, {.act = "unname", .agency = "bid", .reason = why}).lose.empty());
    TestHouse::must(house.change(record, {.act = "unname", .account = house.business.account, .reason = why}));
    TestHouse::must(house.change(record, {.act = "exclude", .account = house.business.account, .reason = why}));
    CHECK_FALSE(house.opens(house.business, record));
    TestHouse::must(house.change(record, {.act = "include", .account = house.business.account, .reason = why}));
    house.pass_days(7);
    CHECK(house.opens(house.business, record));
    house.pass_days(1);
    CHECK_FALSE(house.opens(house.business, record));
    CHECK_FALSE(house.lists(house.business, record));
}

TEST_CASE("a coordinator marks a record as sensitive, and back to what its kind makes it") {
    RestrictionHouse house;
    const auto record = house.listed("Dean Harwell");
    CHECK(house.preview(record, house.asked("sensitive")).lose == Names{"PCSO Jess Marlow, Kent Police"});
    TestHouse::must(house.change(record, house.asked("sensitive")));
    CHECK(house.marking(record) == Sensitivity::s2);
    CHECK_FALSE(house.opens(house.viewer, record));
    CHECK(house.opens(house.contributor, record));
    CHECK(TestHouse::refused(house.change(record, house.asked("sensitive"))) == "It is sensitive already");
    CHECK(house.entries("mark_record_sensitive").size() == 1);
    TestHouse::must(house.change(record, house.asked("release")));
    CHECK(house.marking(record) == Sensitivity::s1);
}

TEST_CASE("a report of a hate incident or about somebody vulnerable or a child is sensitive, and does not become less") {
    RestrictionHouse house;
    const auto plain = house.received(house.shouting());
    CHECK(house.marking(plain) == Sensitivity::s1);
    auto hate = house.shouting(), called_hate = house.shouting(), child = house.shouting(), grown = house.shouting();
    hate.report.hate = true;
    called_hate.report.kind = "hate";
    const auto young = house.listed("Kyle Marsh"), adult = house.listed("Dean Harwell");
    house.run("UPDATE person_birth SET born = '" + domain::iso_date(domain::add_days(house.today(), -16 * 365)) + "' WHERE record_id = '" + young + "'");
    child.about_kind = grown.about_kind = "person";
    child.report.about = house.nominal(young).person.id, grown.report.about = house.nominal(adult).person.id;
    const auto id = house.received(hate);
    CHECK(house.marking(id) == Sensitivity::s2);
    CHECK(house.marking(house.received(called_hate)) == Sensitivity::s2);
    CHECK(house.marking(house.received(child)) == Sensitivity::s2);
    CHECK(house.marking(house.received(grown)) == Sensitivity::s1);
    CHECK_FALSE(house.opens(house.viewer, id));
    CHECK(TestHouse::refused(house.change(id, house.asked("release"))) == "It is as its kind and what it says make it");
    TestHouse::must(house.change(id, house.asked("restrict")));
    TestHouse::must(house.change(id, house.asked("release")));
    CHECK(house.marking(id) == Sensitivity::s2);

    // It becomes known later.
    auto gate = house.as(house.contributor);
    domain::Clash clash;
    TestHouse::must(edit_report(gate, plain, {.version = 1, .values = {{"hate", "yes"}}, .choices = {}}, clash));
    CHECK(house.marking(plain) == Sensitivity::s2);
    const auto assessed = house.received(house.shouting());
    auto again = house.as(house.contributor);
    TestHouse::must(take_report_step(again, assessed, "assign", {.version = 1, .risk = "vulnerable", .officer = house.contributor.account}));
    CHECK(house.marking(assessed) == Sensitivity::s2);
}

TEST_CASE("a kind of tool that is always restricted stays so") {
    RestrictionHouse house;
    const auto person = house.nominal(house.listed("Dean Harwell")).person.id;
    auto gate = house.as(house.contributor);
    const auto tool = TestHouse::must(propose_tool(gate, "tctf", {"dvpo", "person", person, "", "Known from the court list", {"STM-1"}})).id;
    CHECK(house.marking(tool) == Sensitivity::s3);
    CHECK(TestHouse::refused(house.change(tool, house.asked("release"))) == "It is as its kind and what it says make it");
    CHECK(TestHouse::refused(house.change(tool, house.asked("sensitive"))) == "A record of this kind is always restricted");
    CHECK(house.marking(tool) == Sensitivity::s3);
}

TEST_CASE("a report is shared like a nominal: standard it is opened, sensitive it is one line with whom to ask") {
    RestrictionHouse house;
    const auto report = house.received(house.shouting());
    {
        auto gate = house.as(house.chair);
        TestHouse::must(share(gate, report, {"daf", "safeguarding", "It happens at the door of a client", {}}));
    }
    const auto line = [&] {
        auto gate = house.as(house.stranger);
        const auto page = TestHouse::must(shared_with_panel(gate, "daf"));
        REQUIRE(page.lines.size() == 1);
        return page.lines[0];
    };
    CHECK(house.opens(house.stranger, report));
    CHECK(house.preview(report, house.asked("sensitive")).lose == Names{"Helen Fairley, Safe Harbour", "PCSO Jess Marlow, Kent Police"});
    CHECK(line().kind == "report");
    CHECK(line().person.id.empty());
    CHECK_FALSE(line().one_line);
    TestHouse::must(house.change(report, house.asked("sensitive")));
    CHECK_FALSE(house.opens(house.stranger, report));
    CHECK(line().one_line);
    CHECK(line().contacts == Names{"Sgt Priya Nair"});
    CHECK(line().purpose.empty());
    auto gate = house.as(house.chair);
    TestHouse::must(end_sharing(gate, report, {"daf", "safeguarding", "It has stopped since", {}}));
    auto other = house.as(house.stranger);
    CHECK(TestHouse::must(shared_with_panel(other, "daf")).lines.empty());
}
