// Reads the forms of a page as a browser would, and fills them in: enough of HTML for the pages of this house.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casework::testing {

struct PageForm {
    std::string action;
    std::vector<std::pair<std::string, std::string>> typed;  // hidden values as they stand, the first choice, and `words` in every text box
    std::string file;  // the name of its box for a file, also among `typed`; empty: it has none
};

// The forms that are sent with POST, each with one of its buttons. `words`: what to type into the text box of that name, which holds that value.
using WordsFor = std::function<std::string(std::string_view name, std::string_view value)>;
std::vector<PageForm> filled_forms(std::string_view page, const WordsFor& words);
inline std::vector<PageForm> filled_forms(std::string_view page, std::string_view words) {
    return filled_forms(page, [words](std::string_view, std::string_view) { return std::string(words); });
}

}  // namespace casework::testing
