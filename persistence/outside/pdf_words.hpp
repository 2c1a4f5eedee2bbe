// The words inside a PDF, taken out by poppler in a process of its own that reads nothing but what it is given.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace casework::persistence {

struct PdfWordsBounds {
    std::chrono::seconds time{30};
    std::size_t memory_mib = 512;
    std::size_t words_bytes_max = 16 * 1024 * 1024;
};
// UTF-8, in the order of the pages; empty where the pages are pictures. Nothing when it cannot be read within the bounds: it is damaged,
// locked, or too large.
std::optional<std::string> words_of_pdf(std::string_view pdf, const PdfWordsBounds& bounds = {});

}  // namespace casework::persistence
