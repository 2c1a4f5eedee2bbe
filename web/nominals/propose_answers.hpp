// The answers of putting somebody forward read from wherever they came: the pages, a program, a row of a table. One check for all.
#pragma once

#include <optional>
#include <string>

#include "persistence/nominals/nominals.hpp"
#include "web/form.hpp"

namespace casework::web::nominals {

struct Described {
    std::string name;
    std::optional<domain::Date> born;
    std::optional<int> age;
    std::string basis;
};
// `adults_only` is the setting of the group in force today.
Described read_description(const Form& form, domain::Date today, bool adults_only, domain::Refusals& refusals);
persistence::Proposal read_proposal(const Form& form, const Described& who, domain::Refusals& refusals);

}  // namespace casework::web::nominals
