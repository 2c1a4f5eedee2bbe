// One pass over the looks of each account, in the order they happened.
#include "domain/audit/reading_patterns.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace casework::domain::audit {
namespace {

constexpr Pattern patterns[] = {Pattern::volume, Pattern::hours, Pattern::same_surname, Pattern::same_address, Pattern::no_own_work};

bool at_night(const Look& look) { return look.london_hour >= night_from || look.london_hour < night_until; }

class Gathering {
  public:
    void add(Pattern pattern, const Look& look) {
        const bool by_day = pattern == Pattern::volume || pattern == Pattern::hours;
        auto& found = findings_[{look.account, pattern, by_day ? look.london_day : Date{}}];
        if (found.looks++ == 0) found.account = look.account, found.pattern = pattern, found.day = look.london_day, found.first = look.at;
        found.last = look.at;
        if (std::ranges::find(found.records, look.record) == found.records.end()) found.records.push_back(look.record);
    }
    std::vector<OutOfPattern> take() {
        std::vector<OutOfPattern> list;
        for (auto& [key, found] : findings_) list.push_back(std::move(found));
        return list;
    }

  private:
    std::map<std::tuple<std::string, Pattern, Date>, OutOfPattern> findings_;
};

// Every look that stands in an hour with too many different records.
void find_volume(const std::vector<Look>& of_account, Gathering& gathering) {
    std::set<std::size_t> busy;
    for (std::size_t from = 0; from < of_account.size(); ++from) {
        std::set<std::string_view> records;
        std::size_t to = from;
        for (; to < of_account.size() && of_account[to].at - of_account[from].at < std::chrono::hours(1); ++to) records.insert(of_account[to].record);
        if (records.size() <= records_in_an_hour_most) continue;
        for (auto i = from; i < to; ++i) busy.insert(i);
        from = to - 1;  // the next hour begins after this one
    }
    for (const auto i : busy) gathering.add(Pattern::volume, of_account[i]);
}

}  // namespace

std::string_view name(Pattern pattern) {
    static constexpr std::string_view names[] = {"volume", "hours", "same-surname", "same-address", "no-own-work"};
    return names[static_cast<std::size_t>(pattern)];
}

std::string_view words(Pattern pattern) {
    static constexpr std::string_view list[] = {"More than 30 records in an hour", "Between 10pm and 6am", "Same surname as somebody on the record", "Same address as somebody on the record", "No link to their own work"};
    return list[static_cast<std::size_t>(pattern)];
}

std::optional<Pattern> parse_pattern(std::string_view called) {
    const auto found = std::ranges::find_if(patterns, [&](Pattern pattern) { return name(pattern) == called; });
    return found == std::end(patterns) ? std::nullopt : std::optional(*found);
}

std::vector<OutOfPattern> out_of_pattern(std::vector<Look> looks) {
    std::ranges::stable_sort(looks, [](const Look& a, const Look& b) { return std::tie(a.account, a.at) < std::tie(b.account, b.at); });
    Gathering gathering;
    for (auto from = looks.begin(); from != looks.end();) {
        const auto to = std::find_if(from, looks.end(), [&](const Look& look) { return look.account != from->account; });
        find_volume({from, to}, gathering);
        for (; from != to; ++from) {
            if (at_night(*from)) gathering.add(Pattern::hours, *from);
            if (from->same_surname) gathering.add(Pattern::same_surname, *from);
            if (from->same_address) gathering.add(Pattern::same_address, *from);
            if (!from->own_work) gathering.add(Pattern::no_own_work, *from);
        }
    }
    return gathering.take();
}

}  // namespace casework::domain::audit
