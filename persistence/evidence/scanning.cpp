// Scanning and sweeping: nobody asks, so the entries say that the system did it, and by which rule.
#include "persistence/evidence/scanning.hpp"

#include <exception>
#include <set>

#include "persistence/evidence/evidence_rows.hpp"

namespace casework::persistence {
namespace {

namespace evidence = domain::evidence;
using evidence::Event;
using evidence::State;
using evidence_rows::Row;

constexpr int files_each_round = 20;

domain::LedgerEntry entry_for(Transaction& tx, const Row& row, std::string_view action, domain::LoggedOperation operation, std::string_view found) {
    domain::LedgerEntry entry;
    int sensitivity = 1;
    tx.one("SELECT panel, sensitivity FROM record WHERE id = :id", {with("id", row.record)}, {&entry.panel, &sensitivity});
    entry.role = "system";
    entry.action = action;
    entry.operation = operation;
    entry.object_type = "evidence";
    entry.objects = {row.record, row.id};
    entry.sensitivity = "S" + std::to_string(sensitivity);
    entry.rule = action;
    entry.fields = {std::string(found)};
    return entry;
}

// False: somebody else was faster, or removed the file meanwhile.
bool note_finding(Database& database, Ledger& ledger, const Row& row, const Scan& scan, domain::Instant now) {
    const bool clean = scan.verdict == Scan::Verdict::clean;
    bool noted = false;
    database.write([&](Transaction& tx) {
        noted = evidence_rows::move(tx, row, domain::decide(evidence::workflow(), row.state, clean ? Event::pass : Event::find_infected, {}));
        if (!noted) return;
        tx.run("UPDATE evidence_file SET scanned_at = :at, found = :found WHERE id = :id", {with_at("at", now), with("found", scan.found), with("id", row.id)});
        if (!clean) evidence_rows::destroy(tx, row.id, "", "", now);
        ledger.append(tx, entry_for(tx, row, "scan", clean ? domain::LoggedOperation::alteration : domain::LoggedOperation::erasure, clean ? "clean" : "infected"));
    });
    return noted;
}

void count(ScanRound& round, const FileStore& store, const Row& row, const Scan& scan) {
    if (scan.verdict == Scan::Verdict::clean) {
        ++round.passed;
        return;
    }
    ++round.infected;
    store.remove(row.stored());
}

std::vector<Row> rows_in(Database& database, State state, domain::Instant before) {
    std::vector<Row> rows;
    database.read([&](Transaction& tx) { rows = evidence_rows::in_state(tx, state, before, files_each_round); });
    return rows;
}

void expire(Database& database, Ledger& ledger, const Row& row, domain::Instant now) {
    database.write([&](Transaction& tx) {
        if (!evidence_rows::move(tx, row, domain::decide(evidence::workflow(), row.state, Event::expire, {}))) return;
        evidence_rows::destroy(tx, row.id, "", "", now);
        ledger.append(tx, entry_for(tx, row, "expire_upload", domain::LoggedOperation::erasure, "never finished"));
    });
}

struct KnownNames {
    std::set<std::string> arriving;  // the pieces of a file that was joined are nobody's: a kill may have left them
    std::set<std::string> kept;      // whose key still stands
};

KnownNames known_names(Database& database) {
    KnownNames known;
    database.read([&](Transaction& tx) {
        std::string name;
        bool arrives = false;
        tx.each("SELECT id, CASE WHEN state = 'arriving' THEN 1 ELSE 0 END FROM evidence_file WHERE wrapped_key <> '' UNION ALL SELECT id, 0 FROM document WHERE wrapped_key <> ''", {}, {&name, &arrives}, [&] {
            known.kept.insert(name);
            if (arrives) known.arriving.insert(name);
        });
    });
    return known;
}

}  // namespace

ScanRound scan_held(Database& database, Ledger& ledger, const FileStore& store, const VirusScanner& scanner, domain::Instant now, const std::stop_token& stopping) {
    ScanRound round;
    std::exception_ptr broken;
    for (const auto& row : rows_in(database, State::held, now + std::chrono::hours(1))) try {
            if (stopping.stop_requested()) break;
            const FileStore::Turn turn(store);
            const auto scan = scanner.scan(store.read(row.stored()));
            if (scan.verdict == Scan::Verdict::unknown) round.away = scan.cause;
            if (scan.verdict == Scan::Verdict::unknown && !scanner.answers()) break;  // a daemon that answers may know the next one
            if (scan.verdict != Scan::Verdict::unknown && note_finding(database, ledger, row, scan, now)) count(round, store, row, scan);
        } catch (const StoredFileBroken&) {
            broken = std::current_exception();  // does not hold up those behind it; the log learns of it
        }
    if (broken) std::rethrow_exception(broken);
    return round;
}

std::size_t sweep_files(Database& database, Ledger& ledger, const FileStore& store, domain::Instant now) {
    for (const auto& row : rows_in(database, State::arriving, now - upload_kept_for)) expire(database, ledger, row, now);
    // A row stands before the first part of its file, but a document lies there before its row: young files are left alone.
    const auto known = known_names(database);
    return store.sweep([&](const std::string& name) { return known.arriving.contains(name); }, [&](const std::string& name) { return known.kept.contains(name); }, std::chrono::hours(1));
}

}  // namespace casework::persistence
