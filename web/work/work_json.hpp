// My work as programs read it.
#pragma once

#include "persistence/work/my_work.hpp"
#include "web/json.hpp"

namespace casework::web::work {

JsonObject work_json(const persistence::MyWork& work);

}  // namespace casework::web::work
