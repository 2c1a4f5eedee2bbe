// A scenario as it stands in a text file, and playing it: what holds, and the first line that does not.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casework::scenarios {

struct Line {
    int number = 0;
    std::string text;
};
struct Scenario {
    std::string file, title;
    int line = 0;
    std::vector<Line> lines;
};
// Scenarios begin with "Scenario: "; empty lines and lines after # say nothing. A line outside any scenario begins a nameless one.
std::vector<Scenario> read_scenarios(const std::string& file_name, std::string_view text);
std::vector<Scenario> all_scenarios();

struct Failure {
    std::string place;  // "putting_forward.txt:12"
    std::string line, why;
};
std::optional<Failure> play(const Scenario& scenario, const std::string& database_kind);
// The sentences that no scenario uses.
std::vector<std::string> unused_sentences(const std::vector<Scenario>& scenarios);

}  // namespace casework::scenarios
