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
};

// Signs in and asks: every GET with what the demo shows and with references that only one of the houses knows, as a page and as
// JSON; searches, the duplicate check of a form, every POST about a hidden record and asking its owner; then once more what lists and counts.
std::vector<Answer> walk(WebHouse& house, const std::string& username);
// Emergency access to hidden records: only what it is answered with, because what it opens is there for this person from then on.
std::vector<Answer> use_emergency_access(WebHouse& house, const std::string& username);
// What lists and counts, as it stands.
std::vector<Answer> look_again(WebHouse& house, const std::string& username);

// Where the two differ, one line each with the first words that do.
std::vector<std::string> differences(const std::vector<Answer>& without, const std::vector<Answer>& with);

}  // namespace casework::testing::leaks
