// Two people on the same questions of a warning: what goes together does so by itself, what clashes the second one chooses.
#include <catch2/catch.hpp>

#include "tests/web/web_house.hpp"

using namespace casework;
using casework::testing::WebHouse;

namespace {

bool holds(const web::Response& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

struct Draft {
    std::string id, version;
};
Draft draft_of(WebHouse& house) {
    Draft draft;
    int version = 0;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT id, version FROM protection_case WHERE title LIKE 'Barking%'", {}, {&draft.id, &version}); });
    draft.version = std::to_string(version);
    return draft;
}
std::string stands(WebHouse& house, const std::string& field) {
    std::string value;
    house.database->read([&](persistence::Transaction& tx) { tx.one("SELECT " + field + " FROM protection_case WHERE title LIKE 'Barking%'", {}, {&value}); });
    return value;
}
WebHouse::Typed conduct(const std::string& version, const std::string& category, const std::string& locality, const std::string& description) {
    return {{"version", version}, {"title", "Barking at night, Kingfisher Meadow"}, {"category", category}, {"description", description}, {"first_on-day", "1"}, {"first_on-month", "9"}, {"first_on-year", "2026"},
            {"last_on-day", "2"}, {"last_on-month", "9"}, {"last_on-year", "2026"}, {"locality", locality}};
}

}  // namespace

TEST_CASE("two people change one part at once: the second chooses field by field and loses nothing") {
    WebHouse house;
    WebHouse::Browser officer(house), manager(house);
    officer.sign_in("mel.hart"), manager.sign_in("grace.holloway");
    const auto draft = draft_of(house);
    const auto address = "/cases/" + draft.id + "/parts/conduct";
    const auto was = stands(house, "locality"), text = stands(house, "description");
    officer.get(address), manager.get(address);
    REQUIRE(officer.post(address, conduct(draft.version, "noise", "Kingfisher Meadow and the school", "Dogs bark all night.")).status == 303);

    auto mine = conduct(draft.version, "nuisance", was, "Two dogs bark from midnight.");
    const auto clash = manager.post(address, mine);
    REQUIRE(clash.status == 409);
    CHECK(holds(clash, "Someone else changed this record while you were editing"));
    CHECK(holds(clash, "Mel Hart saved at"));
    CHECK(holds(clash, "‘Dogs bark all night.’"));
    CHECK(holds(clash, "‘Two dogs bark from midnight.’"));
    CHECK(holds(clash, "Before: ‘" + text + "’"));
    CHECK_FALSE(holds(clash, "keep[locality]"));  // left alone by the second person: what the first one saved stays
    CHECK_FALSE(holds(clash, "checked"));
    CHECK(stands(house, "description") == "Dogs bark all night.");

    const auto seen = manager.found(clash.body, "seen");
    mine.emplace_back("seen", seen);
    const auto unanswered = manager.post(address, mine);
    CHECK(unanswered.status == 409);
    CHECK(holds(unanswered, "Select what to keep: kind of conduct"));

    SECTION("theirs, mine or both") {
        mine.emplace_back("keep[category]", "theirs");
        mine.emplace_back("keep[description]", "both");
        CHECK(manager.post(address, mine).status == 303);
        CHECK(stands(house, "category") == "noise");
        CHECK(stands(house, "description") == "Dogs bark all night.\nTwo dogs bark from midnight.");
        CHECK(stands(house, "locality") == "Kingfisher Meadow and the school");
    }
    SECTION("a choice does not cover what was saved after its page was shown") {
        const auto now = std::to_string(std::stoi(draft.version) + 1);
        officer.get(address);
        REQUIRE(officer.post(address, conduct(now, "asb", "Kingfisher Meadow and the school", "Dogs bark all night.")).status == 303);
        mine.emplace_back("keep[category]", "mine");
        mine.emplace_back("keep[description]", "mine");
        const auto again = manager.post(address, mine);
        CHECK(again.status == 409);
        CHECK(holds(again, "keep[category]"));
        CHECK_FALSE(holds(again, "id=\"keep-description\""));
    }
}

TEST_CASE("a program gets both versions of a part and may send single fields") {
    WebHouse house;
    WebHouse::Browser officer(house), manager(house);
    officer.sign_in("mel.hart"), manager.sign_in("grace.holloway");
    const auto draft = draft_of(house);
    const auto address = "/cases/" + draft.id + "/parts/conduct";
    officer.get(address), manager.get(address);
    officer.headers["accept"] = manager.headers["accept"] = "application/json";
    const auto category = stands(house, "category");
    REQUIRE(officer.post(address, {{"version", draft.version}, {"locality", "The whole meadow"}}).status < 400);
    CHECK(stands(house, "category") == category);
    const auto clash = manager.post(address, {{"version", draft.version}, {"locality", "The school"}});
    CHECK(clash.status == 409);
    CHECK(holds(clash, "\"theirs\":\"The whole meadow\""));
    CHECK(holds(clash, "\"mine\":\"The school\""));
}
