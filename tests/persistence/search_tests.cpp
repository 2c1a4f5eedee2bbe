// One box finds names, other names, references, dates of birth and places, in three groups, and tells nothing of what is hidden.
#include "persistence/search.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/persistence/people/people_house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::database_kinds;
using casework::testing::day;
using casework::testing::PeopleHouse;

namespace {

// "exact: Dean Harwell; near: Deane Harwel (why)" for what the chair finds.
std::string hits(PeopleHouse& house, const std::string& text, const domain::Actor& who) {
    auto gate = house.gate(who);
    std::string all;
    for (const auto& hit : search(gate, text).hits) {
        const auto* group = hit.group == HitGroup::exact ? "exact" : hit.group == HitGroup::starts_with ? "starts" : "near";
        all += (all.empty() ? "" : "; ") + std::string(group) + ": " + hit.person.name + (hit.why.empty() ? "" : " (" + hit.why + ")");
    }
    return all.empty() ? "nothing" : all;
}

}  // namespace

TEST_CASE("names are found whole, by their beginning, and by sound or one typo, under their own headings") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    PersonFacts dean;
    dean.names = {{"name", "Dean Harwell"}, {"nickname", "Spanner"}};
    house.add(dean);
    house.add("Ann Harwel");
    house.add("Zoë O’Brien-Hall");
    const auto chair = house.chair();
    CHECK(hits(house, "harwell", chair) == "exact: Dean Harwell; near: Ann Harwel (Harwel differs from Harwell by one letter)");
    CHECK(hits(house, "HARWELL, Dean", chair) == "exact: Dean Harwell");
    CHECK(hits(house, "harw", chair) == "starts: Ann Harwel; starts: Dean Harwell");
    CHECK(hits(house, "de ha", chair) == "starts: Dean Harwell");
    CHECK(hits(house, "spanner", chair) == "exact: Dean Harwell (Also known as Spanner)");
    CHECK(hits(house, "span", chair) == "starts: Dean Harwell (Also known as Spanner)");
    CHECK(hits(house, "zoe obrien", chair) == "exact: Zoë O’Brien-Hall");
    CHECK(hits(house, "O'Brien", chair) == "exact: Zoë O’Brien-Hall");
    CHECK(hits(house, "obryen", chair).find("Zoë O’Brien-Hall") != std::string::npos);
    CHECK(hits(house, "nobody", chair) == "nothing");
}

TEST_CASE("several words are found in one name or in several names of one record, whichever of them is typed first") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    PersonFacts dean;
    dean.names = {{"name", "Dean Harwell"}, {"nickname", "Spanner"}, {"alias", "Deano Foss"}};
    const auto made = house.add(dean);
    for (int i = 0; i < 3; ++i) house.add("Spanner Foster");  // the first word is the rarer one, then the second
    const auto chair = house.chair();
    for (const auto* typed : {"dean harwell", "harwell dean", "spanner harwell", "harwell spanner", "spanner foss", "foss dean", "dean deano spanner"})
        CHECK(house.found(chair, typed) == std::vector{made.person});
    CHECK(hits(house, "span harw", chair).starts_with("starts: Dean Harwell"));
    CHECK(hits(house, "rwell dean", chair) == "nothing");
    PersonFacts elsewhere;
    elsewhere.names = {{"name", "Dean Marlow"}};
    REQUIRE_FALSE(house.add_again(made.person, elsewhere, "tctf", chair).empty());
    CHECK(house.found(chair, "marlow dean") == std::vector{made.person});
    CHECK(hits(house, "marlow spanner", chair) == "nothing");  // of two records
}

TEST_CASE("wildcards and signs mean nothing to a search") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    house.add("Dean Harwell");
    for (const auto* text : {"%", "_", "*", "h%l", "_ean", "'", "\" OR 1=1 --", "\\", "", "   ", "\xF0\x9F\x98\x80"}) CHECK(hits(house, text, house.chair()) == "nothing");
    CHECK(hits(house, "%harwell%", house.chair()) == "exact: Dean Harwell");
}

TEST_CASE("a reference goes straight to its record however it is typed") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    const auto made = house.add("Dean Harwell");
    REQUIRE(made.record == "NOM-2026-0001");
    auto gate = house.gate(house.viewer());
    for (const auto* typed : {"NOM-2026-0001", "nom-2026-0001", " nom 2026 1 ", "NOM20260001", "nom2026-1", "NOM-1", "nom 0001", "NOM/2026/0001"}) {
        INFO(typed);
        const auto found = search(gate, typed);
        CHECK(found.goes_to == "NOM-2026-0001");
        CHECK(found.goes_to_kind == "nominal");
    }
    const auto person = search(gate, "per20260001");
    CHECK(person.goes_to == made.person);
    CHECK(person.goes_to_kind == "person");
    for (const auto* typed : {"NOM-2026-0002", "NOM-2025-0001", "NOM", "NOM-0", "NO-1", "NOMX-1", "NOM-99999999999"}) CHECK(search(gate, typed).goes_to.empty());
}

TEST_CASE("a date of birth is read in several spellings, alone or beside a name") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    house.add("Dean Harwell", day(1989, 4, 3));
    house.add("Ann Foss", day(1989, 3, 4));
    const auto chair = house.chair();
    const std::string both = "exact: Dean Harwell (Born on that day); near: Ann Foss (Day and month of birth swapped)";
    for (const auto* typed : {"3/4/1989", "03/04/1989", "3 April 1989", "3 apr 1989", "1989-04-03", "03041989", "3.4.1989", "3-4-1989"}) {
        INFO(typed);
        CHECK(hits(house, typed, chair) == both);
    }
    CHECK(hits(house, "harwell 3/4/1989", chair) == "exact: Dean Harwell (Born on that day)");
    CHECK(hits(house, "3 April 1989 foss", chair) == "near: Ann Foss (Day and month of birth swapped)");
    CHECK(hits(house, "31/2/1989", chair) == "nothing");
}

TEST_CASE("a place finds the people linked to it, under any of its names") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    PersonFacts facts;
    facts.names = {{"name", "Gary Tindle"}};
    facts.places = {{"PLC-0003", "frequents", ""}};
    house.add(facts);
    facts.names = {{"name", "Carla Hidden"}};
    house.add(facts, "daf");
    CHECK(hits(house, "Brenchley Gardens", house.chair()) == "exact: Gary Tindle (Linked to Brenchley Gardens)");
    CHECK(hits(house, "brenchley", house.chair()) == "exact: Gary Tindle (Linked to Brenchley Gardens)");
    CHECK(hits(house, "brench", house.chair()) == "starts: Gary Tindle (Linked to Brenchley Gardens)");
}

TEST_CASE("hidden people and records change neither hits nor counts") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    house.add("Dean Harwell", day(1989, 4, 3));
    const auto count = [&](const std::string& text) {
        auto gate = house.gate(house.chair());
        const auto found = search(gate, text);
        return std::tuple(found.total, found.more, found.pages, found.hits.size());
    };
    std::vector<std::string> texts{"harwell", "harw", "harwel", "3/4/1989", "4/3/1989"};
    std::vector<std::tuple<int, bool, int, std::size_t>> before;
    for (const auto& text : texts) before.push_back(count(text));
    const auto hidden = house.add("Dean Harwell", day(1989, 4, 3), "daf");
    for (int i = 0; i < 30; ++i) house.add("Harwell Harwel", day(1989, 3, 4), "daf", domain::Sensitivity::s3);
    for (std::size_t i = 0; i < texts.size(); ++i) CHECK(count(texts[i]) == before[i]);
    auto gate = house.gate(house.chair());
    for (const auto& reference : {hidden.record, hidden.person, std::string("MAR-1")}) {
        const auto found = search(gate, reference);
        CHECK(found.goes_to.empty());
        CHECK(found.total == 0);
    }
    CHECK(house.found(house.nobody(), "harwell").empty());
}

TEST_CASE("a search stops at fifty and shows twenty-five a page") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    for (int i = 0; i < 50; ++i) house.add("Ann Common");
    auto gate = house.gate(house.viewer());
    auto found = search(gate, "common");
    CHECK(found.total == 50);
    CHECK_FALSE(found.more);
    CHECK(found.hits.size() == 25);
    const auto second = search(gate, "common", 2);
    CHECK(second.hits.size() == 25);
    CHECK(std::ranges::none_of(second.hits, [&](const Hit& hit) { return hit.id == found.hits[0].id; }));
    house.add("Ann Common");
    found = search(gate, "common", 9);
    CHECK(found.more);
    CHECK(found.page == 2);
    CHECK(found.total == 50);
}

TEST_CASE("what was typed is kept sealed, for its account, for half an hour") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    house.add("Dean Harwell");
    auto gate = house.gate(house.viewer());
    const auto id = start_search(*house.database, gate, "harwell");
    CHECK(id.size() == 24);
    std::string sealed;
    house.database->read([&](Transaction& tx) { tx.one("SELECT sealed FROM search_request", {}, {&sealed}); });
    CHECK(sealed.find("harwell") == std::string::npos);
    const auto found = run_search(*house.database, gate, id);
    REQUIRE(found);
    CHECK(found->hits.size() == 1);
    auto other = house.gate(house.chair());
    CHECK_FALSE(run_search(*house.database, other, id));
    CHECK_FALSE(run_search(*house.database, gate, "unknown"));
    house.now += std::chrono::minutes(31);
    auto later = house.gate(house.viewer());
    CHECK_FALSE(run_search(*house.database, later, id));
    const auto again = start_search(*house.database, later, "anyone");
    CHECK(house.count("SELECT count(*) FROM search_request") == 1);
}

TEST_CASE("the ledger holds who was shown and digests of the words, not the words") {
    PeopleHouse house("sqlite");
    const auto made = house.add("Dean Harwell");
    auto gate = house.gate(house.viewer());
    search(gate, "Harwell");
    REQUIRE(gate.settle());
    CHECK(house.count("SELECT count(*) FROM audit_subject WHERE object_id = '" + made.person + "'") == 2);  // made and found
    CHECK(house.count("SELECT count(*) FROM audit_entry WHERE instr(body, 'Harwell') > 0 OR instr(body, 'harwell') > 0") == 0);
    CHECK(house.count("SELECT count(*) FROM audit_entry WHERE instr(body, '" + gate.token_digest("harwell") + "') > 0") == 1);
}
