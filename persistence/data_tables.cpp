// Statements made from the names that the database itself gives; a name that could not be one of ours is never put into a statement.
#include "persistence/data_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

namespace casework::persistence {
namespace {

constexpr int page_rows = 5000;

constexpr std::string_view sqlite_columns =
    "SELECT t.name, c.name, c.type, c.pk FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' "
    "ORDER BY t.name, c.cid";
constexpr std::string_view postgresql_columns =
    "SELECT CAST(t.relname AS TEXT), CAST(c.attname AS TEXT), format_type(c.atttypid, c.atttypmod), COALESCE(array_position(CAST(k.indkey AS INT2[]), c.attnum) + 1, 0) "
    "FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped LEFT JOIN pg_index k ON k.indrelid = t.oid AND k.indisprimary "
    "WHERE t.relnamespace = CAST(current_schema() AS regnamespace) AND t.relkind = 'r' ORDER BY t.relname, c.attnum";

bool plain(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool of_text(std::string type) {
    std::ranges::transform(type, type.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return type.find("int") == std::string::npos;
}

std::string key_list(const DataTable& table, std::string_view before) {
    std::string list;
    for (std::size_t i = 0; i < table.key.size(); ++i) {
        if (i > 0) list += ", ";
        list.append(before);
        list += before.empty() ? table.key[i].name : std::to_string(i);
    }
    return list;
}

// The first page, and the page after a key.
std::string page_sql(const DataTable& table, bool postgresql, bool first) {
    const std::string after = first ? "" : fmt::format(" WHERE ({}) > ({})", key_list(table, ""), key_list(table, ":k"));
    return fmt::format("SELECT {}, {} FROM {} AS row_of{} ORDER BY {} LIMIT {}", key_list(table, ""), row_digest_sql(table, "row_of", postgresql), table.name, after,
                       key_list(table, ""), page_rows);
}

// The key of the row read last, with a name for each of its values.
struct Place {
    explicit Place(const DataTable& table) : columns(table.key), texts(table.key.size()), numbers(table.key.size()) {
        for (std::size_t i = 0; i < columns.size(); ++i) names.push_back("k" + std::to_string(i));
    }
    std::vector<Into> into(std::string& digest) {
        std::vector<Into> targets;
        for (std::size_t i = 0; i < columns.size(); ++i) targets.push_back(columns[i].is_text ? Into(&texts[i]) : Into(&numbers[i]));
        targets.emplace_back(&digest);
        return targets;
    }
    std::vector<Bind> binds() const {
        std::vector<Bind> values;
        for (std::size_t i = 0; i < columns.size(); ++i) values.push_back(columns[i].is_text ? with(names[i], texts[i]) : with(names[i], numbers[i]));
        return values;
    }
    std::string record(std::size_t at) const { return columns[at].is_text ? texts[at] : std::to_string(numbers[at]); }

    const std::vector<DataTable::Column>& columns;
    std::vector<std::string> texts;
    std::vector<std::int64_t> numbers;
    std::deque<std::string> names;
};

}  // namespace

std::size_t DataTable::record_at() const {
    const auto found = std::ranges::find_if(key, [](const Column& column) { return column.name == "id" || column.name.ends_with("_id"); });
    return found == key.end() ? 0 : static_cast<std::size_t>(found - key.begin());
}

std::vector<DataTable> data_tables(Transaction& tx) {
    std::vector<DataTable> tables;
    std::string table, column, type;
    int place = 0;
    std::vector<std::pair<int, DataTable::Column>> key;
    bool writable = true;
    const auto finish = [&] {
        if (!writable) key.clear();
        writable = true;
        std::ranges::sort(key, {}, [](const auto& part) { return part.first; });
        for (auto& [at, part] : key) tables.back().key.push_back(std::move(part));
        key.clear();
    };
    tx.each(tx.is_postgresql() ? postgresql_columns : sqlite_columns, {}, {&table, &column, &type, &place}, [&] {
        if (std::ranges::find(unwatched_tables, table) != unwatched_tables.end()) return;
        if (tables.empty() || tables.back().name != table) {
            if (!tables.empty()) finish();
            tables.push_back({table, {}, {}});
        }
        tables.back().columns.push_back(column);
        writable = writable && plain(table) && plain(column);
        if (place > 0) key.emplace_back(place, DataTable::Column{column, of_text(type)});
    });
    if (!tables.empty()) finish();
    return tables;
}

std::string row_digest_sql(const DataTable& table, std::string_view row, bool postgresql) {
    if (postgresql) return fmt::format("encode(sha256(convert_to(CAST({} AS TEXT), 'UTF8')), 'hex')", row);
    std::string values;
    for (const std::string& column : table.columns) values += fmt::format("{}{}.{}", values.empty() ? "" : ", ", row, column);
    return fmt::format("row_digest({})", values);
}

void each_row(Transaction& tx, const DataTable& table, const std::function<void(const std::string&, const std::string&)>& each) {
    const std::string first = page_sql(table, tx.is_postgresql(), true), next = page_sql(table, tx.is_postgresql(), false);
    Place place(table);
    std::string digest;
    std::vector<std::pair<std::string, std::string>> page;
    std::vector<std::string> last_texts;
    std::vector<std::int64_t> last_numbers;
    for (bool begun = false;; begun = true) {
        page.clear();
        tx.each(begun ? next : first, begun ? place.binds() : std::vector<Bind>{}, place.into(digest), [&] { page.emplace_back(place.record(table.record_at()), digest); });
        for (const auto& [record, of_row] : page) each(record, of_row);
        // No progress: values of another type, put there by hand. They are counted twice, so they are found.
        if (page.size() < page_rows || (begun && place.texts == last_texts && place.numbers == last_numbers)) return;
        last_texts = place.texts;
        last_numbers = place.numbers;
    }
}

}  // namespace casework::persistence
