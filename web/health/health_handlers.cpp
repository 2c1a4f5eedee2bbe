// Answering health checks.
#include "web/health/health_handlers.hpp"

#include "persistence/migrate.hpp"

namespace casework::web::health {
namespace {

Response plain(int status, std::string body) {
    Response response;
    response.status = status;
    response.set("Content-Type", "text/plain; charset=utf-8");
    response.body = std::move(body);
    return response;
}

}  // namespace

Response live(Context&) { return plain(200, "live\n"); }

Response ready(Context& context) {
    const auto& house = context.house();
    const bool ledger = house.ledger.healthy();
    const bool others = !house.ready || house.ready();  // disk, clock, certificate: known to the porch
    return ledger && others && persistence::can_write(house.database) ? plain(200, "ready\n") : plain(503, "not ready\n");
}

}  // namespace casework::web::health
