// Judging the Authorization header (RFC 6750).
#include "web/bearer.hpp"

#include "domain/text.hpp"
#include "persistence/access_tokens.hpp"

namespace casework::web {

Response sign_in_problem(const Request& request) {
    auto response = problem(request, 401, domain::Refusals{});
    response.set("WWW-Authenticate", "Bearer realm=\"Casework\"");
    return response;
}

Bearer read_bearer(House& house, const Request& request, bool has_cookie) {
    Bearer bearer;
    const auto header = request.header("authorization");
    bearer.shown = !header.empty();
    if (!bearer.shown) return bearer;
    if (has_cookie) {
        bearer.refused = problem(request, 400, "Send a session cookie or a bearer token, not both");
        return bearer;
    }
    constexpr std::size_t scheme_size = 7;
    if (domain::ascii_lower(header.substr(0, scheme_size)) != "bearer ") {
        bearer.refused = sign_in_problem(request);
        return bearer;
    }
    auto answer = persistence::open_with_token(house.database, house.ledger, {std::string(domain::trimmed(header.substr(scheme_size))), request.remote_address, request.reference},
                                               house.throttle, house.clock());
    if (answer.session) {
        bearer.session = std::move(answer.session);
    } else if (answer.wait > std::chrono::seconds{}) {
        bearer.refused = problem(request, 429, "Too many tries with a token that was refused");
        bearer.refused->set("Retry-After", std::to_string(answer.wait.count()));
    } else {
        bearer.refused = sign_in_problem(request);
        bearer.refused->set("WWW-Authenticate", "Bearer realm=\"Casework\", error=\"invalid_token\"");
    }
    if (bearer.refused && answer.receipt.seq >= 0) bearer.refused->set("Audit-Receipt", answer.receipt.text());
    return bearer;
}

}  // namespace casework::web
