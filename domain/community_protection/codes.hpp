// The coded lists of warnings, notices, penalties and court. Codes are stored and never change their meaning.
#pragma once

#include "domain/code_list.hpp"

namespace casework::domain::community_protection {

CodeList conduct_categories();    // the team's reporting categories
// The category that a published assessment means by that name; empty for a name it does not have.
std::string_view category_of_published(std::string_view name);
CodeList conduct_tests();         // the three limbs of s.43(1)
CodeList requirement_kinds();     // stop, do, steps
CodeList recipient_kinds();       // individual, body, occupier
CodeList body_kinds();
CodeList premises_capacities();   // s.44
CodeList inform_methods();
CodeList service_methods();       // s.55 and s.45
CodeList courtesy_methods();      // e-mail and text: a copy beside service, never service
CodeList address_kinds();         // proper addresses of s.55
CodeList agency_kinds();          // who could be an issuer
CodeList authority_kinds();       // s.53
CodeList explanations();          // ss.46 to 51, which a notice explains
CodeList young_considerations();  // what was considered for somebody aged 16 or 17
CodeList task_forces();           // under whose work a matter is counted
CodeList evidence_kinds();
CodeList no_action_reasons();
CodeList escalation_outcomes();   // instead of a notice
CodeList appeal_grounds();
CodeList appeal_outcomes();
CodeList review_outcomes();
CodeList discharge_reasons();
CodeList breach_defences();       // s.48(3)
CodeList payment_methods();
CodeList penalty_cancel_reasons();
CodeList court_results();
CodeList remedial_consents();

}  // namespace casework::domain::community_protection
