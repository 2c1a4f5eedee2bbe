// Asking, masking and comparing.
#include "tests/web/leaks/walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "tests/support/pdf_reading.hpp"
#include "web/jobs/job_runner.hpp"
#include "web/router.hpp"

namespace casework::testing::leaks {
namespace {

using web::Method;

constexpr std::size_t random_least = 20, hexadecimal_least = 12;  // as long as the shortest token, and the name of a session

bool of_token(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'; }

// A PDF takes a second to make, so that two walkers have them made: one who may not know the hidden records and one who may.
constexpr std::string_view readers_of_documents[] = {"mel.hart", "tom.reddish"};

// Long words with figures or capitals in them are tokens, keys and random ids; a reference is shorter.
std::string masked(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        bool mixed = false, hexadecimal = true;
        for (; end < text.size() && of_token(text[end]); ++end) {
            const char c = text[end];
            mixed = mixed || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
            hexadecimal = hexadecimal && ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        }
        if (end == at) {
            out += text[at++];
            continue;
        }
        const bool random = mixed && end - at >= (hexadecimal ? hexadecimal_least : random_least);
        out += random ? std::string_view("#") : text.substr(at, end - at);
        at = end;
    }
    return out;
}

std::string said(const web::Response& response) {
    std::string text = fmt::format("{}\n", response.status);
    for (const auto& [name, value] : response.headers)
        if (name != "Set-Cookie" && name != "Audit-Receipt" && name != "X-CSRF-Token") text += fmt::format("{}: {}\n", name, value);
    if (response.body.starts_with("%PDF")) return masked(text + "\n" + (PdfReading::possible() ? PdfReading(response.body).text() : "a PDF"));  // the file itself holds the time of its making
    if (response.header("Content-Type").starts_with("image/")) return masked(text + "\na picture");  // of a seed made anew
    return masked(text + "\n" + response.body);
}

std::string one(WebHouse& house, std::string_view sql) {
    std::string value;
    house.database->read([&](persistence::Transaction& tx) { tx.one(sql, {}, {&value}); });
    return value;
}

void replace(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
}

// The ids that a pattern stands for, among what the demo shows.
struct Shown {
    Examples records;
    std::string person, meeting, action, list, agreement, account, kept;

    explicit Shown(WebHouse& house) : records(shown_records(house)) {
        const auto& nominal = records.at("/nominals/");
        person = one(house, "SELECT person_id FROM nominal WHERE id = '" + nominal + "'");
        meeting = one(house, "SELECT id FROM meeting WHERE panel = 'tctf' ORDER BY starts_at LIMIT 1");
        action = one(house, "SELECT min(id) FROM case_action WHERE case_id = '" + nominal + "'");
        list = one(house, "SELECT max(id) FROM agreed_list WHERE panel = 'tctf'");
        agreement = one(house, "SELECT max(id) FROM second_person WHERE asked_at IS NOT NULL");
        account = one(house, "SELECT id FROM account WHERE username = 'jess.marlow'");
        kept = one(house, "SELECT min(id) FROM document");
        if (person.empty() || meeting.empty() || action.empty() || list.empty()) throw std::logic_error("the demo shows too little");
    }
    // The same ids as the copies under a marking have them.
    Shown hidden(Marking marking) const {
        Shown other = *this;
        for (auto& [stem, id] : other.records) id = hidden_reference(id, marking);
        other.person = hidden_reference(person, marking);
        other.action = action.substr(0, action.rfind('-') + 1) + std::to_string(1 + static_cast<int>(marking)) + action.substr(action.rfind('-') + 1);
        return other;
    }
    std::string address(std::string_view pattern, std::string_view panel) const {
        std::string text(pattern);
        replace(text, "/case-reviews/{id}/papers/{kind}", "/case-reviews/{id}/papers/review_request");
        for (const auto& [stem, id] : records) replace(text, stem + "{id}", stem + id);
        replace(text, "/records/{id}", "/records/" + records.at("/nominals/"));
        for (const auto& [what, id] : {std::pair{"/people/{id}", person}, {"/meetings/{id}", meeting}, {"/actions/{id}", action}, {"/agreements/{id}", agreement}, {"/accounts/{id}", account}})
            replace(text, what, std::string(what).substr(0, std::string_view(what).find('{')) + id);
        replace(text, "/disposals/{id}", "/disposals/" + std::string(hidden_disposal));
        replace(text, "{list}", list), replace(text, "{panel}", panel), replace(text, "{n}", "1"), replace(text, "{document}", kept), replace(text, "{account}", account);
        replace(text, "/papers/{kind}", "/papers/service_statement"), replace(text, "{event}", "accept"), replace(text, "{page}", "who"), replace(text, "{part}", "conduct"), replace(text, "{kind}", "details"), replace(text, "{paper}", "1");
        while (text.find('{') != std::string::npos) replace(text, text.substr(text.find('{'), text.find('}') - text.find('{') + 1), "NONE-2026-0001");
        return text;
    }
};

class Walk {
  public:
    Walk(WebHouse& house, const std::string& username) : house_(house), shown_(house), browser_(house), turn_(username.size()), reads_documents_(std::ranges::find(readers_of_documents, username) != std::end(readers_of_documents)) {
        if (browser_.sign_in(username).status != 303) throw std::logic_error(username + " cannot sign in");
    }

    std::vector<Answer> all() {
        read_everything();
        take_a_file();
        search();
        check_duplicates();
        post_everything();
        ask_for_pointer();
        ask_for_access();
        declare();
        look_again();  // what the forms left behind
        return std::move(answers_);
    }
    std::vector<Answer> emergency() {
        use_emergency_access();
        return std::move(answers_);
    }
    std::vector<Answer> shown() {
        for (const auto& joined : joined_routes())
            if (is_read(joined) && !joined.pattern.ends_with("pdf"))
                for (const auto panel : panels_of(joined.pattern)) get(shown_.address(joined.pattern, panel), joined.surface, true);
        browser_.get("/account");
        for (const auto& route : web::routes())
            if (route.method == Method::post && is_about_record(route)) post_anything(shown_.address(route.pattern, "tctf"), joined_post(route.pattern)->surface);
        return std::move(answers_);
    }

  private:
    void keep(std::string address, Surface surface, const web::Response& response) {
        const bool misspelled_name = address.ends_with(misspelled) || address.find(std::string(misspelled) + ",") != std::string::npos;
        answers_.push_back({std::move(address), surface, response.status, said(response), misspelled_name, !response.header("ETag").empty()});
    }

    // What leaves for a purpose asks for it first: given here, and for the password with it.
    bool gives_purpose(const web::Response& response) {
        const auto location = response.header("Location");
        if (response.status != 303 || !location.starts_with("/confirm?")) return false;
        browser_.get(std::string(location));
        auto typed = web::urlencoded_fields(location.substr(location.find('?') + 1)).value();
        typed.emplace_back("purpose", "meeting"), typed.emplace_back("password", persistence::demo::password);
        return browser_.post("/confirm", std::move(typed)).status == 303;
    }

    web::Response get(const std::string& address, Surface surface, bool as_json, const std::string& called = {}) {
        if (as_json) browser_.headers["accept"] = "application/json";
        auto response = browser_.get(address);
        browser_.headers.erase("accept");
        keep(fmt::format("GET {}{}", called.empty() ? address : called, as_json ? ", as JSON" : ""), surface, response);
        const bool made_anew = address.ends_with("pdf");
        if (as_json || (made_anew && !reads_documents_) || !gives_purpose(response)) return response;
        response = browser_.get(address);
        keep(fmt::format("GET {}, for a purpose", called.empty() ? address : called), surface, response);
        return response;
    }
    web::Response post(const std::string& address, Surface surface, WebHouse::Typed typed, std::string_view more = {}) {
        auto response = browser_.post(address, std::move(typed));
        keep(fmt::format("POST {}{}", address, more), surface, response);
        return response;
    }
    void post_anything(const std::string& address, Surface surface) { post(address, surface, address.ends_with("/reveal") ? WebHouse::Typed{} : WebHouse::Typed{{"note", "Seen on the corner"}, {"step", "none"}}); }

    static std::vector<std::string_view> panels_of(std::string_view pattern) {
        if (pattern.find("{panel}") == std::string_view::npos) return {""};
        if (pattern.find("/vulnerability") != std::string_view::npos) return {"csvg"};
        return {"tctf", "cpt", "socp"};
    }
    // Setting up a second factor begins something; suppressed statistics differ rightly.
    static bool is_read(const Joined& joined) { return joined.pattern != "/sign-in/second-factor/set-up" && joined.surface != Surface::suppressed; }
    static bool is_about_record(const web::Route& route) { return std::holds_alternative<web::OnRecord>(route.access) || std::holds_alternative<web::ThroughRecords>(route.access); }

    void read_everything() {
        for (const auto& joined : joined_routes()) {
            if (!is_read(joined)) continue;
            for (const auto panel : panels_of(joined.pattern))
                for (const bool as_json : {false, true})
                    if ((panel != "socp" && !joined.pattern.ends_with("pdf")) || !as_json) get(shown_.address(joined.pattern, panel), joined.surface, as_json);
            if (joined.pattern.find("{id}") == std::string_view::npos) continue;
            const auto address = shown_.hidden(next_marking()).address(joined.pattern, "tctf");
            if (address != shown_.address(joined.pattern, "tctf")) get(address, joined.surface, turn_ % 3 == 0);
        }
    }
    void look_again() {
        for (const auto& joined : joined_routes())
            if (joined.surface == Surface::feed || joined.surface == Surface::list || joined.surface == Surface::statistics || joined.surface == Surface::access)
                for (const auto panel : panels_of(joined.pattern)) get(shown_.address(joined.pattern, panel), joined.surface, false);
    }
    void search() {
        const auto& nominal = shown_.records.at("/nominals/");
        std::vector<std::string> words{std::string(hidden_name), std::string(hidden_surname), std::string(misspelled), "9 2 1971", "Week Street"};
        for (const auto marking : markings) words.push_back(hidden_reference(nominal, marking));
        for (const auto& text : words) {
            browser_.get("/search");
            const auto began = browser_.post("/search", {{"q", text}});
            keep("POST /search for " + text, Surface::search, began);
            for (const bool as_json : {false, true}) get(std::string(began.header("Location")), Surface::search, as_json, "/search/{id} for " + text);
        }
    }
    // An export, from asking for it to its file.
    void take_a_file() {
        const std::string exports = "/groups/tctf/exports";
        const auto job = std::string(post(exports, Surface::exported, {{"kind", "nominals"}}).header("Location"));
        if (!job.starts_with("/jobs/")) return;
        web::jobs::carry_on(house_.house);
        get(job, Surface::exported, false, "/jobs/{id}");
        get(job + "/file", Surface::exported, false, "/jobs/{id}/file");
    }
    void check_duplicates() {
        for (const auto name : {hidden_name, misspelled}) {
            const WebHouse::Typed who{{"step", "who"}, {"name", std::string(name)}, {"born-day", "9"}, {"born-month", "2"}, {"born-year", "1971"}};
            for (const std::string address : {"/groups/tctf/nominals/add", "/groups/csvg/vulnerability/add"}) {
                browser_.get(address);
                post(address, Surface::duplicate_check, who, fmt::format(" for {}", name));
            }
        }
    }
    // Of hidden records where there is a record in the address, otherwise as it stands.
    void post_everything() {
        browser_.get("/account");
        for (const auto& route : web::routes()) {
            if (route.method != Method::post) continue;
            const auto joined = joined_post(route.pattern);
            if (!joined || joined->sent != Sent::anything) continue;
            const auto panel = panels_of(route.pattern).front();
            post_anything(is_about_record(route) ? shown_.hidden(next_marking()).address(route.pattern, "tctf") : shown_.address(route.pattern, panel), joined->surface);
        }
    }
    // The only record of a person of that name and birth date is one that a conflict of interest keeps them from.
    void ask_for_pointer() {
        browser_.get("/pointers");
        const auto asked_for = post("/pointers", Surface::access, {{"name", std::string(hidden_name)}, {"born-day", "11"}, {"born-month", "2"}, {"born-year", "1971"}, {"purpose", "safeguarding"}, {"reason", "He waits outside our refuge at night"}});
        if (asked_for.status == 303) get(std::string(asked_for.header("Location")), Surface::access, false, "/pointers/{id}");
    }
    void declare() {
        browser_.get("/account/interests");
        post("/account/interests", Surface::own_account, {{"relation", "family"}, {"name", std::string(hidden_name)}, {"born-day", "9"}, {"born-month", "2"}, {"born-year", "1971"}});
    }
    void ask_for_access() {
        for (const auto marking : markings) {
            browser_.get("/access-requests/add");
            post("/access-requests/add", Surface::access, {{"reference", hidden_reference(shown_.records.at("/nominals/"), marking)}, {"reason", "They stand at the door of the refuge"}});
        }
    }
    void use_emergency_access() {
        for (const auto marking : {Marking::restricted, Marking::excluded}) {
            browser_.get("/emergency");
            post("/emergency", Surface::access, {{"reference", hidden_reference(shown_.records.at("/nominals/"), marking)}, {"purpose", "incident"}, {"reason", "They stand at the door of the refuge"}, {"password", std::string(persistence::demo::password)}});
        }
    }

    // Every address is asked about one hidden record, the next about the next: each walker begins at another, so that every surface meets
    // every marking.
    Marking next_marking() { return markings[turn_++ % std::size(markings)]; }

    WebHouse& house_;
    Shown shown_;
    WebHouse::Browser browser_;
    std::size_t turn_;
    bool reads_documents_;
    std::vector<Answer> answers_;
};

std::string first_difference(const std::string& a, const std::string& b) {
    const auto at = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
    const auto from = at < 60 ? 0 : at - 60;
    return fmt::format("without: ...{}... with: ...{}...", a.substr(from, 200), b.substr(from, 200));
}

}  // namespace

std::vector<Answer> walk(WebHouse& house, const std::string& username) { return Walk(house, username).all(); }

std::vector<Answer> use_emergency_access(WebHouse& house, const std::string& username) { return Walk(house, username).emergency(); }
std::vector<Answer> read_what_is_shown(WebHouse& house, const std::string& username) { return Walk(house, username).shown(); }

std::string_view name(Part part) {
    switch (part) {
        case Part::json: return "JSON";
        case Part::error_words: return "error words";
        case Part::suggestion: return "suggestion";
        case Part::count: return "count";
        case Part::etag: return "ETag";
    }
    return "";
}

std::string part_of(const Answer& answer, Part part) {
    switch (part) {
        case Part::json: return answer.address.ends_with(", as JSON") ? answer.said : "";
        case Part::error_words: return answer.status >= 400 ? answer.said : "";
        case Part::suggestion: return answer.misspelled ? answer.said : "";
        case Part::etag: return answer.tagged ? answer.said : "";
        case Part::count: break;
    }
    constexpr Surface counting[] = {Surface::list, Surface::search, Surface::feed, Surface::statistics};
    if (std::ranges::find(counting, answer.surface) == std::end(counting)) return {};
    std::string figures;
    for (const char c : answer.said)
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) figures += c;
        else if (!figures.empty() && figures.back() != ' ') figures += ' ';
    return figures;
}

std::vector<std::string> differences(const std::vector<Answer>& without, const std::vector<Answer>& with) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < without.size() && i < with.size(); ++i)
        if (without[i].said != with[i].said) lines.push_back(fmt::format("{}: {}", without[i].address, first_difference(without[i].said, with[i].said)));
    if (without.size() != with.size()) lines.push_back(fmt::format("{} answers and {}", without.size(), with.size()));
    return lines;
}

}  // namespace casework::testing::leaks
