// Asking and reading the fields of a table.
#include "web/asked_fields.hpp"

#include <algorithm>
#include <array>

#include "domain/text.hpp"
#include "web/form_fields.hpp"

namespace casework::web {
namespace {

using domain::Answer;
using domain::AskedField;
using html::Html;

std::vector<std::string> codes_in(std::string_view value) {
    std::vector<std::string> codes;
    for (const auto code : domain::words_of(value)) codes.emplace_back(code);
    return codes;
}

std::string joined(const std::vector<std::string>& codes) {
    std::string text;
    for (const auto& code : codes) text += (text.empty() ? "" : " ") + code;
    return text;
}

bool was_sent(const Form& form, const AskedField& field) {
    const std::string name(field.name);
    return form.has(name) || (field.answer == Answer::day && form.has(name + "-day"));
}

std::string read(const Form& form, const AskedField& field, domain::Refusals& refusals) {
    const std::string name(field.name);
    const auto label = domain::lower_first(field.words);
    switch (field.answer) {
        case Answer::line: return optional_text(form, name, label, refusals, field.characters_max, domain::Lines::one);
        case Answer::lines: return optional_text(form, name, label, refusals, field.characters_max);
        case Answer::day: {
            const auto day = optional_date(form, name, label, refusals);
            return day ? domain::iso_date(*day) : std::string();
        }
        case Answer::codes: return joined(form.values(name));
        default: return form.value(name);
    }
}

}  // namespace

Html asked(const Context& context, const Shown& shown, const AskedField& field, std::string_view stands) {
    const std::string name(field.name), words(field.words), hint(field.hint);
    switch (field.answer) {
        case Answer::line: return small_input(shown, name, words, hint, stands);
        case Answer::lines: return long_text(shown, name, words, hint, stands, 4, field.characters_max);
        case Answer::day: return date_boxes(context, shown, name, words, hint, domain::parse_iso_date(stands));
        case Answer::code: return radios_of(shown, name, words, field.list(), stands, hint);
        case Answer::codes: return boxes_of(shown, name, words, field.list(), codes_in(stands));
        case Answer::number: return small_input(shown, name, words, hint, stands, "govuk-input--width-3", "numeric");
        case Answer::tick: return boxes_of(shown, name, "Confirm", std::array{domain::Code{"yes", field.words, ""}}, stands == "yes" ? std::vector<std::string>{"yes"} : std::vector<std::string>{});
    }
    return {};
}

domain::FieldValues read_asked(const Form& form, std::span<const AskedField> fields, domain::Refusals& refusals, bool sent_only) {
    domain::FieldValues values;
    for (const auto& field : fields)
        if (!sent_only || was_sent(form, field)) values.push_back({std::string(field.name), read(form, field, refusals)});
    return values;
}

}  // namespace casework::web
