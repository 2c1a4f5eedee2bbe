// Answering for the list of reviews with the radar, offering one, applications, and the published figures.
#include <fmt/format.h>

#include "domain/text.hpp"
#include "persistence/reports/reports.hpp"
#include "web/case_review/review_forms.hpp"
#include "web/case_review/review_handlers.hpp"
#include "web/case_review/review_views.hpp"
#include "web/figures_grid.hpp"
#include "web/form_fields.hpp"
#include "web/pages.hpp"

namespace casework::web::case_review {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::Refusals;
using html::Html;
using persistence::Application;
using persistence::ReviewList;

constexpr int incidents_most = 20;
const html::Marking marking{.text = "ASB case reviews. The victim first. Your access is recorded."};

std::string base_of(const Context& context) { return "/groups/" + context.parameter("panel") + "/case-reviews"; }

Html radar_part(const ReviewList& list) {
    Html out = app::heading(2, "Offer a review", "m", "radar");
    if (list.radar.empty()) return out << app::paragraph("No victim’s complaints add up to a review today.");
    out << app::paragraph("The complaints of these victims to any agency already add up to a review. Offer it before they have to ask.");
    govuk::Table table{.caption = "Victims to offer a review to", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Victim"}, {.text = "Why"}, {.text = "Reports"}, {.html = "<span class=\"govuk-visually-hidden\">Do</span>"_html}};
    for (const auto& line : list.radar) {
        Html reports;
        reports << "<ul class=\"govuk-list\">"_html;
        for (const auto& each : line.complaints) reports << "<li>"_html << app::link(each.complaint.id, "/reports/" + each.complaint.id) << "</li>"_html;
        reports << "</ul>"_html;
        table.rows.push_back({{.text = line.victim, .classes = "app-nowrap"}, {.text = line.why() + (line.about.empty() ? "" : fmt::format(", {} of them their own", line.own))}, {.html = reports},
                              {.html = app::link("Offer a review", "/groups/" + list.panel + "/case-reviews/offer?victim=" + line.victim, " to " + line.victim)}});
    }
    return out << app::stacked_table(std::move(table));
}

JsonObject list_json(const ReviewList& list) {
    auto json = JsonObject().add("panel", list.panel).add("panel_name", list.panel_name).list("reviews", list.lines, [](const persistence::CaseReviewLine& l) {
        return JsonObject().add("id", l.id).add("state", l.state).add("victim", l.victim).add("received_on", l.received_on).add("due", l.due).add("due_words", l.due_words);
    });
    json.list("radar", list.radar, [](const rules::RadarLine& l) { return JsonObject().add("victim", l.victim).add("why", l.why()).add("complaints", static_cast<int>(l.complaints.size())).add("own", l.own).add("last_day", l.last_day).add("agencies", l.agencies); });
    page_json(json, "reviews", list.page);
    return json;
}

html::Page form_page(Context& context, const Shown& shown, const std::string& title) {
    html::Page page{.title = title, .error = shown.refused(), .section = "cases", .back_href = base_of(context), .back_text = "Back to the reviews", .marking = marking};
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">\n"_html << shown.summary() << app::heading(1, title, "l");
    return page;
}

Response offer_page(Context& context, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals);
    const Shown shown(context.form, refusals);
    const auto victim = context.form.has("victim") ? context.form.value("victim") : context.request().query_value("victim").value_or("");
    auto page = form_page(context, shown, "Offer an ASB case review");
    page.main << app::paragraph("Record the offer when it was made. What others complained of is never told to the victim.") << open_form(context, base_of(context) + "/offer", {}) << hidden("victim", victim)
              << long_text(shown, "safe_contact", "How and when can the victim be reached safely?", "", {}, 2, 500) << govuk::button({.text = "Record the offer", .prevent_double_click = true}) << "</form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

std::string incident_name(int i, std::string_view part) { return fmt::format("incident-{}-{}", i, part); }

Html incident_rows(Context& context, const Shown& shown, const std::vector<persistence::AgencyLine>& agencies) {
    int rows = 1;
    while (rows < incidents_most && context.form.has(incident_name(rows + 1, "behaviour_on"))) ++rows;
    if (context.form.value("do") == "add" && rows < incidents_most) ++rows;
    Html out;
    for (int i = 1; i <= rows; ++i) {
        const auto name = [&](std::string_view part) { return incident_name(i, part); };
        Html body = small_input(shown, name("behaviour_on"), "When did it happen?", std::string(near_date_hint), {}, "govuk-input--width-10");
        body << small_input(shown, name("reported_on"), "When was it reported?", "", {}, "govuk-input--width-10") << select_of(shown, name("agency"), "To which agency?", codes_of(agencies), "", "Choose an agency", "govuk-label--s")
             << select_of(shown, name("category"), "What was it? (optional)", domain::reports::categories(), "", "Choose a category", "govuk-label--s") << small_input(shown, name("external_ref"), "Reference of the agency (optional)", "", {}, "govuk-input--width-20")
             << boxes_of(shown, name("hate"), "", std::array{domain::Code{"yes", "It was a hate incident", ""}});
        out << govuk::fieldset({.legend = {.text = fmt::format("Incident {}", i), .classes = "govuk-fieldset__legend--m"}, .html = body});
    }
    return out;
}

Response apply_page(Context& context, const persistence::ReportForm& form, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals);
    const Shown shown(context.form, refusals);
    const auto query = [&](std::string_view name) { return context.request().query_value(name).value_or(""); };
    auto page = form_page(context, shown, "Record an application for an ASB case review");
    page.main << app::paragraph("Anybody may apply for a victim, also by telephone.") << open_form(context, base_of(context) + "/add", {})
              << hidden("review", context.form.has("review") ? context.form.value("review") : query("review")) << small_input(shown, "received_on", "When was the application received?", std::string(near_date_hint), domain::long_date(context.today()), "govuk-input--width-10")
              << radios_of(shown, "channel", "How did it come in?", domain::reports::channels(), "phone") << radios_of(shown, "applicant_kind", "Who applies?", rules::applicant_kinds()) << small_input(shown, "applicant", "Name of the person who applies")
              << small_input(shown, "victim", "Who suffered the behaviour?", "The name of the victim") << small_input(shown, "victim_reference", "Reference of the victim, if reports name it", "Like VIC-2026-0003: their reports are counted too", query("victim"), "govuk-input--width-10")
              << small_input(shown, "consent", "Where is the victim’s consent kept? (only where somebody else applies)") << small_input(shown, "contact", "How does the applicant want to hear from you?") << long_text(shown, "safe_contact", "How and when can the victim be reached safely?", "", {}, 2, 500)
              << app::heading(2, "Incidents") << app::paragraph("Those that no report here holds. Leave it empty where the reports of the victim say everything.") << incident_rows(context, shown, form.agencies)
              << "<div class=\"govuk-button-group\">"_html << govuk::button({.text = "Record the application", .name = "do", .value = "save", .prevent_double_click = true}) << govuk::button({.text = "Add another incident", .name = "do", .value = "add", .classes = "govuk-button--secondary"})
              << "</div></form></div></div>\n"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

Application read_application(Context& context, Refusals& refusals) {
    const auto& form = context.form;
    const auto line = [&](std::string name, std::string label, int most) { return optional_text(form, std::move(name), std::move(label), refusals, most, domain::Lines::one); };
    Application a;
    a.review = form.value("review"), a.victim = form.value("victim_reference"), a.channel = form.value("channel"), a.applicant_kind = form.value("applicant_kind");
    a.applicant = line("applicant", "name", 200), a.victim_name = line("victim", "name of the victim", 200), a.contact = line("contact", "contact", 300), a.consent = line("consent", "consent", 300);
    a.safe_contact = optional_text(form, "safe_contact", "safe contact", refusals, 500);
    a.received_on = near_date(context, "received_on", "date of the application", refusals).value_or(domain::Date{});
    for (int i = 1; i <= incidents_most && form.has(incident_name(i, "behaviour_on")); ++i) {
        persistence::NewComplaint c;
        c.behaviour_on = near_date(context, incident_name(i, "behaviour_on"), "date it happened", refusals);
        c.reported_on = near_date(context, incident_name(i, "reported_on"), "date it was reported", refusals);
        c.agency = form.value(incident_name(i, "agency")), c.category = form.value(incident_name(i, "category")), c.hate = form.value(incident_name(i, "hate")) == "yes";
        c.external_ref = line(incident_name(i, "external_ref"), "reference", 60);
        if (c.behaviour_on || c.reported_on || !c.agency.empty() || !c.external_ref.empty()) a.complaints.push_back(std::move(c));
    }
    return a;
}

Grid grid_of(const persistence::ReviewFigures& figures) {
    Grid grid{"ASB case reviews, for each year", "What is published (2014 Act s.104(9))", {}, {}};
    for (const auto& year : figures.years) grid.columns.push_back(year.year == static_cast<int>(figures.on.year()) ? fmt::format("{} to {}", year.year, domain::short_date(figures.on, figures.on)) : std::to_string(year.year));
    const auto line = [&](std::string words, int rules::Figures::*figure) {
        GridLine out{std::move(words), {}};
        for (const auto& year : figures.years) out.figures.push_back(year.figures.*figure);
        grid.lines.push_back(std::move(out));
    };
    line("Applications received", &rules::Figures::applications), line("Times the threshold was not met", &rules::Figures::threshold_not_met), line("Reviews carried out", &rules::Figures::reviews);
    line("Reviews that resulted in recommendations", &rules::Figures::with_recommendations);
    return grid;
}

JsonObject figures_json(const persistence::ReviewFigures& figures) {
    return JsonObject().add("panel", figures.panel).add("panel_name", figures.panel_name).add("on", figures.on).list("years", figures.years, [](const persistence::ReviewYear& y) {
        return JsonObject().add("year", y.year).add("applications", y.figures.applications).add("threshold_not_met", y.figures.threshold_not_met).add("reviews", y.figures.reviews).add("with_recommendations", y.figures.with_recommendations);
    });
}

}  // namespace

Response list(Context& context) {
    persistence::ReviewsAsked asked;
    asked.closed = context.request().query_value("closed").value_or("") == "yes";
    asked.page = page_asked(context, "reviews");
    const auto list = persistence::list_reviews(context.gate(), context.parameter("panel"), asked);
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json()) return context.json(list_json(*list));
    html::Page page{.title = "ASB case reviews", .section = "cases", .breadcrumbs = {{"My work", "/"}, {"Cases", "/groups/" + list->panel + "/cases"}}, .marking = marking};
    page.main << app::heading(1, "ASB case reviews", "l") << app::paragraph(list->panel_name);
    if (list->may_create) page.main << govuk::button({.text = "Record an application", .href = base_of(context) + "/add"});
    page.main << "<ul class=\"app-inline-list govuk-body app-noprint\"><li>"_html << (asked.closed ? app::link("Open", base_of(context)) : html::text("Open")) << "</li><li>"_html << (asked.closed ? html::text("Closed") : app::link("Closed", base_of(context) + "?closed=yes"))
              << "</li><li>"_html << app::link("Figures", base_of(context) + "/figures") << "</li></ul>\n"_html;
    if (list->lines.empty()) page.main << app::paragraph(asked.closed ? "No review is closed yet." : "There is no open review.");
    else {
        govuk::Table table{.caption = "Newest first", .caption_classes = "govuk-visually-hidden"};
        table.head = {{.text = "Review"}, {.text = "Victim"}, {.text = "Application"}, {.text = "Where it is"}, {.text = "Next date"}};
        for (const auto& line : list->lines) {
            Html next = line.due ? app::due(*line.due, context.today()) : html::text("–");
            if (line.due) next << "<br><span class=\"app-small\">"_html << line.due_words << "</span>"_html;
            table.rows.push_back({{.html = app::link(line.id, "/case-reviews/" + line.id), .classes = "app-nowrap"}, {.text = line.victim}, {.text = line.received_on ? domain::long_date(*line.received_on) : std::string("None yet")},
                                  {.text = domain::upper_first(line.state_words)}, {.html = next}});
        }
        page.main << app::stacked_table(std::move(table));
    }
    page.main << page_links(base_of(context) + (asked.closed ? "?closed=yes" : ""), "reviews", list->page, "Reviews", "main-content");
    if (list->may_create && !asked.closed) page.main << radar_part(*list);
    return context.page(std::move(page));
}

Response offer_form(Context& context) { return offer_page(context, {}); }
Response offer(Context& context) {
    auto refusals = context.unknown_fields();
    const auto safe = optional_text(context.form, "safe_contact", "safe contact", refusals, 500);
    if (!refusals.empty() || context.resent) return offer_page(context, refusals);
    const auto saved = persistence::offer_review(context.gate(), context.parameter("panel"), context.form.value("victim"), safe);
    if (!saved) return offer_page(context, saved.error());
    return made("/case-reviews/" + saved->id, "/case-reviews/" + saved->id, "review-offered");
}

Response apply_form(Context& context) {
    const auto form = persistence::open_report_form(context.gate(), context.parameter("panel"));
    return form ? apply_page(context, *form, {}) : refusal_page(context, form.error());
}
Response apply(Context& context) {
    const auto form = persistence::open_report_form(context.gate(), context.parameter("panel"));
    if (!form) return refusal_page(context, form.error());
    auto refusals = context.unknown_fields();
    const auto application = read_application(context, refusals);
    if (context.form.value("do") == "add" && refusals.empty()) return apply_page(context, *form, {});
    if (!refusals.empty() || context.resent) return apply_page(context, *form, refusals);
    auto saved = persistence::apply_for_review(context.gate(), context.parameter("panel"), application);
    if (saved) return made("/case-reviews/" + saved->id, "/case-reviews/" + saved->id, "review-applied");
    for (auto& refusal : saved.error())
        if (refusal.field == "incidents") refusal.field = "incident-1-behaviour_on";
    return apply_page(context, *form, saved.error());
}

Response figures(Context& context) {
    const auto figures = persistence::read_review_figures(context.gate(), context.parameter("panel"));
    if (!figures) return refusal_page(context, figures.error());
    if (context.wants_json()) return context.json(figures_json(*figures));
    html::Page page{.title = "Figures of ASB case reviews", .section = "cases", .breadcrumbs = {{"My work", "/"}, {"ASB case reviews", base_of(context)}}};
    page.main << app::heading(1, "Figures of ASB case reviews", "l") << "<p class=\"govuk-body-l\">"_html << figures->panel_name << " on "_html << domain::long_date(figures->on) << ".</p>\n"_html << grid_table(grid_of(*figures), "figures-1")
              << govuk::details({.summary_text = "How these figures are counted", .html = app::paragraph("Each figure counts by the day of its own event, in calendar years. The Act asks for all four each year, also when every one of them is 0. No figure names anybody.")})
              << figures_buttons(base_of(context) + "/figures.csv");
    return context.page(std::move(page));
}
Response download_figures(Context& context) {
    const auto figures = persistence::read_review_figures(context.gate(), context.parameter("panel"));
    if (!figures) return refusal_page(context, figures.error());
    if (context.wants_json()) return context.json(figures_json(*figures));
    Csv csv({"Table", "What", "When", "Count"});
    add_grid(csv, grid_of(*figures));
    return csv_download(fmt::format("asb-case-reviews-{}.csv", domain::iso_date(figures->on)), std::move(csv).take());
}

}  // namespace casework::web::case_review
