// Two people editing one record: what goes together by itself and what the second person chooses.
#include <catch2/catch.hpp>

#include "domain/clash.hpp"

using namespace casework::domain;

namespace {

const FieldValues opened{{"lead_officer", "PC Osei"}, {"custody_place", ""}, {"behaviours", "begging shoplifting"}};
SavedChange saved(std::string field, std::string before, std::string after) { return {std::move(field), std::move(before), std::move(after), "USR-1", "Priya Nair", {}}; }

}  // namespace

TEST_CASE("changes to different fields go together") {
    FieldValues now = opened, mine = opened;
    now[0].value = "PC Hart";
    mine[1].value = "Elmley";
    const auto merge = merge_edit(now, {saved("lead_officer", "PC Osei", "PC Hart")}, mine);
    CHECK(merge.clashes.empty());
    CHECK(merge.values == FieldValues{{"custody_place", "Elmley"}});
    CHECK(merge.merged == std::vector<std::string>{"custody_place"});
}

TEST_CASE("two different changes to one field are for the second person to choose") {
    FieldValues now = opened, mine = opened;
    now[0].value = "PC Hart";
    mine[0].value = "PC Lund";
    const auto merge = merge_edit(now, {saved("lead_officer", "PC Osei", "PC Hart")}, mine);
    REQUIRE(merge.clashes.size() == 1);
    CHECK(merge.clashes[0].before == "PC Osei");
    CHECK(merge.clashes[0].theirs == "PC Hart");
    CHECK(merge.clashes[0].mine == "PC Lund");
    CHECK(merge.values.empty());
}

TEST_CASE("the same change made by both is no clash") {
    FieldValues now = opened, mine = opened;
    now[0].value = mine[0].value = "PC Hart";
    const auto merge = merge_edit(now, {saved("lead_officer", "PC Osei", "PC Hart")}, mine);
    CHECK(merge.clashes.empty());
    CHECK(merge.values.empty());
}

TEST_CASE("a field that I left alone keeps what the other person saved") {
    FieldValues now = opened;
    now[0].value = "PC Hart";
    const auto merge = merge_edit(now, {saved("lead_officer", "PC Osei", "PC Hart")}, opened);
    CHECK(merge.clashes.empty());
    CHECK(merge.values.empty());
}

TEST_CASE("a field that the record does not have is never saved") { CHECK(merge_edit(opened, {}, {{"state", "archived"}}).values.empty()); }

TEST_CASE("changed fields are named for the ledger") {
    FieldValues after = opened;
    after[2].value = "begging";
    after.push_back({"photo", "KP-1"});
    CHECK(changed_fields(opened, after) == std::vector<std::string>{"behaviours", "photo"});
    CHECK(changed_fields(opened, {opened[0]}).empty());
}

TEST_CASE("a choice settles its clash and no other") {
    FieldValues now = opened, mine = opened;
    now[0].value = "PC Hart", now[1].value = "Elmley";
    mine[0].value = "PC Lund", mine[1].value = "Rochester";
    const std::vector<SavedChange> since{saved("lead_officer", "PC Osei", "PC Hart"), saved("custody_place", "", "Elmley")};
    const auto settled = merge_edit(now, since, mine, {{"lead_officer", Keep::mine}});
    CHECK(settled.values == FieldValues{{"lead_officer", "PC Lund"}});
    REQUIRE(settled.clashes.size() == 1);
    CHECK(settled.clashes[0].field == "custody_place");
    CHECK(merge_edit(now, since, mine, {{"lead_officer", Keep::theirs}, {"custody_place", Keep::theirs}}).values.empty());
}

TEST_CASE("two texts can both be kept, theirs first, and nothing else can") {
    FieldValues now{{"summary", "Quiet week."}, {"incidents", "3"}};
    const FieldValues mine{{"summary", "Arrested on Friday.", 2000, true}, {"incidents", "4"}};
    const std::vector<SavedChange> since{saved("summary", "", "Quiet week."), saved("incidents", "1", "3")};
    const auto open = merge_edit(now, since, mine);
    REQUIRE(open.clashes.size() == 2);
    CHECK(open.clashes[0].both == "Quiet week.\nArrested on Friday.");
    CHECK(open.clashes[1].both.empty());
    const auto both = merge_edit(now, since, mine, {{"summary", Keep::both}, {"incidents", Keep::both}});
    CHECK(both.values == FieldValues{{"summary", "Quiet week.\nArrested on Friday."}});
    REQUIRE(both.clashes.size() == 1);
    CHECK(both.clashes[0].field == "incidents");
    CHECK(merge_edit(now, since, {{"summary", "Arrested on Friday.", 20}}).clashes[0].both.empty());
}
