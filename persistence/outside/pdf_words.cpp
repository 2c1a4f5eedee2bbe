// pdftotext, bounded before it reads a byte: memory, processor, files and cores.
#include "persistence/outside/pdf_words.hpp"

#include <fmt/format.h>

#include "persistence/outside/child_process.hpp"

namespace casework::persistence {

std::optional<std::string> words_of_pdf(std::string_view pdf, const PdfWordsBounds& bounds) {
    const auto memory = fmt::format("--as={}", bounds.memory_mib << 20), seconds = fmt::format("--cpu={}", bounds.time.count());
    auto made = run_child({"/usr/bin/prlimit", memory, seconds, "--fsize=0", "--core=0", "--", "/usr/bin/pdftotext", "-q", "-enc", "UTF-8", "-", "-"}, pdf,
                          {.time = bounds.time, .output_bytes_max = bounds.words_bytes_max, .bare = true});
    if (made.failed) return std::nullopt;
    return std::move(made.output);
}

}  // namespace casework::persistence
