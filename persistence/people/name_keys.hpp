// How names are read by search: folded words, the order of a list, how a word sounds, and which words are near another.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"

namespace casework::persistence {

// Lower case without marks and apostrophes, words divided by one space: "Zoë O’Brien-Hall" is "zoe obrien hall".
std::string folded(std::string_view text);
std::vector<std::string> folded_words(std::string_view text);
// Surname first, with its particles: "de la cruz maria".
std::string surname_first(std::string_view full_name);

// A code of the consonants as English speakers say them: Smyth and Smith, Steven and Stephen are the same. Empty for other scripts.
std::string sound_of(std::string_view word);
// The word and what is left of it without each one of its letters; two words one typo apart have one of these in common.
std::vector<std::string> shortened(std::string_view word);
// One letter more, less or different, or two neighbours swapped; short words are never near.
bool one_typo_apart(std::string_view a, std::string_view b);
// The other forms of a given name: dean, deano. Folded words.
std::vector<std::string> other_forms(std::string_view word);

// 27/3/1984, 27 March 1984, 27.03.1984, 27031984, 1984-03-27.
std::optional<domain::Date> read_birth_date(std::string_view text);
// The same date with day and month exchanged, where that is another real date.
std::optional<domain::Date> day_and_month_swapped(domain::Date date);

}  // namespace casework::persistence
