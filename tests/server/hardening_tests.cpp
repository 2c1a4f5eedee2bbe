// How the program is built and started, read from the program and its units: what makes a fault hard to turn into an attack.
#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/child.hpp"
#include "tests/support/databases.hpp"
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

const std::string service_file = CASEWORK_SOURCE_DIR "/deploy/casework.service", socket_file = CASEWORK_SOURCE_DIR "/deploy/casework.socket";

std::string contents(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

// As it stands, but starting the program of this build: systemd looks whether it is there.
std::string with_this_program(std::string unit) {
    const auto at = unit.find("ExecStart=") + std::string_view("ExecStart=").size();
    return unit.replace(at, unit.find(' ', at) - at, CASEWORK_PROGRAM);
}

bool no_systemd() { return !std::filesystem::exists("/usr/bin/systemd-analyze"); }

}  // namespace

TEST_CASE("the program is position independent, read only where it can be, guarded and marked for CET") {
    check_hardened(CASEWORK_PROGRAM);
    check_hardened(std::string(CASEWORK_PROGRAM) + "-pdf");
}

TEST_CASE("the release build checks the sizes of what it copies and carries the same marks") {
    const std::string release = CASEWORK_SOURCE_DIR "/build/release/casework";
    if (readelf("-hW", release).empty()) return casework::testing::skip("there is no release build; deploy/start makes one");
    for (const auto& program : {release, release + "-pdf"}) {
        check_hardened(program);
        CHECK(has(readelf("--dyn-syms -W", program), "_chk@"));
    }
}

TEST_CASE("systemd finds the service exposed by 1.5 or less") {
    if (no_systemd()) return casework::testing::skip("systemd-analyze is not installed");
    const auto judged = casework::testing::run({"systemd-analyze", "security", "--offline=true", "--threshold=15", "--no-pager", service_file});
    INFO(judged.said);
    CHECK(judged.status == 0);
    CHECK(judged.says("Overall exposure level for casework.service: 1."));
}

TEST_CASE("systemd understands every line of the units, and service and socket name one another") {
    if (no_systemd()) return casework::testing::skip("systemd-analyze is not installed");
    const casework::testing::ScratchDirectory scratch;
    casework::testing::Words words{"systemd-analyze", "verify", "--man=no"};
    for (const char* unit : {"casework.service", "casework.socket", "casework-backup.service", "casework-backup.timer"}) {
        words.push_back(scratch.path() + "/" + unit);
        const std::string text = contents(std::string(CASEWORK_SOURCE_DIR "/deploy/") + unit);
        std::ofstream(words.back()) << (has(text, "ExecStart=/usr/local/") ? with_this_program(text) : text);
    }
    const auto verified = casework::testing::run(words);
    CHECK(verified.said == "");
    CHECK(verified.status == 0);
    CHECK(has(contents(socket_file), "\nService=casework.service\n"));
    CHECK(has(contents(service_file), "\nRequires=casework.socket\n"));
    CHECK(has(contents(service_file), "\nAfter=casework.socket "));
}
