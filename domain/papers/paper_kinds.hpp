// Every paper whose wording a partnership may set: what it is called, what demands it, its parts, and how a wording reads.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/papers/paper_parts.hpp"
#include "domain/refusal.hpp"

namespace casework::domain::papers {

struct PaperKind {
    std::string_view name, words, authority;
    std::string_view marking;  // of a paper that stays within the bodies; empty: it is for the person
    std::vector<PaperPart> (*parts)(std::string_view paper);
    PaperText (*sample)(std::string_view paper, std::string_view wording);
};
std::span<const PaperKind> paper_kinds();
const PaperKind* find_paper(std::string_view name);
// Of a document as it is kept: those of several breaches of one record are counted apart, "pspo_penalty-3" is the notice of the third.
const PaperKind* paper_of_document(std::string_view kind);
std::vector<PaperPart> parts_of_paper(std::string_view paper);
// Every part in the house's own order, as a wording to begin with.
std::string house_wording(std::string_view paper);
constexpr std::size_t wording_max = 6000;
// Unknown or repeated parts, a part that the law demands and is left out: all at once, nothing when it can be used.
Refusals wording_refused(std::string_view paper, std::string_view wording);
// How it reads, with invented facts.
PaperText sample_paper(std::string_view paper, std::string_view wording);

}  // namespace casework::domain::papers
