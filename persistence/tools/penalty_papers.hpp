// The fixed penalty notices of a breach of a public spaces protection order: which were made, and the words of the next.
#pragma once

#include "domain/tools_and_powers/penalty_paper.hpp"
#include "persistence/documents/papers.hpp"
#include "persistence/documents/stopped_documents.hpp"
#include "persistence/tools/tools.hpp"

namespace casework::persistence {

struct PenaltyPapers {
    ToolHead head;
    PublicSpacesBreach breach;
    PaperOffer offer;
    std::vector<KeptDocument> documents;  // of this breach, oldest first
    std::vector<StoppedOwn> stopped;      // of this breach, that waited for a coordinator
    domain::tools_and_powers::PenaltyPaperAnswers stands;  // what a form begins with
};
// Not found where the tool is no such order or has no breach of that number.
domain::Outcome<PenaltyPapers> open_penalty_papers(Gate& gate, std::string_view tool, int breach, std::string_view name = "list_papers");

struct PenaltyPaper : Paper {
    ToolHead head;
    int breach = 0;
};
domain::Outcome<PenaltyPaper> write_penalty_paper(Gate& gate, std::string_view tool, int breach, const domain::tools_and_powers::PenaltyPaperAnswers& answers);
NewDocument penalty_document(const PenaltyPaper& paper);  // with its place in the timeline
domain::Outcome<PenaltyPaper> open_kept_penalty_paper(Gate& gate, std::string_view tool, int breach, std::string_view document);

}  // namespace casework::persistence
