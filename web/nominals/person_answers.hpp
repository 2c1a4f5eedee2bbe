// The answers about a person read from wherever they came: the page of personal details, a program, a row of a table. One check for all.
#pragma once

#include <optional>
#include <vector>

#include "domain/code_list.hpp"
#include "persistence/people/people.hpp"
#include "web/form.hpp"

namespace casework::web::nominals {

// Who may not edit protected facts is not offered their codes either.
std::vector<domain::Code> offered_address_kinds(bool protected_too);
std::vector<domain::Code> offered_vulnerabilities(bool protected_too);

struct OfferedToPerson {
    domain::CodeList address_kinds, vulnerabilities, agencies, places;
    bool protected_too = false;
};
// `stood`: the birth as the record has it, so that an estimated age that stays keeps the day on which it was judged.
persistence::PersonFacts read_person_answers(const Form& form, domain::Date today, const OfferedToPerson& offered, const std::optional<persistence::StatedBirth>& stood,
                                             domain::Refusals& refusals);

}  // namespace casework::web::nominals
