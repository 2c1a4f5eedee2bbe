// Comparing and checking what a record says about a person.
#include "persistence/people/person_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "domain/nominals/codes.hpp"
#include "domain/people/codes.hpp"
#include "domain/text.hpp"

namespace casework::persistence {
namespace {

namespace codes = domain::people;
using domain::FieldClass;
using domain::Refusals;

std::string listed(const std::vector<std::string>& items) {
    std::string out;
    for (const auto& item : items) out += (out.empty() ? "" : "; ") + item;
    return out;
}
std::string with_day(std::string words, std::string_view before, const std::optional<domain::Date>& day) {
    return day ? fmt::format("{}{}{}", words, before, domain::long_date(*day)) : words;
}
std::string with_note(std::string words, const std::string& note) { return note.empty() ? words : fmt::format("{} ({})", words, domain::tidy_line(note)); }

template <class T>
std::string joined(const std::vector<T>& facts, const std::function<bool(const T&)>& counts, const std::function<std::string(const T&)>& words) {
    std::vector<std::string> items;
    for (const auto& fact : facts)
        if (counts(fact)) items.push_back(words(fact));
    return listed(items);
}

std::string birth_words(const std::optional<StatedBirth>& birth) {
    if (!birth) return {};
    if (birth->born) return domain::long_date(*birth->born);
    if (!birth->estimated_age) return {};
    const auto age = fmt::format("about {} years old", *birth->estimated_age);
    return with_note(with_day(age, " on ", birth->estimated_on), domain::lower_first(domain::words_for(codes::age_bases(), birth->basis)));
}

std::string address_words(const StatedAddress& a) {
    auto words = domain::words_for(codes::address_kinds(), a.kind);
    if (!a.address.empty()) words += ": " + domain::tidy_line(a.address);
    if (!a.postcode.empty()) words += ", " + a.postcode;
    return with_day(with_day(std::move(words), ", from ", a.from), " to ", a.to);
}

std::string place_name(Transaction& tx, const std::string& id) {
    std::string name;
    return tx.one("SELECT name FROM place WHERE id = :id", {with("id", id)}, {&name}) ? name : id;
}

bool is_protected(const StatedAddress& a) { return a.kind == "protected"; }
bool is_health(const StatedVulnerability& v) { return v.field_class == FieldClass::f2; }
std::string vulnerability_words(const StatedVulnerability& v) { return with_note(domain::words_for(domain::nominals::vulnerabilities(), v.code), v.note); }

// Two parts of one list that are edited apart, because one of them is protected.
template <class T>
void take_part(std::vector<T>& facts, const std::vector<T>& other, const std::function<bool(const T&)>& of_part) {
    std::erase_if(facts, of_part);
    std::ranges::copy_if(other, std::back_inserter(facts), of_part);
}

struct Checks {
    Refusals refusals;
    void need(bool holds, std::string field, std::string message) {
        if (!holds) refusals.push_back({domain::RefusalKind::invalid, std::move(field), std::move(message), {}});
    }
    void known(domain::CodeList list, std::string_view code, std::string field, std::string what) {
        need(domain::has_code(list, code), std::move(field), "Select " + what + " from the list");
    }
    void in_order(const std::optional<domain::Date>& from, const std::optional<domain::Date>& to, std::string field, std::string message) {
        need(!from || !to || *from <= *to, std::move(field), std::move(message));
    }
};

std::string at(std::string_view stem, std::size_t i, std::string_view part) { return fmt::format("{}-{}-{}", stem, i, part); }

void check_who(Checks& check, const PersonFacts& facts, domain::Date today) {
    check.need(!facts.names.empty() && !domain::trimmed(facts.names.front().full).empty(), "full_name", "Enter the person’s full name");
    for (std::size_t i = 1; i < facts.names.size(); ++i) check.known(codes::name_kinds(), facts.names[i].kind, at("name", i - 1, "kind"), "what kind of name it is");
    if (!facts.birth) return;
    check.need(!facts.birth->born || *facts.birth->born <= today, "born-day", "Birth date must be today or in the past");
    check.need(!facts.birth->born || !facts.birth->estimated_age, "age", "Give the birth date or an estimated age, not both");
    if (facts.birth->estimated_age) check.known(codes::age_bases(), facts.birth->basis, "basis", "how the age is known");
}

void check_where(Checks& check, Transaction& tx, const PersonFacts& facts) {
    for (std::size_t i = 0; i < facts.addresses.size(); ++i) {
        const auto& a = facts.addresses[i];
        check.known(codes::address_kinds(), a.kind, at("address", i, "kind"), "what kind of address it is");
        check.need(a.kind == "no_fixed" || !a.address.empty(), at("address", i, "lines"), "Enter the address");
        check.in_order(a.from, a.to, at("address", i, "to"), "The day the address ended must be after the day it began");
    }
    for (std::size_t i = 0; i < facts.places.size(); ++i) {
        std::string name;
        check.need(tx.one("SELECT name FROM place WHERE id = :id", {with("id", facts.places[i].place)}, {&name}), at("place", i, "id"), "Select a place from the list");
        check.known(codes::place_relations(), facts.places[i].relation, at("place", i, "relation"), "what the person does there");
    }
}

// One row a code: a second would say two things about one matter.
template <class T>
bool said_before(const std::vector<T>& facts, std::size_t i) {
    return std::ranges::any_of(facts.begin(), facts.begin() + static_cast<std::ptrdiff_t>(i), [&](const T& earlier) { return earlier.code == facts[i].code; });
}

void check_care(Checks& check, Transaction& tx, const PersonFacts& facts) {
    for (std::size_t i = 0; i < facts.vulnerabilities.size(); ++i) {
        const auto field = at("vulnerability", i, "code");
        check.known(domain::nominals::vulnerabilities(), facts.vulnerabilities[i].code, field, "the vulnerability");
        check.need(!said_before(facts.vulnerabilities, i), field, "Each vulnerability can stand once: put both notes together");
    }
    for (std::size_t i = 0; i < facts.markers.size(); ++i) {
        const auto field = at("marker", i, "code");
        check.known(codes::markers(), facts.markers[i].code, field, "the staff safety marker");
        check.need(!said_before(facts.markers, i), field, "Each marker can stand once: put both notes together");
    }
    for (std::size_t i = 0; i < facts.photos.size(); ++i) {
        const auto& p = facts.photos[i];
        std::string name;
        check.need(tx.one("SELECT name FROM agency WHERE id = :id", {with("id", p.supplied_by)}, {&name}), at("photo", i, "by"), "Select the agency that supplied the photograph");
        check.in_order(p.taken_on, p.expires_on, at("photo", i, "expires"), "The day the photograph expires must be after the day it was taken");
    }
}

}  // namespace

domain::FieldValues person_values(Transaction& tx, const PersonFacts& facts, bool protected_too) {
    const std::function<bool(const StatedAddress&)> kept_address = is_protected, open_address = std::not_fn(kept_address);
    const std::function<bool(const StatedVulnerability&)> health = is_health, other = std::not_fn(health);
    const std::function<std::string(const StatedAddress&)> address = address_words;
    const std::function<std::string(const StatedVulnerability&)> vulnerability = vulnerability_words;
    std::vector<std::string> others, markers, photos, places;
    for (std::size_t i = 1; i < facts.names.size(); ++i) others.push_back(fmt::format("{}: {}", domain::words_for(codes::name_kinds(), facts.names[i].kind), facts.names[i].full));
    for (const auto& m : facts.markers) markers.push_back(with_day(with_note(domain::words_for(codes::markers(), m.code), m.note), ", to ", m.until));
    for (const auto& p : facts.photos) photos.push_back(with_day(with_day(p.reference, ", taken ", p.taken_on), ", to ", p.expires_on));
    for (const auto& p : facts.places)
        places.push_back(with_note(fmt::format("{}: {}", place_name(tx, p.place), domain::lower_first(domain::words_for(codes::place_relations(), p.relation))), p.note));
    domain::FieldValues values{{"full_name", facts.names.empty() ? std::string{} : facts.names.front().full},
                               {"other_names", listed(others)},
                               {"birth", birth_words(facts.birth)},
                               {"addresses", joined(facts.addresses, open_address, address)},
                               {"vulnerabilities", joined(facts.vulnerabilities, other, vulnerability)},
                               {"markers", listed(markers)},
                               {"photographs", listed(photos)},
                               {"places", listed(places)}};
    if (!protected_too) return values;
    values.push_back({"protected_addresses", joined(facts.addresses, kept_address, address)});
    values.push_back({"safe_contact", listed(facts.safe_contacts)});
    values.push_back({"health", joined(facts.vulnerabilities, health, vulnerability)});
    return values;
}

void take_field(PersonFacts& facts, const PersonFacts& other, std::string_view field) {
    const std::function<bool(const StatedAddress&)> kept_address = is_protected, open_address = std::not_fn(kept_address);
    const std::function<bool(const StatedVulnerability&)> health = is_health, not_health = std::not_fn(health);
    const auto others_of = [](const PersonFacts& f) { return f.names.empty() ? f.names : std::vector<StatedName>(f.names.begin() + 1, f.names.end()); };
    const auto rename = [&](const std::vector<StatedName>& first, const std::vector<StatedName>& rest) {
        std::vector<StatedName> names(first.begin(), first.begin() + std::min<std::ptrdiff_t>(1, std::ssize(first)));
        names.insert(names.end(), rest.begin(), rest.end());
        facts.names = std::move(names);
    };
    if (field == "full_name") rename(other.names, others_of(facts));
    else if (field == "other_names") rename(facts.names, others_of(other));
    else if (field == "birth") facts.birth = other.birth;
    else if (field == "addresses") take_part(facts.addresses, other.addresses, open_address);
    else if (field == "protected_addresses") take_part(facts.addresses, other.addresses, kept_address);
    else if (field == "safe_contact") facts.safe_contacts = other.safe_contacts;
    else if (field == "vulnerabilities") take_part(facts.vulnerabilities, other.vulnerabilities, not_health);
    else if (field == "health") take_part(facts.vulnerabilities, other.vulnerabilities, health);
    else if (field == "markers") facts.markers = other.markers;
    else if (field == "photographs") facts.photos = other.photos;
    else if (field == "places") facts.places = other.places;
}

Refusals check_facts(Transaction& tx, const PersonFacts& facts, domain::Date today) {
    Checks check;
    check_who(check, facts, today);
    check_where(check, tx, facts);
    check_care(check, tx, facts);
    return std::move(check.refusals);
}

}  // namespace casework::persistence
