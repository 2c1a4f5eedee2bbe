// The words are taken from the tables themselves, so that no field has to be thought of.
#include "tests/support/ledger_claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "domain/ledger_entry.hpp"
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

std::string ledger_texts(Transaction& tx) {
    std::string all;
    for (const StoredHead& head : all_heads(tx))
        each_entry(tx, head.stream, 0, [&](const StoredEntry& stored) {
            const auto e = domain::decode_ledger_entry(stored.body);
            for (const auto* text : {&e.node, &e.request_id, &e.account, &e.agency, &e.role, &e.membership, &e.session, &e.source_address, &e.action, &e.object_type, &e.panel, &e.sensitivity, &e.purpose,
                                     &e.rule, &e.outcome, &e.version})
                all += *text + '\n';
            // What was changed in the rows is a table, a sum in hexadecimal, a count and a record: four words, whatever they read like side by side.
            const bool sums = e.action.starts_with("rows.");
            for (const auto* list : {&e.objects, &e.recipients, &e.fields, &e.approvals})
                for (std::string text : *list) {
                    if (sums) std::ranges::replace(text, ' ', '\n');
                    all += text + '\n';
                }
        });
    return all;
}

std::string words_in_ledger(LedgerHouse& house) {
    std::string found;
    house.database->read([&](Transaction& tx) {
        const auto texts = ledger_texts(tx);
        for (const std::string& word : written_words(tx))
            if (texts.find(word) != std::string::npos) found += word + '\n';
    });
    return found;
}

}  // namespace casework::testing
