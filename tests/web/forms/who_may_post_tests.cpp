// Every POST of the route table against every role and level: what the policy says is what the door does, and what the handlers decide stands in a golden file.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <fstream>
#include <set>
#include <sstream>

#include "persistence/demo/stage.hpp"
#include "tests/web/forms/found_forms.hpp"
#include "tests/web/leaks/hidden_records.hpp"
#include "web/router.hpp"

using namespace casework;
using namespace casework::testing;

namespace {

// Every role, and of the practitioners every level, in the group, beside it and outside.
constexpr const char* walkers[] = {"jess.marlow", "kofi.osei", "mel.hart", "priya.nair", "grace.holloway", "jo.stone", "helen.fairley", "lena.ward", "owen.price", "ruth.adeyemi", "neil.sutton", "glen.shaw"};

std::string one(WebHouse& house, std::string_view sql) {
    std::string value;
    house.database->read([&](persistence::Transaction& tx) { tx.one(sql, {}, {&value}); });
    return value;
}

// Something of the demo that the row is about; what else its pattern names is nothing that exists.
struct Example {
    std::string address, object;  // the record or panel the row is judged by
    bool whole = true;            // nothing else is named
};

class Examples {
  public:
    explicit Examples(WebHouse& house) : records_(leaks::shown_records(house)) {
        records_["/records/"] = records_.at("/nominals/");
        records_["/meetings/"] = one(house, "SELECT id FROM meeting WHERE panel = 'tctf' ORDER BY starts_at LIMIT 1");
        records_["/people/"] = one(house, "SELECT person_id FROM nominal WHERE id = '" + records_.at("/nominals/") + "'");
        records_["/actions/"] = one(house, "SELECT min(id) FROM case_action WHERE case_id = '" + records_.at("/nominals/") + "'");
        records_["/agreements/"] = one(house, "SELECT max(id) FROM second_person WHERE asked_at IS NOT NULL");
    }
    Example of(const web::Route& row) const {
        Example example{.address = std::string(row.pattern), .object = {}};
        for (const auto& [stem, id] : records_)
            if (example.address.starts_with(stem + "{id}")) example.address.replace(stem.size(), 4, example.object = id);
        if (const auto at = example.address.find("{panel}"); at != std::string::npos && example.object.empty()) example.address.replace(at, 7, example.object = panel_of(row.pattern));
        for (auto at = example.address.find('{'); at != std::string::npos; at = example.address.find('{')) {
            example.address.replace(at, example.address.find('}') - at + 1, "NONE-2026-0001");
            example.whole = false;
        }
        return example;
    }

  private:
    static std::string panel_of(std::string_view pattern) {
        if (pattern.find("/vulnerability") != std::string_view::npos) return "csvg";
        for (const auto* of_enforcement : {"/cases", "/authorities", "/reports", "/tools", "/case-reviews", "/wordings"})
            if (pattern.find(of_enforcement) != std::string_view::npos) return "cpt";
        return "tctf";
    }
    std::map<std::string, std::string, std::less<>> records_;
};

// The action and the object that the door judges a row by; nothing where the handler decides.
struct Judged {
    auth::Action action;
    std::string object;
};
std::optional<Judged> judged(const web::Route& row, const Example& example) {
    if (const auto* record = std::get_if<web::OnRecord>(&row.access)) return Judged{record->action, example.object};
    if (const auto* panel = std::get_if<web::OnPanel>(&row.access)) return Judged{panel->action, panel->parameter == "panel" ? example.object : std::string(panel->parameter)};
    return std::nullopt;
}

// A system administrator administers a panel, but who may issue for it is its coordinators' to say.
const std::set<std::string_view> handler_is_stricter{"/groups/{panel}/authorities"};

std::string golden(const std::string& now) {
    const std::string path = std::string(CASEWORK_SOURCE_DIR) + "/tests/golden/posts.txt";
    if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(path) << now;
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("what the policy denies no POST does and what it allows no door refuses for every role and level") {
    WebHouse house;
    const Examples examples(house);
    std::map<std::string_view, std::string> decided;  // by handlers
    std::size_t denied = 0, allowed = 0;
    std::vector<std::unique_ptr<WebHouse::Browser>> browsers;
    for (const auto* walker : walkers) browsers.emplace_back(std::make_unique<WebHouse::Browser>(house))->sign_in(walker);
    const auto before = table_digests(house);
    for (std::size_t at = 0; at < std::size(walkers); ++at) {
        persistence::Asked asked;
        asked.actor = persistence::demo::Stage(*house.database, house.ledger, house.now).actor(walkers[at]);
        asked.actor.password_at = house.now;
        persistence::Gate gate(*house.database, house.ledger, house.now, std::move(asked));
        for (const auto& row : web::routes()) {
            if (row.method != web::Method::post || std::holds_alternative<web::Anyone>(row.access)) continue;
            const auto example = examples.of(row);
            // A field that no form declares: whoever comes in is refused for it, and nothing is done.
            const auto status = browsers[at]->post(example.address, {{"forged", "1"}}).status;
            INFO(walkers[at] << " sends " << example.address << ", answered " << status);
            const auto by = judged(row, example);
            if (!by) {
                decided[row.pattern] += fmt::format("{:<5}", status);
                continue;
            }
            const auto decision = gate.would_allow(by->object, by->action);
            if (decision.verdict == auth::Verdict::deny) {
                ++denied;
                CHECK(status == (decision.known ? 403 : 404));
            } else {
                ++allowed;
                CHECK((status == 422 || (status == 404 && (!example.whole || handler_is_stricter.contains(row.pattern)))));
            }
        }
    }
    CHECK(differing(before, table_digests(house)) == "");
    CHECK(denied > 400);
    CHECK(allowed > 100);
    std::string text = fmt::format("What a POST that no panel or record decides is answered with, sent with a field too many\n\n{:<46}", "");
    for (const auto* walker : walkers) text += fmt::format("{:<5}", std::string(walker).substr(0, 4));
    for (const auto& row : web::routes())
        if (const auto found = decided.find(row.pattern); row.method == web::Method::post && found != decided.end()) text += fmt::format("\n{:<46}{}", row.pattern, found->second);
    std::string trimmed;  // no spaces at the ends of lines
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) trimmed += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    CHECK(trimmed == golden(trimmed));
}

TEST_CASE("whoever has not signed in is led to signing in by every POST") {
    WebHouse house;
    const Examples examples(house);
    const auto before = table_digests(house);
    WebHouse::Browser stranger(house);
    stranger.get("/sign-in");
    for (const auto& row : web::routes()) {
        if (row.method != web::Method::post || std::holds_alternative<web::Anyone>(row.access)) continue;
        const auto answer = stranger.post(examples.of(row).address, {{"why", "Some words"}});
        INFO(row.pattern);
        CHECK(answer.status == 303);
        CHECK(answer.header("Location").starts_with("/sign-in"));
        CHECK(answer.body.empty());
    }
    CHECK(differing(before, table_digests(house)) == "");
}
