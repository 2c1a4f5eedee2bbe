// Answers to programs: who asks for JSON, and refusals as application/problem+json (RFC 9457) with the statuses of the pages.
#pragma once

#include "domain/refusal.hpp"
#include "web/json.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace casework::web {

// Accept names JSON and does not prefer HTML; or it says nothing of either and the request has a bearer token or a JSON body.
bool asks_for_json(const Request& request);
bool has_json_body(const Request& request);

Response json_response(int status, const Json& json);

// A refusal whole: type, title, status, detail, reference, and an error for each refusal with its field and authority. What may not be
// known to exist reads exactly as what does not exist. `more` adds members of its own.
Response problem(const Request& request, int status, const domain::Refusals& refusals, JsonObject more = {});
Response problem(const Request& request, int status, std::string detail);
// 409: somebody saved meanwhile. `both` holds what stands now, what was sent and where they clash.
Response conflict(const Request& request, JsonObject both);

}  // namespace casework::web
