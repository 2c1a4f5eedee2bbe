// Choosing JSON and writing problems.
#include "web/json_answers.hpp"

#include <algorithm>

#include "domain/text.hpp"

namespace casework::web {
namespace {

struct Kind {
    int status;
    std::string_view type, title;
};
constexpr Kind kinds[] = {
    {400, "request", "This request could not be read"},
    {401, "sign-in", "Sign in, or send a bearer token"},
    {403, "forbidden", "You cannot do this"},
    {404, "not-found", "Page not found"},
    {405, "method", "This address does not take this method"},
    {406, "not-as-json", "This page has no JSON"},
    {409, "conflict", "Someone else changed this"},
    {413, "too-large", "What you sent is too large"},
    {414, "too-long", "The address is too long"},
    {421, "misdirected", "This server does not answer to that name"},
    {422, "refused", "There is a problem"},
    {429, "throttled", "Too many tries"},
    {431, "too-long", "The headers are too long"},
    {503, "unavailable", "Sorry, the service is unavailable"},
    {500, "fault", "Sorry, there is a problem with the service"},
};
const Kind& kind_of(int status) {
    const auto exactly = [](int wanted) { return std::ranges::find(kinds, wanted, &Kind::status); };
    const auto found = exactly(status);
    return found != std::end(kinds) ? *found : *exactly(status < 500 ? 400 : 500);
}

std::string_view name_of(domain::RefusalKind kind) {
    using domain::RefusalKind;
    switch (kind) {
        case RefusalKind::invalid: return "invalid";
        case RefusalKind::rule: return "rule";
        case RefusalKind::conflict: return "conflict";
        case RefusalKind::password_again: return "password-again";
        case RefusalKind::second_person: return "second-person";
        default: return "refused";
    }
}

JsonObject error_of(const domain::Refusal& refusal) {
    JsonObject error;
    error.add("kind", name_of(refusal.kind)).add("field", refusal.field).add("message", refusal.message).add("authority", refusal.authority);
    return error;
}

}  // namespace

bool has_json_body(const Request& request) {
    const auto type = request.header("content-type");
    return domain::ascii_lower(domain::trimmed(type.substr(0, type.find(';')))) == "application/json";
}

bool asks_for_json(const Request& request) {
    const auto accept = request.header("accept");
    const int json = std::max(weight_in(accept, "application/json"), weight_in(accept, "application/problem+json"));
    const int html = weight_in(accept, "text/html");
    if (json > 0 || html > 0) return json > html;
    return !request.header("authorization").empty() || has_json_body(request);
}

Response json_response(int status, const Json& json) {
    Response response;
    response.status = status;
    response.set("Content-Type", "application/json");
    response.set("Vary", "Accept, Authorization");
    response.body = json.text();
    return response;
}

Response problem(const Request& request, int status, const domain::Refusals& refusals, JsonObject more) {
    static constexpr Kind colleague_first{409, "second-person", "A colleague must agree first"};
    const bool colleague = !refusals.empty() && refusals.front().kind == domain::RefusalKind::second_person;
    const auto& kind = colleague ? colleague_first : kind_of(status);
    JsonObject body;
    body.add("type", "urn:casework:problem:" + std::string(kind.type)).add("title", kind.title).add("status", status);
    const bool hidden = status == 404;
    if (!hidden && !refusals.empty()) body.add("detail", refusals.front().message);
    body.add("reference", request.reference);
    if (!hidden && status != 401) body.list("errors", refusals, error_of);
    body.join(more);
    auto response = json_response(status, body);
    response.set("Content-Type", "application/problem+json");
    return response;
}

Response problem(const Request& request, int status, std::string detail) {
    return problem(request, status, domain::Refusals{{domain::RefusalKind::forbidden, {}, std::move(detail), {}}});
}

Response conflict(const Request& request, JsonObject both) {
    const domain::Refusal refusal{domain::RefusalKind::conflict, {}, "Somebody saved changes meanwhile. Choose what to keep and send it again with this version.", {}};
    return problem(request, 409, {refusal}, std::move(both));
}

}  // namespace casework::web
