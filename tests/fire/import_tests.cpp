// kill -9 in the middle of an import: the next server goes on where it was, and nobody is put forward twice.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "tests/fire/live_server.hpp"
#include "tests/fire/visitor.hpp"

using namespace casework::fire;
using casework::testing::database_kinds;

namespace {

constexpr int people = 60;

// Names that are like nobody else's: no row waits for a choice.
std::string table() {
    std::string text = "full_name,behaviours,evidence,nexus,elsewhere\r\n";
    for (int i = 0; i < people; ++i)
        text += fmt::format("{0}{1}{0} {2}zyx{1}{2},begging,Every evening,Week Street,Nobody else\r\n", static_cast<char>('a' + i % 26), static_cast<char>('a' + i / 26), static_cast<char>('b' + i % 24));
    return text;
}

const std::string made = "SELECT count(*) FROM job_row WHERE state = 'made'";

}  // namespace

TEST_CASE("an import that the server was killed in goes on after the next start, and each row becomes one person") {
    const Place place(GENERATE(from_range(database_kinds())));
    const auto persons = place.count("SELECT count(*) FROM person"), nominals = place.count("SELECT count(*) FROM nominal");
    std::unique_ptr<Visitor> sergeant;
    int kills_in_the_middle = 0;
    for (int life = 0; life < 4; ++life) {
        LiveServer server(place);
        if (!sergeant) {
            sergeant = std::make_unique<Visitor>(server.port(), "priya.nair");
            const auto uploaded = sergeant->send_file("/groups/tctf/imports", one_time_key(), table());
            REQUIRE(uploaded);
            REQUIRE(uploaded->status == 303);
            REQUIRE(eventually(seconds{60}, [&] { return place.count("SELECT count(*) FROM job WHERE state = 'previewed'") == 1; }));
            const auto started = sergeant->send_form("/jobs/JOB-2026-0001/start", one_time_key(), {});
            REQUIRE(started);
            REQUIRE(started->status == 303);
        }
        const auto before = place.count(made);
        REQUIRE(eventually(seconds{30}, [&] { return place.count(made) >= std::min<std::int64_t>(before + 7, people); }));
        server.kill();
        const auto done = place.count(made);
        kills_in_the_middle += done < people ? 1 : 0;
        REQUIRE(place.count("SELECT count(*) FROM nominal") == nominals + done);
    }
    CHECK(kills_in_the_middle > 0);
    LiveServer last(place);
    REQUIRE(eventually(seconds{60}, [&] { return place.count("SELECT count(*) FROM job WHERE state = 'done'") == 1; }));
    CHECK(last.stop() == 0);
    CHECK(place.count(made) == people);
    CHECK(place.count("SELECT count(*) FROM nominal") == nominals + people);
    CHECK(place.count("SELECT count(*) FROM person") == persons + people);
    CHECK(place.count("SELECT count(DISTINCT full_name) FROM person_name WHERE full_name LIKE '%zyx%'") == people);
    CHECK(place.ledger_findings({}) == "");
}
