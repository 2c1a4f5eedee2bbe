// Answering for access tokens.
#include "web/account/token_handlers.hpp"

#include "domain/answers.hpp"
#include "domain/text.hpp"
#include "persistence/access_tokens.hpp"
#include "web/account/account_parts.hpp"
#include "web/html/app.hpp"
#include "web/json_steps.hpp"

namespace casework::web::account {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;
using html::operator""_html;
using persistence::TokenLine;

constexpr int name_max = 60;

std::vector<TokenLine> own_tokens(Context& context) {
    std::vector<TokenLine> lines;
    context.house().database.read([&](persistence::Transaction& tx) { lines = persistence::live_tokens(tx, context.actor().account, context.now()); });
    return lines;
}

// The day before the midnight at which it ends.
domain::Date last_day(const TokenLine& token) { return persistence::london_date(token.until - std::chrono::seconds(1)); }

JsonObject token_json(const TokenLine& token) {
    JsonObject json;
    json.add("id", token.id).add("name", token.name).add("made", token.made).add("last_day", last_day(token)).add("last_used", token.last_used).add("last_address", token.last_address);
    return json;
}

Html revoke_button(Context& context, const TokenLine& token) {
    Html out;
    return out << "<form method=\"post\" novalidate action=\"/account/tokens/"_html << token.id << "/revoke\">"_html << context.form_fields()
               << "<button type=\"submit\" class=\"govuk-button govuk-button--warning govuk-!-margin-bottom-0\" data-module=\"govuk-button\">Revoke<span class=\"govuk-visually-hidden\"> "_html << token.name
               << "</span></button></form>"_html;
}

Html token_table(Context& context, const std::vector<TokenLine>& lines) {
    if (lines.empty()) return app::paragraph("You have no access tokens.");
    govuk::Table table{.caption = "Tokens that open something today"};
    table.head = {{.text = "Name"}, {.text = "Made"}, {.text = "Last day"}, {.text = "Last used"}, {.html = "<span class=\"govuk-visually-hidden\">Do</span>"_html}};
    table.first_cell_is_header = true;
    for (const auto& token : lines) {
        const auto used = token.last_used ? persistence::london_date_time(*token.last_used) + ", from " + token.last_address : std::string("Not yet");
        table.rows.push_back({{.text = token.name + ", " + token.id}, {.text = domain::long_date(persistence::london_date(token.made))}, {.text = domain::long_date(last_day(token))}, {.text = used}, {.html = revoke_button(context, token)}});
    }
    return app::stacked_table(std::move(table));
}

Response tokens_page(Context& context, const Refusals& refusals) {
    const auto lines = own_tokens(context);
    if (context.wants_json()) return context.json_form(refusals, JsonObject().list("tokens", lines, token_json));
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Access tokens", .error = shown.refused(), .back_href = "/account", .back_text = "Back to your account"};
    Html form;
    form << "<form method=\"post\" novalidate action=\"/account/tokens\">"_html << context.form_fields()
         << govuk::input({.id = "name", .name = "name", .value = shown.value("name"), .label = {.text = "What is it for?", .classes = "govuk-label--s"}, .hint = {.text = "For example, Weekly figures"}, .error_message = shown.error("name"), .autocomplete = "off"})
         << govuk::input({.id = "until", .name = "until", .value = shown.value("until", domain::long_date(domain::add_months(context.today(), 3))), .label = {.text = "Last day", .classes = "govuk-label--s"},
                          .hint = {.text = "Within a year. For example, 13/4/2027 or 13 April 2027"}, .error_message = shown.error("until"), .classes = "govuk-input--width-10", .autocomplete = "off"})
         << password_box("password", "Your password", "", shown, "current-password") << govuk::button({.text = "Make a token", .prevent_double_click = true}) << "</form>\n"_html;
    Html head = shown.summary();
    head << app::heading(1, "Access tokens", "l") << app::paragraph("A program that sends one of these acts as you: it reads what you may read and takes ordinary steps. It never downloads lists, sees protected facts or restricted records, or administers anything. Everything it does is recorded under your name.");
    page.main << reading_width(head) << token_table(context, lines) << app::heading(2, "Make a token") << reading_width(form);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// The only page that shows the token.
Response shown_once(Context& context, const persistence::MadeToken& made, const persistence::NewToken& token) {
    if (context.wants_json()) {
        auto answer = context.json(JsonObject().add("id", made.id).add("token", made.text).add("last_day", token.until).add("location", "/account/tokens"), 201);
        answer.set("Location", "/account/tokens");
        return answer;
    }
    html::Page page{.title = "Copy your access token", .back_href = "/account/tokens", .back_text = "Back to access tokens"};
    Html body = app::heading(1, "Copy your access token", "l");
    body << govuk::warning_text({.text = "It is shown only now. Whoever has it can act as you."})
         << govuk::input({.id = "token", .name = "token", .value = made.text, .label = {.text = token.name + ", until " + domain::long_date(token.until), .classes = "govuk-label--s"}, .autocomplete = "off", .spellcheck = false})
         << app::paragraph("Keep it where only the program can read it. Revoke it here when it is no longer needed or somebody else may have seen it.");
    page.main = reading_width(body);
    return context.page(std::move(page));
}

persistence::NewToken read_token(Context& context, Refusals& refusals) {
    persistence::NewToken token{.account = context.actor().account, .name = {}, .until = {}, .form_key = form_key(context)};
    domain::take(token.name, domain::read_text(context.form.value("name"), {"name", "name of the token"}, name_max), refusals);
    domain::take(token.until, domain::read_near_date(context.form.value("until"), {"until", "last day"}, context.today()), refusals);
    need_password(context, refusals);
    if (token.form_key.empty()) refusals.push_back({RefusalKind::invalid, {}, "Send a key for doing this once: the field idem or the header Idempotency-Key", {}});
    return token;
}

}  // namespace

Response tokens(Context& context) { return tokens_page(context, {}); }

Response make_token(Context& context) {
    auto refusals = context.unknown_fields();
    const auto token = read_token(context, refusals);
    if (!refusals.empty() || context.resent) return tokens_page(context, refusals);
    const auto session = password_for_act(context);
    if (!session) return tokens_page(context, session.error());
    domain::Outcome<persistence::MadeToken> made;
    context.house().database.write([&](persistence::Transaction& tx) { made = persistence::make_token(tx, by_self(context, "make_token"), token); });
    auto response = made ? shown_once(context, *made, token) : tokens_page(context, made.error());
    set_session(response, *session);
    return response;
}

Response revoke_token(Context& context) {
    domain::Outcome<bool> revoked;
    context.house().database.write([&](persistence::Transaction& tx) { revoked = persistence::revoke_token(tx, by_self(context, "revoke_token"), context.actor().account, context.parameter("id")); });
    return revoked ? done("/account/tokens", "token-revoked") : refusal_page(context, revoked.error());
}

}  // namespace casework::web::account
