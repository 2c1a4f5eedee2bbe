// The running server under what is ordinary in numbers: many idle connections, a thousand requests, wrong passwords; it stays small, quick and mute.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "tests/fire/live_server.hpp"
#include "tests/fire/visitor.hpp"

using namespace casework;
using namespace casework::fire;

namespace {

using std::chrono::steady_clock;

// What the sanitizer adds to every allocation is not the server's: the limits are the release build's, eased in this build.
#ifdef __SANITIZE_ADDRESS__
constexpr long connection_kib = 200;
constexpr milliseconds promptly{500};
#else
constexpr long connection_kib = 100;
constexpr milliseconds promptly{250};
#endif

milliseconds timed(const std::function<void()>& act) {
    const auto begun = steady_clock::now();
    act();
    return std::chrono::duration_cast<milliseconds>(steady_clock::now() - begun);
}

template <class T>
T at_share(std::vector<T> values, double share) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

// Somebody who is not signed in and tries passwords, each on the form as it is given.
class Guesser {
  public:
    explicit Guesser(unsigned short port) : client_(port) {}

    struct Tried {
        int status = 0;
        std::string page;     // without what differs on any page
        std::string headers;  // their names
        milliseconds took{};
    };
    Tried guess(const std::string& username) {
        const auto form = ask("GET /sign-in HTTP/1.1\r\n", "");
        if (const auto set = header(form, "Set-Cookie"); !set.empty()) cookie_ = set.substr(0, set.find(';'));
        const auto body = encoded({{"csrf", field_value(form.body, "csrf")}, {"username", username}, {"password", "not the right password"}});
        Tried tried;
        Answer answer;
        tried.took = timed([&] { answer = ask("POST /sign-in HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) + "\r\n", body); });
        tried.status = answer.status;
        tried.page = without_values(answer.body, username);
        for (auto line = answer.head.find("\r\n"); line != std::string::npos && line + 2 < answer.head.size(); line = answer.head.find("\r\n", line + 2))
            tried.headers += answer.head.substr(line + 2, answer.head.find(':', line + 2) - line - 2) + " ";
        return tried;
    }

  private:
    Answer ask(const std::string& start, const std::string& body) {
        client_.send(start + "Host: localhost\r\nCookie: " + cookie_ + "\r\n\r\n" + body);
        const auto answer = client_.answer(seconds{30});
        if (!answer) throw std::runtime_error("no answer to a guess");
        return *answer;
    }
    // Tokens, keys, the typed name, the reference and the time are of each page alone.
    static std::string without_values(std::string page, const std::string& username) {
        for (auto at = page.find("value=\""); at != std::string::npos; at = page.find("value=\"", at + 7)) page.erase(at + 7, page.find('"', at + 7) - at - 7);
        for (auto at = page.find(username); at != std::string::npos; at = page.find(username)) page.erase(at, username.size());
        return page.substr(0, page.find("<footer"));
    }

    tests::TlsClient client_;
    std::string cookie_;
};

}  // namespace

TEST_CASE("a thousand idle connections stay small, hinder nobody, and everything they held comes back") {
    const Place place("sqlite");
    LiveServer server(place);
    Visitor visitor(server.port(), "priya.nair");
    visitor.get("/");
    const long before = server.process().resident_kib();
    const auto files = server.process().open_files();
    {
        std::vector<std::unique_ptr<tests::TlsClient>> idle;
        for (int i = 0; i < 1000; ++i) {
            idle.push_back(std::make_unique<tests::TlsClient>(server.port()));
            REQUIRE(idle.back()->connected());
        }
        CHECK((server.process().resident_kib() - before) / 1000 <= connection_kib);
        CHECK(server.process().open_files() >= files + 1000);
        std::vector<milliseconds> waits;
        for (int i = 0; i < 40; ++i) waits.push_back(timed([&] { CHECK(visitor.get("/account")->status == 200); }));
        CHECK(at_share(waits, 0.95) < promptly);
    }
    CHECK(eventually(seconds{10}, [&] { return server.process().open_files() <= files; }));
    CHECK(server.stop() == 0);
}

TEST_CASE("a thousand requests do not make the server grow") {
    const Place place("sqlite");
    LiveServer server(place);
    Visitor visitor(server.port(), "priya.nair");
    const std::vector<std::string> pages{"/", "/account", "/nominals/NOM-2026-0001", "/meetings", "/no-such-page"};
    const auto read_pages = [&](int times) {
        for (int i = 0; i < times; ++i) REQUIRE(visitor.get(pages[static_cast<std::size_t>(i) % pages.size()]));
    };
    read_pages(200);  // caches, statements and arenas are filled
    const long before = server.process().resident_kib();
    read_pages(1000);
    INFO(before << " KiB, then " << server.process().resident_kib() << " KiB");
    CHECK(server.process().resident_kib() <= before * 115 / 100);
    CHECK(server.stop() == 0);
}

// tests/run --full reads and searches for ten minutes; the ordinary run does not wait so long.
TEST_CASE("a server that is read for a long time stays as large as it was") {
    const char* wanted = std::getenv("CASEWORK_TEST_SOAK_SECONDS");
    const seconds all{wanted != nullptr ? std::atoi(wanted) : 6};
    const Place place("sqlite");
    LiveServer server(place);
    std::vector<std::unique_ptr<Visitor>> visitors;
    for (const char* name : {"priya.nair", "tom.reddish", "kofi.osei", "dana.crisp"}) visitors.push_back(std::make_unique<Visitor>(server.port(), name));
    const std::vector<std::string> pages{"/", "/nominals/NOM-2026-0001", "/groups/tctf/nominals", "/meetings", "/people", "/openapi.json", "/no-such-page"};
    std::size_t requests = 0;
    const auto ask = [&] {
        Visitor& visitor = *visitors[requests % visitors.size()];
        const auto turn = requests++ / visitors.size() % (pages.size() + 1);
        if (turn < pages.size()) REQUIRE(visitor.get(pages[turn]));
        else REQUIRE(visitor.get(header(*visitor.send_form("/search", one_time_key(), {{"q", "Dean"}}), "Location"))->status == 200);
    };
    // Until caches, statements and arenas are filled, and what the address sanitizer holds back of freed memory.
    while (requests < 20 * visitors.size() * (pages.size() + 1)) ask();
    std::vector<long> sizes{server.process().resident_kib()};
    const auto begun = steady_clock::now();
    for (int part = 1; part <= 6; ++part) {
        do ask();
            while (steady_clock::now() < begun + all * part / 6);
        sizes.push_back(server.process().resident_kib());
    }
    std::string words;
    for (const auto size : sizes) words += std::to_string(size) + " ";
    if (wanted != nullptr) WARN(requests << " requests in " << all.count() << " s; KiB before and after each sixth: " << words);
    INFO(words);
    CHECK(sizes.back() <= sizes.front() * 115 / 100);
    if (all >= seconds{60}) CHECK(sizes.back() <= sizes[3] * 103 / 100);  // the second half is flat
    CHECK(server.stop() == 0);
}

TEST_CASE("an account that exists and a name that nobody has answer a wrong password alike, in words, headers, time and waiting") {
    Place place("sqlite");
    place.set("sign_in.first_delay_seconds", "60");  // however slow the machine, the wait is not over before the next guess
    LiveServer server(place);
    Guesser guesser(server.port());
    std::vector<milliseconds> known, unknown;
    const std::vector<std::string> accounts{"priya.nair", "tom.reddish", "kofi.osei", "jess.marlow"};
    for (int i = 0; i < 12; ++i) {
        const auto real = guesser.guess(accounts[static_cast<std::size_t>(i) % accounts.size()]);
        const auto none = guesser.guess("nobody.number" + std::to_string(i % 4));
        CHECK(real.status == 422);
        CHECK(none.status == 422);
        CHECK(real.page == none.page);
        CHECK(real.headers == none.headers);
        known.push_back(real.took), unknown.push_back(none.took);
    }
    const auto one = at_share(known, 0.5), other = at_share(unknown, 0.5);
    INFO("medians " << one.count() << " ms and " << other.count() << " ms");
    CHECK(std::abs((one - other).count()) <= std::max<long>(6, 3 * std::min(one, other).count() / 10));
    std::vector<int> real_steps, other_steps;
    for (int i = 0; i < 7; ++i) real_steps.push_back(guesser.guess("dana.crisp").status);
    for (int i = 0; i < 7; ++i) other_steps.push_back(guesser.guess("nobody.at.all").status);
    CHECK(real_steps == other_steps);
    CHECK(real_steps.front() == 422);
    CHECK(real_steps.back() == 429);
    CHECK(server.stop() == 0);
}
