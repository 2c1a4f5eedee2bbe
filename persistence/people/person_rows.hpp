// The rows of people, read under a condition: used by everything in this folder and by search. Not for other folders.
#pragma once

#include <map>

#include "persistence/people/people.hpp"

namespace casework::persistence::person_rows {

// Which facts may be read: a condition over `record r` and `f.field_class`, with what it binds.
struct Readable {
    std::string condition;
    std::vector<Bind> binds;
    std::vector<Bind> with_person(const std::string& person) const;
};
Readable through_scope(const auth::Scope& scope, domain::Instant now);
// The facts of one record that the permit shows.
Readable on_record(const auth::Permit& permit, const std::string& record);

std::vector<Sourced<StatedName>> names(Transaction& tx, const Readable& readable, const std::string& person);
std::vector<Sourced<StatedBirth>> births(Transaction& tx, const Readable& readable, const std::string& person);
std::vector<Sourced<StatedAddress>> addresses(Transaction& tx, const Readable& readable, const std::string& person);
std::vector<Sourced<std::string>> contacts(Transaction& tx, const Readable& readable, const std::string& person);
std::vector<Sourced<StatedVulnerability>> vulnerabilities(Transaction& tx, const Readable& readable, const std::string& person);
std::vector<Sourced<StatedMarker>> markers(Transaction& tx, const Readable& readable, const std::string& person);
std::vector<Sourced<StatedPhoto>> photos(Transaction& tx, const Readable& readable, const std::string& person);
std::vector<Sourced<StatedPlace>> places(Transaction& tx, const Readable& readable, const std::string& person);
// The records that lead to the person: those whose identity facts may be read.
std::vector<PersonOnRecord> records(Transaction& tx, const auth::Scope& scope, domain::Instant now, const std::string& person);

// Lines of a list, by person; none for whom no readable record leads to.
std::map<std::string, PersonLine> lines(Listing& listing, const std::vector<std::string>& people);

inline std::optional<domain::Date> date(const std::optional<std::string>& text) { return text ? domain::parse_iso_date(*text) : std::nullopt; }
inline std::string day(const std::optional<domain::Date>& date) { return date ? domain::iso_date(*date) : std::string{}; }

}  // namespace casework::persistence::person_rows
