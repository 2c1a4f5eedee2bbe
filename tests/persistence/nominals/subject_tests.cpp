// The personal details of somebody on the list: edited as one form, found again, merged, and protected facts kept from those who may not see them.
#include "persistence/nominals/subject.hpp"

#include <catch2/catch.hpp>

#include "persistence/search.hpp"
#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::database_kinds;
using casework::testing::TestHouse;
using Catch::Contains;

namespace {

FactsOnRecord details(TestHouse& house, const domain::Actor& who, const std::string& id) {
    auto gate = house.as(who);
    return TestHouse::must(open_subject(gate, id));
}
std::string save(TestHouse& house, const domain::Actor& who, const std::string& id, const SubjectEdit& edit, domain::Clash* seen = nullptr) {
    auto gate = house.as(who);
    domain::Clash clash;
    const auto said = TestHouse::refused(save_subject(gate, id, edit, clash));
    if (seen) *seen = clash;
    return said;
}
std::vector<std::string> found(TestHouse& house, const domain::Actor& who, std::string_view text) {
    auto gate = house.as(who);
    std::vector<std::string> names;
    for (const auto& hit : search(gate, text).hits) names.push_back(hit.person.name);
    return names;
}
SubjectEdit edit_of_details(const FactsOnRecord& known) {
    SubjectEdit edit;
    edit.version = known.version;
    edit.facts = known.facts;
    return edit;
}

}  // namespace

TEST_CASE("details are saved as one form and a new name is found at once, the old one no more") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    auto edit = edit_of_details(details(house, house.contributor, id));
    edit.facts.names = {{"name", "Deane Harwood"}, {"nickname", "Spanner"}};
    edit.facts.addresses = {{"home", "4 Earl Row", "ME14 9ZZ", domain::Date{std::chrono::year{2025} / 3 / 1}, {}}};
    edit.facts.markers = {{"visit_in_pairs", "Dog loose in the yard", {}}};
    edit.facts.places = {{"PLC-0001", "frequents", "Outside the bank"}};
    edit.facts.photos = {{"KP-TEST-0001", "kent-police", {}, domain::Date{std::chrono::year{2027} / 1 / 1}}};
    edit.facts.vulnerabilities = {{"housing", "Sofa surfing", domain::FieldClass::f1}};
    CHECK(save(house, house.contributor, id, edit).empty());
    CHECK(found(house, house.chair, "harwood") == std::vector<std::string>{"Deane Harwood"});
    CHECK(found(house, house.chair, "spanner") == std::vector<std::string>{"Deane Harwood"});
    CHECK(found(house, house.chair, "harwell").empty());
    const auto saved = details(house, house.contributor, id);
    CHECK(saved.version == edit.version + 1);
    CHECK(saved.facts == edit.facts);
    CHECK(house.nominal(id).person.name == "Deane Harwood");
    CHECK(house.nominal(id).history.front().words == "personal details changed");
}

TEST_CASE("who may not see protected facts edits around them and they stay") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Leah Costin");
    auto edit = edit_of_details(details(house, house.chair, id));
    edit.facts.addresses = {{"hostel", "Lily House", "", {}, {}}, {"protected", "Room 6, annexe", "ME15 9ZZ", {}, {}}};
    edit.facts.safe_contacts = {"Through the outreach worker only"};
    edit.facts.vulnerabilities = {{"housing", "", domain::FieldClass::f1}, {"mental_health", "Under the crisis team", domain::FieldClass::f2}};
    CHECK(save(house, house.chair, id, edit).empty());

    const auto seen = details(house, house.contributor, id);
    CHECK_FALSE(seen.protected_too);
    CHECK(seen.facts.addresses.size() == 1);
    CHECK(seen.facts.safe_contacts.empty());
    CHECK(seen.facts.vulnerabilities.size() == 1);
    auto theirs = edit_of_details(seen);
    theirs.facts.addresses[0].address = "Lily House, bed 4";
    CHECK(save(house, house.contributor, id, theirs).empty());

    const auto after = details(house, house.chair, id);
    CHECK(after.facts.addresses.size() == 2);
    CHECK(after.facts.safe_contacts == std::vector<std::string>{"Through the outreach worker only"});
    CHECK(after.facts.vulnerabilities.size() == 2);
}

TEST_CASE("two people edit details at once: what does not clash goes together, what clashes is for the second to choose") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    const auto opened = details(house, house.contributor, id);
    auto first = edit_of_details(opened), second = edit_of_details(opened), third = edit_of_details(opened);
    first.facts.names[0].full = "Dean Harwell-Ross";
    second.facts.markers = {{"violent", "", {}}};
    third.facts.names[0].full = "Dean Ross";
    CHECK(save(house, house.contributor, id, first).empty());
    CHECK(save(house, house.deputy, id, second).empty());
    domain::Clash clash;
    CHECK_FALSE(save(house, house.chair, id, third, &clash).empty());
    REQUIRE(clash.fields.size() == 1);
    CHECK(clash.fields[0].field == "full_name");
    CHECK(clash.fields[0].before == "Dean Harwell");
    CHECK(clash.fields[0].theirs == "Dean Harwell-Ross");
    CHECK(clash.fields[0].mine == "Dean Ross");
    third.choices = {.seen = clash.version, .seen_order = 0, .fields = {{"full_name", domain::Keep::mine}}};
    CHECK(save(house, house.chair, id, third).empty());
    const auto after = details(house, house.chair, id);
    CHECK(after.facts.names[0].full == "Dean Ross");
    CHECK(after.facts.markers.size() == 1);
}

TEST_CASE("details that cannot be are refused and nothing changes") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    const auto opened = details(house, house.contributor, id);
    auto edit = edit_of_details(opened);
    edit.facts.names[0].full = "  ";
    edit.facts.birth = StatedBirth{domain::add_days(house.today(), 1), {}, {}, {}};
    edit.facts.markers = {{"dragon", "", {}}};
    edit.facts.places = {{"PLC-9999", "frequents", ""}};
    CHECK_THAT(save(house, house.contributor, id, edit), Contains("Enter the person’s full name") && Contains("Birth date must be today or in the past") &&
                                                             Contains("Select the staff safety marker from the list") && Contains("Select a place from the list"));
    CHECK(details(house, house.contributor, id).facts == opened.facts);
}

TEST_CASE("nobody outside the group, and no reader, opens the form of personal details") {
    TestHouse house(GENERATE(from_range(database_kinds())));
    const auto id = house.listed("Dean Harwell");
    auto outside = house.as(house.stranger);
    const auto hidden = open_subject(outside, id);
    REQUIRE_FALSE(hidden);
    CHECK(hidden.error().front().kind == domain::RefusalKind::not_found);
    auto reader = house.as(house.viewer);
    const auto seen = open_subject(reader, id);
    REQUIRE_FALSE(seen);
    CHECK(seen.error().front().kind == domain::RefusalKind::forbidden);
}
