// Taking one request through the house.
#include "web/pipeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>

#include "auth/csrf.hpp"
#include "persistence/attended.hpp"
#include "persistence/evidence/files_unavailable.hpp"
#include "web/assets.hpp"
#include "web/bearer.hpp"
#include "web/compression.hpp"
#include "web/json_steps.hpp"
#include "web/kept_body.hpp"
#include "web/reports/report_handlers.hpp"
#include "web/router.hpp"

namespace casework::web {
namespace {

// The pattern in the ledger and the log: never the path, which may hold anything.
std::string pattern_of(const Route* route) { return route != nullptr ? std::string(route->pattern) : "unknown"; }

bool open_to_anyone(const Route& route) { return std::holds_alternative<Anyone>(route.access); }

// A browser says where a form comes from; a form from elsewhere is not looked at. Both headers may be absent.
bool from_own_page(const House& house, const Request& request) {
    const auto origin = request.header("origin");
    const auto site = request.header("sec-fetch-site");
    const bool own_origin = origin.empty() || std::ranges::find(house.own_origins, origin) != house.own_origins.end() ||
                            origin == "https://" + std::string(request.header("host"));
    return own_origin && (site.empty() || site == "same-origin" || site == "none");
}

// A bearer token is shown on purpose; a cookie comes along by itself, so its forms carry a token of ours.
bool token_fits(const Context& context) {
    if (context.by_token()) return true;
    auto token = context.form.value("csrf");
    if (token.empty()) token = context.request().header("x-csrf-token");
    return auth::csrf_token_fits(token, context.form_secret());
}

// What a bearer token never does, whatever the record: said alike for those that exist and those that do not.
bool for_people_only(const Access& access) {
    struct Judge {
        bool operator()(Anyone) const { return false; }
        bool operator()(SignedIn) const { return false; }
        bool operator()(InPerson) const { return true; }
        bool operator()(const OnRecord& a) const { return auth::only_in_person(a.action); }
        bool operator()(const OnPanel& a) const { return auth::only_in_person(a.action); }
        bool operator()(const ThroughRecords& a) const { return auth::only_in_person(a.action); }
    };
    return std::visit(Judge{}, access);
}

domain::Refusals access_refused(Context& context) {
    if (context.by_token() && for_people_only(context.route()->access))
        return {{domain::RefusalKind::forbidden, {}, "An access token cannot do this. Sign in with a browser.", {}}};
    struct Check {
        Context& context;
        domain::Refusals operator()(Anyone) const { return {}; }
        domain::Refusals operator()(SignedIn) const { return {}; }
        domain::Refusals operator()(InPerson) const { return {}; }
        domain::Refusals operator()(ThroughRecords) const { return {}; }
        domain::Refusals operator()(const OnRecord& a) const { return check(a.action, context.parameter(a.parameter)); }
        domain::Refusals operator()(const OnPanel& a) const {
            const auto& named = context.parameter(a.parameter);
            return check(a.action, named.empty() ? std::string(a.parameter) : named);
        }
        domain::Refusals check(auth::Action action, const std::string& object) const {
            return context.gate().check(object, {action, auth::name(action), "address"});
        }
    };
    return std::visit(Check{context}, context.route()->access);
}

Response to_sign_in(House& house, const Request& request) {
    std::string address = "/sign-in";
    if (request.method != Method::post) return see_other(address + (request.path == "/" ? "" : "?next=" + percent_encoded(request.target)));
    // Nothing typed is lost: the form is kept for the account whose session has ended, and shown again after it signs in.
    const auto account = persistence::account_of_ended_session(house.database, request.cookie(session_cookie));
    const auto body = account.empty() ? std::nullopt : kept_body(request);
    if (!body) return see_other(address + "?ended=1");
    const auto key = persistence::keep_form(house.database, house.server_key, account, {request.path, *body}, house.clock());
    return see_other(address + "?kept=" + key);
}

// Where the form led, for when it comes again. The change itself is durable: that nobody could note the address is no reason to say otherwise.
bool remember(Context& context, std::string_view location) try {
    context.gate().remember_location(location);
    return true;
} catch (const persistence::DatabaseUnavailable&) {
    return false;
}

// The page that a button stood on: the nearest address above its own that can be opened.
std::string page_above(std::string_view path) {
    while (path.rfind('/') != 0) {
        path = path.substr(0, path.rfind('/'));
        if (match(routes(), Method::get, path).route != nullptr) return std::string(path);
    }
    return "/";
}

// A button was pressed on a page that is out of date, or before signing in again (`kept`): nothing was done, and its page is named.
Response nothing_done_page(Context& context, bool kept) {
    using html::operator""_html;
    html::Page page{.title = "Nothing has been done"};
    page.marking.reset();
    page.main << "<h1 class=\"govuk-heading-l\">"_html << page.title << "</h1><p class=\"govuk-body\">"_html << (kept ? "You signed in again before this was sent." : "The page you pressed the button on is out of date.")
              << "</p><p class=\"govuk-body\"><a class=\"govuk-link\""_html << html::attribute("href", page_above(context.request().path)) << ">Open the page again</a> and press the button once more.</p>"_html;
    return context.page(std::move(page), kept ? 200 : 403);
}

// A form that is only a button has nothing typed in it to show again: what is wrong with it is said here, and its handler never runs.
std::optional<Response> button_refused(Context& context, bool kept) {
    if (!context.route()->form.all().empty()) return std::nullopt;
    if (context.resent) return nothing_done_page(context, kept);
    const auto unknown = context.unknown_fields();
    return unknown.empty() ? std::nullopt : std::optional(refusal_page(context, unknown));
}

// Reads the form and hands over. A form whose token does not fit (or that was kept while signing in again) is shown filled in
// and nothing is done.
Response carry_out(Context& context, bool kept) {
    auto form = read_form(context.request(), context.route()->form);
    if (!form) return refusal_page(context, form.error());
    context.form = std::move(*form);
    context.resent = kept || !token_fits(context);
    if (context.resent) {
        if (context.wants_json()) return problem(context.request(), 403, "The field csrf or the header X-CSRF-Token is missing or out of date");
        if (auto refused = button_refused(context, kept)) return *std::move(refused);
        auto response = context.route()->handler(context);
        if (!kept && (response.status < 400 || response.status == 422)) response.status = 403;  // whatever else is wrong with it
        return response;
    }
    const auto answered = [&](Response response, bool again = false) { return context.wants_json() ? for_program(std::move(response), again) : response; };
    if (auto refused = button_refused(context, kept)) return answered(*std::move(refused));
    if (!context.signed_in()) return answered(context.route()->handler(context));
    // A double click, or the same form sent again after a lost answer, does the thing once.
    if (const auto key = form_key(context); !key.empty()) context.gate().set_form_key(key);
    const auto led = [&](const std::string& location) { return answered(location.empty() ? done("/", "already") : see_other(location), true); };
    if (const auto location = context.gate().done_before()) return led(*location);
    try {
        auto response = context.route()->handler(context);
        if (const auto location = led_to(context, response); !location.empty()) remember(context, location);
        return answered(std::move(response));
    } catch (const persistence::FormAlreadyDone&) {
        // Two copies of one form at the same moment: the other one has done it, and may not have noted yet where it leads.
        const auto location = context.gate().done_before().value_or("");
        if (location.empty() && context.wants_json()) return problem(context.request(), 409, "The same step was sent twice at one moment and the other has done it. Send this one again for its address.");
        return led(location);
    }
}

using Unsettled = std::shared_ptr<persistence::Settling>;

// The answer is made; it is sent when everything recorded is durable, with the receipt of the last entry.
Unsettled unsettled(Context& context, Response& response) {
    if (context.receipt.seq >= 0) response.set("Audit-Receipt", context.receipt.text());
    return context.gate().settling();
}

void record_unrecorded(Context& context, const Response& response);

// A form kept while the person signed in again: shown at its own address's page, filled in, not carried out.
Response show_kept(House& house, const Request& request, const persistence::OpenSession& session, std::string_view key, std::string& route_pattern, Unsettled& recorded) {
    Context outer(house, request, nullptr, session);
    const auto kept = persistence::take_kept_form(house.database, house.server_key, session.actor.account, key, house.clock());
    const auto ready = [&](Context& context, Response response) {
        record_unrecorded(context, response);
        recorded = unsettled(context, response);
        return response;
    };
    if (!kept) return ready(outer, not_found_page(outer));
    Request again = request;
    again.method = Method::post;
    again.path = again.target = kept->path;
    again.body = kept->body;
    const auto matched = match(routes(), Method::post, again.path);
    if (matched.route == nullptr) return ready(outer, not_found_page(outer));
    route_pattern = pattern_of(matched.route);
    Context context(house, again, matched.route, session);
    context.parameters = matched.parameters;
    const auto refused = access_refused(context);
    return ready(context, refused.empty() ? carry_out(context, true) : refusal_page(context, refused));
}

void record_unrecorded(Context& context, const Response& response) {
    auto& gate = context.gate();
    if (gate.has_recorded() || context.receipt.seq >= 0 || !context.signed_in()) return;
    auto entry = gate.entry({auth::Action::read, "open_page", "page", domain::LoggedOperation::security});
    entry.fields.push_back(pattern_of(context.route()));
    entry.status = response.status;
    gate.record(std::move(entry));
}

// Where somebody has to go first: to sign in, or to finish signing in.
std::optional<Response> sign_in_first(House& house, const Request& request, const Matched& matched, const std::optional<persistence::OpenSession>& session) {
    const auto& path = matched.route->pattern;
    if (!session) return asks_for_json(request) ? sign_in_problem(request) : to_sign_in(house, request);
    if (path == "/sign-out") return std::nullopt;
    // The second factor first: whoever has only the password changes nothing with it.
    if (session->awaits_second_factor) return path.starts_with("/sign-in/second-factor") ? std::nullopt : std::optional(see_other("/sign-in/second-factor"));
    if (session->must_set_password && !path.starts_with("/account/password")) return see_other("/account/password/first");
    return std::nullopt;
}

// Who is known and was sent to sign in, or to finish signing in, was refused: with what was asked for, as every refusal.
void record_sent_away(House& house, const Request& request, const Matched& matched, const std::optional<persistence::OpenSession>& session, Response& response, Unsettled& recorded) {
    const auto ended = session ? std::string() : persistence::account_of_ended_session(house.database, request.cookie(session_cookie));
    if (!session && ended.empty()) return;
    Context context(house, request, matched.route, session);
    auto entry = context.gate().entry({auth::Action::read, "sign_in_first", "page", domain::LoggedOperation::security});
    if (!session) entry.account = ended;
    for (const auto& [name, value] : matched.parameters) entry.objects.push_back(context.gate().addressed(value));
    entry.fields.push_back(pattern_of(matched.route));
    entry.rule = "D0";
    entry.outcome = "refused";
    entry.status = response.status;
    context.gate().record(std::move(entry));
    recorded = unsettled(context, response);
}

Response asset_response(const Asset& asset, const Request& request) {
    Response response;
    response.set("Content-Type", std::string(asset.content_type));
    response.set("Cache-Control", "public, max-age=31536000, immutable");
    response.set("ETag", std::string(asset.etag));
    response.set("Vary", "Accept-Encoding");
    if (request.header("if-none-match") == asset.etag) {
        response.status = 304;
        return response;
    }
    const auto accepted = request.header("accept-encoding");
    response.static_body = asset.bytes;
    if (!asset.brotli.empty() && weight_in(accepted, "br") > 0) {
        response.set("Content-Encoding", "br");
        response.static_body = asset.brotli;
    } else if (!asset.gzip.empty() && weight_in(accepted, "gzip") > 0) {
        response.set("Content-Encoding", "gzip");
        response.static_body = asset.gzip;
    }
    return response;
}

// What a fault must not deny: that the form was carried out, where it led, and the session that the browser has from now on.
struct SoFar {
    bool saved = false;
    std::string location;
    std::vector<std::string> cookies;
};

SoFar how_far(const Context& context, const Response& response, bool changed) {
    SoFar so_far;
    const bool carried_out = context.request().method == Method::post && response.status < 400 && context.receipt.seq >= 0 && !response.headers.empty();
    so_far.saved = changed || carried_out;
    if (so_far.saved) so_far.location = std::string(response.header("location"));
    for (const auto& [name, value] : response.headers)
        if (name == "Set-Cookie") so_far.cookies.push_back(value);
    return so_far;
}

Response routed(House& house, const Request& request, Context& context, const Matched& matched) {
    if (matched.route == nullptr) {
        auto response = not_found_page(context);
        if (matched.path_known) response.status = 405;
        if (context.wants_json() && matched.path_known) response = problem(request, 405, domain::Refusals{});
        return response;
    }
    if (request.method == Method::post && !context.by_token() && !from_own_page(house, request))
        return refusal_page(context, {{domain::RefusalKind::forbidden, {}, "This form was sent from another site, so nothing was done.", {}}});
    if (const auto refused = access_refused(context); !refused.empty()) return refusal_page(context, refused);
    return request.method == Method::post ? carry_out(context, false) : context.route()->handler(context);
}

Response indoors(House& house, const Request& request, const persistence::Attended& attended, Answered& answered, SoFar& so_far, Unsettled& recorded) {
    if (const auto* asset = find_asset(request.path)) return asset_response(*asset, request);
    // Who asks, what they may and what they are shown are read from one state of the data, as it stands when the request has come.
    std::optional<persistence::Snapshot> snapshot;
    if (request.method != Method::post) snapshot.emplace(house.database, request.received);
    const auto token = request.cookie(session_cookie);
    auto bearer = read_bearer(house, request, !token.empty());
    if (bearer.refused) return *std::move(bearer.refused);
    auto session = bearer.session ? std::move(bearer.session) : token.empty() ? std::nullopt : persistence::load_session(house.database, token, house.clock(), house.session_limits);
    if (session) answered.account = session->actor.account;
    if (session && !session->actor.by_token && session->actor.full_session && request.method == Method::get && request.path.starts_with("/kept/"))
        return show_kept(house, request, *session, std::string_view(request.path).substr(6), answered.route, recorded);

    const auto matched = match(routes(), request.method, request.path);
    answered.route = pattern_of(matched.route);
    if (matched.route != nullptr && matched.route->handler == reports::content_policy) {
        Context unattended(house, request, matched.route, std::nullopt);
        auto response = reports::content_policy(unattended);
        if (response.status == 204) answered.fault = reports::stopped(request.body);
        return response;
    }
    if (matched.route != nullptr && !open_to_anyone(*matched.route))
        if (auto elsewhere = sign_in_first(house, request, matched, session)) {
            record_sent_away(house, request, matched, session, *elsewhere, recorded);
            return *std::move(elsewhere);
        }

    Context context(house, request, matched.route, std::move(session));
    context.parameters = matched.parameters;
    Response response;
    try {
        response = routed(house, request, context, matched);
        record_unrecorded(context, response);
        recorded = unsettled(context, response);
        so_far = how_far(context, response, attended.has_changed());  // for entries that fail after this
    } catch (...) {
        so_far = how_far(context, response, attended.has_changed());
        throw;
    }
    return response;
}

// What a form may say after a fault: only what is so.
std::string fault_words(const Request& request, int status, const SoFar& so_far, bool unknown) {
    if (so_far.saved) return "What you sent was saved. Only the page that follows could not be shown. You do not have to send it again.";
    if (unknown) return "It is not certain whether what you sent was saved. Look at what stands in a minute, before you send it again.";
    const std::string_view again = status == 503 ? "Try again in a minute." : "Try again later.";
    return fmt::format("{}{}", request.method == Method::post ? "Nothing was saved. " : "", again);
}

Response fault_problem(const Request& request, int status, const SoFar& so_far, std::string words) {
    JsonObject more;
    if (so_far.saved) more.add("saved", true);
    if (!so_far.location.empty()) more.add("location", so_far.location);
    return problem(request, status, {{domain::RefusalKind::unavailable, {}, std::move(words), {}}}, std::move(more));
}

html::Html fault_main(const Request& request, std::string_view title, const SoFar& so_far, std::string_view words) {
    html::Html main;
    main << "<h1 class=\"govuk-heading-l\">"_html << title << "</h1>"_html << "<p class=\"govuk-body\">"_html << words << "</p>"_html;
    if (!so_far.location.empty()) main << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html << html::attribute("href", so_far.location) << ">Open the page that follows</a></p>"_html;
    return main << "<p class=\"govuk-body\">Quote "_html << request.reference << " if you ask for help.</p>"_html;
}

Response fault_page(House& house, const Request& request, int status, const SoFar& so_far, bool unknown = false) {
    Response response;
    if (auto words = fault_words(request, status, so_far, unknown); asks_for_json(request)) {
        response = fault_problem(request, status, so_far, std::move(words));
    } else {
        html::Page page{.title = status == 503 ? "Sorry, the service is unavailable" : "Sorry, there is a problem with the service"};
        page.marking.reset();
        page.reference = request.reference;
        page.main = fault_main(request, page.title, so_far, words);
        response = html_response(status, std::move(html::document(house.site, std::nullopt, page)).take());
    }
    for (const auto& cookie : so_far.cookies) response.add("Set-Cookie", cookie);
    if (status == 503) response.set("Retry-After", "5");
    return response;
}

// What a fault is answered with: the request it is about, what is so in spite of it, and what the log is told.
void answer_fault(House& house, const Request& request, Answered& answered, const SoFar& so_far) {
    try {
        throw;
    } catch (const persistence::OutcomeUnknown&) {
        answered.fault = "database lost in a commit";
        answered.response = fault_page(house, request, 503, so_far, request.method == Method::post);
    } catch (const persistence::FilesUnavailable&) {
        answered.fault = "files unavailable";
        answered.response = fault_page(house, request, 503, so_far);
    } catch (const persistence::DatabaseUnavailable&) {
        answered.fault = "database unavailable";
        answered.response = fault_page(house, request, 503, so_far);
    } catch (const std::exception& fault) {
        answered.fault = typeid(fault).name();
        answered.response = fault_page(house, request, 500, so_far);
    }
}

void finish(const Request& request, Response& response) {
    compress(request, response);
    add_security_headers(response);
}

}  // namespace

void answer(House& house, Request&& request, const Reply& reply) {
    Answered answered;
    SoFar so_far;
    Unsettled recorded;
    const persistence::Attended attended(std::chrono::steady_clock::now() + persistence::request_waits_max);
    try {
        answered.response = indoors(house, request, attended, answered, so_far, recorded);
    } catch (const std::exception&) {
        answer_fault(house, request, answered, so_far);
        recorded.reset();
    }
    finish(request, answered.response);
    if (!recorded) return reply(std::move(answered));
    // No entry, no data: until then nobody but the writer has the answer.
    const auto made = std::make_shared<std::tuple<Request, Answered, SoFar>>(std::move(request), std::move(answered), std::move(so_far));
    recorded->when_durable([&house, made, reply](const std::optional<persistence::Receipt>& last, const std::exception_ptr& failed) {
        auto& [asked, ready, done] = *made;
        if (failed) try {
                std::rethrow_exception(failed);
            } catch (const std::exception&) {
                answer_fault(house, asked, ready, done);
                finish(asked, ready.response);
            }
        else if (last) ready.response.set("Audit-Receipt", last->text());
        reply(std::move(ready));
    });
}

Answered answer(House& house, Request&& request) {
    const auto answered = std::make_shared<std::promise<Answered>>();
    answer(house, std::move(request), [answered](Answered&& ready) { answered->set_value(std::move(ready)); });
    return answered->get_future().get();
}

}  // namespace casework::web
