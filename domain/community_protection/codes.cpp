// The words of the coded lists.
#include "domain/community_protection/codes.hpp"

namespace casework::domain::community_protection {
namespace {

constexpr Code category_rows[] = {
    {"asb", "Anti-social behaviour", ""},
    {"dog", "Nuisance or dangerous dog", "Barking too"},
    {"noise", "Noise", "With anti-social behaviour too"},
    {"nuisance", "Nuisance", ""},
    {"encampment", "Unauthorised encampment", ""},
};
// As the published assessment's paragraph 83 names them; a code is taken too.
constexpr Code published_rows[] = {
    {"asb", "ASB", ""}, {"dog", "Nuisance/Dangerous dog (Inc Barking)", ""}, {"noise", "Noise (Inc with ASB)", ""}, {"nuisance", "Nuisance", ""}, {"encampment", "Unauthorised Encampment", ""},
};
constexpr Code test_rows[] = {
    {"detrimental", "The conduct has a detrimental effect on the quality of life of those in the locality", "2014 Act s.43(1)(a)"},
    {"persistent", "The effect is persistent or continuing", "2014 Act s.43(1)(a)"},
    {"unreasonable", "The conduct is unreasonable", "2014 Act s.43(1)(b)"},
};
constexpr Code requirement_rows[] = {
    {"stop", "Stop doing something", "2014 Act s.43(3)(a). Holds from the day the notice is given, also during an appeal"},
    {"do", "Do something", "2014 Act s.43(3)(b)"},
    {"steps", "Take reasonable steps to achieve a result", "2014 Act s.43(3)(c)"},
};
constexpr Code recipient_rows[] = {
    {"individual", "A person aged 16 or over", "2014 Act s.43(1)"},
    {"body", "A business or other body", "2014 Act s.43(1)"},
    {"occupier", "The occupier or owner of premises, whose name or address cannot be found out", "2014 Act s.45"},
};
constexpr Code body_rows[] = {
    {"company", "Company or other body corporate", "Given to the secretary or clerk"},
    {"partnership", "Partnership", "Given to a partner or whoever controls or manages the business"},
    {"association", "Club, charity or other body without incorporation", "Given to whoever controls or manages it"},
};
constexpr Code capacity_rows[] = {
    {"owns", "Owns the premises", ""},         {"leases", "Leases the premises", ""},     {"occupies", "Occupies the premises", ""},
    {"controls", "Controls the premises", ""}, {"operates", "Operates the premises", ""}, {"maintains", "Maintains the premises", ""},
};
constexpr Code inform_rows[] = {{"visit", "Visit or meeting", ""}, {"phone", "Phone", ""}, {"email", "E-mail", ""}, {"letter", "Letter", ""}};
constexpr Code service_rows[] = {
    {"hand", "Handed to the person", "2014 Act s.55(1)(a)"},
    {"left", "Left at the proper address", "2014 Act s.55(1)(b)"},
    {"post", "Posted to the proper address", "2014 Act s.55(1)(c); Interpretation Act 1978 s.7"},
    {"posted_on_premises", "Posted on the premises", "2014 Act s.45: only where enquiries did not find the occupier or owner"},
};
constexpr Code courtesy_rows[] = {{"email", "E-mail", "A courtesy copy: not a way of giving a notice"}, {"text", "Text message", "A courtesy copy: not a way of giving a notice"}};
constexpr Code address_rows[] = {
    {"last_known", "Last known address", ""},
    {"registered", "Registered office", "For a body corporate"},
    {"principal", "Principal office", "For a body corporate or partnership"},
    {"nominated", "Address the person has given for notices", ""},
};
constexpr Code agency_rows[] = {
    {"police", "Police", "Constables, and community support officers whom the chief officer has designated"},
    {"district", "District or borough council", "The local authority of s.57"},
    {"unitary", "County or other council of an area without a district", "The local authority of s.57"},
    {"county", "County council of an area with districts", "Cannot issue: s.57"},
    {"housing", "Housing provider", "Only a person whom the council has designated"},
    {"other", "Another agency", "Cannot issue"},
};
constexpr Code authority_rows[] = {
    {"constable", "Constable", "2014 Act s.53(1)(a)"},
    {"delegation", "Council officer under the scheme of delegation", "2014 Act s.53(1)(b)"},
    {"designation", "Person designated by the council", "2014 Act s.53(1)(c) and the order of 2015"},
    {"support_officer", "Community support officer designated by the chief officer", "Police Reform Act 2002 s.38"},
};
constexpr Code explanation_rows[] = {
    {"s46", "How to appeal and by when", "2014 Act s.46"},
    {"s47", "Work that the council may do and charge for", "2014 Act s.47"},
    {"s48", "The offence of not following the notice", "2014 Act s.48"},
    {"s49", "Orders of a court to put things right", "2014 Act s.49"},
    {"s50", "Forfeiture of items", "2014 Act s.50"},
    {"s51", "Seizure of items", "2014 Act s.51"},
};
constexpr Code young_rows[] = {
    {"youth_justice", "Youth justice service asked", ""},
    {"children", "Children’s services asked", ""},
    {"both", "Both asked", ""},
};
constexpr Code task_force_rows[] = {{"tctf", "Town Centre Task Force", ""}, {"mtf", "Maidstone Task Force", ""}};
constexpr Code evidence_rows[] = {
    {"diary", "Diary sheet", ""}, {"witness", "Officer’s own account", ""}, {"statement", "Statement", ""},
    {"photo", "Photograph", ""},  {"video", "Video", ""},                  {"audio", "Recording", ""},
    {"report", "Report or complaint", "Never named in anything that is given to the person"},
};
constexpr Code no_action_rows[] = {
    {"no_evidence", "Not enough evidence", ""},     {"tests_not_met", "The tests of section 43 are not met", "2014 Act s.43(1)"},
    {"under_16", "The person is under 16", "2014 Act s.43(1)"}, {"resolved", "Resolved without a warning", ""},
    {"other_agency", "Another agency deals with it", ""},       {"duplicate", "Another matter covers it", ""},
};
constexpr Code escalation_rows[] = {
    {"other_tool", "Another tool is used", "Needs the tool"},
    {"new_warning", "A new warning is given", ""},
    {"support", "Support instead of enforcement", ""},
    {"no_action", "No further action", ""},
};
constexpr Code ground_rows[] = {
    {"g1a", "The conduct did not take place", "2014 Act s.46(1), ground 1(a)"},
    {"g1b", "The conduct has not had a detrimental effect", "2014 Act s.46(1), ground 1(b)"},
    {"g1c", "The effect is not persistent or continuing", "2014 Act s.46(1), ground 1(c)"},
    {"g1d", "The conduct is not unreasonable", "2014 Act s.46(1), ground 1(d)"},
    {"g1e", "The person cannot reasonably be expected to control or affect the conduct", "2014 Act s.46(1), ground 1(e)"},
    {"g2", "A requirement or the time allowed for it is unreasonable", "2014 Act s.46(1), ground 2"},
    {"g3", "There is a material defect or error in the notice", "2014 Act s.46(1), ground 3"},
    {"g4", "The notice was given to the wrong person", "2014 Act s.46(1), ground 4"},
};
constexpr Code appeal_outcome_rows[] = {
    {"quashed", "Notice quashed", "2014 Act s.46(4)(a)"},
    {"modified", "Notice modified", "2014 Act s.46(4)(b)"},
    {"dismissed", "Appeal dismissed", "2014 Act s.46(4)(c)"},
    {"withdrawn", "Appeal withdrawn", "2014 Act s.46(3)"},
};
constexpr Code review_rows[] = {
    {"keep", "Keep the notice as it is", ""}, {"vary", "Vary the notice", "Then record the variation"}, {"discharge", "Withdraw the notice", "Then record the withdrawal"},
};
constexpr Code discharge_rows[] = {
    {"complied", "The notice was followed and has done its work", ""},
    {"changed", "Circumstances have changed", ""},
    {"error", "There was an error in the notice", "[2019] EWHC 84 (Admin)"},
    {"replaced", "Another notice or order replaces it", ""},
    {"deceased", "The person has died, or the body is wound up", ""},
};
constexpr Code defence_rows[] = {
    {"all_steps", "The person took all reasonable steps to comply", "2014 Act s.48(3)(a)"},
    {"excuse", "There is another reasonable excuse", "2014 Act s.48(3)(b)"},
};
constexpr Code payment_rows[] = {
    {"post", "Cash or cheque by post", "2014 Act ss.52(9), 68(8): always accepted"}, {"online", "Card online", ""}, {"phone", "Card by phone", ""},
    {"transfer", "Bank transfer", ""},                                      {"counter", "At the counter", ""},
};
constexpr Code penalty_cancel_rows[] = {
    {"no_offence", "No offence was committed", "2014 Act s.48(3)"}, {"wrong_person", "Given to the wrong person", ""},
    {"defect", "There is an error in the penalty notice", ""},       {"prosecute", "The offence is too serious for a penalty", ""},
};
constexpr Code result_rows[] = {{"convicted", "Convicted", ""}, {"acquitted", "Acquitted", ""}, {"discontinued", "Discontinued", ""}};
constexpr Code consent_rows[] = {
    {"given", "Consent given", ""}, {"refused", "Consent refused", ""},
    {"not_needed", "The person the notice binds is the owner", ""}, {"not_found", "Reasonable efforts did not reach the owner", "2014 Act s.47(4)"},
};

}  // namespace

CodeList conduct_categories() { return category_rows; }
std::string_view category_of_published(std::string_view name) {
    for (const auto& row : published_rows)
        if (row.words == name || row.code == name) return row.code;
    return {};
}
CodeList conduct_tests() { return test_rows; }
CodeList requirement_kinds() { return requirement_rows; }
CodeList recipient_kinds() { return recipient_rows; }
CodeList body_kinds() { return body_rows; }
CodeList premises_capacities() { return capacity_rows; }
CodeList inform_methods() { return inform_rows; }
CodeList service_methods() { return service_rows; }
CodeList courtesy_methods() { return courtesy_rows; }
CodeList address_kinds() { return address_rows; }
CodeList agency_kinds() { return agency_rows; }
CodeList authority_kinds() { return authority_rows; }
CodeList explanations() { return explanation_rows; }
CodeList young_considerations() { return young_rows; }
CodeList task_forces() { return task_force_rows; }
CodeList evidence_kinds() { return evidence_rows; }
CodeList no_action_reasons() { return no_action_rows; }
CodeList escalation_outcomes() { return escalation_rows; }
CodeList appeal_grounds() { return ground_rows; }
CodeList appeal_outcomes() { return appeal_outcome_rows; }
CodeList review_outcomes() { return review_rows; }
CodeList discharge_reasons() { return discharge_rows; }
CodeList breach_defences() { return defence_rows; }
CodeList payment_methods() { return payment_rows; }
CodeList penalty_cancel_reasons() { return penalty_cancel_rows; }
CodeList court_results() { return result_rows; }
CodeList remedial_consents() { return consent_rows; }

}  // namespace casework::domain::community_protection
