// Orders that a court makes about a person: criminal behaviour orders (2014 Act Part 2) and injunctions (Part 1).
#include "domain/tools_and_powers/kind_guards.hpp"
#include "domain/tools_and_powers/kinds.hpp"

namespace casework::domain::tools_and_powers {
namespace {

bool fixed(const Facts& f) { return f.tool.until.has_value() && !f.tool.until_further_order; }
bool in(std::string_view code, std::initializer_list<std::string_view> codes) { return std::ranges::find(codes, code) != codes.end(); }

// Criminal behaviour order.
constexpr G cbo_age = age_from<"criminal_responsibility.age_min">("Children and Young Persons Act 1933 s.50");
constexpr G convicted = condition<"convicted">("Confirm that the person has been convicted of an offence", "2014 Act s.22(1)");
constexpr G with_sentence = condition<"with_sentence">("Confirm that the order comes with a sentence or a conditional discharge", "2014 Act s.22(6)");
constexpr G prosecution_asked = condition<"prosecution_asked">("Confirm that the prosecution applied for the order", "2014 Act s.22(7)");
constexpr G court_sure = condition<"court_sure">("Confirm that the court was sure beyond reasonable doubt of behaviour that caused or was likely to cause harassment, alarm or distress", "2014 Act s.22(3)");
constexpr G helps_prevent = condition<"helps_prevent">("Confirm that the court found that the order will help to prevent such behaviour", "2014 Act s.22(4)");
constexpr G interim_just = condition<"interim_just">("Confirm that the court thought it just to make an interim order until it decides", "2014 Act ss.6, 26");
constexpr G youth_views = condition_for_young<"youth_views">("Confirm that the prosecution has found out the views of the youth offending team", "2014 Act s.22(8)");
constexpr G cbo_period{"cbo_period", "The order must last at least 2 years or until further order", "2014 Act s.25(5)", "until",
                       [](const Facts& f) { return f.young() || f.tool.until_further_order || at_least_months(f, f.law_value("cbo.adult_months_min")); },
                       [](const Facts& f) { return "The order must last at least " + counted(f.law_value("cbo.adult_months_min"), "month") + " or until further order: the person is an adult"; }};
constexpr G cbo_youth_period{"cbo_youth_period", "The order must be for a fixed period of 1 to 3 years", "2014 Act s.25(4)", "until",
                             [](const Facts& f) {
                                 return !f.young() || (fixed(f) && at_least_months(f, f.law_value("cbo.youth_months_min")) && at_most_months(f, f.law_value("cbo.youth_months_max")));
                             },
                             [](const Facts& f) {
                                 return "The order must be for a fixed period of " + std::to_string(f.law_value("cbo.youth_months_min")) + " to " + counted(f.law_value("cbo.youth_months_max"), "month") +
                                        ": the person is under 18";
                             }};
constexpr G cbo_youth_review{"cbo_youth_review", "Review the order within 12 months with the council: the person is under 18", "2014 Act ss.28, 29", "review_on",
                             [](const Facts& f) {
                                 return !f.young() || (f.tool.from && f.tool.review_on && *f.tool.review_on <= last_of_months(*f.tool.from, f.law_value("cbo.youth_review_months")));
                             }};
constexpr G cbo_next_review{"cbo_next_review", "The next review must be within 12 months, with the council: the person is under 18", "2014 Act ss.28, 29", "next_review", [](const Facts& f) {
                                return !f.young() || !f.asked.next_review || *f.asked.next_review <= last_of_months(f.today, f.law_value_of_step("cbo.youth_review_months"));
                            }};
constexpr G cbo_varied_by{"cbo_varied_by", "Only the offender or the prosecution can ask the court for this", "2014 Act s.27(1)", "varied_by", [](const Facts& f) {
                              return in(f.asked.varied_by, {"offender", "prosecution"});
                          }};

// Civil injunction.
constexpr G injunction_age = age_from<"injunction.age_min">("2014 Act s.1(1)");
constexpr G on_balance = condition<"on_balance">("Confirm that the court found on the balance of probabilities that the person engaged or threatens to engage in anti-social behaviour", "2014 Act s.1(2)");
constexpr G just = condition<"just_and_convenient">("Confirm that the court found it just and convenient to grant the injunction", "2014 Act s.1(3)");
constexpr G youth_consulted = condition_for_young<"youth_consulted">("Confirm that the youth offending team was consulted", "2014 Act s.14(1)");
constexpr G housing_related{"housing_related", "Confirm that the behaviour is related to housing: the applicant is a housing provider", "2014 Act ss.2, 5", "conditions", [](const Facts& f) {
                                return f.tool.by != "housing_provider" || f.confirmed("housing_related");
                            }};
constexpr G arrest_needs_harm{"arrest_needs_harm", "Confirm that there is violence, a threat of it or a significant risk of harm: a term carries a power of arrest", "2014 Act s.4(1)", "conditions",
                              [](const Facts& f) { return std::ranges::none_of(f.tool.terms, &Term::power_of_arrest) || f.confirmed("arrest_needs_harm"); }};
constexpr G home_exclusion{"home_exclusion", "Only an adult can be kept out of their home, and only on application of the council, the police or their landlord", "2014 Act s.13(1)",
                           "terms", [](const Facts& f) {
                               if (std::ranges::none_of(f.tool.terms, &Term::from_home)) return true;
                               const bool adult = f.age && *f.age >= f.law_value("injunction.home_exclusion_age_min");
                               return adult && in(f.tool.by, {"district", "county", "chief_officer", "housing_provider"});
                           }};
constexpr G home_exclusion_harm{"home_exclusion_harm", "Confirm that there is violence, a threat of it or a significant risk of harm: a term keeps the person out of their home", "2014 Act s.13(1)", "conditions",
                                [](const Facts& f) { return std::ranges::none_of(f.tool.terms, &Term::from_home) || f.confirmed("home_exclusion_harm"); }};
constexpr G injunction_court{"injunction_court", "Somebody under 18 goes before the youth court, an adult before the County Court or the High Court", "2014 Act s.1(8)", "court", [](const Facts& f) {
                                 return f.young() == (f.tool.court == "youth");
                             }};
constexpr G injunction_period{"injunction_period", "The injunction must be for a fixed period of at most 12 months: the person is under 18", "2014 Act s.1(6)", "until", [](const Facts& f) {
                                  return !f.young() || (fixed(f) && at_most_months(f, f.law_value("injunction.youth_months_max")));
                              }};
constexpr G injunction_varied_by{"injunction_varied_by", "Only who applied for it or who must follow it can ask the court for this", "2014 Act s.8(1)", "varied_by", [](const Facts& f) {
                                     return in(f.asked.varied_by, {"applicant", "respondent"});
                                 }};

// Their successors, which wait for their first day.
constexpr G respect_age = age_from<"respect_order.age_min">("Crime and Policing Act 2026 Part 1");
constexpr G risk_assessed = condition<"risk_assessed">("Confirm that the risk assessment was done before the application", "Crime and Policing Act 2026 Part 1");
constexpr G under_18{"under_18", "Only for somebody aged 10 to 17", "Crime and Policing Act 2026 Part 1", "", [](const Facts& f) { return f.age && *f.age >= 10 && *f.age < 18; }};

constexpr ToolKind rows[] = {
    {.code = "cbo", .words = "Criminal behaviour order", .provision = "2014 Act ss.22 to 33; since 1 December 2020 Sentencing Act 2020 ss.330 to 342", .family = Family::court_order,
     .subjects = {.person = true}, .issuers = {"prosecution"}, .courts = {"magistrates", "crown", "youth"}, .interim = true, .supervised = true, .on_list = true, .on_subject = {cbo_age, youth_views}, .on_interim = {convicted, prosecution_asked, interim_just},
     .on_making = {convicted, with_sentence, prosecution_asked, court_sure, helps_prevent, cbo_period, cbo_youth_period, cbo_youth_review}, .on_variation = {cbo_varied_by}, .on_review = {cbo_next_review},
     .breach = "An offence: on summary conviction up to 6 months or a fine, on indictment up to 5 years; no conditional discharge (2014 Act s.30)",
     .note = "The supervisor of a requirement reports whether it is followed (2014 Act s.24). Police review it every 12 months with the council while the person is under 18"},
    {.code = "injunction", .words = "Civil injunction", .provision = "2014 Act ss.1 to 21", .family = Family::court_order, .subjects = {.person = true},
     .issuers = {"district", "county", "housing_provider", "chief_officer", "transport_police", "tfl", "environment_agency", "nhs_security"}, .courts = {"county", "high", "youth"}, .interim = true,
     .supervised = true, .on_list = true, .on_subject = {injunction_age, youth_consulted, housing_related}, .on_interim = {injunction_court, interim_just, arrest_needs_harm, home_exclusion, home_exclusion_harm},
     .on_making = {on_balance, just, injunction_court, injunction_period, arrest_needs_harm, home_exclusion, home_exclusion_harm}, .on_variation = {injunction_varied_by},
     .breach = "An adult: contempt of court, up to 2 years. Under 18: supervision order or detention order (2014 Act Schedule 2)", .note = "Replaced in stages once the Crime and Policing Act 2026 Part 1 is commenced"},
    {.code = "respect_order", .words = "Respect order", .provision = "Crime and Policing Act 2026 Part 1", .family = Family::court_order, .subjects = {.person = true},
     .issuers = {"district", "county", "housing_provider", "chief_officer", "transport_police", "tfl", "environment_agency", "nhs_security"}, .courts = {"county", "high"}, .exists_by = "respect_order", .interim = true,
     .supervised = true, .on_subject = {respect_age, risk_assessed}, .breach = "An offence (Crime and Policing Act 2026 Part 1)"},
    {.code = "youth_injunction", .words = "Youth injunction", .provision = "Crime and Policing Act 2026 Part 1", .family = Family::court_order, .subjects = {.person = true},
     .issuers = {"district", "county", "housing_provider", "chief_officer", "transport_police", "tfl", "environment_agency", "nhs_security"}, .courts = {"youth"}, .exists_by = "youth_injunction", .interim = true,
     .supervised = true, .on_subject = {under_18, youth_consulted, risk_assessed}, .breach = "Supervision order or detention order"},
    {.code = "housing_injunction", .words = "Housing injunction", .provision = "Crime and Policing Act 2026 Part 1", .family = Family::court_order, .subjects = {.person = true},
     .issuers = {"district", "county", "housing_provider"}, .courts = {"county", "high"}, .exists_by = "housing_injunction", .interim = true, .supervised = true, .on_subject = {respect_age, risk_assessed},
     .breach = "Contempt of court"},
};

}  // namespace

std::span<const ToolKind> orders_on_people() { return rows; }

}  // namespace casework::domain::tools_and_powers
