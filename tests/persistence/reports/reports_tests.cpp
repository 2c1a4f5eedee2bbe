// Reports as records of their own: who reported is kept apart, several are one incident, and a matter takes them over.
#include <catch2/catch.hpp>

#include "domain/reports/codes.hpp"
#include "persistence/reports/reports.hpp"
#include "persistence/wards.hpp"
#include "tests/persistence/community_protection/enforcement_house.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::EnforcementHouse;
using testing::TestHouse;

namespace {

class ReportHouse : public EnforcementHouse {
  public:
    explicit ReportHouse(bool wards = true) {
        if (!wards) return;
        must(load({"before 2024"}, {{"W01", "High Street"}, {"W02", "Shepway North"}}));
        must(load({"2024", domain::Date{std::chrono::year{2024} / 5 / 2}}, {{"W11", "High Street"}, {"W12", "Senacre"}}));
    }
    domain::Outcome<int> load(const WardVersion& version, const std::vector<Ward>& wards) {
        domain::Outcome<int> loaded = 0;
        database->write([&](Transaction& tx) { loaded = load_wards(tx, Administration{*ledger, {}, now}, version, wards); });
        return loaded;
    }
    NewReport shouting(int days_ago = 0) const {
        NewReport n;
        auto& r = n.report;
        r.category = "asb", r.kind = "rowdy", r.what = "Shouting and drinking on the bandstand.", r.channel = "phone", r.place = "PLC-0003";
        r.occurred_from = r.reported_on = domain::add_days(today(), -days_ago);
        n.about_kind = "person", n.about_name = "Gary Tindle";
        n.reporter = {"victim", "Ann Oakden", "3 Earl Street, Maidstone", "01622 555 0199", "", "They shout at my children.", "Not at home: text first", true};
        return n;
    }
    std::string received(const NewReport& n) {
        auto gate = as(contributor);
        return must(receive_report(gate, "tctf", n)).id;
    }
    ReportRecord read_report(const std::string& id, const domain::Actor* who = nullptr) {
        auto gate = as(who ? *who : contributor);
        return must(open_report(gate, id));
    }
    domain::Outcome<Saved> take(const std::string& id, std::string_view event, ReportAnswers answers) {
        answers.version = read_report(id).version;
        auto gate = as(contributor);
        return take_report_step(gate, id, event, answers);
    }
    std::string assigned(const NewReport& n) {
        const auto id = received(n);
        must(take(id, "assign", {.risk = "none", .officer = contributor.account}));
        return id;
    }
};

}  // namespace

TEST_CASE("a report names its ward by the boundaries of its day and shows nobody who made it") {
    ReportHouse house;
    const auto id = house.received(house.shouting());
    const auto report = house.read_report(id);
    CHECK(report.state == "received");
    CHECK(report.report.ward == "High Street");
    CHECK(report.report.ward_version == "2024");
    CHECK(report.reporter_kind == "victim");
    CHECK(report.has_source);
    CHECK(report.report.victim.starts_with("VIC-"));
    CHECK(report.report.what.find("Oakden") == std::string::npos);
    auto old = house.shouting();
    old.report.occurred_from = old.report.reported_on = domain::Date{std::chrono::year{2022} / 6 / 3};
    old.report.place.clear(), old.report.place_text = "Behind the shops", old.report.place_text_reason = "The caller did not know the street", old.report.ward = "Shepway North";
    CHECK(house.read_report(house.received(old)).report.ward_version == "before 2024");
    old.report.ward = "Senacre";
    auto gate = house.as(house.contributor);
    CHECK(TestHouse::refused(receive_report(gate, "tctf", old)).find("Select a ward of the day it happened") != std::string::npos);
}

TEST_CASE("who reported is revealed to who took the report and to coordinators, and to nobody else") {
    ReportHouse house;
    const auto id = house.received(house.shouting());
    auto own = house.as(house.contributor);
    const auto source = TestHouse::must(reveal_source(own, id));
    CHECK(source.reporter.name == "Ann Oakden");
    CHECK(source.reporter.safe_contact == "Not at home: text first");
    auto lead = house.as(house.deputy);
    CHECK(TestHouse::must(reveal_source(lead, id)).reporter.telephone == "01622 555 0199");
    auto viewer = house.as(house.viewer);
    CHECK_FALSE(reveal_source(viewer, id));
    CHECK_FALSE(house.read_report(id, &house.viewer).may_reveal);
    auto stranger = house.as(house.stranger);
    CHECK_FALSE(open_report(stranger, id));
}

TEST_CASE("the same victim is known again by name and a way to reach them") {
    ReportHouse house;
    const auto first = house.read_report(house.received(house.shouting(3)));
    auto again = house.shouting();
    again.reporter.telephone = "+44 1622 5550199", again.reporter.address = "";
    CHECK(house.read_report(house.received(again)).report.victim == first.report.victim);
    auto neighbour = house.shouting();
    neighbour.reporter.name = "Ben Oakden";
    CHECK(house.read_report(house.received(neighbour)).report.victim != first.report.victim);
}

TEST_CASE("reports of one place on days that touch are shown to each other, and people join them") {
    ReportHouse house;
    const auto first = house.received(house.shouting(2)), second = house.received(house.shouting(1));
    const auto record = house.read_report(second);
    REQUIRE(record.like.size() == 1);
    CHECK(record.like.front().id == first);
    CHECK(TestHouse::refused(house.take(second, "join", {.other = second})).find("Select another report than this one") != std::string::npos);
    TestHouse::must(house.take(second, "join", {.other = first}));
    CHECK(house.read_report(first).same_incident.front().id == second);
    auto gate = house.as(house.viewer);
    const auto figures = TestHouse::must(read_report_figures(gate, "tctf"));
    CHECK(figures.years.front().counts.at("asb") == domain::reports::Count{2, 1});
    CHECK(figures.years.front().counts.at("trading") == domain::reports::Count{});
}

TEST_CASE("where no wards are loaded the ward is what was typed") {
    ReportHouse house(false);
    auto typed = house.shouting();
    CHECK(house.read_report(house.received(typed)).report.ward == "High Street");  // as its place has it
    typed.report.place.clear(), typed.report.place_text = "Behind the shops", typed.report.place_text_reason = "The caller did not know the street";
    CHECK(house.read_report(house.received(typed)).report.ward_version.empty());
    typed.report.ward = "High Street";
    const auto report = house.read_report(house.received(typed)).report;
    CHECK(report.ward == "High Street");
    CHECK(report.ward_version == "as typed");
}

TEST_CASE("wards are loaded by boundaries, once for each day, and none of them twice") {
    ReportHouse house;
    CHECK(TestHouse::must(house.load({"2024", domain::Date{std::chrono::year{2024} / 5 / 2}}, {{"W11", "High Street"}, {"W13", "Palace Wood"}})) == 2);
    house.database->read([&](Transaction& tx) {
        CHECK(wards_on(tx, domain::Date{std::chrono::year{2024} / 5 / 1}).back().name == "Shepway North");
        CHECK(wards_on(tx, domain::Date{std::chrono::year{2024} / 5 / 2}).back().name == "Palace Wood");
    });
    CHECK(TestHouse::refused(house.load({"elections"}, {{"W31", "Tovil"}})).find("Other boundaries hold from that day") != std::string::npos);
    CHECK(TestHouse::refused(house.load({"2028"}, {{"W31", "Tovil"}, {"W31", "Fant"}})).find("none may stand there twice") != std::string::npos);
}

TEST_CASE("triage asks for the risk, the ward and the officer, and the police first where somebody is in danger") {
    ReportHouse house;
    const auto id = house.received(house.shouting());
    CHECK(TestHouse::refused(house.take(id, "assign", {})).find("Select the risk to who suffers it") != std::string::npos);
    CHECK(TestHouse::refused(house.take(id, "assign", {.risk = "immediate", .officer = house.contributor.account})).find("Tell the police first") != std::string::npos);
    CHECK(TestHouse::refused(house.take(id, "assign", {.risk = "none", .officer = "USR-9999"})).find("Select an officer of the group") != std::string::npos);
    TestHouse::must(house.take(id, "assign", {.risk = "immediate", .officer = house.contributor.account, .police_told = true}));
    CHECK(house.read_report(id).state == "assigned");
}

TEST_CASE("a matter opened from a report takes it over, and a second report is linked to the open matter") {
    ReportHouse house;
    const auto id = house.assigned(house.shouting());
    NewMatter matter;
    matter.recipient_kind = "individual", matter.name = "Gary Tindle", matter.born = domain::Date{std::chrono::year{1984} / 8 / 4};
    matter.title = "Street drinking", matter.category = "asb", matter.reported_on = house.today(), matter.report = "Shouting and drinking.", matter.report_id = id;
    auto gate = house.as(house.contributor);
    CHECK(TestHouse::refused(open_matter(gate, "tctf", matter)).find("Check whether any agency already works on this") != std::string::npos);
    matter.duplicates_checked = true;
    auto again = house.as(house.contributor);
    const auto warning = TestHouse::must(open_matter(again, "tctf", matter)).id;
    const auto report = house.read_report(id);
    CHECK(report.state == "in_matter");
    CHECK(report.matter == warning);
    CHECK(report.report.about.starts_with("PER-"));
    const auto record = house.read(warning);
    REQUIRE(record.reports == 1);
    CHECK(record.events.front().report == id);
    const auto other = house.assigned(house.shouting());
    TestHouse::must(house.take(other, "link_matter", {.matter = warning}));
    CHECK(house.read(warning).reports == 2);
    CHECK(TestHouse::refused(house.take(other, "resolve", {.text = "Told.", .outcome = "stopped", .told = "told"})).find("still open") != std::string::npos);
}

TEST_CASE("a matter without a report records one of its own") {
    ReportHouse house;
    const auto warning = house.opened();
    const auto record = house.read(warning);
    REQUIRE(record.events.size() == 1);
    const auto report = house.read_report(record.events.front().report);
    CHECK(report.matter == warning);
    CHECK_FALSE(report.has_source);
}

TEST_CASE("two people who save what is known of one report are joined field by field, a clash is asked about") {
    ReportHouse house;
    const auto id = house.received(house.shouting());
    domain::Clash clash;
    auto one = house.as(house.contributor);
    TestHouse::must(edit_report(one, id, {1, {{"about_name", "Gary T."}}, {}}, clash));
    auto two = house.as(house.deputy);
    TestHouse::must(edit_report(two, id, {1, {{"hate", "yes"}}, {}}, clash));
    auto three = house.as(house.deputy);
    CHECK_FALSE(edit_report(three, id, {1, {{"about_name", "G. Tindle"}}, {}}, clash));
    REQUIRE(clash.fields.size() == 1);
    CHECK(clash.fields.front().theirs == "Gary T.");
    domain::Choices choices{.seen = clash.version, .fields = {{"about_name", domain::Keep::mine}}};
    domain::Clash none;
    auto four = house.as(house.deputy);
    TestHouse::must(edit_report(four, id, {1, {{"about_name", "G. Tindle"}}, choices}, none));
    const auto report = house.read_report(id);
    CHECK(report.about_name == "G. Tindle");
    CHECK(report.report.hate);
}

TEST_CASE("the list is filtered by state, category and ward, a page at a time") {
    ReportHouse house;
    for (int i = 0; i < 27; ++i) house.received(house.shouting(i));
    auto noise = house.shouting();
    noise.report.category = "noise", noise.report.kind = "alarm";
    const auto alarm = house.received(noise);
    auto gate = house.as(house.viewer);
    const auto page = TestHouse::must(list_reports(gate, "tctf", {.category = "asb", .state = "open", .ward = "High Street"}));
    CHECK(page.lines.size() == 25);
    auto next = house.as(house.viewer);
    CHECK(TestHouse::must(list_reports(next, "tctf", {.category = "asb", .page = {page.page.next, {}}})).lines.size() == 2);
    auto filtered = house.as(house.viewer);
    const auto only = TestHouse::must(list_reports(filtered, "tctf", {.category = "noise"}));
    REQUIRE(only.lines.size() == 1);
    CHECK(only.lines.front().id == alarm);
    auto stranger = house.as(house.stranger);
    CHECK_FALSE(list_reports(stranger, "tctf", {}));
}
