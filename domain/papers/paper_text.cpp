// Keeping the lines of a paper as one string, and reading them back.
#include "domain/papers/paper_text.hpp"

#include <string_view>

#include <fmt/format.h>

#include "domain/text.hpp"

namespace casework::domain::papers {
namespace {

constexpr std::string_view line_marks = "#p-=:~";  // in the order of LineKind

}  // namespace

std::string stored(const PaperText& text) {
    std::string out;
    for (const auto& line : text) out += fmt::format("{} {}\n", line_marks[static_cast<std::size_t>(line.kind)], line.words);
    return out;
}

PaperText parse_paper(const std::string& stored) {
    PaperText text;
    for (const auto line : words_of(stored, '\n')) {
        const auto mark = line_marks.find(line.front());
        if (mark != std::string_view::npos && line.size() > 2) text.push_back({static_cast<LineKind>(mark), std::string(line.substr(2))});
    }
    return text;
}

}  // namespace casework::domain::papers
