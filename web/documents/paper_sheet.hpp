// A paper as a document: the page that is read, the sheet that is printed and the PDF say the same words.
#pragma once

#include "domain/documents/document.hpp"
#include "persistence/documents/papers.hpp"
#include "web/html/html.hpp"

namespace casework::web::documents {

domain::documents::Document document_of(const persistence::Paper& paper);
html::Html paper_sheet(const persistence::Paper& paper, int title_level = 1);
// "CPN-2026-0041.pdf", of a draft "CPN-2026-0041-draft.pdf".
std::string pdf_name(const persistence::Paper& paper);

}  // namespace casework::web::documents
