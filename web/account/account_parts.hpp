// What the pages of one's own account share: the session cookie, the desk that judges passwords, the box for one.
#pragma once

#include "persistence/accounts.hpp"
#include "persistence/sign_in.hpp"
#include "web/context.hpp"

namespace casework::web::account {

void set_session(Response& response, std::string_view token);
void clear_session(Response& response);

persistence::SignInDesk desk(const Context& context);
// What was typed into the form, with where it came from.
persistence::TypedSignIn typed(const Context& context, std::string_view password_field);
// A field exactly as it was typed: spaces at the ends of a password belong to it.
std::string raw(const Form& form, std::string_view field);
std::string wait_words(std::chrono::seconds wait);
// A change that somebody makes to their own account.
persistence::Administration by_self(Context& context, std::string_view action);

html::Html reading_width(const html::Html& inner);
html::Html password_box(std::string name, std::string label, std::string hint, const Shown& shown, std::string autocomplete);

}  // namespace casework::web::account
