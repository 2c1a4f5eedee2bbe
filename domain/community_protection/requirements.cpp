// Effect by kind, version and appeal.
#include "domain/community_protection/requirements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "domain/named.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

constexpr std::array<std::string_view, 3> kind_names{"stop", "do", "steps"};

bool given(std::string_view text) { return !trimmed(text).empty(); }

void add_when(bool wrong, int number, std::string_view part, std::string message, std::string_view authority, Refusals& refusals) {
    if (wrong) refusals.push_back({RefusalKind::invalid, fmt::format("requirement-{}-{}", number, part), std::move(message), std::string(authority)});
}

bool in_progress(const AppealInterval& appeal, Date on) { return appeal.lodged <= on && (!appeal.ended || on <= *appeal.ended); }

bool stop_suspended(const AppealInterval& appeal, Date on) { return in_progress(appeal, on) && appeal.stop_suspended_from && *appeal.stop_suspended_from <= on; }

// Why the whole notice does not bind on that day, or empty.
std::string notice_without_effect(const NoticeLife& life, Date on) {
    if (life.quashed) return "The court has quashed the notice";
    if (!life.given || on < *life.given) return "The notice had not been given on that day";
    if (life.ends_on && on > *life.ends_on) return fmt::format("The notice ended on {}", long_date(*life.ends_on));
    if (life.discharged_on && on >= *life.discharged_on) return fmt::format("The notice was withdrawn on {}", long_date(*life.discharged_on));
    return {};
}

Effect without(int version, std::string words, std::string authority) { return {false, version, std::move(words), std::move(authority)}; }

Effect of_stop(const RequirementVersion& version, const std::vector<AppealInterval>& appeals, Date on) {
    if (std::ranges::any_of(appeals, [&](const auto& a) { return stop_suspended(a, on); }))
        return without(version.version, "The court had ordered that this requirement does not hold during the appeal", "2014 Act s.46(3)(a)");
    const bool appealed = std::ranges::any_of(appeals, [&](const auto& a) { return in_progress(a, on); });
    return {true, version.version, appealed ? "A requirement to stop holds during an appeal" : "The requirement held on that day", appealed ? "2014 Act s.46(3)(a)" : "2014 Act s.48(1)"};
}

Effect of_other(const RequirementVersion& version, const Requirement& requirement, const std::vector<AppealInterval>& appeals, Date on) {
    if (std::ranges::any_of(appeals, [&](const auto& a) { return in_progress(a, on); }))
        return without(version.version, "This requirement had no effect on that day because an appeal was in progress", "2014 Act s.46(3)(b)");
    const auto due = due_with_appeals(requirement, appeals);
    if (due && on <= *due) return without(version.version, fmt::format("The person had until {} to do this", long_date(*due)), "2014 Act s.43(8)");
    return {true, version.version, "The requirement held on that day", "2014 Act s.48(1)"};
}

}  // namespace

std::string_view name(RequirementKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
std::optional<RequirementKind> parse_requirement_kind(std::string_view text) { return named<RequirementKind>(kind_names, text); }

Refusals requirements_refused(const std::vector<Requirement>& requirements, std::optional<Date> day) {
    Refusals refusals;
    if (requirements.empty()) refusals.push_back({RefusalKind::invalid, "requirements", "Enter at least one requirement", "2014 Act s.43(3)"});
    for (const auto& r : requirements) {
        const auto twice = std::ranges::count(requirements, r.number, &Requirement::number) > 1;
        add_when(twice || r.number < 1, r.number, "number", "Give each requirement a number of its own", "2014 Act s.43(3)", refusals);
        add_when(!given(r.text), r.number, "text", fmt::format("Enter what requirement {} asks for", r.number), "2014 Act s.43(3)", refusals);
        add_when(r.kind == RequirementKind::stop && r.due, r.number, "due", fmt::format("Remove the date of requirement {}: a requirement to stop holds at once and has no time limit", r.number), "2014 Act s.43(8)", refusals);
        add_when(r.due && day && *r.due < *day, r.number, "due", fmt::format("Date of requirement {} must be on or after the day the notice is given", r.number), "2014 Act s.43(8)", refusals);
        add_when(!given(r.reason), r.number, "reason", fmt::format("Enter why requirement {} is reasonable to prevent or reduce the effect", r.number), "2014 Act s.43(4)", refusals);
    }
    return refusals;
}

const RequirementVersion* version_on(const std::vector<RequirementVersion>& versions, Date on) {
    const RequirementVersion* found = nullptr;
    for (const auto& version : versions)
        if (version.from <= on && (!found || version.from > found->from || (version.from == found->from && version.version > found->version))) found = &version;
    return found;
}

std::optional<Date> due_with_appeals(const Requirement& requirement, const std::vector<AppealInterval>& appeals) {
    if (!requirement.due) return std::nullopt;
    Date due = *requirement.due;
    for (const auto& appeal : appeals)
        if (appeal.ended && appeal.lodged <= due) due = add_days(due, days_between(appeal.lodged, *appeal.ended) + 1);
    return due;
}

Effect effect_on(const NoticeLife& life, const std::vector<RequirementVersion>& versions, const std::vector<AppealInterval>& appeals, int number, Date on) {
    const auto* version = version_on(versions, on);
    if (auto why = notice_without_effect(life, on); !why.empty()) return without(version ? version->version : 0, std::move(why), "2014 Act s.48(1)");
    if (!version) return without(0, "The notice had no requirements on that day", "2014 Act s.48(1)");
    const auto requirement = std::ranges::find(version->requirements, number, &Requirement::number);
    if (requirement == version->requirements.end()) return without(version->version, fmt::format("Requirement {} was not part of the notice on that day", number), "2014 Act s.48(1)");
    return requirement->kind == RequirementKind::stop ? of_stop(*version, appeals, on) : of_other(*version, *requirement, appeals, on);
}

}  // namespace casework::domain::community_protection
