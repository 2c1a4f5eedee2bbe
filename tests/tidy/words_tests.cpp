// Words that do not belong where they stand: SQL above persistence, inline styles, vague names, unfinished marks, machine paths.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <regex>

#include "tests/tidy/tree.hpp"

using namespace casework::tidy;

namespace {

using LineRule = std::function<bool(std::string_view)>;
using FileRule = std::function<bool(const SourceFile&)>;

Findings lines_that(const SourceFile& file, std::string_view text, const LineRule& breaks) {
    Findings findings;
    const auto lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (breaks(lines[i])) findings.push_back(finding(file, i, lines[i]));
    }
    return findings;
}

Findings lines_of_tree(const FileRule& concerned, const LineRule& breaks, bool comments = true) {
    Findings findings;
    for (const SourceFile& file : tree()) {
        if (concerned(file)) std::ranges::copy(lines_that(file, comments ? file.text : without_comments(file.text), breaks), std::back_inserter(findings));
    }
    return findings;
}

bool speaks_sql(std::string_view line) {
    return has_word(line, "SELECT") || has_word(line, "INSERT INTO") || has_word(line, "DELETE FROM") || (has_word(line, "UPDATE") && has_word(line, "SET"));
}

// Attributes as text (<p style="...">) or as a name handed to a writer (attribute("onclick", ...)).
bool styles_inline(std::string_view line) {
    if (line.find("style") == line.npos && line.find("on") == line.npos) return false;
    static const std::regex attribute(R"re([ "]style=\\?["']|\s(on[a-z]{3,})=\\?["']|"(style|on(click|change|submit|load|input|focus|blur|error|key[a-z]+|mouse[a-z]+))",)re");
    return std::regex_search(line.begin(), line.end(), attribute);
}

bool names_vaguely(std::string_view line) {
    constexpr std::array<std::string_view, 4> kinds{"class ", "struct ", "enum ", "using "};
    if (std::ranges::none_of(kinds, [&](auto kind) { return line.find(kind) != line.npos; })) return false;
    static const std::regex vague(R"(\b(class|struct|enum|using)\s+\w*(Manager|Helper|Helpers|Util|Utils|Impl|Service|Data|Info)\b)");
    return std::regex_search(line.begin(), line.end(), vague);
}

// Spelled in two halves so that this file does not find itself.
bool is_unfinished(std::string_view line) {
    constexpr std::array<std::string_view, 3> marks{"TO" "DO", "FIX" "ME", "XX" "X"};
    return std::ranges::any_of(marks, [&](auto mark) { return has_word(line, mark); });
}

bool names_a_machine_path(std::string_view line) {
    constexpr std::array<std::string_view, 4> homes{"/ho" "me/", "/ro" "ot/", "/wo" "rk/", "/Us" "ers/"};
    return std::ranges::any_of(homes, [&](auto home) {
        const std::size_t at = line.find(home);
        // "https://example/work/1" and "../work/x" are no absolute paths
        return at != line.npos && (at == 0 || std::string_view("\"'= (`:").find(line[at - 1]) != std::string_view::npos);
    });
}

bool is_ours(const SourceFile& file) { return !file.ends("package-lock.json"); }

}  // namespace

TEST_CASE("SQL stands in persistence only") {
    CHECK(lines_of_tree([](const auto& file) { return file.is_product() && !file.below("persistence/"); }, speaks_sql, false) == Findings{});
    CHECK(speaks_sql("  sql << \"SELECT id FROM cases\";"));
    CHECK(speaks_sql("\"UPDATE people SET name = :name\""));
    CHECK_FALSE(speaks_sql("// the sergeant may select and update a set"));
}

TEST_CASE("no page carries an inline style or an inline script") {
    CHECK(lines_of_tree([](const auto& file) { return file.is_cpp() && file.below("web/"); }, styles_inline, false) == Findings{});
    CHECK(styles_inline(R"(raw("<p style=\"color:red\">"))"));
    CHECK(styles_inline(R"x(button.attribute("onclick", "go()");)x"));
    CHECK_FALSE(styles_inline(R"x(attribute("class", "app-style"); options.once = "on";)x"));
}

TEST_CASE("no type has a name that says nothing") {
    CHECK(lines_of_tree([](const auto& file) { return file.is_cpp() && !file.below("tests/tidy/"); }, names_vaguely, false) == Findings{});
    CHECK(names_vaguely("class SessionManager {"));
    CHECK_FALSE(names_vaguely("struct DataProtectionOfficer {"));
}

TEST_CASE("nothing is marked as unfinished") {
    CHECK(lines_of_tree(is_ours, is_unfinished) == Findings{});
    CHECK(is_unfinished(std::string("// TO") + "DO: later"));
}

TEST_CASE("no file names a path of one machine") {
    CHECK(lines_of_tree(is_ours, names_a_machine_path) == Findings{});
    CHECK(names_a_machine_path(std::string("cd /ho") + "me/someone/casework"));
    CHECK_FALSE(names_a_machine_path(std::string("https://example.org/wo") + "rk/1"));
}

TEST_CASE("package locks name versions and digests, no place they came from") {
    const auto is_lock = [](const SourceFile& file) { return file.ends("package-lock.json"); };
    CHECK(lines_of_tree(is_lock, [](std::string_view line) { return line.find("\"resolved\"") != line.npos; }) == Findings{});
}
