// A document as tagged PDF, made by WeasyPrint in a process of its own that reads nothing but what it is given.
#pragma once

#include <chrono>
#include <string>

#include "domain/documents/document.hpp"
#include "domain/refusal.hpp"
#include "persistence/documents/safe_contact.hpp"

namespace casework::web::documents {

struct PrintBounds {
    std::chrono::milliseconds time = std::chrono::seconds{60};
    std::size_t memory_mib = 1024;
    std::size_t pdf_bytes_max = 50 * 1024 * 1024;
};
enum class PageNumbers { at_the_foot, none };  // none: it becomes part of a bundle, which has numbers of its own
// The bytes of a PDF/UA-1 file. Refused with every fault of the document, or as unavailable when it cannot be made just now. Only what
// the guard has cleared is printed; a word that it did not see is a fault of the program.
domain::Outcome<std::string> print_document(const domain::documents::Document& document, const persistence::Cleared& cleared, const PrintBounds& bounds = {}, PageNumbers numbers = PageNumbers::at_the_foot);

}  // namespace casework::web::documents
