// The server's own round over jobs: checks rows, carries them in, writes files, and empties what has stood for its time.
#pragma once

#include <stop_token>

#include "web/context.hpp"

namespace casework::web::jobs {

// One round: at most 50 rows of every open job, as the person who asked for it and with the rights of today. A job that a stopped
// server left behind goes on where it was: each row is carried in once. Of several servers one holds a job for ten seconds at a time.
// Throws DatabaseUnavailable when all have had their turn; the next round tries again. Ends early when it is to stop.
void carry_on(House& house, const std::stop_token& stopping = {});

}  // namespace casework::web::jobs
