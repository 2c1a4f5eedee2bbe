// How one nominal looks.
#include "web/nominals/record_views.hpp"

#include <fmt/format.h>

#include "domain/nominals/codes.hpp"
#include "domain/nominals/nominal_workflow.hpp"
#include "domain/text.hpp"
#include "web/html/moj.hpp"
#include "web/pages.hpp"

namespace casework::web::nominals {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace moj = html::moj;
namespace codes = domain::nominals;
using html::Html;
using persistence::NominalHead;
using persistence::NominalRecord;
using persistence::ReviewState;

std::string state_words(const NominalHead& record) {
    const auto state = codes::parse_state(record.state);
    auto words = domain::upper_first(state ? codes::words(*state) : std::string_view(record.state));
    if (record.position > 0) words += fmt::format(", position {} of {}", record.position, record.list_size);
    return words;
}

std::string listed_codes(domain::CodeList list, const std::vector<std::string>& values) {
    std::vector<std::string> words;
    for (const auto& value : values) words.push_back(words.empty() ? domain::words_for(list, value) : domain::lower_first(domain::words_for(list, value)));
    return domain::listed(words);
}

govuk::SummaryListRow row(std::string key, std::string value) {
    return {.key = {.text = std::move(key)}, .value = {.text = value.empty() ? std::string("Not recorded") : std::move(value)}};
}
govuk::SummaryListRow row_html(std::string key, Html value) { return {.key = {.text = std::move(key)}, .value = {.html = std::move(value)}}; }

Html lines(const std::vector<std::string>& items) {
    if (items.empty()) return html::text("None recorded");
    Html out;
    out << "<ul class=\"govuk-list\">"_html;
    for (const auto& item : items) out << "<li>"_html << item << "</li>"_html;
    return out << "</ul>"_html;
}

std::string with_until(std::string words, std::optional<domain::Date> until) { return until ? words + ", to " + domain::long_date(*until) : words; }

Html card(std::string title, std::vector<govuk::SummaryListRow> rows) {
    return govuk::summary_list({.rows = std::move(rows), .card = govuk::SummaryCard{.title = {.text = std::move(title), .heading_level = 2}}});
}

Html risks(const NominalRecord& record) {
    std::vector<std::string> items;
    for (const auto& risk : record.risks) {
        if (risk.level.empty()) continue;
        auto words = domain::words_for(codes::risk_bearers(), risk.to) + ": " + domain::words_for(codes::risk_levels(), risk.level);
        if (!risk.reason.empty()) words += ". " + risk.reason;
        items.push_back(std::move(words));
    }
    return lines(items);
}

Html now_card(const NominalRecord& record) {
    std::vector<govuk::SummaryListRow> rows;
    rows.push_back(row("Behaviours", listed_codes(codes::behaviours(), record.behaviours)));
    auto incidents = incident_words(record.incidents);
    if (const auto change = incident_change(record.incidents, record.incidents_before); !change.empty() && record.incidents) incidents += ", " + change;
    rows.push_back(row("Since the last meeting", incidents));
    rows.push_back(row("Last seen", record.last_seen_on ? domain::long_date(*record.last_seen_on) + (record.last_seen_where.empty() ? "" : ", " + record.last_seen_where) : record.last_seen_where));
    rows.push_back(row("Summary", record.summary));
    rows.push_back(row("Arrests and reports since listing", fmt::format("{}, {}", domain::counted(record.arrests, "arrest"), domain::counted(record.reports, "report"))));
    rows.push_back(row_html("Risk", risks(record)));
    if (record.harm_score) rows.push_back(row("Harm score", fmt::format("{}: {}", *record.harm_score, record.harm_words)));
    if (record.shown.f1) rows.push_back(row("Known to", domain::listed(record.known_to_names)));
    return card("Now", std::move(rows));
}

Html orders_card(const NominalRecord& record) {
    std::vector<std::string> tools, conditions;
    for (const auto& tool : record.tools) {
        auto words = domain::words_for(codes::tool_kinds(), tool.kind);
        if (!tool.words.empty()) words += ": " + tool.words;
        tools.push_back(with_until(std::move(words), tool.until));
    }
    for (const auto& condition : record.conditions)
        conditions.push_back(with_until(domain::words_for(codes::condition_kinds(), condition.kind) + ": " + condition.words, condition.until));
    std::string custody = "Not in custody";
    if (record.custody_since) {
        custody = "Since " + domain::long_date(*record.custody_since);
        if (!record.custody_place.empty()) custody += ", " + record.custody_place;
        custody += record.release_on ? ", release " + domain::long_date(*record.release_on) : ", release date not known";
    }
    return card("Orders, conditions and custody", {row_html("Orders and notices in force", lines(tools)), row_html("Bail and licence", lines(conditions)), row("Custody", custody)});
}

Html support_card(const NominalRecord& record) {
    std::vector<std::string> items;
    for (const auto& s : record.support)
        items.push_back(fmt::format("{}, offered {}: {}", domain::words_for(codes::support_services(), s.service), domain::long_date(s.offered_on),
                                    domain::lower_first(domain::words_for(codes::support_answers(), s.answer))));
    return card("Support", {row_html("Offered", lines(items)), row("Lead officer", record.lead_officer_name), row("Lead support agency", record.support_agency_name)});
}

Html shared_with(const NominalRecord& record) {
    Html out = record.shared_with.empty() ? html::text("No other group") : lines(record.shared_with);
    const auto what = record.may_share ? "Share or end sharing" : "See the sharing";
    if (record.may_share || !record.shared_with.empty()) out << (record.shared_with.empty() ? ". "_html : Html()) << app::link(what, "/records/" + record.id + "/shares");
    return out;
}

Html why_card(const NominalRecord& record) {
    std::vector<govuk::SummaryListRow> rows;
    auto by = record.proposed_agency_name;
    if (!record.proposed_by_name.empty()) by += ", " + record.proposed_by_name;
    rows.push_back(row("Put forward", domain::long_date(record.proposed_on) + " by " + by));
    rows.push_back(row("What happened", record.evidence));
    rows.push_back(row("Link to the town centre", record.nexus));
    rows.push_back(row("Why no other group", record.not_better_elsewhere));
    if (!record.necessity.empty()) {
        rows.push_back(row("Why it is necessary", record.necessity));
        rows.push_back(row("Why it is proportionate", record.proportionality));
        rows.push_back(row("Lawful basis", domain::words_for(codes::lawful_bases(), record.lawful_basis)));
    }
    rows.push_back(row_html("Shared with", shared_with(record)));
    if (record.times_listed > 1) rows.push_back(row("Times on the list", std::to_string(record.times_listed)));
    return card("Why on the list", std::move(rows));
}

Html ended(const NominalRecord& record) {
    if (record.end_reason.empty()) return {};
    auto words = end_words(record.state, record.end_reason, record.end_detail);
    if (!record.end_note.empty()) words += ". " + record.end_note;
    return govuk::inset_text({.text = fmt::format("{} on {}: {}", record.state == "declined" ? "Decided" : "Archived", domain::long_date(record.state_since), words)});
}

// A button for each step, or why there is none: the table says both.
Html offers(const NominalRecord& record) {
    Html out;
    Html stopped;
    for (const auto& offer : record.offers) {
        if (!offer.allowed) continue;
        const auto words = domain::upper_first(offer.words);
        if (offer.stopped_by.empty())
            out << govuk::button({.text = words, .href = "/nominals/" + record.id + "/steps/" + offer.event,
                                  .classes = offer.event == "accept" || offer.event == "review" ? "" : "govuk-button--secondary"});
        else
            for (const auto& refusal : offer.stopped_by) stopped << "<li><strong>"_html << words << ":</strong> "_html << refusal.message << "</li>"_html;
    }
    if (!stopped.empty()) out << "<p class=\"govuk-body-s govuk-!-margin-bottom-1\">Not possible now</p><ul class=\"govuk-list govuk-list--bullet app-small\">"_html << stopped << "</ul>"_html;
    if (out.empty()) return {};
    return app::panel({.heading = "Decide", .heading_id = "decide-h", .tint = true, .body = out});
}

Html review_panel(const NominalRecord& record) {
    if (record.review == ReviewState::none) return {};
    Html body;
    if (record.review == ReviewState::overdue) body << govuk::tag({.text = "Review overdue", .classes = "govuk-tag--red"});
    if (record.review == ReviewState::due_soon) body << govuk::tag({.text = "Review due soon", .classes = "govuk-tag--orange"});
    body << "<p class=\"govuk-body-s govuk-!-margin-top-2\">"_html << (record.next_review ? "Next review by " + domain::long_date(*record.next_review) + "." : std::string("No review date is set."))
         << (record.last_review ? " Last reviewed " + domain::long_date(*record.last_review) + "." : std::string()) << "</p>"_html;
    return app::panel({.heading = "Review", .heading_id = "review-h", .body = body});
}

Html others_panel(const NominalRecord& record) {
    if (record.others.empty()) return {};
    Html body;
    body << "<ul class=\"govuk-list app-small\">"_html;
    for (const auto& other : record.others)
        body << "<li>"_html << app::link(other.id, "/nominals/" + other.id) << ", "_html << other.state << " since "_html << domain::long_date(other.since) << "</li>"_html;
    return app::panel({.heading = "Other entries", .heading_id = "others-h", .body = body << "</ul>"_html});
}

}  // namespace

Html action_item(const persistence::ActionLine& action, domain::Date today) {
    Html out;
    out << "<li><p class=\"govuk-body govuk-!-margin-bottom-1\">"_html << app::link(action.words, "/actions/" + action.id) << "</p>"_html;
    const bool open = action.state == "open" || action.state == "in_progress";
    if (open) out << app::due(action.due, today);
    out << "<p class=\"app-small\">"_html;
    if (!open) out << govuk::tag({.text = action.state == "complete" ? "Done" : action.state == "not_achievable" ? "Not achievable" : "No longer required", .classes = action.state == "complete" ? "govuk-tag--green" : "govuk-tag--grey"}) << " "_html;
    out << (action.owner.empty() ? action.owner_agency_name : action.owner + ", " + action.owner_agency_name);
    if (!action.outcome.empty()) out << ". "_html << action.outcome;
    return out << "</p></li>\n"_html;
}

html::Page record_page(Context& context, const NominalHead& record, std::string title) {
    const auto who = naming(context);
    html::Page page{.title = title + " – " + record.id, .section = "nominals", .breadcrumbs = record.in_group ? panel_crumbs(record.panel, record.panel_name) : std::vector<html::Crumb>{{"My work", "/"}, {"People", "/people"}}, .marking = panel_marking(record.panel_name)};
    std::vector<app::Fact> facts;
    if (record.person.born && record.shown.f1 && !who.initials) facts.push_back({.label = "Born", .text = domain::long_date(*record.person.born)});
    if (const auto age = age_words(record.person); !age.empty()) facts.push_back({.label = "", .text = age});
    facts.push_back({.label = "", .text = record.id});
    facts.push_back({.label = "", .text = state_words(record)});
    std::vector<app::Flag> flags;
    for (const auto& risk : record.risks)
        if (risk.level == "high") flags.push_back({.text = "High risk to " + domain::lower_first(domain::words_for(codes::risk_bearers(), risk.to)), .colour = "red"});
    if (record.custody_since) flags.push_back({.text = "In custody", .colour = "grey"});
    Html actions;
    if (record.may_edit && (record.state == "active" || record.state == "monitored"))
        actions << govuk::button({.text = "Update", .href = "/nominals/" + record.id + "/update", .classes = "govuk-button--secondary"})
                << govuk::button({.text = "Edit", .href = "/nominals/" + record.id + "/edit", .classes = "govuk-button--secondary"});
    page.identity = app::identity({.name = who(record.person), .name_href = "/people/" + record.person.id, .facts = facts, .flags = flags, .actions = actions});
    return page;
}

std::string place_on_list(const NominalHead& record) { return record.in_group ? "/groups/" + record.panel + "/nominals#" + record.id : "/nominals/" + record.id; }

domain::Outcome<NominalRecord> open_record(Context& context, std::string_view name) { return persistence::open_nominal(context.gate(), context.parameter("id"), name); }

html::Page question_page(Context& context, const NominalRecord& record, const std::string& title, const Shown& shown, const Html& body) {
    auto page = record_page(context, record, title);
    page.breadcrumbs.clear();
    page.back_href = "/nominals/" + record.id;
    page.back_text = "Back to the record";
    page.error = shown.refused();
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">\n"_html << shown.summary() << "<h1 class=\"govuk-heading-l\">"_html << title << "</h1>\n"_html << body
              << "</div></div>\n"_html;
    return page;
}

Html record_tabs(const NominalHead& record, std::string_view current) {
    const auto base = "/nominals/" + record.id;
    return moj::sub_navigation({.label = "This record",
                                .items = {{.text = "Overview", .href = base, .active = current == "overview"},
                                          {.text = fmt::format("Plan and actions ({})", record.open_actions), .href = base + "/plan", .active = current == "plan"},
                                          {.text = "Evidence", .href = "/records/" + record.id + "/evidence"},
                                          {.text = "Timeline", .href = base + "/timeline", .active = current == "timeline"},
                                          {.text = "Sharing", .href = "/records/" + record.id + "/shares", .active = current == "shares"},
                                          {.text = "Access log", .href = base + "/access", .active = current == "access"}},
                                .classes = "app-sub-navigation"});
}

Html overview_main(Context&, const NominalRecord& record) {
    Html content;
    if (!record.in_group) content << govuk::inset_text({.text = record.panel_name + " has shared this record with your group."});
    content << ended(record);
    content << now_card(record) << orders_card(record) << support_card(record) << why_card(record);
    Html aside = offers(record);
    aside << review_panel(record) << others_panel(record);
    Html main;
    main << "<h1 class=\"govuk-heading-l\">Overview</h1>\n"_html << record_tabs(record, "overview");
    return main << (aside.empty() ? content : app::columns_with_aside(content, aside, true));
}

Html plan_main(Context& context, const NominalRecord& record) {
    Html main;
    main << "<h1 class=\"govuk-heading-l\">Plan and actions</h1>\n"_html << record_tabs(record, "plan");
    if (record.may_edit) main << govuk::button({.text = "Add an action", .href = "/nominals/" + record.id + "/actions/add"});
    const bool paged = !record.actions_page.previous.empty() || !record.actions_page.next.empty();
    if (!record.no_support_reason.empty()) main << govuk::inset_text({.text = "Why enforcement came first: " + record.no_support_reason});
    for (const auto& heading : record.plan) {
        const auto* code = domain::find_code(codes::headings(), heading.heading);
        main << app::heading(2, code != nullptr ? code->words : std::string_view(heading.heading));
        main << "<p class=\"govuk-hint\">"_html << (code != nullptr ? code->note : std::string_view()) << "</p>"_html;
        if (!heading.objective.empty()) main << app::paragraph("Objective: " + heading.objective);
        if (!heading.measure.empty()) main << app::paragraph("How we will know: " + heading.measure);
        if (heading.actions.empty()) {
            main << app::paragraph(fmt::format("No {} actions{}.", code != nullptr ? code->words : std::string_view(heading.heading), paged ? " on this page" : ""));
            continue;
        }
        main << "<ul class=\"govuk-list\">\n"_html;
        for (const auto& action : heading.actions) main << action_item(action, context.today());
        main << "</ul>\n"_html;
    }
    return main << page_links("/nominals/" + record.id + "/plan", "actions", record.actions_page, "Actions", "main-content");
}

namespace {

// The reason chosen from a list, in words, before what was written about it.
std::string note_words(const persistence::EventLine& event) {
    if (event.code.empty()) return event.note;
    const auto reason = domain::words_for(event.kind == "decline" ? codes::decline_reasons() : codes::archive_reasons(), event.code);
    return event.note.empty() ? reason : reason + "\n" + event.note;
}

}  // namespace

Html event_timeline(const std::vector<persistence::EventLine>& events) {
    if (events.empty()) return app::paragraph("Nothing has happened yet.");
    moj::Timeline timeline;
    timeline.items.reserve(events.size());
    for (const auto& event : events) {
        auto by = event.by_name;
        if (!event.agency_name.empty()) by += (by.empty() ? "" : ", ") + event.agency_name;
        timeline.items.push_back({.label = {.text = domain::upper_first(event.words)}, .byline = {.text = std::move(by)}, .timestamp = persistence::iso_instant(event.at),
                                  .time_text = persistence::london_date_time(event.at), .text = note_words(event)});
    }
    return moj::timeline(timeline);
}

}  // namespace casework::web::nominals
