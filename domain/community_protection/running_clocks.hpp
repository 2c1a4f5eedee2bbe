// Every clock that runs for a warning, a notice and what followed a breach, in one list with how each day was counted, for My work.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/community_protection/breach_workflow.hpp"
#include "domain/community_protection/notice_workflow.hpp"
#include "domain/community_protection/seizure_workflow.hpp"
#include "domain/community_protection/warning_workflow.hpp"

namespace casework::domain::community_protection {

// What the clocks are read from; what is absent has none.
struct WarningClocks {
    std::string urn;
    WarningState state{};
    std::optional<Date> given_on, compliance_on;
};
struct NoticeClocks {
    std::string urn;
    NoticeState state{};
    std::optional<Date> given_on, ends_on, review_on;
    std::vector<Requirement> requirements;  // of the version in effect
    std::vector<AppealInterval> appeals;
};
struct BreachClocks {
    std::string id;
    BreachState state{};
    std::optional<Date> on;
    bool proceedings_started = false;
};
struct PenaltyClocks {
    std::string id;
    PenaltyState state{};
    Penalty penalty;
};
struct SeizureClocks {
    std::string id;
    SeizureState state{};
    std::optional<Date> warrant_on, seized_on;
};
struct WorksClocks {
    std::string id;
    WorksState state{};
    std::optional<Date> charged_on;
};
struct ClockSources {
    std::optional<WarningClocks> warning;
    std::optional<NoticeClocks> notice;
    std::vector<BreachClocks> breaches;
    std::vector<PenaltyClocks> penalties;
    std::vector<SeizureClocks> seizures;
    std::vector<WorksClocks> works;
};

enum class Pressing { running, soon, passed };  // soon: an alert day has come; passed: the last day is over
struct RunningClock {
    std::string_view kind;  // compliance, monitoring, lapse, requirement, appeal, review, end, penalty_early, penalty, prosecution, warrant, retain, cost_appeal
    std::string subject;    // reference of the record it belongs to
    std::string words;      // "Last day to appeal"
    Deadline deadline;
    Pressing pressing{};
    std::vector<Date> alerts;  // days on which somebody is told: for seized items the 21st and the 28th
};

// Those that still run or have passed without anybody acting, the nearest last day first. Law and settings as on the days they began.
std::vector<RunningClock> running_clocks(const ClockSources& sources, const LocalRules& rules, const LegalRules& law, Date today);

}  // namespace casework::domain::community_protection
