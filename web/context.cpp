// Filling in the page frame for the person who asks, and the pages for what is refused.
#include "web/context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "auth/crypto.hpp"
#include "auth/csrf.hpp"
#include "persistence/access/emergency.hpp"
#include "web/html/govuk.hpp"
#include "web/kept_body.hpp"
#include "web/pages.hpp"
#include "web/route.hpp"

namespace casework::web {
namespace {

using domain::RefusalKind;
using html::Html;
using html::operator""_html;

// Before signing in a browser's forms are bound to a random cookie: the secret follows from it and the server's key.
constexpr std::string_view form_cookie = "__Host-form";

persistence::Asked asked(const Request& request, const std::optional<persistence::OpenSession>& session) {
    persistence::Asked asked;
    asked.reference = request.reference;
    asked.source_address = request.remote_address;
    if (session) {
        asked.actor = session->actor;
        asked.session = session->hash.substr(0, 12);
        asked.purposes = session->purposes;
    }
    return asked;
}

std::string who(const domain::Actor& actor) { return actor.title.empty() ? actor.name : actor.title + " " + actor.name; }

// The list is offered only to those it would open for: a membership whose agency has no agreement left opens nothing.
bool may_list(const domain::Actor& actor, std::string_view panel, domain::Date today, domain::Instant now) {
    auth::Record facts;
    facts.id = facts.panel = panel;
    return auth::may(actor, auth::Action::list, facts, today, now).verdict == auth::Verdict::allow;
}

std::vector<html::NavigationItem> navigation(const domain::Actor& actor, domain::Date today, domain::Instant now) {
    std::vector<html::NavigationItem> items{{"My work", "/", "work"}};
    if (actor.role == domain::BaseRole::sysadmin) items.push_back({"Accounts", "/accounts", "accounts"});
    if (actor.role == domain::BaseRole::auditor) items.insert(items.end(), {{"Ledger", "/ledger", "ledger"}, {"Access reviews", "/access-reviews", "reviews"}});
    if (actor.role == domain::BaseRole::auditor || actor.role == domain::BaseRole::analyst) items.push_back({"Statistics", "/statistics", "statistics"});
    if (actor.role != domain::BaseRole::practitioner) return items;
    if (may_list(actor, "tctf", today, now)) items.push_back({"Nominal list", "/groups/tctf/nominals", "nominals"});
    if (may_list(actor, "cpt", today, now)) items.push_back({"Cases", "/groups/cpt/cases", "cases"});
    if (may_list(actor, vulnerability_group, today, now)) items.push_back({"Vulnerability", home_of_group(vulnerability_group), "vulnerability"});
    items.push_back({"People", "/people", "people"});
    items.push_back({"Meetings", "/meetings", "meetings"});
    return items;
}

struct DoneWords {
    std::string_view code, words;
};
constexpr std::array done_table{
    DoneWords{"proposed", "Put forward for the list. The chair decides."},
    DoneWords{"accepted", "Added to the list."},
    DoneWords{"waiting", "Left for a later meeting. The reason is recorded."},
    DoneWords{"declined", "Not added. The reason is recorded."},
    DoneWords{"matter-opened", "The matter is open."},
    DoneWords{"report-added", "The report is recorded."},
    DoneWords{"tool-proposed", "Proposed. Record next that it is applied for or issued."},
    DoneWords{"review-offered", "The offer is recorded. Nothing else is needed until the victim answers."},
    DoneWords{"review-applied", "The application is recorded. Acknowledge it next."},
    DoneWords{"review-step", "Recorded. The review goes on."},
    DoneWords{"tool-step", "Recorded."},
    DoneWords{"report-step", "Recorded. The report goes on."},
    DoneWords{"referred", "Referred to the group. The safeguarding threshold is checked first."},
    DoneWords{"vulnerability-step", "Recorded. The case goes on."},
    DoneWords{"approved", "Approved. It can now be given."},
    DoneWords{"given", "Given. The words are kept as they were given."},
    DoneWords{"notice-drafted", "The draft of the notice begins with what the warning says."},
    DoneWords{"breach-recorded", "The breach is recorded. The notice goes on; decide what follows."},
    DoneWords{"breach-step", "Recorded."},
    DoneWords{"saved", "Your changes are saved."},
    DoneWords{"bundle-asked", "The bundle is being made."},
    DoneWords{"saved-joined", "Your changes are saved, together with what somebody else changed meanwhile."},
    DoneWords{"order", "New order saved."},
    DoneWords{"order-joined", "New order saved, together with what somebody else moved meanwhile. Look at it once more."},
    DoneWords{"agreed", "Order agreed and kept in the meeting record."},
    DoneWords{"archived", "Archived. The history is kept."},
    DoneWords{"reopened", "Back on the list, with the history."},
    DoneWords{"stepped-down", "Monitored. Off the ranked list, still watched."},
    DoneWords{"escalated", "Back on the ranked list."},
    DoneWords{"renewed", "Review renewed."},
    DoneWords{"action-added", "Action added."},
    DoneWords{"action-updated", "Action updated."},
    DoneWords{"meeting-scheduled", "Meeting scheduled."},
    DoneWords{"meeting-started", "Meeting started."},
    DoneWords{"meeting-ended", "Meeting ended."},
    DoneWords{"minutes-approved", "Minutes approved. They cannot be changed any more."},
    DoneWords{"addendum", "Addendum added."},
    DoneWords{"attendance", "Attendance saved."},
    DoneWords{"password", "Your password is changed. Every other session has ended."},
    DoneWords{"emergency", "Your request is recorded. If a restricted record matches it, it opens in Your emergency access."},
    DoneWords{"access-asked", "Your request is recorded. If there is such a record, its owner decides."},
    DoneWords{"access-answered", "Your decision is recorded, and works on their next click."},
    DoneWords{"reviewed", "The review is closed."},
    DoneWords{"co-approved", "They can open the protected details until the hour is over."},
    DoneWords{"review-started", "The review is open."},
    DoneWords{"question-asked", "Asked. You are shown the answer in My work."},
    DoneWords{"question-answered", "Your answer is sent."},
    DoneWords{"declared", "Declared. End it when it no longer holds."},
    DoneWords{"interest-ended", "Ended."},
    DoneWords{"conflict-answered", "Your decision is recorded. It works on their next click."},
    DoneWords{"pointer-asked", "Your question is recorded."},
    DoneWords{"pointer-seen", "Marked as seen."},
    DoneWords{"restriction", "Changed. It works on everybody’s next click."},
    DoneWords{"disposal-asked", "Asked. A records officer decides."},
    DoneWords{"disposal-withdrawn", "The request is withdrawn."},
    DoneWords{"disposal-approved", "The record is erased. This certificate stays."},
    DoneWords{"disposal-refused", "Refused. The record stays as it is."},
    DoneWords{"hold-placed", "The hold stands. Nothing is erased before it is lifted."},
    DoneWords{"hold-lifted", "The hold is lifted."},
    DoneWords{"rights", "Changed. It holds from their next click."},
    DoneWords{"rights-agreed", "You agreed. It is carried out."},
    DoneWords{"factor-removed", "You are no longer asked for a code. Every other session has ended."},
    DoneWords{"sessions-ended", "Every other session has ended."},
    DoneWords{"session-ended", "That session has ended."},
    DoneWords{"setting", "Setting saved. It holds from its day on."},
    DoneWords{"token-revoked", "Token revoked. It opens nothing any more."},
    DoneWords{"asked", "Your colleagues have been asked. You are shown the answer in My work."},
    DoneWords{"agreed-to", "You agreed. The person who asked can do it now."},
    DoneWords{"not-agreed", "You did not agree. The person who asked is shown why."},
    DoneWords{"shared", "Shared, from the group’s next click."},
    DoneWords{"share-ended", "The sharing has ended. Members of the group cannot open the record any more."},
    DoneWords{"evidence-added", "Added. It can be opened once it has been scanned."},
    DoneWords{"evidence-removed", "Removed. Your reason is kept."},
    DoneWords{"already", "This was already done. Nothing was done twice."},
};

}  // namespace

std::string_view words_of_done(std::string_view code) {
    const auto found = std::ranges::find(done_table, code, &DoneWords::code);
    return found == done_table.end() ? std::string_view{} : found->words;
}

Response done(std::string location, std::string_view code) {
    const auto anchor = location.find('#');
    const std::string fragment = anchor == std::string::npos ? "" : location.substr(anchor);
    auto path = location.substr(0, anchor);
    path += fmt::format("{}done={}", path.find('?') == std::string::npos ? '?' : '&', code);
    return see_other(path + fragment);
}

Response made(std::string record, std::string location, std::string_view code) {
    auto response = done(std::move(location), code);
    response.created = std::move(record);
    return response;
}

Context::Context(House& house, const Request& request, const Route* route, std::optional<persistence::OpenSession> session)
    : house_(house), request_(request), route_(route), wants_json_(asks_for_json(request)), session_(std::move(session)),
      gate_(std::make_unique<persistence::Gate>(house.database, house.ledger, house.clock(), asked(request, session_), persistence::reload_standing)) {
    if (session_) {
        form_secret_ = session_->form_secret;
        return;
    }
    auto cookie = request.cookie(form_cookie);
    if (cookie.size() != 32 || !std::ranges::all_of(cookie, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }))
        cookie = new_form_cookie_ = auth::random_hex(16);
    form_secret_ = auth::hmac_sha256(house.server_key, "form cookie " + cookie);
}

const std::string& Context::parameter(std::string_view name) const {
    static const std::string none;
    const auto found = std::ranges::find(parameters, name, [](const auto& p) { return std::string_view(p.first); });
    return found == parameters.end() ? none : found->second;
}

domain::Refusals Context::unknown_fields() const { return form.unknown_fields(route_->form); }

const std::string& Context::csrf_token() {
    if (csrf_token_.empty()) csrf_token_ = auth::csrf_token(form_secret_);
    return csrf_token_;
}

Html Context::form_fields(std::string_view version) { return html::form_fields(csrf_token(), version, auth::random_hex(16)); }

void Context::add_form_cookie(Response& response) const {
    if (!new_form_cookie_.empty())
        response.add("Set-Cookie", fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Strict", form_cookie, new_form_cookie_));
}

Response Context::json(const JsonObject& content, int status) {
    auto response = json_response(status, content);
    // A script in a signed-in browser sends this back with its forms; a bearer token needs none.
    if (!by_token()) response.set("X-CSRF-Token", csrf_token());
    add_form_cookie(response);
    return response;
}

namespace {

JsonObject field_json(const Field& field) {
    static constexpr std::string_view kinds[] = {"text", "lines", "number", "date", "time", "date-boxes", "code", "codes", "ids", "tick", "secret", "file"};
    JsonObject json;
    json.add("name", field.name).add("kind", kinds[static_cast<std::size_t>(field.kind)]);
    if (field.codes != nullptr)
        json.list("codes", field.codes(), [](const domain::Code& code) { return JsonObject().add("code", code.code).add("words", code.words).add("note", code.note); });
    return json;
}

}  // namespace

Response Context::json_form(const domain::Refusals& refusals, JsonObject content) {
    if (const int status = status_of(refusals); !refusals.empty()) return problem(request_, status, refusals, status == 409 ? JsonObject().add("current", content) : JsonObject());
    const auto& posted = post_beside(*route_);
    if (posted.method != Method::post) return json(content);
    JsonObject form;
    form.add("method", "POST").add("action", request_.path).list("fields", posted.form.all(), field_json);
    return json(content.add("form", form));
}

namespace {

// A record that only emergency access opens says so on each of its pages, with the time that is left.
void mark_emergency(Context& context, html::Page& page) {
    const auto* on = context.route() != nullptr ? std::get_if<OnRecord>(&context.route()->access) : nullptr;
    if (on == nullptr) return;
    const auto& record = context.parameter(on->parameter);
    if (context.gate().would_allow(record, auth::Action::read).rule != "D8") return;
    const auto until = persistence::emergency_until(context.house().database, context.actor(), record, context.now());
    if (until) page.marking = html::Marking{.text = "Emergency access until " + persistence::london_time(*until) + ", for reading only. The owner and information governance have been told.", .restricted = true};
}

}  // namespace

Response Context::page(html::Page page, int status) {
    if (session_ && !wants_json_ && status == 200) mark_emergency(*this, page);
    if (wants_json_) return problem(request_, status >= 400 ? status : 406, "This page is for people");
    std::optional<html::Reader> reader;
    if (session_) {
        const auto& actor = session_->actor;
        const auto left = std::chrono::duration_cast<std::chrono::seconds>(session_->ends - now()).count();
        // A session shorter than the warning would open with it, over the page.
        const auto warn = std::min<std::int64_t>(house_.session_limits.warn.count(), left / 4);
        reader = html::Reader{.name = who(actor), .agency = actor.agency_name, .csrf = csrf_token(),
                              .navigation = navigation(actor, today(), now()), .session_ends = persistence::london_time(session_->ends),
                              .session_seconds = static_cast<int>(left), .warn_seconds = static_cast<int>(warn)};
    }
    if (const auto words = words_of_done(request_.query_value("done").value_or("")); !words.empty() && status == 200)
        page.main = html::govuk::notification_banner({.text = std::string(words), .type = "success"}) + page.main;
    page.made_at = persistence::london_time(now()) + " on " + domain::long_date(today());
    page.reference = request_.reference;
    auto response = html_response(status, std::move(html::document(house_.site, reader, page)).take());
    add_form_cookie(response);
    return response;
}

int status_of(const domain::Refusals& refusals) {
    int status = 422;
    for (const auto& refusal : refusals) switch (refusal.kind) {
            case RefusalKind::not_found: return 404;
            case RefusalKind::forbidden: return 403;
            case RefusalKind::unavailable: return 503;
            case RefusalKind::conflict:
            case RefusalKind::second_person: status = 409; break;
            case RefusalKind::throttled: status = 429; break;
            default: break;
        }
    return status;
}

namespace {

Response plain_page(Context& context, int status, std::string heading, const Html& words) {
    html::Page page{.title = heading};
    page.marking.reset();
    page.main << "<h1 class=\"govuk-heading-l\">"_html << heading << "</h1>"_html << words;
    return context.page(std::move(page), status);
}

Html paragraph(std::string_view words) {
    Html html;
    html << "<p class=\"govuk-body\">"_html << words << "</p>"_html;
    return html;
}

}  // namespace

Response not_found_page(Context& context) {
    if (context.wants_json()) return problem(context.request(), 404, domain::Refusals{});
    Html words = paragraph("If you typed the address, check it.");
    words << paragraph("If you followed a link, the record may have been closed to you or removed.");
    words << "<p class=\"govuk-body\">Search for the record or go to <a class=\"govuk-link\" href=\"/\">My work</a>.</p>"_html;
    return plain_page(context, 404, "Page not found", words);
}

namespace {

std::string confirm_address(const domain::Refusal& duty, std::string_view next) {
    return fmt::format("/confirm?act={}&object={}&need={}&next={}", duty.field, percent_encoded(duty.authority), duty.message, percent_encoded(next));
}

// Where a person goes on after the password: the page they asked for, or the form as they sent it, which nothing has been done with.
std::string asked_for(Context& context) {
    const auto& request = context.request();
    const auto body = request.method == Method::post ? kept_body(request) : std::nullopt;
    if (!body) return request.target;
    const auto& house = context.house();
    return "/kept/" + persistence::keep_form(house.database, house.server_key, context.actor().account, {request.path, *body}, context.now());
}

// A duty (password again, a purpose) is named with the page where a person can do it.
Response refused_to_program(const Context& context, const domain::Refusals& refusals, int status) {
    const auto& first = refusals.front();
    if (first.kind != RefusalKind::password_again) return problem(context.request(), status, refusals);
    const domain::Refusal asked{first.kind, {}, first.message == "purpose" ? "Say what you need this for and give your password again" : "Give your password again", {}};
    return problem(context.request(), 403, {asked}, JsonObject().add("location", confirm_address(first, context.request().target)));
}

}  // namespace

Response refusal_page(Context& context, const domain::Refusals& refusals) {
    const int status = status_of(refusals);
    const auto& first = refusals.front();
    if (status == 404) return not_found_page(context);
    if (context.wants_json()) return refused_to_program(context, refusals, status);
    if (status == 403) return plain_page(context, 403, "You cannot do this", paragraph(first.message));
    if (status == 429) return plain_page(context, 429, first.message, {});
    if (first.kind == RefusalKind::password_again) return see_other(confirm_address(first, asked_for(context)));
    if (status == 503)
        return plain_page(context, 503, "Sorry, the service is unavailable", paragraph("Nothing was saved. Try again in a minute."));
    Html words;
    for (const auto& refusal : refusals) words << paragraph(refusal.authority.empty() ? refusal.message : refusal.message + " (" + refusal.authority + ")");
    const bool changed = status == 409 && first.kind == RefusalKind::conflict;
    return plain_page(context, status, changed ? "Someone else changed this" : "This cannot be done", words);
}

}  // namespace casework::web
