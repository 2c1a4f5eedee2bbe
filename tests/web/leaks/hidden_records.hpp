// Records that exist in one of two houses only: copies of the demo's own, one of every kind under every marking that keeps somebody out.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/web/web_house.hpp"

namespace casework::testing::leaks {

// Why somebody may not know a record: another group's, sensitive, restricted to named people, or kept from them by a conflict of interest.
enum class Marking { elsewhere, sensitive, restricted, excluded };
inline constexpr Marking markings[] = {Marking::elsewhere, Marking::sensitive, Marking::restricted, Marking::excluded};
std::string_view name(Marking marking);

// What a search for the hidden people would have to find.
inline constexpr std::string_view hidden_name = "Zebedee Quillfeather", hidden_surname = "Quillfeather", misspelled = "Quillfether";
// Its day says which marking: the 9th for another group's and restricted ones, the 10th and 11th for sensitive and conflict of interest.
inline constexpr std::string_view hidden_born[] = {"1971-02-09", "1971-02-10", "1971-02-09", "1971-02-11"};
// Of a hidden nominal, asked for and not decided.
inline constexpr std::string_view hidden_disposal = "DIS-2026-9001";

// The records that the demo shows, by what their addresses begin with: "/nominals/", "/cases/", "/reports/", "/tools/", "/case-reviews/",
// "/vulnerability/".
using Examples = std::map<std::string, std::string, std::less<>>;
Examples shown_records(WebHouse& house);
// Switches blind pointers on for the group whose records are copied, as both houses need it.
void answer_pointers(WebHouse& house);
// Changes every protected value of those records and the people on them: addresses, contacts, health and who reported; that there is one stays.
void change_protected_values(WebHouse& house);
// The reference that the copy of a record has under a marking, whether or not it was made.
std::string hidden_reference(const std::string& shown, Marking marking);

// Makes the copies. A hidden nominal takes the place after the one it is copied from: on the list, on every list ever agreed, with its
// actions, events and updates. `excluded`: accounts that a conflict of interest keeps from the last.
void hide(WebHouse& house, const std::vector<std::string>& excluded);
// Keeps the account from those hidden records that it may read after all; answers for each marking the row of the access table that
// keeps it from the nominal: "D9".
std::map<Marking, std::string> keep_out(WebHouse& house, const std::string& username);

std::string account_of(WebHouse& house, const std::string& username);

}  // namespace casework::testing::leaks
