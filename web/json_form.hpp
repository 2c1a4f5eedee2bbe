// A form that came as JSON: one flat object of text, numbers, true, false and arrays of text, read strictly and within bounds.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "web/declared_fields.hpp"
#include "web/percent_encoding.hpp"

namespace casework::web {

// Why a body is not such an object, as a sentence for the client's author; names no value that was sent.
using JsonFault = std::string;

// The fields in the order sent; an array gives one field for each text. At most 2,000 fields, names of at most 200 bytes, no name
// twice, valid UTF-8 without NUL, nothing nested deeper than an array of texts, nothing after the object.
std::expected<Fields, JsonFault> read_json_form(std::string_view body);

// A tick is true or false in JSON and its own words in a form.
Fields with_ticks(Fields fields, const FormFields& declared);

}  // namespace casework::web
