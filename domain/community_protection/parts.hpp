// What is asked while a warning or notice is prepared, one question page a part: the fields by name, their kinds, limits and words.
#pragma once

#include <span>
#include <string_view>

#include "domain/asked_field.hpp"

namespace casework::domain::community_protection {

using domain::Answer;
using PartField = AskedField;
enum class PartOf { both, warning, notice };
struct Part {
    std::string_view name;     // in the address
    std::string_view title;    // the question
    std::string_view short_words;  // as a link or row calls it
    std::string_view hint;
    PartOf of{};
    std::span<const PartField> fields;
    std::string_view dated;    // field that takes the day on which the part is saved, or empty
};
std::span<const Part> parts();
const Part* find_part(std::string_view name, std::string_view kind);
const PartField* find_part_field(std::string_view name);

// A paper that was approved or given is not written on any more. `kind`: warning or notice; `state`: its name.
bool in_preparation(std::string_view kind, std::string_view state);
Refusals change_refused(std::string_view kind, std::string_view state);
// Why the answer may not be given or changed by who decides nothing; nothing where it may.
Refusals answer_refused(const PartField& field, bool changed, bool decides);

}  // namespace casework::domain::community_protection
