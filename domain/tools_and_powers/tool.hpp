// A tool or power on a person, body, premises or area: what it is, who made it, how long and on which terms it holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/places/area.hpp"

namespace casework::domain::tools_and_powers {

enum class SubjectKind { person, body, premises, area };
std::string_view name(SubjectKind kind);
std::string_view words(SubjectKind kind);
std::optional<SubjectKind> parse_subject_kind(std::string_view name);

// A part of each day; one that ends before it begins runs through midnight.
struct Hours {
    MinuteOfDay from = 0, until = 0;
    bool covers(MinuteOfDay minute) const { return from <= until ? from <= minute && minute < until : minute >= from || minute < until; }
    bool operator==(const Hours&) const = default;
};

// One prohibition or requirement in one of its versions: a variation ends a version and begins the next, and nothing is overwritten.
struct Term {
    int number = 0;  // as the order numbers it
    int version = 1;
    std::string kind;  // term_kinds: prohibition, requirement
    std::string text;
    std::string supervisor;        // who reports whether a requirement is followed
    bool power_of_arrest = false;  // attached to this term
    bool from_home = false;        // keeps the person out of where they live
    bool alcohol = false;          // of a public spaces protection order: about drinking in the area
    std::optional<Hours> hours;    // none: at all times
    places::Area area;             // exclusion or restricted area; empty: none
    std::string area_name;         // "Maidstone town centre"
    Date from{};
    std::optional<Date> until;  // last day of this version; none: as long as the order
    bool operator==(const Term&) const = default;
};

struct Variation {
    Date on{};
    std::string by, reason;
    bool operator==(const Variation&) const = default;
};

struct Breach {
    int term = 0, version = 0;  // of the term that was in force on the day
    Date on{};
    std::optional<Instant> at;  // where the law counts hours
    std::vector<std::string> evidence;
    std::string result;  // breach_results
};

// Something handed over under a dispersal direction (2014 Act s.37).
struct KeptItem {
    std::string what;
    Date given_on{};
    std::optional<Date> asked_back_on, returned_on, disposed_on;
};

// What only some kinds ask for.
struct Particulars {
    std::vector<std::string> conditions;      // what the law of the kind asks for and is recorded as met, by code
    std::optional<Date> prior_warning_on;     // seizure of a vehicle
    std::string trigger;                      // possession_triggers
    std::optional<Date> trigger_on, notice_on;
    int closure_hours = 0;                    // how long access was prohibited without a break
    std::optional<Instant> authorised_from, authorised_until;  // the dispersal authorisation behind a direction
    std::optional<Instant> served_at, heard_at;                // closure notice; hearing of the application
    bool senior_agreed = false;               // superintendent, chief executive or designee
};

struct Tool {
    std::string id;    // "TOL-2026-0012"
    std::string kind;  // code of tool_kinds
    SubjectKind subject_kind{};
    std::string subject;      // id of the person, body, premises or area
    std::string by;           // issuers: who issued it or applied for it
    std::string agency;       // slug
    std::vector<std::string> parties;  // who agreed beside the subject: names or agencies
    std::string court, court_case;
    std::optional<Date> applied_on, made_on;
    std::optional<Date> from, until;    // first and last day
    bool until_further_order = false;
    std::optional<Instant> begins_at, ends_at;  // where the law counts hours
    std::optional<Date> ended_on;       // discharged, withdrawn or quashed: not in force from that day on
    std::optional<Date> review_on;
    std::vector<Term> terms;
    std::vector<Variation> variations;
    std::vector<Breach> breaches;
    std::vector<KeptItem> items;
    std::vector<std::string> evidence;  // by reference
    bool shareable = false;             // partners of the group may see it
    std::string publicity;              // publicity_decisions
    Particulars particulars;
};

}  // namespace casework::domain::tools_and_powers
