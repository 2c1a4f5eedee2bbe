// Goes through a served house as its people do and types a word of its own into every box of every form it meets, in HTML and as JSON.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/fire/visitor.hpp"
#include "tests/web/page_forms.hpp"

namespace casework::fire {

class Planter {
  public:
    explicit Planter(unsigned short port) : port_(port) {}

    // Follows every link and sends every form that this account of the demo is shown; one address of each shape, a form a few times.
    void walk(const std::string& username);
    // What nobody is shown: addresses, headers, names and passwords that do not exist.
    void go_astray();

    // Every word begins with this, has letters only, and stands for one box.
    static constexpr std::string_view stem = "quelmar";
    const std::map<std::string, std::string>& words() const { return words_; }  // "Quelmarbato": "note of /nominals/#/notes"
    const std::map<std::string, int>& carried_out() const { return carried_out_; }  // shapes of forms
    const std::map<std::string, int>& refused() const { return refused_; }
    const std::vector<std::string>& secrets() const { return secrets_; }  // cookies and access tokens

  private:
    std::string word_for(const std::string& box);
    std::string typed_into(const std::string& shape, std::string_view name, std::string_view value, bool first_try);
    std::string access_token(Visitor& visitor);
    void visit(Visitor& visitor, const std::string& token, const std::string& address);
    void read(Visitor& visitor, const std::string& token, const std::string& page, const std::string& address, int depth);
    void send(Visitor& visitor, const std::string& token, const testing::PageForm& form, const std::string& address, int depth);
    std::optional<Answer> sent(Visitor& visitor, const testing::PageForm& form, const std::string& address);
    void send_json(Visitor& visitor, const std::string& token, const testing::PageForm& form, const std::string& address);
    void note(const std::string& shape, const std::optional<Answer>& answer);
    std::string csv();

    unsigned short port_;
    std::map<std::string, std::string> words_, boxes_;  // word: box, box: word
    std::map<std::string, int> carried_out_, refused_;
    std::vector<std::string> secrets_;
    std::deque<std::string> waiting_;
    std::map<std::string, int> seen_, tried_;
};

}  // namespace casework::fire
