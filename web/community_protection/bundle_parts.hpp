// The parts of a court bundle as documents: papers, service, breaches, photographs, and the extract of the ledger.
#pragma once

#include <string>
#include <vector>

#include "persistence/community_protection/court_bundle.hpp"
#include "persistence/documents/documents.hpp"
#include "persistence/record_access.hpp"
#include "domain/documents/document.hpp"

namespace casework::web::cases {

// A document to be printed, or a file that is one already.
struct DraftPart {
    std::string title;
    domain::documents::Document document;   // no blocks: `pdf` is the part
    std::string pdf;
    std::vector<std::string> pages = {};    // what each of its pages shows, for the index
};
std::vector<DraftPart> bundle_parts(const persistence::BundleSource& source, const std::vector<persistence::Exhibit>& exhibits, const std::vector<persistence::RecordAccess>& log);
// Every word that will be printed, for the guard.
std::string words_of(const std::vector<DraftPart>& parts);

}  // namespace casework::web::cases
