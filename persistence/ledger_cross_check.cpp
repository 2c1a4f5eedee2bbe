// One sum for each table says whether all is as it should be; only where it differs are the records of that table told apart.
#include "persistence/ledger_cross_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "persistence/data_tables.hpp"
#include "persistence/ledger_stream.hpp"
#include "persistence/row_sums.hpp"
#include "persistence/row_watch.hpp"

namespace casework::persistence {
namespace {

constexpr std::size_t shown_max = 20;  // findings of one table; more are counted

// Entries about rows, of every stream; looked for in the bytes first, because nearly all entries are about something else.
template <class Each>
void each_row_entry(Transaction& tx, const Each& each) {
    for (const StoredHead& head : all_heads(tx))
        each_entry(tx, head.stream, 0, [&](const StoredEntry& stored) {
            if (stored.body.find("rows.") == std::string::npos) return;
            try {
                const auto entry = domain::decode_ledger_entry(stored.body);
                if (entry.rule == "ledger" && entry.object_type == "row" && entry.account.empty()) each(head.stream, stored.seq, entry);
            } catch (const std::runtime_error&) {
                // reported by the replay of its stream
            }
        });
}

bool read_words(const RowSealer& sealer, const domain::LedgerEntry& entry, const std::string& stream, std::int64_t seq, RowSums& into) {
    const bool accepted = entry.action == "rows.accept";
    return sealer.read(entry.fields, accepted ? accepted_rows : std::string_view(stream), accepted ? entry.count : seq, into);
}

struct CrossCheck {
    Transaction& tx;
    RowSealer sealer;
    std::vector<LedgerFinding>& findings;
    std::map<std::string, RowSum> said;      // by table
    std::map<std::string, int> times_taken;  // by table
    std::int64_t rows = 0;

    void find(std::string what, bool of_rows = false) { findings.push_back({"", -1, std::move(what), of_rows}); }
    void read_entries();
    std::int64_t compare(const DataTable& table);
    void name_records(const DataTable& table);
    void compare_all();
    std::pair<RowSums, RowSums> by_record(const DataTable& table) const;
};

void CrossCheck::read_entries() {
    each_row_entry(tx, [&](const std::string& stream, std::int64_t seq, const domain::LedgerEntry& entry) {
        RowSums sums;
        if (!read_words(sealer, entry, stream, seq, sums)) return find(fmt::format("what entry {} of stream {} says of rows cannot be read", seq, stream));
        for (const auto& [of, sum] : sums) {
            said[of.first] += sum;
            if (of.second == taken_up && ++times_taken[of.first] > 1) find(fmt::format("table {} was taken up a second time, in entry {} of stream {}", of.first, seq, stream));
        }
    });
}

std::int64_t CrossCheck::compare(const DataTable& table) {
    if (table.key.empty()) {
        find("table " + table.name + " is none of the program's: the ledger cannot vouch for its rows");
        return 0;
    }
    RowSum sum;
    each_row(tx, table, [&](const std::string&, const std::string& digest) { sum += sealer.of(table.name, digest); });
    if (times_taken[table.name] == 0) {
        find("table " + table.name + " was never taken up by the ledger: start the server once", true);
    } else if (sum != said[table.name]) {
        name_records(table);
    }
    return sum.rows;
}

std::string difference(const RowSum& should, const RowSum& is) {
    if (is.rows > should.rows) return fmt::format("{} more than the ledger says", is.rows - should.rows);
    if (is.rows < should.rows) return fmt::format("{} fewer than the ledger says", should.rows - is.rows);
    return "not what they were when the ledger saw them last";
}

// What the ledger says, and what is there.
std::pair<RowSums, RowSums> CrossCheck::by_record(const DataTable& table) const {
    RowSums should, is;
    each_row_entry(tx, [&](const std::string& stream, std::int64_t seq, const domain::LedgerEntry& entry) {
        RowSums sums;
        read_words(sealer, entry, stream, seq, sums);
        for (const auto& [of, sum] : sums)
            if (of.first == table.name && of.second != taken_up) should[of] += sum;
    });
    each_row(tx, table, [&](const std::string& record, const std::string& digest) { is[{table.name, record}] += sealer.of(table.name, digest); });
    return {std::move(should), std::move(is)};
}

std::map<std::string, RowSum> differences_by_part(const RowSums& should, const RowSums& is) {
    std::map<std::string, RowSum> parts;
    for (const auto& [of, sum] : should) parts[of.second.starts_with('#') ? of.second : part_of(of.second)] += -sum;
    for (const auto& [of, sum] : is) parts[part_of(of.second)] += sum;
    return parts;
}

// What the ledger says by record, or by part where it took up or moved very many at once, against the rows by record. A part that adds
// up is well; in one that does not, every record is named that is not known to be well by itself.
void CrossCheck::name_records(const DataTable& table) {
    auto [should, is] = by_record(table);
    auto parts = differences_by_part(should, is);
    for (const auto& [of, sum] : is) should.try_emplace(of);
    std::size_t count = 0;
    for (const auto& [of, sum] : should) {
        const auto rows = is.find(of);
        const RowSum found = rows == is.end() ? RowSum{} : rows->second;
        if (of.second.starts_with('#') || found == sum || parts[part_of(of.second)] == RowSum{} || ++count > shown_max) continue;
        const bool certain = !should.contains({table.name, part_of(of.second)});
        find(fmt::format("table {}, record {}: {}", table.name, of.second, certain ? "its rows are " + difference(sum, found) : "its rows, or those of another record named here, were changed"), true);
    }
    if (count > shown_max) find(fmt::format("table {}: and {} more records", table.name, count - shown_max), true);
    if (count == 0) find(fmt::format("table {}: its rows are not what the ledger says, and no record can be named", table.name), true);
}

void CrossCheck::compare_all() {
    std::set<std::string> present;
    for (const DataTable& table : data_tables(tx)) {
        rows += compare(table);
        present.insert(table.name);
    }
    for (const auto& [table, sum] : said)
        if (!present.contains(table) && sum != RowSum{}) find("table " + table + " is gone with the rows that the ledger knows");
}

}  // namespace

std::int64_t cross_check(Transaction& tx, const std::string& digest_key, std::vector<LedgerFinding>& findings) {
    CrossCheck check{tx, RowSealer(digest_key), findings, {}, {}};
    check.read_entries();
    check.compare_all();
    for (std::string& sentence : foreign_triggers(tx)) check.find(std::move(sentence));
    return check.rows;
}

RowSums row_differences(Transaction& tx, const std::string& digest_key) {
    std::vector<LedgerFinding> ignored;
    CrossCheck check{tx, RowSealer(digest_key), ignored, {}, {}};
    check.read_entries();
    RowSums differences;
    for (const DataTable& table : data_tables(tx)) {
        if (table.key.empty()) continue;
        if (check.times_taken[table.name] == 0) differences[{table.name, std::string(taken_up)}] = {};
        const auto [should, is] = check.by_record(table);
        for (const auto& [part, sum] : differences_by_part(should, is))
            if (sum != RowSum{}) differences[{table.name, part}] = sum;
    }
    return differences;
}

}  // namespace casework::persistence
