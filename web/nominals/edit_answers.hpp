// The answers of the edit form read from wherever they came: a page, a program, a row of a table. One check for all.
#pragma once

#include "persistence/nominals/nominals.hpp"
#include "web/form.hpp"

namespace casework::web::nominals {

// Who may lead and which agencies may be named, on this panel today.
struct Leading {
    domain::CodeList agencies, members;
};
// What the form says over what stands; version and choices stay as they are. What is wrong joins `refusals` under the form's fields.
persistence::NominalEdit read_edit_answers(const Form& form, domain::Date today, persistence::NominalEdit edit, const Leading& offered, domain::Refusals& refusals);

}  // namespace casework::web::nominals
