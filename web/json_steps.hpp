// A step that a program takes: its form read from JSON, its key for doing the thing once, its success in place of a redirect.
#pragma once

#include "web/context.hpp"

namespace casework::web {

// The form of a POST, from JSON or from a form's encoding, with its file where the route takes one; otherwise the refusal: 400, or 422 for what no form may hold.
domain::Outcome<Form> read_form(const Request& request, const FormFields& declared);

// The one-time key: of the form, or of the header Idempotency-Key (any text up to 200 characters). Empty when there is none.
std::string form_key(const Context& context);

// 303 becomes 201 with the address of what was made, or 200; cookies stay. Everything else goes as it is.
Response for_program(Response response, bool again = false);

// Where the form led, as it is noted for when it comes again; empty when it led nowhere.
std::string led_to(const Context& context, const Response& response);

}  // namespace casework::web
