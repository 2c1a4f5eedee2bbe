// Evidence as it is listed, shown, handed out and destroyed.
#include "persistence/evidence/evidence.hpp"

#include <fmt/format.h>

#include "domain/evidence/file_types.hpp"
#include "domain/text.hpp"
#include "persistence/evidence/evidence_rows.hpp"
#include "persistence/outside/plain_pdf.hpp"

namespace casework::persistence {
namespace {

namespace evidence = domain::evidence;
using auth::Action;
using domain::LoggedOperation;
using domain::RefusalKind;
using evidence::Event;
using evidence::State;
using evidence_rows::Row;

std::optional<Row> row_of(Database& database, std::string_view record, std::string_view file) {
    std::optional<Row> row;
    database.read([&](Transaction& tx) { row = evidence_rows::find(tx, record, file); });
    return row;
}

// Looking at a protected file is a reveal, recorded by itself.
Act act_on(const std::optional<Row>& row, Action action, std::string_view name, LoggedOperation operation = LoggedOperation::consultation) {
    const bool reveals = row && row->field_class == domain::FieldClass::f2 && action == Action::read;
    return {reveals ? Action::reveal : action, name, "evidence", operation};
}

domain::Refusals not_to_be_shown(const Row& row) {
    if (row.state == State::clean) return {};
    return {{RefusalKind::rule, {}, "You cannot open this file: it is " + std::string(words(row.state)), "UK GDPR Art 5(1)(f)"}};
}

// The row as it stands within the reading that the policy allowed; nothing when it is not of that record or of a class not shown.
domain::Outcome<Row> judged_row(Database& database, Gate& gate, std::string_view record, std::string_view file, Action action, std::string_view name, LoggedOperation operation) {
    auto row = row_of(database, record, file);
    auto opened = gate.open(record, act_on(row, action, name, operation), [&](Reading& reading) -> domain::Outcome<Row> {
        auto found = row ? evidence_rows::find(reading.tx, reading.permit.record(), file) : std::nullopt;
        if (!found || !reading.permit.fields().has(found->field_class)) return domain::not_found();
        reading.shown.push_back(found->id);
        if (action == Action::export_rows) reading.recipients.push_back(gate.actor().account);
        if (auto refusals = not_to_be_shown(*found); !refusals.empty()) return std::unexpected(std::move(refusals));
        return *std::move(found);
    });
    if (!opened) return std::unexpected(std::move(opened.error()));
    return *std::move(opened);
}

std::string served_type(const Row& row) {
    const auto* type = evidence::find_type(row.type);
    return std::string(type != nullptr ? evidence::served_as(*type) : "application/octet-stream");
}

}  // namespace

domain::Outcome<std::vector<EvidenceFile>> list_evidence(Gate& gate, std::string_view record, bool reveal) {
    return gate.open(record, {reveal ? Action::reveal : Action::read, "list_evidence", "evidence"}, [&](Reading& reading) {
        std::vector<EvidenceFile> files;
        for (auto& row : evidence_rows::of_record(reading.tx, reading.permit.record())) {
            if (!reading.permit.fields().has(row.field_class)) continue;
            reading.shown.push_back(row.id);
            files.push_back(std::move(row));
        }
        reading.count = static_cast<std::int64_t>(files.size());
        return files;
    });
}

domain::Outcome<ServedFile> open_copy(Database& database, Gate& gate, const FileStore& store, std::string_view record, std::string_view file) {
    const auto row = judged_row(database, gate, record, file, Action::read, "read_evidence", LoggedOperation::consultation);
    if (!row) return std::unexpected(row.error());
    const FileStore::Turn turn(store);
    const auto original = store.read(row->stored());
    if (row->type != "pdf") return ServedFile{row->name, served_type(*row), evidence::without_metadata(row->type, original)};
    auto plain = plain_pdf(original);
    if (!plain) return domain::refuse(RefusalKind::rule, "file", fmt::format("This PDF cannot be shown: {}. A coordinator can take out the original", words_of(plain.error())), "Rules of this service");
    return ServedFile{row->name, served_type(*row), *std::move(plain)};
}

domain::Outcome<ServedFile> open_original(Database& database, Gate& gate, const FileStore& store, std::string_view record, std::string_view file) {
    const auto row = judged_row(database, gate, record, file, Action::export_rows, "export_evidence", LoggedOperation::disclosure);
    if (!row) return std::unexpected(row.error());
    const FileStore::Turn turn(store);
    return ServedFile{row->name, served_type(*row), store.read(row->stored())};
}

domain::Outcome<bool> remove_evidence(Database& database, Gate& gate, const FileStore& store, std::string_view record, std::string_view file, std::string_view reason) {
    const auto row = row_of(database, record, file);
    auto removed = gate.perform(record, {Action::close, "remove_evidence", "evidence", LoggedOperation::erasure}, [&](Writing& writing) -> domain::Outcome<bool> {
        if (!row) return domain::not_found();
        evidence::Facts facts;
        facts.reason_characters = domain::code_points(domain::tidy_line(reason));
        facts.relied_on = evidence_rows::relied_on(writing.tx, row->id);
        const auto step = domain::decide(evidence::workflow(), row->state, Event::remove, facts);
        if (!step) return std::unexpected(step.error());
        if (!evidence_rows::move(writing.tx, *row, step)) return domain::refuse(RefusalKind::conflict, {}, "This file has moved on meanwhile");
        evidence_rows::destroy(writing.tx, row->id, writing.actor.account, domain::tidy_line(reason), writing.now);
        writing.entry.objects.push_back(row->id);
        writing.entry.detail = domain::tidy_line(reason);
        return true;
    });
    if (removed) store.remove(row->stored());
    return removed;
}

int erase_evidence(Transaction& tx, std::string_view record, std::string_view account, domain::Instant now) {
    int erased = 0;
    for (const auto& row : evidence_rows::of_record(tx, record)) {
        tx.run("DELETE FROM evidence_use WHERE file_id = :id", {with("id", row.id)});
        tx.run("UPDATE evidence_file SET state = 'removed', file_name = '', caption = '', taken_at = '', latitude = NULL, longitude = NULL WHERE id = :id", {with("id", row.id)});
        evidence_rows::destroy(tx, row.id, account, "record disposed of", now);
        ++erased;
    }
    return erased;
}

}  // namespace casework::persistence
