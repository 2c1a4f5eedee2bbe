// Fills a database that holds the demo with a crowd of invented people, their cases, timelines and ledger entries, for measuring.
// Rows are written by the database itself from a table of numbers, which is ten times faster than sending each, and before the ledger
// is opened: `ledger verify --cross-check` would name them. The ledger's entries go through the ledger, so that they verify.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "persistence/database.hpp"
#include "persistence/ledger.hpp"
#include "persistence/migrate.hpp"
#include "persistence/people/name_keys.hpp"

namespace {

using namespace casework;
using persistence::Database;
using persistence::Transaction;
using persistence::with;

constexpr std::string_view reader = "priya.nair";  // measures sign in as this person of the demo
constexpr std::string_view panels[] = {"allington", "bearsted", "coxheath", "downswood", "eastgate",  "fant",
                                       "grove-green", "harrietsham", "invicta", "kingswood", "lenham", "marden"};
constexpr std::string_view beginnings[] = {"Ash", "Bar", "Bel", "Bram", "Bren", "Cal", "Car", "Chal", "Cor", "Dal",  "Den", "Dun", "Ed", "El", "Far", "Fen", "Gar", "Gil", "Hal", "Har",
                                           "Hol", "Hux", "Ing", "Kel", "Ken", "Lan", "Lin", "Mar", "Mel", "Mor", "Nor", "Oak", "Pem", "Pres", "Rad", "Rav", "Sel", "Shel", "Thorn", "Wal"};
constexpr std::string_view endings[] = {"ton", "ford", "ley", "by", "ham", "worth", "field", "wood", "more", "stead", "land", "ridge", "brook", "combe", "dale", "den",
                                        "well", "gate", "burn", "shaw", "wick", "ster", "man", "er", "ing", "son", "low", "hurst", "cliff", "bury", "ett", "art",
                                        "ard", "ock", "ell", "ins", "kin", "mont", "croft", "wyn", "ow", "ish", "ant", "ent", "old", "ers", "over", "under", "east", "west"};
constexpr std::string_view given[] = {"Aaron", "Abigail", "Adam", "Aisha", "Alan", "Alice", "Amir", "Amy", "Andrew", "Anna", "Anthony", "Barbara", "Ben", "Beth", "Brian", "Callum",
                                      "Carol", "Charles", "Chloe", "Claire", "Craig", "Daniel", "Danielle", "David", "Dawn", "Dean", "Diane", "Donna", "Edward", "Elena", "Ella", "Emma",
                                      "Faisal", "Fiona", "Frank", "Gary", "Gemma", "George", "Grace", "Hannah", "Harry", "Helen", "Ian", "Imran", "Isla", "Jack", "James", "Jane",
                                      "Jason", "Jessica", "John", "Joseph", "Karen", "Katie", "Keith", "Kelly", "Kevin", "Laura", "Lee", "Liam", "Lisa", "Lucy", "Luke", "Margaret",
                                      "Mark", "Martin", "Mary", "Matthew", "Megan", "Michael", "Mohammed", "Nadia", "Natalie", "Nathan", "Neil", "Nicola", "Oliver", "Paul", "Peter", "Rachel",
                                      "Rebecca", "Richard", "Robert", "Ryan", "Samuel", "Sarah", "Scott", "Sharon", "Simon", "Sophie", "Stephen", "Susan", "Thomas", "Tracey", "Victoria", "William"};

struct Crowd {
    Database& database;
    std::int64_t people;
    // A case for every three people or so, and at least a thousand.
    std::int64_t cases() const { return std::min(people, std::max<std::int64_t>(1000, people * 3 / 10)); }
};

// One line for each step, with how many rows and how long.
class Progress {
  public:
    void done(std::string_view what, std::int64_t rows) {
        const auto now = std::chrono::steady_clock::now();
        fmt::print("  {:<34}{:>10} rows {:>7.1f} s\n", what, rows, std::chrono::duration<double>(now - since_).count());
        std::fflush(stdout);
        since_ = now;
    }

  private:
    std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

std::string surname(std::size_t i) { return std::string(beginnings[i / std::size(endings)]) + std::string(endings[i % std::size(endings)]); }
constexpr std::int64_t surnames = std::size(beginnings) * std::size(endings);

void keep_in_memory(Transaction& tx) {
    if (!tx.is_postgresql()) tx.script("PRAGMA cache_size=-1200000");
}

void put_word(Transaction& tx, std::string_view table, std::int64_t i, const std::string& name) {
    tx.run(fmt::format("INSERT INTO {} (i, name, word) VALUES (:i, :name, :word)", table), {with("i", i), with("name", name), with("word", persistence::folded(name))});
    for (const auto& word : persistence::folded_words(name)) {
        if (tx.run("INSERT INTO name_word (word, sound) VALUES (:word, :sound) ON CONFLICT DO NOTHING", {with("word", word), with("sound", persistence::sound_of(word))}) == 0) continue;
        for (const auto& form : persistence::shortened(word))
            tx.run("INSERT INTO name_word_near (shortened, word) VALUES (:form, :word) ON CONFLICT DO NOTHING", {with("form", form), with("word", word)});
    }
}

// The numbers, names and groups from which the rest is made; gone at the end.
std::int64_t lay_out(Crowd& crowd) {
    crowd.database.write([&](Transaction& tx) {
        keep_in_memory(tx);
        tx.script("CREATE TABLE crowd_number (n BIGINT PRIMARY KEY); CREATE TABLE crowd_surname (i BIGINT PRIMARY KEY, name TEXT, word TEXT); "
                  "CREATE TABLE crowd_given (i BIGINT PRIMARY KEY, name TEXT, word TEXT); CREATE TABLE crowd_panel (i BIGINT PRIMARY KEY, id TEXT); "
                  "CREATE TABLE crowd_person (n BIGINT PRIMARY KEY, c BIGINT, person TEXT, record TEXT, name TEXT, surname TEXT, given TEXT, born TEXT); "
                  "CREATE TABLE crowd_case (c BIGINT PRIMARY KEY, k BIGINT, record TEXT, person TEXT, panel TEXT, state TEXT, opened BIGINT)");
        tx.run("WITH RECURSIVE c(n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM c WHERE n < :people) INSERT INTO crowd_number SELECT n FROM c", {with("people", std::max<std::int64_t>(crowd.people, 50))});
        for (std::int64_t i = 0; i < surnames; ++i) put_word(tx, "crowd_surname", i, surname(static_cast<std::size_t>(i)));
        for (std::size_t i = 0; i < std::size(given); ++i) put_word(tx, "crowd_given", static_cast<std::int64_t>(i), std::string(given[i]));
        for (std::size_t i = 0; i < std::size(panels); ++i) {
            const auto id = panels[i];
            tx.run("INSERT INTO crowd_panel (i, id) VALUES (:i, :id)", {with("i", static_cast<std::int64_t>(i)), with("id", id)});
            tx.run("INSERT INTO panel_group (id, name, purpose) VALUES (:id, :name, '')", {with("id", id), with("name", "Group of " + std::string(id))});
            tx.run("INSERT INTO agreement (agency, panel, signed_on, until, grace_days) VALUES ('kent-police', :id, '2026-01-01', '2036-01-01', 14)", {with("id", id)});
            if (i % 2 == 0)  // the reader belongs to every other group: half of what stands in the way of a search may not be shown
                tx.run("INSERT INTO membership (id, account, panel, level, until) SELECT :m, id, :id, 'contributor', '2036-01-01' FROM account WHERE username = :name",
                       {with("m", "MBR-CROWD-" + std::to_string(i)), with("id", id), with("name", reader)});
        }
        // Few surnames are common and many are rare; birth dates are spread evenly over 66 years.
        tx.run("INSERT INTO crowd_person SELECT p.n, p.c, 'PER-2020-' || substr(CAST(10000000 + p.n AS TEXT), 2), 'NOM-2020-' || substr(CAST(10000000 + p.c AS TEXT), 2), "
               "g.name || ' ' || s.name, s.word, g.word, CAST(1940 + p.h / 336 AS TEXT) || '-' || substr(CAST(101 + p.h / 28 % 12 AS TEXT), 2) || '-' || substr(CAST(101 + p.h % 28 AS TEXT), 2) "
               "FROM (SELECT n, (n - 1) % :cases + 1 AS c, n * 48271 % 22177 AS h, (n * 7919 % :surnames) * (n * 7919 % :surnames) / :surnames AS s, n * 104729 / 7 % :given AS g "
               "FROM crowd_number WHERE n <= :people) p JOIN crowd_surname s ON s.i = p.s JOIN crowd_given g ON g.i = p.g ORDER BY p.n",
               {with("cases", crowd.cases()), with("surnames", surnames), with("given", static_cast<std::int64_t>(std::size(given))), with("people", crowd.people)});
        // Fifteen people stand on each group's list, as on a real one; the others are watched or archived.
        tx.run("INSERT INTO crowd_case SELECT p.n, (p.n - 1) / :panels, p.record, p.person, l.id, CASE WHEN (p.n - 1) / :panels < 15 THEN 'active' WHEN p.n % 10 = 0 THEN 'monitored' ELSE 'archived' END, "
               "1577836800000000 + p.n * 300000000 FROM crowd_person p JOIN crowd_panel l ON l.i = (p.n - 1) % :panels WHERE p.n <= :cases ORDER BY p.n",
               {with("panels", static_cast<std::int64_t>(std::size(panels))), with("cases", crowd.cases())});
        if (tx.is_postgresql()) tx.script("ANALYZE");
    });
    return crowd.people;
}

struct Filling {
    std::string_view what, sql;
};
// In the order of each table's key, so that pages fill one after the other.
constexpr Filling fillings[] = {
    {"people", "INSERT INTO person (id, opened_at) SELECT person, 1577836800000000 + n FROM crowd_person ORDER BY n"},
    {"cases", "INSERT INTO record (id, kind, panel, sensitivity, owner_agency, opened_at) SELECT record, 'nominal', panel, 1, 'kent-police', opened FROM crowd_case ORDER BY c"},
    {"people on cases", "INSERT INTO record_person (record_id, person_id, role, changed_by, changed_at) SELECT record, person, CASE WHEN n = c THEN 'nominal' ELSE 'associate' END, 'ACC-0001', "
                        "1577836800000000 FROM crowd_person ORDER BY record, person"},
    {"names", "INSERT INTO person_name (person_id, record_id, ordinal, kind, full_name, sort_key) SELECT person, record, 0, 'name', name, surname || ' ' || given FROM crowd_person ORDER BY n"},
    {"words of names", "INSERT INTO person_word (word, sort_key, person_id, record_id, ordinal) SELECT word, key, person, record, 0 FROM (SELECT surname AS word, surname || ' ' || given AS key, person, "
                       "record FROM crowd_person UNION ALL SELECT given, surname || ' ' || given, person, record FROM crowd_person) words ORDER BY 1, 2, 3"},
    {"birth dates", "INSERT INTO person_birth (person_id, record_id, born) SELECT person, record, born FROM crowd_person ORDER BY n"},
    {"addresses", "INSERT INTO person_address (person_id, record_id, ordinal, kind, address, postcode, field_class) SELECT person, record, 0, 'home', CAST(n % 190 + 1 AS TEXT) || ' Invented Road, Maidstone', "
                  "'ME14 ' || CAST(n % 9 + 1 AS TEXT) || 'ZZ', 1 FROM crowd_person ORDER BY n"},
    {"nominals", "INSERT INTO nominal (id, panel, person_id, state, state_since, version, proposed_on, proposed_by, proposed_agency, evidence, nexus, necessity, proportionality, lawful_basis, listed_on, "
                 "risk_self, risk_others, risk_business, incidents, incidents_before, updated_on, last_seen_on, last_seen_where, summary, last_review, next_review, end_reason, times_listed) "
                 "SELECT c.record, c.panel, c.person, c.state, '2026-03-02', 3, '2025-11-03', a.id, 'kent-police', 'Thefts from shops in the town centre, most weeks, with abuse of staff who ask.', "
                 "'Every incident was within the town centre boundary.', 'Warnings by single agencies have not changed what happens; a joint plan is needed.', "
                 "'Support is offered with every step.', 'public_task', '2025-11-17', 'medium', 'low', 'high', 2, 3, '2026-03-02', '2026-02-28', 'Week Street', "
                 "'Two thefts reported; seen with others near the station. Accepted an appointment.', '2026-02-01', '2026-08-01', "
                 "CASE WHEN c.state = 'archived' THEN 'engaged' ELSE '' END, 1 FROM crowd_case c JOIN account a ON a.username = 'priya.nair' ORDER BY c.c"},
    {"behaviours and agencies", "INSERT INTO nominal_code (nominal_id, kind, code) SELECT c.record, x.kind, x.code FROM crowd_case c CROSS JOIN (SELECT 'behaviour' AS kind, 'shoplifting' AS code "
                                "UNION ALL SELECT 'behaviour', 'rowdy' UNION ALL SELECT 'known_to', 'kent-police') x ORDER BY c.record, x.kind, x.code"},
    {"plans", "INSERT INTO nominal_plan (nominal_id, heading, objective, measure) SELECT c.record, x.heading, x.objective, 'Fewer reports at the next meeting' FROM crowd_case c CROSS JOIN "
              "(SELECT 'prevent' AS heading, 'Housing and recovery support' AS objective UNION ALL SELECT 'pursue', 'Answer every theft') x ORDER BY c.record, x.heading"},
    {"updates", "INSERT INTO nominal_update (nominal_id, on_day, incidents, last_seen_where, summary, account, at) SELECT c.record, x.day, 2, 'Week Street', 'Two thefts reported; seen with others.', a.id, "
                "1740000000000000 FROM crowd_case c CROSS JOIN (SELECT '2026-02-02' AS day UNION ALL SELECT '2026-03-02') x JOIN account a ON a.username = 'priya.nair' ORDER BY c.record, x.day"},
    {"actions", "INSERT INTO case_action (id, case_id, panel, heading, words, owner_agency, due, state, version, finished_on, outcome, added_at, added_by) SELECT 'ACT-2020-' || substr(c.record, 10), c.record, "
                "c.panel, 'prevent', 'Offer an appointment with the recovery service', 'kent-police', '2026-02-20', 'complete', 2, '2026-02-18', 'Attended', 1740000000000000, a.id FROM crowd_case c "
                "JOIN account a ON a.username = 'priya.nair' ORDER BY c.c"},
    // Every sixth case has fifty entries, the others ten: five million at 300,000 cases.
    {"timeline entries", "INSERT INTO record_event (record_id, n, at, kind, words, note, account, agency) SELECT c.record, x.n, c.opened + x.n * 86400000000, CASE WHEN x.n = 1 THEN 'propose' ELSE 'note' END, "
                         "CASE WHEN x.n = 1 THEN 'Put forward' ELSE 'Note' END, CASE WHEN x.n = 1 THEN '' ELSE 'Seen in Week Street in the afternoon with two others; spoken to and moved on. Number ' || "
                         "CAST(x.n AS TEXT) END, a.id, 'kent-police' FROM crowd_case c JOIN crowd_number x ON x.n <= CASE WHEN c.k % 6 = 0 THEN 50 ELSE 10 END JOIN account a ON a.username = 'priya.nair' "
                         "ORDER BY c.record, x.n"},
    {"orders of lists", "INSERT INTO list_order (panel, version, account, at) SELECT l.id, 1, a.id, 1740000000000000 FROM crowd_panel l JOIN account a ON a.username = 'priya.nair'"},
    {"places on lists", "INSERT INTO list_place (panel, version, place, nominal_id) SELECT panel, 1, k + 1, record FROM crowd_case WHERE state = 'active' ORDER BY panel, k"},
};

void fill(Crowd& crowd, Progress& progress) {
    for (const auto& filling : fillings) {
        std::int64_t rows = 0;
        crowd.database.write([&](Transaction& tx) {
            keep_in_memory(tx);
            rows = tx.run(filling.sql);
        });
        progress.done(filling.what, rows);
    }
}

// Who looked at what, one entry for each person, in batches.
std::int64_t record_readings(Crowd& crowd, persistence::Ledger& ledger) {
    constexpr std::int64_t batch = 20000;
    std::string account;
    crowd.database.read([&](Transaction& tx) { tx.one("SELECT id FROM account WHERE username = :name", {with("name", reader)}, {&account}); });
    for (std::int64_t from = 1; from <= crowd.people; from += batch)
        crowd.database.write([&](Transaction& tx) {
            keep_in_memory(tx);
            for (auto n = from; n <= std::min(crowd.people, from + batch - 1); ++n) {
                const auto c = (n - 1) % crowd.cases() + 1;
                domain::LedgerEntry entry;
                entry.request_id = "crowd";
                entry.account = account;
                entry.agency = "kent-police";
                entry.role = "practitioner";
                entry.action = "read";
                entry.object_type = "nominal";
                entry.objects = {fmt::format("NOM-2020-{:07}", c), fmt::format("PER-2020-{:07}", n)};
                entry.panel = panels[static_cast<std::size_t>(c - 1) % std::size(panels)];
                entry.sensitivity = "S1";
                entry.rule = "D5";
                entry.purpose = "panel_work";
                ledger.append(tx, std::move(entry));
            }
        });
    ledger.checkpoint();
    return crowd.people;
}

std::int64_t tidy_up(Crowd& crowd) {
    crowd.database.write([](Transaction& tx) {
        for (const auto* table : {"crowd_case", "crowd_person", "crowd_panel", "crowd_given", "crowd_surname", "crowd_number"}) tx.script(fmt::format("DROP TABLE {}", table));
        if (tx.is_postgresql()) tx.script("ANALYZE");
    });
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        fmt::print(stderr, "casework_crowd DATA-DIRECTORY DATABASE-URL PEOPLE\nadds a crowd to a database that holds the demo and nothing else\n");
        return 2;
    }
    try {
        const std::string data = argv[1];
        Database database({.url = argv[2], .readers = 1, .statement_seconds = 3600});
        persistence::migrate(database, persistence::system_now());
        Crowd crowd{database, std::max<std::int64_t>(std::stoll(argv[3]), 1000)};
        Progress progress;
        progress.done("numbers and invented names", lay_out(crowd));
        fill(crowd, progress);
        progress.done("tables of numbers removed", tidy_up(crowd));
        persistence::Ledger ledger(database, {.key_directory = data + "/ledger", .anchor_file = data + "/anchors/checkpoints", .writer = "command", .version = CASEWORK_VERSION}, persistence::system_now);
        progress.done("ledger entries", record_readings(crowd, ledger));
    } catch (const std::exception& fault) {
        fmt::print(stderr, "casework_crowd: {}\n", fault.what());
        return 1;
    }
    return 0;
}
