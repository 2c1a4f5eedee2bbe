// Reading references as people type them.
#include <algorithm>

#include "domain/text.hpp"
#include "persistence/search.hpp"

namespace casework::persistence {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_figure(char c) { return c >= '0' && c <= '9'; }
bool is_year(int n) { return n >= 2000 && n <= 2100; }

}  // namespace

std::optional<TypedReference> read_reference(std::string_view typed) {
    const auto text = domain::trimmed(typed);
    std::size_t at = 0;
    TypedReference reference;
    while (at < text.size() && is_letter(text[at])) reference.prefix += static_cast<char>(text[at] & ~0x20), ++at;
    if (reference.prefix.size() != 3) return std::nullopt;
    std::vector<std::string> figures;
    bool fresh = true;
    for (; at < text.size(); ++at) {
        if (is_figure(text[at])) {
            if (fresh) figures.emplace_back();
            figures.back() += text[at];
            fresh = false;
        } else if (text[at] == '-' || text[at] == ' ' || text[at] == '/') {
            fresh = true;
        } else {
            return std::nullopt;
        }
    }
    if (figures.empty() || figures.size() > 2) return std::nullopt;
    if (figures.size() == 1 && figures[0].size() > 4) figures = {figures[0].substr(0, 4), figures[0].substr(4)};
    const auto last = domain::parse_figures(figures.back());
    if (!last || *last == 0) return std::nullopt;
    reference.number = *last;
    if (figures.size() == 2) {
        const auto year = domain::parse_figures(figures[0]);
        if (!year || !is_year(*year)) return std::nullopt;
        reference.year = year;
    }
    return reference;
}

}  // namespace casework::persistence
