// The grammar of the scenarios: which sentences there are, what stands in their gaps, and the details that may follow.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/scenarios/stage.hpp"

namespace casework::scenarios {

// Given sets the scene, When acts and may be refused, Then claims. "And" goes on with the kind before it.
enum class Kind { given, when, then };

// What follows an act: `, with reason "Moved away", without the signpost`. Every detail must be one that the act asks for.
class Details {
  public:
    Details() = default;
    explicit Details(std::string_view tail);  // throws Failed on anything else than with and without
    // What was given, nothing when it was left out, otherwise the usual answer.
    std::string text(const std::string& name, std::string usual);
    bool left_out(const std::string& name);
    std::optional<domain::Date> day(const std::string& name, domain::Date today, std::string usual);
    void all_used() const;  // throws Failed naming a detail that nobody asked for

  private:
    std::map<std::string, std::string> given_;  // left out: empty
    std::map<std::string, bool> used_;
};

// today, yesterday, tomorrow, in 5 days, 5 days ago, or 2026-11-23.
domain::Date day_of(std::string_view words, domain::Date today);
// "Dean Harwell, Leah Costin and Gary Tindle"
std::vector<std::string> listed(std::string_view words);

// One sentence: its gaps are {who}, {person}, {agency}, {text} (in quotes), {number}, {day} and {list}.
struct Sentence {
    Kind kind;
    std::string pattern;
    void (*told)(Stage&, const std::vector<std::string>& gaps, Details&);
};
// Every sentence there is; a scenario may use nothing else.
const std::vector<Sentence>& sentences();

std::vector<Sentence> list_sentences();
std::vector<Sentence> claims_about_the_list();
std::vector<Sentence> meeting_sentences();
std::vector<Sentence> action_sentences();
std::vector<Sentence> job_sentences();
std::vector<Sentence> access_sentences();
std::vector<Sentence> sharing_sentences();
std::vector<Sentence> claims_about_access();

}  // namespace casework::scenarios
