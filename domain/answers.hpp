// Reading what was typed into forms: dates, text, figures, with the one set of words for everything that can be wrong.
#pragma once

#include <string>
#include <string_view>

#include "domain/calendar.hpp"
#include "domain/refusal.hpp"

namespace casework::domain {

// A question as the form asks it: the field's name, and its label as it stands inside a sentence ("date the notice ends").
struct Question {
    std::string field;
    std::string label;
};

// Which of the three boxes are wrong; the page turns only these red. All false: the date is right.
struct DateBoxes {
    bool day = false, month = false, year = false;
    bool any() const { return day || month || year; }
    bool operator==(const DateBoxes&) const = default;
};
DateBoxes wrong_boxes(const TypedDate& typed);
bool is_empty(const TypedDate& typed);

// The refusal's field is the first wrong box: "until-day", "until-month" or "until-year".
Outcome<Date> read_date(const TypedDate& typed, const Question& question);
Outcome<Date> read_near_date(std::string_view typed, const Question& question, Date today);
// Refused when the date lies after today, or before today, or not after the other date ("... when it is issued").
Outcome<Date> today_or_past(Date date, const Question& question, Date today);
Outcome<Date> today_or_future(Date date, const Question& question, Date today);
Outcome<Date> after(Date date, const Question& question, Date other, std::string_view when);

// Tidied text of at most code_points_max; `lines` keeps line breaks. Refuses emptiness, malformed UTF-8 and control characters.
enum class Lines { one, many };
Outcome<std::string> read_text(std::string_view typed, const Question& question, std::size_t code_points_max, Lines lines = Lines::one);
// As read_text, but empty is an answer.
Outcome<std::string> read_optional_text(std::string_view typed, const Question& question, std::size_t code_points_max,
                                        Lines lines = Lines::one);
Outcome<int> read_number(std::string_view typed, const Question& question, int least, int most);

// Adds the other's refusals to these and says whether there was an answer: lets a form show all of its errors at once.
template <class T>
bool take(T& into, Outcome<T> outcome, Refusals& refusals) {
    if (outcome) return into = std::move(*outcome), true;
    for (auto& refusal : outcome.error()) refusals.push_back(std::move(refusal));
    return false;
}

}  // namespace casework::domain
