// On SQLite the triggers are the connection's own (TEMP) and leave no trace in the file. PostgreSQL has no such triggers: there they
// belong to the tables, and write only where the connection has made the place for it. Keys never go into the database.
#include "persistence/row_watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace casework::persistence {
namespace {

constexpr std::string_view trigger = "row_watch";
constexpr std::string_view trigger_function = R"(
BEGIN
    IF current_setting('casework.watch', true) = 'on' THEN
        PERFORM set_config('casework.rows', 'changed', true);
        IF TG_OP <> 'INSERT' THEN
            INSERT INTO row_change VALUES (TG_TABLE_NAME, to_jsonb(old) ->> TG_ARGV[0], -1, encode(sha256(convert_to(CAST(old AS TEXT), 'UTF8')), 'hex'));
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO row_change VALUES (TG_TABLE_NAME, to_jsonb(new) ->> TG_ARGV[0], 1, encode(sha256(convert_to(CAST(new AS TEXT), 'UTF8')), 'hex'));
        END IF;
    END IF;
    RETURN NULL;
END
)";

std::string noted(const DataTable& table, const char* row, int sign) {
    return fmt::format("INSERT INTO row_change VALUES ('{0}', {1}.{2}, {3}, {4}); ", table.name, row, table.record(), sign, row_digest_sql(table, row, false));
}

std::string sqlite_triggers(const DataTable& table) {
    const auto made = [&](const char* event, const std::string& body) {
        return fmt::format("CREATE TEMP TRIGGER IF NOT EXISTS {0}_{1}_{2} AFTER {2} ON main.{1} BEGIN {3}END;\n", trigger, table.name, event, body);
    };
    return made("insert", noted(table, "new", 1)) + made("delete", noted(table, "old", -1)) + made("update", noted(table, "old", -1) + noted(table, "new", 1));
}

std::set<std::string> triggers(Transaction& tx) {
    std::set<std::string> names;
    std::string table, name;
    tx.each(tx.is_postgresql()
                ? "SELECT CAST(t.relname AS TEXT), CAST(g.tgname AS TEXT) || CASE WHEN g.tgenabled = 'O' AND (g.tgname <> 'row_watch' OR p.proname = 'row_watch') THEN '' ELSE ' switched off' END "
                  "FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid JOIN pg_proc p ON p.oid = g.tgfoid "
                  "WHERE NOT g.tgisinternal AND t.relnamespace = CAST(current_schema() AS regnamespace) "
                  "UNION ALL SELECT CAST(tablename AS TEXT), 'rule ' || rulename FROM pg_rules WHERE schemaname = current_schema()"
                : "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'",
            {}, {&table, &name}, [&] { names.insert(table + ' ' + name); });
    return names;
}

std::string stored_function(Transaction& tx) {
    std::string source;
    tx.one("SELECT prosrc FROM pg_proc WHERE proname = 'row_watch' AND pronamespace = CAST(current_schema() AS regnamespace)", {}, {&source});
    return source;
}

}  // namespace

void watch_rows(Transaction& tx) {
    if (tx.is_postgresql())
        return tx.script("CREATE TEMP TABLE IF NOT EXISTS row_change (tbl TEXT, record TEXT, sign INTEGER, digest TEXT) ON COMMIT DELETE ROWS; SET casework.watch = 'on'");
    std::string sql = "PRAGMA recursive_triggers = ON;\nCREATE TEMP TABLE IF NOT EXISTS row_change (tbl, record, sign, digest);\n";  // REPLACE deletes rows too
    for (const DataTable& table : data_tables(tx))
        if (!table.key.empty()) sql += sqlite_triggers(table);
    tx.script(sql);
}

RowSums take_changes(Transaction& tx, const RowSealer& sealer) {
    std::string any;
    if (tx.is_postgresql() && (!tx.one("SELECT current_setting('casework.rows', true)", {}, {&any}) || any.empty())) return {};
    RowSums sums;
    std::string table, record, digest;
    int sign = 0;
    const auto changes = tx.each("SELECT tbl, record, sign, digest FROM row_change", {}, {&table, &record, &sign, &digest}, [&] {
        const RowSum sum = sealer.of(table, digest);
        sums[{table, record}] += sign < 0 ? -sum : sum;
    });
    if (changes > 0) tx.run("DELETE FROM row_change");
    return gathered(sums);
}

void place_row_triggers(Transaction& tx) {
    if (!tx.is_postgresql()) return;
    std::string sql;
    const auto present = triggers(tx);
    if (stored_function(tx) != trigger_function) sql += fmt::format("CREATE OR REPLACE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS $row_watch${}$row_watch$;\n", trigger, trigger_function);
    for (const DataTable& table : data_tables(tx))
        if (!table.key.empty() && !present.contains(fmt::format("{} {}", table.name, trigger)))
            sql += fmt::format("CREATE OR REPLACE TRIGGER {0} AFTER INSERT OR UPDATE OR DELETE ON {1} FOR EACH ROW EXECUTE FUNCTION {0}('{2}');\n", trigger, table.name, table.record());
    if (!sql.empty()) tx.script(sql);
}

std::vector<std::string> foreign_triggers(Transaction& tx) {
    std::set<std::string> expected = {"audit_entry audit_entry_stays", "audit_entry audit_entry_not_emptied"};
    if (!tx.is_postgresql()) expected = {"audit_entry audit_entry_stays", "audit_entry audit_entry_unchanged"};
    if (tx.is_postgresql())
        for (const DataTable& table : data_tables(tx))
            if (!table.key.empty()) expected.insert(fmt::format("{} {}", table.name, trigger));
    const auto present = triggers(tx);
    std::vector<std::string> sentences;
    for (const std::string& name : present)
        if (!expected.contains(name)) sentences.push_back("a trigger stands in the database that the program did not put there: " + name);
    for (const std::string& name : expected)
        if (!present.contains(name)) sentences.push_back("a trigger of the program is missing: " + name);
    if (tx.is_postgresql() && stored_function(tx) != trigger_function) sentences.push_back("the function that notes changes of rows is not the program's own");
    return sentences;
}

}  // namespace casework::persistence
