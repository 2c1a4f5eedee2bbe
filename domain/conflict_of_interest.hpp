// Conflicts of interest: what somebody declares about themselves, their family and their household, and when a subject is one of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/calendar.hpp"
#include "domain/code_list.hpp"
#include "domain/refusal.hpp"

namespace casework::domain::conflict_of_interest {

constexpr int name_most = 100, address_most = 200, reason_most = 500, declared_most = 50;

CodeList relations();  // self, family, household, other
CodeList answers();    // of information governance to a match: kept, lifted

struct Declared {
    std::string relation, name;
    std::optional<Date> born;
    std::string address, postcode;  // postcode: in capitals without spaces
};
// Everything that is missing, said at once. `standing`: how many the account has declared already.
Refusals refused(const Declared& declared, int standing);

// "me15 6ll" is "ME156LL".
std::string postcode_key(std::string_view typed);

// Same name, and no birth dates that speak against it: an unknown one does not.
bool same_person(std::string_view name_key, std::optional<Date> born, std::string_view subject_key, std::optional<Date> subject_born);
// Same house, however both are written.
bool same_address(std::string_view address, std::string_view postcode, std::string_view subject_address, std::string_view subject_postcode);

}  // namespace casework::domain::conflict_of_interest
