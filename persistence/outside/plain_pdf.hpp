// A plain copy of a PDF of any origin, made by the program casework-pdf that stands beside ours, within bounds: no author, dates, XMP,
// scripts, actions, links or attached files; comments and form fields are drawn into their pages, photographs lose what the camera wrote.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "persistence/outside/bounded_child.hpp"

namespace casework::persistence {

enum class PdfFault { locked, unreadable };  // unreadable: damaged, or more than the bounds allow
std::string_view words_of(PdfFault fault);   // "it is damaged or too large"

constexpr MemoryBounds plain_pdf_bounds{.time = std::chrono::seconds{30}, .memory_mib = 512, .output_bytes_max = 64 * 1024 * 1024};

// The copy unpacks nothing when it is read: it holds no object streams. The same bytes give the same copy.
std::expected<std::string, PdfFault> plain_pdf(std::string_view pdf, const MemoryBounds& bounds = plain_pdf_bounds);

}  // namespace casework::persistence
