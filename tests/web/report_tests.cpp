// Browsers' reports about the content policy: taken without a session, bounded in size and number, and nothing of them kept.
#include <catch2/catch.hpp>

#include "tests/web/web_house.hpp"
#include "web/reports/report_handlers.hpp"

using namespace casework;
using casework::testing::WebHouse;

namespace {

web::Answered reported(WebHouse& house, std::string body, std::string content_type = "application/csp-report") {
    web::Request request;
    request.method = web::Method::post;
    request.path = request.target = "/reports/content-policy";
    request.headers = {{"host", "localhost:8443"}, {"content-type", std::move(content_type)}};
    request.body = std::move(body);
    return web::answer(house.house, std::move(request));
}

constexpr std::string_view report = R"({"csp-report":{"document-uri":"https://localhost/nominals/NOM-2026-0041?note=Harwell","effective-directive":"script-src-elem","blocked-uri":"inline"}})";

}  // namespace

TEST_CASE("a report of a stopped script is one line of our own words and leaves no entry") {
    WebHouse house;
    const auto entries = house.count("SELECT count(*) FROM audit_entry");
    const auto answered = reported(house, std::string(report));
    CHECK(answered.response.status == 204);
    CHECK(answered.fault == "content policy stopped script-src-elem");
    CHECK(answered.route == "/reports/content-policy");
    CHECK(answered.account.empty());
    CHECK(house.count("SELECT count(*) FROM audit_entry") == entries);
}

TEST_CASE("a report that names nothing we know says so and no more") {
    CHECK(web::reports::stopped("Dean Harwell") == "content policy stopped something");
    CHECK(web::reports::stopped(R"([{"type":"csp-violation","body":{"effectiveDirective":"img-src"}}])") == "content policy stopped img-src");
}

TEST_CASE("a report too large, of another kind or one too many is not looked at") {
    WebHouse house;
    CHECK(reported(house, std::string(17000, 'x')).response.status == 413);
    CHECK(reported(house, "a=b", "application/x-www-form-urlencoded").response.status == 415);
    int taken = 0;
    web::Answered last;
    for (int i = 0; i < 30; ++i) taken += (last = reported(house, std::string(report))).response.status == 204 ? 1 : 0;
    CHECK(taken == 10);
    CHECK(last.response.status == 429);
    CHECK(last.fault.empty());
    house.now += std::chrono::minutes{1};
    CHECK(reported(house, std::string(report)).response.status == 204);
}
