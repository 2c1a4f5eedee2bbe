// Taking apart what follows an act, days and lists.
#include "tests/scenarios/sentence.hpp"

#include <fmt/format.h>

#include <regex>

#include "domain/text.hpp"

namespace casework::scenarios {

Details::Details(std::string_view tail) {
    static const std::regex piece(R"re(, (?:with ([^",]+) "([^"]*)"|without (?:the |an |a )?([^",]+)))re");
    const std::string text(tail);
    std::size_t read = 0;
    for (auto at = std::sregex_iterator(text.begin(), text.end(), piece); at != std::sregex_iterator(); ++at) {
        if (static_cast<std::size_t>(at->position()) != read) break;
        read += static_cast<std::size_t>(at->length());
        if ((*at)[1].matched) given_[(*at)[1].str()] = (*at)[2].str();
        else given_[(*at)[3].str()] = "";
    }
    if (read != text.size()) throw Failed("this is not read: " + text.substr(read));
}

std::string Details::text(const std::string& name, std::string usual) {
    used_[name] = true;
    const auto found = given_.find(name);
    return found == given_.end() ? usual : found->second;
}
bool Details::left_out(const std::string& name) { return text(name, "there").empty(); }

std::optional<domain::Date> Details::day(const std::string& name, domain::Date today, std::string usual) {
    const auto words = text(name, std::move(usual));
    return words.empty() ? std::nullopt : std::optional(day_of(words, today));
}

void Details::all_used() const {
    for (const auto& [name, value] : given_)
        if (!used_.contains(name)) throw Failed("this act does not ask for " + name);
}

domain::Date day_of(std::string_view words, domain::Date today) {
    if (words == "today") return today;
    if (words == "yesterday") return domain::add_days(today, -1);
    if (words == "tomorrow") return domain::add_days(today, 1);
    if (const auto date = domain::parse_iso_date(words)) return *date;
    static const std::regex ahead(R"re((?:in (\d+) days?)|(?:(\d+) days? ago))re");
    std::match_results<std::string_view::const_iterator> match;
    if (!std::regex_match(words.begin(), words.end(), match, ahead)) throw Failed(fmt::format("{} is not a day", words));
    const auto count = *domain::parse_figures((match[1].matched ? match[1] : match[2]).str());
    return domain::add_days(today, match[1].matched ? count : -count);
}

std::vector<std::string> listed(std::string_view words) {
    std::vector<std::string> items;
    std::string text(words);
    for (std::size_t at; (at = text.find(" and ")) != std::string::npos;) text.replace(at, 5, ", ");
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find(", ", from), text.size());
        items.push_back(text.substr(from, end - from));
        from = end + 2;
    }
    return items;
}

}  // namespace casework::scenarios
