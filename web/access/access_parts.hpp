// Parts that the pages about access share, and what waits for somebody in My work.
#pragma once

#include "persistence/access/emergency.hpp"
#include "web/context.hpp"

namespace casework::web::access {

persistence::AccessDesk access_desk(Context& context);
// Reviews of emergency access, requests for access and changes of rights that wait for this person; empty when nothing does.
html::Html waiting_for_access(Context& context);
void waiting_json(Context& context, JsonObject& json);

JsonObject emergency_json(const persistence::EmergencyLine& line);
JsonObject access_request_json(const persistence::AccessRequestLine& line);

}  // namespace casework::web::access
