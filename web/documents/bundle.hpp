// A bundle for a court: an index, then every document in its order, with bookmarks and one run of page numbers.
#pragma once

#include <string>
#include <vector>

#include "domain/refusal.hpp"
#include "web/documents/document_pdf.hpp"

namespace casework::web::documents {

struct BundlePart {
    std::string title;  // as it stands in the index and the bookmarks
    std::string pdf;
    std::vector<std::string> pages = {};  // what each of its pages shows, for the index; empty: nothing more than the title
};
struct Bundle {
    std::string title;      // "Bundle for the hearing on 14 May 2026"
    std::string reference;
    std::string author;
    std::vector<BundlePart> parts;
};

constexpr std::size_t bundle_pages_max = 2000;

// Comments and form fields of the parts are drawn into their pages; links, scripts and attached files stay out. Refused, naming the
// part, when one is no PDF that can be opened without a password within bounds; unavailable when the index cannot be printed just now.
domain::Outcome<std::string> bind_bundle(const Bundle& bundle, const PrintBounds& bounds = {});

// A photograph as a part of its own: one page with title, picture and the words below it.
domain::Outcome<std::string> print_photograph(const std::string& title, const domain::documents::Picture& picture, const PrintBounds& bounds = {});

}  // namespace casework::web::documents
