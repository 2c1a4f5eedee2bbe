// How the program is built, read from the program itself: what makes a fault hard to turn into an attack.
#include <catch2/catch.hpp>

#include <array>
#include <cstdio>

#include "tests/support/skip.hpp"

namespace {

std::string readelf(const std::string& choices, const std::string& file) {
    const std::string command = "LC_ALL=C readelf " + choices + " '" + file + "' 2>/dev/null";
    std::string text;
    FILE* pipe = ::popen(command.c_str(), "r");
    std::array<char, 4096> piece{};
    while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), pipe)) text.append(piece.data(), size);
    ::pclose(pipe);
    return text;
}

std::string line_with(const std::string& text, std::string_view word) {
    const auto at = text.find(word);
    return at == text.npos ? std::string() : text.substr(at, text.find('\n', at) - at);
}

bool has(const std::string& text, std::string_view word) { return text.find(word) != text.npos; }

void check_hardened(const std::string& file) {
    INFO(file);
    const std::string dynamic = readelf("-dW", file), segments = readelf("-lW", file), symbols = readelf("--dyn-syms -W", file);
    CHECK(has(line_with(readelf("-hW", file), "Type:"), "DYN"));  // PIE
    CHECK(has(line_with(dynamic, "(FLAGS_1)"), "PIE"));
    CHECK(has(segments, "GNU_RELRO"));
    CHECK(has(line_with(dynamic, "(FLAGS)"), "BIND_NOW"));  // with RELRO: the whole of it
    REQUIRE(has(segments, "GNU_STACK"));
    CHECK_FALSE(has(line_with(segments, "GNU_STACK"), "RWE"));
    CHECK_FALSE(has(segments, "RWE"));
    CHECK_FALSE(has(dynamic, "RPATH"));
    CHECK_FALSE(has(dynamic, "RUNPATH"));
    CHECK(has(symbols, "__stack_chk_fail"));
    CHECK(has(symbols, "glibcxx_assert_fail"));
    CHECK(has(readelf("-nW", file), "x86 feature: IBT, SHSTK"));
}

}  // namespace

TEST_CASE("the program is position independent, read only where it can be, guarded and marked for CET") { check_hardened(CASEWORK_PROGRAM); }

TEST_CASE("the release build checks the sizes of what it copies and carries the same marks") {
    const std::string release = CASEWORK_SOURCE_DIR "/build/release/casework";
    if (readelf("-hW", release).empty()) return casework::testing::skip("there is no release build; deploy/start makes one");
    check_hardened(release);
    CHECK(has(readelf("--dyn-syms -W", release), "_chk@"));
}
