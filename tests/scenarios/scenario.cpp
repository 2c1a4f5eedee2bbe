// Reading scenarios and playing them line by line.
#include "tests/scenarios/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "domain/text.hpp"
#include "tests/scenarios/disposal_sentences.hpp"
#include "tests/scenarios/protection_sentences.hpp"
#include "tests/scenarios/vulnerability_sentences.hpp"
#include "tests/support/ledger_claims.hpp"

namespace casework::scenarios {
namespace {

std::string any_of(const std::vector<std::string>& names) { return fmt::format("({})", fmt::join(names, "|")); }

// A pattern as an expression: its gaps, and everything else as it stands.
std::string expression(const std::string& pattern, const std::vector<std::string>& cast) {
    static const std::string day = "(today|yesterday|tomorrow|in \\d+ days?|\\d+ days? ago|\\d{4}-\\d{2}-\\d{2})";
    static const std::string person = "([A-Z][A-Za-z'-]+ [A-Z][A-Za-z'-]+)";
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '{') {
            if (std::string_view(".[]()?*+\\").find(pattern[i]) != std::string_view::npos) out += '\\';
            out += pattern[i];
            continue;
        }
        const auto end = pattern.find('}', i);
        const auto gap = pattern.substr(i + 1, end - i - 1);
        out += gap == "who" ? any_of(cast) : gap == "agency" ? any_of(Stage::agencies()) : gap == "person" ? person : gap == "text" ? "\"([^\"]*)\"" : gap == "number" ? "(\\d+)" : gap == "day" ? day : "(.+)";
        i = end;
    }
    return out;
}

struct Matcher {
    const Sentence* sentence;
    std::regex regex;
};
const std::vector<Matcher>& matchers(const std::vector<std::string>& cast) {
    static const auto made = [&] {
        std::vector<Matcher> list;
        for (const auto& sentence : sentences()) list.push_back({&sentence, std::regex(expression(sentence.pattern, cast))});
        return list;
    }();
    return made;
}

// Where the details of an act begin: the first ", with " or ", without " outside quotes.
std::size_t details_at(std::string_view text) {
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (!quoted && (text.substr(i).starts_with(", with ") || text.substr(i).starts_with(", without "))) return i;
    }
    return text.size();
}

struct Told {
    const Sentence* sentence = nullptr;
    std::vector<std::string> gaps;
    std::string tail;
};

// The sentence of that kind which the words are; a Given may also be an act that went before.
std::optional<Told> find(Kind kind, const std::string& words, const std::vector<std::string>& cast) {
    const auto cut = kind == Kind::then ? words.size() : details_at(words);
    const auto head = words.substr(0, cut);
    std::smatch match;
    for (const auto& [sentence, regex] : matchers(cast)) {
        const bool fits = sentence->kind == kind || (kind == Kind::given && sentence->kind == Kind::when) || (kind == Kind::when && sentence->kind == Kind::given);
        if (!fits || !std::regex_match(head, match, regex)) continue;
        Told told{sentence, {}, words.substr(cut)};
        for (std::size_t i = 1; i < match.size(); ++i) told.gaps.push_back(match[i].str());
        return told;
    }
    return std::nullopt;
}

std::optional<Kind> kind_of(std::string_view word, std::optional<Kind> before) {
    if (word == "Given") return Kind::given;
    if (word == "When") return Kind::when;
    if (word == "Then") return Kind::then;
    if (word == "And" || word == "But") return before;
    return std::nullopt;
}

class Play {
  public:
    Play(const Scenario& scenario, const std::string& database_kind) : scenario_(scenario), stage_(database_kind) {}

    std::optional<Failure> run() {
        for (const auto& line : scenario_.lines)
            if (auto failure = tell(line)) return failure;
        if (auto failed = unclaimed()) return failed;
        return ledger_claims();
    }

  private:
    const Scenario& scenario_;
    Stage stage_;
    std::optional<Kind> kind_;
    Line act_;  // the last that may have been refused

    Failure failure(const Line& line, std::string why) const { return {fmt::format("{}:{}", scenario_.file, line.number), line.text, std::move(why)}; }

    // Whatever was told, the ledger vouches for every row that is there now, and repeats none of its words.
    std::optional<Failure> ledger_claims() {
        const auto findings = testing::ledger_findings(stage_.house), words = testing::words_in_ledger(stage_.house);
        if (findings.empty() && words.empty()) return std::nullopt;
        return failure({scenario_.line, scenario_.title}, "after all was told the ledger does not hold what it must:\n" + findings + words);
    }

    // A refusal that nobody claimed is a failure of the act itself.
    std::optional<Failure> unclaimed() const {
        if (stage_.asked_to_sign_in) return failure(act_, "they were asked to sign in");
        if (stage_.refusals.empty()) return std::nullopt;
        std::string why = "it was refused:";
        for (const auto& refusal : stage_.refusals) why += fmt::format("\n  {} [{}]", refusal.message, refusal.authority);
        return failure(act_, why);
    }

    std::optional<Failure> tell(const Line& line) {
        const auto space = line.text.find(' ');
        const auto kind = kind_of(line.text.substr(0, space), kind_);
        if (!kind || space == std::string::npos) return failure(line, "a line begins with Given, When, Then or And");
        kind_ = kind;
        const auto told = find(*kind, line.text.substr(space + 1), stage_.cast());
        if (!told) return failure(line, "no sentence of the grammar reads like this");
        if (*kind != Kind::then) {
            if (auto failed = unclaimed()) return failed;
            act_ = line;
            stage_.forget_outcome();
        }
        try {
            Details details(told->tail);
            told->sentence->told(stage_, told->gaps, details);
            details.all_used();
        } catch (const std::exception& why) {
            return failure(line, why.what());
        }
        return std::nullopt;
    }
};

}  // namespace

std::vector<Scenario> read_scenarios(const std::string& file_name, std::string_view text) {
    std::vector<Scenario> scenarios;
    std::istringstream lines{std::string(text)};
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        const auto words = std::string(domain::trimmed(line));
        if (words.empty() || words.front() == '#') continue;
        if (words.starts_with("Scenario: ")) scenarios.push_back({file_name, words.substr(10), number, {}});
        else if (scenarios.empty()) scenarios.push_back({file_name, fmt::format("{} without a name", file_name), number, {{number, words}}});
        else scenarios.back().lines.push_back({number, words});
    }
    return scenarios;
}

std::vector<Scenario> all_scenarios() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(CASEWORK_SOURCE_DIR "/tests/scenarios"))
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<Scenario> all;
    for (const auto& file : files) {
        std::ifstream in(file);
        std::ostringstream text;
        text << in.rdbuf();
        std::ranges::move(read_scenarios("tests/scenarios/" + file.filename().string(), text.str()), std::back_inserter(all));
    }
    return all;
}

std::optional<Failure> play(const Scenario& scenario, const std::string& database_kind) { return Play(scenario, database_kind).run(); }

std::vector<std::string> unused_sentences(const std::vector<Scenario>& scenarios) {
    std::set<const Sentence*> used;
    const Stage stage("sqlite");
    for (const auto& scenario : scenarios) {
        std::optional<Kind> kind;
        for (const auto& line : scenario.lines) {
            const auto space = line.text.find(' ');
            kind = kind_of(line.text.substr(0, space), kind);
            if (!kind || space == std::string::npos) continue;
            if (const auto told = find(*kind, line.text.substr(space + 1), stage.cast())) used.insert(told->sentence);
        }
    }
    std::vector<std::string> unused;
    for (const auto& sentence : sentences())
        if (!used.contains(&sentence)) unused.push_back(sentence.pattern);
    return unused;
}

const std::vector<Sentence>& sentences() {
    static const auto all = [] {
        std::vector<Sentence> list;
        for (auto part : {list_sentences(), claims_about_the_list(), meeting_sentences(), action_sentences(), job_sentences(), access_sentences(), claims_about_access(), sharing_sentences(), protection_sentences(), vulnerability_sentences(), disposal_sentences()}) std::ranges::move(part, std::back_inserter(list));
        return list;
    }();
    return all;
}

}  // namespace casework::scenarios
