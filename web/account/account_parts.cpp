// Parts of the account pages.
#include "web/account/account_parts.hpp"

#include <fmt/format.h>

#include "domain/text.hpp"
#include "web/html/app.hpp"

namespace casework::web::account {

namespace app = html::app;
namespace govuk = html::govuk;
using html::Html;
using html::operator""_html;

void set_session(Response& response, std::string_view token) {
    response.add("Set-Cookie", fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Strict", session_cookie, token));
}
void clear_session(Response& response) {
    response.add("Set-Cookie", fmt::format("{}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0", session_cookie));
    response.set("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
}

persistence::SignInDesk desk(const Context& context) {
    const auto& house = context.house();
    return {house.database, house.ledger, house.passwords, house.throttle};
}

persistence::TypedSignIn typed(const Context& context, std::string_view password_field) {
    const auto& request = context.request();
    persistence::TypedSignIn typed;
    typed.username = domain::ascii_lower(context.form.value("username"));
    // A password is taken as it was typed: spaces at its ends belong to it.
    for (const auto& [name, value] : context.form.all())
        if (name == password_field) typed.password = value;
    typed.source_address = request.remote_address;
    typed.reference = request.reference;
    typed.old_token = request.cookie(session_cookie);
    return typed;
}

std::string wait_words(std::chrono::seconds wait) {
    if (wait < std::chrono::minutes(1)) return "Try again in 1 minute";
    const auto minutes = (wait.count() + 59) / 60;
    return "Try again in " + domain::counted(minutes, "minute");
}

Html reading_width(const Html& inner) {
    Html out;
    return out << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">\n"_html << inner << "</div></div>\n"_html;
}

Html password_box(std::string name, std::string label, std::string hint, const Shown& shown, std::string autocomplete) {
    return govuk::password_input({.id = name, .name = name, .label = {.text = std::move(label)}, .hint = {.text = std::move(hint)}, .error_message = shown.error(name), .autocomplete = std::move(autocomplete)});
}

persistence::Administration by_self(Context& context, std::string_view action) {
    auto entry = context.gate().entry({auth::Action::administer, action, "account", domain::LoggedOperation::security});
    entry.objects.push_back(context.actor().account);
    return {context.house().ledger, std::move(entry), context.now()};
}

std::string raw(const Form& form, std::string_view field) {
    for (const auto& [name, value] : form.all())
        if (name == field) return value;
    return {};
}

}  // namespace casework::web::account
