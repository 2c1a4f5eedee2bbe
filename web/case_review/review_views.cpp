// How an ASB case review looks: what counts and why, the decision, the panel, recommendations and their answers.
#include "web/case_review/review_views.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/reports/codes.hpp"
#include "domain/text.hpp"
#include "web/html/moj.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/nominals/record_views.hpp"
#include "web/record_pages.hpp"

namespace casework::web::case_review {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace moj = html::moj;
namespace rules = domain::case_review;
using html::Html;
using persistence::ReviewHead;
using persistence::ReviewRecord;

void row(govuk::SummaryList& list, std::string key, std::string value) {
    if (!value.empty()) list.rows.push_back({.key = {.text = std::move(key)}, .value = {.text = std::move(value)}});
}
std::string day(const std::optional<domain::Date>& on) { return on ? domain::long_date(*on) : std::string(); }
std::string bodies(const std::vector<std::string>& codes) {
    std::vector<std::string> words;
    for (const auto& code : codes) words.push_back(domain::words_for(rules::relevant_bodies(), code));
    return domain::listed(words);
}

Html decision_card(const ReviewRecord& record) {
    const auto& f = record.facts;
    govuk::SummaryList list;
    list.card = govuk::SummaryCard{.title = {.text = "Application and decision"}};
    row(list, "Offered", day(record.offered_on));
    row(list, "Application received", day(record.days.received_on));
    row(list, "Who applies", domain::words_for(rules::applicant_kinds(), f.applicant_kind));
    row(list, "Victim’s consent", f.consent);
    row(list, "Victim", record.victim);
    row(list, "Passed to", record.days.requested_on ? bodies(f.notified_bodies) + " on " + day(record.days.requested_on) : "");
    row(list, "Risk to the victim", f.victim_risk);
    row(list, "Threshold", record.threshold.empty() ? "" : (record.threshold == "met" ? "Met, " : "Not met, ") + day(record.days.threshold_on) + (record.limb == "count" ? ", by the number of complaints (2014 Act s.104(4))" : ", by the procedure (2014 Act s.104(5))"));
    row(list, "Decided by", f.decided_by);
    row(list, "Reason", f.reason);
    row(list, "Persistence", f.persistence), row(list, "Harm", f.harm), row(list, "Adequacy of the response", f.adequacy);
    row(list, "Told the applicant", day(record.days.letter_on));
    row(list, "Advice", f.advice), row(list, "How to appeal", f.appeal_route), row(list, "Appeal", record.appeal_grounds), row(list, "Decision on the appeal", record.appeal_decision), row(list, "What they wanted", record.wish);
    return list.rows.empty() ? Html() : govuk::summary_list(list);
}

Html panel_card(const ReviewRecord& record) {
    const auto& f = record.facts;
    govuk::SummaryList list;
    list.card = govuk::SummaryCard{.title = {.text = "Panel"}};
    row(list, "Day", day(record.days.panel_on)), row(list, "Chair", f.chair), row(list, "Agencies that took part", bodies(f.attending_bodies)), row(list, "What the victim said", f.victim_contribution);
    row(list, "Action plan", record.plan.empty() ? f.no_plan_reason : record.plan);
    return list.rows.empty() ? Html() : govuk::summary_list(list);
}

Html recommendations_table(const ReviewRecord& record) {
    if (record.days.recommendations.empty()) return {};
    govuk::Table table{.caption = "Recommendations"};
    table.head = {{.text = "To"}, {.text = "What it should do"}, {.text = "Answer"}};
    int n = 0;
    for (const auto& each : record.days.recommendations) {
        ++n;
        Html answer;
        if (each.answered_on) answer << domain::words_for(rules::recommendation_answers(), each.answer) << " on "_html << domain::long_date(*each.answered_on) << (each.response.empty() ? "" : ": " + each.response);
        else if (record.may_edit && (record.state == "monitoring" || record.state == "outcome_notified")) answer << app::link("Record the answer", address_of(record, fmt::format("recommendations/{}", n)), fmt::format(" to recommendation {}", n));
        else answer << "None yet";
        table.rows.push_back({{.text = each.to}, {.text = each.text}, {.html = answer}});
    }
    return app::stacked_table(std::move(table));
}

// An offered review is applied for on the page of a new one.
std::string step_address(const ReviewRecord& record, const std::string& event) {
    return event == "apply" ? "/groups/" + record.panel + "/case-reviews/add?review=" + record.id + "&victim=" + record.victim : address_of(record, "steps/" + event);
}

Html source_panel(Context& context, const ReviewRecord& record) {
    if (!record.may_reveal) return {};
    Html body;
    body << "<form method=\"post\" novalidate"_html << html::attribute("action", address_of(record, "reveal")) << ">"_html << context.form_fields() << govuk::button({.text = "Show applicant and victim", .classes = "govuk-button--secondary"})
         << "<p class=\"govuk-body-s\">That you looked is recorded by itself.</p></form>"_html;
    return app::panel({.heading = "Who applies and who suffers it", .heading_id = "source-h", .tint = true, .body = body});
}

}  // namespace

std::string address_of(const ReviewHead& head, std::string_view more) { return "/case-reviews/" + head.id + (more.empty() ? "" : "/" + std::string(more)); }

html::Page review_page(Context&, const ReviewHead& head, std::string title) {
    html::Page page{.title = std::move(title) + " – " + head.id, .section = "cases", .breadcrumbs = {{"My work", "/"}, {"ASB case reviews", "/groups/" + head.panel + "/case-reviews"}}};
    page.marking = html::Marking{.text = "ASB case review. The victim first. Your access is recorded."};
    page.identity = app::identity({.label = "Review", .name = "ASB case review", .facts = {{.label = "", .text = head.id}, {.label = "Victim", .text = head.victim}}});
    return page;
}

html::Page question_page(Context& context, const ReviewHead& head, const std::string& title, const Shown& shown, const Html& body) {
    return question_of(review_page(context, head, title), "Back to the review", address_of(head), title, shown, body);
}

Html review_tabs(const ReviewHead& head, std::string_view current) { return record_tabs("This review", address_of(head), head.id, current, "Letters"); }

Html complaints_table(const ReviewRecord& record) {
    Html out = app::heading(2, "Complaints to any agency", "m", "complaints");
    if (record.complaints.empty()) return out << app::paragraph("No complaint is listed yet.");
    out << app::paragraph(fmt::format("{} of the {} needed. An application on {} counts them.", domain::counted(rules::qualifying_count(record.complaints), "complaint qualifies", "complaints qualify"), record.facts.procedure.threshold_count,
                                      domain::long_date(record.days.received_on.value_or(record.facts.today))));
    govuk::Table table{.caption = "Each complaint, whether it counts and why", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Complaint"}, {.text = "Happened"}, {.text = "Reported"}, {.text = "Counts?"}};
    for (const auto& each : record.complaints) {
        const auto& c = each.complaint;
        Html who = c.id.starts_with("REP-") ? app::link(c.id, "/reports/" + c.id) : html::text("Listed, " + c.id);
        who << "<br><span class=\"app-small app-muted\">"_html << c.agency << (c.category.empty() ? "" : ", " + domain::lower_first(domain::words_for(domain::reports::categories(), c.category))) << "</span>"_html;
        Html counts = govuk::tag({.text = each.qualifies() ? "Counts" : "Does not count", .classes = each.qualifies() ? "govuk-tag--green" : "govuk-tag--grey"});
        counts << "<br><span class=\"app-small\">"_html << domain::words_for(rules::qualifying_reasons(), each.reason) << ". "_html << rules::counted_words(each, record.facts.procedure) << ".</span>"_html;
        table.rows.push_back({{.html = who}, {.text = domain::long_date(c.behaviour_on)}, {.text = domain::long_date(c.reported_on)}, {.html = counts}});
    }
    out << app::stacked_table(std::move(table));
    if (record.may_edit && (record.state == "received" || record.state == "acknowledged" || record.state == "info_gathering"))
        out << "<p class=\"govuk-body\">"_html << app::link("Add a complaint that an agency holds", address_of(record, "complaints/add")) << "</p>"_html;
    return out;
}

Html overview_main(Context& context, const ReviewRecord& record) {
    Html main = app::heading(1, "ASB case review", "l");
    const bool over = record.state == "closed" || record.state == "closed_not_met" || record.state == "withdrawn" || record.state == "not_wanted";
    main << app::status_line({.text = domain::upper_first(record.state_words), .classes = over ? "govuk-tag--grey" : "govuk-tag--purple"}, fmt::format("{}. Recorded by {}.", record.id, record.author_name)) << review_tabs(record, "overview");
    Html aside = steps_panel(next_steps(record.offers, [&](const std::string& event) { return step_address(record, event); }));
    aside << clocks_panel(record.clocks, context.today()) << source_panel(context, record);
    Html content = complaints_table(record);
    content << decision_card(record) << panel_card(record) << recommendations_table(record) << app::heading(2, "Latest on this review")
            << nominals::event_timeline({record.history.begin(), record.history.begin() + std::min<std::ptrdiff_t>(5, std::ssize(record.history))}) << "<p class=\"govuk-body\">"_html
            << app::link("See the whole timeline", address_of(record, "timeline")) << "</p>"_html;
    return main << app::columns_with_aside(content, aside, true);
}

JsonObject head_json(const ReviewHead& h) {
    JsonObject json;
    return json.add("id", h.id).add("panel", h.panel).add("panel_name", h.panel_name).add("state", h.state).add("state_since", h.state_since).add("version", h.version).add("victim", h.victim);
}

JsonObject review_json(const ReviewRecord& r) {
    auto json = head_json(r);
    const auto& f = r.facts;
    json.add("received_on", r.days.received_on).add("offered_on", r.offered_on).add("channel", r.channel).add("applicant_kind", f.applicant_kind).add("consent", f.consent).add("threshold", r.threshold).add("limb", r.limb);
    json.add("threshold_on", r.days.threshold_on).add("decided_by", f.decided_by).add("reason", f.reason).add("letter_on", r.days.letter_on).add("panel_on", r.days.panel_on).add("chair", f.chair).add("plan", r.plan);
    json.add("relevant_bodies", f.relevant_bodies).add("notified_bodies", f.notified_bodies).add("attending_bodies", f.attending_bodies).add("qualifying", rules::qualifying_count(r.complaints));
    json.list("complaints", r.complaints, [](const rules::Classified& c) {
        JsonObject j;
        j.add("id", c.complaint.id).add("agency", c.complaint.agency).add("behaviour_on", c.complaint.behaviour_on).add("reported_on", c.complaint.reported_on).add("reason", c.reason);
        return j.add("qualifies", c.qualifies()).add("report_by", c.report_by).add("apply_by", c.apply_by);
    });
    json.list("recommendations", r.days.recommendations, [](const rules::Recommendation& x) { return JsonObject().add("to", x.to).add("text", x.text).add("answer", x.answer).add("response", x.response).add("answered_on", x.answered_on); });
    json.list("clocks", r.clocks, clock_json);
    return json.list("steps", r.offers, nominals::offer_json).list("history", r.history, nominals::event_json);
}

}  // namespace casework::web::case_review
