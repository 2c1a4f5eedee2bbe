// A paper as lines of text: one text, from which the page, the print and the stored copy are made.
#pragma once

#include <string>
#include <vector>

namespace casework::domain::papers {

// Stored, each line begins with the mark of its kind: "# heading", "p paragraph", "- item", "= requirement", ": Label: value",
// "~ name | role | organisation" of who signs.
enum class LineKind { heading, paragraph, item, requirement, fact, signature };
struct PaperLineText {
    LineKind kind{};
    std::string words;
};
using PaperText = std::vector<PaperLineText>;
std::string stored(const PaperText& text);  // one line each, with its mark
PaperText parse_paper(const std::string& stored);

}  // namespace casework::domain::papers
