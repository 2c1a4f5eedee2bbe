// The invented people of the Town Centre Task Force and what is said of them (private to this folder).
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace casework::persistence::demo {

inline constexpr int meetings_held = 5;
// Days from today on which the group met; it meets again today.
inline constexpr std::array<int, meetings_held> meeting_days{-70, -56, -42, -28, -14};

// How a person's time on the list ended, if it did; `meeting` counts from 1.
enum class End { none, declined, monitored, archived };

struct NominalRow {
    std::string_view name, other_name;
    int age;
    std::string_view behaviours, known_to;  // codes, divided by spaces
    std::string_view proposed_by;           // username
    int listed;                             // meeting at which the group put them on the list; 0: still put forward
    std::array<int, meetings_held> incidents;
    End end;
    int ended;                              // meeting
    std::string_view end_reason, end_detail;
    std::string_view place, relation, address_kind, address;
    std::string_view vulnerability, marker;
    std::string_view evidence, seen_where, summary;
};
std::span<const NominalRow> nominal_rows();

// In order of the list agreed at the last meeting, and as it stands in draft today.
std::span<const std::string_view> agreed_order();
std::span<const std::string_view> draft_order();

struct ActionRow {
    std::string_view name, heading, words, agency, owner, username;
    int added, due;          // days from today
    std::string_view state;  // open, in_progress, complete, moved
    std::string_view outcome;
};
std::span<const ActionRow> action_rows();

// Orders, conditions, custody, risks and support of those on the list. Days from today; 0: none.
struct EntryRow {
    std::string_view name;
    std::string_view tool, tool_words;
    int tool_from, tool_until;
    std::string_view condition, condition_words;
    int condition_until;
    std::string_view self, others, business;  // risk levels
    std::string_view risk_reason;
    std::string_view service, answer;
    int offered;
    int custody_since, release_on;
    std::string_view lead_officer, support_agency;
};
std::span<const EntryRow> entry_rows();

}  // namespace casework::persistence::demo
