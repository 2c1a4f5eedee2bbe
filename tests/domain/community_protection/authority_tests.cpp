// The register of authorities: who may issue, where and until when.
#include <catch2/catch.hpp>

#include "domain/community_protection/matter.hpp"
#include "tests/domain/community_protection/enforcement_facts.hpp"

using namespace casework::domain;
using namespace casework::domain::community_protection;
using namespace casework::tests;

namespace {

const Date today = on(2023, 4, 13);
std::string refused(const Authority& authority, Date day = today) { return authority_refused(authority, Power::notice, "maidstone", day); }

}  // namespace

TEST_CASE("an authority carries only its powers in its area between its days") {
    auto authority = delegated();
    CHECK(refused(authority).empty());
    CHECK(refused(authority, on(2022, 3, 31)) == "The authority of the officer begins on 1 April 2022");
    authority.until = on(2023, 4, 12);
    CHECK(refused(authority) == "The authority of the officer ran out on 12 April 2023");
    authority = delegated();
    authority.ended_on = today;
    CHECK(refused(authority) == "The authority of the officer ended on 13 April 2023");
    CHECK(refused(authority, on(2023, 4, 12)).empty());
    authority = delegated();
    authority.areas = {"swale"};
    CHECK(refused(authority) == "The authority of the officer does not cover the area where this happened");
    authority = delegated();
    authority.powers = {Power::warning};
    CHECK(refused(authority) == "The authority of the officer does not let them issue a notice");
}

TEST_CASE("a constable needs no instrument and no area") {
    auto constable = delegated();
    constable.agency_kind = "police";
    constable.kind = "constable";
    constable.instrument = "7731";
    constable.given_by.clear();
    constable.areas.clear();
    CHECK(refused(constable).empty());
    CHECK(authority_words(constable) == "Constable 7731");
}

TEST_CASE("a designation names who gave it, its area and its last day") {
    auto designated = delegated();
    designated.agency_kind = "housing";
    designated.kind = "designation";
    designated.instrument = "D/2023/4";
    designated.given_by = "Maidstone Borough Council";
    CHECK(refused(designated) == "Enter the last day of the designation");
    designated.until = on(2024, 3, 31);
    CHECK(refused(designated).empty());
    designated.areas.clear();
    CHECK(refused(designated) == "Enter the area that the authority covers");
    designated = delegated();
    designated.agency_kind = "housing";
    CHECK(refused(designated) == "Select an authority that an officer of this agency can hold");
}

TEST_CASE("no officer of the county has an authority here") {
    auto county = delegated();
    county.agency_kind = "county";
    CHECK(refused(county).find("county council cannot issue") != std::string::npos);
    CHECK(agency_refused("unitary").empty());
    CHECK_FALSE(agency_refused("other").empty());
    CHECK_FALSE(agency_refused("").empty());
}

TEST_CASE("the register gives the authority by which an officer may act that day") {
    auto old = delegated(), live = delegated(), colleague = delegated();
    old.until = on(2023, 3, 31);
    old.instrument = "Scheme of 2022";
    colleague.holder = "rafi.amin";
    const std::vector<Authority> all{colleague, old, live};
    CHECK(authority_for(all, "mel.hart", Power::penalty, "maidstone", today) == &all[2]);
    CHECK(authority_for(all, "mel.hart", Power::penalty, "swale", today) == nullptr);
    CHECK(authority_for(all, "jo.stone", Power::penalty, "maidstone", today) == nullptr);
}

TEST_CASE("another agency's open matter about the same person needs a reason to go on") {
    const std::vector<OpenMatter> all{{"CPN-2023-0001", "Maidstone Borough Council", "PER-2023-0007", "noise", "in force", on(2023, 1, 1)},
                                      {"CPW-2023-0040", "Kent Police", "PER-2023-0007", "asb", "given", on(2023, 4, 1)},
                                      {"CPW-2023-0041", "Maidstone Borough Council", "PER-2023-0007", "asb", "in draft", today},
                                      {"CPW-2023-0042", "Kent Police", "PER-2023-0009", "asb", "given", today}};
    DuplicateCheck check{.on = today, .found = duplicates(all, adult(), "asb", "CPW-2023-0041"), .go_on_because = {}};
    REQUIRE(check.found.size() == 2);
    CHECK(check.found.front().urn == "CPW-2023-0040");
    CHECK(duplicates_refused(check, today, LocalRules{}) == "Enter why you go on although Kent Police already deals with this person (CPW-2023-0040, given)");
    check.go_on_because = "Agreed with PC Osei: the council goes on alone";
    CHECK(duplicates_refused(check, today, LocalRules{}).empty());
    CHECK_FALSE(duplicates_refused(check, on(2023, 4, 21), LocalRules{}).empty());
    CHECK(duplicates(all, Recipient{.kind = "occupier"}, "asb", "").empty());
}
