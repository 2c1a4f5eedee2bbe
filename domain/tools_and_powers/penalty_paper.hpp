// The fixed penalty notice for a breach of a public spaces protection order: the words that section 68 of the 2014 Act demands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/papers/paper_parts.hpp"
#include "domain/tools_and_powers/pspo_breach.hpp"

namespace casework::domain::tools_and_powers {

// What whoever makes the notice is asked for.
struct PenaltyPaperAnswers {
    std::string particulars;                // what happened, in reasonable detail
    std::string payee_name, payee_address;  // within the council that made the order
    std::vector<std::string> methods;       // payment_methods of community protection
    std::string address;                    // to which it goes; empty: handed over
};
struct PenaltyPaperFacts {
    papers::PaperHead head;  // the council is the one that made the order, the recipient whoever is to pay
    int breach = 0;          // within the order
    std::string area, article;  // of the order; the words of the article in the version of that day
    bool alcohol = false;       // the article is about drinking: the offence is not doing what was required (s.63)
    Date on{};
    MinuteOfDay at = 0;
    std::string place, officer;
    bool constable = false;
    std::string state;          // of the penalty: issued, paid, cancelled; empty: none was given
    Penalty penalty;
    std::string order_agency;   // by whom the order was made
    Date today{};
    PenaltyPaperAnswers asked;
    const LegalRules* law = &tools_and_powers::law();
};

// Why no notice can be made of this breach now, with the section; and what is wrong about the answers, each under its field.
Refusals penalty_paper_stopped(const PenaltyPaperFacts& facts);
Refusals penalty_paper_refused(const PenaltyPaperFacts& facts);
papers::PaperText penalty_paper_text(const PenaltyPaperFacts& facts);

std::vector<papers::PaperPart> parts_of_penalty_paper(std::string_view paper);
papers::PaperText sample_of_penalty_paper(std::string_view paper, std::string_view wording);

}  // namespace casework::domain::tools_and_powers
