// Which folder may include which: arrows point down, SOCI and Beast stay in their rooms.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "tests/tidy/tree.hpp"

using namespace casework::tidy;

namespace {

constexpr std::array<std::string_view, 5> floors{"domain", "auth", "persistence", "web", "server"};
constexpr std::size_t beast_files_max = 4;  // each costs 8 to 20 seconds to compile

// What stands between the quotes or angle brackets of an #include line.
std::optional<std::string_view> included(std::string_view line) {
    if (!line.starts_with("#include ")) return std::nullopt;
    const std::size_t open = line.find_first_of("\"<"), close = line.find_last_of("\">");
    return line.substr(open + 1, close - open - 1);
}

std::optional<std::size_t> floor_of(std::string_view path) {
    const auto found = std::ranges::find(floors, path.substr(0, path.find('/')));
    if (found == floors.end() || path.find('/') == path.npos) return std::nullopt;
    return static_cast<std::size_t>(found - floors.begin());
}

Findings arrows_up(const SourceFile& file) {
    Findings findings;
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto target = included(lines[i]);
        if (!target || lines[i].find('"') == std::string_view::npos) continue;
        const auto floor = floor_of(*target);
        const bool up = floor && *floor > *floor_of(file.path);
        if (up || target->starts_with("tests/")) findings.push_back(finding(file, i, lines[i]));
    }
    return findings;
}

std::set<std::string> includes_of(const SourceFile& file) {
    std::set<std::string> targets;
    for (const auto line : lines_of(file.text)) {
        if (const auto target = included(line)) targets.emplace(*target);
    }
    return targets;
}

// Does the file see a header below `prefix`, itself or through our own headers?
bool sees(const std::map<std::string, std::set<std::string>>& graph, const std::string& path, std::string_view prefix, std::set<std::string>& visited) {
    if (!visited.insert(path).second || !graph.contains(path)) return false;
    return std::ranges::any_of(graph.at(path), [&](const std::string& target) { return target.starts_with(prefix) || sees(graph, target, prefix, visited); });
}

std::vector<const SourceFile*> files_that_see(std::string_view prefix, std::string_view suffix) {
    std::map<std::string, std::set<std::string>> graph;
    for (const SourceFile& file : tree()) {
        if (file.is_product()) graph[file.path] = includes_of(file);
    }
    std::vector<const SourceFile*> seeing;
    for (const SourceFile& file : tree()) {
        std::set<std::string> visited;
        if (file.is_product() && file.ends(suffix) && sees(graph, file.path, prefix, visited)) seeing.push_back(&file);
    }
    return seeing;
}

Findings paths_of(const std::vector<const SourceFile*>& files) {
    Findings paths;
    for (const SourceFile* file : files) paths.push_back(file->path);
    return paths;
}

}  // namespace

TEST_CASE("a folder includes only folders below it") {
    Findings findings;
    for (const SourceFile& file : tree()) {
        if (file.is_product()) std::ranges::copy(arrows_up(file), std::back_inserter(findings));
    }
    CHECK(findings == Findings{});
}

TEST_CASE("an include that points up is found") {
    CHECK(arrows_up({"domain/a.cpp", "#include \"web/route.hpp\"\n"}).size() == 1);
    CHECK(arrows_up({"server/a.cpp", "#include \"tests/support/databases.hpp\"\n"}).size() == 1);
    CHECK(arrows_up({"web/a.cpp", "#include \"domain/text.hpp\"\n#include <vector>\n"}).empty());
}

TEST_CASE("the tree that is read holds every folder of the house") {
    for (const auto floor : floors) {
        CHECK(std::ranges::any_of(tree(), [&](const SourceFile& file) { return file.below(std::string(floor) + "/"); }));
    }
}

TEST_CASE("SOCI is seen by persistence only and by one header there") {
    CHECK(paths_of(files_that_see("soci/", ".hpp")) == Findings{"persistence/session.hpp"});
    const auto seeing = files_that_see("soci/", ".cpp");
    CHECK_FALSE(seeing.empty());
    CHECK(std::ranges::all_of(seeing, [](const SourceFile* file) { return file->below("persistence/"); }));
}

TEST_CASE("Beast is seen by a handful of server files only") {
    const auto seeing = files_that_see("boost/beast", ".cpp");
    INFO("seeing Beast: " << Catch::Detail::stringify(paths_of(seeing)));
    CHECK(seeing.size() <= beast_files_max);
    CHECK(std::ranges::all_of(seeing, [](const SourceFile* file) { return file->below("server/"); }));
}

TEST_CASE("printing without the proof of the guard is for the parts of a bundle only") {
    CHECK(paths_of(files_that_see("web/documents/document_press.hpp", ".cpp")) == Findings{"web/documents/bundle.cpp", "web/documents/document_pdf.cpp"});
}

TEST_CASE("OpenSSL is named in source files only, never in a header") {
    CHECK(paths_of(files_that_see("openssl/", ".hpp")) == Findings{});
}
