// The nominal list and its entries as programs read them. Coded values are codes; /openapi.json has the lists of those that may be sent.
#pragma once

#include "persistence/nominals/order.hpp"
#include "persistence/record_access.hpp"
#include "web/json.hpp"

namespace casework::web::nominals {

JsonObject subject_json(const persistence::Subject& person);
JsonObject meeting_line_json(const persistence::MeetingLine& line);
JsonObject agreed_line_json(const persistence::AgreedLine& line);
JsonObject monitored_json(const persistence::MonitoredEntry& entry);
JsonObject event_json(const persistence::EventLine& event);
JsonObject offer_json(const persistence::StepOffer& offer);
std::string_view review_name(persistence::ReviewState state);

JsonObject board_json(const persistence::Board& board);
JsonObject archived_json(const persistence::ArchivedPage& page);
JsonObject agreed_page_json(const persistence::AgreedPage& page);
JsonObject agreed_list_json(const persistence::AgreedList& list);
JsonObject order_clash_json(const persistence::OrderClash& clash);

JsonObject record_json(const persistence::NominalRecord& record);
// `next`: give it back as `before`; 0 on the last page.
JsonObject timeline_json(const persistence::NominalTimeline& timeline);
JsonObject edit_json(const persistence::NominalEdit& edit);
JsonObject member_json(const persistence::MemberLine& member);
JsonObject clash_json(const domain::Clash& clash);
JsonObject access_json(const persistence::RecordAccess& access);

}  // namespace casework::web::nominals
