// Answering for one's own account and session.
#include "web/account/account_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "persistence/accounts.hpp"
#include "persistence/sign_in.hpp"
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
using persistence::SignInAnswer;

Response sign_in_page(Context& context, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals);
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Sign in", .error = shown.refused()};
    page.marking.reset();
    Html body = shown.summary();
    if (!kept_key(context).empty())
        body << html::moj::alert({.variant = html::moj::AlertVariant::information, .title = "You have been signed out", .show_title_as_heading = true,
                                  .text = "You did nothing for a while. We kept what you typed for 30 minutes. Sign in to carry on."});
    else if (context.request().query_value("ended") || context.request().query_value("next"))
        body << html::moj::alert({.variant = html::moj::AlertVariant::information, .title = "Sign in to carry on", .show_title_as_heading = true, .text = "You are not signed in, or your session has ended."});
    body << app::heading(1, "Sign in", "l") << "<form method=\"post\" novalidate action=\"/sign-in\">"_html << context.form_fields() << carried_on(context)
         << govuk::input({.id = "username", .name = "username", .value = shown.value("username"), .label = {.text = "User name"}, .error_message = shown.error("username"), .classes = "govuk-input--width-20",
                          .autocomplete = "username", .spellcheck = false, .autocapitalize = "none"})
         << password_box("password", "Password", "", shown, "current-password") << govuk::button({.text = "Sign in", .prevent_double_click = true}) << "</form>\n"_html;
    page.main = reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response sign_in_form(Context& context) {
    if (context.signed_in() && !context.session().must_set_password && !context.session().awaits_second_factor) return see_other("/");
    return sign_in_page(context, {});
}

Response sign_in(Context& context) {
    auto refusals = context.unknown_fields();
    const auto attempt = typed(context, "password");
    if (attempt.username.empty()) refusals.push_back({RefusalKind::invalid, "username", "Enter your user name", {}});
    if (attempt.password.empty()) refusals.push_back({RefusalKind::invalid, "password", "Enter your password", {}});
    if (!refusals.empty() || context.resent) return sign_in_page(context, refusals);
    const auto answer = persistence::sign_in(desk(context), attempt, context.now());
    switch (answer.stage) {
        case SignInAnswer::Stage::throttled: {
            auto response = sign_in_page(context, {throttled("username", answer.wait)});
            response.set("Retry-After", std::to_string(answer.wait.count()));
            return response;
        }
        case SignInAnswer::Stage::refused: return sign_in_page(context, {{RefusalKind::invalid, "username", "Check your user name and password", {}}});
        case SignInAnswer::Stage::second_factor: return signed_in_to(answer.token, step_address(context, "/sign-in/second-factor"));
        case SignInAnswer::Stage::set_password: return signed_in_to(answer.token, "/account/password/first");
        case SignInAnswer::Stage::signed_in: break;
    }
    return signed_in_to(answer.token, after_signing_in(context));
}

Response sign_out(Context& context) {
    const auto& house = context.house();
    context.receipt = persistence::sign_out(house.database, house.ledger, context.session().hash, context.gate().entry({auth::Action::read, "sign_out", "session", domain::LoggedOperation::security}), context.now());
    auto response = see_other("/sign-in");
    clear_session(response);
    return response;
}

// --- your account -----------------------------------------------------------------------------------------------------------------

namespace {

std::string level_words(domain::Level level) {
    switch (level) {
        case domain::Level::viewer: return "Viewer";
        case domain::Level::contributor: return "Contributor";
        case domain::Level::coordinator: return "Coordinator";
    }
    return {};
}

}  // namespace

namespace {

JsonObject account_json(Context& context, const std::vector<persistence::SessionLine>& sessions) {
    const auto& actor = context.actor();
    JsonObject json;
    json.add("id", actor.account).add("name", actor.name).add("title", actor.title).add("agency", actor.agency).add("agency_name", actor.agency_name).add("by_token", context.by_token());
    json.list("groups", actor.memberships, [&](const domain::Membership& m) {
        return JsonObject().add("group", m.panel).add("name", persistence::group_name(context.house().database, m.panel)).add("level", domain::lower_first(level_words(m.level))).add("chair", m.chair).add("until", m.until);
    });
    if (context.by_token()) return json;
    return json.list("sessions", sessions, [](const persistence::SessionLine& s) { return JsonObject().add("started", s.started).add("last_used", s.last_used).add("address", s.source_address).add("id", s.name()); });
}

// Those within their limits: one that has timed out opens nothing and is no news.
std::vector<persistence::SessionLine> own_sessions(Context& context) {
    std::vector<persistence::SessionLine> sessions;
    context.house().database.read([&](persistence::Transaction& tx) { sessions = persistence::list_sessions(tx, context.actor().account); });
    std::erase_if(sessions, [&](const auto& s) { return auth::session_end(s.started, s.last_used, context.house().session_limits) <= context.now(); });
    return sessions;
}

Html sessions_part(Context& context, const std::vector<persistence::SessionLine>& sessions) {
    govuk::Table open{.caption = "Where you are signed in"};
    open.head = {{.text = "Signed in"}, {.text = "Last used"}, {.text = "Network address"}, {.html = "<span class=\"govuk-visually-hidden\">Do</span>"_html}};
    open.first_cell_is_header = true;
    for (const auto& s : sessions) {
        const bool this_one = s.hash == context.session().hash;
        const auto started = persistence::london_date_time(s.started);
        Html end;
        if (!this_one)
            end << "<form method=\"post\" novalidate action=\"/account/sessions/"_html << s.name() << "/end\">"_html << context.form_fields()
                << "<button type=\"submit\" class=\"govuk-button govuk-button--secondary govuk-!-margin-bottom-0\" data-module=\"govuk-button\">Sign out<span class=\"govuk-visually-hidden\"> what was signed in on "_html << started
                << "</span></button></form>"_html;
        else end << "This one";
        open.rows.push_back({{.text = started}, {.text = persistence::london_date_time(s.last_used)}, {.text = s.source_address}, {.html = end}});
    }
    Html out = app::stacked_table(std::move(open));
    if (sessions.size() > 1)
        out << "<form method=\"post\" novalidate action=\"/account/sessions/end\">"_html << context.form_fields() << govuk::button({.text = "Sign out everywhere else", .classes = "govuk-button--secondary"}) << "</form>\n"_html;
    else out << app::paragraph("You are signed in nowhere else.");
    return out;
}

}  // namespace

Response overview(Context& context) {
    const auto& actor = context.actor();
    const auto sessions = own_sessions(context);
    if (context.wants_json()) return context.json(account_json(context, sessions));
    html::Page page{.title = "Your account"};
    page.main << app::heading(1, "Your account", "l")
              << govuk::summary_list({.rows = {{.key = {.text = "Name"}, .value = {.text = actor.title.empty() ? actor.name : actor.title + " " + actor.name}},
                                               {.key = {.text = "Agency"}, .value = {.text = actor.agency_name}},
                                               {.key = {.text = "Password"}, .value = {.html = app::link("Change your password", "/account/password")}},
                                               {.key = {.text = "Your history"}, .value = {.html = app::link("What you opened and changed", "/account/history")}},
                                               {.key = {.text = "Conflicts of interest"}, .value = {.html = app::link("Family, household and others close to you", "/account/interests")}},
                                               {.key = {.text = "Restricted records"}, .value = {.html = app::link("Emergency access, and asking an owner", "/emergency")}},
                                               {.key = {.text = "Programs"}, .value = {.html = app::link("Access tokens", "/account/tokens")}}}});
    govuk::Table groups{.caption = "Your groups"};
    groups.head = {{.text = "Group"}, {.text = "You are"}, {.text = "Until"}};
    groups.first_cell_is_header = true;
    for (const auto& m : actor.memberships) groups.rows.push_back({{.text = persistence::group_name(context.house().database, m.panel)}, {.text = level_words(m.level) + (m.chair ? ", chair" : "")}, {.text = domain::long_date(m.until)}});
    if (groups.rows.empty()) page.main << app::paragraph("You are not a member of any group.");
    else page.main << app::table_in_scroll_region("groups", std::move(groups));
    for (const auto& m : actor.memberships)
        if (context.gate().would_allow(m.panel, auth::Action::administer).verdict == auth::Verdict::allow)
            page.main << "<p class=\"govuk-body\">"_html << app::link("Settings of the " + persistence::group_name(context.house().database, m.panel), "/groups/" + m.panel + "/settings") << "<br>"_html
                      << app::link("Members of the " + persistence::group_name(context.house().database, m.panel), "/groups/" + m.panel + "/members") << "</p>"_html;
    page.main << sessions_part(context, sessions);
    return context.page(std::move(page));
}

Response end_other_sessions(Context& context) {
    context.house().database.write([&](persistence::Transaction& tx) { persistence::end_sessions(tx, by_self(context, "end_sessions"), context.actor().account, context.session().hash); });
    return done("/account", "sessions-ended");
}

Response end_session(Context& context) {
    domain::Outcome<bool> ended;
    context.house().database.write([&](persistence::Transaction& tx) { ended = persistence::end_one_session(tx, by_self(context, "end_session"), context.actor().account, context.parameter("id")); });
    return ended ? done("/account", "session-ended") : refusal_page(context, ended.error());
}

namespace {

Response password_page(Context& context, bool first, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals);
    const Shown shown(context.form, refusals);
    html::Page page{.title = first ? "Choose your password" : "Change your password", .error = shown.refused()};
    if (!first) page.back_href = "/account", page.back_text = "Back to your account";
    Html body = shown.summary();
    body << app::heading(1, page.title, "l");
    if (first) body << app::paragraph("You are signed in with a password that somebody else knows. Choose your own before you carry on.");
    body << "<form method=\"post\" novalidate action=\""_html << (first ? "/account/password/first" : "/account/password") << "\">"_html << context.form_fields();
    if (!first) body << password_box("current", "Your password now", "", shown, "current-password");
    body << password_box("password", "New password", fmt::format("At least {} characters. Three or four words that do not belong together are easy to remember.", context.house().password_rules.length_min), shown, "new-password")
         << password_box("again", "New password again", "", shown, "new-password") << govuk::button({.text = first ? "Save password" : "Change password", .prevent_double_click = true}) << "</form>\n"_html;
    page.main = reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

Response store_password(Context& context, bool first) {
    auto refusals = context.unknown_fields();
    const auto& house = context.house();
    const auto& actor = context.actor();
    const auto password = raw(context.form, "password");
    auto rules = house.password_rules;
    rules.context_words.push_back(actor.name);
    rules.context_words.push_back(actor.agency_name);
    house.database.read([&](persistence::Transaction& tx) {
        if (const auto own = persistence::find_account(tx, actor.account)) rules.context_words.push_back(own->username);
    });
    if (const auto why = auth::password_refusal(password, rules)) refusals.push_back({RefusalKind::invalid, "password", *why, {}});
    else if (raw(context.form, "again") != password) refusals.push_back({RefusalKind::invalid, "again", "The two new passwords must be the same", {}});
    if (!first) need_password(context, refusals, "current");
    if (context.resent) return password_page(context, first, refusals);
    if (!refusals.empty()) return password_page(context, first, refusals);
    const auto token = first ? domain::Outcome<std::string>(auth::new_session_token()) : password_for_act(context, "current");
    if (!token) return password_page(context, first, token.error());
    const auto phc = house.passwords.hash(password);
    const auto stays = auth::session_hash(*token);
    house.database.write([&](persistence::Transaction& tx) {
        if (first) persistence::renew_session(tx, context.session().hash, stays, context.now());  // whoever knew the first password may know its session
        (void)persistence::set_own_password(tx, by_self(context, "set_password"), actor.account, phc, stays);
    });
    auto response = done(first ? "/" : "/account", "password");
    set_session(response, *token);
    return response;
}

}  // namespace

Response first_password_form(Context& context) {
    if (!context.session().must_set_password) return see_other("/account/password");
    return password_page(context, true, {});
}
Response set_first_password(Context& context) {
    if (!context.session().must_set_password) return see_other("/account/password");
    return store_password(context, true);
}
Response password_form(Context& context) { return password_page(context, false, {}); }
Response change_password(Context& context) { return store_password(context, false); }

// --- password or purpose before certain acts ----------------------------------------------------------------------------------

namespace {

Response confirm_page(Context& context, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals);
    const Shown shown(context.form, refusals);
    const bool post = context.request().method == Method::post;
    const auto given = [&](std::string_view name) { return post ? context.form.value(name) : context.request().query_value(name).value_or(""); };
    const bool purpose = given("need") == "purpose";
    html::Page page{.title = "Before you carry on", .error = shown.refused(), .back_href = "/", .back_text = "Back to My work"};
    Html body = shown.summary();
    body << app::heading(1, "Before you carry on", "l")
         << app::paragraph(purpose ? "Say what you need this for and give your password again. Both are recorded with what you take out." : "Give your password again. This is asked before sensitive acts.")
         << "<form method=\"post\" novalidate action=\"/confirm\">"_html << context.form_fields();
    for (const auto* name : {"act", "object", "need", "next"}) body << "<input type=\"hidden\""_html << html::attribute("name", name) << html::attribute("value", given(name)) << ">"_html;
    if (purpose) {
        govuk::Radios radios;
        radios.name = radios.id_prefix = "purpose";
        radios.fieldset = govuk::Fieldset{.legend = {.text = "What do you need it for?", .classes = "govuk-fieldset__legend--s"}};
        radios.error_message = shown.error("purpose");
        for (const auto& code : domain::nominals::export_purposes()) {
            govuk::RadioItem item{.text = std::string(code.words), .value = std::string(code.code)};
            item.checked = shown.chosen("purpose", code.code);
            radios.items.push_back(std::move(item));
        }
        body << govuk::radios(radios);
    }
    body << password_box("password", "Your password", "", shown, "current-password") << govuk::button({.text = "Carry on", .prevent_double_click = true}) << "</form>\n"_html;
    page.main = reading_width(body);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

bool plain_word(std::string_view text) {
    return text.size() <= 40 && std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; });
}

}  // namespace

Response confirm_form(Context& context) { return confirm_page(context, {}); }

Response confirm(Context& context) {
    auto refusals = context.unknown_fields();
    const auto act = context.form.value("act"), object = context.form.value("object"), purpose = context.form.value("purpose");
    const bool wants_purpose = context.form.value("need") == "purpose";
    if (!plain_word(act) || !plain_word(object)) return not_found_page(context);
    if (wants_purpose && !domain::has_code(domain::nominals::export_purposes(), purpose)) refusals.push_back({RefusalKind::invalid, "purpose", "Select what you need it for", {}});
    need_password(context, refusals);
    if (!refusals.empty() || context.resent) return confirm_page(context, refusals);
    const auto token = password_for_act(context);
    if (!token) return confirm_page(context, token.error());
    if (wants_purpose)
        context.house().database.write([&](persistence::Transaction& tx) { persistence::note_purpose(tx, auth::session_hash(*token), {act, object, purpose}, context.now()); });
    return signed_in_to(*token, next_path(context));
}

Response stay(Context&) {
    Response response;
    response.status = 204;
    return response;
}

}  // namespace casework::web::account
