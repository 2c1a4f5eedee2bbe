// The words of a warning and a notice: one text, from which the page, the print and the stored copy are made.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/community_protection/deadlines.hpp"
#include "domain/community_protection/requirements.hpp"
#include "domain/papers/paper_parts.hpp"

namespace casework::domain::community_protection {

using papers::PaperHead;
using papers::PaperPart;
using papers::PaperText;

struct PaperEvent {
    Date on{};
    std::optional<MinuteOfDay> at;
    std::string place, words;
};
struct PaperFacts {
    PaperHead head;
    std::string conduct, locality, effect, persistent, unreasonable;
    std::vector<Requirement> requirements;
    std::optional<Date> compliance_on;             // of a warning
    std::string warning;                           // of a notice: the warning's reference
    std::optional<Date> warning_given_on, ends_on;
    std::vector<PaperEvent> since;                 // what happened after the warning: never who said so
    std::optional<Date> given_on;                  // the day it counts as given, or the day it is printed for
    std::optional<Deadline> appeal;
    std::string varied_because;                    // of a variation
    std::optional<Date> varied_from;
    std::string court = "Maidstone Magistrates’ Court, Palace Avenue, Maidstone ME15 6LL";
};

PaperText warning_text(const PaperFacts& facts);
PaperText notice_text(const PaperFacts& facts);
PaperText variation_text(const PaperFacts& facts);  // the requirements are those as varied
// Which of the explanations of ss.46 to 51 the notice's text holds.
std::vector<std::string> explained_in(const PaperText& text);

// Of the warning, the notice and the variation: their parts; any paper of this folder with invented facts.
std::vector<PaperPart> parts_of_main_paper(std::string_view paper);
PaperText sample_of_paper(std::string_view paper, std::string_view wording);

}  // namespace casework::domain::community_protection
