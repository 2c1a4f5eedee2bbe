// The coded lists of tools and powers: issuers, courts, terms, publicity, breaches. Codes are stored and never change their meaning.
#pragma once

#include "domain/code_list.hpp"

namespace casework::domain::tools_and_powers {

CodeList issuers();              // who may issue or apply, by office
CodeList courts();
CodeList term_kinds();           // prohibition, requirement
CodeList publicity_decisions();
CodeList breach_results();
CodeList review_outcomes();      // keep, vary, discharge
CodeList possession_triggers();
CodeList closure_notice_contents();  // s.76(5), as a checklist
CodeList varied_by();            // who asked for a variation

}  // namespace casework::domain::tools_and_powers
