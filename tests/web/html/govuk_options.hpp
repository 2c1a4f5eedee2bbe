// Turns the options of a Nunjucks macro into our option structs and renders: one function for each component.
#pragma once

#include <string>
#include <vector>

#include "tests/web/html/fixture.hpp"

namespace casework::tests {

struct GovukComponent {
    const char* name;  // folder in govuk-frontend
    web::html::Html (*render)(Options&);
};

const std::vector<GovukComponent>& govuk_components();

}  // namespace casework::tests
