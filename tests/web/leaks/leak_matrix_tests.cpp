// Two houses that differ in hidden records only: whoever may not know them is answered byte for byte alike, on every surface.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <future>
#include <set>
#include <sstream>

#include "tests/web/leaks/walk.hpp"
#include "web/router.hpp"

using namespace casework;
using namespace casework::testing::leaks;
using casework::testing::WebHouse;
using casework::testing::database_kinds;

namespace {

// Every role, and of the practitioners every level, in the group, beside it and outside. First walks owen.price, who answers for emergency access
// and conflicts of interest of the whole partnership, and is told whether there was something to open or to be kept from.
constexpr std::string_view walkers[] = {"owen.price", "jess.marlow", "kofi.osei", "mel.hart", "priya.nair", "grace.holloway", "helen.fairley", "lena.ward", "ruth.adeyemi", "neil.sutton", "glen.shaw"};
constexpr std::string_view insider = "tom.reddish";
constexpr std::string_view user = "jess.marlow";  // of emergency access to hidden records

// What is printed: which row of the access table keeps each walker from each hidden nominal, and on how many answers of each surface nothing differed.
struct Matrix {
    std::map<std::string, std::map<Marking, std::string>> rules;
    std::map<std::string, std::map<Surface, std::set<std::string>>> leaking;
    std::map<std::string, std::set<Part>> leaking_parts;
    std::set<Part> met;

    void compare(std::string_view walker, const Answer& without, const Answer& with) {
        if (without.said != with.said) leaking[std::string(walker)][without.surface].insert(without.address);
        for (const auto part : parts) {
            const auto other = part_of(with, part);
            if (!other.empty()) met.insert(part);
            if (part_of(without, part) != other) leaking_parts[std::string(walker)].insert(part);
        }
    }

    std::string text() const {
        std::string out = "Who may not know the hidden records, and the row of the access table that says so\n\n";
        out += fmt::format("{:<22}", "");
        for (const auto walker : walkers) out += fmt::format("{:<16}", walker);
        for (const auto marking : markings) {
            out += fmt::format("\n{:<22}", name(marking));
            for (const auto walker : walkers) out += fmt::format("{:<16}", rules.at(std::string(walker)).at(marking));
        }
        out += "\n\nWhat differs for them when the records are there\n\n";
        out += fmt::format("{:<22}", "");
        for (const auto walker : walkers) out += fmt::format("{:<16}", walker);
        for (const auto surface : surfaces) {
            out += fmt::format("\n{:<22}", name(surface));
            if (surface == Surface::suppressed) out += "counts, hidden and rounded";
            else for (const auto walker : walkers) {
                const auto of_walker = leaking.find(std::string(walker));
                const bool leaks = of_walker != leaking.end() && of_walker->second.contains(surface);
                out += fmt::format("{:<16}", leaks ? "LEAKS" : "nothing");
            }
        }
        out += "\n\nand of all these answers, whatever the surface\n";
        for (const auto part : parts) {
            out += fmt::format("\n{:<22}", name(part));
            if (!met.contains(part)) out += "no answer has one";
            else for (const auto walker : walkers) out += fmt::format("{:<16}", leaking_parts.contains(std::string(walker)) && leaking_parts.at(std::string(walker)).contains(part) ? "LEAKS" : "nothing");
        }
        out += "\n\nThe addresses of each surface\n";
        for (const auto surface : surfaces) {
            out += fmt::format("\n{}\n", name(surface));
            for (const auto& joined : joined_routes())
                if (joined.surface == surface) out += fmt::format("    {}\n", joined.pattern);
            for (const auto& route : web::routes())
                if (const auto joined = route.method == web::Method::post ? joined_post(route.pattern) : std::nullopt; joined && joined->surface == surface)
                    out += fmt::format("    {} (sent{})\n", route.pattern, joined->sent == Sent::never ? " by nobody: it changes how one is signed in" : joined->sent == Sent::own_words ? " in words of its own" : "");
        }
        std::string trimmed;  // no spaces at the ends of lines
        std::istringstream lines(out);
        for (std::string line; std::getline(lines, line);) trimmed += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
        return trimmed;
    }
};

std::string golden(const std::string& now) {
    const std::string path = std::string(CASEWORK_SOURCE_DIR) + "/tests/golden/leaks.txt";
    if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(path) << now;
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

// The gate that keeps people out is the same on both databases: tests/run walks SQLite, tests/run --full PostgreSQL too.
std::vector<std::string> databases() {
    if (std::getenv("CASEWORK_TEST_LEAKS_EVERYWHERE") == nullptr) return {"sqlite"};
    return database_kinds();
}

using Answers = std::vector<Answer>;

// The same in both houses at once.
std::pair<Answers, Answers> in_both(WebHouse& without, WebHouse& with, Answers (*go)(WebHouse&, const std::string&), std::string_view walker) {
    auto other = std::async(std::launch::async, [&] { return go(with, std::string(walker)); });
    auto answers = go(without, std::string(walker));
    return {std::move(answers), other.get()};
}

std::vector<std::string> accounts_of(WebHouse& house) {
    std::vector<std::string> accounts;
    for (const auto walker : walkers) accounts.push_back(account_of(house, std::string(walker)));
    return accounts;
}

// The rows that were hidden stand in the ledger of their house: both begin with as many entries, so that their numbers say nothing.
void make_level(WebHouse& without, WebHouse& with) {
    const auto entries = [](WebHouse& house) { return house.count("SELECT sum(size) FROM audit_head"); };
    for (auto missing = entries(with) - entries(without); missing > 0; --missing) {
        domain::LedgerEntry entry;
        entry.action = "wait";
        without.ledger.record(std::move(entry)).get();
    }
}

}  // namespace

TEST_CASE("every address has joined the leak matrix as a surface, those that are sent to as well") {
    const auto is_route = [](web::Method method, std::string_view pattern) { return std::ranges::any_of(web::routes(), [&](const web::Route& route) { return route.method == method && route.pattern == pattern; }); };
    for (const auto& route : web::routes()) {
        INFO(route.pattern);
        if (route.method == web::Method::get) CHECK(joined_route(route.pattern) != nullptr);
        if (route.method == web::Method::post) CHECK(joined_post(route.pattern).has_value());
    }
    for (const auto& post : posts_of_their_own()) {
        INFO(post.pattern << " stands in the matrix and nothing is sent there any more");
        CHECK(is_route(web::Method::post, post.pattern));
    }
    for (const auto& joined : joined_routes()) {
        INFO(joined.pattern << " stands in the matrix and is no address any more");
        CHECK(is_route(web::Method::get, joined.pattern));
    }
}

TEST_CASE("a record that one may not know changes nothing that one can see, on every surface, whatever one's role", "[leaks]") {
    const WebHouse::Pattern pattern(GENERATE(from_range(databases())));
    WebHouse without(pattern), with(pattern);
    answer_pointers(without), answer_pointers(with);
    hide(with, accounts_of(with));
    Matrix matrix;
    std::size_t answers = 0;
    const auto compare = [&](std::string_view walker, const std::pair<Answers, Answers>& both) {
        const auto& [a, b] = both;
        answers += a.size();
        for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) matrix.compare(walker, a[i], b[i]);
        for (const auto& line : differences(a, b)) {
            INFO(walker << " " << line);
            CHECK(false);
        }
    };
    for (const auto walker : walkers) matrix.rules[std::string(walker)] = keep_out(with, std::string(walker));
    make_level(without, with);
    const char* alone = std::getenv("CASEWORK_LEAK_WALKER");  // one of them, while a leak is looked for
    for (const auto walker : walkers) {
        if (alone != nullptr && walker != alone) continue;
        compare(walker, in_both(without, with, walk, walker));
        // Everybody who walks later shows that it told them nothing.
        if (walker == user) compare(walker, in_both(without, with, use_emergency_access, walker));
    }
    if (alone != nullptr) return;
    WARN(answers << " answers compared");
    CHECK(golden(matrix.text()) == matrix.text());

    // Who may know them sees them on every surface that shows records: otherwise the comparison would prove nothing.
    const auto [a, b] = in_both(without, with, walk, insider);
    std::set<Surface> shows;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
        if (a[i].said != b[i].said) shows.insert(a[i].surface);
    for (const auto surface : {Surface::page, Surface::form, Surface::list, Surface::search, Surface::feed, Surface::link, Surface::duplicate_check, Surface::access_log, Surface::access, Surface::document, Surface::exported, Surface::print, Surface::statistics}) {
        INFO("on the surface: " << name(surface));
        CHECK(shows.contains(surface));
    }
}

// Figures of health needs are not asked: which needs somebody has stays the same in both houses here.
TEST_CASE("a value that is protected changes nothing for who may read the record without it", "[leaks]") {
    const WebHouse::Pattern pattern(GENERATE(from_range(databases())));
    WebHouse plain(pattern), other(pattern);
    change_protected_values(other);
    make_level(plain, other);
    std::size_t read = 0;
    for (const auto walker : {"jess.marlow", "mel.hart", "mina.rowe"}) {
        const auto [a, b] = in_both(plain, other, read_what_is_shown, walker);
        for (const auto& answer : a) read += answer.status == 200 && answer.surface == Surface::page ? 1 : 0;
        for (const auto& line : differences(a, b)) {
            INFO(walker << " " << line);
            CHECK(false);
        }
    }
    CHECK(read > 6);  // a nominal, a case, a report, a tool, a review and a vulnerability case are read
    // Whoever is shown them sees the change.
    for (const auto coordinator : {"jo.stone", "grace.holloway"}) {
        INFO(coordinator);
        const auto [a, b] = in_both(plain, other, read_what_is_shown, coordinator);
        CHECK_FALSE(differences(a, b).empty());
    }
}
