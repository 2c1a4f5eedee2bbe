// Reading and judging the wording of a paper, and telling two wordings apart.
#include "domain/community_protection/paper_parts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

constexpr PaperKind kinds[] = {
    {"warning", "Community protection warning", "2014 Act s.43(5)(a)"},
    {"notice", "Community protection notice", "2014 Act s.43(7)"},
    {"variation", "Variation of a notice", "[2019] EWHC 84 (Admin)"},
    {"penalty", "Fixed penalty notice", "2014 Act s.52"},
    {"certificate", "Certificate about payment", "2014 Act s.52(11)"},
    {"works", "Works notice with the estimate", "2014 Act s.47(3)"},
    {"cost", "Cost notice", "2014 Act s.47(6)"},
    {"service_statement", "Statement of service", "2014 Act s.55"},
    {"posting_certificate", "Certificate of posting on premises", "2014 Act s.45"},
    {"withdrawal", "Letter that a paper is withdrawn", "[2019] EWHC 84 (Admin)"},
    {"complainant_update", "Update to whoever reported it", "Statutory guidance, victims"},
    {"prosecution_summary", "Summary of the prosecution file", "2014 Act s.48"},
    {"closure_note", "Closure note", "Local rule of the enforcement group"},
};

Refusal refusal(std::string message, std::string_view authority = {}) { return {authority.empty() ? RefusalKind::invalid : RefusalKind::rule, "wording", std::move(message), std::string(authority)}; }

std::size_t times(const std::vector<WordingLine>& lines, std::string_view part) { return static_cast<std::size_t>(std::ranges::count(lines, part, &WordingLine::part)); }

}  // namespace

std::vector<WordingLine> wording_lines(std::string_view wording) {
    std::vector<WordingLine> lines;
    for (std::size_t at = 0; at < wording.size();) {
        const auto end = std::min(wording.find('\n', at), wording.size());
        const auto line = trimmed(wording.substr(at, end - at));
        at = end + 1;
        if (line.empty()) continue;
        if (line.starts_with("[[") && line.ends_with("]]") && line.size() > 4) lines.push_back({line.substr(2, line.size() - 4), {}, {}});
        else if (line.starts_with("# ")) lines.push_back({{}, LineKind::heading, tidy_line(line.substr(2))});
        else if (line.starts_with("- ")) lines.push_back({{}, LineKind::item, tidy_line(line.substr(2))});
        else lines.push_back({{}, LineKind::paragraph, tidy_line(line)});
    }
    return lines;
}

std::span<const PaperKind> paper_kinds() { return kinds; }
const PaperKind* find_paper(std::string_view name) {
    const auto found = std::ranges::find(kinds, name, &PaperKind::name);
    return found == std::end(kinds) ? nullptr : &*found;
}

std::vector<PaperPart> parts_of_paper(std::string_view paper) {
    for (auto* parts : {parts_of_main_paper, parts_of_breach_paper, parts_of_made_paper})
        if (auto found = parts(paper); !found.empty()) return found;
    return {};
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

std::vector<WordingChange> wording_changes(std::string_view before, std::string_view after) {
    const auto lines = [](std::string_view text) {
        std::vector<std::string> all;
        for (const auto line : words_of(text, '\n'))
            if (!trimmed(line).empty()) all.push_back(tidy_line(line));
        return all;
    };
    const auto old = lines(before), now = lines(after);
    // How long the longest common run of lines is from each pair of places on.
    std::vector<std::vector<int>> common(old.size() + 1, std::vector<int>(now.size() + 1));
    for (std::size_t i = old.size(); i-- > 0;)
        for (std::size_t k = now.size(); k-- > 0;) common[i][k] = old[i] == now[k] ? common[i + 1][k + 1] + 1 : std::max(common[i + 1][k], common[i][k + 1]);
    std::vector<WordingChange> changes;
    std::size_t i = 0, k = 0;
    while (i < old.size() || k < now.size()) {
        if (i < old.size() && k < now.size() && old[i] == now[k]) changes.push_back({WordingChange::Kind::same, old[i++]}), ++k;
        else if (i < old.size() && (k == now.size() || common[i + 1][k] >= common[i][k + 1])) changes.push_back({WordingChange::Kind::out, old[i++]});
        else changes.push_back({WordingChange::Kind::in, now[k++]});
    }
    return changes;
}

}  // namespace casework::domain::community_protection
