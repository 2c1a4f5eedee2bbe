// GOV.UK date input: three boxes for a date that is known by heart.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "web/html/govuk_text.hpp"

namespace casework::web::html::govuk {

struct DateInputItem {
    std::string id{};
    std::string name{};
    std::string label{};
    std::optional<std::string> value{};
    std::optional<bool> error{};
    std::string autocomplete{};
    std::string pattern{};
    std::string classes{};
    std::string inputmode{};  // "numeric" when empty
    Attributes attributes{};
    bool left_out = false;  // `day: false` in the macro: this box is not shown
};
// Without items and boxes of one's own: day, month and year. Values by the full name ("dob-day" with the prefix "dob").
struct DateInput {
    std::string id{};
    std::string name_prefix{};
    std::vector<DateInputItem> items{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    std::optional<Fieldset> fieldset{};
    std::optional<DateInputItem> day{};
    std::optional<DateInputItem> month{};
    std::optional<DateInputItem> year{};
    std::map<std::string, std::string, std::less<>> values{};
    std::string classes{};
    Attributes attributes{};
};
Html date_input(const DateInput&);

}  // namespace casework::web::html::govuk
