// The shape of files and tests: an opening sentence, a size one can read, names that are sentences.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "tests/tidy/tree.hpp"

using namespace casework::tidy;

namespace {

constexpr std::ptrdiff_t lines_to_look_at = 400, lines_max = 600;
constexpr std::array<std::string_view, 8> counted_suffixes{".cpp", ".hpp", ".mjs", ".js", ".scss", ".sql", ".sh", ".cmake"};

bool is_counted(const SourceFile& file) {
    return std::ranges::any_of(counted_suffixes, [&](auto suffix) { return file.ends(suffix); });
}

// The comment block at the top says something and ends its sentence.
bool opens_with_a_sentence(std::string_view text) {
    std::string opening;
    for (const auto line : lines_of(text)) {
        if (!line.starts_with("// ")) break;
        opening += std::string(line.substr(2));
    }
    return std::count(opening.begin(), opening.end(), ' ') >= 3 && opening.find('.') != opening.npos;
}

struct NamedTest {
    std::string name, place;
};

// The quoted names after TEST_CASE and SCENARIO.
std::vector<NamedTest> named_tests(const SourceFile& file) {
    std::vector<NamedTest> tests;
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].starts_with("TEST_CASE(") && !lines[i].starts_with("SCENARIO(")) continue;
        const std::size_t open = lines[i].find('"');
        const std::size_t close = std::min(lines[i].find('"', open + 1), lines[i].size());
        if (open != std::string_view::npos) tests.push_back({std::string(lines[i].substr(open + 1, close - open - 1)), finding(file, i, lines[i])});
    }
    return tests;
}

std::vector<NamedTest> all_tests() {
    std::vector<NamedTest> tests;
    for (const SourceFile& file : tree()) {
        if (file.below("tests/") && file.ends(".cpp")) std::ranges::move(named_tests(file), std::back_inserter(tests));
    }
    return tests;
}

}  // namespace

TEST_CASE("every source file opens with a sentence that says what it is") {
    Findings findings;
    for (const SourceFile& file : tree()) {
        if (file.is_cpp() && !opens_with_a_sentence(file.text)) findings.push_back(file.path);
    }
    CHECK(findings == Findings{});
    CHECK_FALSE(opens_with_a_sentence("#pragma once\n"));
    CHECK_FALSE(opens_with_a_sentence("// routes.cpp\n"));
    CHECK(opens_with_a_sentence("// The route table of the house.\n"));
}

TEST_CASE("no file is too long to read") {
    Findings too_long;
    for (const SourceFile& file : tree()) {
        if (!is_counted(file)) continue;
        const auto lines = std::ranges::count_if(lines_of(file.text), [](auto line) { return !line.empty(); });
        if (lines > lines_max) too_long.push_back(file.path + ": " + std::to_string(lines) + " lines");
        else if (lines > lines_to_look_at) WARN("look twice: " << file.path << " has " << lines << " lines");
    }
    CHECK(too_long == Findings{});
}

TEST_CASE("every test has a name of its own") {
    std::map<std::string, Findings> places;
    for (auto& test : all_tests()) places[test.name].push_back(test.place);
    Findings twice;
    for (const auto& [name, found] : places) {
        if (found.size() > 1) std::ranges::copy(found, std::back_inserter(twice));
    }
    CHECK(twice == Findings{});
    CHECK(places.size() > 50);
}

TEST_CASE("the name of a test is a sentence") {
    Findings findings;
    for (const auto& test : all_tests()) {
        if (std::count(test.name.begin(), test.name.end(), ' ') < 2) findings.push_back(test.place);
    }
    CHECK(findings == Findings{});
}
