// Counting tools and powers.
#include "domain/tools_and_powers/figures.hpp"

#include <algorithm>

#include "domain/tools_and_powers/terms.hpp"
#include "domain/tools_and_powers/tool_kinds.hpp"

namespace casework::domain::tools_and_powers {
namespace {

bool within(Date day, Date from, Date to) { return from <= day && day <= to; }

bool in_force_between(const Tool& tool, Date from, Date to) {
    if (!tool.made_on || !tool.from || *tool.from > to) return false;
    return (!tool.until || *tool.until >= from) && (!tool.ended_on || *tool.ended_on > from);
}

}  // namespace

std::string_view age_group(const CountedTool& counted, Date on) {
    if (counted.tool.subject_kind != SubjectKind::person) return "not_a_person";
    if (!counted.born) return "not_known";
    const int age = age_on(*counted.born, on);
    return age < 18 ? "under_18" : age < 25 ? "18_to_24" : "25_and_over";
}

std::map<LiveKey, int> live_orders(const std::vector<CountedTool>& tools, Date on) {
    std::map<LiveKey, int> figures;
    for (const auto& counted : tools)
        if (live_on(counted.tool, on)) ++figures[{counted.tool.kind, std::string(age_group(counted, on)), counted.ward}];
    return figures;
}

BreachFigure breaches(const std::vector<CountedTool>& tools, std::string_view kind, Date from, Date to) {
    BreachFigure figure;
    for (const auto& counted : tools) {
        if (counted.tool.kind != kind || !in_force_between(counted.tool, from, to)) continue;
        ++figure.orders;
        figure.breaches += static_cast<int>(std::ranges::count_if(counted.tool.breaches, [&](const Breach& breach) { return within(breach.on, from, to); }));
    }
    return figure;
}

std::map<std::string, int> made(const std::vector<CountedTool>& tools, Date from, Date to) {
    std::map<std::string, int> figures;
    for (const auto* kind : tool_kinds()) figures[std::string(kind->code)] = 0;
    for (const auto& counted : tools)
        if (counted.tool.made_on && within(*counted.tool.made_on, from, to)) ++figures[counted.tool.kind];
    return figures;
}

std::vector<const CountedTool*> ending(const std::vector<CountedTool>& tools, Date from, Date to) {
    std::vector<const CountedTool*> soon;
    for (const auto& counted : tools)
        if (counted.tool.until && within(*counted.tool.until, from, to) && live_on(counted.tool, *counted.tool.until)) soon.push_back(&counted);
    std::ranges::stable_sort(soon, {}, [](const CountedTool* counted) { return *counted->tool.until; });
    return soon;
}

PenaltyFigures penalties(const std::vector<CountedPenalty>& all, Date from, Date to) {
    PenaltyFigures figures;
    for (const auto& penalty : all) {
        if (!within(penalty.notice_on, from, to)) continue;
        ++figures.issued;
        figures.paid += penalty.paid_on && !penalty.cancelled ? 1 : 0;
        figures.cancelled += penalty.cancelled ? 1 : 0;
    }
    return figures;
}

}  // namespace casework::domain::tools_and_powers
