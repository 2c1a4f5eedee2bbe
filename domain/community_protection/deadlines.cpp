// Counting and its words.
#include "domain/community_protection/deadlines.hpp"

#include <fmt/format.h>

#include <array>

#include "domain/named.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

constexpr std::array<std::string_view, 6> names{"beginning_with", "following", "from", "months", "working_days", "set"};

Date last_day(Counting counting, int count, Date start, const BankHolidays& holidays) {
    switch (counting) {
        case Counting::beginning_with: return last_day_beginning_with(start, count);
        case Counting::following:
        case Counting::from: return last_day_following(start, count);
        case Counting::months: return add_months(start, count);
        case Counting::working_days: return add_working_days(start, count, holidays);
        case Counting::set: return start;
    }
    return start;
}

std::string counted_words(const Deadline& d) {
    const auto start = long_date(d.start);
    switch (d.counting) {
        case Counting::beginning_with: return fmt::format("{} beginning with {}, {}", counted(d.count, "day"), start, d.event);
        case Counting::following: return fmt::format("{} following {}, {}", counted(d.count, "day"), start, d.event);
        case Counting::from: return fmt::format("{} from {}, {}, which does not count", counted(d.count, "day"), start, d.event);
        case Counting::months: return fmt::format("{} after {}, {}", counted(d.count, "month"), start, d.event);
        case Counting::working_days: return fmt::format("{} after {}, {}", counted(d.count, "working day"), start, d.event);
        case Counting::set: return d.event;
    }
    return {};
}

}  // namespace

std::string_view name(Counting counting) { return names[static_cast<std::size_t>(counting)]; }
std::optional<Counting> parse_counting(std::string_view text) { return named<Counting>(names, text); }

Deadline count_by(Counting counting, const LegalRule& rule, Date start, std::string event) {
    return {counting, rule.value, start, last_day(counting, rule.value, start, {}), std::move(event), rule_id(rule), rule.authority};
}

Deadline count_by(Counting counting, int count, Date start, std::string event, std::string rule, std::string authority, const BankHolidays& holidays) {
    return {counting, count, start, last_day(counting, count, start, holidays), std::move(event), std::move(rule), std::move(authority)};
}

Deadline set_day(Date day, std::string where, std::string authority) {
    return {Counting::set, 0, day, day, std::move(where), "set", std::move(authority)};
}

std::string how_counted(const Deadline& d, std::string_view result) {
    const auto authority = d.authority.empty() ? std::string() : fmt::format(" ({})", d.authority);
    const auto before = d.counting == Counting::set ? std::string() : std::string(result) + " ";
    return fmt::format("{}: {}{}{}", upper_first(counted_words(d)), before, long_date(d.last), authority);
}

bool counts_again(const Deadline& d, const BankHolidays& holidays) { return last_day(d.counting, d.count, d.start, holidays) == d.last; }

}  // namespace casework::domain::community_protection
