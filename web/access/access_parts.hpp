// Parts that the pages about access share, and what waits for somebody in My work.
#pragma once

#include <functional>
#include <string>

#include "persistence/access/declared_interests.hpp"
#include "persistence/access/emergency.hpp"
#include "persistence/access/pointers.hpp"
#include "web/context.hpp"

namespace casework::web::access {

persistence::AccessDesk access_desk(Context& context);
// For a form that makes something and leads where `answer` says: sent again, or several times at once, it makes it once and leads there too.
persistence::AccessDesk form_desk(Context& context, std::function<Response(const std::string& id)> answer);
// Reviews of emergency access, requests for access, conflicts of interest and changes of rights that wait for this person; empty when nothing does.
html::Html waiting_for_access(Context& context);
// Where to ask which other group knows somebody, where a group has that switched on; otherwise nothing.
html::Html pointer_offer(Context& context);
void waiting_json(Context& context, JsonObject& json);

JsonObject pointer_json(const persistence::PointerRequest& request);
JsonObject conflict_json(const persistence::ConflictLine& line);
JsonObject emergency_json(const persistence::EmergencyLine& line);
JsonObject access_request_json(const persistence::AccessRequestLine& line);

}  // namespace casework::web::access
