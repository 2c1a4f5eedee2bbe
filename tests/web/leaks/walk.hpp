// One person's walk through every address and every form that answers about records, the same in each house.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/web/leaks/hidden_records.hpp"
#include "tests/web/leaks/surfaces.hpp"

namespace casework::testing::leaks {

// One answer with everything masked that differs by chance: tokens, receipts, cookies, random ids.
struct Answer {
    std::string address;  // "GET /people, as JSON"
    Surface surface{};
    int status = 0;
    std::string said;     // status, headers and body
    bool misspelled = false, tagged = false;  // asks for a name that is spelled nearly so; carries an ETag
};

// What of an answer is printed in a line of its own.
enum class Part { json, error_words, suggestion, count, etag };
inline constexpr Part parts[] = {Part::json, Part::error_words, Part::suggestion, Part::count, Part::etag};
std::string_view name(Part part);
// That part of an answer, empty where it has none.
std::string part_of(const Answer& answer, Part part);

// Signs in and asks: every GET with what the demo shows and with references that only one of the houses knows, as a page and as
// JSON; files that leave for a purpose, an export from asking to its file; searches, the duplicate checks, every other POST, a blind pointer,
// a declared interest and asking an owner; then once more what lists and counts.
std::vector<Answer> walk(WebHouse& house, const std::string& username);
// Emergency access to hidden records: only what it is answered with, because what it opens is there for this person from then on.
std::vector<Answer> use_emergency_access(WebHouse& house, const std::string& username);
// What one reads of what the demo shows, and every POST about it: for houses that differ in protected values only.
std::vector<Answer> read_what_is_shown(WebHouse& house, const std::string& username);

// Where the two differ, one line each with the first words that do.
std::vector<std::string> differences(const std::vector<Answer>& without, const std::vector<Answer>& with);

}  // namespace casework::testing::leaks
