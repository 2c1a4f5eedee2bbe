// The figures of warnings and notices (practice notes 1.11): given by category and agency, followed, appealed, by calendar year.
#pragma once

#include "domain/community_protection/history.hpp"
#include "persistence/accounts.hpp"
#include "persistence/scoped_counts.hpp"

namespace casework::persistence {

// One calendar year, the present one up to today. What was given counts in the year of the day it counts as given.
struct CaseYear {
    int year = 0;
    Counts warnings, notices;                      // by category, with those of years before the system
    Counts warnings_by_agency, notices_by_agency;  // by agency name; only what the system knows itself
    int followed = 0, not_followed = 0;            // of the warnings given in the year, as they stand today
    int appeals = 0;                               // lodged in the year
    Counts appeal_outcomes;                        // decided in the year
    int history = 0;                               // of the counts: published before the system
};
// Counts of one year that were published before the system and loaded by command.
struct LoadedCounts {
    int year = 0;
    std::string kind, source;  // warning or notice; where it was published
    int count = 0;             // of all categories
    std::optional<domain::Date> loaded_on;  // none: loaded before that was kept
};
struct CaseFigures {
    std::string panel, panel_name;
    domain::Date on{};
    Counts open;                  // by kind and state, today: "warning issued"
    std::vector<CaseYear> years;  // this year first
    std::vector<LoadedCounts> loaded;  // of those years, newest first
};
// `years` back at most, 1 to 10; a member of another group gets not_found.
domain::Outcome<CaseFigures> read_case_figures(Gate& gate, std::string_view panel, int years = 8);

// Published counts of years before the system: what a file says takes the place of the years it covers. Answers how many counts were loaded.
struct PublishedCounts {
    std::string panel, kind, source;  // warning or notice; up to 200 characters
    std::vector<domain::community_protection::HistoryRow> rows;
};
domain::Outcome<int> load_published_counts(Transaction& tx, const Administration& by, const PublishedCounts& published);

}  // namespace casework::persistence
