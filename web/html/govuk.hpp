// GOV.UK Frontend 6.6 components as functions: same names and options as the Nunjucks macros, in the order of their
// documentation (C++ wants designated initialisers in that order). Tested against the package's own fixtures.json.
//
// Where a macro has both `text` and `html`, `html` wins when it is not empty. Options that are themselves components (hint,
// error_message, label) count as absent while they have no content. Conditional reveals of radios and checkboxes are left
// out on purpose: their script puts aria-expanded on an <input>, which is invalid (alphagov/govuk-frontend 979 and 1972).
#pragma once

#include "web/html/govuk_choices.hpp"  // IWYU pragma: export
#include "web/html/govuk_dates.hpp"  // IWYU pragma: export
#include "web/html/govuk_fields.hpp"  // IWYU pragma: export
#include "web/html/govuk_lists.hpp"  // IWYU pragma: export
#include "web/html/govuk_messages.hpp"  // IWYU pragma: export
#include "web/html/govuk_navigation.hpp"  // IWYU pragma: export
#include "web/html/govuk_text.hpp"  // IWYU pragma: export
