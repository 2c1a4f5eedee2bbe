// A paper as parts in an order: each part is what the law and the record make of it; a partnership may set its own words between them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/papers/paper_writing.hpp"

namespace casework::domain::papers {

// `authority`: what demands the part; such a part is locked: it may be moved, never left out or changed. Without it, it may be left out.
struct PaperPart {
    std::string_view name, words, authority;
};
template <class Facts>
struct PartRow {
    PaperPart part;
    void (*write)(Writing&, const Facts&);
};

// A line of a wording: a part by its name, or own words.
struct WordingLine {
    std::string_view part;  // empty: own words
    LineKind kind{};
    std::string words;
};
// Lines as they are typed: "[[requirements]]", "# A heading", "- an item of a list", anything else a paragraph.
std::vector<WordingLine> wording_lines(std::string_view wording);

// By the wording, or without one every part in the order of the rows.
template <class Facts>
PaperText written(std::span<const PartRow<Facts>> rows, const Facts& facts, std::string_view wording) {
    Writing out;
    const auto write = [&](std::string_view name) {
        for (const auto& row : rows)
            if (row.part.name == name) row.write(out, facts);
    };
    if (wording.empty())
        for (const auto& row : rows) row.write(out, facts);
    for (const auto& line : wording_lines(wording)) {
        if (!line.part.empty()) write(line.part);
        else out.text.push_back({line.kind, line.words});
    }
    return std::move(out.text);
}
template <class Facts>
std::vector<PaperPart> parts_of(std::span<const PartRow<Facts>> rows) {
    std::vector<PaperPart> parts;
    for (const auto& row : rows) parts.push_back(row.part);
    return parts;
}

// What a later wording takes out and puts in, line by line.
struct WordingChange {
    enum class Kind { same, out, in } kind{};
    std::string line;
};
std::vector<WordingChange> wording_changes(std::string_view before, std::string_view after);

}  // namespace casework::domain::papers
