// Search: one box for name, other name, reference, date of birth and place; through the scope, with terms kept out of addresses.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/people/people.hpp"

namespace casework::persistence {

// A reference as it may be typed: with or without hyphens and zeros, in either case, with or without the year.
struct TypedReference {
    std::string prefix;       // NOM
    std::optional<int> year;
    int number = 0;
};
std::optional<TypedReference> read_reference(std::string_view text);

enum class HitGroup { exact, starts_with, near };  // headings: Exact, Starts with, Sounds like or one typo
struct Hit {
    HitGroup group{};
    std::string id;    // PER-2026-0118, NOM-2026-0041
    std::string kind;  // "person", or the kind of the record: "nominal", "meeting"
    std::string why;   // "Also known as Deano", "Linked to Week Street"; empty for the name itself
    PersonLine person; // of a record: the person it is about; without id when it is about nobody
};
struct Found {
    std::string text;        // as typed, tidied
    std::string goes_to;     // id of the one record whose reference was typed: open it at once
    std::string goes_to_kind;
    std::vector<Hit> hits;   // of this page
    int page = 1, pages = 0;
    int total = 0;           // at most 50
    bool more = false;       // "50 or more": the search says to add a word
};
inline constexpr int search_page_size = 25, search_most = 50;

Found search(Gate& gate, std::string_view text, int page = 1);

// Keeps what was typed, sealed, for this account and 30 minutes; the id stands in the address of the results.
std::string start_search(Database& database, Gate& gate, std::string_view text);
// What was typed; nothing when the id is unknown, out of time or another account's.
std::optional<std::string> searched_text(Database& database, Gate& gate, std::string_view id);
// Not found when there is no such text.
domain::Outcome<Found> run_search(Database& database, Gate& gate, std::string_view id, int page = 1);

}  // namespace casework::persistence
