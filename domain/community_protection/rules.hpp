// What the law fixes for warnings, notices and what follows a breach, and what the partnership sets within it.
#pragma once

#include "domain/legal_rules.hpp"
#include "domain/refusal.hpp"

namespace casework::domain::community_protection {

// The house's copy of the law. The higher penalty of the Crime and Policing Act 2026 stands in it without a day.
const LegalRules& law();

// Settings of the partnership as they are in force on the day of the event (practice notes 0.2, CONFIG).
struct LocalRules {
    bool second_approver = true;     // somebody else approves a warning and authorises a notice
    int rationale_characters_min = 20;
    int monitoring_days = 28;        // how long a warning is watched before it counts as followed
    int warning_lapse_months = 12;   // no period in the Act: 6 or 12 are common
    int notice_months = 12;          // longest time a notice is set for
    int review_months = 3;           // longest time to the next review of a notice
    int consideration_days = 28;     // a vulnerability and equality check older than this is done again
    int duplicate_check_days = 7;
    int post_working_days = 2;       // the ordinary course of first class post
    int penalty_pence = 10000, penalty_early_pence = 7500, penalty_early_days = 10;
    bool late_payment_accepted = false;
};
// What the law does not let the partnership set from that day on, all at once.
Refusals local_rules_refused(const LocalRules& rules, const LegalRules& law, Date from);

std::string pounds(int pence);  // £100, £75.50

}  // namespace casework::domain::community_protection
