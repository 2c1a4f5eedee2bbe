// The coded lists of the nominal list: behaviours, risks, support, reasons. Codes are stored and never change their meaning.
#pragma once

#include "domain/code_list.hpp"

namespace casework::domain::nominals {

CodeList behaviours();       // what is done in the town centre that puts self, others or businesses at risk
CodeList risk_levels();      // high, medium, low
CodeList risk_bearers();     // self, others, business
CodeList vulnerabilities();
CodeList support_services();
CodeList support_answers();  // waiting, accepted, declined
CodeList tool_kinds();       // orders and notices in force: those of the table of tools and powers that the list names
CodeList condition_kinds();  // bail, licence
CodeList lawful_bases();     // regime, basis and gateway together, as the practitioner chooses them
CodeList decline_reasons();
CodeList archive_reasons();
CodeList headings();         // pursue, prevent, protect, prepare
CodeList attendance_kinds(); // in_room, online, sent_information, apologies
CodeList export_purposes();
CodeList sharing_purposes();

}  // namespace casework::domain::nominals
