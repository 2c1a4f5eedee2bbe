// People: seen only through a record the viewer may read; each fact names the record it came from and shows by its field class.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/gate.hpp"

namespace casework::persistence {

// What someone states about a person on one record. Codes as the lists of domain/people have them; dates are civil dates.
struct StatedName {
    std::string kind = "name";  // name, alias, nickname, former
    std::string full;           // as typed, never re-cased
    bool operator==(const StatedName&) const = default;
};
struct StatedBirth {
    std::optional<domain::Date> born;
    std::optional<int> estimated_age;          // where the date is not known
    std::optional<domain::Date> estimated_on;  // the day the age was judged
    std::string basis;                         // why the age is thought so: "as_appears"
    bool operator==(const StatedBirth&) const = default;
};
struct StatedAddress {
    std::string kind = "home";  // home, care_of, no_fixed, hostel, other, protected (F2)
    std::string address;        // lines
    std::string postcode;
    std::optional<domain::Date> from, to;
    bool operator==(const StatedAddress&) const = default;
};
struct StatedVulnerability {
    std::string code;
    std::string note;
    domain::FieldClass field_class = domain::FieldClass::f1;  // health is f2
    bool operator==(const StatedVulnerability&) const = default;
};
struct StatedMarker {
    std::string code;
    std::string note;
    std::optional<domain::Date> until;
    bool operator==(const StatedMarker&) const = default;
};
struct StatedPhoto {
    std::string reference;
    std::string supplied_by;  // agency
    std::optional<domain::Date> taken_on, expires_on;
    bool operator==(const StatedPhoto&) const = default;
};
struct StatedPlace {
    std::string place;     // id of a named place, "PLC-0001"
    std::string relation;  // frequents, banned_from, sleeps_at, works_at ...
    std::string note;
    bool operator==(const StatedPlace&) const = default;
};

// Everything one record says about one person. The first name is the one by which the record calls the person.
struct PersonFacts {
    std::vector<StatedName> names;
    std::optional<StatedBirth> birth;
    std::vector<StatedAddress> addresses;
    std::vector<std::string> safe_contacts;  // F2
    std::vector<StatedVulnerability> vulnerabilities;
    std::vector<StatedMarker> markers;
    std::vector<StatedPhoto> photos;
    std::vector<StatedPlace> places;
    bool operator==(const PersonFacts&) const = default;
};

// The facts of a person who is described by a name and a birth date or, where it is not known, an age as it appears today.
PersonFacts described(std::string_view name, const std::optional<domain::Date>& born, const std::optional<int>& estimated_age, std::string_view basis, domain::Date today);

// --- Changing, inside gate.perform() or perform_in_panel(); the record must exist (add_record) -------------------------------

// Makes a new person, standing on that record in that role ("nominal"), with these facts; answers PER-2026-0001.
std::string add_person(Writing& writing, std::string_view record, std::string_view role, const PersonFacts& facts);

// Puts a person who is already known on another record: not_found unless the actor may read them through some record. What is
// stated here becomes facts of this record; without names and birth, those that the actor may see are carried over.
domain::Outcome<bool> link_person(Writing& writing, std::string_view record, std::string_view role, std::string_view person, PersonFacts facts = {});

// Replaces what this record (the one being changed) says about the person. `version` is the one the form was made with:
// a conflict when somebody saved meanwhile. Protected facts are kept where the permit does not include them. Answers the new version.
domain::Outcome<int> edit_person(Writing& writing, std::string_view record, std::string_view person, int version, const PersonFacts& facts);

// --- Reading ----------------------------------------------------------------------------------------------------------------

// A fact and the record it came from.
template <class T>
struct Sourced {
    T fact;
    std::string record;
};

struct PersonOnRecord {
    std::string record;
    std::string kind;   // "nominal"
    std::string panel;
    std::string role;
    domain::Instant opened{};
};

// What the viewer may know of one person, from all the records that they may read.
struct Person {
    std::string id;
    std::vector<Sourced<StatedName>> names;  // the newest record's name first
    std::vector<Sourced<StatedBirth>> births;
    std::vector<Sourced<StatedAddress>> addresses;
    std::vector<Sourced<StatedVulnerability>> vulnerabilities;
    std::vector<Sourced<StatedMarker>> markers;
    std::vector<Sourced<StatedPhoto>> photos;
    std::vector<Sourced<StatedPlace>> places;
    std::vector<PersonOnRecord> records;  // newest first
    bool has_protected = false;           // something protected stands on a readable record: "Protected address"
    bool may_reveal = false;              // and the viewer may ask to see it
    std::string name() const;             // "Dean Harwell"
};

domain::Outcome<Person> open_person(Gate& gate, std::string_view id);

// The protected facts, by an act and a ledger entry of its own (Action::reveal).
struct ProtectedFacts {
    std::vector<Sourced<StatedAddress>> addresses;
    std::vector<Sourced<std::string>> safe_contacts;
    std::vector<Sourced<StatedVulnerability>> vulnerabilities;
};
domain::Outcome<ProtectedFacts> reveal_protected(Gate& gate, std::string_view id);

// What one record says about one person, with the version for the form: inside gate.open(record, ...). Nothing when the person is
// not on it. Protected facts only where the permit includes them.
struct FactsOnRecord {
    std::string person;
    std::string role;
    int version = 0;
    std::string changed_by;  // account, name below
    std::string changed_by_name;
    domain::Instant changed_at{};
    bool protected_too = false;  // the permit includes them
    PersonFacts facts;
};
std::optional<FactsOnRecord> facts_on_record(Reading& reading, std::string_view record, std::string_view person);
// The same for the one person that a nominal is about.
std::optional<FactsOnRecord> subject_of(Reading& reading, std::string_view record, std::string_view role);
std::optional<FactsOnRecord> subject_of(Writing& writing, std::string_view record, std::string_view role);

// One line of a list: who, how old, through which records.
struct PersonLine {
    std::string id;
    std::string name;
    std::vector<std::string> other_names;
    std::optional<StatedBirth> birth;
    std::string address;  // the newest that may be seen, one line; empty when none
    std::vector<std::string> records;
};
// People the actor may see, by surname. `after` is the last line of the page before.
struct PeoplePage {
    std::vector<PersonLine> people;
    std::string next;  // empty: last page
};
PeoplePage list_people(Gate& gate, std::string_view after = {}, int page_size = 25);

// The lines of these people, those the actor may see.
std::vector<PersonLine> people_lines(Gate& gate, const std::vector<std::string>& ids);

// People like the one described, through the scope: before anyone new is added. At most 10, likeliest first.
struct LikelyMatch {
    PersonLine person;
    std::vector<std::string> why;  // "Same name", "Deano is short for Dean", "Sounds alike", "Day and month swapped"
};
std::vector<LikelyMatch> likely_matches(Gate& gate, std::string_view typed_name, std::optional<domain::Date> born);

}  // namespace casework::persistence
