// Choosing among people who are already known.
#include "web/people/people_views.hpp"

#include <fmt/format.h>

#include "domain/text.hpp"
#include "web/form_fields.hpp"
#include "web/people/people_json.hpp"

namespace casework::web::people {
namespace {

namespace govuk = html::govuk;

std::string match_facts(const persistence::LikelyMatch& match) {
    std::string facts = match.person.id;
    if (match.person.birth && match.person.birth->born) facts += ", born " + domain::long_date(*match.person.birth->born);
    else if (match.person.birth && match.person.birth->estimated_age) facts += fmt::format(", about {} years old", *match.person.birth->estimated_age);
    if (!match.person.address.empty()) facts += ", " + match.person.address;
    return facts + ". " + domain::listed(match.why);
}

}  // namespace

JsonObject match_json(const persistence::LikelyMatch& match) { return line_json(match.person).add("why", match.why); }

html::Html match_radios(const Shown& shown, const std::vector<persistence::LikelyMatch>& matches) {
    govuk::Radios radios{.name = "person"};
    radios.id_prefix = "person";
    radios.fieldset = legend_of("People you may see whose name or birth date is alike");
    radios.error_message = shown.error("person");
    for (const auto& match : matches) {
        govuk::RadioItem item{.text = match.person.name, .value = match.person.id, .hint = {.text = match_facts(match)}};
        item.checked = shown.chosen("person", match.person.id);
        radios.items.push_back(std::move(item));
    }
    radios.items.push_back({.divider = "or"});
    govuk::RadioItem none{.text = "None of these, add a new person", .value = "new"};
    none.checked = shown.chosen("person", "new");
    radios.items.push_back(std::move(none));
    return govuk::radios(radios);
}

}  // namespace casework::web::people
