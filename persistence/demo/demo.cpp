// Loading the demo in order: partnership, task force, other groups.
#include "persistence/demo/demo.hpp"

#include "persistence/demo/stage.hpp"

namespace casework::persistence::demo {
namespace {

// A setting of no group marks the database: "loading" until everything stands, then "loaded".
void mark(Database& database, domain::Date today, std::string_view value) {
    database.write([&](Transaction& tx) {
        tx.run("INSERT INTO setting (panel, name, effective_from, value) VALUES ('', 'demo', :day, :value) ON CONFLICT (panel, name, effective_from) DO UPDATE SET value = :value",
               {with("day", domain::iso_date(today)), with("value", value)});
    });
}

}  // namespace

Holds holds(Database& database) {
    std::string marked;
    std::int64_t rows = 0;
    database.read([&](Transaction& tx) {
        tx.one("SELECT value FROM setting WHERE panel = '' AND name = 'demo' ORDER BY effective_from DESC", {}, {&marked});
        tx.one("SELECT (SELECT count(*) FROM agency) + (SELECT count(*) FROM account) + (SELECT count(*) FROM record)", {}, {&rows});
    });
    if (marked == "loaded") return Holds::demo;
    return rows == 0 ? Holds::nothing : Holds::other;
}

void load(Database& database, Ledger& ledger, domain::Instant now, const std::string& password_hash) {
    if (holds(database) != Holds::nothing) throw NotEmpty("this database is not empty: the demo is loaded into an empty one only");
    Stage stage(database, ledger, now);
    mark(database, stage.today, "loading");
    found_partnership(stage, password_hash);
    tell_nominals(stage);
    tell_sharing(stage);
    tell_other_groups(stage);
    tell_vulnerability(stage);
    tell_enforcement(stage);
    tell_reports(stage);
    tell_places(stage);
    mark(database, stage.today, "loaded");
}

}  // namespace casework::persistence::demo
