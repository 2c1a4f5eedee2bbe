// The review procedure of the relevant bodies: what they have set, within what the settings of a panel let them set.
#pragma once

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

constexpr int reporting_months_max = 12;  // of the yearly figures: s.105(4)

}  // namespace casework::domain::case_review
