// Adding people to records, linking those already known, and changing what a record says about them.
#include <algorithm>
#include <set>

#include "domain/text.hpp"
#include "persistence/access/declared_interests.hpp"
#include "persistence/people/name_keys.hpp"
#include "persistence/people/person_rows.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {
namespace {

using domain::FieldClass;
using domain::RefusalKind;

// One person on one record: where every fact below is written.
struct Stand {
    Transaction& tx;
    std::string person, record;
    std::vector<Bind> binds(std::vector<Bind> more) const {
        more.push_back(with("person", person));
        more.push_back(with("record", record));
        return more;
    }
};

std::optional<std::string> iso(const std::optional<domain::Date>& date) { return date ? std::optional(domain::iso_date(*date)) : std::nullopt; }

void learn_word(Transaction& tx, const std::string& word) {
    if (tx.run("INSERT INTO name_word (word, sound) VALUES (:word, :sound) ON CONFLICT DO NOTHING", {with("word", word), with("sound", sound_of(word))}) == 0) return;
    for (const auto& form : shortened(word))
        tx.run("INSERT INTO name_word_near (shortened, word) VALUES (:form, :word) ON CONFLICT DO NOTHING", {with("form", form), with("word", word)});
}

void write_names(const Stand& at, const std::vector<StatedName>& names) {
    int ordinal = 0;
    for (const auto& name : names) {
        const auto key = surname_first(name.full);
        at.tx.run("INSERT INTO person_name (person_id, record_id, ordinal, kind, full_name, sort_key) VALUES (:person, :record, :ordinal, :kind, :full, :key)",
                  at.binds({with("ordinal", ordinal), with("kind", name.kind), with("full", name.full), with("key", key)}));
        const auto words = folded_words(name.full);
        for (const auto& word : std::set<std::string>(words.begin(), words.end())) {
            at.tx.run("INSERT INTO person_word (word, sort_key, person_id, record_id, ordinal) VALUES (:word, :key, :person, :record, :ordinal)",
                      at.binds({with("word", word), with("key", key), with("ordinal", ordinal)}));
            learn_word(at.tx, word);
        }
        ++ordinal;
    }
}

void write_birth(const Stand& at, const std::optional<StatedBirth>& birth) {
    if (!birth) return;
    const auto age = birth->estimated_age ? std::optional<std::int64_t>(*birth->estimated_age) : std::nullopt;
    at.tx.run("INSERT INTO person_birth (person_id, record_id, born, estimated_age, estimated_on, basis) VALUES (:person, :record, :born, :age, :on, :basis)",
              at.binds({with("born", iso(birth->born)), with("age", age), with("on", iso(birth->estimated_on)), with("basis", birth->basis)}));
}

// Protected rows may stand here unseen: numbering goes on after them.
int next_ordinal(const Stand& at, const char* sql) {
    int next = 0;
    at.tx.one(sql, at.binds({}), {&next});
    return next;
}

void write_addresses(const Stand& at, const std::vector<StatedAddress>& addresses) {
    int ordinal = next_ordinal(at, "SELECT coalesce(max(ordinal), -1) + 1 FROM person_address WHERE person_id = :person AND record_id = :record");
    for (const auto& a : addresses) {
        const auto field_class = a.kind == "protected" ? FieldClass::f2 : FieldClass::f1;
        at.tx.run("INSERT INTO person_address (person_id, record_id, ordinal, kind, address, postcode, from_day, to_day, field_class) VALUES "
                  "(:person, :record, :ordinal, :kind, :address, :postcode, :from_day, :to_day, :class)",
                  at.binds({with("ordinal", ordinal++), with("kind", a.kind), with("address", a.address), with("postcode", a.postcode), with("from_day", iso(a.from)),
                            with("to_day", iso(a.to)), with("class", static_cast<int>(field_class))}));
    }
}

void write_contacts(const Stand& at, const std::vector<std::string>& notes) {
    int ordinal = next_ordinal(at, "SELECT coalesce(max(ordinal), -1) + 1 FROM person_contact WHERE person_id = :person AND record_id = :record");
    for (const auto& note : notes)
        at.tx.run("INSERT INTO person_contact (person_id, record_id, ordinal, note) VALUES (:person, :record, :ordinal, :note)",
                  at.binds({with("ordinal", ordinal++), with("note", note)}));
}

void write_codes(const Stand& at, const PersonFacts& facts) {
    for (const auto& v : facts.vulnerabilities)
        at.tx.run("INSERT INTO person_vulnerability (person_id, record_id, code, note, field_class) VALUES (:person, :record, :code, :note, :class) "
                  "ON CONFLICT DO NOTHING",
                  at.binds({with("code", v.code), with("note", v.note), with("class", static_cast<int>(v.field_class))}));
    for (const auto& m : facts.markers)
        at.tx.run("INSERT INTO person_marker (person_id, record_id, code, note, until_day) VALUES (:person, :record, :code, :note, :until) ON CONFLICT DO NOTHING",
                  at.binds({with("code", m.code), with("note", m.note), with("until", iso(m.until))}));
    for (const auto& p : facts.photos)
        at.tx.run("INSERT INTO person_photo (person_id, record_id, reference, supplied_by, taken_on, expires_on) VALUES "
                  "(:person, :record, :reference, :by, :taken, :expires) ON CONFLICT DO NOTHING",
                  at.binds({with("reference", p.reference), with("by", p.supplied_by), with("taken", iso(p.taken_on)), with("expires", iso(p.expires_on))}));
    for (const auto& p : facts.places)
        at.tx.run("INSERT INTO person_place (person_id, record_id, place_id, relation, note) VALUES (:person, :record, :place, :relation, :note) "
                  "ON CONFLICT DO NOTHING",
                  at.binds({with("place", p.place), with("relation", p.relation), with("note", p.note)}));
}

void write_facts(const Stand& at, const PersonFacts& facts) {
    write_names(at, facts.names);
    write_birth(at, facts.birth);
    write_addresses(at, facts.addresses);
    write_contacts(at, facts.safe_contacts);
    write_codes(at, facts);
}

void stand_on(Writing& writing, const Stand& at, std::string_view role) {
    at.tx.run("INSERT INTO record_person (record_id, person_id, role, changed_by, changed_at) VALUES (:record, :person, :role, :by, :at)",
              at.binds({with("role", role), with("by", writing.actor.account), with("at", micros(writing.now))}));
    writing.entry.objects.push_back(at.person);
}

// Everything that the permit shows goes, and what the form says takes its place; what it does not show stays.
void remove_shown(Writing& writing, const Stand& at) {
    const auto& fields = writing.permit.fields();
    const auto shown = [&] { return at.binds({with("f0", fields.f0), with("f1", fields.f1), with("f2", fields.f2)}); };
#define CASEWORK_SHOWN_OF(table) \
    "DELETE FROM " table " WHERE person_id = :person AND record_id = :record AND ((field_class = 0 AND 1 = :f0) OR (field_class = 1 AND 1 = :f1) OR (field_class = 2 AND 1 = :f2))"
    for (const char* sql : {CASEWORK_SHOWN_OF("person_name"), CASEWORK_SHOWN_OF("person_word"), CASEWORK_SHOWN_OF("person_birth"), CASEWORK_SHOWN_OF("person_address"),
                            CASEWORK_SHOWN_OF("person_contact"), CASEWORK_SHOWN_OF("person_vulnerability"), CASEWORK_SHOWN_OF("person_marker"),
                            CASEWORK_SHOWN_OF("person_photo"), CASEWORK_SHOWN_OF("person_place")})
        at.tx.run(sql, shown());
#undef CASEWORK_SHOWN_OF
}

// The names of the fields that stand in the ledger: which kinds were stated, never what they say.
void name_fields(domain::LedgerEntry& entry, const PersonFacts& facts) {
    const auto add = [&](bool stated, const char* field) {
        if (stated && std::ranges::find(entry.fields, field) == entry.fields.end()) entry.fields.emplace_back(field);
    };
    add(!facts.names.empty(), "names");
    add(facts.birth.has_value(), "birth");
    add(!facts.addresses.empty(), "addresses");
    add(!facts.safe_contacts.empty(), "safe_contacts");
    add(!facts.vulnerabilities.empty(), "vulnerabilities");
    add(!facts.markers.empty(), "markers");
    add(!facts.photos.empty(), "photos");
    add(!facts.places.empty(), "places");
}

}  // namespace

PersonFacts described(std::string_view name, const std::optional<domain::Date>& born, const std::optional<int>& estimated_age, std::string_view basis, domain::Date today) {
    PersonFacts facts;
    if (!domain::trimmed(name).empty()) facts.names.push_back({"name", domain::tidy_line(name)});
    if (born) facts.birth = StatedBirth{born, {}, {}, ""};
    else if (estimated_age) facts.birth = StatedBirth{{}, estimated_age, today, std::string(basis)};
    return facts;
}

std::string add_person(Writing& writing, std::string_view record, std::string_view role, const PersonFacts& facts) {
    const Stand at{writing.tx, next_reference(writing.tx, "PER", writing.today), std::string(record)};
    at.tx.run("INSERT INTO person (id, opened_at) VALUES (:id, :at)", {with("id", at.person), with("at", micros(writing.now))});
    stand_on(writing, at, role);
    write_facts(at, facts);
    name_fields(writing.entry, facts);
    keep_conflicted_away(writing, at.record, at.person);
    return at.person;
}

domain::Outcome<bool> link_person(Writing& writing, std::string_view record, std::string_view role, std::string_view person, PersonFacts facts) {
    const Stand at{writing.tx, std::string(person), std::string(record)};
    const auto readable = person_rows::through_scope(writing.scope, writing.now);
    const auto names = person_rows::names(at.tx, readable, at.person);
    if (names.empty()) return domain::not_found();
    if (facts.names.empty())
        for (const auto& name : names)
            if (std::ranges::find(facts.names, name.fact.full, &StatedName::full) == facts.names.end()) facts.names.push_back(name.fact);
    if (!facts.birth) {
        const auto births = person_rows::births(at.tx, readable, at.person);
        const auto exact = std::ranges::find_if(births, [](const auto& b) { return b.fact.born.has_value(); });
        if (!births.empty()) facts.birth = exact == births.end() ? births.front().fact : exact->fact;
    }
    stand_on(writing, at, role);
    write_facts(at, facts);
    name_fields(writing.entry, facts);
    keep_conflicted_away(writing, at.record, at.person);
    return true;
}

domain::Outcome<int> edit_person(Writing& writing, std::string_view record, std::string_view person, int version, const PersonFacts& facts) {
    if (writing.permit.record() != record) return domain::not_found();
    const Stand at{writing.tx, std::string(person), std::string(record)};
    int stored = 0;
    if (!at.tx.one("SELECT version FROM record_person WHERE record_id = :record AND person_id = :person", at.binds({}), {&stored})) return domain::not_found();
    if (stored != version)
        return domain::refuse(RefusalKind::conflict, {}, "Someone else has changed these details since you opened them");
    if (facts.names.empty() || folded(facts.names.front().full).empty())
        return domain::refuse(RefusalKind::invalid, "full_name", "Enter the person’s full name");
    at.tx.run("UPDATE record_person SET version = version + 1, changed_by = :by, changed_at = :at WHERE record_id = :record AND person_id = :person",
              at.binds({with("by", writing.actor.account), with("at", micros(writing.now))}));
    remove_shown(writing, at);
    write_facts(at, facts);
    if (std::ranges::find(writing.entry.objects, at.person) == writing.entry.objects.end()) writing.entry.objects.push_back(at.person);
    name_fields(writing.entry, facts);
    keep_conflicted_away(writing, at.record, at.person);
    return version + 1;
}

}  // namespace casework::persistence
