// Text as people type and read it: code points, UTF-8, trimming, plural words, figures with commas, initials.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casework::domain {

// Well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);
// Code points of well-formed UTF-8; the unit of every length limit that a page shows.
std::size_t code_points(std::string_view text);
// Control characters other than line breaks and tab, among them NUL (which PostgreSQL would silently cut at), and U+0080 to U+009F.
bool has_control_characters(std::string_view text);
// As pasted from a word processor: its line and page breaks (U+000B, U+000C) become \n, other control characters go.
std::string without_control_characters(std::string_view text);
// Without white space (ASCII, no-break and the Unicode space separators) at either end.
std::string_view trimmed(std::string_view text);
// Line breaks from any browser become \n, trailing spaces on each line go, then trimmed.
std::string tidy_lines(std::string_view text);
// One line: every run of white space becomes one space, then trimmed.
std::string tidy_line(std::string_view text);

std::string ascii_lower(std::string_view text);
// Non-empty pieces between marks.
std::vector<std::string_view> words_of(std::string_view text, char mark = ' ');
// Only ASCII figures, at most nine of them; signs, spaces and points are refused.
std::optional<int> parse_figures(std::string_view text);
// The code points one by one; malformed bytes give U+FFFD.
std::u32string to_code_points(std::string_view text);
std::string to_utf8(std::u32string_view text);

std::string with_commas(long long number);                                  // 1,150 and −33 with a true minus sign
std::string counted(long long n, std::string_view one, std::string_view many);  // 1 incident, 2 incidents
std::string counted(long long n, std::string_view one);                     // many by adding s
// "D H" for Dean Harwell; hyphenated and particle names give one letter a word.
std::string initials(std::string_view name);
// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& items);
std::string upper_first(std::string_view text);  // ASCII first letter only: labels are ours
std::string lower_first(std::string_view text);

}  // namespace casework::domain
