// Counting for every victim: their own complaints, and those of anybody about the same behaviour.
#include "domain/case_review/radar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "domain/text.hpp"

namespace casework::domain::case_review {
namespace {

using Grouped = std::map<std::string, std::vector<Complaint>>;

// The count holds as long as the complaint that makes it full is still counted.
Date last_day_of(const std::vector<Classified>& complaints, const Procedure& procedure) {
    std::vector<Date> days;
    for (const auto& row : complaints) days.push_back(row.apply_by);
    std::ranges::sort(days, std::ranges::greater{});
    return days[static_cast<std::size_t>(procedure.threshold_count - 1)];
}

std::vector<std::string> agencies_of(const std::vector<Classified>& complaints) {
    std::set<std::string> agencies;
    for (const auto& row : complaints) agencies.insert(row.complaint.agency);
    return {agencies.begin(), agencies.end()};
}

std::optional<RadarLine> line_of(const std::string& victim, const std::string& about, const std::vector<Complaint>& complaints, Date today, const Procedure& procedure) {
    auto classified = classify(complaints, today, procedure);
    std::erase_if(classified, [](const Classified& row) { return !row.qualifies(); });
    if (static_cast<int>(classified.size()) < procedure.threshold_count) return std::nullopt;
    RadarLine line{victim, about, classified, 0, agencies_of(classified), last_day_of(classified, procedure)};
    line.own = static_cast<int>(std::ranges::count(classified, victim, [](const Classified& row) { return row.complaint.victim; }));
    return line;
}

// The victim's own complaints first; then each behaviour they complain of, with the complaints of others about it.
std::optional<RadarLine> line_for(const std::string& victim, const Grouped& by_victim, const Grouped& by_behaviour, Date today, const Procedure& procedure) {
    const auto& own = by_victim.at(victim);
    if (auto line = line_of(victim, "", own, today, procedure)) return line;
    for (const auto& complaint : own) {
        if (complaint.about.empty()) continue;
        auto line = line_of(victim, complaint.about, by_behaviour.at(complaint.about), today, procedure);
        if (line && line->own > 0) return line;
    }
    return std::nullopt;
}

bool settled(const RadarLine& line, const std::vector<EarlierReview>& earlier) {
    return std::ranges::any_of(earlier, [&](const EarlierReview& review) {
        return review.victim == line.victim && (review.open || line.complaints.front().complaint.reported_on <= review.on);
    });
}

}  // namespace

std::string RadarLine::why() const {
    return fmt::format("{} to {}, counted until {}", counted(static_cast<long long>(complaints.size()), "qualifying complaint"),
                       counted(static_cast<long long>(agencies.size()), "agency", "agencies"), long_date(last_day));
}

std::vector<RadarLine> radar(const std::vector<Complaint>& complaints, const std::vector<EarlierReview>& earlier, Date today, const Procedure& procedure) {
    Grouped by_victim, by_behaviour;
    for (const auto& complaint : complaints) {
        if (!complaint.victim.empty()) by_victim[complaint.victim].push_back(complaint);
        if (!complaint.about.empty()) by_behaviour[complaint.about].push_back(complaint);
    }
    std::vector<RadarLine> lines;
    for (const auto& victim : by_victim)
        if (auto line = line_for(victim.first, by_victim, by_behaviour, today, procedure); line && !settled(*line, earlier)) lines.push_back(std::move(*line));
    std::ranges::stable_sort(lines, {}, &RadarLine::last_day);
    return lines;
}

}  // namespace casework::domain::case_review
