// Choosing JSON and writing problems.
#include "web/json_answers.hpp"

#include <algorithm>
#include <charconv>

#include "domain/text.hpp"

namespace casework::web {
namespace {

// Thousandths of the weight that Accept gives to a media type; -1 when it does not name it.
int weight_of(std::string_view accept, std::string_view type) {
    int best = -1;
    while (!accept.empty()) {
        const auto end = std::min(accept.find(','), accept.size());
        auto range = domain::ascii_lower(domain::trimmed(accept.substr(0, end)));
        accept.remove_prefix(std::min(end + 1, accept.size()));
        const auto semicolon = std::min(range.find(';'), range.size());
        if (domain::trimmed(range.substr(0, semicolon)) != type) continue;
        int weight = 1000;
        if (const auto q = range.find("q=", semicolon); q != std::string::npos) {
            double share = 1;
            std::from_chars(range.data() + q + 2, range.data() + range.size(), share);
            weight = static_cast<int>(std::clamp(share, 0.0, 1.0) * 1000);
        }
        best = std::max(best, weight);
    }
    return best;
}

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
    {422, "refused", "There is a problem"},
    {429, "throttled", "Too many tries"},
    {503, "unavailable", "Sorry, the service is unavailable"},
    {500, "fault", "Sorry, there is a problem with the service"},
};
const Kind& kind_of(int status) {
    const auto found = std::ranges::find(kinds, status, &Kind::status);
    return found == std::end(kinds) ? kinds[std::size(kinds) - 1] : *found;
}

std::string_view name_of(domain::RefusalKind kind) {
    using domain::RefusalKind;
    switch (kind) {
        case RefusalKind::invalid: return "invalid";
        case RefusalKind::rule: return "rule";
        case RefusalKind::conflict: return "conflict";
        case RefusalKind::password_again: return "password-again";
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
    const int json = std::max(weight_of(accept, "application/json"), weight_of(accept, "application/problem+json"));
    const int html = weight_of(accept, "text/html");
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
    const auto& kind = kind_of(status);
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
