// The words are taken from the tables themselves, so that no field has to be thought of.
#include "tests/support/ledger_claims.hpp"

#include <fmt/format.h>

#include <set>

#include "persistence/data_tables.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_stream.hpp"
#include "persistence/ledger_verify.hpp"

namespace casework::testing {

using namespace persistence;

std::set<std::string> written_words(Transaction& tx) {
    std::set<std::string> words;
    std::string value;
    for (const DataTable& table : data_tables(tx))
        for (const std::string& column : table.columns)
            tx.each(fmt::format("SELECT DISTINCT CAST({0} AS TEXT) FROM {1} WHERE CAST({0} AS TEXT) LIKE '%_ _%'", column, table.name), {}, {&value}, [&] { words.insert(value); });
    return words;
}

std::string ledger_findings(LedgerHouse& house) {
    const auto options = house.options();
    const auto report = verify_ledger(*house.database, {.keys = public_keys(options.key_directory), .anchor_files = {options.anchor_file}, .receipts = {}, .digest_key = stored_digest_key(options.key_directory)});
    std::string lines;
    for (const auto& finding : report.findings) lines += fmt::format("{} {}: {}\n", finding.stream, finding.seq, finding.what);
    return lines;
}

std::string words_in_ledger(LedgerHouse& house) {
    std::string found;
    house.database->read([&](Transaction& tx) {
        const auto words = written_words(tx);
        for (const StoredHead& head : all_heads(tx))
            each_entry(tx, head.stream, 0, [&](const StoredEntry& entry) {
                for (const std::string& word : words)
                    if (entry.body.find(word) != std::string::npos || entry.detail.find(word) != std::string::npos) found += fmt::format("{} {}: {}\n", head.stream, entry.seq, word);
            });
    });
    return found;
}

}  // namespace casework::testing
