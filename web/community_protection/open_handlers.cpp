// Answering for opening a matter: who, then likely matches, then what was reported.
#include <fmt/format.h>

#include "domain/answers.hpp"
#include "domain/community_protection/codes.hpp"
#include "domain/people/codes.hpp"
#include "domain/reports/codes.hpp"
#include "domain/text.hpp"
#include "persistence/accounts.hpp"
#include "persistence/people/people.hpp"
#include "persistence/reports/reports.hpp"
#include "web/community_protection/case_handlers.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/propose_answers.hpp"
#include "web/people/people_json.hpp"
#include "web/people/people_views.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::community_protection;
using domain::RefusalKind;
using domain::Refusals;
using html::Html;

html::Page add_page(Context& context, const Shown& shown, const std::string& heading) {
    html::Page page{.title = heading, .error = shown.refused(), .section = "cases", .back_href = "/groups/" + context.parameter("panel") + "/cases", .back_text = "Back to the cases",
                    .marking = nominals::panel_marking(persistence::group_name(context.house().database, context.parameter("panel")))};
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">\n"_html << shown.summary() << app::heading(1, heading, "l");
    return page;
}

std::string action_of(const Context& context) { return "/groups/" + context.parameter("panel") + "/cases/add"; }

// What a report carries over to the matter that is opened from it, through all three pages.
Html from_report(const Form& form) {
    if (form.value("report_id").empty()) return {};
    Html out = carried(form, {"report_id", "category", "reported_on", "report_place", "report"});
    return out;
}

// First page: who. Searching comes before a new record is made.
Response who_page(Context& context, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("next_step", "who"));
    const Shown shown(context.form, refusals);
    auto page = add_page(context, shown, "Who is it about?");
    page.main << open_form(context, action_of(context), {}) << hidden("step", "who") << from_report(context.form) << radios_of(shown, "recipient_kind", "Person, business or occupier", rules::recipient_kinds())
              << small_input(shown, "name", "Name", "The person’s full name, or the name of the business. Leave empty for an occupier whose name cannot be found out.")
              << date_boxes(context, shown, "born", "Birth date, if known (only for a person)", "For example, 27 3 1984") << small_input(shown, "age", "Estimated age, if the birth date is not known", "", {}, "govuk-input--width-3", "numeric")
              << radios_of(shown, "basis", "How is the age known? (only for an estimate)", domain::people::age_bases()) << radios_of(shown, "body_kind", "What kind of body? (only for a business or other body)", rules::body_kinds())
              << small_input(shown, "company_number", "Company number, if it has one", "8 characters", {}, "govuk-input--width-10") << govuk::button({.text = "Continue"}) << "</form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// Second page, for a person: is it one of these?
Response matches_page(Context& context, const std::vector<persistence::LikelyMatch>& matches, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("next_step", "match").list("matches", matches, people::match_json));
    const Shown shown(context.form, refusals);
    auto page = add_page(context, shown, "Is it one of these people?");
    page.main << open_form(context, action_of(context), {}) << hidden("step", "match") << from_report(context.form) << carried(context.form, {"recipient_kind", "name", "born-day", "born-month", "born-year", "age", "basis"}) << people::match_radios(shown, matches)
              << govuk::button({.text = "Continue"}) << "</form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

Html duplicates_question(Context& context, const Shown& shown) {
    if (context.form.value("report_id").empty()) return {};
    return hidden("report_id", context.form.value("report_id")) << boxes_of(shown, "duplicates_checked", "Before the matter is opened", std::array{domain::Code{"yes", "I have checked whether any agency already works on this", ""}});
}

// Last page: what was reported.
Response report_page(Context& context, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("next_step", "report"));
    const Shown shown(context.form, refusals);
    auto page = add_page(context, shown, "What was reported?");
    page.main << open_form(context, action_of(context), {}) << hidden("step", "report")
              << carried(context.form, {"recipient_kind", "name", "born-day", "born-month", "born-year", "age", "basis", "person", "body_kind", "company_number"})
              << small_input(shown, "title", "Short name of the matter", "For example, Street drinking, Brenchley Gardens. No names of people.") << radios_of(shown, "category", "Kind of conduct", rules::conduct_categories())
              << small_input(shown, "reported_on", "When was it reported?", std::string(past_date_hint), domain::long_date(context.today()), "govuk-input--width-10")
              << small_input(shown, "report_place", "Where? (optional)", "") << long_text(shown, "report", "What was reported?", "Never who complained") << duplicates_question(context, shown) << govuk::button({.text = "Open matter", .prevent_double_click = true})
              << "</form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

// Only whom the person is described by is read for a person; the rest is judged with the whole answer.
persistence::NewMatter read_who(Context& context, Refusals& refusals) {
    const auto& form = context.form;
    persistence::NewMatter matter;
    matter.recipient_kind = form.value("recipient_kind");
    if (!domain::has_code(rules::recipient_kinds(), matter.recipient_kind)) refusals.push_back({RefusalKind::invalid, "recipient_kind", "Select who it is about", "2014 Act s.43(1)"});
    matter.company_number = form.value("company_number");
    matter.body_kind = form.value("body_kind");
    if (matter.recipient_kind == "individual") {
        const auto who = nominals::read_description(form, context.today(), false, refusals);
        matter.name = who.name;
        matter.born = who.born;
        matter.estimated_age = who.age;
        matter.age_basis = who.basis;
    } else if (matter.recipient_kind == "body") {
        domain::take(matter.name, domain::read_text(form.value("name"), {"name", "name of the business or body"}, 200), refusals);
        if (!domain::has_code(rules::body_kinds(), matter.body_kind)) refusals.push_back({RefusalKind::invalid, "body_kind", "Select what kind of body it is", "2014 Act s.55"});
    }
    return matter;
}

void read_report(Context& context, persistence::NewMatter& matter, Refusals& refusals) {
    const auto& form = context.form;
    matter.person = form.value("person") == "new" ? std::string() : form.value("person");
    matter.title = optional_text(form, "title", "short name", refusals, 100, domain::Lines::one);
    matter.category = form.value("category");
    matter.report = optional_text(form, "report", "what was reported", refusals);
    matter.report_place = optional_text(form, "report_place", "place", refusals, 200, domain::Lines::one);
    matter.report_id = form.value("report_id");
    matter.duplicates_checked = form.value("duplicates_checked") == "yes";
    if (form.value("reported_on").empty()) refusals.push_back({RefusalKind::invalid, "reported_on", "Enter the date of the report", {}});
    if (const auto on = near_date(context, "reported_on", "date of the report", refusals)) matter.reported_on = *on;
}

}  // namespace

Response add_form(Context& context) {
    const auto from = context.request().query_value("report").value_or("");
    if (from.empty()) return who_page(context, {});
    const auto report = persistence::open_report(context.gate(), from, "open_form");
    if (!report) return refusal_page(context, report.error());
    const auto& r = report->report;
    const std::string recipient = report->about_kind == "person" ? "individual" : report->about_kind == "premises" ? "occupier" : report->about_kind == "body" ? "body" : "";
    context.form = Form(Fields{{"report_id", report->id}, {"recipient_kind", recipient}, {"name", recipient == "individual" || recipient == "body" ? report->about_name : std::string()},
                               {"category", std::string(domain::reports::conduct_for(r.category, r.kind))}, {"reported_on", r.reported_on ? domain::long_date(*r.reported_on) : std::string()},
                               {"report_place", report->place_words()}, {"report", r.what}});
    return who_page(context, {});
}

Response add(Context& context) {
    const auto step = context.form.value("step");
    auto refusals = context.unknown_fields();
    auto matter = read_who(context, refusals);
    if (!refusals.empty() || (context.resent && step == "who")) return who_page(context, refusals);
    if (matter.recipient_kind == "individual") {
        const auto matches = persistence::likely_matches(context.gate(), matter.name, matter.born);
        if (step == "who" && !matches.empty()) return matches_page(context, matches, {});
        if (step == "match" && context.form.value("person").empty()) return matches_page(context, matches, {{RefusalKind::invalid, "person", "Select a person, or ‘None of these’", {}}});
    }
    if (step != "report") return report_page(context, {});
    read_report(context, matter, refusals);
    if (!refusals.empty() || context.resent) return report_page(context, refusals);
    const auto saved = persistence::open_matter(context.gate(), context.parameter("panel"), matter);
    if (!saved) return report_page(context, saved.error());
    return made("/cases/" + saved->id, "/cases/" + saved->id, "matter-opened");
}

}  // namespace casework::web::cases
