// What a request is told when the database is away: in time, and only what is so.
#include <catch2/catch.hpp>

#include <atomic>
#include <future>
#include <thread>

#include "persistence/attended.hpp"
#include "tests/web/web_house.hpp"

using namespace casework;
using casework::testing::WebHouse;
using std::chrono::steady_clock;

namespace {

const std::string nominals = "/groups/tctf/nominals/add";
bool says(const web::Response& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

WebHouse::Typed proposal(const std::string& name) {
    return {{"step", "why"}, {"name", name}, {"born-day", "3"}, {"born-month", "may"}, {"born-year", "1990"}, {"person", "new"}, {"behaviours", "begging"}, {"evidence", "Every evening."},
            {"nexus", "Week Street"}, {"elsewhere", "Nobody else works with him"}};
}

// Every reading connection is lent, for as long as this stands.
class Exhausted {
  public:
    explicit Exhausted(persistence::Database& database) {
        for (int i = 0; i < database.options().readers; ++i)
            holders_.push_back(std::async(std::launch::async, [this, &database] {
                database.read([this](persistence::Transaction& tx) {
                    std::int64_t one = 0;
                    tx.one("SELECT 1", {}, {&one});
                    ++held_;
                    while (!over_) std::this_thread::sleep_for(std::chrono::milliseconds(5));
                });
            }));
        while (held_ < database.options().readers) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ~Exhausted() { over_ = true; }

  private:
    std::atomic<int> held_ = 0;
    std::atomic<bool> over_ = false;
    std::vector<std::future<void>> holders_;
};

// A batch in which the condition holds does not become durable; others do.
void fail_batches(WebHouse& house, std::function<bool(persistence::Transaction&)> when) {
    house.database->before_commit([when](persistence::Transaction& tx) {
        if (when(tx)) throw persistence::DatabaseUnavailable("not now");
    });
}

std::int64_t figure(persistence::Transaction& tx, std::string_view sql) {
    std::int64_t n = 0;
    tx.one(sql, {}, {&n});
    return n;
}

}  // namespace

TEST_CASE("with every reading connection in use pages and forms are answered 503 within 8 seconds, with when to come again") {
    WebHouse house;
    WebHouse::Browser reader(house), writer(house), program(house);
    for (auto* browser : {&reader, &writer, &program}) browser->sign_in("priya.nair");
    program.headers["accept"] = "application/json";
    const Exhausted none_left(*house.database);
    const auto began = steady_clock::now();
    auto page = std::async(std::launch::async, [&] { return reader.get("/groups/tctf/nominals"); });
    auto form = std::async(std::launch::async, [&] { return writer.post(nominals, proposal("Casper Nightingale")); });
    auto json = std::async(std::launch::async, [&] { return program.get("/"); });
    const auto shown = page.get(), posted = form.get(), problem = json.get();
    CHECK(steady_clock::now() - began < std::chrono::seconds(8));
    for (const auto* answer : {&shown, &posted, &problem}) {
        CHECK(answer->status == 503);
        CHECK(answer->header("Retry-After") == "5");
    }
    CHECK(says(posted, "Nothing was saved. Try again in a minute."));
    CHECK_FALSE(says(shown, "saved"));
    CHECK(says(shown, "Try again in a minute."));
}

TEST_CASE("a request that has waited for its turn does not wait as long again for a connection") {
    WebHouse house;
    WebHouse::Browser reader(house);
    reader.sign_in("priya.nair");
    const Exhausted none_left(*house.database);
    web::Request request;
    request.target = request.path = "/account";
    request.headers = {{"host", "localhost:8443"}, {"cookie", std::string(web::session_cookie) + "=" + reader.cookies[std::string(web::session_cookie)]}};
    const auto began = steady_clock::now();
    const persistence::Attended since_its_last_byte(began + std::chrono::seconds(1));
    CHECK(web::answer(house.house, std::move(request)).response.status == 503);
    CHECK(steady_clock::now() - began < std::chrono::seconds(2));
}

TEST_CASE("a form that is durable is not denied when an entry beside it fails") {
    WebHouse house;
    WebHouse::Browser sergeant(house);
    sergeant.sign_in("priya.nair");
    std::atomic<bool> armed = false;
    std::atomic<std::int64_t> people = house.count("SELECT count(*) FROM nominal");
    // The entry of the reading before the change comes alone, unless the writer was late: then both are durable and it is tried again.
    fail_batches(house, [&](persistence::Transaction& tx) { return armed && figure(tx, "SELECT count(*) FROM nominal") == people; });
    web::Response answer;
    for (const auto* name : {"Casper Nightingale", "Wren Talbot", "Ines Marlowe", "Otto Quill", "Sunniva Brook", "Lorcan Ashby"}) {
        sergeant.idem = std::string(31, 'a') + name[0];
        sergeant.get(nominals);
        people = house.count("SELECT count(*) FROM nominal");
        armed = true;
        answer = sergeant.post(nominals, proposal(name));
        armed = false;
        if (answer.status == 503) break;
    }
    REQUIRE(answer.status == 503);
    CHECK(house.count("SELECT count(*) FROM nominal") == people + 1);
    CHECK(says(answer, "What you sent was saved."));
    CHECK_FALSE(says(answer, "Nothing was saved"));
    CHECK(answer.header("Retry-After") == "5");
    const auto link = answer.body.find(">Open the page that follows");
    REQUIRE(link != std::string::npos);
    const auto from = answer.body.rfind("href=\"", link) + 6;
    CHECK(sergeant.get(answer.body.substr(from, answer.body.find_first_of("?#\"", from) - from)).status == 200);
}
