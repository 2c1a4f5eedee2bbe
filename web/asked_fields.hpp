// Forms made from a table of fields (domain/asked_field.hpp): each question in the dress of its kind, and reading what came back.
#pragma once

#include "domain/asked_field.hpp"
#include "web/context.hpp"

namespace casework::web {

html::Html asked(const Context& context, const Shown& shown, const domain::AskedField& field, std::string_view stands);
// One value for each field, as the form sends them; with `sent_only` a field that a program left out is left alone.
domain::FieldValues read_asked(const Form& form, std::span<const domain::AskedField> fields, domain::Refusals& refusals, bool sent_only = false);

}  // namespace casework::web
