// Reading that stands out: much at once, at night, one's own name or address, no link to one's work.
#include <catch2/catch.hpp>

#include "domain/audit/ledger_use.hpp"
#include "domain/audit/reading_patterns.hpp"

using namespace casework::domain;
using namespace casework::domain::audit;

namespace {

constexpr Date monday{std::chrono::year{2026} / 11 / 23};
const Instant noon{std::chrono::sys_days{monday} + std::chrono::hours(12)};

Look look(std::string account, std::string record, std::chrono::minutes after = {}) {
    Look l{.account = std::move(account), .record = std::move(record), .at = noon + after, .london_day = monday, .london_hour = 12};
    l.own_work = true;
    return l;
}

std::vector<Look> of(std::string account, int records, std::chrono::minutes apart) {
    std::vector<Look> looks;
    for (int i = 0; i < records; ++i) looks.push_back(look(account, "NOM-" + std::to_string(i), i * apart));
    return looks;
}

}  // namespace

TEST_CASE("more than 30 records in an hour stand out, and as many over a day do not") {
    CHECK(out_of_pattern(of("USR-1", 30, std::chrono::minutes(1))).empty());
    const auto found = out_of_pattern(of("USR-1", 31, std::chrono::minutes(1)));
    REQUIRE(found.size() == 1);
    CHECK(found[0].pattern == Pattern::volume);
    CHECK(found[0].records.size() == 31);
    CHECK(out_of_pattern(of("USR-1", 100, std::chrono::minutes(3))).empty());
}

TEST_CASE("the same record opened again and again is not many records") {
    std::vector<Look> looks;
    for (int i = 0; i < 50; ++i) looks.push_back(look("USR-1", "NOM-1", std::chrono::minutes(1)));
    CHECK(out_of_pattern(std::move(looks)).empty());
}

TEST_CASE("reading at night stands out day by day, from 10pm until 6am") {
    std::vector<Look> looks;
    for (const int hour : {21, 22, 5, 6}) {
        auto l = look("USR-1", "NOM-" + std::to_string(hour));
        l.london_hour = hour;
        looks.push_back(l);
    }
    const auto found = out_of_pattern(std::move(looks));
    REQUIRE(found.size() == 1);
    CHECK(found[0].pattern == Pattern::hours);
    CHECK(found[0].records == std::vector<std::string>{"NOM-22", "NOM-5"});
}

TEST_CASE("own surname, own address and no link to own work are gathered for each reader") {
    auto name = look("USR-1", "NOM-1"), address = look("USR-1", "NOM-2"), stranger = look("USR-2", "NOM-1");
    name.same_surname = true, address.same_address = true, stranger.own_work = false;
    const auto found = out_of_pattern({stranger, address, name});
    REQUIRE(found.size() == 3);
    CHECK(found[0].pattern == Pattern::same_surname);
    CHECK(found[1].pattern == Pattern::same_address);
    CHECK(found[2].account == "USR-2");
    CHECK(found[2].pattern == Pattern::no_own_work);
    CHECK(parse_pattern(audit::name(Pattern::no_own_work)) == Pattern::no_own_work);
    CHECK_FALSE(parse_pattern("curiosity"));
}

TEST_CASE("the log is used for one of four purposes, and a review is closed by neither the person nor their line") {
    CHECK(purpose_refused("lawfulness").empty());
    CHECK(purpose_refused("curiosity").size() == 1);
    CHECK(start_refused({"lawfulness", "USR-1", "", "Opened at night, twice"}, "USR-9", true, false).empty());
    CHECK(start_refused({"lawfulness", "USR-9", "", "Opened at night, twice"}, "USR-9", true, false).size() == 1);
    CHECK(start_refused({"", "", "NOM-1", "short"}, "USR-9", false, false).size() == 4);
    CHECK(ask_refused(ReviewState::asked, "Why did you open it?").front().kind == RefusalKind::conflict);
    CHECK(answer_refused(ReviewState::asked, "I was on duty that night").empty());
    CHECK(answer_refused(ReviewState::answered, "I was on duty that night").size() == 1);
    const std::vector<std::string> line{"USR-5"};
    CHECK(close_refused(ReviewState::open, "in_order", "Duty rota says so", "USR-9", "USR-1", line).empty());
    CHECK(close_refused(ReviewState::open, "in_order", "Duty rota says so", "USR-5", "USR-1", line).front().kind == RefusalKind::rule);
    CHECK(close_refused(ReviewState::open, "", "", "USR-9", "USR-1", line).size() == 2);
}
