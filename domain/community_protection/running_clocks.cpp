// Collecting the clocks, each while its record waits for it.
#include "domain/community_protection/running_clocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace casework::domain::community_protection {
namespace {

// The list with what every clock is judged by.
class Clocks {
  public:
    Clocks(const LocalRules& rules, const LegalRules& law, Date today) : rules(rules), law(law), today_(today) {}

    // Pressing from `alert_before` days ahead of the last one.
    void add(std::string_view kind, const std::string& subject, std::string words, Deadline deadline, int alert_before) {
        const auto pressing = today_ > deadline.last ? Pressing::passed : days_between(today_, deadline.last) <= alert_before ? Pressing::soon : Pressing::running;
        std::vector<Date> alerts{add_days(deadline.last, -alert_before)};
        if (alert_before > 0) alerts.push_back(deadline.last);
        list_.push_back({kind, subject, std::move(words), std::move(deadline), pressing, std::move(alerts)});
    }
    std::vector<RunningClock> sorted() {
        std::ranges::stable_sort(list_, {}, [](const RunningClock& clock) { return clock.deadline.last; });
        return std::move(list_);
    }

    const LocalRules& rules;
    const LegalRules& law;

  private:
    Date today_;
    std::vector<RunningClock> list_;
};

constexpr int week = 7;

void add_warning(Clocks& clocks, const WarningClocks& w) {
    const bool watched = w.state == WarningState::issued;
    if (!w.given_on || (!watched && w.state != WarningState::complied && w.state != WarningState::escalation_review)) return;
    if (watched && w.compliance_on) clocks.add("compliance", w.urn, "Conduct must change by", set_day(*w.compliance_on, "set in the warning", "2014 Act s.43(5)(b)"), 0);
    if (watched) clocks.add("monitoring", w.urn, "Watched until", monitored_until(*w.given_on, w.compliance_on, clocks.rules), 0);
    clocks.add("lapse", w.urn, "Relied on until", count_by(Counting::months, clocks.rules.warning_lapse_months, *w.given_on, "the day the warning was given", "warning_lapse_months", ""), 4 * week);
}

void add_requirements(Clocks& clocks, const NoticeClocks& n) {
    const bool appealed = n.state == NoticeState::under_appeal;
    for (const auto& requirement : n.requirements) {
        const auto due = due_with_appeals(requirement, n.appeals);
        // Without effect during an appeal (s.46(3)(b)): its clock stands still until the court decides.
        if (!due || appealed) continue;
        const auto where = *due == *requirement.due ? std::string("set in the notice") : "set in the notice as " + long_date(*requirement.due) + ", and moved by the days of the appeal";
        clocks.add("requirement", n.urn, fmt::format("Requirement {} to be done by", requirement.number), set_day(*due, where, "2014 Act s.43(8)"), 3);
    }
}

void add_notice(Clocks& clocks, const NoticeClocks& n, Date today) {
    if (!n.given_on || (n.state != NoticeState::in_force && n.state != NoticeState::under_appeal)) return;
    add_requirements(clocks, n);
    const auto appeal = appeal_last_day(*n.given_on, clocks.law);
    if (n.appeals.empty() && in_time(appeal, today)) clocks.add("appeal", n.urn, "Last day to appeal", appeal, 3);
    if (n.review_on) clocks.add("review", n.urn, "Review the notice by", set_day(*n.review_on, "set when the notice was authorised or last reviewed", ""), week);
    if (n.ends_on) clocks.add("end", n.urn, "The notice ends on", set_day(*n.ends_on, "set in the notice", ""), 4 * week);
}

void add_breach(Clocks& clocks, const BreachClocks& b) {
    const bool open = b.state == BreachState::in_review || b.state == BreachState::penalty_offered || b.state == BreachState::prosecuting || b.state == BreachState::remedying;
    if (!b.on || !open || b.proceedings_started) return;
    clocks.add("prosecution", b.id, "Last day to start a prosecution", prosecution_last_day(*b.on, clocks.law), 6 * week);
}

void add_penalty(Clocks& clocks, const PenaltyClocks& p, Date today) {
    if (p.state != PenaltyState::issued || !p.penalty.dated) return;
    const auto early = early_last_day(p.penalty, clocks.law);
    if (early && in_time(*early, today)) clocks.add("penalty_early", p.id, "Lower amount can be paid until", *early, 0);
    clocks.add("penalty", p.id, "Penalty can be paid until", *penalty_last_day(p.penalty, clocks.law), 3);
}

void add_seizure(Clocks& clocks, const SeizureClocks& s) {
    // "From" leaves the day of issue out; the day before the last is the safe one.
    if (s.state == SeizureState::warrant_issued && s.warrant_on) clocks.add("warrant", s.id, "Warrant can be used until", warrant_last_day(*s.warrant_on, clocks.law), 1);
    if (s.state == SeizureState::held && s.seized_on) clocks.add("retain", s.id, "Start proceedings or give the items back by", retain_last_day(*s.seized_on, clocks.law), week);
}

void add_works(Clocks& clocks, const WorksClocks& w) {
    if (w.state != WorksState::cost_notified || !w.charged_on) return;
    clocks.add("cost_appeal", w.id, "Last day to appeal against the cost", cost_appeal_last_day(*w.charged_on, clocks.law), 3);
}

}  // namespace

std::vector<RunningClock> running_clocks(const ClockSources& sources, const LocalRules& rules, const LegalRules& law, Date today) {
    Clocks clocks(rules, law, today);
    if (sources.warning) add_warning(clocks, *sources.warning);
    if (sources.notice) add_notice(clocks, *sources.notice, today);
    for (const auto& breach : sources.breaches) add_breach(clocks, breach);
    for (const auto& penalty : sources.penalties) add_penalty(clocks, penalty, today);
    for (const auto& seizure : sources.seizures) add_seizure(clocks, seizure);
    for (const auto& works : sources.works) add_works(clocks, works);
    return clocks.sorted();
}

}  // namespace casework::domain::community_protection
