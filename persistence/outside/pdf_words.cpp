// pdftotext within bounds.
#include "persistence/outside/pdf_words.hpp"

#include "persistence/outside/bounded_child.hpp"

namespace casework::persistence {

std::optional<std::string> words_of_pdf(std::string_view pdf, const PdfWordsBounds& bounds) {
    auto made = run_bounded({"/usr/bin/pdftotext", "-q", "-enc", "UTF-8", "-", "-"}, pdf, {.time = bounds.time, .memory_mib = bounds.memory_mib, .output_bytes_max = bounds.words_bytes_max});
    if (made.failed) return std::nullopt;
    return std::move(made.output);
}

}  // namespace casework::persistence
