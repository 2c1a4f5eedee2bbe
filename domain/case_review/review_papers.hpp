// The letters of an ASB case review (practice notes 2.4): acknowledgement, request to the bodies, threshold decision, outcome.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/case_review/review_clocks.hpp"
#include "domain/papers/paper_parts.hpp"

namespace casework::domain::case_review {

// A complaint as the bodies are asked about it: never who made it.
struct PaperComplaint {
    Date behaviour_on{}, reported_on{};
    std::string agency, category, reference;  // names and words; as the agency calls it
};
// What whoever makes the letter is asked for; only what the letter needs is read.
struct ReviewPaperAnswers {
    std::optional<Date> letter_on;
    std::string advice, appeal_route;  // of the decision
    std::string outcome;               // what may be told of the review
    std::vector<std::string> bodies;   // relevant_bodies, of a request
    std::string typed;                 // what is added
};
struct ReviewPaperFacts {
    papers::PaperHead head;  // the recipient is the applicant, or the bodies
    State state{};
    History days;
    Procedure procedure;
    bool by_victim = true;          // the applicant is who suffered it
    std::string victim;             // the reference that the bodies ask by, never the name
    bool met = false, by_count = false, appealed = false;
    std::string decided_by, reason;
    std::vector<Classified> complaints;        // for counting and for the reasons
    std::vector<PaperComplaint> asked_about;   // for the bodies
    std::vector<std::string> took_part;        // words of the bodies
    std::optional<Date> decide_by, answer_by, review_by;  // as the clocks count them
    Date today{};
    ReviewPaperAnswers asked;
};

// review_acknowledgement, review_request, review_threshold, review_outcome.
std::vector<std::string_view> review_papers();
// It names the applicant, who is protected: made and read in answer to a reveal.
bool names_applicant(std::string_view paper);
// Whether the review has come to that letter: why not, with the section.
Refusals review_paper_stopped(std::string_view paper, const ReviewPaperFacts& facts);
// The same with what is wrong about the answers, each under its field.
Refusals review_paper_refused(std::string_view paper, const ReviewPaperFacts& facts);
papers::PaperText review_paper_text(std::string_view paper, const ReviewPaperFacts& facts);
// The last day of the applicant's window, as the letter states it: the days of the procedure following the date of the letter.
Date appeal_last_day(Date letter_on, const Procedure& procedure);

std::vector<papers::PaperPart> parts_of_review_paper(std::string_view paper);
papers::PaperText sample_of_review_paper(std::string_view paper, std::string_view wording);

}  // namespace casework::domain::case_review
