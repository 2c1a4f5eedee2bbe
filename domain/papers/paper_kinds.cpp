// The list of papers, and the judging of their wordings.
#include "domain/papers/paper_kinds.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "domain/case_review/review_papers.hpp"
#include "domain/community_protection/breach_papers.hpp"
#include "domain/community_protection/made_papers.hpp"
#include "domain/text.hpp"
#include "domain/tools_and_powers/penalty_paper.hpp"

namespace casework::domain::papers {
namespace {

namespace powers = tools_and_powers;
namespace protection = community_protection;
namespace reviewing = case_review;

constexpr PaperKind kinds[] = {
    // name, words, authority, marking, parts, sample
    {"warning", "Community protection warning", "2014 Act s.43(5)(a)", "", protection::parts_of_main_paper, protection::sample_of_paper},
    {"notice", "Community protection notice", "2014 Act s.43(7)", "", protection::parts_of_main_paper, protection::sample_of_paper},
    {"variation", "Variation of a notice", "[2019] EWHC 84 (Admin)", "", protection::parts_of_main_paper, protection::sample_of_paper},
    {"penalty", "Fixed penalty notice", "2014 Act s.52", "", protection::parts_of_breach_paper, protection::sample_of_paper},
    {"certificate", "Certificate about payment", "2014 Act s.52(11)", "", protection::parts_of_breach_paper, protection::sample_of_paper},
    {"works", "Works notice with the estimate", "2014 Act s.47(3)", "", protection::parts_of_breach_paper, protection::sample_of_paper},
    {"cost", "Cost notice", "2014 Act s.47(6)", "", protection::parts_of_breach_paper, protection::sample_of_paper},
    {"service_statement", "Statement of service", "2014 Act s.55", "", protection::parts_of_made_paper, protection::sample_of_paper},
    {"posting_certificate", "Certificate of posting on premises", "2014 Act s.45", "", protection::parts_of_made_paper, protection::sample_of_paper},
    {"withdrawal", "Letter that a paper is withdrawn", "[2019] EWHC 84 (Admin)", "", protection::parts_of_made_paper, protection::sample_of_paper},
    {"complainant_update", "Update to whoever reported it", "Statutory guidance, victims", "", protection::parts_of_made_paper, protection::sample_of_paper},
    {"prosecution_summary", "Summary of the prosecution file", "2014 Act s.48", "OFFICIAL-SENSITIVE. Not for the person or whoever reported it", protection::parts_of_made_paper, protection::sample_of_paper},
    {"closure_note", "Closure note", "Local rule of the enforcement group", "OFFICIAL-SENSITIVE. Not for the person or whoever reported it", protection::parts_of_made_paper, protection::sample_of_paper},
    {"review_acknowledgement", "Acknowledgement of a case review", "2014 Act s.104(3)", "", reviewing::parts_of_review_paper, reviewing::sample_of_review_paper},
    {"review_request", "Request for information for a case review", "2014 Act Schedule 4 paragraph 7", "OFFICIAL-SENSITIVE. For the bodies that it names only", reviewing::parts_of_review_paper, reviewing::sample_of_review_paper},
    {"review_threshold", "Threshold decision of a case review", "2014 Act s.104(6)", "", reviewing::parts_of_review_paper, reviewing::sample_of_review_paper},
    {"review_outcome", "Outcome of a case review", "2014 Act s.104(8)", "", reviewing::parts_of_review_paper, reviewing::sample_of_review_paper},
    {"pspo_penalty", "Fixed penalty notice, public spaces order", "2014 Act s.68", "", powers::parts_of_penalty_paper, powers::sample_of_penalty_paper},
};

Refusal refusal(std::string message, std::string_view authority = {}) { return {authority.empty() ? RefusalKind::invalid : RefusalKind::rule, "wording", std::move(message), std::string(authority)}; }

std::size_t times(const std::vector<WordingLine>& lines, std::string_view part) { return static_cast<std::size_t>(std::ranges::count(lines, part, &WordingLine::part)); }

}  // namespace

std::span<const PaperKind> paper_kinds() { return kinds; }
const PaperKind* find_paper(std::string_view name) {
    const auto found = std::ranges::find(kinds, name, &PaperKind::name);
    return found == std::end(kinds) ? nullptr : &*found;
}
const PaperKind* paper_of_document(std::string_view kind) { return find_paper(kind.substr(0, kind.find('-'))); }

std::vector<PaperPart> parts_of_paper(std::string_view paper) {
    const auto* kind = find_paper(paper);
    return kind ? kind->parts(kind->name) : std::vector<PaperPart>{};
}

std::string house_wording(std::string_view paper) {
    std::string wording;
    for (const auto& part : parts_of_paper(paper)) wording += fmt::format("[[{}]]\n", part.name);
    return wording;
}

Refusals wording_refused(std::string_view paper, std::string_view wording) {
    Refusals refusals;
    const auto parts = parts_of_paper(paper);
    const auto lines = wording_lines(wording);
    if (lines.empty()) return {refusal("Enter the wording")};
    if (code_points(wording) > wording_max) refusals.push_back(refusal("The wording must be 6,000 characters or less"));
    if (lines.front().part != "title") refusals.push_back(refusal("The wording must begin with [[title]], so that whoever gets the paper knows what it is", parts.empty() ? "" : parts.front().authority));
    for (const auto& line : lines) {
        if (!line.part.empty() && std::ranges::find(parts, line.part, &PaperPart::name) == parts.end()) refusals.push_back(refusal(fmt::format("[[{}]] is not a part of this paper", line.part)));
        if (line.words.find("[[") != std::string::npos || line.words.find("]]") != std::string::npos) refusals.push_back(refusal("A part such as [[title]] must stand on a line of its own"));
    }
    for (const auto& part : parts) {
        if (times(lines, part.name) > 1) refusals.push_back(refusal(fmt::format("[[{}]] stands in the wording more than once", part.name)));
        if (!part.authority.empty() && times(lines, part.name) == 0) refusals.push_back(refusal(fmt::format("The wording leaves out [[{}]]: {}", part.name, lower_first(part.words)), part.authority));
    }
    return refusals;
}

PaperText sample_paper(std::string_view paper, std::string_view wording) {
    const auto* kind = find_paper(paper);
    return kind ? kind->sample(kind->name, wording) : PaperText{};
}

}  // namespace casework::domain::papers
