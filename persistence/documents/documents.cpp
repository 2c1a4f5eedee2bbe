// Keeping and reading documents.
#include "persistence/documents/documents.hpp"

#include <fmt/format.h>

#include "auth/crypto.hpp"
#include "domain/evidence/metadata.hpp"
#include "persistence/evidence/evidence_rows.hpp"
#include "persistence/outside/pdf_words.hpp"

namespace casework::persistence {
namespace {

using auth::Action;
using domain::LoggedOperation;
using domain::RefusalKind;
using domain::evidence::State;
using evidence_rows::Row;

struct DocumentRow : KeptDocument {
    std::string wrapped_key, words, destination;
    StoredFile stored() const { return {id, wrapped_key, bytes}; }
};

std::vector<DocumentRow> rows_of(Transaction& tx, std::string_view record, std::string_view only = {}) {
    std::vector<DocumentRow> rows;
    DocumentRow row;
    std::string key;
    std::int64_t made = 0;
    int field_class = 0;
    tx.each("SELECT d.id, d.kind, d.title, d.template, d.sha256, coalesce(trim(a.title || ' ' || a.name), ''), d.version, d.bytes, d.made_at, d.field_class, d.wrapped_key, d.words, d.destination FROM document d "
            "LEFT JOIN account a ON a.id = d.made_by WHERE d.record_id = :record AND (d.id = :only OR :every = 1) ORDER BY d.made_at, d.kind, d.version",
            {with("record", record), with("only", only), with("every", only.empty())},
            {&row.id, &row.kind, &row.title, &row.wording, &row.sha256, &row.made_by_name, &row.version, &row.bytes, &made, &field_class, &key, &row.words, &row.destination}, [&] {
                row.made_at = instant_of(made);
                row.field_class = static_cast<domain::FieldClass>(field_class);
                row.wrapped_key = auth::from_hex(key).value_or("");
                rows.push_back(row);
            });
    return rows;
}

// The files that are named, each clean and of the record, or what is wrong.
domain::Outcome<std::vector<Row>> clean_files(Transaction& tx, const auth::Permit& permit, const std::vector<std::string>& files) {
    std::vector<Row> rows;
    for (const auto& id : files) {
        auto row = evidence_rows::find(tx, permit.record(), id);
        if (!row || !permit.fields().has(row->field_class)) return domain::not_found();
        if (row->state != State::clean) return domain::refuse(RefusalKind::rule, "evidence", fmt::format("‘{}’ cannot be part of a document: it is {}", row->name, words(row->state)), "UK GDPR Art 5(1)(f)");
        rows.push_back(*std::move(row));
    }
    return rows;
}

int next_version(Transaction& tx, std::string_view record, std::string_view kind) {
    int version = 1;
    tx.one("SELECT coalesce(max(version), 0) + 1 FROM document WHERE record_id = :record AND kind = :kind", {with("record", record), with("kind", kind)}, {&version});
    return version;
}

domain::Outcome<KeptDocument> insert(Writing& writing, const NewDocument& document, const StoredFile& stored, const Cleared& cleared) {
    const auto& record = writing.permit.record();
    if (auto files = clean_files(writing.tx, writing.permit, document.evidence); !files) return std::unexpected(std::move(files.error()));
    KeptDocument kept{stored.name, document.kind, document.title, document.wording, auth::to_hex(auth::sha256(document.pdf)), writing.actor.name, next_version(writing.tx, record, document.kind), stored.bytes,
                      writing.now, document.field_class};
    writing.tx.run("INSERT INTO document (id, record_id, kind, version, template, title, field_class, bytes, sha256, wrapped_key, made_by, made_at, words, destination) "
                   "VALUES (:id, :record, :kind, :version, :template, :title, :class, :bytes, :sha256, :key, :by, :at, :words, :destination)",
                   {with("id", kept.id), with("record", record), with("kind", kept.kind), with("version", kept.version), with("template", kept.wording), with("title", kept.title),
                    with("class", static_cast<int>(kept.field_class)), with("bytes", kept.bytes), with("sha256", kept.sha256), with("key", auth::to_hex(stored.wrapped_key)),
                    with("by", writing.actor.account), with_at("at", writing.now), with("words", cleared.words()), with("destination", cleared.destination())});
    for (const auto& file : document.evidence)
        writing.tx.run("INSERT INTO evidence_use (file_id, used_in) VALUES (:file, :document) ON CONFLICT DO NOTHING", {with("file", file), with("document", kept.id)});
    writing.entry.objects.push_back(kept.id);
    writing.entry.objects.insert(writing.entry.objects.end(), document.evidence.begin(), document.evidence.end());
    writing.entry.fields.push_back("sha256 " + kept.sha256);
    if (document.also) document.also(writing);
    return kept;
}

}  // namespace

domain::Outcome<KeptDocument> keep_document(Gate& gate, const FileStore& store, std::string_view record, const NewDocument& document, const Cleared& cleared) {
    const Act act{Action::issue_document, "keep_document", "document", LoggedOperation::alteration};
    if (auto refused = gate.check(record, act); !refused.empty()) return std::unexpected(std::move(refused));
    const auto stored = store.made(static_cast<std::int64_t>(document.pdf.size()));
    store.keep(stored, document.pdf);  // before the row that speaks of it; without a row the sweep takes it away
    try {
        auto kept = gate.perform(record, act, [&](Writing& writing) { return insert(writing, document, stored, cleared); });
        if (!kept) store.remove(stored);
        return kept;
    } catch (const ConstraintViolation&) {
        store.remove(stored);
        return domain::refuse(RefusalKind::conflict, {}, "Somebody else made this document at the same moment. Look at theirs, or make yours again");
    }
}

domain::Outcome<std::vector<KeptDocument>> list_documents(Gate& gate, std::string_view record, bool reveal) {
    return gate.open(record, {reveal ? Action::reveal : Action::read, "list_documents", "document"}, [&](Reading& reading) {
        std::vector<KeptDocument> documents;
        for (auto& row : rows_of(reading.tx, reading.permit.record())) {
            if (!reading.permit.fields().has(row.field_class)) continue;
            reading.shown.push_back(row.id);
            documents.push_back(std::move(row));
        }
        reading.count = static_cast<std::int64_t>(documents.size());
        return documents;
    });
}

domain::Outcome<ServedFile> open_document(Database& database, Gate& gate, const FileStore& store, std::string_view record, std::string_view id) {
    bool guarded = false;
    database.read([&](Transaction& tx) {
        for (const auto& row : rows_of(tx, record, id)) guarded = row.field_class == domain::FieldClass::f2;
    });
    std::optional<SafeContact> guard;
    const auto row = gate.open(record, {guarded ? Action::reveal : Action::read, "read_document", "document"}, [&](Reading& reading) -> std::optional<DocumentRow> {
        auto rows = id.empty() ? std::vector<DocumentRow>{} : rows_of(reading.tx, reading.permit.record(), id);
        if (rows.empty() || rows.front().wrapped_key.empty() || !reading.permit.fields().has(rows.front().field_class)) return std::nullopt;
        reading.shown.push_back(rows.front().id);
        guard.emplace(gate, record, rows.front().kind);
        guard->clear(reading.tx, rows.front().words, rows.front().destination);
        return std::move(rows.front());
    });
    if (!row) return std::unexpected(row.error());
    if (!*row) return domain::not_found();
    if (auto stopped = guard->finish(); !stopped.empty()) return std::unexpected(std::move(stopped));
    ServedFile file{fmt::format("{}-{}-{}.pdf", record, (*row)->kind, (*row)->version), "application/pdf", {}};
    {
        const FileStore::Turn turn(store);
        file.bytes = store.read((*row)->stored());
    }
    if ((*row)->kind != "court_bundle") return file;
    // The words of the files in it are not kept with the row: they are read from the pages again.
    const auto inside = words_of_pdf(file.bytes);
    if (!inside) return domain::refuse(RefusalKind::unavailable, {}, "The words inside this document could not be checked just now. Try again in a few minutes");
    if (auto cleared = clear_document(gate, record, (*row)->kind, *inside, (*row)->destination, guarded ? Action::reveal : Action::read); !cleared) return std::unexpected(std::move(cleared.error()));
    return file;
}

domain::Outcome<std::vector<Exhibit>> read_exhibits(Gate& gate, const FileStore& store, std::string_view record, const std::vector<std::string>& files) {
    auto rows = gate.open(record, {Action::export_rows, "read_exhibits", "evidence", LoggedOperation::disclosure}, [&](Reading& reading) {
        auto found = clean_files(reading.tx, reading.permit, files);
        if (found) reading.shown.insert(reading.shown.end(), files.begin(), files.end());
        reading.recipients.push_back(gate.actor().account);
        return found;
    });
    if (!rows) return std::unexpected(std::move(rows.error()));
    if (!*rows) return std::unexpected(std::move(rows->error()));
    std::vector<Exhibit> exhibits;
    const FileStore::Turn turn(store);
    for (auto& row : **rows) exhibits.push_back({row, domain::evidence::without_metadata(row.type, store.read(row.stored()))});
    return exhibits;
}

int erase_documents(Transaction& tx, std::string_view record) {
    return static_cast<int>(tx.run("UPDATE document SET wrapped_key = '', title = '', words = '', destination = '' WHERE record_id = :record AND wrapped_key <> ''", {with("record", record)}));
}

}  // namespace casework::persistence
