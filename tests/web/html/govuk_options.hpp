// Turns the options of a Nunjucks macro into our option structs and renders: one function for each component.
#pragma once

#include <vector>

#include "tests/web/html/fixture.hpp"

namespace casework::tests {

struct GovukComponent {
    const char* name;  // folder in govuk-frontend
    web::html::Html (*render)(Options&);
};

std::vector<GovukComponent> field_components();
std::vector<GovukComponent> other_components();

// Components that others contain.
web::html::govuk::Content content(Options&&);
web::html::govuk::Hint hint(Options&&);
web::html::govuk::ErrorMessage error_message(Options&&);
web::html::govuk::Label label(Options&&);
web::html::govuk::Fieldset fieldset(Options&&);
std::optional<web::html::govuk::Fieldset> fieldset_if_given(Options&);
web::html::govuk::FormGroup form_group(Options&&, const char* before = "beforeInput", const char* after = "afterInput");
web::html::govuk::Tag tag(Options&&);

}  // namespace casework::tests
