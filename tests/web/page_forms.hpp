// Reads the forms of a page as a browser would, and fills them in: enough of HTML for the pages of this house.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casework::testing {

struct PageForm {
    std::string action;
    std::vector<std::pair<std::string, std::string>> typed;  // hidden values as they stand, the first choice, and `words` in every text box
};

// The forms that are sent with POST, each with one of its buttons.
std::vector<PageForm> filled_forms(std::string_view page, std::string_view words);

}  // namespace casework::testing
