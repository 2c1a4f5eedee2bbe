// The commands with which a partnership starts without the demo, each in a process of its own as far as the database can tell.
#include <catch2/catch.hpp>

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>
#include <sstream>

#include "domain/calendar.hpp"
#include "persistence/accounts.hpp"
#include "persistence/bank_holidays.hpp"
#include "persistence/clock.hpp"
#include "persistence/settings.hpp"
#include "server/commands/account.hpp"
#include "server/commands/setting.hpp"
#include "tests/support/databases.hpp"

using namespace casework;

namespace {

constexpr const char* good = "violet kettle drum\n";

// Gives standard input the text for as long as it lives.
class StandardInput {
  public:
    explicit StandardInput(const std::string& text) : text_(text), before_(std::cin.rdbuf(text_.rdbuf())) { std::cin.clear(); }
    ~StandardInput() { std::cin.rdbuf(before_); }
    StandardInput(const StandardInput&) = delete;
    StandardInput& operator=(const StandardInput&) = delete;

  private:
    std::istringstream text_;
    std::streambuf* before_;
};

struct Desk {
    testing::ScratchDirectory scratch;

    // 0, the exit status of a refusal, or the message of a fault.
    std::string run(std::vector<std::string> words, const std::string& input = {}) {
        CLI::App app;
        server::commands::add_account_command(app);
        server::commands::add_agency_command(app);
        server::commands::add_group_command(app);
        server::commands::add_first_administrator_command(app);
        server::commands::add_setting_command(app);
        server::commands::add_reference_command(app);
        for (const std::string more : {"--data", scratch.path().c_str(), "--set", "password.argon_memory_kib=19456", "--set", "password.argon_passes=2"}) words.push_back(more);
        std::ranges::reverse(words);
        const StandardInput typed(input);
        try {
            app.parse(words);
        } catch (const CLI::Error& error) {
            return std::to_string(error.get_exit_code());
        } catch (const std::exception& fault) {
            return fault.what();
        }
        return "0";
    }
    std::optional<persistence::AccountLine> account(std::string_view username) {
        persistence::Database database({.url = "sqlite:" + scratch.path() + "/casework.db"});
        std::optional<persistence::AccountLine> found;
        database.read([&](persistence::Transaction& tx) { found = persistence::find_account(tx, username); });
        return found;
    }
    static std::string day(int offset) { return domain::iso_date(domain::add_days(persistence::london_date(persistence::system_now()), offset)); }
};

}  // namespace

TEST_CASE("the first administrator is made from arguments and a password on standard input, and only once") {
    Desk desk;
    CHECK(desk.run({"first-administrator", "--check"}) == "1");
    const std::vector<std::string> make{"first-administrator", "--name", "Ada Cole", "--username", "a.cole", "--agency", "Borough Council"};
    CHECK(desk.run(make, "too short\n") == "New password must be 15 characters or more");
    CHECK(desk.run(make) == "give the password as one line on standard input");
    CHECK(desk.run(make, good) == "0");
    const auto account = desk.account("a.cole");
    REQUIRE(account);
    CHECK(account->role == "sysadmin");
    CHECK(account->agency == "borough-council");
    CHECK_FALSE(account->must_set_password);
    CHECK(desk.run({"first-administrator", "--check"}) == "0");
    CHECK(desk.run(make, good) == "there are accounts already: use casework account add");
}

TEST_CASE("a partnership is set up by commands: agency, group, agreement, account, membership") {
    Desk desk;
    CHECK(desk.run({"agency", "add", "kent-police", "--name", "Kent Police"}) == "0");
    CHECK(desk.run({"group", "add", "tctf", "--name", "Town Centre Task Force"}) == "0");
    CHECK(desk.run({"agency", "agree", "kent-police", "tctf", "--until", Desk::day(300), "--grace", "30"}) == "0");
    CHECK(desk.run({"account", "add", "p.nair", "--agency", "kent-police", "--name", "Priya Nair", "--title", "Sgt"}, good) == "0");
    CHECK(desk.run({"account", "membership", "p.nair", "tctf", "--level", "contributor", "--chair", "--until", Desk::day(100)}) == "0");
    CHECK(desk.run({"account", "membership", "p.nair", "tctf", "--until", Desk::day(500)}) == "1");
    CHECK(desk.run({"account", "role", "p.nair", "analyst"}) == "0");
    CHECK(desk.run({"account", "reset", "p.nair"}, "otter lantern bread\n") == "0");
    CHECK(desk.run({"account", "leave", "p.nair", "tctf"}) == "0");
    CHECK(desk.run({"account", "disable", "p.nair"}) == "0");
    const auto account = desk.account("p.nair");
    REQUIRE(account);
    CHECK(account->title == "Sgt");
    CHECK(account->role == "analyst");
    CHECK(account->disabled);
    CHECK(account->must_set_password);
    CHECK(desk.run({"account", "list"}) == "0");
    CHECK(desk.run({"agency", "list"}) == "0");
    CHECK(desk.run({"group", "list"}) == "0");
}

TEST_CASE("at the command line a second person is named and gives their password, as soon as there is one") {
    Desk desk;
    const std::string first = "otter lantern bread\n", second = "harbour plum violin seven\n";
    const auto add = [&](const std::string& username, const std::string& input, std::vector<std::string> more = {}) {
        std::vector<std::string> words{"account", "add", username, "--agency", "kent-police", "--name", "Somebody Else"};
        words.insert(words.end(), more.begin(), more.end());
        return desk.run(words, input);
    };
    const auto member = [&](const std::string& username, const std::string& level, std::vector<std::string> more = {}, const std::string& input = {}) {
        std::vector<std::string> words{"account", "membership", username, "tctf", "--level", level, "--until", Desk::day(100)};
        words.insert(words.end(), more.begin(), more.end());
        return desk.run(words, input);
    };
    const std::string needed = "this takes a second person: name them with --approver; their password is one line on standard input";
    REQUIRE(desk.run({"agency", "add", "kent-police", "--name", "Kent Police"}) == "0");
    REQUIRE(desk.run({"group", "add", "tctf", "--name", "Town Centre Task Force"}) == "0");
    REQUIRE(desk.run({"agency", "agree", "kent-police", "tctf", "--until", Desk::day(300)}) == "0");
    REQUIRE(add("p.nair", first) == "0");
    REQUIRE(add("t.reddish", second) == "0");
    REQUIRE(add("o.price", good, {"--role", "auditor"}) == "0");  // nobody could agree yet
    REQUIRE(member("p.nair", "coordinator") == "0");              // the first coordinator
    CHECK(member("t.reddish", "contributor") == needed);
    CHECK(member("t.reddish", "contributor", {"--approver", "p.nair"}) == "give the password as one line on standard input");
    CHECK(member("t.reddish", "contributor", {"--approver", "p.nair"}, second) == "p.nair and that password do not belong to an account that may sign in");
    CHECK(member("t.reddish", "contributor", {"--approver", "nobody"}, first) == "nobody and that password do not belong to an account that may sign in");
    CHECK(member("t.reddish", "contributor", {"--approver", "t.reddish"}, second) == "t.reddish may not agree to this: it takes a coordinator who is not the person concerned");
    CHECK(member("t.reddish", "contributor", {"--approver", "o.price"}, good) == "o.price may not agree to this: it takes a coordinator who is not the person concerned");
    CHECK(member("t.reddish", "contributor", {"--approver", "p.nair"}, first) == "0");
    CHECK(desk.run({"account", "role", "t.reddish", "analyst"}) == needed);
    CHECK(desk.run({"account", "role", "t.reddish", "analyst", "--approver", "p.nair"}, first) == "0");
    CHECK(add("x.cole", good, {"--role", "sysadmin"}) == needed);
    CHECK(add("x.cole", good + first, {"--role", "sysadmin", "--approver", "p.nair"}) == "0");
    CHECK(desk.run({"account", "reset", "p.nair"}, "violet lantern bread\n") == "0");  // nobody else coordinates
    CHECK(desk.run({"account", "reset-second-factor", "o.price"}) == needed);
    persistence::Database database({.url = "sqlite:" + desk.scratch.path() + "/casework.db"});
    database.read([&](persistence::Transaction& tx) {
        std::string role;
        tx.one("SELECT role FROM account WHERE username = 't.reddish'", {}, {&role});
        CHECK(role == "analyst");
    });
}

TEST_CASE("what a command cannot do it refuses with a status, and no password is taken from an argument") {
    Desk desk;
    CHECK(desk.run({"account", "disable", "nobody"}) == "1");
    CHECK(desk.run({"agency", "agree", "kent-police", "tctf", "--until", "31/03/2027"}) == "--until must be a day such as 2027-03-31, not 31/03/2027");
    CHECK(desk.run({"account", "role", "p.nair", "king"}) != "0");
    CHECK(desk.run({"account", "add", "p.nair", "--agency", "kent-police", "--name", "Priya Nair", "--password", "violet kettle drum"}) != "0");
    CHECK(desk.run({"account", "add", "p.nair", "--agency", "kent-police", "--name", "Priya Nair"}, "Priya Nair p.nair!!\n") ==
          "New password must be more than names and words that others here would guess");
}

TEST_CASE("a setting is made by command for a day on, with its reason and its entry, and outside its bounds refused") {
    Desk desk;
    const auto set = [&](const std::string& name, const std::string& value, const std::string& from) { return desk.run({"setting", "set", "tctf", name, value, "--from", from, "--reason", "Agreed on 20 November"}); };
    CHECK(set("list_cap", "12", Desk::day(0)) == "1");  // there is no such group yet
    CHECK(desk.run({"group", "add", "tctf", "--name", "Town Centre Task Force"}) == "0");
    CHECK(set("list_cap", "12", Desk::day(3)) == "0");
    CHECK(set("list_cap", "61", Desk::day(3)) == "1");
    CHECK(set("list_cap", "12", Desk::day(-1)) == "1");
    CHECK(set("support_first", "no", Desk::day(0)) == "0");
    CHECK(set("own_area", "Swale", Desk::day(0)) == "0");
    CHECK(set("own_area", "two words", Desk::day(0)) == "1");
    CHECK(set("colour", "12", Desk::day(0)) != "0");
    CHECK(set("list_cap", "12", "soon") == "--from must be a day such as 2027-03-31, not soon");
    CHECK(desk.run({"setting", "set", "tctf", "list_cap", "12", "--from", Desk::day(0)}) != "0");
    CHECK(desk.run({"setting", "list", "tctf"}) == "0");
    CHECK(desk.run({"setting", "list", "nobody"}) == "there is no group nobody");
    persistence::Database database({.url = "sqlite:" + desk.scratch.path() + "/casework.db"});
    database.read([&](persistence::Transaction& tx) {
        const auto today = persistence::london_date(persistence::system_now());
        CHECK(persistence::settings_on(tx, "tctf", today)["list_cap"] == 15);
        CHECK(persistence::settings_on(tx, "tctf", domain::add_days(today, 3))["list_cap"] == 12);
        CHECK(persistence::settings_on(tx, "tctf", today)["support_first"] == 0);
        CHECK(persistence::settings_on(tx, "tctf", today).word("own_area") == "swale");
        const auto settings = persistence::panel_settings(tx, "tctf", today);
        REQUIRE(settings.changes.size() == 3);
        CHECK(settings.changes.back().reason == "Agreed on 20 November");
        std::int64_t entries = 0;
        tx.one("SELECT count(*) FROM audit_entry", {}, {&entries});
        CHECK(entries >= 4);  // the group and three settings
    });
}

TEST_CASE("a group's id has no figures, so that it is never taken for a record") {
    Desk desk;
    CHECK(desk.run({"group", "add", "daf2", "--name", "Second Forum"}) == "1");
    CHECK(desk.run({"group", "add", "daf", "--name", "Second Forum"}) == "0");
}

TEST_CASE("the kind of an agency and the bank holidays are said by command, and what is no kind or no date is refused") {
    Desk desk;
    REQUIRE(desk.run({"agency", "add", "borough", "--name", "Maidstone Borough Council"}) == "0");
    CHECK(desk.run({"agency", "kind", "borough", "district"}) == "0");
    CHECK(desk.run({"agency", "kind", "borough", "parish"}) == "1");
    CHECK(desk.run({"agency", "kind", "nobody", "district"}) == "1");
    const auto file = desk.scratch.path() + "/holidays.csv";
    const auto write = [&](const std::string& text) { std::ofstream(file) << text; };
    write("date,title,notes\r\n2026-12-25,Christmas Day,\r\n2026-12-28,Boxing Day,substitute day\r\n");
    CHECK(desk.run({"reference", "bank-holidays", file}) == "0");
    write("date,title\n2026-12-25,Christmas Day\n");  // a year that is loaded again is replaced whole
    CHECK(desk.run({"reference", "bank-holidays", file}) == "0");
    persistence::Database database({.url = "sqlite:" + desk.scratch.path() + "/casework.db"});
    database.read([&](persistence::Transaction& tx) { CHECK(persistence::bank_holidays(tx) == domain::BankHolidays{domain::Date{std::chrono::year{2026} / 12 / 25}}); });
    write("date,title\n25/12/2026,Christmas Day\n");
    CHECK(desk.run({"reference", "bank-holidays", file}).find("line 2: the date must be like 2026-12-25") != std::string::npos);
    CHECK(desk.run({"reference", "bank-holidays", file + ".missing"}).find("cannot be read") != std::string::npos);
}

TEST_CASE("published counts of warnings are loaded by command, without their total") {
    Desk desk;
    REQUIRE(desk.run({"group", "add", "cpt", "--name", "Enforcement"}) == "0");
    const auto file = desk.scratch.path() + "/history.csv";
    const auto write = [&](const std::string& text) { std::ofstream(file) << text; };
    write("type,year,count,source\nASB,2022,62,1\nNoise (Inc with ASB),2022,28,2\nTotal,2022,90,3\n");
    CHECK(desk.run({"reference", "protection-history", "cpt", file}) == "0");
    int sum = 0;
    persistence::Database database({.url = "sqlite:" + desk.scratch.path() + "/casework.db"});
    database.read([&](persistence::Transaction& tx) { tx.one("SELECT sum(count) FROM protection_history WHERE kind = 'warning' AND year = 2022", {}, {&sum}); });
    CHECK(sum == 90);
    CHECK(desk.run({"reference", "protection-history", "nobody", file}) == "1");
    CHECK(desk.run({"reference", "protection-history", "cpt", file, "--kind", "letter"}) == "1");
    write("type,year,count\nASB,soon,62\n");
    CHECK(desk.run({"reference", "protection-history", "cpt", file}) == "1");
    write("type,year,count\nASB,2022,63\n");
    CHECK(desk.run({"reference", "protection-history", "cpt", file, "--source", "Strategic Assessment 2023/24"}) == "0");
    database.read([&](persistence::Transaction& tx) {
        std::string source;
        tx.one("SELECT sum(count), MAX(source) FROM protection_history WHERE kind = 'warning' AND year = 2022", {}, {&sum, &source});
        CHECK(sum == 63);
        CHECK(source == "Strategic Assessment 2023/24");
    });
}
