// Asking for and reading requirements, one group of boxes each.
#include "web/community_protection/requirement_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "web/form_fields.hpp"

namespace casework::web::cases {
namespace {

namespace rules = domain::community_protection;
using html::Html;
constexpr std::size_t rows_max = 20, text_max = 300;

std::string box(std::size_t number, std::string_view part) { return fmt::format("requirement-{}-{}", number, part); }

std::size_t rows_shown(const Form& form, std::size_t standing) {
    std::size_t rows = standing;
    for (std::size_t n = 1; n <= rows_max; ++n)
        if (!form.value(box(n, "text")).empty() || !form.value(box(n, "kind")).empty()) rows = std::max(rows, n);
    return std::min(rows + (form.value("do") == "add" ? 3 : 1), rows_max);
}

}  // namespace

Html requirement_rows(const Shown& shown, const Form& form, const std::vector<rules::Requirement>& stand, bool with_reasons) {
    Html out;
    const auto rows = rows_shown(form, stand.size());
    for (std::size_t n = 1; n <= rows; ++n) {
        const auto* r = n <= stand.size() ? &stand[n - 1] : nullptr;
        out << "<fieldset class=\"govuk-fieldset govuk-!-margin-bottom-6\"><legend class=\"govuk-fieldset__legend govuk-fieldset__legend--m\">"_html << fmt::format("Requirement {}", n) << "</legend>"_html
            << small_input(shown, box(n, "text"), "What they must do or stop doing", n > stand.size() ? "Leave empty when there is none" : "", r ? std::string_view(r->text) : std::string_view())
            << radios_of(shown, box(n, "kind"), "Is it to stop, to do, or to achieve a result?", rules::requirement_kinds(), r ? rules::name(r->kind) : std::string_view())
            << small_input(shown, box(n, "due"), "By when? (not for something to stop)", "For example, 27/4/2026. A time limit may stand only at something to do or achieve (section 43(8)).", r && r->due ? domain::long_date(*r->due) : std::string(), "govuk-input--width-10");
        if (with_reasons) out << small_input(shown, box(n, "reason"), "Why is this reasonable to prevent or reduce the effect?", "", r ? std::string_view(r->reason) : std::string_view());
        out << "</fieldset>\n"_html;
    }
    return out;
}

std::vector<rules::Requirement> read_requirements(const Form& form, domain::Date today, domain::Refusals& refusals) {
    std::vector<rules::Requirement> all;
    for (std::size_t n = 1; n <= rows_max; ++n) {
        const auto text = optional_text(form, box(n, "text"), "what they must do or stop doing", refusals, text_max, domain::Lines::one);
        const auto kind = form.value(box(n, "kind"));
        if (text.empty() && kind.empty()) continue;
        rules::Requirement r;
        r.number = static_cast<int>(all.size()) + 1;
        if (const auto parsed = rules::parse_requirement_kind(kind)) r.kind = *parsed;
        else refusals.push_back({domain::RefusalKind::invalid, box(n, "kind"), fmt::format("Select whether requirement {} is to stop, to do or to achieve a result", n), "2014 Act s.43(3)"});
        if (text.empty()) refusals.push_back({domain::RefusalKind::invalid, box(n, "text"), fmt::format("Enter what requirement {} asks for", n), {}});
        r.text = text;
        r.due = near_date(form, today, box(n, "due"), "date of the requirement", refusals);
        r.reason = optional_text(form, box(n, "reason"), "why it is reasonable", refusals, 500, domain::Lines::one);
        all.push_back(std::move(r));
    }
    return all;
}

}  // namespace casework::web::cases
