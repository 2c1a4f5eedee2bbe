// Parts of the account pages.
#include "web/account/account_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

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

persistence::SignInDesk desk(Context& context) {
    const auto& house = context.house();
    return {house.database, house.ledger, house.passwords, house.throttle, &context.receipt, &house.second_factor, house.session_limits.parallel};
}

persistence::TypedSignIn typed(const Context& context, std::string_view password_field) {
    const auto& request = context.request();
    persistence::TypedSignIn typed;
    typed.username = domain::ascii_lower(context.form.value("username"));
    typed.password = raw(context.form, password_field);
    typed.source_address = request.remote_address;
    typed.reference = request.reference;
    typed.old_token = request.cookie(session_cookie);
    return typed;
}

namespace {

std::string wait_words(std::chrono::seconds wait) {
    if (wait < std::chrono::minutes(1)) return "Try again in 1 minute";
    const auto minutes = (wait.count() + 59) / 60;
    return "Try again in " + domain::counted(minutes, "minute");
}

}  // namespace

domain::Refusal throttled(std::string_view field, std::chrono::seconds wait) { return {domain::RefusalKind::throttled, std::string(field), wait_words(wait), {}}; }

void need_password(const Context& context, domain::Refusals& refusals, std::string_view field) {
    if (raw(context.form, field).empty()) refusals.push_back({domain::RefusalKind::invalid, std::string(field), "Enter your password", {}});
}

domain::Outcome<std::string> password_for_act(Context& context, std::string_view field) {
    using Stage = persistence::SignInAnswer::Stage;
    auto answer = persistence::confirm_password(desk(context), context.session(), typed(context, field), context.now());
    if (answer.stage == Stage::throttled) return std::unexpected(domain::Refusals{throttled(field, answer.wait)});
    if (answer.stage != Stage::signed_in) return domain::refuse(domain::RefusalKind::invalid, std::string(field), "This is not your password");
    context.gate().note_password();
    return std::move(answer.token);
}

namespace {

std::string travelling(const Context& context, std::string_view name) {
    return context.request().method == Method::post ? context.form.value(name) : context.request().query_value(name).value_or("");
}
bool is_kept_key(std::string_view key) { return !key.empty() && key.size() <= 64 && std::ranges::all_of(key, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_'; }); }

}  // namespace

// Only own paths are followed after signing in.
std::string next_path(const Context& context) {
    auto next = travelling(context, "next");
    return is_own_path(next) && !next.starts_with("/sign-in") ? next : "/";
}
std::string kept_key(const Context& context) {
    auto key = travelling(context, "kept");
    return is_kept_key(key) ? key : std::string{};
}
std::string after_signing_in(const Context& context) {
    const auto kept = kept_key(context);
    return kept.empty() ? next_path(context) : "/kept/" + kept;
}
Html carried_on(const Context& context) {
    Html out;
    out << "<input type=\"hidden\" name=\"next\""_html << html::attribute("value", next_path(context)) << ">"_html;
    if (const auto kept = kept_key(context); !kept.empty()) out << "<input type=\"hidden\" name=\"kept\""_html << html::attribute("value", kept) << ">"_html;
    return out;
}
std::string step_address(const Context& context, std::string address) {
    const auto next = next_path(context), kept = kept_key(context);
    if (next != "/") address += "?next=" + percent_encoded(next);
    if (!kept.empty()) address += (next == "/" ? "?kept=" : "&kept=") + kept;
    return address;
}
Response signed_in_to(const std::string& token, const std::string& where) {
    auto response = see_other(where);
    set_session(response, token);
    return response;
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
    return {context.house().ledger, std::move(entry), context.now(), &context.receipt};
}

std::string raw(const Form& form, std::string_view field) {
    for (const auto& [name, value] : form.all())
        if (name == field) return value;
    return {};
}

}  // namespace casework::web::account
