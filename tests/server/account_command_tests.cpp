// The commands with which a partnership starts without the demo, each in a process of its own as far as the database can tell.
#include <catch2/catch.hpp>

#include <CLI/CLI.hpp>

#include <iostream>
#include <sstream>

#include "domain/calendar.hpp"
#include "persistence/accounts.hpp"
#include "persistence/clock.hpp"
#include "server/commands/account.hpp"
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

TEST_CASE("what a command cannot do it refuses with a status, and no password is taken from an argument") {
    Desk desk;
    CHECK(desk.run({"account", "disable", "nobody"}) == "1");
    CHECK(desk.run({"agency", "agree", "kent-police", "tctf", "--until", "31/03/2027"}) == "--until must be a day such as 2027-03-31, not 31/03/2027");
    CHECK(desk.run({"account", "role", "p.nair", "king"}) != "0");
    CHECK(desk.run({"account", "add", "p.nair", "--agency", "kent-police", "--name", "Priya Nair", "--password", "violet kettle drum"}) != "0");
    CHECK(desk.run({"account", "add", "p.nair", "--agency", "kent-police", "--name", "Priya Nair"}, "Priya Nair p.nair!!\n") ==
          "New password must be more than names and words that others here would guess");
}
