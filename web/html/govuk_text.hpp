// GOV.UK components that say something: labels, hints, errors, tags, details; and the group around a field.
#pragma once

#include <string>

#include "web/html/html.hpp"

namespace casework::web::html::govuk {

struct Content {
    std::string text{};
    Html html{};
    bool empty() const { return text.empty() && html.empty(); }
};

struct ErrorMessage {
    std::string text{};
    Html html{};
    std::string id{};
    std::string classes{};
    Attributes attributes{};
    std::string visually_hidden_text = "Error";
    bool empty() const { return text.empty() && html.empty(); }
};
Html error_message(const ErrorMessage&);

struct Hint {
    std::string text{};
    Html html{};
    std::string id{};
    std::string classes{};
    Attributes attributes{};
    bool empty() const { return text.empty() && html.empty(); }
};
Html hint(const Hint&);

struct Label {
    std::string text{};
    Html html{};
    std::string for_id{};  // `for` in the macro
    bool is_page_heading = false;
    std::string classes{};
    Attributes attributes{};
    bool empty() const { return text.empty() && html.empty(); }
};
Html label(const Label&);

struct Legend {
    std::string text{};
    Html html{};
    std::string classes{};
    bool is_page_heading = false;
};

struct Fieldset {
    std::string described_by{};
    Legend legend{};
    std::string classes{};
    std::string role{};
    Attributes attributes{};
    Html html{};
};
Html fieldset(const Fieldset&);

struct Tag {
    std::string text{};
    Html html{};
    std::string classes{};  // "govuk-tag--yellow" and so on: ux.md's colours by status
    Attributes attributes{};
    bool empty() const { return text.empty() && html.empty(); }
};
Html tag(const Tag&);

struct InsetText {
    std::string text{};
    Html html{};
    std::string id{};
    std::string classes{};
    Attributes attributes{};
};
Html inset_text(const InsetText&);

struct WarningText {
    std::string text{};
    Html html{};
    std::string icon_fallback_text = "Warning";
    std::string classes{};
    Attributes attributes{};
};
Html warning_text(const WarningText&);

struct Details {
    std::string summary_text{};
    Html summary_html{};
    std::string text{};
    Html html{};
    std::string id{};
    bool open = false;
    std::string classes{};
    Attributes attributes{};
};
Html details(const Details&);

// What stands around every field.
struct FormGroup {
    std::string classes{};
    Attributes attributes{};
    Content before_input{};  // `beforeInputs` for groups of inputs
    Content after_input{};
};

}  // namespace casework::web::html::govuk
