// Checking and saying the answers of a table of fields.
#include "domain/asked_field.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"

namespace casework::domain {
namespace {

bool is_text(const AskedField& field) { return field.answer == Answer::line || field.answer == Answer::lines; }

std::string refused_words(const AskedField& field, const std::string& value) {
    if (is_text(field) && code_points(value) > static_cast<std::size_t>(field.characters_max)) return fmt::format("Answer must be {} characters or less", with_commas(field.characters_max));
    if (value.empty()) return {};
    if (field.answer == Answer::day && !parse_iso_date(value)) return "Enter a real date";
    if (field.answer == Answer::code && !has_code(field.list(), value)) return "Select one from the list";
    if (field.answer == Answer::codes && !std::ranges::all_of(words_of(value), [&](auto code) { return has_code(field.list(), code); })) return "Select from the list";
    if (field.answer == Answer::tick && value != "yes") return "Tick the box or leave it";
    const auto number = field.answer == Answer::number ? parse_figures(value) : std::optional(0);
    if (!number || *number > field.number_max) return fmt::format("Enter a number from 0 to {}", field.number_max);
    return {};
}

// In the order of the list, each once, so that two people who tick the same boxes say the same.
std::string in_order(const AskedField& field, const std::string& value) {
    const auto sent = words_of(value);
    std::string ordered;
    for (const auto& row : field.list())
        if (std::ranges::find(sent, row.code) != sent.end()) ordered.append(ordered.empty() ? "" : " ").append(row.code);
    return ordered;
}

}  // namespace

FieldValue value_of(const AskedField& field, std::string value) {
    return {std::string(field.name), std::move(value), is_text(field) ? static_cast<std::size_t>(field.characters_max) : 0, field.answer == Answer::lines};
}

FieldValues tidied_values(std::span<const AskedField> fields, const FieldValues& sent, Refusals& refusals) {
    FieldValues values;
    for (const auto& field : fields) {
        const auto* value = find_value(sent, field.name);
        if (!value) continue;
        auto text = field.answer == Answer::lines ? tidy_lines(*value) : tidy_line(*value);
        if (auto words = refused_words(field, text); !words.empty()) refusals.push_back({RefusalKind::invalid, std::string(field.name), std::move(words), {}});
        else if (field.answer == Answer::codes) text = in_order(field, text);
        values.push_back(value_of(field, std::move(text)));
    }
    return values;
}

std::string words_of_value(const AskedField& field, const std::string& value) {
    if (value.empty()) return {};
    if (field.answer == Answer::day) return long_date(parse_iso_date(value).value_or(Date{}));
    if (field.answer == Answer::code) return words_for(field.list(), value);
    if (field.answer == Answer::tick) return "Yes";
    if (field.answer != Answer::codes) return value;
    std::vector<std::string> all;
    for (const auto code : words_of(value)) all.push_back(all.empty() ? words_for(field.list(), code) : lower_first(words_for(field.list(), code)));
    return listed(all);
}

std::string said_value(const AskedField& field, const std::string& value) {
    if (value.empty()) return "nothing";
    const bool typed = field.answer == Answer::line || field.answer == Answer::lines;
    return typed ? "‘" + value + "’" : words_of_value(field, value);
}

}  // namespace casework::domain
