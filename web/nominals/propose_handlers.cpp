// Answering for putting somebody forward: who, then likely matches, then why.
#include "web/nominals/propose_handlers.hpp"

#include <fmt/format.h>

#include "domain/answers.hpp"
#include "domain/nominals/codes.hpp"
#include "domain/people/codes.hpp"
#include "domain/text.hpp"
#include "persistence/accounts.hpp"
#include "persistence/people/people.hpp"
#include "web/form_fields.hpp"
#include "web/actions/action_json.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/nominals/record_views.hpp"
#include "web/people/people_json.hpp"

namespace casework::web::nominals {
namespace {

namespace govuk = html::govuk;
namespace codes = domain::nominals;
using domain::Refusals;

struct Described {
    std::string name;
    std::optional<domain::Date> born;
    std::optional<int> age;
    std::string basis;
};

Described read_description(Context& context, Refusals& refusals) {
    Described who;
    const auto& form = context.form;
    domain::take(who.name, domain::read_text(form.value("name"), {"name", "person’s full name"}, 120), refusals);
    who.born = optional_date(form, "born", "birth date", refusals);
    if (who.born && *who.born > context.today()) refusals.push_back({domain::RefusalKind::invalid, "born-day", "Birth date must be in the past", {}});
    if (!form.value("age").empty()) {
        int age = 0;
        if (domain::take(age, domain::read_number(form.value("age"), {"age", "estimated age"}, 0, 120), refusals)) who.age = age;
        who.basis = form.value("basis");
        if (!domain::has_code(domain::people::age_bases(), who.basis)) refusals.push_back({domain::RefusalKind::invalid, "basis", "Select how the age is known", {}});
    }
    const auto years = who.born ? std::optional(domain::age_on(*who.born, context.today())) : who.age;
    if (years && *years < 18)
        refusals.push_back({domain::RefusalKind::rule, who.born ? "born-day" : "age", "This person is under 18. Refer them to the District Contextual Safeguarding Meeting instead", "Children Act 2004 s.11"});
    return who;
}

html::Page add_page(Context& context, const Shown& shown, const std::string& heading) {
    html::Page page{.title = heading, .error = shown.refused(), .section = "nominals", .back_href = "/groups/" + context.parameter("panel") + "/nominals", .back_text = "Back to nominal list",
                    .marking = panel_marking(persistence::group_name(context.house().database, context.parameter("panel")))};
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">\n"_html << shown.summary() << "<h1 class=\"govuk-heading-l\">"_html << heading << "</h1>\n"_html;
    return page;
}

// First page: who. Searching comes before a new record is made.
Response who_page(Context& context, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("next_step", "who"));
    const Shown shown(context.form, refusals);
    auto page = add_page(context, shown, "Who do you want to put forward?");
    page.main << open_form(context, "/groups/" + context.parameter("panel") + "/nominals/add", {}) << hidden("step", "who")
              << small_input(shown, "name", "Full name", "As the person is known. Other names can be added later.", {}, "") << date_boxes(context, shown, "born", "Birth date (optional)", "For example, 27 3 1984")
              << small_input(shown, "age", "Estimated age, if the birth date is not known (optional)", "", {}, "govuk-input--width-3", "numeric") << radios_of(shown, "basis", "How is the age known? (only for an estimate)", domain::people::age_bases())
              << govuk::button({.text = "Continue"}) << "</form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : 422);
}

std::string match_facts(const persistence::LikelyMatch& match, domain::Date today) {
    std::string facts = match.person.id;
    if (match.person.birth && match.person.birth->born) facts += ", born " + domain::long_date(*match.person.birth->born);
    else if (match.person.birth && match.person.birth->estimated_age) facts += fmt::format(", about {} years old", *match.person.birth->estimated_age);
    if (!match.person.address.empty()) facts += ", " + match.person.address;
    (void)today;
    return facts + ". " + domain::listed(match.why);
}

JsonObject match_json(const persistence::LikelyMatch& match) { return people::line_json(match.person).add("why", match.why); }

// Second page: is it one of these?
Response matches_page(Context& context, const std::vector<persistence::LikelyMatch>& matches, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("next_step", "match").list("matches", matches, match_json));
    const Shown shown(context.form, refusals);
    auto page = add_page(context, shown, "Is it one of these people?");
    govuk::Radios radios{.name = "person"};
    radios.id_prefix = "person";
    radios.fieldset = legend_of("People you may see whose name or birth date is alike");
    radios.error_message = shown.error("person");
    for (const auto& match : matches) {
        govuk::RadioItem item{.text = match.person.name, .value = match.person.id, .hint = {.text = match_facts(match, context.today())}};
        item.checked = shown.chosen("person", match.person.id);
        radios.items.push_back(std::move(item));
    }
    radios.items.push_back({.divider = "or"});
    govuk::RadioItem none{.text = "None of these, add a new person", .value = "new"};
    none.checked = shown.chosen("person", "new");
    radios.items.push_back(std::move(none));
    page.main << open_form(context, "/groups/" + context.parameter("panel") + "/nominals/add", {}) << hidden("step", "match")
              << carried(context.form, {"name", "born-day", "born-month", "born-year", "age", "basis"}) << govuk::radios(radios) << govuk::button({.text = "Continue"}) << "</form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : 422);
}

// Third page: why.
Response why_page(Context& context, const std::vector<persistence::AgencyLine>& agencies, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("next_step", "why").list("agencies", agencies, web::actions::agency_json));
    const Shown shown(context.form, refusals);
    auto page = add_page(context, shown, "Why should the person be on the list?");
    page.main << open_form(context, "/groups/" + context.parameter("panel") + "/nominals/add", {}) << hidden("step", "why")
              << carried(context.form, {"name", "born-day", "born-month", "born-year", "age", "basis", "person"}) << "<p class=\"govuk-body\"><strong>"_html
              << (naming(context).initials ? domain::initials(context.form.value("name")) : context.form.value("name")) << "</strong></p>"_html
              << boxes_of(shown, "behaviours", "What does the person do?", codes::behaviours()) << long_text(shown, "evidence", "What happened in the last 3 months?", "Dates, places and what was done. Not rumours.")
              << long_text(shown, "nexus", "How does this affect the town centre?", "Streets and businesses affected") << long_text(shown, "elsewhere", "Why does no other group manage this better?", "Your own view. Other groups’ records are not looked up.")
              << small_input(shown, "incidents", "Incidents since the last meeting (optional)", "A number, like 4", {}, "govuk-input--width-3", "numeric")
              << boxes_of(shown, "known_to", "Which agencies know the person? (optional)", codes_of(agencies)) << govuk::button({.text = "Put forward", .prevent_double_click = true}) << "</form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response add_form(Context& context) { return who_page(context, {}); }

Response add(Context& context) {
    const auto panel = context.parameter("panel");
    auto refusals = context.unknown_fields();
    const auto who = read_description(context, refusals);
    if (!refusals.empty() || (context.resent && context.form.value("step") == "who")) return who_page(context, refusals);
    const auto matches = persistence::likely_matches(context.gate(), who.name, who.born);
    const auto person = context.form.value("person");
    if (context.form.value("step") == "who" && !matches.empty()) return matches_page(context, matches, {});
    if (context.form.value("step") == "match" && person.empty())
        return matches_page(context, matches, {{domain::RefusalKind::invalid, "person", "Select a person, or ‘None of these’", {}}});
    const auto agencies = persistence::owner_agencies(context.gate(), panel);
    if (!agencies) return refusal_page(context, agencies.error());
    if (context.form.value("step") != "why") return why_page(context, *agencies, {});

    persistence::Proposal proposal{.person = person == "new" ? "" : person, .name = who.name, .born = who.born, .estimated_age = who.age, .age_basis = who.basis, .behaviours = context.form.values("behaviours"),
                                   .known_to = context.form.values("known_to"), .evidence = optional_text(context.form, "evidence", "what happened", refusals),
                                   .nexus = optional_text(context.form, "nexus", "how this affects the town centre", refusals),
                                   .not_better_elsewhere = optional_text(context.form, "elsewhere", "why no other group", refusals), .incidents = {}};
    if (!context.form.value("incidents").empty()) {
        int incidents = 0;
        if (domain::take(incidents, domain::read_number(context.form.value("incidents"), {"incidents", "number of incidents"}, 0, 500), refusals)) proposal.incidents = incidents;
    }
    if (!refusals.empty() || context.resent) return why_page(context, *agencies, refusals);
    const auto saved = persistence::propose(context.gate(), panel, proposal);
    if (!saved) return why_page(context, *agencies, saved.error());
    return made("/nominals/" + saved->id, "/nominals/" + saved->id, "proposed");
}

}  // namespace casework::web::nominals
