// The rows of the law.
#include "domain/tools_and_powers/law.hpp"

namespace casework::domain::tools_and_powers {
namespace {

constexpr Date day(int y, unsigned m, unsigned d) { return {std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}}; }

constexpr Date parts_2_to_4 = day(2014, 10, 20);   // SI 2014/2590
constexpr Date part_1 = day(2015, 3, 23);          // SI 2015/373
constexpr Date act_2026_first = day(2026, 6, 29);  // SI 2026/689
constexpr Date act_2026_eve = day(2026, 6, 28);
constexpr Date long_ago = day(2003, 1, 1);         // before anything that is recorded here

const LegalRules rows{
    {"criminal_responsibility.age_min", 10, long_ago, {}, "Children and Young Persons Act 1933 s.50"},
    {"cbo.adult_months_min", 24, parts_2_to_4, {}, "2014 Act s.25(5); Sentencing Act 2020 s.334"},
    {"cbo.youth_months_min", 12, parts_2_to_4, {}, "2014 Act s.25(4); Sentencing Act 2020 s.334"},
    {"cbo.youth_months_max", 36, parts_2_to_4, {}, "2014 Act s.25(4); Sentencing Act 2020 s.334"},
    {"cbo.youth_review_months", 12, parts_2_to_4, {}, "2014 Act s.28; Sentencing Act 2020 s.337"},
    {"injunction.age_min", 10, part_1, {}, "2014 Act s.1(1)"},
    {"injunction.youth_months_max", 12, part_1, {}, "2014 Act s.1(6)"},
    {"injunction.home_exclusion_age_min", 18, part_1, {}, "2014 Act s.13(1)"},
    {"respect_order", 1, {}, {}, "Crime and Policing Act 2026 Part 1"},
    {"respect_order.age_min", 18, {}, {}, "Crime and Policing Act 2026 Part 1"},
    {"youth_injunction", 1, {}, {}, "Crime and Policing Act 2026 Part 1"},
    {"housing_injunction", 1, {}, {}, "Crime and Policing Act 2026 Part 1"},
    {"dispersal.authorisation_hours_max", 48, parts_2_to_4, {}, "2014 Act s.34(1)"},
    {"dispersal.authorisation_hours_max", 72, {}, {}, "2014 Act s.34(1) as the Crime and Policing Act 2026 Part 1 amends it"},
    {"dispersal.direction_hours_max", 48, parts_2_to_4, {}, "2014 Act s.35(4)"},
    {"dispersal.direction_hours_max", 72, {}, {}, "2014 Act s.35(4) as the Crime and Policing Act 2026 Part 1 amends it"},
    {"dispersal.age_min", 10, parts_2_to_4, {}, "2014 Act s.36(1)"},
    {"dispersal.item_days", 28, parts_2_to_4, {}, "2014 Act s.37"},
    {"pspo.months_max", 36, parts_2_to_4, {}, "2014 Act s.60"},
    {"pspo.challenge_days", 42, parts_2_to_4, {}, "2014 Act s.66"},
    {"pspo.penalty_pence_max", 10000, parts_2_to_4, {}, "2014 Act s.68(6)"},
    {"pspo.penalty_pence_max", 50000, {}, {}, "2014 Act s.68(6) as the Crime and Policing Act 2026 Part 1 amends it"},
    {"pspo.penalty_days", 14, parts_2_to_4, {}, "2014 Act s.68(4)"},
    {"pspo_expedited.months_max", 6, day(2022, 6, 28), {}, "2014 Act s.60 as the Police, Crime, Sentencing and Courts Act 2022 s.82 amends it"},
    {"closure_notice.hours", 24, parts_2_to_4, {}, "2014 Act s.77(1)"},
    {"closure_notice.hours_max", 48, parts_2_to_4, {}, "2014 Act s.77(2)"},
    {"closure_notice.hours_max", 72, {}, {}, "2014 Act s.77 as the Crime and Policing Act 2026 Part 1 amends it"},
    {"closure_notice.extension_hours_max", 24, parts_2_to_4, {}, "2014 Act s.77(4)"},
    {"closure_notice.housing_provider", 1, {}, {}, "2014 Act s.76 as the Crime and Policing Act 2026 Part 1 amends it"},
    {"closure_order.hearing_hours", 48, parts_2_to_4, {}, "2014 Act s.80(3)"},
    {"closure_order.months_max", 3, parts_2_to_4, {}, "2014 Act s.80(6)"},
    {"closure_order.total_months_max", 6, parts_2_to_4, {}, "2014 Act s.82(8)"},
    {"closure_order.adjournment_days_max", 14, parts_2_to_4, {}, "2014 Act s.81"},
    {"closure_order.continuation_hours_max", 48, parts_2_to_4, {}, "2014 Act s.81"},
    {"closure_order.appeal_days", 21, parts_2_to_4, {}, "2014 Act s.84(5)"},
    {"closure.claim_months", 3, parts_2_to_4, {}, "2014 Act ss.88, 90"},
    {"possession.notice_months", 12, parts_2_to_4, {}, "Housing Act 1985 s.83ZA; Housing Act 1988 s.8"},
    {"possession.closure_notice_months", 3, parts_2_to_4, {}, "Housing Act 1985 s.83ZA; Housing Act 1988 s.8"},
    {"possession.closure_hours_over", 48, parts_2_to_4, {}, "Housing Act 1985 s.84A; Housing Act 1988 Schedule 2 ground 7A"},
    {"abatement_notice.appeal_days", 21, long_ago, {}, "Environmental Protection Act 1990 s.80(3)"},
    {"vehicle.prior_warning", 1, long_ago, act_2026_eve, "Police Reform Act 2002 s.59(4)"},
    {"vehicle.seizure_without_warning", 1, act_2026_first, {}, "Police Reform Act 2002 s.59 as the Crime and Policing Act 2026 amends it; SI 2026/689"},
    {"offence.facilitating_begging", 1, act_2026_first, {}, "Crime and Policing Act 2026; SI 2026/689"},
    {"offence.trespass", 1, act_2026_first, {}, "Crime and Policing Act 2026; SI 2026/689"},
    {"offence.vagrancy_begging", 1, long_ago, act_2026_eve, "Vagrancy Act 1824 s.3, repealed on 29 June 2026"},
    {"offence.cuckooing", 1, {}, {}, "Crime and Policing Act 2026"},
    {"offence.child_criminal_exploitation", 1, {}, {}, "Crime and Policing Act 2026"},
    {"case_review.policing_body_review", 1, {}, {}, "2014 Act s.104 as the Crime and Policing Act 2026 Part 1 amends it"},
    {"asb_information_duty", 1, {}, {}, "Crime and Policing Act 2026 Part 1"},
};

}  // namespace

const LegalRules& law() { return rows; }

bool exists(const LegalRules& law, std::string_view key, Date on) { return find_rule(law, key, on) != nullptr; }
int value_on(const LegalRules& law, std::string_view key, Date on) {
    const auto* rule = find_rule(law, key, on);
    return rule ? rule->value : 0;
}
std::string authority_on(const LegalRules& law, std::string_view key, Date on) {
    const auto* rule = find_rule(law, key, on);
    return rule ? rule->authority : std::string();
}

}  // namespace casework::domain::tools_and_powers
