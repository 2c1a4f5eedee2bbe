// Asking who was told.
#include "web/community_protection/informed_form.hpp"

#include <algorithm>
#include <array>

#include "domain/community_protection/codes.hpp"

namespace casework::web::cases {

namespace rules = domain::community_protection;
using html::Html;

Html informed_questions(const Shown& shown, const std::string& prefix, std::string who) {
    const std::string when = prefix.empty() ? "" : " (only where somebody is named)";
    Html out = small_input(shown, prefix + "name", std::move(who), "A person, agency or landlord", "");
    return out << small_input(shown, prefix + "role", "In which role? (optional)", "For example, support worker", "")
               << small_input(shown, prefix + "on", "When?" + when, std::string(past_date_hint), "", "govuk-input--width-10") << radios_of(shown, prefix + "method", "How?" + when, rules::inform_methods());
}

persistence::InformedLine read_informed(Context& context, const std::string& prefix, domain::Refusals& refusals) {
    return {optional_text(context.form, prefix + "name", "who was told", refusals, 200, domain::Lines::one), optional_text(context.form, prefix + "role", "role", refusals, 200, domain::Lines::one),
            context.form.value(prefix + "method"), near_date(context, prefix + "on", "date", refusals)};
}

domain::Refusals under_prefix(domain::Refusals refusals, std::string_view prefix) {
    constexpr std::array<std::string_view, 4> fields{"name", "role", "on", "method"};
    for (auto& refusal : refusals)
        if (std::ranges::find(fields, refusal.field) != fields.end()) refusal.field.insert(0, prefix);
    return refusals;
}

}  // namespace casework::web::cases
