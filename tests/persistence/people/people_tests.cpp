// People are seen only through records that may be read, each fact by its class, and changed under a version.
#include <catch2/catch.hpp>

#include <algorithm>

#include "persistence/people/name_keys.hpp"
#include "persistence/places.hpp"
#include "tests/persistence/people/people_house.hpp"

using namespace casework;
using namespace casework::persistence;
using casework::testing::database_kinds;
using casework::testing::day;
using casework::testing::PeopleHouse;
using domain::FieldClass;
using domain::RefusalKind;

namespace {

PersonFacts dean() {
    PersonFacts facts;
    facts.names = {{"name", "Dean Harwell"}, {"nickname", "Deano"}};
    facts.birth = StatedBirth{day(1989, 4, 3), {}, {}, ""};
    facts.addresses = {{"hostel", "Lily House\nMill Street", "ME15 9ZZ", day(2026, 1, 5), {}}, {"protected", "4 Hidden Row", "ME14 9ZZ", {}, {}}};
    facts.safe_contacts = {"Ring before noon, never leave a message"};
    facts.vulnerabilities = {{"housing", "", FieldClass::f1}, {"mental_health", "Known to the team", FieldClass::f2}};
    facts.markers = {{"visit_in_pairs", "", {}}};
    facts.photos = {{"KP-0001", "police", day(2026, 2, 1), day(2027, 2, 1)}};
    facts.places = {{"PLC-0001", "frequents", ""}};
    return facts;
}

int edit(PeopleHouse& house, const domain::Actor& who, const PeopleHouse::Made& made, int version, const PersonFacts& facts, RefusalKind* kind = nullptr) {
    auto gate = house.gate(who);
    const auto done = gate.perform(made.record, {auth::Action::edit, "edit_person", "person", domain::LoggedOperation::alteration},
                                   [&](Writing& w) { return edit_person(w, made.record, made.person, version, facts); });
    if (!done && kind) *kind = done.error().front().kind;
    return done ? *done : 0;
}

std::optional<FactsOnRecord> on_record(PeopleHouse& house, const domain::Actor& who, const PeopleHouse::Made& made) {
    auto gate = house.gate(who);
    const auto found = gate.open(made.record, {auth::Action::edit, "open_form", "person"}, [&](Reading& r) { return facts_on_record(r, made.record, made.person); });
    return found ? *found : std::nullopt;
}

}  // namespace

TEST_CASE("a person opens with every fact and the record it came from") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    const auto made = house.add(dean());
    auto gate = house.gate(house.viewer());
    const auto person = open_person(gate, made.person);
    REQUIRE(person);
    CHECK(made.person == "PER-2026-0001");
    CHECK(person->name() == "Dean Harwell");
    REQUIRE(person->names.size() == 2);
    CHECK(person->names[1].fact == StatedName{"nickname", "Deano"});
    CHECK(person->names[1].record == made.record);
    CHECK(person->births.at(0).fact.born == day(1989, 4, 3));
    CHECK(person->markers.at(0).fact.code == "visit_in_pairs");
    CHECK(person->photos.at(0).fact.reference == "KP-0001");
    CHECK(person->places.at(0).fact.place == "PLC-0001");
    CHECK(person->records.at(0).kind == "nominal");
}

TEST_CASE("protected facts are absent from a person's page and need a reveal with an entry of its own") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    const auto made = house.add(dean());
    for (const auto& who : {house.viewer(), house.constable(), house.chair()}) {
        auto gate = house.gate(who);
        const auto person = open_person(gate, made.person);
        REQUIRE(person);
        REQUIRE(person->addresses.size() == 1);
        CHECK(person->addresses[0].fact.kind == "hostel");
        REQUIRE(person->vulnerabilities.size() == 1);
        CHECK(person->vulnerabilities[0].fact.code == "housing");
        CHECK(person->has_protected);
        const bool coordinates = who.account == "USR-CHAIR";
        CHECK(person->may_reveal == coordinates);
        const auto revealed = reveal_protected(gate, made.person);
        REQUIRE(revealed.has_value() == coordinates);
        if (!coordinates) {
            CHECK(revealed.error().front().kind == RefusalKind::not_found);
            continue;
        }
        CHECK(revealed->addresses.at(0).fact.address == "4 Hidden Row");
        CHECK(revealed->safe_contacts.at(0).fact == "Ring before noon, never leave a message");
        CHECK(revealed->vulnerabilities.at(0).fact.code == "mental_health");
        CHECK(gate.settle().has_value());
    }
}

TEST_CASE("a person linked only to another group's record cannot be opened, listed or revealed") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    const auto hidden = house.add(dean(), "daf");
    house.add("Billy Orme");
    for (const auto& who : {house.chair(), house.nobody()}) {
        auto gate = house.gate(who);
        const auto opened = open_person(gate, hidden.person), never = open_person(gate, "PER-2026-0999");
        REQUIRE_FALSE(opened);
        REQUIRE_FALSE(never);
        CHECK(opened.error().front().kind == never.error().front().kind);
        CHECK(opened.error().front().message == never.error().front().message);
        CHECK_FALSE(reveal_protected(gate, hidden.person));
        const auto page = list_people(gate);
        CHECK(std::ranges::none_of(page.people, [&](const auto& line) { return line.id == hidden.person; }));
    }
    auto gate = house.gate(house.forum());
    CHECK(open_person(gate, hidden.person));
}

TEST_CASE("what another group's record says of the same person stays there") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    const auto made = house.add("Leah Costin", day(2000, 2, 1));
    PersonFacts more;
    more.names = {{"name", "Leah Turnbull"}};
    more.addresses = {{"home", "9 Forum Close", "", {}, {}}};
    const auto other = house.add_again(made.person, more, "daf", house.both());
    REQUIRE_FALSE(other.empty());
    auto chair = house.gate(house.chair());
    const auto seen = open_person(chair, made.person);
    REQUIRE(seen);
    CHECK(seen->names.size() == 1);
    CHECK(seen->addresses.empty());
    CHECK(seen->records.size() == 1);
    CHECK(house.found(house.chair(), "turnbull").empty());
    auto both = house.gate(house.both());
    const auto whole = open_person(both, made.person);
    REQUIRE(whole);
    CHECK(whole->records.size() == 2);
    CHECK(whole->name() == "Leah Turnbull");
    CHECK(whole->addresses.at(0).record == other);
}

TEST_CASE("a one-line stub of a shared sensitive record does not lead to the person") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    const auto made = house.add("Nicola Reeve", day(1991, 1, 2), "daf", domain::Sensitivity::s2);
    house.database->write([&](Transaction& tx) { tx.run("INSERT INTO record_share (record_id, panel) VALUES (:id, 'tctf')", {with("id", made.record)}); });
    auto gate = house.gate(house.chair());
    CHECK_FALSE(open_person(gate, made.person));
    CHECK(list_people(gate).people.empty());
    CHECK(house.found(house.chair(), "reeve").empty());
    CHECK(house.found(house.chair(), made.person).empty());
    CHECK(house.found(house.chair(), made.record).empty());
}

TEST_CASE("someone who may not read a person cannot link them") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    const auto hidden = house.add("Leah Costin", {}, "daf");
    CHECK(house.add_again(hidden.person, {}, "tctf", house.chair()).empty());
    const auto known = house.add("Gary Tindle", day(1974, 5, 6));
    const auto again = house.add_again(known.person, {}, "daf", house.both());
    REQUIRE_FALSE(again.empty());
    auto gate = house.gate(house.forum());
    const auto person = open_person(gate, known.person);
    REQUIRE(person);
    CHECK(person->name() == "Gary Tindle");
    CHECK(person->births.at(0).fact.born == day(1974, 5, 6));
}

TEST_CASE("details change under their version, and the second to save is told") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    const auto made = house.add(dean());
    auto facts = on_record(house, house.chair(), made);
    REQUIRE(facts);
    CHECK(facts->version == 1);
    CHECK(facts->facts == dean());
    auto changed = dean();
    changed.names[0].full = "Dean Harwood";
    CHECK(edit(house, house.chair(), made, 1, changed) == 2);
    CHECK(house.found(house.chair(), "harwood") == std::vector{made.person});
    CHECK(house.found(house.chair(), "harwell").size() <= 1);  // only as a near word
    RefusalKind kind{};
    CHECK(edit(house, house.constable(), made, 1, dean(), &kind) == 0);
    CHECK(kind == RefusalKind::conflict);
    CHECK(edit(house, house.viewer(), made, 2, dean(), &kind) == 0);
    CHECK(kind == RefusalKind::forbidden);
}

TEST_CASE("an edit by someone without protected fields keeps what they do not see") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    const auto made = house.add(dean());
    auto seen = on_record(house, house.constable(), made);
    REQUIRE(seen);
    CHECK(seen->facts.safe_contacts.empty());
    CHECK(seen->facts.addresses.size() == 1);
    seen->facts.addresses[0].address = "Trinity House";
    seen->facts.addresses.push_back({"protected", "Second hidden place", "", {}, {}});
    CHECK(edit(house, house.constable(), made, 1, seen->facts) == 2);
    const auto whole = on_record(house, house.chair(), made);
    REQUIRE(whole);
    CHECK(whole->facts.addresses.size() == 3);
    CHECK(whole->facts.safe_contacts == dean().safe_contacts);
    CHECK(whole->facts.vulnerabilities.size() == 2);
}

TEST_CASE("a change on a record that one may not read causes no clash") {
    PeopleHouse house("sqlite");
    const auto made = house.add("Leah Costin");
    const auto other = house.add_again(made.person, {}, "daf", house.both());
    PersonFacts facts;
    facts.names = {{"name", "Leah C"}};
    CHECK(edit(house, house.forum(), {other, made.person}, 1, facts) == 2);
    CHECK(edit(house, house.chair(), made, 1, facts) == 2);
}

TEST_CASE("people are listed by surname a page at a time, and the mark of a page holds no name") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    for (const auto* name : {"Zoë de Vries", "Billy Orme", "Ann Abbot", "Dean Harwell", "Ann Orme"}) house.add(name);
    house.add("Carla Hidden", {}, "daf");
    auto gate = house.gate(house.viewer());
    std::vector<std::string> names;
    std::string after;
    int pages = 0;
    do {
        const auto page = list_people(gate, after, 2);
        for (const auto& line : page.people) names.push_back(line.name);
        after = page.next;
        CHECK(after.find("arwell") == std::string::npos);
        ++pages;
    } while (!after.empty());
    CHECK(pages == 3);
    CHECK(names == std::vector<std::string>{"Ann Abbot", "Zoë de Vries", "Dean Harwell", "Ann Orme", "Billy Orme"});
    CHECK(list_people(gate, "PER-2026-0006.MAR-2026-0001", 2).people.at(0).name == "Ann Abbot");
}

TEST_CASE("likely matches say why") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    const auto made = house.add(dean());
    const auto reasons = [&](const std::string& name, std::optional<domain::Date> born) {
        auto gate = house.gate(house.constable());
        const auto matches = likely_matches(gate, name, born);
        std::string all;
        for (const auto& match : matches)
            for (const auto& why : match.why) all += (all.empty() ? "" : "; ") + why;
        return matches.empty() ? std::string("none") : matches[0].person.id == made.person ? all : "someone else";
    };
    CHECK(reasons("Dean Harwell", day(1989, 4, 3)) == "Same name; Same date of birth");
    CHECK(reasons("dean  HARWELL", day(1989, 3, 4)) == "Same name; Day and month of birth swapped");
    CHECK(reasons("Dean Harwel", {}) == "Harwell differs from Harwel by one letter");
    CHECK(reasons("Dean Harwlel", {}) == "Harwell differs from Harwlel by one letter");
    CHECK(reasons("Deane Horwool", {}) == "Dean differs from Deane by one letter; Harwell sounds like Horwool");
    CHECK(reasons("Deano", {}) == "Also known by this name");
    CHECK(reasons("Dean Michael Harwell", {}) == "none");
    CHECK(reasons("Dean Harwell Senior", {}) == "none");
    CHECK(reasons("Dean Smith", day(1989, 4, 3)) == "Same date of birth");
    CHECK(reasons("Paul Smith", day(1989, 4, 3)) == "none");
    CHECK(reasons("", {}) == "none");
}

TEST_CASE("a nickname leads to the full name") {
    PeopleHouse house("sqlite");
    house.add("William Orme");
    auto gate = house.gate(house.constable());
    const auto matches = likely_matches(gate, "Billy Orme", {});
    REQUIRE(matches.size() == 1);
    CHECK(matches[0].why == std::vector<std::string>{"William is another form of Billy"});
}

TEST_CASE("a likely match that exists only elsewhere is not hinted at, and at most ten are shown") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    house.add(dean(), "daf");
    auto gate = house.gate(house.constable());
    CHECK(likely_matches(gate, "Dean Harwell", day(1989, 4, 3)).empty());
    for (int i = 0; i < 12; ++i) house.add("Dean Harwell");
    CHECK(likely_matches(gate, "Dean Harwell", day(1989, 4, 3)).size() == 10);
}

TEST_CASE("two records of one person that another group joined stay two for those who see one") {
    PeopleHouse house("sqlite");
    const auto first = house.add("Dean Harwell", day(1989, 4, 3));
    const auto twin = house.add("Dean Harwell", day(1989, 4, 3), "daf");
    CHECK(house.found(house.chair(), "harwell") == std::vector{first.person});
    CHECK(house.found(house.forum(), "harwell") == std::vector{twin.person});
    CHECK(house.found(house.both(), "harwell").size() == 2);
}

TEST_CASE("names are folded, sounded and shortened") {
    CHECK(folded("  Zoë O’Brien-Hall ") == "zoe obrien hall");
    CHECK(folded("Łukasz Nuñez") == "lukasz nunez");
    CHECK(folded("Иван") == "Иван");
    CHECK(surname_first("Maria de la Cruz") == "de la cruz maria");
    CHECK(surname_first("Cher") == "cher");
    CHECK(surname_first("") == "");
    for (const auto& [a, b] : std::vector<std::pair<std::string, std::string>>{{"smith", "smyth"}, {"steven", "stephen"}, {"philips", "phillips"},
                                                                               {"catherine", "katherine"}, {"wright", "right"}, {"mckenzie", "mackenzie"}})
        CHECK(sound_of(a) == sound_of(b));
    CHECK(sound_of("harwell") != sound_of("orme"));
    CHECK(one_typo_apart("harwell", "harwel"));
    CHECK(one_typo_apart("harwell", "harwlel"));
    CHECK(one_typo_apart("harwell", "hirwell"));
    CHECK_FALSE(one_typo_apart("harwell", "hirwel"));
    CHECK_FALSE(one_typo_apart("harwell", "harwell"));
    CHECK_FALSE(one_typo_apart("ann", "ant"));
}

TEST_CASE("a contributor named on the case for protected fields may reveal them there") {
    PeopleHouse house(GENERATE(from_range(database_kinds())));
    const auto made = house.add(dean());
    const auto elsewhere = house.add("Gary Tindle");
    house.database->write([&](Transaction& tx) {
        tx.run("INSERT INTO record_participant (record_id, account, protected) VALUES (:id, 'USR-PC', 1)", {with("id", made.record)});
    });
    auto gate = house.gate(house.constable());
    CHECK(reveal_protected(gate, made.person));
    CHECK_FALSE(reveal_protected(gate, elsewhere.person));
    auto viewer = house.gate(house.viewer());
    CHECK_FALSE(reveal_protected(viewer, made.person));
}
