// Reading and renewing golden files.
#include "tests/domain/golden.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace casework::tests {

std::string golden(std::string_view name, std::string_view now) {
    const auto path = std::filesystem::path(CASEWORK_SOURCE_DIR) / "tests" / "golden" / name;
    if (const char* update = std::getenv("UPDATE_GOLDEN"); update && std::string_view(update) == "1") std::ofstream(path) << now;
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

}  // namespace casework::tests
