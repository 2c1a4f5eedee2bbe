// The words of ux for wrong answers: what to do, in the words of the label.
#include "domain/answers.hpp"

#include <fmt/format.h>

#include "domain/text.hpp"

namespace casework::domain {

namespace {

struct Boxes {
    std::string_view day, month, year;
    std::optional<int> d, m, y;
};

Boxes parsed(const TypedDate& typed) {
    Boxes b{trimmed(typed.day), trimmed(typed.month), trimmed(typed.year), {}, {}, {}};
    if (b.day.size() <= 2) b.d = parse_figures(b.day);
    b.m = parse_month(b.month);
    if (b.year.size() == 4) b.y = parse_figures(b.year);
    return b;
}

bool only_year_is_short(const Boxes& b) {
    return !b.y && b.year.size() < 4 && parse_figures(b.year).has_value();
}

// Day 31 of a month of 30 days: the day is the wrong box; without a usable year 29 February is given the benefit.
bool day_fits(const Boxes& b) {
    if (!b.d || *b.d < 1 || *b.d > 31) return false;
    if (!b.m) return true;
    const int year = b.y && *b.y >= 1000 ? *b.y : 2000;
    return parse_iso_date(fmt::format("{:04}-{:02}-{:02}", year, *b.m, *b.d)).has_value();
}

std::string first_wrong(const Question& question, const DateBoxes& wrong) {
    return question.field + (wrong.day ? "-day" : wrong.month ? "-month" : "-year");
}

std::string missing_parts(const Boxes& b) {
    std::vector<std::string> parts;
    if (b.day.empty()) parts.push_back("day");
    if (b.month.empty()) parts.push_back("month");
    if (b.year.empty()) parts.push_back("year");
    return listed(parts);
}

std::unexpected<Refusals> wrong(const Question& question, std::string message) {
    return refuse(RefusalKind::invalid, question.field, std::move(message));
}

}  // namespace

bool is_empty(const TypedDate& typed) {
    return trimmed(typed.day).empty() && trimmed(typed.month).empty() && trimmed(typed.year).empty();
}

DateBoxes wrong_boxes(const TypedDate& typed) {
    if (is_empty(typed)) return {true, true, true};
    const Boxes b = parsed(typed);
    const bool something_missing = b.day.empty() || b.month.empty() || b.year.empty();
    if (something_missing) return {b.day.empty(), b.month.empty(), b.year.empty()};
    return {!day_fits(b), !b.m, !b.y || *b.y < 1000};
}

Outcome<Date> read_date(const TypedDate& typed, const Question& question) {
    const DateBoxes boxes = wrong_boxes(typed);
    const Boxes b = parsed(typed);
    if (!boxes.any()) return *parse_iso_date(fmt::format("{:04}-{:02}-{:02}", *b.y, *b.m, *b.d));
    const std::string field = first_wrong(question, boxes), label = upper_first(question.label);
    if (is_empty(typed)) return refuse(RefusalKind::invalid, field, fmt::format("Enter the {}", question.label));
    if (const auto parts = missing_parts(b); !parts.empty())
        return refuse(RefusalKind::invalid, field, fmt::format("{} must include a {}", label, parts));
    if (!boxes.day && !boxes.month && only_year_is_short(b))
        return refuse(RefusalKind::invalid, field, fmt::format("{} must include a year of 4 figures, like 1984", label));
    return refuse(RefusalKind::invalid, field, fmt::format("{} must be a real date", label));
}

Outcome<Date> read_near_date(std::string_view typed, const Question& question, Date today) {
    if (trimmed(typed).empty()) return wrong(question, fmt::format("Enter the {}", question.label));
    if (const auto date = parse_near_date(typed, today)) return *date;
    return wrong(question, fmt::format("{} must be a real date, like {}/{}/{}", upper_first(question.label),
                                       static_cast<unsigned>(today.day()), static_cast<unsigned>(today.month()),
                                       static_cast<int>(today.year())));
}

Outcome<Date> today_or_past(Date date, const Question& question, Date today) {
    if (date <= today) return date;
    return wrong(question, fmt::format("{} must be today or in the past", upper_first(question.label)));
}

Outcome<Date> today_or_future(Date date, const Question& question, Date today) {
    if (date >= today) return date;
    return wrong(question, fmt::format("{} must be today or in the future", upper_first(question.label)));
}

Outcome<Date> after(Date date, const Question& question, Date other, std::string_view when) {
    if (date > other) return date;
    return wrong(question, fmt::format("{} must be after {} {}", upper_first(question.label), long_date(other), when));
}

Outcome<std::string> read_optional_text(std::string_view typed, const Question& question, std::size_t code_points_max, Lines lines) {
    const std::string label = upper_first(question.label);
    if (!is_utf8(typed)) return wrong(question, fmt::format("{} includes characters that cannot be read. Type it again", label));
    std::string text = lines == Lines::one ? tidy_line(typed) : tidy_lines(typed);
    if (has_control_characters(typed) || has_control_characters(text))
        return wrong(question, fmt::format("{} must only include letters, numbers, punctuation and spaces", label));
    if (code_points(text) > code_points_max)
        return wrong(question, fmt::format("{} must be {} characters or less", label, with_commas(static_cast<long long>(code_points_max))));
    return text;
}

Outcome<std::string> read_text(std::string_view typed, const Question& question, std::size_t code_points_max, Lines lines) {
    auto text = read_optional_text(typed, question, code_points_max, lines);
    if (text && text->empty()) return wrong(question, fmt::format("Enter the {}", question.label));
    return text;
}

Outcome<int> read_number(std::string_view typed, const Question& question, int least, int most) {
    const std::string label = upper_first(question.label);
    std::string figures(trimmed(typed));
    std::erase(figures, ',');
    if (figures.empty()) return wrong(question, fmt::format("Enter the {}", question.label));
    const auto number = parse_figures(figures);
    if (!number) return wrong(question, fmt::format("{} must be a number, like 4", label));
    if (*number < least || *number > most)
        return wrong(question, fmt::format("{} must be between {} and {}", label, with_commas(least), with_commas(most)));
    return *number;
}

}  // namespace casework::domain
