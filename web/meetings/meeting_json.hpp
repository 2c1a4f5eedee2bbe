// Meetings as programs read them.
#pragma once

#include "persistence/meetings/meetings.hpp"
#include "web/json.hpp"

namespace casework::web::meetings {

JsonObject meeting_json(const persistence::MeetingRecord& meeting);
JsonObject page_json(const persistence::MeetingPage& page);

}  // namespace casework::web::meetings
