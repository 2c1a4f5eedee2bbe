// What the component functions share with one another; nothing outside govuk_*.cpp and moj_*.cpp includes this.
#pragma once

#include <string>
#include <string_view>

#include "web/html/govuk.hpp"

namespace casework::web::html::parts {

// `html` when there is any, otherwise the escaped text.
Html content(const std::string& text, const Html& html);
template <class Component>
Html content(const Component& component) { return content(component.text, component.html); }

// ` class="base more"`.
Html class_names(std::string_view base, std::string_view more = {});
// Two lists of words with one space between, none around.
std::string words(std::string_view first, std::string_view second);
// `data-disable-auto-focus="true"` and its like: nothing while not decided.
Html bool_attribute(std::string_view name, std::optional<bool> value);
// ` data-i18n.key="…"` and ` data-i18n.key.other="…"`, as attributes for the script's words.
void add_translation(Attributes& list, std::string_view key, const std::string& message);
void add_translation(Attributes& list, std::string_view key, const govuk::PluralTexts& messages);

// The outside of every field: a form group with hint and error, and the ids that describe the field.
Html form_group(const govuk::FormGroup&, bool error, const Html& inside);
struct Described {
    Html hint_and_error;
    std::string by;  // ids for aria-describedby, in the order: given, hint, error
};
Described describe(const std::string& id, std::string described_by, const govuk::Hint&, const govuk::ErrorMessage&);
// A label that always belongs to that id.
Html label_for(const std::string& id, govuk::Label);
// A group of inputs, inside a fieldset when there is one.
Html in_fieldset(const std::optional<govuk::Fieldset>&, const std::string& described_by, std::string_view role, const Html& inside);

}  // namespace casework::web::html::parts
