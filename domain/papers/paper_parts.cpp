// Reading the wording of a paper, and telling two wordings apart.
#include "domain/papers/paper_parts.hpp"

#include <algorithm>

#include "domain/text.hpp"

namespace casework::domain::papers {

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

}  // namespace casework::domain::papers
