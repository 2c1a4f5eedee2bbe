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
