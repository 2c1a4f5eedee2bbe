// The rows of the law and the bounds they set.
#include "domain/community_protection/rules.hpp"

#include <fmt/format.h>

#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

constexpr Date part_4_began{std::chrono::year{2014}, std::chrono::month{10}, std::chrono::day{20}};

const LegalRules rows{
    {"cpn.min_age", 16, part_4_began, {}, "2014 Act s.43(1)"},
    {"cpn.appeal_days", 21, part_4_began, {}, "2014 Act s.46(2)"},
    {"cpn.works.appeal_days", 21, part_4_began, {}, "2014 Act s.47(7)"},
    {"cpn.fpn.cap", 10000, part_4_began, {}, "2014 Act s.52(7)"},
    {"cpn.fpn.cap", 50000, {}, {}, "2014 Act s.52(7) as the Crime and Policing Act 2026 (c.20) Part 1 amends it"},
    {"cpn.fpn.early_days_below", 14, part_4_began, {}, "2014 Act s.52(8)"},
    {"cpn.fpn.immunity_days", 14, part_4_began, {}, "2014 Act s.52(5)"},
    {"prosecution.summary_limit_months", 6, part_4_began, {}, "Magistrates’ Courts Act 1980 s.127"},
    {"cpn.fine.individual_cap", 250000, part_4_began, {}, "2014 Act s.48(2)(a), level 4 on the standard scale"},
    {"seizure.warrant_days", 14, part_4_began, {}, "2014 Act s.51(1)"},
    {"seizure.retain_days", 28, part_4_began, {}, "2014 Act s.51(4)"},
};

void refuse_when(bool wrong, std::string field, std::string message, std::string authority, Refusals& refusals) {
    if (wrong) refusals.push_back({RefusalKind::invalid, std::move(field), std::move(message), std::move(authority)});
}

}  // namespace

const LegalRules& law() { return rows; }

Refusals local_rules_refused(const LocalRules& rules, const LegalRules& law, Date from) {
    const auto& cap = rule_on(law, "cpn.fpn.cap", from);
    const auto& early = rule_on(law, "cpn.fpn.early_days_below", from);
    Refusals refusals;
    refuse_when(rules.penalty_pence < 1 || rules.penalty_pence > cap.value, "penalty_pence",
                fmt::format("The fixed penalty must be {} or less", pounds(cap.value)), cap.authority, refusals);
    refuse_when(rules.penalty_early_pence < 1 || rules.penalty_early_pence >= rules.penalty_pence, "penalty_early_pence",
                fmt::format("The amount for paying early must be less than {}", pounds(rules.penalty_pence)), early.authority, refusals);
    refuse_when(rules.penalty_early_days < 1 || rules.penalty_early_days >= early.value, "penalty_early_days",
                fmt::format("The time for paying early must be fewer than {} days", early.value), early.authority, refusals);
    return refusals;
}

std::string pounds(int pence) {
    const auto whole = with_commas(pence / 100);
    return pence % 100 == 0 ? "£" + whole : fmt::format("£{}.{:02}", whole, pence % 100);
}

}  // namespace casework::domain::community_protection
