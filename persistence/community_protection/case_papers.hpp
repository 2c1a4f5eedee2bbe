// The papers of a matter: which can be made now, which were made, and making one. Each is kept as it was made; made again it is a new version.
#pragma once

#include "domain/community_protection/made_papers.hpp"
#include "persistence/community_protection/cases.hpp"
#include "persistence/documents/documents.hpp"

namespace casework::persistence {

struct BreachPaperOfCase {
    int breach = 0, n = 0;
    std::string name, by_name;
    domain::Instant at{};
};
struct CasePapers {
    CaseHead head;
    std::vector<PaperOffer> offers;
    std::vector<PaperLine> given;              // warning, notice, variation
    std::vector<BreachPaperOfCase> of_breaches;
    std::vector<KeptDocument> documents;       // oldest first
};
domain::Outcome<CasePapers> open_case_papers(Gate& gate, std::string_view id);

// The words of a paper as it would be made now, checked by the guard. Refused with the reasons why it cannot be made.
struct PaperAsked {
    std::string paper, typed;
};
domain::Outcome<CasePaper> write_case_paper(Gate& gate, std::string_view id, const PaperAsked& asked);
// A document of the case that is kept with its words.
domain::Outcome<CasePaper> open_kept_paper(Gate& gate, std::string_view id, std::string_view document);

}  // namespace casework::persistence
