// A breach of a public spaces protection order as an officer meets it: whether anything was breached, and whether a fixed penalty may follow.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/tools_and_powers/tool_kinds.hpp"

namespace casework::domain::tools_and_powers {

struct SurrenderedItem {
    std::string what, disposal;  // "Can of beer", "Poured away"
};

struct Penalty {
    Date notice_on{};  // by whose law the amount is judged
    int pence = 0, early_pence = 0, early_days = 0;  // early_days 0: no lower amount
    std::string payee;                               // agency slug
    bool another_for_same_offence = false;
};

// Everything that is recorded (practice notes 3.3) and what the rules look at.
struct PspoFacts {
    Tool order;  // in the version that the officer carried: it judges by its terms of that day
    int article = 0;
    Date on{}, today{};
    MinuteOfDay at = 0;
    std::optional<places::Point> place;
    std::string place_words;  // "By the bandstand"
    std::string person, description;  // one of them
    std::optional<int> age;           // as it appears where nothing else is known
    bool requirement_given = false, requirement_refused = false;  // to stop drinking or to hand over
    bool authority_asked = false, authority_shown = false;
    std::vector<SurrenderedItem> items;
    std::string excuse, excuse_note;  // pspo_excuses, and what was said
    std::string result;  // warned, penalty, report
    std::string by, officer;  // constable, authorised
    std::string video;        // reference of the body-worn video, where there is one
    Penalty penalty;
    int penalty_age_min = 18;  // setting
    const LegalRules* law = &tools_and_powers::law();
};

// Whether breaches of that kind of tool are recorded here instead of by the step of every tool.
bool is_public_spaces_order(std::string_view kind);
CodeList pspo_results();
CodeList pspo_excuses();   // none, given, reasonable
CodeList penalty_ends();   // paid, cancelled
CodeList pspo_officers();

// Every rule that stops the record, with its section; those of a fixed penalty only where one is given.
Refusals pspo_breach_refused(const PspoFacts& facts);
// Last day on which the penalty can be paid and no proceedings begin; 0 days where the Act had not begun.
Date penalty_last_day(Date notice_on, const LegalRules& law);

// What became of a penalty that was given.
struct PenaltyEnd {
    Penalty penalty;
    std::string outcome, reason;  // penalty_ends
    std::optional<Date> on;
    Date today{};
    bool late_accepted = false;  // setting
    const LegalRules* law = &tools_and_powers::law();
};
Refusals penalty_end_refused(const PenaltyEnd& facts);
std::string print_pspo_rules();

// The rules by name, for the tests that break each of them.
const Guards<PspoFacts>& pspo_breach_rules();
const Guards<PspoFacts>& pspo_penalty_rules();
const Guards<PenaltyEnd>& penalty_end_rules();

}  // namespace casework::domain::tools_and_powers
