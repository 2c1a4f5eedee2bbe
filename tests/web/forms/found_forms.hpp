// Every form that the people of the demo find by following links, one for each POST of the route table, and what stands in the tables.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/web/page_forms.hpp"
#include "tests/web/web_house.hpp"
#include "web/route.hpp"

namespace casework::testing {

struct FoundForm {
    const web::Route* row = nullptr;
    std::string username, page, page_body, action;
    WebHouse::Typed typed;  // as filled in, its tokens among it
};

class FormsOfHouse {
  public:
    explicit FormsOfHouse(WebHouse& house);
    const std::vector<FoundForm>& forms() const { return forms_; }
    WebHouse::Browser& browser(const std::string& username) { return *browsers_.at(username); }
    std::size_t pages() const { return seen_.size(); }
    // What stood in the tables when everybody had signed in and nobody had opened a page.
    const std::map<std::string, std::string>& before() const { return before_; }

  private:
    void walk(const std::string& username);
    void take_forms(const std::string& username, const std::string& page, const std::string& body);

    WebHouse& house_;
    std::map<std::string, std::unique_ptr<WebHouse::Browser>> browsers_;
    std::set<std::string> seen_;  // kinds of pages
    std::map<std::string, std::string> before_;
    std::vector<FoundForm> forms_;
};

// The digest of every data table but the notes of who opened what, by name.
std::map<std::string, std::string> table_digests(WebHouse& house);
// The names of the tables that differ.
std::string differing(const std::map<std::string, std::string>& before, const std::map<std::string, std::string>& after);
// Every protected fact of the demo: safe contacts, protected addresses, who reported and who applied.
std::vector<std::string> protected_words(WebHouse& house);
// How many entries of the ledger tell of that act.
std::int64_t acts(WebHouse& house, std::string_view act);

}  // namespace casework::testing
