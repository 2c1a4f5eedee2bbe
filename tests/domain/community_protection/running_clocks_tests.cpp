// The clocks that My work shows: which run, until when, how each was counted, and when they press.
#include <catch2/catch.hpp>

#include <algorithm>

#include "domain/community_protection/running_clocks.hpp"
#include "tests/domain/community_protection/enforcement_facts.hpp"

using namespace casework::domain;
using namespace casework::domain::community_protection;
using namespace casework::tests;

namespace {

NoticeClocks notice() {
    return {"CPN-2026-0037", NoticeState::in_force, on(2026, 3, 1), on(2026, 9, 1), on(2026, 6, 1),
            {{1, RequirementKind::stop, "Stop.", {}, "Sleep"}, {2, RequirementKind::act, "Do.", on(2026, 3, 27), "Sleep"}}, {}};
}
std::vector<RunningClock> clocks(const ClockSources& sources, Date today) { return running_clocks(sources, LocalRules{}, law(), today); }
const RunningClock* find(const std::vector<RunningClock>& all, std::string_view kind) {
    const auto found = std::ranges::find(all, kind, &RunningClock::kind);
    return found == all.end() ? nullptr : &*found;
}
ClockSources with_notice(NoticeClocks clocks) {
    ClockSources sources;
    sources.notice = std::move(clocks);
    return sources;
}

}  // namespace

TEST_CASE("every clock of a notice stands in one list by its last day") {
    auto sources = with_notice(notice());
    sources.breaches = {{"BRE-1", BreachState::penalty_offered, on(2026, 3, 8), false}};
    sources.penalties = {{"FPN-1", PenaltyState::issued, Penalty{.dated = on(2026, 3, 10), .pence = 10000, .early_pence = 7500, .early_days = 7}}};
    sources.seizures = {{"SEI-1", SeizureState::held, on(2026, 3, 9), on(2026, 3, 10)}};
    std::vector<std::string> lines;
    for (const auto& clock : clocks(sources, on(2026, 3, 12))) lines.push_back(std::string(clock.kind) + " " + iso_date(clock.deadline.last));
    CHECK(lines == std::vector<std::string>{"penalty_early 2026-03-17", "appeal 2026-03-21", "penalty 2026-03-24", "requirement 2026-03-27", "retain 2026-04-07", "review 2026-06-01", "end 2026-09-01", "prosecution 2026-09-08"});
    for (const auto& clock : clocks(sources, on(2026, 3, 12))) {
        CHECK(counts_again(clock.deadline));
        CHECK(how_counted(clock.deadline).find(long_date(clock.deadline.last)) != std::string::npos);
    }
}

TEST_CASE("the appeal clock of a notice says how it was counted and stops when an appeal is lodged") {
    const auto running = clocks(with_notice(notice()), on(2026, 3, 19));
    REQUIRE(find(running, "appeal"));
    CHECK(find(running, "appeal")->pressing == Pressing::soon);
    CHECK(how_counted(find(running, "appeal")->deadline) == "21 days beginning with 1 March 2026, the day the notice was given: the last day is 21 March 2026 (2014 Act s.46(2))");
    CHECK_FALSE(find(clocks(with_notice(notice()), on(2026, 3, 22)), "appeal"));
    auto appealed = notice();
    appealed.state = NoticeState::under_appeal;
    appealed.appeals = {{on(2026, 3, 5), {}, {}}};
    CHECK_FALSE(find(clocks(with_notice(appealed), on(2026, 3, 12)), "appeal"));
    CHECK_FALSE(find(clocks(with_notice(appealed), on(2026, 3, 12)), "requirement"));
    appealed.state = NoticeState::in_force;
    appealed.appeals[0].ended = on(2026, 4, 20);
    CHECK(find(clocks(with_notice(appealed), on(2026, 4, 21)), "requirement")->deadline.last == on(2026, 5, 13));
}

TEST_CASE("seized items press on the 21st day and again on the 28th") {
    ClockSources sources;
    sources.seizures = {{"SEI-1", SeizureState::held, on(2026, 3, 1), on(2026, 3, 10)}};
    CHECK(find(clocks(sources, on(2026, 3, 30)), "retain")->pressing == Pressing::running);
    CHECK(find(clocks(sources, on(2026, 3, 31)), "retain")->pressing == Pressing::soon);
    CHECK(find(clocks(sources, on(2026, 4, 7)), "retain")->pressing == Pressing::soon);
    CHECK(find(clocks(sources, on(2026, 4, 8)), "retain")->pressing == Pressing::passed);
    CHECK(find(clocks(sources, on(2026, 3, 30)), "retain")->alerts == std::vector<Date>{on(2026, 3, 31), on(2026, 4, 7)});
    sources.seizures[0].state = SeizureState::kept_for_proceedings;
    CHECK(clocks(sources, on(2026, 4, 8)).empty());
}

TEST_CASE("a warrant presses the day before its last") {
    ClockSources sources;
    sources.seizures = {{"SEI-1", SeizureState::warrant_issued, on(2026, 3, 1), {}}};
    CHECK(find(clocks(sources, on(2026, 3, 13)), "warrant")->pressing == Pressing::running);
    CHECK(find(clocks(sources, on(2026, 3, 14)), "warrant")->pressing == Pressing::soon);
}

TEST_CASE("a warning has clocks for the change it asks for, for being watched and for its age") {
    ClockSources sources;
    sources.warning = WarningClocks{"CPW-2026-0041", WarningState::issued, on(2026, 3, 2), on(2026, 3, 16)};
    const auto running = clocks(sources, on(2026, 3, 17));
    CHECK(find(running, "compliance")->pressing == Pressing::passed);
    CHECK(find(running, "monitoring")->deadline.last == on(2026, 4, 13));
    CHECK(find(running, "lapse")->deadline.last == on(2027, 3, 2));
    sources.warning->state = WarningState::complied;
    CHECK(clocks(sources, on(2026, 3, 17)).size() == 1);
    sources.warning->state = WarningState::withdrawn;
    CHECK(clocks(sources, on(2026, 3, 17)).empty());
}

TEST_CASE("a breach stops its clock when proceedings are started or the matter is settled") {
    ClockSources sources;
    sources.breaches = {{"BRE-1", BreachState::prosecuting, on(2026, 3, 8), false}, {"BRE-2", BreachState::excused, on(2026, 3, 8), false}};
    CHECK(clocks(sources, on(2026, 3, 12)).size() == 1);
    sources.breaches[0].proceedings_started = true;
    CHECK(clocks(sources, on(2026, 3, 12)).empty());
}

TEST_CASE("a cost notice can be appealed against until its 21st day") {
    ClockSources sources;
    sources.works = {{"WRK-1", WorksState::cost_notified, on(2026, 4, 15)}, {"WRK-2", WorksState::done, {}}};
    const auto running = clocks(sources, on(2026, 4, 20));
    REQUIRE(running.size() == 1);
    CHECK(running.front().deadline.last == on(2026, 5, 5));
    CHECK(running.front().subject == "WRK-1");
}

TEST_CASE("a notice that has ended has no clocks of its own") {
    auto ended = notice();
    ended.state = NoticeState::discharged;
    CHECK(clocks(with_notice(ended), on(2026, 3, 12)).empty());
}
