// Warnings and notices as programs read them. Coded values are codes.
#pragma once

#include "persistence/community_protection/cases.hpp"
#include "web/json.hpp"

namespace casework::web::cases {

JsonObject head_json(const persistence::CaseHead& head);
JsonObject case_json(const persistence::CaseRecord& record);
JsonObject line_json(const persistence::CaseLine& line);
JsonObject list_json(const persistence::CaseList& list);
JsonObject timeline_json(const persistence::CaseTimeline& timeline);
JsonObject paper_json(const persistence::CasePaper& paper);

}  // namespace casework::web::cases
