// Printing without proof: for the parts of a bundle, which is checked as a whole, and for nothing else.
#pragma once

#include "web/documents/document_pdf.hpp"

namespace casework::web::documents {

domain::Outcome<std::string> press_document(const domain::documents::Document& document, const PrintBounds& bounds = {}, PageNumbers numbers = PageNumbers::at_the_foot);

}  // namespace casework::web::documents
