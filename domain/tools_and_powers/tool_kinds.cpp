// Finding kinds, their conditions and their appeal periods.
#include "domain/tools_and_powers/tool_kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "domain/text.hpp"
#include "domain/tools_and_powers/kinds.hpp"

namespace casework::domain::tools_and_powers {
namespace {

constexpr std::array<std::string_view, 4> family_words{"Order of a court", "Notice or power", "Agreement or warning", "Order obtained by others"};

const std::vector<const ToolKind*>& all_kinds() {
    static const auto all = [] {
        std::vector<const ToolKind*> kinds;
        for (const auto rows : {kept_elsewhere(), orders_on_people(), police_powers(), powers_over_places(), agreements(), external_orders()})
            for (const auto& row : rows) kinds.push_back(&row);
        return kinds;
    }();
    return all;
}
const ToolKind* find_among(std::span<const ToolKind* const> kinds, std::string_view code) {
    const auto found = std::ranges::find(kinds, code, &ToolKind::code);
    return found == kinds.end() ? nullptr : *found;
}

// Where a decision about a kind can be taken to, and the rule that counts the days beginning with it.
struct AppealRow {
    std::string_view kind, to, rule;
};
constexpr AppealRow appeals[] = {
    {"closure_order", "Crown Court", "closure_order.appeal_days"},
    {"abatement_notice", "magistrates’ court", "abatement_notice.appeal_days"},
    {"pspo", "High Court, by somebody who lives in, works in or visits the area", "pspo.challenge_days"},
    {"pspo_expedited", "High Court, by somebody who lives in, works in or visits the area", "pspo.challenge_days"},
};

template <std::size_t N>
std::string codes_words(const std::array<std::string_view, N>& codes) {
    std::vector<std::string> given;
    for (const auto code : codes)
        if (!code.empty()) given.emplace_back(code);
    return listed(given);
}

std::string subject_words(const Subjects& subjects) {
    std::vector<std::string> given;
    for (const auto kind : {SubjectKind::person, SubjectKind::body, SubjectKind::premises, SubjectKind::area})
        if (subjects.has(kind)) given.emplace_back(name(kind));
    return listed(given);
}

std::string guard_lines(std::string_view when, const Guards<Facts>& guards) {
    std::string out;
    for (const auto* guard : guards)
        out += fmt::format("\n  {}, {}{}: {} [{}]", when, guard->rule, guard->field.empty() ? "" : fmt::format(" ({})", guard->field), guard->words, guard->authority);
    return out;
}

}  // namespace

bool Facts::confirmed_now(std::string_view condition) const { return std::ranges::find(asked.conditions, condition) != asked.conditions.end(); }
bool Facts::confirmed(std::string_view condition) const {
    const auto& before = tool.particulars.conditions;
    return std::ranges::find(before, condition) != before.end() || confirmed_now(condition);
}

std::string_view words(Family family) { return family_words[static_cast<std::size_t>(family)]; }

std::span<const ToolKind* const> tool_kinds() {
    static const auto kinds = [] {
        auto recorded = all_kinds();
        std::erase_if(recorded, [](const ToolKind* kind) { return kind->kept_elsewhere; });
        return recorded;
    }();
    return kinds;
}

const ToolKind* find_kind(std::string_view code) { return find_among(tool_kinds(), code); }

CodeList listed_kinds() {
    static const auto codes = [] {
        std::vector<Code> list;
        for (const auto* kind : all_kinds())
            if (kind->on_list) list.push_back({kind->code, kind->words, kind->provision});
        return list;
    }();
    return codes;
}

std::string kind_words(std::string_view code) {
    const auto* kind = find_among(all_kinds(), code);
    return std::string(kind ? kind->words : code);
}

bool needs_supervisor(std::string_view code) {
    const auto* kind = find_kind(code);
    return kind && kind->supervised;
}

std::vector<Code> conditions_of(const ToolKind& kind) {
    std::vector<Code> conditions;
    for (const auto* guards : {&kind.on_subject, &kind.on_interim, &kind.on_making, &kind.on_variation, &kind.on_extension})
        for (const auto* guard : *guards)
            if (guard->field == "conditions" && !has_code(conditions, guard->rule)) conditions.push_back({guard->rule, guard->words, guard->authority});
    return conditions;
}

bool open_on(const ToolKind& kind, const LegalRules& law, Date on) { return kind.exists_by.empty() || exists(law, kind.exists_by, on); }

std::optional<AppealPeriod> appeal_period(std::string_view kind, Date decided_on, const LegalRules& law) {
    const auto row = std::ranges::find(appeals, kind, &AppealRow::kind);
    const auto* rule = row == std::end(appeals) ? nullptr : find_rule(law, row->rule, decided_on);
    if (!rule) return std::nullopt;
    return AppealPeriod{std::string(row->to), last_day_beginning_with(decided_on, rule->value), fmt::format("{} beginning with {}", counted(rule->value, "day"), long_date(decided_on)), rule->authority};
}

std::string print_kinds() {
    std::string out = "Tools and powers\n";
    for (const auto* kind : tool_kinds()) {
        out += fmt::format("\n{}: {} [{}]\n  {} on {}, by {}", kind->code, kind->words, kind->provision, lower_first(words(kind->family)), subject_words(kind->subjects), codes_words(kind->issuers));
        if (const auto courts = codes_words(kind->courts); !courts.empty()) out += "\n  courts: " + courts;
        if (!kind->exists_by.empty()) out += fmt::format("\n  exists by: {}", kind->exists_by);
        out += fmt::format("{}{}{}{}{}", kind->interim ? "\n  interim possible" : "", kind->in_hours ? "\n  counted in hours" : "", kind->supervised ? "\n  requirements name their supervisor" : "",
                           kind->restricted ? "\n  restricted" : "", kind->on_list ? "\n  named on the list of people" : "");
        out += guard_lines("subject", kind->on_subject) + guard_lines("interim", kind->on_interim) + guard_lines("making", kind->on_making) + guard_lines("variation", kind->on_variation) + guard_lines("review", kind->on_review) + guard_lines("extension", kind->on_extension);
        out += fmt::format("\n  breach: {}{}\n", kind->breach, kind->note.empty() ? "" : fmt::format("\n  note: {}", kind->note));
    }
    out += "\nNamed on the list of people and kept elsewhere\n";
    for (const auto& kind : kept_elsewhere()) out += fmt::format("  {}: {} [{}]\n", kind.code, kind.words, kind.provision);
    return out;
}

}  // namespace casework::domain::tools_and_powers
