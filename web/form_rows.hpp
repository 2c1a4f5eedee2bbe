// Questions that a form asks several times, row by row: "tool-0-kind", "tool-1-kind".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "domain/refusal.hpp"
#include "web/form.hpp"

namespace casework::web {

std::string numbered(std::string_view stem, std::size_t row, std::string_view part);
// How many rows a form shows: those that stand or were typed, and two to fill, so that no script is needed to add one.
std::size_t rows_for(const Form& form, std::string_view stem, std::string_view part, std::size_t stand);
// Rows behind the last one that is read are refused, so that nothing typed is lost in silence: "Enter 30 orders or fewer".
void refuse_rows_beyond(const Form& form, std::string_view stem, std::string_view many, domain::Refusals& refusals);

}  // namespace casework::web
