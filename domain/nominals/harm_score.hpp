// The harm score of an entry: a figure that puts recent incidents, arrests and coming back to the list on one scale, with how it was counted.
#pragma once

#include <string>

namespace casework::domain::nominals {

// What is counted, as recorded at meetings.
struct HarmFacts {
    int incidents = 0;     // in the last `days`
    int arrests = 0;       // since listing
    int times_listed = 0;  // on this list, this time included
};
// Points for each, from the settings in force on the day; domain notes 4.3 leave the formula to the partnership.
struct HarmWeights {
    int days = 90, incident = 1, arrest = 3, repeat = 5;
};

// Points, 0 and up: the score orders nobody by itself, the meeting does.
int harm_score(const HarmFacts& facts, const HarmWeights& weights);
// "11 incidents in 90 days at 1 point, 2 arrests since listing at 3 points, listed once before at 5 points".
std::string harm_score_words(const HarmFacts& facts, const HarmWeights& weights);

}  // namespace casework::domain::nominals
