// Reading the rows of evidence and moving them along their table.
#include "persistence/evidence/evidence_rows.hpp"

#include "auth/crypto.hpp"

namespace casework::persistence::evidence_rows {
namespace {

using domain::evidence::State;

// One reading for every list of rows; `where` is a literal of this file.
std::vector<Row> read(Transaction& tx, std::string_view where, std::vector<Bind> binds) {
    std::vector<Row> rows;
    Row row;
    std::string state, key;
    int field_class = 0;
    std::int64_t began = 0;
    std::optional<std::int64_t> received, scanned, removed, latitude, longitude;
    const std::string sql = "SELECT e.id, e.record_id, e.state, e.type, e.field_class, e.file_name, e.caption, e.bytes, e.arrived, e.sha256, e.wrapped_key, e.uploaded_by, "
                            "coalesce(trim(a.title || ' ' || a.name), ''), e.began_at, e.received_at, e.scanned_at, e.found, e.taken_at, e.latitude, e.longitude, e.removed_at, e.removed_reason "
                            "FROM evidence_file e LEFT JOIN account a ON a.id = e.uploaded_by WHERE " + std::string(where);
    tx.each(sql, std::move(binds),
            {&row.id, &row.record, &state, &row.type, &field_class, &row.name, &row.caption, &row.bytes, &row.arrived, &row.sha256, &key, &row.uploaded_by, &row.uploaded_by_name, &began, &received,
             &scanned, &row.found, &row.taken.at, &latitude, &longitude, &removed, &row.removed_reason},
            [&] {
                const auto degrees = [](const auto& millionths) { return millionths ? std::optional(static_cast<double>(*millionths) / 1e6) : std::nullopt; };
                row.state = *domain::evidence::parse_state(state);
                row.field_class = static_cast<domain::FieldClass>(field_class);
                row.wrapped_key = auth::from_hex(key).value_or("");
                row.began_at = instant_of(began);
                row.received_at = instant_of(received), row.scanned_at = instant_of(scanned), row.removed_at = instant_of(removed);
                row.taken.latitude = degrees(latitude), row.taken.longitude = degrees(longitude);
                rows.push_back(row);
            });
    return rows;
}

}  // namespace

std::optional<Row> find(Transaction& tx, std::string_view record, std::string_view file) {
    auto rows = read(tx, "e.id = :id AND (e.record_id = :record OR :any = 1)", {with("id", file), with("record", record), with("any", record.empty())});
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::vector<Row> of_record(Transaction& tx, std::string_view record) { return read(tx, "e.record_id = :record ORDER BY e.began_at, e.id", {with("record", record)}); }

std::vector<Row> in_state(Transaction& tx, State state, domain::Instant before, int most) {
    return read(tx, "e.state = :state AND e.began_at < :before ORDER BY e.began_at, e.id LIMIT :most", {with("state", name(state)), with_at("before", before), with("most", most)});
}

bool relied_on(Transaction& tx, std::string_view file) {
    int uses = 0;
    tx.one("SELECT count(*) FROM evidence_use WHERE file_id = :id", {with("id", file)}, {&uses});
    return uses > 0;
}

bool move(Transaction& tx, const Row& row, const domain::Outcome<domain::Step<State, domain::evidence::Event, domain::evidence::Facts>>& step) {
    return step && tx.run("UPDATE evidence_file SET state = :to WHERE id = :id AND state = :from", {with("to", name(step->to)), with("id", row.id), with("from", name(step->from))}) == 1;
}

void destroy(Transaction& tx, std::string_view file, std::string_view account, std::string_view reason, domain::Instant now) {
    tx.run("UPDATE evidence_file SET wrapped_key = '', removed_at = :at, removed_by = :by, removed_reason = :reason WHERE id = :id",
           {with_at("at", now), with("by", account), with("reason", reason), with("id", file)});
}

}  // namespace casework::persistence::evidence_rows
