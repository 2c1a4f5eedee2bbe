// Finding casework-pdf and telling its answers apart.
#include "persistence/outside/plain_pdf.hpp"

#include <filesystem>
#include <system_error>

namespace casework::persistence {
namespace {

namespace fs = std::filesystem;

// In the folder of the program that runs, or above it, where the tests have theirs.
std::string tool() {
    std::error_code none;
    const auto own = fs::read_symlink("/proc/self/exe", none).parent_path();
    for (const auto& folder : {own, own.parent_path()})
        if (const auto path = folder / "casework-pdf"; fs::exists(path, none)) return path.string();
    throw std::runtime_error("the program casework-pdf is missing: it is installed beside casework");
}

}  // namespace

std::string_view words_of(PdfFault fault) { return fault == PdfFault::locked ? "it is protected with a password" : "it is damaged or too large"; }

std::expected<std::string, PdfFault> plain_pdf(std::string_view pdf, const MemoryBounds& bounds) {
    static const std::string program = tool();
    auto made = run_bounded({program}, pdf, bounds);
    if (!made.failed && made.output == "locked") return std::unexpected(PdfFault::locked);
    if (made.failed || !made.output.starts_with("%PDF-")) return std::unexpected(PdfFault::unreadable);
    return std::move(made.output);
}

}  // namespace casework::persistence
