// The coded lists of reports and service requests: what is reported, how, by whom, and what became of it. Codes never change their meaning.
#pragma once

#include <string_view>

#include "domain/code_list.hpp"

namespace casework::domain::reports {

CodeList categories();                       // what the Community Protection Team counts its requests by
CodeList kinds_of(std::string_view category);  // what was reported within it, such as barking within noise
CodeList channels();
CodeList reporter_kinds();
CodeList risks();                            // none, vulnerable, repeat, immediate
CodeList outcomes();
CodeList gateways();                         // why it may be handed to another agency
CodeList contact_answers();                  // told, not_reachable, not_safe, anonymous, no_wish

// The published table's name of a category, for history from before the system; empty for a name that it does not have.
std::string_view category_of_published(std::string_view description);
// The kind of conduct under which a warning or notice would be counted: barking belongs to dogs there. Empty: none follows from it.
std::string_view conduct_for(std::string_view category, std::string_view kind);

}  // namespace casework::domain::reports
