// A document as accessible HTML: the body that a page shows is the body that the PDF is made of.
#pragma once

#include <string>

#include "domain/documents/document.hpp"
#include "web/html/html.hpp"

namespace casework::web::documents {

// From its title to its last block, with the service's own classes. The title is an h1, or lower where the page has a heading of its own.
Html document_body(const domain::documents::Document& document, int title_level = 1);

// The whole document for the PDF: language, title and author in its head, reference and marking at the edges of its pages.
Html document_for_print(const domain::documents::Document& document);
// How it looks on paper, as CSS. Nothing outside it is fetched.
std::string print_style(const domain::documents::Document& document, bool page_numbers = true);

}  // namespace casework::web::documents
