// GOV.UK fields that are chosen from: radios, checkboxes, select.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/html/govuk_text.hpp"

namespace casework::web::html::govuk {

struct SelectItem {
    std::optional<std::string> value{};
    std::string text{};
    std::optional<bool> selected{};
    bool disabled = false;
    Attributes attributes{};
};
struct Select {
    std::string id{};
    std::string name{};
    std::vector<SelectItem> items{};
    std::string value{};  // selects the item with that value, unless empty
    bool disabled = false;
    std::string described_by{};
    Label label{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    std::string classes{};
    Attributes attributes{};
};
Html select(const Select&);

struct ItemLabel {
    std::string classes{};
    Attributes attributes{};
};

// An item without text, html and divider is left out but still counts in the numbering of ids.
struct RadioItem {
    std::string text{};
    Html html{};
    std::string id{};
    std::string value{};
    ItemLabel label{};
    Hint hint{};
    std::string divider{};
    std::optional<bool> checked{};
    bool disabled = false;
    Attributes attributes{};
};
struct Radios {
    std::optional<Fieldset> fieldset{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    std::string id_prefix{};  // the name when empty; the first input has exactly this id
    std::string name{};
    std::vector<RadioItem> items{};
    std::string value{};
    std::string classes{};
    Attributes attributes{};
};
Html radios(const Radios&);

struct CheckboxItem {
    std::string text{};
    Html html{};
    std::string id{};
    std::string name{};
    std::string value{};
    ItemLabel label{};
    Hint hint{};
    std::string divider{};
    std::optional<bool> checked{};
    std::string behaviour{};  // "exclusive"
    bool disabled = false;
    Attributes attributes{};
};
struct Checkboxes {
    std::string described_by{};
    std::optional<Fieldset> fieldset{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    std::string id_prefix{};
    std::string name{};
    std::vector<CheckboxItem> items{};
    std::vector<std::string> values{};
    std::string classes{};
    Attributes attributes{};
};
Html checkboxes(const Checkboxes&);

}  // namespace casework::web::html::govuk
