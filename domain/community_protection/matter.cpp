// The rules about what a warning and a notice rest on.
#include "domain/community_protection/matter.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

bool given(std::string_view text) { return !trimmed(text).empty(); }

struct LimbWords {
    std::string_view rationale, evidence;
};
constexpr std::array<LimbWords, 3> limb_words{{
    {"Enter how the conduct harms the quality of life of people in the area", "Link the evidence that the conduct harms the quality of life of people in the area"},
    {"Enter why the effect is persistent or continuing", "Link the evidence that the effect is persistent or continuing"},
    {"Enter why the conduct is unreasonable", "Link the evidence that the conduct is unreasonable"},
}};

}  // namespace

std::string limb_refused(const Limbs& limbs, Test test, const LocalRules& rules) {
    const auto& limb = limbs[static_cast<std::size_t>(test)];
    const auto& say = limb_words[static_cast<std::size_t>(test)];
    const auto length = code_points(trimmed(limb.rationale));
    if (length == 0) return std::string(say.rationale);
    if (length < static_cast<std::size_t>(rules.rationale_characters_min))
        return fmt::format("{}, in {} characters or more", say.rationale, rules.rationale_characters_min);
    return limb.evidence.empty() ? std::string(say.evidence) : std::string();
}

int evidenced_since(const std::vector<ConductEvent>& events, std::optional<Date> day, std::optional<Date> allowed_until, Date today) {
    if (!day) return 0;
    const Date after = std::max(*day, allowed_until.value_or(*day));
    return static_cast<int>(std::ranges::count_if(events, [&](const ConductEvent& e) { return e.evidenced && e.on > after && e.on <= today; }));
}

bool consideration_fresh(const Consideration& consideration, Date today, const LocalRules& rules) {
    if (!given(consideration.note) || !consideration.on || *consideration.on > today) return false;
    return days_between(*consideration.on, today) <= rules.consideration_days || given(consideration.stale_reason);
}

std::string informed_refused(const std::vector<Informed>& informed, std::string_view none_because, Date by) {
    if (informed.empty()) return given(none_because) ? std::string() : "Record who was told before the notice, or why nobody was";
    for (const auto& told : informed) {
        if (!given(told.name)) return "Enter the name of who was told";
        if (!told.on || *told.on > by) return fmt::format("Enter the date on which {} was told, before the notice is given", told.name);
        if (!has_code(inform_methods(), told.method)) return fmt::format("Select how {} was told", told.name);
    }
    return {};
}

std::vector<OpenMatter> duplicates(const std::vector<OpenMatter>& all, const Recipient& recipient, std::string_view category, std::string_view own_urn) {
    std::vector<OpenMatter> found;
    for (const auto& matter : all)
        if (!recipient.id.empty() && matter.recipient == recipient.id && matter.urn != own_urn) found.push_back(matter);
    std::ranges::stable_partition(found, [&](const OpenMatter& matter) { return matter.category == category; });
    return found;
}

std::string duplicates_refused(const DuplicateCheck& check, Date today, const LocalRules& rules) {
    if (!check.on || *check.on > today || days_between(*check.on, today) > rules.duplicate_check_days)
        return "Check first whether another agency already deals with this person";
    if (check.found.empty() || given(check.go_on_because)) return {};
    const auto& first = check.found.front();
    return fmt::format("Enter why you go on although {} already deals with this person ({}, {})", first.agency, first.urn, first.state);
}

std::optional<Date> lapses_after(std::optional<Date> day, const LocalRules& rules) {
    return day ? std::optional(add_months(*day, rules.warning_lapse_months)) : std::nullopt;
}

std::string_view warning_sentence() {
    return "A community protection notice will be issued to you unless your conduct stops having this effect.";
}

bool says_a_notice_will_follow(std::string_view text) { return tidy_line(text).find(warning_sentence()) != std::string::npos; }

}  // namespace casework::domain::community_protection
