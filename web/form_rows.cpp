// Counting and bounding the rows of a form.
#include "web/form_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/rows_of_a_kind.hpp"
#include "domain/text.hpp"

namespace casework::web {

std::string numbered(std::string_view stem, std::size_t row, std::string_view part) { return fmt::format("{}-{}-{}", stem, row, part); }

std::size_t rows_for(const Form& form, std::string_view stem, std::string_view part, std::size_t stand) {
    constexpr std::size_t spare = 2, most = domain::rows_max;
    std::size_t rows = std::max(std::min(stand + spare, most), stand);
    while (rows < most && form.has(numbered(stem, rows, part))) ++rows;
    return rows;
}

void refuse_rows_beyond(const Form& form, std::string_view stem, std::string_view many, domain::Refusals& refusals) {
    const auto beyond = [&](const auto& field) {
        const std::string_view name = field.first;
        if (!name.starts_with(stem) || name.size() <= stem.size() || name[stem.size()] != '-' || domain::trimmed(field.second).empty()) return false;
        const auto rest = name.substr(stem.size() + 1);
        const auto row = domain::parse_figures(rest.substr(0, rest.find('-')));
        return row && *row >= domain::rows_max;
    };
    const auto found = std::ranges::find_if(form.all(), beyond);
    if (found != form.all().end()) refusals.push_back({domain::RefusalKind::invalid, found->first, fmt::format("Enter {} {} or fewer", domain::rows_max, many), {}});
}

}  // namespace casework::web
