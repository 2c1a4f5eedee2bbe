// What is derived from reports: likeness, counts, and whether a text shows who reported.
#include "domain/reports/report.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "domain/reports/codes.hpp"
#include "domain/text.hpp"

namespace casework::domain::reports {
namespace {

// Letters and figures only, one space between words: "12, Week Street" and "12 WEEK  STREET" are the same.
std::string squeezed(std::string_view text) {
    std::string out;
    for (const char c : ascii_lower(text)) {
        const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '@' || (static_cast<unsigned char>(c) & 0x80) != 0;
        if (kept) out += c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

// Whole words only: "Ann" is not in "planned".
bool has_words(const std::string& text, const std::string& words) { return !words.empty() && (" " + text + " ").find(" " + words + " ") != std::string::npos; }

// Figures with what may stand between the groups of a telephone number left out.
std::string figures_joined(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c >= '0' && c <= '9') out += c;
        else if (c != ' ' && c != '-' && c != '(' && c != ')' && !out.empty() && out.back() != '|') out += '|';
    }
    return out;
}

// 01622 and +44 1622 are one number: the last nine figures tell it.
bool has_number(std::string_view text, std::string_view telephone) {
    constexpr std::size_t told_by = 9;
    auto figures = figures_joined(telephone);
    std::erase(figures, '|');
    return figures.size() >= told_by && figures_joined(text).find(figures.substr(figures.size() - told_by)) != std::string::npos;
}

bool has_figure(std::string_view text) { return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; }); }
bool has_letter(std::string_view text) { return std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; }); }
bool is_postcode(const std::string& part) {
    const auto words = words_of(part);
    return words.size() == 2 && words[1].size() == 3 && has_figure(words[0]) && has_figure(words[1].substr(0, 1)) && !has_figure(words[1].substr(1));
}
bool names_a_flat(const std::string& part) {
    return std::ranges::any_of(std::array<std::string_view, 4>{"flat ", "apartment ", "room ", "unit "}, [&](auto word) { return part.starts_with(word); });
}

// What of an address tells the home: number and street, or the name of the house. Town and postcode are shared with neighbours, among
// them whoever is complained of, and "flat 2" is in many houses.
std::string home_of(std::string_view address) {
    std::string text(address), number, house;
    std::ranges::replace(text, '\n', ',');
    for (const auto raw : words_of(text, ',')) {
        const auto part = squeezed(raw);
        if (part.empty() || names_a_flat(part)) continue;
        if (is_postcode(part)) break;
        if (!has_letter(part)) number = part + " ";
        else if (has_figure(part) || !number.empty()) return number + part;
        else if (house.empty()) house = part;
    }
    return house;
}

bool touches(const Report& a, const Report& b, int days_apart) {
    if (!a.occurred_from || !b.occurred_from) return false;
    const Date a_last = a.occurred_until.value_or(*a.occurred_from), b_last = b.occurred_until.value_or(*b.occurred_from);
    return *a.occurred_from <= add_days(b_last, days_apart) && *b.occurred_from <= add_days(a_last, days_apart);
}

}  // namespace

bool shows(const Reporter& reporter, std::string_view text) {
    const auto plain = squeezed(text);
    if (has_words(plain, squeezed(reporter.name)) || has_words(plain, home_of(reporter.address))) return true;
    if (!reporter.email.empty() && ascii_lower(text).find(ascii_lower(reporter.email)) != std::string::npos) return true;
    return has_number(text, reporter.telephone);
}

Refusals served_refused(std::string_view text, const std::vector<Reporter>& reporters) {
    if (std::ranges::none_of(reporters, [&](const Reporter& reporter) { return shows(reporter, text); })) return {};
    return {{RefusalKind::rule, {}, "This text cannot be given as it is. The coordinator has been asked to look at it", "UK GDPR Article 5(1)(f)"}};
}

bool may_be_same(const Report& a, const Report& b, int days_apart) {
    return a.id != b.id && a.category == b.category && !a.place.empty() && a.place == b.place && touches(a, b, days_apart);
}

std::vector<std::string> like_reports(const Report& report, const std::vector<Report>& others, int days_apart) {
    std::vector<std::string> ids;
    for (const auto& other : others)
        if (may_be_same(report, other, days_apart)) ids.push_back(other.id);
    return ids;
}

std::map<std::string, Count> count_by_category(const std::vector<Report>& reports, Date from, Date to) {
    std::map<std::string, Count> counts;
    for (const auto& category : categories()) counts[std::string(category.code)] = {};
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& report : reports) {
        if (!report.reported_on || *report.reported_on < from || *report.reported_on > to) continue;
        auto& count = counts[report.category];
        ++count.reports;
        if (report.incident.empty() || seen.insert({report.category, report.incident}).second) ++count.incidents;
    }
    return counts;
}

std::optional<case_review::Complaint> as_complaint(const Report& r) {
    if (!r.occurred_from || !r.reported_on || r.victim.empty()) return std::nullopt;
    // Behaviour over several days counts by its last day: the complaint could not be made before it.
    const Date behaviour = std::min(r.occurred_until.value_or(*r.occurred_from), *r.reported_on);
    return case_review::Complaint{r.id, r.victim, r.about, r.incident, r.agency, r.category, std::max(behaviour, *r.occurred_from), *r.reported_on, r.distress, r.hate};
}

}  // namespace casework::domain::reports
