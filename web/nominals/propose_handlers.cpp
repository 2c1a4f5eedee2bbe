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
#include "web/nominals/propose_answers.hpp"
#include "web/nominals/record_views.hpp"
#include "web/people/people_views.hpp"

namespace casework::web::nominals {
namespace {

namespace govuk = html::govuk;
namespace codes = domain::nominals;
using domain::Refusals;

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

// Second page: is it one of these?
Response matches_page(Context& context, const std::vector<persistence::LikelyMatch>& matches, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("next_step", "match").list("matches", matches, people::match_json));
    const Shown shown(context.form, refusals);
    auto page = add_page(context, shown, "Is it one of these people?");
    page.main << open_form(context, "/groups/" + context.parameter("panel") + "/nominals/add", {}) << hidden("step", "match")
              << carried(context.form, {"name", "born-day", "born-month", "born-year", "age", "basis"}) << people::match_radios(shown, matches) << govuk::button({.text = "Continue"}) << "</form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : 422);
}

// Third page: why.
Response why_page(Context& context, const persistence::ProposalForm& form, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("next_step", "why").list("agencies", form.agencies, web::actions::agency_json));
    const Shown shown(context.form, refusals);
    auto page = add_page(context, shown, "Why should the person be on the list?");
    page.main << open_form(context, "/groups/" + context.parameter("panel") + "/nominals/add", {}) << hidden("step", "why")
              << carried(context.form, {"name", "born-day", "born-month", "born-year", "age", "basis", "person"}) << "<p class=\"govuk-body\"><strong>"_html
              << (naming(context).initials ? domain::initials(context.form.value("name")) : context.form.value("name")) << "</strong></p>"_html
              << boxes_of(shown, "behaviours", "What does the person do?", codes::behaviours()) << long_text(shown, "evidence", "What happened in the last " + domain::counted(form.evidence_months, "month") + "?", "Dates, places and what was done. Not rumours.")
              << long_text(shown, "nexus", "How does this affect the town centre?", "Streets and businesses affected") << long_text(shown, "elsewhere", "Why does no other group manage this better?", "Your own view. Other groups’ records are not looked up.")
              << small_input(shown, "incidents", "Incidents since the last meeting (optional)", "A number, like 4", {}, "govuk-input--width-3", "numeric")
              << boxes_of(shown, "known_to", "Which agencies know the person? (optional)", codes_of(form.agencies)) << govuk::button({.text = "Put forward", .prevent_double_click = true}) << "</form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response add_form(Context& context) { return who_page(context, {}); }

Response add(Context& context) {
    const auto panel = context.parameter("panel");
    const auto form = persistence::open_proposal_form(context.gate(), panel);
    if (!form) return refusal_page(context, form.error());
    auto refusals = context.unknown_fields();
    const auto who = read_description(context.form, context.today(), form->adults_only, refusals);
    if (!refusals.empty() || (context.resent && context.form.value("step") == "who")) return who_page(context, refusals);
    const auto matches = persistence::likely_matches(context.gate(), who.name, who.born);
    const auto person = context.form.value("person");
    if (context.form.value("step") == "who" && !matches.empty()) return matches_page(context, matches, {});
    if (context.form.value("step") == "match" && person.empty())
        return matches_page(context, matches, {{domain::RefusalKind::invalid, "person", "Select a person, or ‘None of these’", {}}});
    if (context.form.value("step") != "why") return why_page(context, *form, {});

    const auto proposal = read_proposal(context.form, who, refusals);
    if (!refusals.empty() || context.resent) return why_page(context, *form, refusals);
    const auto saved = persistence::propose(context.gate(), panel, proposal);
    if (!saved) return why_page(context, *form, saved.error());
    return made("/nominals/" + saved->id, "/nominals/" + saved->id, "proposed");
}

}  // namespace casework::web::nominals
