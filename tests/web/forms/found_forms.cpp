// Following links as a browser would, one page of each kind, and reading its forms.
#include "tests/web/forms/found_forms.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "persistence/data_tables.hpp"
#include "web/router.hpp"

namespace casework::testing {
namespace {

// Chairs and coordinators of each group first, because they see most; then who works outside the groups.
constexpr const char* people[] = {"priya.nair", "grace.holloway", "jo.stone", "mel.hart", "owen.price", "ruth.adeyemi", "neil.sutton", "kofi.osei"};
constexpr int records_of_a_kind = 3;

std::string without(std::string text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
    return text;
}

std::vector<std::string> links_of(std::string_view body) {
    std::vector<std::string> links;
    for (auto at = body.find(" href=\"/"); at != body.npos; at = body.find(" href=\"/", at + 1)) {
        const auto from = at + 7;
        auto link = without(std::string(body.substr(from, body.find('"', from) - from)), "&amp;", "&");
        links.push_back(link.substr(0, link.find('#')));
    }
    return links;
}

// One page of each kind is enough: a step is of another kind than the next step, a record is like the next record.
std::string kind_of(const web::Matched& matched) {
    std::string kind(matched.route->pattern);
    for (const auto& [name, value] : matched.parameters)
        if (name == "event" || name == "part" || name == "page" || name == "kind" || name == "panel" || name == "measure") kind = without(kind, "{" + name + "}", value);
    return kind;
}

// What is drawn, not filled in, and what would only be drawn again.
bool left_out(std::string_view pattern) {
    for (const auto* end : {".csv", ".pdf", ".svg", "/pdf", "/file", "/bundle", "{document}"})
        if (pattern.ends_with(end)) return true;
    return false;
}

}  // namespace

FormsOfHouse::FormsOfHouse(WebHouse& house) : house_(house) {
    for (const auto* username : people) {
        WebHouse::Browser(house_).sign_in(username);  // a session elsewhere, which can be ended
        browsers_[username] = std::make_unique<WebHouse::Browser>(house_);
        browsers_[username]->sign_in(username);
    }
    before_ = table_digests(house_);
    for (const auto* username : people) walk(username);
}

void FormsOfHouse::walk(const std::string& username) {
    std::deque<std::string> ahead{"/", "/account", "/emergency", "/pointers", "/confirm?act=export&object=tctf&need=password&next=/"};
    std::map<std::string, int> kinds;
    std::set<std::string> asked;
    while (!ahead.empty()) {
        const auto address = ahead.front();
        ahead.pop_front();
        const auto matched = web::match(web::routes(), web::Method::get, address.substr(0, address.find('?')));
        if (matched.route == nullptr || left_out(matched.route->pattern)) continue;
        const auto kind = kind_of(matched);
        const bool record = matched.route->pattern.ends_with("{id}");
        if (!asked.insert(address).second || kinds[kind] >= (record ? records_of_a_kind : 1) || (seen_.contains(kind) && kind.find('{') != std::string::npos && !record)) continue;
        const auto answer = browsers_[username]->get(address);
        if (answer.status != 200) continue;  // another record may open it
        ++kinds[kind];
        seen_.insert(kind);
        take_forms(username, address, answer.body);
        for (auto& link : links_of(answer.body)) ahead.push_back(std::move(link));
    }
}

void FormsOfHouse::take_forms(const std::string& username, const std::string& page, const std::string& body) {
    for (auto& form : filled_forms(body, "Some words")) {
        const auto action = form.action.empty() ? page : form.action;
        const auto matched = web::match(web::routes(), web::Method::post, action.substr(0, action.find('?')));
        if (matched.route == nullptr) throw std::logic_error("a form leads nowhere: " + action);
        if (std::ranges::find(forms_, matched.route, &FoundForm::row) == forms_.end()) forms_.push_back({matched.route, username, page, body, action, std::move(form.typed)});
    }
}

std::map<std::string, std::string> table_digests(WebHouse& house) {
    std::map<std::string, std::string> digests;
    house.database->read([&](persistence::Transaction& tx) {
        for (const auto& table : persistence::data_tables(tx)) {
            if (table.name == "record_opening" || table.key.empty()) continue;
            persistence::each_row(tx, table, [&](const std::string& record, const std::string& digest) { digests[table.name] += record + digest; });
        }
    });
    return digests;
}

std::string differing(const std::map<std::string, std::string>& before, const std::map<std::string, std::string>& after) {
    std::set<std::string> names;
    for (const auto& [name, digest] : before)
        if (!after.contains(name) || after.at(name) != digest) names.insert(name);
    for (const auto& [name, digest] : after)
        if (!before.contains(name)) names.insert(name);
    std::string words;
    for (const auto& name : names) words += name + " ";
    return words;
}

std::vector<std::string> protected_words(WebHouse& house) {
    std::set<std::string> words;
    house.database->read([&](persistence::Transaction& tx) {
        for (const auto* sql : {"SELECT address FROM person_address WHERE field_class = 2", "SELECT name FROM report_source", "SELECT telephone FROM report_source", "SELECT own_words FROM report_source",
                                "SELECT applicant FROM case_review_source", "SELECT contact FROM case_review_source", "SELECT safe_contact FROM case_review_source"}) {
            std::string word;
            tx.each(sql, {}, {&word}, [&] { words.insert(word); });
        }
    });
    words.erase("");
    return {words.begin(), words.end()};
}

std::int64_t acts(WebHouse& house, std::string_view act) {
    const auto holds = [](const std::string& word) { return "instr(body, CAST('" + word + "' AS BLOB)) > 0"; };
    return house.count("SELECT count(*) FROM audit_entry WHERE " + holds(std::string(act)) + " AND NOT " + holds("/" + std::string(act)));  // not the pattern of an address
}

}  // namespace casework::testing
