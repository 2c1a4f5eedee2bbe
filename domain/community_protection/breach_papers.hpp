// The words of what is given after a breach: the fixed penalty, the certificate of payment, the works notice and the cost notice.
#pragma once

#include "domain/community_protection/measures.hpp"
#include "domain/community_protection/papers.hpp"

namespace casework::domain::community_protection {

struct BreachPaperFacts {
    PaperHead head;  // reference, officer, council, recipient, address
    std::string reference;  // of the breach: "CPN-2026-0001, breach 1"
    Date on{};
    std::string place, requirement;
    std::string payee_council;  // its name
    std::string certificate;    // what it states (s.52(11))
};
// "penalty", "certificate", "works", "cost".
PaperText breach_paper_text(std::string_view paper, const BreachPaperFacts& facts, const MeasureAnswers& answers);

// What the step gives out: "penalty", "certificate", "works", "cost", or nothing.
std::string_view paper_of(Measure measure, std::string_view event);
std::string_view paper_title(std::string_view paper);
std::vector<PaperPart> parts_of_breach_paper(std::string_view paper);

}  // namespace casework::domain::community_protection
