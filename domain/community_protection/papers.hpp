// The words of a warning and a notice: one text, from which the page, the print and the stored copy are made.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/community_protection/deadlines.hpp"
#include "domain/community_protection/requirements.hpp"

namespace casework::domain::community_protection {

struct PaperEvent {
    Date on{};
    std::optional<MinuteOfDay> at;
    std::string place, words;
};
struct PaperFacts {
    std::string reference, council, officer, officer_title, officer_authority, contact;
    std::string recipient, address;
    bool body = false;
    std::string conduct, locality, effect, persistent, unreasonable;
    std::vector<Requirement> requirements;
    std::optional<Date> compliance_on;             // of a warning
    std::string warning;                           // of a notice: the warning's reference
    std::optional<Date> warning_given_on, ends_on;
    std::vector<PaperEvent> since;                 // what happened after the warning: never who said so
    std::optional<Date> given_on;                  // the day it counts as given, or the day it is printed for
    std::optional<Deadline> appeal;
    std::string wording;                           // the partnership's, empty: the house's own
    std::string varied_because;                    // of a variation
    std::optional<Date> varied_from;
    std::string court = "Maidstone Magistrates’ Court, Palace Avenue, Maidstone ME15 6LL";
};

// A text in lines; stored, each begins with the mark of its kind: "# heading", "p paragraph", "- item", "= requirement", ": Label: value",
// "~ name | role | organisation" of who signs.
enum class LineKind { heading, paragraph, item, requirement, fact, signature };
struct PaperLineText {
    LineKind kind{};
    std::string words;
};
using PaperText = std::vector<PaperLineText>;
PaperText warning_text(const PaperFacts& facts);
PaperText notice_text(const PaperFacts& facts);
PaperText variation_text(const PaperFacts& facts);  // the requirements are those as varied
std::string stored(const PaperText& text);          // one line each, with its mark
PaperText parse_paper(const std::string& stored);
// Which of the explanations of ss.46 to 51 the notice's text holds.
std::vector<std::string> explained_in(const PaperText& text);

}  // namespace casework::domain::community_protection
