// Answering for the second factor.
#include "web/account/second_factor_handlers.hpp"

#include <fmt/format.h>

#include "auth/qr_code.hpp"
#include "domain/text.hpp"
#include "persistence/second_factor.hpp"
#include "web/account/account_parts.hpp"
#include "web/html/app.hpp"
#include "web/html/moj.hpp"

namespace casework::web::account {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::SignInAnswer;

constexpr std::string_view set_up_address = "/sign-in/second-factor/set-up";

std::optional<persistence::SecondFactor> own(Context& context) {
    std::optional<persistence::SecondFactor> factor;
    context.house().database.read([&](persistence::Transaction& tx) { factor = persistence::second_factor_of(tx, context.actor().account); });
    return factor;
}

bool required(const Context& context) { return context.house().second_factor.requires_it_of(context.actor().role); }
bool awaits(const Context& context) { return context.session().awaits_second_factor; }

persistence::TypedSignIn typed_code(const Context& context, std::string_view field) {
    auto code = typed(context, field);
    std::erase(code.password, ' ');
    return code;
}

Html code_box(const Shown& shown) {
    return govuk::input({.id = "code", .name = "code", .inputmode = "numeric", .label = {.text = "Code", .classes = "govuk-label--s"}, .hint = {.text = "Six figures, new every 30 seconds"}, .error_message = shown.error("code"),
                         .classes = "govuk-input--width-10 govuk-input--extra-letter-spacing", .autocomplete = "one-time-code", .spellcheck = false});
}

Refusals refused(const SignInAnswer& answer, std::string_view field, std::string words) {
    if (answer.stage == SignInAnswer::Stage::throttled) return {throttled(field, answer.wait)};
    return {{RefusalKind::invalid, std::string(field), std::move(words), {}}};
}

std::string next_step(const Context& context, const SignInAnswer& answer) {
    return answer.stage == SignInAnswer::Stage::set_password ? "/account/password/first" : after_signing_in(context);
}

// --- the code, after the password -------------------------------------------------------------------------------------------------

Response code_page(Context& context, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals);
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Enter your code", .error = shown.refused()};
    page.marking.reset();
    Html recovery;
    recovery << app::paragraph("Type one of the recovery codes you kept. Each opens once.")
             << govuk::input({.id = "recovery", .name = "recovery", .label = {.text = "Recovery code"}, .error_message = shown.error("recovery"), .classes = "govuk-input--width-20", .autocomplete = "off", .spellcheck = false, .autocapitalize = "characters"})
             << app::paragraph("Without one, ask your system administrator. They know you, and reset it.");
    Html body = shown.summary();
    body << app::heading(1, page.title, "l") << app::paragraph("Open the authenticator app on your telephone and type the code it shows for this service.")
         << "<form method=\"post\" novalidate action=\"/sign-in/second-factor\">"_html << context.form_fields() << carried_on(context) << code_box(shown)
         << govuk::details({.summary_text = "You do not have your telephone", .html = recovery, .open = shown.wrong("recovery")})
         << govuk::button({.text = "Continue", .prevent_double_click = true}) << "</form>\n"_html;
    page.main = reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// --- setting up -------------------------------------------------------------------------------------------------------------------

std::string own_seed(const Context& context) { return auth::seed_of_session(context.house().second_factor, context.session().hash); }

std::string username(Context& context) {
    std::optional<persistence::AccountLine> line;
    context.house().database.read([&](persistence::Transaction& tx) { line = persistence::find_account(tx, context.actor().account); });
    return line ? line->username : std::string{};
}

std::string own_address(Context& context) { return auth::enrolment_address(own_seed(context), context.house().site.service_short, username(context)); }

Html picture_and_key(Context& context) {
    Html out;
    return out << "<ol class=\"govuk-list govuk-list--number\"><li>Open an authenticator app on your telephone. Your agency can say which.</li><li>Choose to add an account and scan this picture.</li></ol>\n"_html
               << "<p><img class=\"app-code-picture\" src=\"/sign-in/second-factor/picture.svg\" width=\"220\" height=\"220\" alt=\"Picture to scan with your authenticator app\"></p>\n"_html
               << govuk::details({.summary_text = "You cannot scan it", .html = app::paragraph("Type this key into the app instead:") + govuk::inset_text({.text = auth::spoken_seed(own_seed(context))})});
}

Response set_up_page(Context& context, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("address", own_address(context)));
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Set up a second step", .error = shown.refused()};
    if (awaits(context)) page.marking.reset();
    else page.back_href = "/account/second-factor", page.back_text = "Back";
    Html body = shown.summary();
    body << app::heading(1, page.title, "l") << app::paragraph("From now on signing in takes two steps: your password, and a code that only your telephone shows. A stolen password then opens nothing.")
         << picture_and_key(context) << "<form method=\"post\" novalidate action=\"/sign-in/second-factor/set-up\">"_html << context.form_fields() << carried_on(context) << code_box(shown);
    body << govuk::button({.text = "Continue", .prevent_double_click = true}) << "</form>\n"_html;
    page.main = reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

Html code_list(const std::vector<std::string>& codes) {
    Html out;
    out << "<ul class=\"govuk-list app-code-list\">"_html;
    for (const auto& code : codes) out << "<li><code>"_html << code << "</code></li>"_html;
    return out << "</ul>\n"_html;
}

// The only page that shows them.
Response codes_page(Context& context, const std::vector<std::string>& codes, const std::string& next) {
    if (context.wants_json()) return context.json(JsonObject().add("recovery_codes", codes).add("location", next));
    html::Page page{.title = "Keep your recovery codes"};
    Html body = app::heading(1, page.title, "l");
    body << govuk::warning_text({.text = "They are shown only now. Keep them where you keep your keys, not on your telephone."})
         << app::paragraph("Each signs you in once, after your password, when you do not have your telephone.") << code_list(codes)
         << app::actions({govuk::button({.text = "I have kept them", .href = next}), app::print_button("Print them")});
    page.main = reading_width(body);
    return context.page(std::move(page));
}

// Who has a second factor already proves it before another takes its place; who is signed in gives the password again.
std::optional<Response> elsewhere(Context& context) {
    if (awaits(context)) return own(context) ? std::optional(see_other(step_address(context, "/sign-in/second-factor"))) : std::nullopt;
    const auto given = context.actor().password_at;
    if (given && context.now() - *given <= std::chrono::minutes(5)) return std::nullopt;
    return see_other(fmt::format("/confirm?act=second_factor&object=account&need=password&next={}", percent_encoded(set_up_address)));
}

// --- what one has -----------------------------------------------------------------------------------------------------------------

Response own_page(Context& context, const Refusals& refusals, std::string_view acting = {}) {
    const auto factor = own(context);
    if (context.wants_json()) {
        if (!refusals.empty()) return problem(context.request(), status_of(refusals), refusals);
        JsonObject json;
        json.add("set_up", factor.has_value()).add("required", required(context));
        if (factor) json.add("since", factor->since).add("recovery_codes_left", factor->codes_left);
        return context.json(json);
    }
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Code from your telephone", .error = shown.refused(), .back_href = "/account", .back_text = "Back to your account"};
    Html body = shown.summary();
    body << app::heading(1, page.title, "l");
    if (!factor) {
        body << app::paragraph("Signing in takes only your password. With a second step, a stolen password opens nothing.") << govuk::button({.text = "Set it up", .href = std::string(set_up_address)});
        page.main = reading_width(body);
        return context.page(std::move(page));
    }
    const auto form = [&](std::string_view act, std::string_view words, std::string_view classes) {
        // The box that was refused is the one that the summary leads to.
        const bool first = act == (acting.empty() ? "codes" : acting);
        govuk::PasswordInput box{.id = first ? "password" : "password-other", .name = "password", .label = {.text = "Your password"}, .autocomplete = "current-password"};
        if (first) box.error_message = shown.error("password");
        body << "<form method=\"post\" novalidate action=\"/account/second-factor/"_html << act << "\">"_html << context.form_fields() << govuk::password_input(box)
             << govuk::button({.text = std::string(words), .classes = std::string(classes), .prevent_double_click = true}) << "</form>\n"_html;
    };
    body << govuk::summary_list({.rows = {{.key = {.text = "Set up"}, .value = {.text = persistence::london_date_time(factor->since)}},
                                          {.key = {.text = "Recovery codes left"}, .value = {.text = fmt::format("{} of {}", factor->codes_left, auth::recovery_codes)}},
                                          {.key = {.text = "New telephone"}, .value = {.html = app::link("Set it up again", set_up_address)}}}})
         << app::heading(2, "New recovery codes") << app::paragraph("The codes you have now stop working.");
    form("codes", "Make new codes", "govuk-button--secondary");
    if (!required(context)) {
        body << app::heading(2, "Stop asking for a code") << app::paragraph("Signing in then takes only your password. Every other session ends.");
        form("remove", "Stop asking", "govuk-button--warning");
    }
    page.main = reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response second_factor_form(Context& context) {
    if (!awaits(context)) return see_other("/");
    if (!own(context)) return see_other(step_address(context, std::string(set_up_address)));
    return code_page(context, {});
}

Response give_second_factor(Context& context) {
    if (!awaits(context)) return see_other("/");
    auto refusals = context.unknown_fields();
    const bool recovery = !raw(context.form, "recovery").empty();
    const std::string field = recovery ? "recovery" : "code";
    const auto attempt = typed_code(context, field);
    if (attempt.password.empty()) refusals.push_back({RefusalKind::invalid, "code", "Enter the code that your telephone shows", {}});
    if (!refusals.empty() || context.resent) return code_page(context, refusals);
    const auto answer = persistence::give_second_factor(desk(context), context.session(), attempt, context.now());
    if (answer.token.empty()) return code_page(context, refused(answer, field, recovery ? "This is not one of your recovery codes, or it was used" : "This code does not fit, or it was used. Wait for the next one"));
    return signed_in_to(answer.token, next_step(context, answer));
}

Response set_up_form(Context& context) {
    if (auto other = elsewhere(context)) return *std::move(other);
    return set_up_page(context, {});
}

Response set_up(Context& context) {
    if (auto other = elsewhere(context)) return *std::move(other);
    auto refusals = context.unknown_fields();
    const auto attempt = typed_code(context, "code");
    if (attempt.password.empty()) refusals.push_back({RefusalKind::invalid, "code", "Enter the code that your telephone shows", {}});
    if (!refusals.empty() || context.resent) return set_up_page(context, refusals);
    const auto made = persistence::set_up_second_factor(desk(context), context.session(), attempt, context.now());
    if (made.answer.token.empty()) return set_up_page(context, refused(made.answer, "code", "This code does not fit. Wait for the next one, and check that the clock of your telephone is right"));
    auto response = codes_page(context, made.recovery_codes, awaits(context) ? next_step(context, made.answer) : "/account/second-factor");
    set_session(response, made.answer.token);
    return response;
}

Response set_up_picture(Context& context) {
    if (elsewhere(context)) return not_found_page(context);
    Response response;
    response.set("Content-Type", "image/svg+xml; charset=utf-8");
    response.body = auth::qr_picture(own_address(context));
    return response;
}

Response own_second_factor(Context& context) { return own_page(context, {}); }

Response renew_codes(Context& context) {
    auto refusals = context.unknown_fields();
    need_password(context, refusals);
    if (!refusals.empty() || context.resent || !own(context)) return own_page(context, refusals, "codes");
    const auto token = password_for_act(context);
    if (!token) return own_page(context, token.error(), "codes");
    std::vector<std::string> codes;
    context.house().database.write([&](persistence::Transaction& tx) { codes = persistence::renew_recovery_codes(tx, by_self(context, "renew_recovery_codes"), context.house().passwords, context.actor().account); });
    auto response = codes_page(context, codes, "/account/second-factor");
    set_session(response, *token);
    return response;
}

Response remove_second_factor(Context& context) {
    auto refusals = context.unknown_fields();
    if (required(context)) refusals.push_back({RefusalKind::rule, {}, "Your role, or the rules of this service, require a second step", "R22"});
    need_password(context, refusals);
    if (!refusals.empty() || context.resent || !own(context)) return own_page(context, refusals, "remove");
    const auto token = password_for_act(context);
    if (!token) return own_page(context, token.error(), "remove");
    context.house().database.write([&](persistence::Transaction& tx) { (void)persistence::reset_second_factor(tx, by_self(context, "reset_second_factor"), context.actor().account, auth::session_hash(*token)); });
    auto response = done("/account/second-factor", "factor-removed");
    set_session(response, *token);
    return response;
}

}  // namespace casework::web::account
