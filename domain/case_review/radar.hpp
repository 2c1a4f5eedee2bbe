// The radar: victims whose complaints to any agency already add up to an ASB case review, before they know that they could ask.
#pragma once

#include <string>
#include <vector>

#include "domain/case_review/qualifying.hpp"

namespace casework::domain::case_review {

// What is known of a victim's reviews: one that is open, or the last offer or review and its day.
struct EarlierReview {
    std::string victim;
    bool open = false;
    Date on{};
};

// A victim to offer a review to. The complaints of others are for the coordinator and the panel, never for the victim.
struct RadarLine {
    std::string victim;
    std::string about;                  // behaviour that several victims complain of; empty: the victim's own complaints are enough
    std::vector<Classified> complaints;  // the qualifying ones, newest first
    int own = 0;                        // of them the victim's own
    std::vector<std::string> agencies;  // who received them, each once
    Date last_day{};                    // an application on or before this day finds the threshold met
    std::string why() const;            // "3 qualifying complaints to 2 agencies, counted until 3 September 2026"
};

// One line for each victim who would meet the threshold today, soonest last day first. Left out: a victim with an open review,
// and one to whom nothing new happened since the last offer or review.
std::vector<RadarLine> radar(const std::vector<Complaint>& complaints, const std::vector<EarlierReview>& earlier, Date today, const Procedure& procedure);

}  // namespace casework::domain::case_review
