// The seam between porch and house: the porch calls one function on a worker thread and sends and logs what it is given back.
#pragma once

#include <functional>
#include <string>

#include "web/request.hpp"
#include "web/response.hpp"

namespace casework::web {

struct Answered {
    Response response;
    std::string route;    // the pattern that matched ("/people/{id}"), never the path: it goes to the log
    std::string account;  // id of the signed-in account, empty for anonymous
    std::string fault;    // cause of a 500 or 503 for the log, in our own words: nothing a person typed
};

// Called once with the answer, which may be sent from then on: on the worker's thread or, when entries had to become durable, on the
// writer's. It hands over and does nothing that takes time.
using Reply = std::function<void(Answered&&)>;
using Indoors = std::function<void(Request&&, const Reply&)>;

}  // namespace casework::web
