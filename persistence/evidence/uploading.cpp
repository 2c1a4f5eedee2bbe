// Uploads: begun, sent part by part, joined, judged by their content and held.
#include <cmath>

#include <fmt/format.h>

#include "auth/crypto.hpp"
#include "domain/evidence/file_types.hpp"
#include "domain/text.hpp"
#include "persistence/evidence/evidence_rows.hpp"
#include "persistence/settings.hpp"

namespace casework::persistence {
namespace {

namespace evidence = domain::evidence;
using auth::Action;
using domain::LoggedOperation;
using domain::RefusalKind;
using evidence::Event;
using evidence::State;
using evidence_rows::Row;

Act note_act(std::string_view name, LoggedOperation operation = LoggedOperation::collection) { return {Action::note, name, "evidence", operation}; }

std::int64_t room_left(Transaction& tx, std::string_view record, domain::Date today) {
    std::string panel;
    std::int64_t taken = 0;
    tx.one("SELECT panel FROM record WHERE id = :id", {with("id", record)}, {&panel});
    tx.one("SELECT coalesce(sum(bytes), 0) FROM evidence_file WHERE record_id = :id AND state IN ('arriving', 'held', 'clean')", {with("id", record)}, {&taken});
    return std::int64_t{settings_on(tx, panel, today)["evidence_mib"]} * 1024 * 1024 - taken;
}

evidence::Facts facts_to_begin(Writing& writing, std::string_view record, const NewFile& file) {
    evidence::Facts facts;
    const auto* type = evidence::claimed_type(file.name, file.declared);
    facts.claims_a_type = type != nullptr;
    facts.bytes = file.bytes;
    facts.bytes_max = type != nullptr ? type->bytes_max : 0;
    facts.quota_left = room_left(writing.tx, record, writing.today);
    writing.tx.one("SELECT count(*) FROM evidence_file WHERE uploaded_by = :by AND state = 'arriving'", {with("by", writing.actor.account)}, {&facts.arriving});
    return facts;
}

domain::Refusals badly_named(const NewFile& file) {
    domain::Refusals refusals;
    if (file.name.empty() || file.name.size() > file_name_max || !domain::is_utf8(file.name) || domain::has_control_characters(file.name))
        refusals.push_back({RefusalKind::invalid, "file", "The name of the file must have between 1 and 255 characters", {}});
    if (domain::code_points(file.caption) > caption_max) refusals.push_back({RefusalKind::invalid, "caption", fmt::format("The caption must be {} characters or fewer", caption_max), {}});
    return refusals;
}

void insert(Writing& writing, std::string_view record, const NewFile& file, const StoredFile& stored) {
    writing.tx.run("INSERT INTO evidence_file (id, record_id, state, type, field_class, file_name, caption, bytes, wrapped_key, uploaded_by, began_at) "
                   "VALUES (:id, :record, 'arriving', :type, :class, :name, :caption, :bytes, :key, :by, :at)",
                   {with("id", stored.name), with("record", record), with("type", evidence::claimed_type(file.name, file.declared)->code), with("class", static_cast<int>(file.field_class)),
                    with("name", file.name), with("caption", domain::tidy_line(file.caption)), with("bytes", file.bytes), with("key", auth::to_hex(stored.wrapped_key)),
                    with("by", writing.actor.account), with_at("at", writing.now)});
}

// Of the asker's own; anybody else's does not exist.
std::optional<Row> own_row(Database& database, const Gate& gate, std::string_view record, std::string_view file) {
    std::optional<Row> row;
    database.read([&](Transaction& tx) { row = evidence_rows::find(tx, record, file); });
    return row && row->uploaded_by == gate.actor().account ? row : std::nullopt;
}

std::unexpected<domain::Refusals> expected_part(const Row& row) {
    return domain::refuse(RefusalKind::conflict, "part", fmt::format("Send the part that begins at byte {}", row.arrived), "Rules of this service");
}

bool is_a_part(const StoredFile& stored, std::int64_t offset, std::string_view bytes) {
    const auto piece = static_cast<std::int64_t>(auth::piece_bytes);
    return offset >= 0 && offset < stored.bytes && offset % piece == 0 && bytes.size() == stored.piece_length(static_cast<std::uint64_t>(offset / piece));
}

domain::Outcome<Arrived> refuse_content(Gate& gate, const FileStore& store, const Row& row, domain::Refusals refusals) {
    auto refused = gate.perform(row.record, note_act("refuse_file"), [&](Writing& writing) -> domain::Outcome<bool> {
        evidence::Facts facts;
        facts.whole = true;
        if (!evidence_rows::move(writing.tx, row, domain::decide(evidence::workflow(), row.state, Event::refuse_type, facts))) return expected_part(row);
        evidence_rows::destroy(writing.tx, row.id, "", "", writing.now);
        writing.entry.objects.push_back(row.id);
        writing.entry.fields.emplace_back("wrong type");
        return true;
    });
    if (!refused) return std::unexpected(std::move(refused.error()));
    store.remove(row.stored());
    return std::unexpected(std::move(refusals));
}

std::optional<std::int64_t> millionths(const std::optional<double>& degrees) { return degrees ? std::optional(std::llround(*degrees * 1e6)) : std::nullopt; }

void note_receipt(Writing& writing, const Row& row, std::string_view sha256, const evidence::Taken& taken) {
    writing.tx.run("UPDATE evidence_file SET arrived = bytes, sha256 = :sha256, received_at = :at, taken_at = :taken, latitude = :latitude, longitude = :longitude WHERE id = :id",
                   {with("sha256", sha256), with_at("at", writing.now), with("taken", taken.at), with("latitude", millionths(taken.latitude)), with("longitude", millionths(taken.longitude)),
                    with("id", row.id)});
    writing.entry.objects.push_back(row.id);
    writing.entry.fields.push_back("sha256 " + std::string(sha256));
    writing.entry.count = row.bytes;
}

// Every part has arrived: joined, judged, kept, and only then said to be held.
domain::Outcome<Arrived> finish(Gate& gate, const FileStore& store, const Row& row) {
    const FileStore::Turn turn(store);
    const auto content = store.arrived(row.stored());
    if (!content) return domain::refuse(RefusalKind::conflict, "part", "Part of the file was lost. Cancel this upload and send the file again", "Rules of this service");
    const auto* type = evidence::find_type(row.type);
    evidence::Facts facts;
    facts.whole = true;
    facts.content_fits = type->is_content(*content);
    facts.type_words = type->words;
    const auto step = domain::decide(evidence::workflow(), row.state, Event::finish, facts);
    if (!step) return refuse_content(gate, store, row, step.error());
    const auto sha256 = auth::to_hex(auth::sha256(*content));
    const auto taken = evidence::taken(row.type, *content);
    store.keep(row.stored(), *content);
    auto held = gate.perform(row.record, note_act("receive_file"), [&](Writing& writing) -> domain::Outcome<bool> {
        if (!evidence_rows::move(writing.tx, row, step)) return expected_part(row);
        note_receipt(writing, row, sha256, taken);
        return true;
    });
    if (!held) return std::unexpected(std::move(held.error()));
    store.remove_pieces(row.stored());
    return Arrived{row.bytes, step->to};
}

domain::Outcome<Arrived> note_part(Gate& gate, const Row& row, std::int64_t offset, std::int64_t length) {
    return gate.perform(row.record, note_act("receive_part"), [&](Writing& writing) -> domain::Outcome<Arrived> {
        if (writing.tx.run("UPDATE evidence_file SET arrived = :to WHERE id = :id AND state = 'arriving' AND arrived = :from", {with("to", offset + length), with("id", row.id), with("from", offset)}) == 0)
            return expected_part(row);
        writing.entry.objects.push_back(row.id);
        writing.entry.count = length;
        return Arrived{offset + length, State::arriving};
    });
}

}  // namespace

domain::Outcome<std::string> begin_upload(Gate& gate, const FileStore& store, std::string_view record, const NewFile& file) {
    const auto stored = store.made(file.bytes);
    return gate.perform(record, note_act("begin_upload"), [&](Writing& writing) -> domain::Outcome<std::string> {
        auto refusals = badly_named(file);
        const auto step = domain::decide(evidence::workflow(), State::unknown, Event::begin, facts_to_begin(writing, writing.permit.record(), file));
        if (!step) refusals.insert(refusals.end(), step.error().begin(), step.error().end());
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        insert(writing, writing.permit.record(), file, stored);
        writing.entry.objects.push_back(stored.name);
        writing.entry.count = file.bytes;
        return stored.name;
    });
}

domain::Outcome<Arrived> add_part(Database& database, Gate& gate, const FileStore& store, std::string_view record, std::string_view file, std::int64_t offset, std::string_view bytes) {
    if (auto refused = gate.check(record, note_act("receive_part")); !refused.empty()) return std::unexpected(std::move(refused));
    const auto row = own_row(database, gate, record, file);
    if (!row) return domain::not_found();
    const auto stored = row->stored();
    if (!is_a_part(stored, offset, bytes)) return domain::refuse(RefusalKind::invalid, "part", fmt::format("Send parts of {} bytes, the last one as long as the rest", auth::piece_bytes), "Rules of this service");
    if (row->state == State::held || row->state == State::clean) return Arrived{row->bytes, row->state};  // sent again after its answer was lost
    if (row->state != State::arriving) return std::unexpected(domain::decide(evidence::workflow(), row->state, Event::finish, {}).error());
    const auto number = static_cast<std::uint64_t>(offset) / auth::piece_bytes;
    if (offset < row->arrived) return store.arrived_piece(stored, number) == bytes ? domain::Outcome<Arrived>(Arrived{row->arrived, row->state}) : expected_part(*row);
    if (offset > row->arrived) return expected_part(*row);
    store.put_piece(stored, number, bytes);
    const auto length = static_cast<std::int64_t>(bytes.size());
    return offset + length == row->bytes ? finish(gate, store, *row) : note_part(gate, *row, offset, length);
}

domain::Outcome<Arrived> how_far(Gate& gate, std::string_view record, std::string_view file) {
    auto read = gate.open(record, {Action::note, "read_upload", "evidence"}, [&](Reading& reading) -> std::optional<Arrived> {
        const auto row = evidence_rows::find(reading.tx, reading.permit.record(), file);
        if (!row || row->uploaded_by != gate.actor().account) return std::nullopt;
        reading.shown.push_back(row->id);
        return Arrived{row->arrived, row->state};
    });
    if (!read) return std::unexpected(std::move(read.error()));
    return *read ? domain::Outcome<Arrived>(**read) : domain::not_found();
}

domain::Outcome<std::string> add_file(Database& database, Gate& gate, const FileStore& store, std::string_view record, NewFile file, std::string_view content) {
    file.bytes = static_cast<std::int64_t>(content.size());
    auto id = begin_upload(gate, store, record, file);
    for (std::size_t offset = 0; id && offset < content.size(); offset += auth::piece_bytes)
        if (auto part = add_part(database, gate, store, record, *id, static_cast<std::int64_t>(offset), content.substr(offset, auth::piece_bytes)); !part)
            return std::unexpected(std::move(part.error()));
    return id;
}

domain::Outcome<bool> cancel_upload(Database& database, Gate& gate, const FileStore& store, std::string_view record, std::string_view file) {
    const auto row = own_row(database, gate, record, file);
    auto cancelled = gate.perform(record, note_act("cancel_upload", LoggedOperation::erasure), [&](Writing& writing) -> domain::Outcome<bool> {
        if (!row) return domain::not_found();
        evidence::Facts facts;
        facts.by_uploader = true;
        const auto step = domain::decide(evidence::workflow(), row->state, Event::cancel, facts);
        if (!step) return std::unexpected(step.error());
        if (!evidence_rows::move(writing.tx, *row, step)) return domain::refuse(RefusalKind::conflict, {}, "This upload has moved on meanwhile");
        evidence_rows::destroy(writing.tx, row->id, writing.actor.account, "", writing.now);
        writing.entry.objects.push_back(row->id);
        return true;
    });
    if (cancelled) store.remove(row->stored());
    return cancelled;
}

}  // namespace casework::persistence
