// People on records of two groups and a few who look at them, for the tests of people and search.
#pragma once

#include "persistence/people/people.hpp"
#include "persistence/search.hpp"
#include "tests/persistence/ledger_house.hpp"

namespace casework::testing {

using persistence::Gate;
using persistence::PersonFacts;
using persistence::Transaction;

inline domain::Date day(int year, unsigned month, unsigned d) { return domain::Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{d}}; }

struct PeopleHouse : LedgerHouse {
    explicit PeopleHouse(const std::string& kind) : LedgerHouse(kind) {}

    domain::Actor actor(const std::string& account, std::vector<domain::Membership> memberships) const {
        domain::Actor a;
        a.account = account, a.agency = "police", a.agency_name = "Kent Police", a.name = account, a.full_session = true;
        for (auto& m : memberships) m.until = day(2027, 6, 30), m.id = "MBR-" + m.panel;
        a.memberships = std::move(memberships);
        a.agreements = {{"tctf", day(2027, 6, 30), 0}, {"daf", day(2027, 6, 30), 0}, {"csvg", day(2027, 6, 30), 0}};
        return a;
    }
    domain::Actor chair() const { return actor("USR-CHAIR", {{"", "tctf", domain::Level::coordinator, true, {}}}); }
    domain::Actor constable() const { return actor("USR-PC", {{"", "tctf", domain::Level::contributor, false, {}}}); }
    domain::Actor viewer() const { return actor("USR-PCSO", {{"", "tctf", domain::Level::viewer, false, {}}}); }
    domain::Actor forum() const { return actor("USR-FORUM", {{"", "daf", domain::Level::coordinator, true, {}}}); }
    domain::Actor both() const {
        return actor("USR-BOTH", {{"", "tctf", domain::Level::contributor, false, {}}, {"", "daf", domain::Level::coordinator, false, {}}});
    }
    domain::Actor nobody() const { return actor("USR-NONE", {}); }

    Gate gate(const domain::Actor& who) {
        persistence::Asked asked;
        asked.actor = who;
        asked.reference = "test";
        return Gate(*database, *ledger, now, std::move(asked));
    }

    struct Made {
        std::string record, person;
    };
    // A record of the panel about a new person.
    Made add(const PersonFacts& facts, const std::string& panel = "tctf", domain::Sensitivity sensitivity = domain::Sensitivity::s1) {
        now += std::chrono::seconds(1);
        auto g = gate(panel == "tctf" ? chair() : actor("USR-OF-" + panel, {{"", panel, domain::Level::coordinator, true, {}}}));
        Made made;
        const auto done = g.perform_in_panel(panel, {auth::Action::create, "propose", "nominal", domain::LoggedOperation::collection},
                                             [&](persistence::Writing& w) -> domain::Outcome<bool> {
                                                 made.record = persistence::next_reference(w.tx, panel == "tctf" ? "NOM" : "MAR", w.today);
                                                 persistence::add_record(w.tx, w.permit, made.record, "nominal", panel, sensitivity, "police", w.now);
                                                 made.person = persistence::add_person(w, made.record, "nominal", facts);
                                                 return true;
                                             });
        if (!done) throw std::logic_error("the test could not add a person");
        return made;
    }
    Made add(const std::string& name, std::optional<domain::Date> born = {}, const std::string& panel = "tctf",
             domain::Sensitivity sensitivity = domain::Sensitivity::s1) {
        PersonFacts facts;
        facts.names = {{"name", name}};
        if (born) facts.birth = persistence::StatedBirth{born, {}, {}, ""};
        return add(facts, panel, sensitivity);
    }
    // Puts a known person on a new record of the panel, with facts of its own.
    std::string add_again(const std::string& person, const PersonFacts& facts, const std::string& panel, const domain::Actor& who,
                          domain::Sensitivity sensitivity = domain::Sensitivity::s1) {
        now += std::chrono::seconds(1);
        auto g = gate(who);
        std::string record;
        const auto done = g.perform_in_panel(panel, {auth::Action::create, "propose", "nominal", domain::LoggedOperation::collection},
                                             [&](persistence::Writing& w) {
                                                 record = persistence::next_reference(w.tx, "MAR", w.today);
                                                 persistence::add_record(w.tx, w.permit, record, "nominal", panel, sensitivity, "police", w.now);
                                                 return persistence::link_person(w, record, "nominal", person, facts);
                                             });
        return done ? record : std::string{};
    }
    std::vector<std::string> found(const domain::Actor& who, const std::string& text) {
        auto g = gate(who);
        std::vector<std::string> ids;
        for (const auto& hit : persistence::search(g, text).hits) ids.push_back(hit.id);
        g.settle();
        return ids;
    }
};

}  // namespace casework::testing
