// Reading that is worth a look: much at once, at night, about one's own name or address, or without a link to one's work.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"

namespace casework::domain::audit {

constexpr std::size_t records_in_an_hour_most = 30;
constexpr int night_from = 22, night_until = 6;  // hours of the day in London

// One opening of one record, with what is known about reader and record.
struct Look {
    std::string account, record;
    Instant at{};
    Date london_day{};
    int london_hour = 0;
    bool same_surname = false, same_address = false;  // as somebody who stands on the record
    bool own_work = false;                            // named on it, has an action or an entry of their own on it, or coordinates its group
};

enum class Pattern { volume, hours, same_surname, same_address, no_own_work };
std::string_view name(Pattern pattern);
std::string_view words(Pattern pattern);
std::optional<Pattern> parse_pattern(std::string_view name);

struct OutOfPattern {
    std::string account;
    Pattern pattern{};
    Date day{};                        // of the first look
    Instant first{}, last{};
    std::size_t looks = 0;
    std::vector<std::string> records;  // each once, in the order they were opened
};

// `looks` in any order. One finding for each account and pattern, of volume and hours for each day; by account, then pattern and day.
std::vector<OutOfPattern> out_of_pattern(std::vector<Look> looks);

}  // namespace casework::domain::audit
