// What a record asks, field by field, as a table says it: one statement for the form, the check, the comparison of two edits and the page.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "domain/clash.hpp"
#include "domain/code_list.hpp"
#include "domain/marking.hpp"
#include "domain/refusal.hpp"

namespace casework::domain {

enum class Answer { line, lines, day, code, tick, codes, number };
struct AskedField {
    std::string_view name, words;  // as the question asks it
    std::string_view hint;
    Answer answer{};
    CodeList (*list)() = nullptr;
    int characters_max = 2000;
    bool supervisors = false;  // only who takes the manager's decisions gives this answer
    FieldClass field_class = FieldClass::f0;
    int number_max = 99;
};

// The values of these fields among what was sent, tidied; what may not stand joins `refusals`. A field that was not sent is left out.
// Days are ISO text, codes stand in their list's order with one space between.
FieldValues tidied_values(std::span<const AskedField> fields, const FieldValues& sent, Refusals& refusals);
// A value with the limits of its field, as two edits are compared.
FieldValue value_of(const AskedField& field, std::string value);
// As a page says it; empty where nothing stands.
std::string words_of_value(const AskedField& field, const std::string& value);
// The same where two answers are compared: what was typed in quotation marks, "nothing" for none.
std::string said_value(const AskedField& field, const std::string& value);

}  // namespace casework::domain
