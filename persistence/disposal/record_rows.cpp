// Statements made from the names that the database itself gives: a row belongs to a record by a column that names it, or by a foreign key to such a row.
#include "persistence/disposal/record_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "persistence/data_tables.hpp"

namespace casework::persistence {
namespace {

// A row with the reference in one of these belongs to the record.
constexpr std::array<std::string_view, 8> owner_columns{"id", "record_id", "case_id", "nominal_id", "tool_id", "report_id", "review_id", "object"};
// Rows about people who asked, or about a list: they lose the reference and stay. The request to dispose of it is closed by its own step.
constexpr std::array<std::string_view, 5> not_owned{"disposal", "agreed_place", "emergency_request", "access_request", "access_review"};
constexpr std::string_view erased_words = "(erased)";

struct Column {
    std::string name;
    bool is_text = false, required = false, in_key = false;
};
struct Link {
    std::string column, parent, parent_column;
};
struct Table {
    DataTable data;
    std::vector<Column> columns;
    std::vector<Link> links;
    std::string owned;  // condition with :id; empty: no row of it belongs to a record
    bool has(std::string_view column) const { return std::ranges::find(columns, column, &Column::name) != columns.end(); }
};
using Schema = std::map<std::string, Table>;

constexpr std::string_view sqlite_columns =
    "SELECT t.name, c.name, CASE WHEN lower(c.type) = 'text' THEN 1 ELSE 0 END, c.\"notnull\" FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.cid";
constexpr std::string_view postgresql_columns =
    "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CASE WHEN data_type = 'text' THEN 1 ELSE 0 END, CASE WHEN is_nullable = 'NO' THEN 1 ELSE 0 END FROM information_schema.columns "
    "WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position";
constexpr std::string_view sqlite_links =
    "SELECT t.name, f.\"from\", f.\"table\", COALESCE(f.\"to\", 'id') FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'";
constexpr std::string_view postgresql_links =
    "SELECT CAST(c.relname AS TEXT), CAST(a.attname AS TEXT), CAST(p.relname AS TEXT), CAST(b.attname AS TEXT) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid "
    "CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (own, other) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = pair.own JOIN pg_attribute b ON b.attrelid = p.oid AND b.attnum = pair.other "
    "WHERE k.contype = 'f' AND c.relnamespace = CAST(current_schema() AS regnamespace)";

template <class List>
bool contains(const List& list, std::string_view name) {
    return std::ranges::find(list, name) != std::end(list);
}
bool names_a_record(std::string_view column) { return column != "id" && contains(owner_columns, column); }

std::string any_of(const std::vector<std::string>& conditions) { return conditions.empty() ? std::string() : fmt::format("({})", fmt::join(conditions, " OR ")); }

std::string own_condition(const Table& table) {
    std::vector<std::string> any;
    if (contains(not_owned, table.data.name)) return {};
    const bool is_record = table.data.name == "record" || std::ranges::any_of(table.links, [](const Link& link) { return link.column == "id" && link.parent == "record"; });
    for (const auto& column : table.columns)
        if (column.is_text && contains(owner_columns, column.name) && (column.name != "id" || is_record)) any.push_back(column.name + " = :id");
    return any_of(any);
}

// Rows that hang on a row of the record by an id of its own: parts of an action, uses of a file.
std::string with_children(const Schema& schema, const Table& table) {
    std::vector<std::string> any;
    if (!table.owned.empty()) any.push_back(table.owned);
    for (const auto& link : table.links) {
        const auto parent = schema.find(link.parent);
        if (parent == schema.end() || parent->second.owned.empty() || contains(owner_columns, link.column) || link.column == "person_id") continue;
        if (std::ranges::none_of(parent->second.columns, [](const Column& c) { return names_a_record(c.name); })) continue;
        any.push_back(fmt::format("{} IN (SELECT {} FROM {} WHERE {})", link.column, link.parent_column, link.parent, parent->second.owned));
    }
    return any_of(any);
}

Schema read_schema(Transaction& tx) {
    Schema schema;
    for (auto& data : data_tables(tx)) {
        if (data.key.empty()) continue;
        const auto name = data.name;
        schema[name].data = std::move(data);
    }
    std::string table, column, parent, parent_column;
    bool is_text = false, required = false;
    tx.each(tx.is_postgresql() ? postgresql_columns : sqlite_columns, {}, {&table, &column, &is_text, &required}, [&] {
        const auto found = schema.find(table);
        if (found != schema.end()) found->second.columns.push_back({column, is_text, required, std::ranges::find(found->second.data.key, column, &DataTable::Column::name) != found->second.data.key.end()});
    });
    tx.each(tx.is_postgresql() ? postgresql_links : sqlite_links, {}, {&table, &column, &parent, &parent_column}, [&] {
        if (const auto found = schema.find(table); found != schema.end()) found->second.links.push_back({column, parent, parent_column});
    });
    for (auto& [name, each] : schema) each.owned = own_condition(each);
    std::map<std::string, std::string> all;
    for (const auto& [name, each] : schema) all[name] = with_children(schema, each);
    for (auto& [name, each] : schema) each.owned = all[name];
    return schema;
}

// Children before parents, so that no foreign key is left without its row at any moment.
std::vector<const Table*> order_of_deletion(const Schema& schema) {
    std::vector<const Table*> order;
    std::set<std::string> left;
    for (const auto& [name, table] : schema)
        if (!table.owned.empty()) left.insert(name);
    while (!left.empty()) {
        const auto free = std::ranges::find_if(left, [&](const std::string& name) {
            return std::ranges::none_of(left, [&](const std::string& other) { return other != name && std::ranges::any_of(schema.at(other).links, [&](const Link& link) { return link.parent == name; }); });
        });
        if (free == left.end()) throw std::logic_error("tables refer to each other in a circle");
        order.push_back(&schema.at(*free));
        left.erase(free);
    }
    return order;
}

std::string digests_of(Transaction& tx, const Table& table, std::string_view record) {
    std::string all, digest;
    tx.each(fmt::format("SELECT {} AS d FROM {} AS row_of WHERE {} ORDER BY 1", row_digest_sql(table.data, "row_of", tx.is_postgresql()), table.data.name, table.owned), {with("id", record)}, {&digest},
            [&] { all += table.data.name + " " + digest + "\n"; });
    return all;
}

// In a place that stays the people of a list keep their numbers, and nobody stands there any more.
void empty_places(Transaction& tx, const Table& places, std::string_view record) {
    std::string set;
    for (const auto& column : places.columns)
        if (!column.in_key) set += fmt::format("{}{} = {}", set.empty() ? "" : ", ", column.name, !column.required ? "NULL" : column.is_text ? "''" : "0");
    tx.run(fmt::format("UPDATE agreed_place SET {} WHERE nominal_id = :id", set), {with("id", record)});
}

// Words that name the record. A longer reference that begins with this one (NOM-2026-10000 with NOM-2026-1000) is another record's: its beginning
// is set aside under a character that no text holds.
std::string without_longer(const std::string& column) {
    std::string words = column;
    for (char figure = '0'; figure <= '9'; ++figure) words = fmt::format("replace({}, :id || '{}', :aside || '{}')", words, figure, figure);
    return words;
}
std::string mentions(const std::string& column) { return fmt::format("{} LIKE :any AND {} LIKE :any", column, without_longer(column)); }
std::vector<Bind> mention_of(std::string_view record) { return {with("id", record), with("any", fmt::format("%{}%", record)), with("aside", "\x02")}; }

bool mentioned(Transaction& tx, const Table& table, std::string_view record) {
    std::vector<std::string> any;
    for (const auto& column : table.columns)
        if (column.is_text) any.push_back(fmt::format("({})", mentions(column.name)));
    int found = 0;
    return !any.empty() && tx.one(fmt::format("SELECT 1 FROM {} WHERE {} LIMIT 1", table.data.name, any_of(any)), mention_of(record), {&found});
}

// The reference in rows of other records: a link to it is empty, a mention in words says that it was erased.
void forget_mentions(Transaction& tx, const Schema& schema, std::string_view record) {
    auto binds = mention_of(record);
    binds.push_back(with("erased", erased_words));
    for (const auto& [name, table] : schema) {
        if (name == "disposal" || table.has("digest") || table.has("sha256") || !mentioned(tx, table, record)) continue;
        for (const auto& column : table.columns) {
            if (!column.is_text) continue;
            if (column.in_key) tx.run(fmt::format("DELETE FROM {} WHERE {} = :id", name, column.name), {with("id", record)});
            else
                tx.run(fmt::format("UPDATE {0} SET {1} = CASE WHEN {1} = :id THEN {2} ELSE replace(replace({3}, :id, :erased), :aside, :id) END WHERE {4}", name, column.name, column.required ? "''" : "NULL",
                                   without_longer(column.name), mentions(column.name)),
                       binds);
        }
    }
}

void forget_askers(Transaction& tx, std::string_view record) {
    const std::vector<Bind> id{with("id", record)};
    tx.run("UPDATE emergency_request SET record_id = '', asked = 'A record that was erased' WHERE record_id = :id OR asked = :id", id);
    tx.run("UPDATE access_review SET record_id = 'erased' WHERE record_id = :id", id);
    tx.run("DELETE FROM access_request WHERE record_id = :id OR asked = :id", id);
    tx.run("DELETE FROM disposal WHERE record_id = :id AND state <> 'open'", id);  // of earlier requests nothing is left; the one that is carried out becomes the certificate
    const auto any = mention_of(record);
    tx.run("DELETE FROM job_row WHERE record_id = :id", id);
    tx.run("DELETE FROM job WHERE " + mentions("head"), any);  // a court bundle of it
    tx.run("DELETE FROM session_purpose WHERE object = :id", id);
    tx.run("UPDATE done_form SET location = '' WHERE " + mentions("location"), any);
    tx.run(fmt::format("DELETE FROM mail WHERE ({}) OR ({})", mentions("subject"), mentions("body")), any);
}

void forget_search_words(Transaction& tx, std::string_view record) {
    std::vector<std::string> words;
    std::string word;
    tx.each("SELECT DISTINCT word FROM person_word WHERE record_id = :id", {with("id", record)}, {&word}, [&] { words.push_back(word); });
    tx.run("DELETE FROM person_word WHERE record_id = :id", {with("id", record)});
    for (const auto& each : words) {
        int used = 0;
        if (tx.one("SELECT 1 FROM person_word WHERE word = :word LIMIT 1", {with("word", each)}, {&used})) continue;
        tx.run("DELETE FROM name_word WHERE word = :word", {with("word", each)});
        tx.run("DELETE FROM name_word_near WHERE word = :word", {with("word", each)});
    }
}

bool named_somewhere(Transaction& tx, const Schema& schema, const std::string& person) {
    for (const auto& [name, table] : schema) {
        if (name == "person") continue;
        std::vector<std::string> any;
        for (const auto& column : table.columns)
            if (column.is_text) any.push_back(column.name + " = :id");
        int found = 0;
        if (!any.empty() && tx.one(fmt::format("SELECT 1 FROM {} WHERE {} LIMIT 1", name, any_of(any)), {with("id", person)}, {&found})) return true;
    }
    return false;
}

std::vector<std::string> people_on(Transaction& tx, std::string_view record) {
    std::vector<std::string> people;
    std::string person;
    tx.each("SELECT person_id FROM record_person WHERE record_id = :id ORDER BY person_id", {with("id", record)}, {&person}, [&] { people.push_back(person); });
    return people;
}

std::int64_t count(Transaction& tx, const std::string& sql, std::string_view record) {
    std::int64_t found = 0;
    tx.one(sql, {with("id", record)}, {&found});
    return found;
}

}  // namespace

RecordSize size_of_record(Transaction& tx, std::string_view record) {
    RecordSize size;
    for (const auto& [name, table] : read_schema(tx))
        if (!table.owned.empty()) size.rows += count(tx, fmt::format("SELECT count(*) FROM {} WHERE {}", name, table.owned), record);
    size.files = count(tx, "SELECT count(*) FROM evidence_file WHERE record_id = :id", record);
    size.documents = count(tx, "SELECT count(*) FROM document WHERE record_id = :id", record);
    size.people = count(tx, "SELECT count(*) FROM record_person WHERE record_id = :id", record);
    return size;
}

std::string digests_of_record(Transaction& tx, std::string_view record) {
    const auto schema = read_schema(tx);
    std::string digests;
    for (const auto* table : order_of_deletion(schema)) digests += digests_of(tx, *table, record);
    return digests;
}

std::vector<std::string> erase_rows(Transaction& tx, std::string_view record) {
    const auto schema = read_schema(tx);
    const auto people = people_on(tx, record);
    forget_search_words(tx, record);
    empty_places(tx, schema.at("agreed_place"), record);
    forget_askers(tx, record);
    for (const auto* table : order_of_deletion(schema)) tx.run(fmt::format("DELETE FROM {} WHERE {}", table->data.name, table->owned), {with("id", record)});
    forget_mentions(tx, schema, record);
    std::vector<std::string> gone;
    for (const auto& person : people) {
        if (named_somewhere(tx, schema, person)) continue;
        tx.run("DELETE FROM person WHERE id = :id", {with("id", person)});
        gone.push_back(person);
    }
    return gone;
}

}  // namespace casework::persistence
