// How a report looks: what happened and where, whose incident it is, what becomes of it. Who reported is shown by a reveal only.
#include "web/reports/report_views.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/reports/codes.hpp"
#include "domain/text.hpp"
#include "web/form_fields.hpp"
#include "web/html/moj.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/nominals/record_views.hpp"
#include "web/reports/report_forms.hpp"
#include "web/record_pages.hpp"

namespace casework::web::reports {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace moj = html::moj;
using html::Html;
using persistence::ReportHead;
using persistence::ReportLine;
using persistence::ReportRecord;

std::string when_words(const ReportRecord& record) {
    const auto& r = record.report;
    if (!r.occurred_from) return "Not recorded";
    return r.occurred_until && *r.occurred_until != *r.occurred_from ? domain::long_date(*r.occurred_from) + " to " + domain::long_date(*r.occurred_until) : domain::long_date(*r.occurred_from);
}

void row(govuk::SummaryList& list, std::string key, std::string value) {
    if (!value.empty()) list.rows.push_back({.key = {.text = std::move(key)}, .value = {.text = std::move(value)}});
}

Html in_lines(const std::string& text) {
    Html out;
    for (const auto line : domain::words_of(text, '\n')) out << (out.empty() ? Html() : "<br>"_html) << line;
    return out;
}

Html facts_card(const ReportRecord& record) {
    const auto& r = record.report;
    govuk::SummaryList list;
    list.card = govuk::SummaryCard{.title = {.text = "What was reported"}};
    if (record.may_edit && !record.ended_on) list.card->actions.items = {{.href = address_of(record, "edit"), .text = "Change", .visually_hidden_text = "what was reported"}};
    list.rows.push_back({.key = {.text = "What happened"}, .value = {.html = in_lines(r.what)}});
    row(list, "When", when_words(record));
    row(list, "Reported", r.reported_on ? domain::long_date(*r.reported_on) + (r.channel.empty() ? "" : ", " + domain::lower_first(domain::words_for(rules::channels(), r.channel))) : "");
    row(list, "Received by", record.agency_name + (r.external_ref.empty() ? "" : ", reference " + r.external_ref));
    row(list, "Where", record.place_words() + (record.place_name.empty() && !r.place_text_reason.empty() ? " (" + r.place_text_reason + ")" : ""));
    row(list, "Ward", r.ward.empty() ? "" : r.ward + (r.ward_version == "as typed" ? " (" + r.ward_version + ")" : " (boundaries " + r.ward_version + ")"));
    if (!record.about_kind.empty()) {
        const auto words = domain::words_for(about_kinds(), record.about_kind) + (record.about_name.empty() ? "" : ": " + record.about_name);
        Html about = record.about_kind == "premises" && !record.about_name.empty() ? app::link(words, "/records/" + record.id + "/premises") : r.about.empty() ? html::text(words) : app::link(record.about_name.empty() ? r.about : record.about_name, "/people/" + r.about);
        list.rows.push_back({.key = {.text = "It comes from"}, .value = {.html = about}});
    }
    row(list, "Who suffers it", r.victim.empty() ? "" : r.victim);
    row(list, "Hate incident", r.hate ? "Yes: because of who somebody is" : "");
    row(list, "Risk", domain::words_for(rules::risks(), record.risk));
    row(list, "Officer", record.officer_name);
    return govuk::summary_list(list);
}

Html outcome_card(const ReportRecord& record) {
    govuk::SummaryList list;
    list.card = govuk::SummaryCard{.title = {.text = "What came of it"}};
    if (!record.matter.empty()) list.rows.push_back({.key = {.text = "Matter"}, .value = {.html = app::link(record.matter, "/cases/" + record.matter) << (record.matter_words.empty() ? "" : ": " + record.matter_words)}});
    row(list, "Outcome", domain::words_for(rules::outcomes(), record.outcome));
    row(list, "Passed on to", record.receiver.empty() ? "" : record.receiver + ", " + domain::lower_first(domain::words_for(rules::gateways(), record.gateway)));
    row(list, "The reporter", domain::words_for(rules::contact_answers(), record.told) + (record.told_on ? " on " + domain::long_date(*record.told_on) : ""));
    row(list, "Over since", record.ended_on ? domain::long_date(*record.ended_on) : "");
    return list.rows.empty() ? Html() : govuk::summary_list(list);
}

Html lines_part(std::string heading, std::string id, const std::vector<ReportLine>& lines, std::string hint) {
    if (lines.empty()) return {};
    Html out = app::heading(2, std::move(heading), "m", std::move(id));
    if (!hint.empty()) out << app::paragraph(std::move(hint));
    out << "<ul class=\"govuk-list\">"_html;
    for (const auto& line : lines)
        out << "<li>"_html << app::link(line.id, "/reports/" + line.id) << ", "_html << domain::long_date(line.reported_on) << ": "_html << line.what << " ("_html << line.state_words << ")</li>"_html;
    return out << "</ul>"_html;
}

Html matters_part(const ReportRecord& record) {
    if (record.matters.empty()) return {};
    Html out = app::heading(2, "Open matters about the same person or body");
    out << "<ul class=\"govuk-list\">"_html;
    for (const auto& line : record.matters) out << "<li>"_html << app::link(line.id, "/cases/" + line.id) << ": "_html << line.title << ", "_html << line.state_words << "</li>"_html;
    return out << "</ul>"_html;
}

std::string step_address(const ReportRecord& record, std::string_view event) {
    return event == "open_matter" ? "/groups/" + record.panel + "/cases/add?report=" + record.id : address_of(record, "steps/" + std::string(event));
}

Html source_panel(Context& context, const ReportRecord& record) {
    Html body;
    body << "<p class=\"govuk-body-s\">"_html << (record.reporter_kind.empty() ? std::string("Not recorded") : domain::words_for(rules::reporter_kinds(), record.reporter_kind)) << ".</p>"_html;
    if (record.may_reveal)
        body << "<form method=\"post\" novalidate"_html << html::attribute("action", address_of(record, "reveal")) << ">"_html << context.form_fields()
             << govuk::button({.text = "Show who reported it", .classes = "govuk-button--secondary"}) << "<p class=\"govuk-body-s\">That you looked is recorded by itself.</p></form>"_html;
    return app::panel({.heading = "Who reported it", .heading_id = "source-h", .tint = true, .body = body});
}

}  // namespace

std::string address_of(const ReportHead& head, std::string_view more) { return "/reports/" + head.id + (more.empty() ? "" : "/" + std::string(more)); }

Html ward_question(const Shown& shown, const persistence::ReportForm& form, std::string label, std::string_view stands, std::string none) {
    if (form.wards.empty()) return small_input(shown, "ward", std::move(label), "As the council names it", stands);
    std::vector<domain::Code> codes;
    for (const auto& ward : form.wards) codes.push_back({ward, ward, ""});
    return select_of(shown, "ward", std::move(label), codes, stands, std::move(none), "govuk-label--s");
}

std::string category_words(std::string_view category, std::string_view kind) {
    const auto words = domain::words_for(rules::categories(), category);
    const auto* found = domain::find_code(rules::kinds_of(category), kind);
    return found && found->words != words ? words + ", " + domain::lower_first(found->words) : words;
}

govuk::Tag state_tag(std::string_view state, std::string_view words) {
    std::string_view colour = "govuk-tag--blue";
    if (state == "assigned" || state == "in_matter") colour = "govuk-tag--purple";
    if (state == "waiting") colour = "govuk-tag--orange";
    if (state == "resolved" || state == "passed_on" || state == "joined") colour = "govuk-tag--grey";
    return {.text = domain::upper_first(words), .classes = std::string(colour)};
}

html::Page report_page(Context&, const ReportHead& head, std::string title) {
    html::Page page{.title = std::move(title) + " – " + head.id, .section = "cases", .breadcrumbs = {{"My work", "/"}, {"Reports", "/groups/" + head.panel + "/reports"}}};
    page.marking = html::Marking{.text = "Report. Never tell anybody who made it. Your access is recorded."};
    page.identity = app::identity({.label = "Report", .name = category_words(head.category, head.kind), .facts = {{.label = "", .text = head.id}, {.label = "", .text = head.panel_name}}});
    return page;
}

html::Page question_page(Context& context, const ReportHead& head, const std::string& title, const Shown& shown, const Html& body) {
    return question_of(report_page(context, head, title), "Back to the report", address_of(head), title, shown, body);
}

Html report_tabs(const ReportHead& head, std::string_view current) { return record_tabs("This report", address_of(head), head.id, current); }

Html overview_main(Context& context, const ReportRecord& record) {
    Html main = app::heading(1, category_words(record.category, record.kind), "l");
    main << app::status_line(state_tag(record.state, record.state_words), fmt::format("Report {}. Taken by {}.", record.id, record.author_name)) << report_tabs(record, "overview");
    Html aside = steps_panel(next_steps(record.offers, [&](const std::string& event) { return step_address(record, event); }));
    aside << clocks_panel(record.clocks, context.today()) << source_panel(context, record);
    Html content = facts_card(record);
    content << outcome_card(record) << lines_part("The same incident", "incident-h", record.same_incident, "They count as one incident and as several reports.")
            << lines_part("May be the same incident", "like-h", record.like, "The same category and place on days that touch. Nothing joins by itself: use ‘Join it to an incident’ where it is the same.") << matters_part(record)
            << app::heading(2, "Latest on this report") << nominals::event_timeline({record.history.begin(), record.history.begin() + std::min<std::ptrdiff_t>(5, std::ssize(record.history))})
            << "<p class=\"govuk-body\">"_html << app::link("See the whole timeline", address_of(record, "timeline")) << "</p>"_html;
    return main << app::columns_with_aside(content, aside, true);
}

Html lines_table(const std::vector<persistence::ReportLine>& lines) {
    govuk::Table table{.caption = "Newest first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Report"}, {.text = "What"}, {.text = "Where"}, {.text = "Reported"}, {.text = "Where it is"}};
    for (const auto& line : lines) {
        Html what = html::text(category_words(line.category, line.kind));
        what << "<br><span class=\"app-small app-muted\">"_html << line.what.substr(0, line.what.find('\n')) << "</span>"_html;
        Html state = govuk::tag(state_tag(line.state, line.state_words));
        if (!line.matter.empty()) state << "<br><span class=\"app-small\">"_html << app::link(line.matter, "/cases/" + line.matter) << "</span>"_html;
        else if (!line.officer_name.empty()) state << "<br><span class=\"app-small\">"_html << line.officer_name << "</span>"_html;
        Html place = html::text(line.place.empty() ? "–" : line.place);
        if (!line.ward.empty()) place << "<br><span class=\"app-small app-muted\">"_html << line.ward << "</span>"_html;
        table.rows.push_back({{.html = app::link(line.id, "/reports/" + line.id), .classes = "app-nowrap"}, {.html = what}, {.html = place}, {.text = domain::long_date(line.reported_on)}, {.html = state}});
    }
    return app::stacked_table(std::move(table));
}

JsonObject head_json(const ReportHead& h) {
    JsonObject json;
    return json.add("id", h.id).add("panel", h.panel).add("panel_name", h.panel_name).add("state", h.state).add("state_since", h.state_since).add("version", h.version).add("category", h.category).add("kind", h.kind);
}

JsonObject line_json(const ReportLine& l) {
    JsonObject json;
    json.add("id", l.id).add("state", l.state).add("category", l.category).add("kind", l.kind).add("what", l.what).add("place", l.place).add("ward", l.ward).add("matter", l.matter).add("incident", l.incident);
    return json.add("officer", l.officer_name).add("reported_on", l.reported_on).add("occurred_from", l.occurred_from).add("risk", l.risk);
}

JsonObject report_json(const ReportRecord& r) {
    const auto& report = r.report;
    auto json = head_json(r);
    json.add("what", report.what).add("occurred_from", report.occurred_from).add("occurred_until", report.occurred_until).add("reported_on", report.reported_on).add("channel", report.channel).add("agency", report.agency);
    json.add("external_ref", report.external_ref).add("place", report.place).add("place_name", r.place_name).add("place_text", report.place_text).add("place_text_reason", report.place_text_reason);
    json.add("ward", report.ward).add("ward_version", report.ward_version).add("incident", report.incident).add("about_kind", r.about_kind).add("about", report.about).add("about_name", r.about_name);
    json.add("victim", report.victim).add("hate", report.hate).add("reporter_kind", r.reporter_kind).add("risk", r.risk).add("officer", r.officer_name).add("matter", r.matter).add("outcome", r.outcome);
    json.add("receiver", r.receiver).add("gateway", r.gateway).add("told", r.told).add("told_on", r.told_on).add("ended_on", r.ended_on).list("same_incident", r.same_incident, line_json).list("like", r.like, line_json);
    json.list("clocks", r.clocks, clock_json);
    return json.list("steps", r.offers, nominals::offer_json).list("history", r.history, nominals::event_json);
}

}  // namespace casework::web::reports
