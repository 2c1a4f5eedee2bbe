// The letters of an ASB case review: which can be made now, which were made, and the words of one.
#pragma once

#include "domain/case_review/review_papers.hpp"
#include "persistence/case_review/reviews.hpp"
#include "persistence/documents/papers.hpp"
#include "persistence/documents/stopped_documents.hpp"

namespace casework::persistence {

struct ReviewPapers {
    ReviewHead head;
    std::vector<PaperOffer> offers;
    std::vector<KeptDocument> documents;  // oldest first, also those that name the applicant: no word of them
    std::vector<StoppedOwn> stopped;      // that waited for a coordinator, newest first
};
domain::Outcome<ReviewPapers> open_review_papers(Gate& gate, std::string_view id);

// What whoever makes a letter is asked, with what the record holds already. Letters that name the applicant ask for the right to know
// who it is, and say how they may be reached.
struct ReviewPaperForm {
    ReviewHead head;
    domain::case_review::ReviewPaperAnswers stands;
    bool met = false;
    std::string plan;                   // of the panel: never passed on as it stands
    std::string contact, safe_contact;
};
// Refused with the section where the review has not come to that letter.
domain::Outcome<ReviewPaperForm> open_review_paper_form(Gate& gate, std::string_view id, std::string_view paper);

struct ReviewPaper : Paper {
    ReviewHead head;
};
domain::Outcome<ReviewPaper> write_review_paper(Gate& gate, std::string_view id, std::string_view paper, const domain::case_review::ReviewPaperAnswers& answers);
// To be kept with the letter: its place in the timeline, and on the review what it says about advice and appeal until the step is taken.
NewDocument review_document(const ReviewPaper& paper, const domain::case_review::ReviewPaperAnswers& answers);
domain::Outcome<ReviewPaper> open_kept_review_paper(Gate& gate, std::string_view id, std::string_view document);

}  // namespace casework::persistence
