// What the pages of one's own account share: the session cookie, the desk that judges passwords, the box for one.
#pragma once

#include "persistence/accounts.hpp"
#include "persistence/sign_in.hpp"
#include "web/context.hpp"

namespace casework::web::account {

void set_session(Response& response, std::string_view token);
void clear_session(Response& response);

persistence::SignInDesk desk(Context& context);
// What was typed into the form, with where it came from.
persistence::TypedSignIn typed(const Context& context, std::string_view password_field);
// A field exactly as it was typed: spaces at the ends of a password belong to it.
std::string raw(const Form& form, std::string_view field);
domain::Refusal throttled(std::string_view field, std::chrono::seconds wait);
// The password again, for an act: nothing typed joins the refusals of the form.
void need_password(const Context& context, domain::Refusals& refusals, std::string_view field = "password");
// Judged, throttled like a sign-in, and known to the gate for the act that follows. The session goes on under the token in the answer: set_session().
domain::Outcome<std::string> password_for_act(Context& context, std::string_view field = "password");
// A change that somebody makes to their own account.
persistence::Administration by_self(Context& context, std::string_view action);

// Where signing in leads: the form that was kept, or an own path that was asked for. Both travel through every step.
std::string next_path(const Context& context);
std::string kept_key(const Context& context);
std::string after_signing_in(const Context& context);
html::Html carried_on(const Context& context);           // as hidden fields
std::string step_address(const Context& context, std::string address);  // as a query
Response signed_in_to(const std::string& token, const std::string& where);

html::Html reading_width(const html::Html& inner);
html::Html password_box(std::string name, std::string label, std::string hint, const Shown& shown, std::string autocomplete);

}  // namespace casework::web::account
