// Reading the facts about people: one statement for each kind of fact, all under the same condition.
#include "persistence/people/person_rows.hpp"

namespace casework::persistence::person_rows {
namespace {

using Day = std::optional<std::string>;

constexpr std::string_view newest_first = " ORDER BY r.opened_at DESC, r.id DESC";

// `columns` and `table` are literals of this file; only the condition comes from the gate.
std::string select(std::string_view columns, std::string_view table, const Readable& readable, std::string_view order) {
    std::string sql = "SELECT f.record_id, ";
    sql.append(columns).append(" FROM ").append(table).append(" f JOIN record r ON r.id = f.record_id WHERE f.person_id = :person AND ");
    return sql.append(readable.condition).append(newest_first).append(order);
}

}  // namespace

std::vector<Bind> Readable::with_person(const std::string& person) const {
    auto all = binds;
    all.push_back(with("person", person));
    return all;
}

Readable through_scope(const auth::Scope& scope, domain::Instant now) {
    auto sql = scope_sql(scope, now, "f.field_class");
    return {std::move(sql.condition), std::move(sql.binds)};
}

Readable on_record(const auth::Permit& permit, const std::string& record) {
    const auto& fields = permit.fields();
    return {"r.id = :on_record AND ((f.field_class = 0 AND 1 = :f0) OR (f.field_class = 1 AND 1 = :f1) OR (f.field_class = 2 AND 1 = :f2))",
            {with("on_record", record), with("f0", fields.f0), with("f1", fields.f1), with("f2", fields.f2)}};
}

std::vector<Sourced<StatedName>> names(Transaction& tx, const Readable& readable, const std::string& person) {
    std::vector<Sourced<StatedName>> found;
    Sourced<StatedName> row;
    tx.each(select("f.kind, f.full_name", "person_name", readable, ", f.ordinal"), readable.with_person(person), {&row.record, &row.fact.kind, &row.fact.full},
            [&] { found.push_back(row); });
    return found;
}

std::vector<Sourced<StatedBirth>> births(Transaction& tx, const Readable& readable, const std::string& person) {
    std::vector<Sourced<StatedBirth>> found;
    Sourced<StatedBirth> row;
    Day born, on;
    std::optional<std::int64_t> age;
    tx.each(select("f.born, f.estimated_age, f.estimated_on, f.basis", "person_birth", readable, ""), readable.with_person(person),
            {&row.record, &born, &age, &on, &row.fact.basis}, [&] {
                row.fact.born = date(born);
                row.fact.estimated_age = age ? std::optional(static_cast<int>(*age)) : std::nullopt;
                row.fact.estimated_on = date(on);
                found.push_back(row);
            });
    return found;
}

std::vector<Sourced<StatedAddress>> addresses(Transaction& tx, const Readable& readable, const std::string& person) {
    std::vector<Sourced<StatedAddress>> found;
    Sourced<StatedAddress> row;
    Day from, to;
    tx.each(select("f.kind, f.address, f.postcode, f.from_day, f.to_day", "person_address", readable, ", f.ordinal"), readable.with_person(person),
            {&row.record, &row.fact.kind, &row.fact.address, &row.fact.postcode, &from, &to}, [&] {
                row.fact.from = date(from);
                row.fact.to = date(to);
                found.push_back(row);
            });
    return found;
}

std::vector<Sourced<std::string>> contacts(Transaction& tx, const Readable& readable, const std::string& person) {
    std::vector<Sourced<std::string>> found;
    Sourced<std::string> row;
    tx.each(select("f.note", "person_contact", readable, ", f.ordinal"), readable.with_person(person), {&row.record, &row.fact}, [&] { found.push_back(row); });
    return found;
}

std::vector<Sourced<StatedVulnerability>> vulnerabilities(Transaction& tx, const Readable& readable, const std::string& person) {
    std::vector<Sourced<StatedVulnerability>> found;
    Sourced<StatedVulnerability> row;
    int field_class = 1;
    tx.each(select("f.code, f.note, f.field_class", "person_vulnerability", readable, ", f.code"), readable.with_person(person),
            {&row.record, &row.fact.code, &row.fact.note, &field_class}, [&] {
                row.fact.field_class = static_cast<domain::FieldClass>(field_class);
                found.push_back(row);
            });
    return found;
}

std::vector<Sourced<StatedMarker>> markers(Transaction& tx, const Readable& readable, const std::string& person) {
    std::vector<Sourced<StatedMarker>> found;
    Sourced<StatedMarker> row;
    Day until;
    tx.each(select("f.code, f.note, f.until_day", "person_marker", readable, ", f.code"), readable.with_person(person),
            {&row.record, &row.fact.code, &row.fact.note, &until}, [&] {
                row.fact.until = date(until);
                found.push_back(row);
            });
    return found;
}

std::vector<Sourced<StatedPhoto>> photos(Transaction& tx, const Readable& readable, const std::string& person) {
    std::vector<Sourced<StatedPhoto>> found;
    Sourced<StatedPhoto> row;
    Day taken, expires;
    tx.each(select("f.reference, f.supplied_by, f.taken_on, f.expires_on", "person_photo", readable, ", f.reference"), readable.with_person(person),
            {&row.record, &row.fact.reference, &row.fact.supplied_by, &taken, &expires}, [&] {
                row.fact.taken_on = date(taken);
                row.fact.expires_on = date(expires);
                found.push_back(row);
            });
    return found;
}

std::vector<Sourced<StatedPlace>> places(Transaction& tx, const Readable& readable, const std::string& person) {
    std::vector<Sourced<StatedPlace>> found;
    Sourced<StatedPlace> row;
    tx.each(select("f.place_id, f.relation, f.note", "person_place", readable, ", f.place_id, f.relation"), readable.with_person(person),
            {&row.record, &row.fact.place, &row.fact.relation, &row.fact.note}, [&] { found.push_back(row); });
    return found;
}

std::vector<PersonOnRecord> records(Transaction& tx, const auth::Scope& scope, domain::Instant now, const std::string& person) {
    // The link itself is a fact of class F0, so a one-line stub does not lead to the person.
    auto sql = scope_sql(scope, now, "0");
    std::vector<PersonOnRecord> found;
    PersonOnRecord row;
    std::int64_t opened = 0;
    sql.binds.push_back(with("person", person));
    tx.each("SELECT r.id, r.kind, r.panel, f.role, r.opened_at FROM record_person f JOIN record r ON r.id = f.record_id WHERE f.person_id = :person AND " +
                sql.condition + std::string(newest_first),
            sql.binds, {&row.record, &row.kind, &row.panel, &row.role, &opened}, [&] {
                row.opened = domain::Instant{std::chrono::microseconds{opened}};
                found.push_back(row);
            });
    return found;
}

}  // namespace casework::persistence::person_rows
