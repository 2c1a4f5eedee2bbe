// The review procedure of the relevant bodies: what they may set, within what the Act lets them set.
#pragma once

#include "domain/calendar.hpp"
#include "domain/refusal.hpp"

namespace casework::domain::case_review {

// Settings of the partnership in force on the day the application is judged by. Working days unless the name says otherwise.
struct Procedure {
    int threshold_count = 3;      // qualifying complaints that make the threshold met
    int report_months = 1;        // from the behaviour to the complaint
    int apply_months = 6;         // from the complaint to the application
    bool incidents_once = true;   // several complaints about one incident count as one (s.104(12))
    bool hate_counts = true;      // a hate incident counts without a finding of harassment, alarm or distress
    int acknowledge_days = 3;     // from receipt
    int information_days = 10;    // from the request to the agencies
    int threshold_days = 14;      // from receipt
    int notify_days = 5;          // from the threshold decision
    int review_days = 28;         // from the threshold decision to the panel
    int outcome_days = 10;        // from the panel to the letter
    int appeal_calendar_days = 28;  // from the letter, for the applicant
    int answer_days = 20;         // from the recommendation to the body's answer
};

// Never above three: statutory guidance on the ASB case review. The reporting period is at most a year (s.105(4)).
constexpr int threshold_count_max = 3, reporting_months_max = 12;

// What the Act and its guidance do not let a procedure say; all at once, empty when it may be used.
Refusals procedure_refused(const Procedure& procedure);

}  // namespace casework::domain::case_review
