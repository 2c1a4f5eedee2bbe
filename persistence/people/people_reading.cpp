// Opening and listing people, and revealing what is protected.
#include <algorithm>

#include "persistence/people/person_rows.hpp"

namespace casework::persistence {
namespace {

using auth::Action;
using domain::LoggedOperation;

// What a reveal would show: tells the page whether to offer it, without reading any of it.
bool holds_protected(Transaction& tx, const auth::Scope& scope, domain::Instant now, const std::string& person) {
    auto sql = scope_sql(scope, now, "0");
    sql.binds.push_back(with("person", person));
    int found = 0;
    return tx.one("SELECT 1 FROM record_person p JOIN record r ON r.id = p.record_id WHERE p.person_id = :person AND " + sql.condition +
                      " AND (EXISTS (SELECT 1 FROM person_address a WHERE a.person_id = p.person_id AND a.record_id = r.id AND a.field_class = 2)"
                      " OR EXISTS (SELECT 1 FROM person_contact c WHERE c.person_id = p.person_id AND c.record_id = r.id)"
                      " OR EXISTS (SELECT 1 FROM person_vulnerability v WHERE v.person_id = p.person_id AND v.record_id = r.id AND v.field_class = 2)) LIMIT 1",
                  sql.binds, {&found});
}

template <class T>
std::vector<T> plain(std::vector<Sourced<T>> sourced) {
    std::vector<T> facts;
    for (auto& s : sourced) facts.push_back(std::move(s.fact));
    return facts;
}

PersonFacts facts_under(Transaction& tx, const person_rows::Readable& readable, const std::string& person) {
    PersonFacts facts;
    facts.names = plain(person_rows::names(tx, readable, person));
    if (auto births = person_rows::births(tx, readable, person); !births.empty()) facts.birth = std::move(births.front().fact);
    facts.addresses = plain(person_rows::addresses(tx, readable, person));
    facts.safe_contacts = plain(person_rows::contacts(tx, readable, person));
    facts.vulnerabilities = plain(person_rows::vulnerabilities(tx, readable, person));
    facts.markers = plain(person_rows::markers(tx, readable, person));
    facts.photos = plain(person_rows::photos(tx, readable, person));
    facts.places = plain(person_rows::places(tx, readable, person));
    return facts;
}

std::optional<FactsOnRecord> facts_permitted(Transaction& tx, const auth::Permit& permit, std::string_view record, std::string_view person) {
    if (!permit.fields().f1) return std::nullopt;
    FactsOnRecord found;
    found.person = person;
    std::int64_t at = 0;
    if (!tx.one("SELECT p.role, p.version, p.changed_by, p.changed_at, coalesce(a.name, '') FROM record_person p LEFT JOIN account a ON a.id = p.changed_by "
                "WHERE p.record_id = :record AND p.person_id = :person",
                {with("record", record), with("person", person)}, {&found.role, &found.version, &found.changed_by, &at, &found.changed_by_name}))
        return std::nullopt;
    found.changed_at = domain::Instant{std::chrono::microseconds{at}};
    found.protected_too = permit.fields().f2;
    found.facts = facts_under(tx, person_rows::on_record(permit, std::string(record)), found.person);
    return found;
}

std::optional<FactsOnRecord> subject_permitted(Transaction& tx, const auth::Permit& permit, std::string_view record, std::string_view role) {
    std::string person;
    if (!tx.one("SELECT person_id FROM record_person WHERE record_id = :record AND role = :role ORDER BY person_id", {with("record", record), with("role", role)}, {&person}))
        return std::nullopt;
    return facts_permitted(tx, permit, record, person);
}

// Where a page of the list starts: the sort key of the line before, read again through the scope. The token holds no name.
struct Position {
    std::string key, person;
};
Position position_of(Listing& listing, std::string_view token) {
    const auto mark = token.find('.');
    if (mark == token.npos) return {};
    auto sql = scope_sql(listing.scope, listing.now, "f.field_class");
    sql.binds.push_back(with("person", token.substr(0, mark)));
    sql.binds.push_back(with("from", token.substr(mark + 1)));
    std::string key;
    if (!listing.tx.one("SELECT f.sort_key FROM person_name f JOIN record r ON r.id = f.record_id WHERE f.person_id = :person AND f.record_id = :from AND "
                        "f.ordinal = 0 AND " + sql.condition,
                        sql.binds, {&key}))
        return {};
    return {key, std::string(token.substr(0, mark))};
}

// The lines in that order, with what they show noted for the ledger. Somebody who is named twice has two lines.
std::vector<PersonLine> lines_of(Listing& listing, const std::vector<std::string>& people) {
    const auto known = person_rows::lines(listing, people);
    std::vector<PersonLine> lines;
    for (const auto& person : people) {
        const auto line = known.find(person);
        if (line == known.end()) continue;
        listing.shown.push_back(person);
        listing.shown.insert(listing.shown.end(), line->second.records.begin(), line->second.records.end());
        lines.push_back(line->second);
    }
    return lines;
}

constexpr int few_records = 2000;

// The next names in their order, a few for each line: enough for who may read a good part of them.
ScopeSql statement_of_near_names(Listing& listing) {
    auto sql = scope_sql(listing.scope, listing.now, "f.field_class");
    return {"SELECT f.sort_key, f.person_id, min(f.record_id) FROM (SELECT sort_key, person_id, record_id, field_class FROM person_name WHERE ordinal = 0 AND "
            "(sort_key, person_id) > (:after_key, :after_person) ORDER BY sort_key, person_id LIMIT 4 * :most) f CROSS JOIN record r WHERE r.id = f.record_id AND " +
                sql.condition + " GROUP BY f.sort_key, f.person_id ORDER BY f.sort_key, f.person_id LIMIT :most",
            std::move(sql.binds)};
}

// The statement of any page. Someone who may read few records is answered from these, everybody else from the names in their order:
// either way round, walking past what may not be read would take seconds in a large partnership.
ScopeSql list_statement(Listing& listing) {
    auto of_records = scope_sql(listing.scope, listing.now, "1");
    auto probe = of_records.binds;
    probe.push_back(with("few", few_records + 1));
    std::int64_t records = 0;
    listing.tx.one("SELECT count(*) FROM (SELECT 1 FROM record r WHERE " + of_records.condition + " LIMIT :few) readable", probe, {&records});
    constexpr std::string_view page = "(f.sort_key, f.person_id) > (:after_key, :after_person) GROUP BY f.sort_key, f.person_id ORDER BY f.sort_key, f.person_id LIMIT :most";
    if (records <= few_records)
        return {"WITH readable AS MATERIALIZED (SELECT r.id FROM record r WHERE " + of_records.condition +
                    ") SELECT f.sort_key, f.person_id, min(f.record_id) FROM readable JOIN record_person p ON p.record_id = readable.id JOIN person_name f ON "
                    "f.person_id = p.person_id AND f.record_id = p.record_id AND f.ordinal = 0 AND f.field_class = 1 WHERE " + std::string(page),
                std::move(of_records.binds)};
    auto sql = scope_sql(listing.scope, listing.now, "f.field_class");
    return {"SELECT f.sort_key, f.person_id, min(f.record_id) FROM person_name f JOIN record r ON r.id = f.record_id WHERE f.ordinal = 0 AND " + sql.condition + " AND " +
                std::string(page),
            std::move(sql.binds)};
}

struct Place {
    std::string person, record;
};

// Once for each name by which a record calls the person; the same name on two records is one line.
std::vector<Place> places_after(Listing& listing, const Position& from, ScopeSql statement, int most) {
    auto& binds = statement.binds;
    binds.push_back(with("after_key", from.key));
    binds.push_back(with("after_person", from.person));
    binds.push_back(with("most", most));
    std::vector<Place> rows;
    std::string sort_key;
    Place row;
    listing.tx.each(statement.condition, binds, {&sort_key, &row.person, &row.record}, [&] { rows.push_back(row); });
    return rows;
}

}  // namespace

std::string Person::name() const { return names.empty() ? std::string{} : names.front().fact.full; }

domain::Outcome<Person> open_person(Gate& gate, std::string_view id) {
    const Act act{Action::read, "read", "person"};
    return gate.open_through(id, act, [&](Listing& listing) -> std::optional<Person> {
        using namespace person_rows;
        auto& tx = listing.tx;
        Person person;
        person.id = id;
        person.records = records(tx, listing.scope, listing.now, person.id);
        if (person.records.empty()) return std::nullopt;
        const auto readable = through_scope(listing.scope, listing.now);
        person.names = names(tx, readable, person.id);
        person.births = births(tx, readable, person.id);
        person.addresses = addresses(tx, readable, person.id);
        person.vulnerabilities = vulnerabilities(tx, readable, person.id);
        person.markers = markers(tx, readable, person.id);
        person.photos = photos(tx, readable, person.id);
        person.places = places(tx, readable, person.id);
        person.has_protected = holds_protected(tx, listing.scope, listing.now, person.id);
        person.may_reveal = holds_protected(tx, auth::scope(gate.actor(), Action::reveal, listing.today, listing.now), listing.now, person.id);
        for (const auto& record : person.records) listing.shown.push_back(record.record);
        return person;
    });
}

domain::Outcome<ProtectedFacts> reveal_protected(Gate& gate, std::string_view id) {
    const Act act{Action::reveal, "reveal", "person"};
    return gate.open_through(id, act, [&](Listing& listing) -> std::optional<ProtectedFacts> {
        const std::string person(id);
        auto readable = person_rows::through_scope(listing.scope, listing.now);
        readable.condition += " AND f.field_class = 2";
        ProtectedFacts facts;
        facts.addresses = person_rows::addresses(listing.tx, readable, person);
        facts.safe_contacts = person_rows::contacts(listing.tx, readable, person);
        facts.vulnerabilities = person_rows::vulnerabilities(listing.tx, readable, person);
        if (facts.addresses.empty() && facts.safe_contacts.empty() && facts.vulnerabilities.empty()) return std::nullopt;
        const auto show = [&](const auto& list) {
            for (const auto& fact : list)
                if (std::ranges::find(listing.shown, fact.record) == listing.shown.end()) listing.shown.push_back(fact.record);
        };
        show(facts.addresses);
        show(facts.safe_contacts);
        show(facts.vulnerabilities);
        return facts;
    });
}

std::optional<FactsOnRecord> facts_on_record(Reading& reading, std::string_view record, std::string_view person) {
    return facts_permitted(reading.tx, reading.permit, record, person);
}
std::optional<FactsOnRecord> subject_of(Reading& reading, std::string_view record, std::string_view role) {
    return subject_permitted(reading.tx, reading.permit, record, role);
}
std::optional<FactsOnRecord> subject_of(Writing& writing, std::string_view record, std::string_view role) {
    return subject_permitted(writing.tx, writing.permit, record, role);
}

PeoplePage list_people(Gate& gate, std::string_view after, int page_size) {
    const Act act{Action::list, "list", "person"};
    return gate.find(act, [&](Listing& listing) {
        const Position from = position_of(listing, after);
        auto rows = places_after(listing, from, statement_of_near_names(listing), page_size + 1);
        if (std::cmp_less_equal(rows.size(), page_size)) rows = places_after(listing, from, list_statement(listing), page_size + 1);
        PeoplePage page;
        const bool more = rows.size() > static_cast<std::size_t>(page_size);
        if (more) rows.pop_back();
        std::vector<std::string> people;
        for (const auto& place : rows) people.push_back(place.person);
        page.people = lines_of(listing, people);
        if (more) page.next = rows.back().person + "." + rows.back().record;
        return page;
    });
}

std::vector<PersonLine> people_lines(Gate& gate, const std::vector<std::string>& ids) {
    return gate.find({Action::list, "list", "person"}, [&](Listing& listing) { return lines_of(listing, ids); });
}

}  // namespace casework::persistence
