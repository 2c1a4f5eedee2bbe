// Sums on their way into the ledger. What waits in the database is masked as an entry is, so it tells nothing and cannot be made up.
#include "persistence/ledger_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <stdexcept>

namespace casework::persistence {
namespace {

constexpr std::size_t sums_in_entry_max = 200;

std::set<std::string> taken_tables(Transaction& tx) {
    std::set<std::string> names;
    std::string name;
    tx.each("SELECT name FROM audit_table", {}, {&name}, [&] { names.insert(name); });
    return names;
}

void add_rows(Transaction& tx, const DataTable& table, const RowSealer& sealer, RowSums& sums) {
    each_row(tx, table, [&](const std::string& record, const std::string& digest) { sums[{table.name, record}] += sealer.of(table.name, digest); });
}

std::string waiting(const std::string& table) { return "migration of " + table; }

// "<migration> <word>" of each line.
void read_lines(std::string_view lines, const RowSealer& sealer, const std::string& table, RowSums& into) {
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, end);
        std::int64_t migration = 0;
        const auto [space, error] = std::from_chars(line.data(), line.data() + line.size(), migration);
        const auto at = static_cast<std::size_t>(space - line.data());
        if (error != std::errc{} || at >= line.size() || !sealer.read({std::string(line.substr(at + 1))}, waiting(table), migration, into))
            throw std::runtime_error("audit_table: what a migration left there for the ledger was altered");
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
}

}  // namespace

std::vector<RowSums> in_entries(const RowSums& sums) {
    std::vector<RowSums> list;
    for (const auto& sum : sums) {
        if (list.empty() || list.back().size() == sums_in_entry_max) list.emplace_back();
        list.back().insert(sum);
    }
    return list;
}

RowSums take_new_tables(Transaction& tx, const RowSealer& sealer, const std::string& stream, std::int64_t seq) {
    RowSums sums;
    for (const DataTable& table : data_tables(tx)) {
        if (table.key.empty()) continue;
        // Of two servers that start at once one takes the table up, and the other waits here until it has.
        if (tx.run("INSERT INTO audit_table (name, stream, seq) VALUES (:name, :stream, :seq) ON CONFLICT DO NOTHING",
                   {with("name", table.name), with("stream", stream), with("seq", seq)}) == 0)
            continue;
        RowSums rows;
        add_rows(tx, table, sealer, rows);
        sums.merge(gathered(rows));
        sums[{table.name, std::string(taken_up)}] = {};
    }
    return sums;
}

RowSums take_moved(Transaction& tx, const RowSealer& sealer) {
    RowSums sums;
    std::string name, moved;
    std::vector<std::pair<std::string, std::string>> rows;
    tx.each("SELECT name, moved FROM audit_table WHERE moved <> ''", {}, {&name, &moved}, [&] { rows.emplace_back(name, moved); });
    for (const auto& [table, lines] : rows) read_lines(lines, sealer, table, sums);
    if (!rows.empty()) tx.run("UPDATE audit_table SET moved = '' WHERE moved <> ''");
    return gathered(sums);
}

RowSums MovedRows::all(Transaction& tx) const {
    RowSums sums;
    const auto taken = taken_tables(tx);
    for (const DataTable& table : data_tables(tx))
        if (!table.key.empty() && taken.contains(table.name)) add_rows(tx, table, sealer_, sums);
    return sums;
}

void MovedRows::before(Transaction& tx) {
    if (!counted_) known_ = all(tx);
    counted_ = true;
}

void MovedRows::after(Transaction& tx, int migration) {
    RowSums now = all(tx), moved = now;
    for (const auto& [of, sum] : known_) moved[of] += -sum;
    std::map<std::string, std::string> lines;
    for (const auto& [of, sum] : gathered(moved))
        lines[of.first] += fmt::format("{} {}\n", migration, sealer_.words({{of, sum}}, waiting(of.first), migration).front());
    for (const auto& [table, text] : lines) tx.run("UPDATE audit_table SET moved = moved || :lines WHERE name = :name", {with("lines", text), with("name", table)});
    known_ = std::move(now);
}

bool has_taken_tables(Transaction& tx) { return !taken_tables(tx).empty(); }

}  // namespace casework::persistence
