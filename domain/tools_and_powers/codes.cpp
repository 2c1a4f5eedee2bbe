// The words of the coded lists.
#include "domain/tools_and_powers/codes.hpp"

namespace casework::domain::tools_and_powers {
namespace {

constexpr Code issuer_rows[] = {
    {"prosecution", "Prosecution", "Crown Prosecution Service, or the council in its own prosecutions"},
    {"constable", "Constable", ""},
    {"constable_in_uniform", "Constable in uniform", ""},
    {"support_officer", "Designated community support officer", "Police Reform Act 2002 s.38"},
    {"inspector", "Police officer of at least the rank of inspector", ""},
    {"chief_officer", "Chief officer of police", ""},
    {"transport_police", "British Transport Police", ""},
    {"district", "District or borough council", "2014 Act ss.74, 92"},
    {"county", "County council of an area with districts", "Is no local authority for these powers where there is a district"},
    {"housing_provider", "Housing provider", ""},
    {"landlord", "Landlord", ""},
    {"tfl", "Transport for London", ""},
    {"environment_agency", "Environment Agency", ""},
    {"nhs_security", "NHS security body", ""},
    {"partner", "Agency of the partnership", ""},
    {"school", "School or education authority", ""},
    {"court", "Court", "For an order that another body obtained"},
};
constexpr Code court_rows[] = {
    {"magistrates", "Magistrates’ court", ""}, {"youth", "Youth court", ""}, {"crown", "Crown Court", ""}, {"county", "County Court", ""}, {"high", "High Court", ""},
};
constexpr Code term_rows[] = {{"prohibition", "Must not", ""}, {"requirement", "Must", ""}};
constexpr Code publicity_rows[] = {
    {"none", "Not published", ""},
    {"partners", "Told to partners only", ""},
    {"public", "Published", "Somebody under 18: only after the reporting restrictions are checked"},
};
constexpr Code breach_rows[] = {
    {"under_investigation", "Being looked into", ""}, {"no_action", "No further action", ""}, {"warned", "Warned", ""}, {"penalty", "Fixed penalty notice", ""}, {"report", "Reported for prosecution", ""},
    {"charged", "Charged or taken to court", ""},     {"convicted", "Convicted or found", ""}, {"not_proved", "Not proved", ""},
};
constexpr Code review_rows[] = {{"keep", "Keep as it is", ""}, {"vary", "Ask for a variation", ""}, {"discharge", "Ask for it to end", ""}};
constexpr Code trigger_rows[] = {
    {"serious_offence", "Convicted of a serious offence", "Housing Act 1985 s.84A condition 1"},
    {"injunction_breach", "Court found a breach of an injunction", "Housing Act 1985 s.84A condition 2"},
    {"cbo_breach", "Convicted of breaching a criminal behaviour order", "Housing Act 1985 s.84A condition 3"},
    {"closure", "Closure order, with access prohibited for more than 48 hours", "Housing Act 1985 s.84A condition 4"},
    {"noise_abatement", "Convicted of breaching an abatement notice about noise", "Housing Act 1985 s.84A condition 5"},
};
constexpr Code contents_rows[] = {
    {"premises", "Identifies the premises", "2014 Act s.76(5)"},
    {"effect", "Explains the effect of the notice", "2014 Act s.76(5)"},
    {"breach", "States that breaking it is an offence", "2014 Act s.76(5)"},
    {"application", "States that an application for a closure order will be made", "2014 Act s.76(5)"},
    {"hearing", "States when and where the application will be heard", "2014 Act s.76(5)"},
    {"order", "Explains the effect of a closure order", "2014 Act s.76(5)"},
    {"advice", "Names people and bodies in the area who advise about housing and law", "2014 Act s.76(5)"},
};
constexpr Code varied_rows[] = {
    {"prosecution", "The prosecution", ""}, {"offender", "The offender", ""}, {"applicant", "Who applied for the order", ""}, {"respondent", "Who must follow the order", ""},
    {"issuer", "Who issued it", ""},        {"court", "The court", ""},       {"parties", "The parties together", ""},
};

}  // namespace

CodeList issuers() { return issuer_rows; }
CodeList courts() { return court_rows; }
CodeList term_kinds() { return term_rows; }
CodeList publicity_decisions() { return publicity_rows; }
CodeList breach_results() { return breach_rows; }
CodeList review_outcomes() { return review_rows; }
CodeList possession_triggers() { return trigger_rows; }
CodeList closure_notice_contents() { return contents_rows; }
CodeList varied_by() { return varied_rows; }

}  // namespace casework::domain::tools_and_powers
