// What the ledger itself costs: entries written, verified and found again, and what noting changed rows adds to a change.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "persistence/access_log.hpp"
#include "persistence/ledger.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_verify.hpp"
#include "persistence/migrate.hpp"

namespace {

using namespace casework;
using persistence::Database;
using persistence::Ledger;
using persistence::Transaction;
using persistence::with;

double seconds(const std::function<void()>& work) {
    const auto since = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

double quantile(std::vector<double> values, double q) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1))];
}

struct House {
    House(const std::string& directory, const std::string& url)
        : keys(directory + "/ledger"), database({.url = url, .readers = 1, .statement_seconds = 600}) {
        persistence::migrate(database, persistence::system_now());
        ledger = std::make_unique<Ledger>(database, persistence::LedgerOptions{.key_directory = keys, .anchor_file = directory + "/checkpoints", .writer = "server", .version = CASEWORK_VERSION},
                                          persistence::system_now);
    }
    std::string keys;
    Database database;
    std::unique_ptr<Ledger> ledger;
};

// A reading of a record and its person by one of two hundred accounts; every record is read by turns.
domain::LedgerEntry reading(std::int64_t n, std::int64_t records) {
    domain::LedgerEntry entry;
    entry.request_id = "load";
    entry.account = fmt::format("USR-{:04}", n * 7919 % 200);
    entry.agency = "kent-police", entry.role = "practitioner", entry.membership = "MBR-0001";
    entry.action = "read", entry.object_type = "nominal", entry.panel = "tctf", entry.sensitivity = "S1", entry.rule = "D5", entry.purpose = "panel_work";
    const auto record = n * 48271 % records;
    entry.objects = {fmt::format("NOM-2026-{:06}", record), fmt::format("PER-2026-{:06}", record)};
    return entry;
}

void write_entries(House& house, std::int64_t entries) {
    constexpr std::int64_t batch = 20000;
    const double took = seconds([&] {
        for (std::int64_t from = 0; from < entries; from += batch)
            house.database.write([&](Transaction& tx) {
                for (auto n = from; n < std::min(entries, from + batch); ++n) house.ledger->append(tx, reading(n, std::max<std::int64_t>(1000, entries / 50)));
            });
        house.ledger->checkpoint();
    });
    fmt::print("entries written in batches of {}: {} in {:.1f} s, {:.0f} a second\n", batch, entries, took, static_cast<double>(entries) / took);
    std::fflush(stdout);
}

void verify(House& house) {
    for (const auto& [name, key] : {std::pair<const char*, std::string>{"verified", ""}, {"verified and every row compared", persistence::stored_digest_key(house.keys)}}) {
        persistence::LedgerReport report;
        const double took = seconds([&] { report = persistence::verify_ledger(house.database, {.keys = persistence::public_keys(house.keys), .anchor_files = {}, .receipts = {}, .digest_key = key}); });
        fmt::print("{}: {} entries in {:.1f} s, {:.0f} entries a second, {} findings\n", name, report.entries, took, static_cast<double>(report.entries) / took, report.findings.size());
        std::fflush(stdout);
    }
}

// The first page of what stands about each of many ids, as the viewer and `ledger find` ask.
void find(House& house, const char* question, const char* pattern, std::int64_t ids) {
    std::vector<double> took;
    for (std::int64_t i = 0; i < 200; ++i) {
        const std::string id = fmt::format(fmt::runtime(pattern), i * 104729 % ids);
        house.database.read([&](Transaction& tx) { took.push_back(1000 * seconds([&] { persistence::ledger_about(tx, id, std::nullopt, 100); })); });
    }
    fmt::print("{}: p50 {:.2f} ms, p95 {:.2f} ms, longest {:.2f} ms\n", question, quantile(took, 0.5), quantile(took, 0.95), quantile(took, 1));
}

// A change of `rows` rows with its entry, by turns where changed rows are noted and where the writer's triggers were taken away again.
void compare_changes(House& noted, House& plain, int rows, int rounds) {
    const auto change = [&](House& house, int round) {
        return seconds([&] {
            house.database.write([&](Transaction& tx) {
                for (int i = 0; i < rows; ++i)
                    tx.run("UPDATE place SET ward = :ward WHERE id = :id", {with("ward", "Ward " + std::to_string(round)), with("id", fmt::format("PLC-{:04}", i % 20 + 1))});
                house.ledger->append(tx, reading(round, 1000));
            });
        });
    };
    std::vector<double> with_note, without;
    for (int round = 0; round < rounds; ++round) with_note.push_back(change(noted, round)), without.push_back(change(plain, round));
    const double a = quantile(with_note, 0.5) * 1e6, b = quantile(without, 0.5) * 1e6;
    fmt::print("a change of {} rows: {:.0f} us where rows are noted, {:.0f} us where not, {:.2f} times\n", rows, a, b, a / b);
}

void compare_readings(House& house, int rounds) {
    std::vector<double> took;
    for (int round = 0; round < rounds; ++round) took.push_back(seconds([&] { house.ledger->record(reading(round, 1000)).get(); }));
    fmt::print("a reading recorded by itself: p50 {:.0f} us\n", quantile(took, 0.5) * 1e6);
}

void forget_triggers(House& house) {
    house.database.write([](Transaction& tx) {
        if (tx.is_postgresql()) tx.script("SET casework.watch = 'off'");
        else tx.script("DROP TRIGGER temp.row_watch_place_update");
    });
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        fmt::print(stderr, "casework_ledger_load EMPTY-DIRECTORY ENTRIES [URL-OF-EMPTY-DATABASE URL-OF-ANOTHER]\n");
        return 2;
    }
    try {
        const std::string directory = argv[1];
        for (const char* part : {"/noted", "/plain"}) std::filesystem::create_directories(directory + part);
        House noted(directory + "/noted", argc > 3 ? argv[3] : "sqlite:" + directory + "/noted/casework.db");
        House plain(directory + "/plain", argc > 4 ? argv[4] : "sqlite:" + directory + "/plain/casework.db");
        forget_triggers(plain);
        for (const int rows : {1, 5, 20}) compare_changes(noted, plain, rows, 300);
        compare_readings(noted, 300);
        const std::int64_t entries = std::stoll(argv[2]), records = std::max<std::int64_t>(1000, entries / 50);
        write_entries(noted, entries);
        find(noted, "who saw a record, newest hundred", "NOM-2026-{:06}", records);
        find(noted, "what an account saw, newest hundred", "USR-{:04}", 200);
        verify(noted);
    } catch (const std::exception& fault) {
        fmt::print(stderr, "casework_ledger_load: {}\n", fault.what());
        return 1;
    }
    return 0;
}
