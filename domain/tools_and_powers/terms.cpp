// Judging terms by the day.
#include "domain/tools_and_powers/terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "domain/named.hpp"
#include "domain/text.hpp"
#include "domain/tools_and_powers/codes.hpp"
#include "domain/tools_and_powers/tool_kinds.hpp"

namespace casework::domain::tools_and_powers {
namespace {

constexpr std::array<std::string_view, 4> subject_names{"person", "body", "premises", "area"};
constexpr std::array<std::string_view, 5> standing_words{"not made", "not yet in force", "in force", "expired", "ended"};

bool covers_day(const Term& term, Date day) { return term.from <= day && (!term.until || day <= *term.until); }
std::string term_words(int number) { return fmt::format("Term {}", number); }

// Of one term; the order's own versions are few.
bool overlaps_another(const Term& term, const std::vector<Term>& all) {
    return std::ranges::any_of(all, [&](const Term& other) {
        return &other != &term && other.number == term.number && (!other.until || term.from <= *other.until) && (!term.until || other.from <= *term.until);
    });
}

std::string term_wrong(const Term& term, const Tool& tool) {
    const auto called = term_words(term.number);
    if (term.number < 1) return "Number the terms as the order does, from 1";
    if (!has_code(term_kinds(), term.kind)) return called + ": select whether it is a prohibition or a requirement";
    if (trimmed(term.text).empty()) return called + ": enter what it says";
    if (term.kind == "requirement" && needs_supervisor(tool.kind) && trimmed(term.supervisor).empty()) return called + ": enter who supervises the requirement";
    if (!term.from.ok() || (term.until && *term.until < term.from)) return called + ": the last day must not be before the first";
    if ((tool.from && term.from < *tool.from) || (tool.until && term.from > *tool.until)) return called + ": its days must lie within those of the order";
    if (term.until && tool.until && *term.until > *tool.until) return called + ": its days must lie within those of the order";
    if (overlaps_another(term, tool.terms)) return called + ": two versions hold on the same day";
    return {};
}

}  // namespace

std::string_view name(SubjectKind kind) { return subject_names[static_cast<std::size_t>(kind)]; }
std::string_view words(SubjectKind kind) { return name(kind); }
std::optional<SubjectKind> parse_subject_kind(std::string_view text) { return named<SubjectKind>(subject_names, text); }

std::string_view words(Standing standing) { return standing_words[static_cast<std::size_t>(standing)]; }

Standing standing_on(const Tool& tool, Date day) {
    if (!tool.made_on || !tool.from) return Standing::not_made;
    if (tool.ended_on && day >= *tool.ended_on) return Standing::ended;
    if (day < *tool.from) return Standing::not_yet;
    return tool.until && day > *tool.until ? Standing::expired : Standing::live;
}

bool live_at(const Tool& tool, Instant at, Date london_day) {
    if (!tool.begins_at) return live_on(tool, london_day);
    const bool ended = tool.ended_on && london_day >= *tool.ended_on;
    return tool.made_on && !ended && *tool.begins_at <= at && (!tool.ends_at || at < *tool.ends_at);
}

const Term* term_on(const Tool& tool, int number, Date day) {
    for (const auto* term : terms_on(tool, day))
        if (term->number == number) return term;
    return nullptr;
}

std::vector<const Term*> terms_on(const Tool& tool, Date day) {
    std::vector<const Term*> live;
    if (!live_on(tool, day)) return live;
    for (const auto& term : tool.terms)
        if (covers_day(term, day)) live.push_back(&term);
    return live;
}

Tool varied(Tool tool, const Variation& variation, const std::vector<TermChange>& changes) {
    for (const auto& change : changes) {
        int last = 0;
        for (auto& term : tool.terms) {
            if (term.number != change.term.number) continue;
            last = std::max(last, term.version);
            if (!term.until || *term.until >= variation.on) term.until = add_days(variation.on, -1);
        }
        if (change.removed) continue;
        Term next = change.term;
        next.version = last + 1;
        next.from = variation.on;
        tool.terms.push_back(std::move(next));
    }
    // A version that would have ended before it began never held.
    std::erase_if(tool.terms, [](const Term& term) { return term.until && *term.until < term.from; });
    tool.variations.push_back(variation);
    return tool;
}

Refusals terms_refused(const Tool& tool) {
    Refusals refusals;
    std::set<std::string> said;
    for (const auto& term : tool.terms) {
        if (auto wrong = term_wrong(term, tool); !wrong.empty() && said.insert(wrong).second) refusals.push_back({RefusalKind::invalid, "terms", std::move(wrong), {}});
        if (term.area.empty()) continue;
        for (auto& refusal : places::area_refused(term.area, "terms")) {
            refusal.message = fmt::format("{}: {}", term_words(term.number), lower_first(refusal.message));
            refusals.push_back(std::move(refusal));
        }
    }
    return refusals;
}

Outcome<Term> judge_breach(const Tool& tool, int number, Date day, const std::optional<Instant>& at) {
    const auto refused = [](std::string message) { return refuse(RefusalKind::invalid, "breach_on", std::move(message), "The terms in force on the day"); };
    if (const auto standing = standing_on(tool, day); standing != Standing::live)
        return refused(fmt::format("On {} the order was {}: nothing was breached", long_date(day), words(standing)));
    if (at && !live_at(tool, *at, day)) return refused("It was not in force at that time: nothing was breached");
    if (std::ranges::none_of(tool.terms, [&](const Term& term) { return term.number == number; })) return refused(fmt::format("The order has no term {}", number));
    const auto* term = term_on(tool, number, day);
    if (!term) return refused(fmt::format("{} did not hold on {}: nothing was breached", term_words(number), long_date(day)));
    return *term;
}

std::vector<const Term*> excluded_from(const Tool& tool, places::Point point, Date day) {
    auto terms = terms_on(tool, day);
    std::erase_if(terms, [&](const Term* term) { return term->area.empty() || !places::covers(term->area, point); });
    return terms;
}

}  // namespace casework::domain::tools_and_powers
