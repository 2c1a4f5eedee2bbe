// Copies rows by the names that the database itself gives, so that a table added tomorrow is copied tomorrow.
#include "tests/web/leaks/hidden_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "persistence/data_tables.hpp"
#include "persistence/demo/stage.hpp"
#include "persistence/people/name_keys.hpp"

namespace casework::testing::leaks {
namespace {

using persistence::Transaction;
using persistence::with;

struct Column {
    std::string name;
    bool is_text = false, in_key = false;
};
struct Table {
    std::string name;
    std::vector<Column> columns;
};

// What is about people who ask, not about the record; and what is derived.
const std::set<std::string> left_alone{"emergency_grant", "emergency_request", "access_request", "second_person", "sharing", "record_share", "record_opening", "record_exclusion", "document_stop", "document_stop_fact"};

std::vector<Column> columns_of(Transaction& tx, const std::string& table) {
    const char* sql = tx.is_postgresql() ? "SELECT CAST(column_name AS TEXT), CAST(data_type AS TEXT) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = :name ORDER BY ordinal_position"
                                         : "SELECT name, lower(type) FROM pragma_table_info(:name) ORDER BY cid";
    std::vector<Column> columns;
    std::string name, type;
    tx.each(sql, {with("name", table)}, {&name, &type}, [&] { columns.push_back({name, type == "text", false}); });
    return columns;
}

std::vector<Table> tables(Transaction& tx) {
    std::vector<Table> list;
    for (const auto& found : persistence::data_tables(tx)) {
        if (left_alone.contains(found.name)) continue;
        Table table{found.name, columns_of(tx, found.name)};
        for (auto& column : table.columns) column.in_key = std::ranges::find(found.key, column.name, &persistence::DataTable::Column::name) != found.key.end();
        list.push_back(std::move(table));
    }
    list.push_back({"person_word", columns_of(tx, "person_word")});
    for (auto& column : list.back().columns) column.in_key = true;
    return list;
}

struct Copying {
    Transaction& tx;
    std::string from, to, person, new_person, year;

    // A column of the copy: references of record and person exchanged, and a key of its own where the row has an id.
    std::string value_of(const Table& table, const Column& column, bool key_names_record) const {
        if (!column.is_text) return column.name;
        std::string value = fmt::format("replace(replace({}, '{}', '{}'), '{}', '{}')", column.name, from, to, person, new_person);
        if (!column.in_key || key_names_record || table.columns.front().name != column.name) return value;
        return fmt::format("CASE WHEN {0} LIKE '%-{1}-%' THEN replace({0}, '-{1}-', '-{1}-{2}') ELSE substr({0}, 1, length({0}) - 1) || '{2}' END", value, year, to.back());
    }
    bool key_names_record(const Table& table) const {
        std::string any;
        for (const auto& column : table.columns)
            if (column.in_key && column.is_text) any += fmt::format("{}{} = '{}'", any.empty() ? "" : " OR ", column.name, from);
        int found = 0;
        return !any.empty() && tx.one("SELECT 1 FROM " + table.name + " WHERE " + any + " LIMIT 1", {}, {&found});
    }
    void copy(const Table& table) const {
        std::string names, values, where;
        const bool named = key_names_record(table);
        for (const auto& column : table.columns) {
            names += (names.empty() ? "" : ", ") + column.name;
            values += (values.empty() ? "" : ", ") + value_of(table, column, named);
            if (column.is_text) where += fmt::format("{}{} = '{}'", where.empty() ? "" : " OR ", column.name, from);
        }
        if (where.empty()) return;
        tx.run(fmt::format("INSERT INTO {} ({}) SELECT {} FROM {} WHERE {} ON CONFLICT DO NOTHING", table.name, names, values, table.name, where));
    }
};

// Everybody after it moves down by one, as they would have stood with it on the list.
void make_room(Transaction& tx, const std::string& table, const std::string& list, const std::string& record) {
    const auto after = fmt::format("EXISTS (SELECT 1 FROM {0} o WHERE {1} AND o.nominal_id = '{2}' AND o.place < {0}.place)", table, list, record);
    tx.run(fmt::format("UPDATE {} SET place = place + 100000 WHERE {}", table, after));
    tx.run(fmt::format("UPDATE {} SET place = place - 99999 WHERE place > 100000", table));
}
void put_on_lists(Transaction& tx, const std::string& from, const std::string& to) {
    make_room(tx, "list_place", "o.panel = list_place.panel AND o.version = list_place.version", from);
    make_room(tx, "agreed_place", "o.list_id = agreed_place.list_id", from);
    // On the list before, everybody after it stood one place further down as well.
    tx.run(fmt::format("UPDATE agreed_place SET previous_place = previous_place + 1 WHERE previous_place > (SELECT o.previous_place FROM agreed_place o WHERE o.list_id = agreed_place.list_id AND o.nominal_id = '{}')", from));
    tx.run(fmt::format("INSERT INTO list_place (panel, version, place, nominal_id) SELECT panel, version, place + 1, '{}' FROM list_place WHERE nominal_id = '{}'", to, from));
    tx.run(fmt::format("UPDATE agreed_list SET size = size + 1 WHERE id IN (SELECT list_id FROM agreed_place WHERE nominal_id = '{}')", from));
    std::string names, values;
    for (const auto& column : columns_of(tx, "agreed_place")) {
        names += (names.empty() ? "" : ", ") + column.name;
        values += (values.empty() ? "" : ", ") + (column.name == "place" || column.name == "previous_place" ? column.name + " + 1" : column.name == "nominal_id" ? "'" + to + "'" : column.name);
    }
    tx.run(fmt::format("INSERT INTO agreed_place ({}) SELECT {} FROM agreed_place WHERE nominal_id = '{}'", names, values, from));
}

void call(Transaction& tx, const std::string& record, const std::string& person, Marking marking) {
    const auto key = persistence::surname_first(hidden_name);
    const std::vector<persistence::Bind> whom{with("record", record), with("person", person)};
    auto named = whom;
    named.push_back(with("name", hidden_name)), named.push_back(with("key", key));
    if (tx.run("UPDATE person_name SET full_name = :name, sort_key = :key WHERE record_id = :record AND person_id = :person AND ordinal = 0", named) == 0) return;
    tx.run("DELETE FROM person_word WHERE record_id = :record AND person_id = :person", whom);
    for (const auto& word : persistence::folded_words(hidden_name)) {
        tx.run("INSERT INTO person_word (word, sort_key, person_id, record_id, ordinal) VALUES (:word, :key, :person, :record, 0)", {with("word", word), with("key", key), with("person", person), with("record", record)});
        if (tx.run("INSERT INTO name_word (word, sound) VALUES (:word, :sound) ON CONFLICT DO NOTHING", {with("word", word), with("sound", persistence::sound_of(word))}) == 0) continue;
        for (const auto& form : persistence::shortened(word)) tx.run("INSERT INTO name_word_near (shortened, word) VALUES (:form, :word) ON CONFLICT DO NOTHING", {with("form", form), with("word", word)});
    }
    auto born = whom;
    born.push_back(with("born", hidden_born[static_cast<std::size_t>(marking)]));
    tx.run("UPDATE person_birth SET born = :born WHERE record_id = :record AND person_id = :person", born);
}

void mark(Transaction& tx, const std::string& record, Marking marking, const std::vector<Table>& all, const std::vector<std::string>& excluded) {
    const int sensitivity = marking == Marking::sensitive ? 2 : marking == Marking::restricted ? 3 : 1;
    tx.run("UPDATE record SET sensitivity = :s WHERE id = :id", {with("s", sensitivity), with("id", record)});
    if (marking == Marking::excluded)
        for (const auto& account : excluded) tx.run("INSERT INTO record_exclusion (record_id, account) VALUES (:record, :account)", {with("record", record), with("account", account)});
    if (marking != Marking::elsewhere) return;
    for (const auto& table : all) {
        if (table.name == "list_place" || std::ranges::find(table.columns, "panel", &Column::name) == table.columns.end()) continue;
        std::string where;
        for (const auto& column : table.columns)
            if (column.is_text && column.name != "panel") where += fmt::format("{}{} = '{}'", where.empty() ? "" : " OR ", column.name, record);
        if (!where.empty()) tx.run(fmt::format("UPDATE {} SET panel = 'socp' WHERE {}", table.name, where));
    }
}

void ask_for_disposal(Transaction& tx, const std::string& record, std::int64_t now) {
    tx.run("INSERT INTO disposal (id, record_id, kind, panel, state, reason, words, ended_on, allowed_from, asked_by, asked_at) VALUES (:id, :record, 'nominal', 'tctf', 'open', 'retention_over', 'It is over', '2020-01-01', '2026-01-01', 'nobody', :now)",
           {with("id", hidden_disposal), with("record", record), with("now", now)});
}

std::string person_on(Transaction& tx, const std::string& record) {
    std::string person;
    tx.one("SELECT person_id FROM record_person WHERE record_id = :id ORDER BY person_id", {with("id", record)}, {&person});
    return person;
}

void copy_under(Transaction& tx, const std::string& from, Marking marking, const std::vector<Table>& all, const std::vector<std::string>& excluded) {
    const auto to = hidden_reference(from, marking);
    const auto year = from.substr(from.find('-') + 1, 4);
    const auto person = person_on(tx, from);
    // Some hidden records are about somebody who is known anyway, others about nobody else's person.
    const bool somebody_new = !person.empty() && (marking == Marking::elsewhere || marking == Marking::restricted);
    const auto new_person = somebody_new ? hidden_reference(person, marking) : person;
    if (somebody_new) tx.run("INSERT INTO person (id, opened_at) SELECT :new, opened_at FROM person WHERE id = :old ON CONFLICT DO NOTHING", {with("new", new_person), with("old", person)});
    const Copying copying{tx, from, to, person.empty() ? std::string("PER-none") : person, new_person.empty() ? std::string("PER-none") : new_person, year};
    for (const auto& table : all)
        if (table.name != "person" && table.name != "list_place" && table.name != "agreed_place") copying.copy(table);
    if (from.starts_with("NOM") && marking != Marking::elsewhere) put_on_lists(tx, from, to);
    if (!new_person.empty()) call(tx, to, new_person, marking);
    mark(tx, to, marking, all, excluded);
}

}  // namespace

std::string_view name(Marking marking) {
    switch (marking) {
        case Marking::elsewhere: return "another group";
        case Marking::sensitive: return "sensitive";
        case Marking::restricted: return "restricted";
        case Marking::excluded: return "conflict of interest";
    }
    return "";
}

Examples shown_records(WebHouse& house) {
    Examples examples;
    const auto take = [&](const char* stem, std::string_view sql) {
        std::string id;
        house.database->read([&](Transaction& tx) { tx.one(sql, {}, {&id}); });
        if (id.empty()) throw std::logic_error(std::string("the demo has nothing under ") + stem);
        examples[stem] = id;
    };
    take("/nominals/", "SELECT n.id FROM nominal n JOIN case_action a ON a.case_id = n.id JOIN agreed_place p ON p.nominal_id = n.id JOIN list_place l ON l.nominal_id = n.id WHERE n.panel = 'tctf' AND n.state = 'active' ORDER BY n.id LIMIT 1");
    take("/cases/", "SELECT c.id FROM protection_case c LEFT JOIN protection_breach b ON b.case_id = c.id WHERE c.kind = 'notice' ORDER BY CASE WHEN b.case_id IS NULL THEN 1 ELSE 0 END, c.id LIMIT 1");
    take("/reports/", "SELECT id FROM report ORDER BY id LIMIT 1");
    take("/tools/", "SELECT id FROM tool ORDER BY id LIMIT 1");
    take("/case-reviews/", "SELECT id FROM case_review ORDER BY id LIMIT 1");
    take("/vulnerability/", "SELECT c.id FROM vulnerability_case c JOIN vulnerability_discussion d ON d.case_id = c.id ORDER BY c.id LIMIT 1");
    return examples;
}

std::string hidden_reference(const std::string& shown, Marking marking) { return fmt::format("{}-900{}", shown.substr(0, shown.rfind('-')), 1 + static_cast<int>(marking)); }

void hide(WebHouse& house, const std::vector<std::string>& excluded) {
    const auto examples = shown_records(house);
    house.database->write([&](Transaction& tx) {
        tx.script(tx.is_postgresql() ? "SET LOCAL session_replication_role = replica" : "PRAGMA defer_foreign_keys = ON");
        const auto all = tables(tx);
        for (const auto& [stem, record] : examples)
            for (const auto marking : markings) copy_under(tx, record, marking, all, excluded);
        ask_for_disposal(tx, hidden_reference(examples.at("/nominals/"), Marking::excluded), house.now.time_since_epoch().count());
    });
}

void answer_pointers(WebHouse& house) {
    house.database->write([&](Transaction& tx) { tx.run("INSERT INTO setting (panel, name, effective_from, value) VALUES ('tctf', 'pointer_search', '2026-01-01', '1')"); });
}

void change_protected_values(WebHouse& house) {
    const auto other = [](std::string_view column) { return fmt::format("{0} = CASE WHEN {0} = '' THEN '' ELSE 'Zorbury ' || {0} END", column); };
    house.database->write([&](Transaction& tx) {
        tx.run("UPDATE person_address SET " + other("address") + ", " + other("postcode") + " WHERE field_class = 2");
        tx.run("UPDATE person_contact SET " + other("note"));
        tx.run("UPDATE person_vulnerability SET " + other("note") + " WHERE field_class = 2");
        tx.run("UPDATE vulnerability_protected SET " + other("referrer") + ", " + other("care_needs") + ", gp_open = CASE gp_open WHEN 'yes' THEN 'no' ELSE 'yes' END, mental_health_refused = CASE mental_health_refused WHEN 'yes' THEN 'no' ELSE 'yes' END, detentions_136 = 17");
        tx.run("UPDATE report_source SET " + other("name") + ", " + other("address") + ", " + other("telephone") + ", " + other("email") + ", " + other("own_words") + ", " + other("safe_contact"));
        tx.run("UPDATE case_review_source SET " + other("applicant") + ", " + other("victim_name") + ", " + other("contact") + ", " + other("safe_contact"));
    });
}

std::string account_of(WebHouse& house, const std::string& username) {
    std::string id;
    house.database->read([&](Transaction& tx) { tx.one("SELECT id FROM account WHERE username = :name", {with("name", username)}, {&id}); });
    return id;
}

std::map<Marking, std::string> keep_out(WebHouse& house, const std::string& username) {
    std::map<Marking, std::string> rules;
    const auto actor = persistence::demo::Stage(*house.database, house.ledger, house.now).actor(username);
    persistence::Asked asked;
    asked.actor = actor;
    persistence::Gate gate(*house.database, house.ledger, house.now, std::move(asked));
    for (const auto& [stem, shown] : shown_records(house))
        for (const auto marking : markings) {
            const auto record = hidden_reference(shown, marking);
            auto decision = gate.would_allow(record, auth::Action::read);
            if (decision.verdict == auth::Verdict::allow || decision.known) {
                house.database->write([&](Transaction& tx) {
                    tx.run("INSERT INTO record_exclusion (record_id, account) VALUES (:record, :account) ON CONFLICT DO NOTHING", {with("record", record), with("account", actor.account)});
                });
                decision = gate.would_allow(record, auth::Action::read);
            }
            if (stem == "/nominals/") rules[marking] = decision.rule;
        }
    return rules;
}

}  // namespace casework::testing::leaks
