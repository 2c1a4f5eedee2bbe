// The words of the coded lists.
#include "domain/nominals/codes.hpp"

#include "domain/tools_and_powers/tool_kinds.hpp"

namespace casework::domain::nominals {
namespace {

constexpr Code behaviour_rows[] = {
    {"rowdy", "Drunk or rowdy behaviour", "Persistent anti-social behaviour"},
    {"street_drinking", "Street drinking", ""},
    {"shoplifting", "Shoplifting or theft", ""},
    {"begging", "Begging", "A behaviour of concern, not recorded as an offence"},
    {"drug_dealing", "Drug dealing", ""},
    {"drug_use", "Drug use", ""},
    {"violence", "Fighting or violence", ""},
    {"violence_staff", "Violence to staff", ""},
    {"domestic_abuse", "Domestic abuse or coercion", "What the panel itself has seen; nothing from MARAC"},
    {"bike_theft", "Bike theft", ""},
    {"damage", "Criminal damage", ""},
};
constexpr Code level_rows[] = {{"high", "High", ""}, {"medium", "Medium", ""}, {"low", "Low", ""}};
constexpr Code bearer_rows[] = {{"self", "Themselves", ""}, {"others", "Other people", ""}, {"business", "Businesses", ""}};
constexpr Code vulnerability_rows[] = {
    {"housing", "Housing or rough sleeping", ""}, {"substance", "Drugs or alcohol", ""}, {"mental_health", "Mental health", ""},
    {"physical_health", "Physical health", ""},   {"exploitation", "Exploitation", ""},  {"debt", "Debt or money", ""},
};
constexpr Code service_rows[] = {
    {"housing_outreach", "Housing outreach", ""},    {"treatment", "Drug and alcohol treatment", ""}, {"mental_health", "Mental health service", ""},
    {"adult_social_care", "Adult social care", ""},  {"gp", "GP or nurse", ""},                       {"employment", "Work and benefits advice", ""},
    {"mentoring", "Mentoring or peer support", ""}, {"accommodation", "Supported accommodation", ""},
};
constexpr Code answer_rows[] = {{"waiting", "Waiting for an answer", ""}, {"accepted", "Accepted", ""}, {"declined", "Declined", ""}};
constexpr Code condition_rows[] = {{"bail", "Bail condition", "Bail Act 1976 s.3"}, {"licence", "Licence condition", "Criminal Justice Act 2003 s.250"}};
constexpr Code basis_rows[] = {
    {"part3_police", "Law enforcement, shared by the police", "DPA 2018 Part 3 s.35; Crime and Disorder Act 1998 s.115"},
    {"public_task", "Public task of a public body", "UK GDPR Article 6(1)(e); DPA 2018 Schedule 1 paragraph 10; Crime and Disorder Act 1998 s.115"},
    {"safeguarding", "Safeguarding of an individual at risk", "UK GDPR Article 6(1)(e); DPA 2018 Schedule 1 paragraph 18"},
    {"recognised_interest", "Recognised legitimate interest of a charity or landlord", "UK GDPR Article 6(1)(ea)"},
};
constexpr Code decline_rows[] = {
    {"no_nexus", "No link to the town centre", ""},      {"not_persistent", "Not persistent enough", ""},
    {"better_elsewhere", "Better managed elsewhere", ""}, {"not_proportionate", "Not necessary or proportionate", "DPA 2018 s.35"},
    {"under_18", "Under 18: goes to the District Contextual Safeguarding Meeting", "Children Act 2004 s.11"},
};
constexpr Code archive_rows[] = {
    {"no_impact", "No longer affecting the town centre", ""}, {"custody", "In custody", "Needs the release date"},
    {"moved", "Moved away", ""},                              {"engaged", "Engaged with support", ""},
    {"transferred", "Handed to another group", "Needs the group"}, {"deceased", "Died", ""}, {"error", "Listed in error", ""},
};
constexpr Code heading_rows[] = {
    {"pursue", "Pursue", "Enforce against or disrupt what the person does"}, {"prevent", "Prevent", "Stop it happening again: divert, treat, support"},
    {"protect", "Protect", "Make victims, places and people safer"},         {"prepare", "Prepare", "Be ready: training, contingency, information for businesses"},
};
constexpr Code attendance_rows[] = {{"in_room", "In the room", ""}, {"online", "Online", ""}, {"sent_information", "Sent information", ""}, {"apologies", "Apologies", ""}};
constexpr Code purpose_rows[] = {
    {"meeting", "For the group’s meeting", ""},        {"court", "For court or a legal file", ""},
    {"partner", "For a partner under the agreement", "Crime and Disorder Act 1998 s.115"}, {"audit", "To check the record", ""},
};
constexpr Code sharing_rows[] = {
    {"crime", "To prevent or detect crime and disorder", "Crime and Disorder Act 1998 s.115; DPA 2018 s.35"},
    {"safeguarding", "To protect somebody at risk", "DPA 2018 Schedule 1 paragraph 18"},
    {"justice", "For proceedings or a legal file", "DPA 2018 Schedule 2 paragraph 5"},
};

}  // namespace

CodeList behaviours() { return behaviour_rows; }
CodeList risk_levels() { return level_rows; }
CodeList risk_bearers() { return bearer_rows; }
CodeList vulnerabilities() { return vulnerability_rows; }
CodeList support_services() { return service_rows; }
CodeList support_answers() { return answer_rows; }
CodeList tool_kinds() { return tools_and_powers::listed_kinds(); }
CodeList condition_kinds() { return condition_rows; }
CodeList lawful_bases() { return basis_rows; }
CodeList decline_reasons() { return decline_rows; }
CodeList archive_reasons() { return archive_rows; }
CodeList headings() { return heading_rows; }
CodeList attendance_kinds() { return attendance_rows; }
CodeList export_purposes() { return purpose_rows; }
CodeList sharing_purposes() { return sharing_rows; }

}  // namespace casework::domain::nominals
