// The project's own text files, read once for the rules that every file has to keep.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casework::tidy {

struct SourceFile {
    std::string path;  // from the top of the tree: "web/routes.cpp"
    std::string text;

    bool below(std::string_view folder) const;  // "web/"
    bool ends(std::string_view suffix) const;   // ".cpp"
    bool is_cpp() const { return ends(".cpp") || ends(".hpp"); }
    bool is_product() const;  // C++ of the five folders, not of the tests
};

// Everything below the source directory except what is built, fetched or written at run time.
const std::vector<SourceFile>& tree();

std::vector<std::string_view> lines_of(std::string_view text);
// True where `word` stands by itself: no letter, digit or underscore beside it.
bool has_word(std::string_view line, std::string_view word);

// What breaks a rule, as "path:line: text"; a test asks for none.
using Findings = std::vector<std::string>;
std::string finding(const SourceFile& file, std::size_t line_index, std::string_view text);

// The text with comments blanked out, line ends kept, so that a rule reads code and strings only.
std::string without_comments(std::string_view text);

}  // namespace casework::tidy
