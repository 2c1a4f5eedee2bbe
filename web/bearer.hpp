// A request that shows a bearer token instead of a cookie: the session it stands for, or why not.
#pragma once

#include <optional>

#include "web/context.hpp"

namespace casework::web {

struct Bearer {
    bool shown = false;  // the request has an Authorization header
    std::optional<persistence::OpenSession> session;
    std::optional<Response> refused;  // 400, 401 or 429: says nothing of which tokens exist
};
Bearer read_bearer(House& house, const Request& request, bool has_cookie);

// 401 for a program that shows neither.
Response sign_in_problem(const Request& request);

}  // namespace casework::web
