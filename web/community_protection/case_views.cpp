// How a warning or notice looks: where it is, what has to be right before a notice, what it asks, what happened.
#include "web/community_protection/case_views.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "domain/community_protection/door.hpp"
#include "domain/text.hpp"
#include "web/community_protection/breach_views.hpp"
#include "web/documents/stopped_views.hpp"
#include "web/form_fields.hpp"
#include "web/html/moj.hpp"
#include "web/nominals/record_views.hpp"
#include "web/record_pages.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace moj = html::moj;
namespace rules = domain::community_protection;
using html::Html;
using persistence::CaseHead;
using persistence::CaseRecord;

std::string when_words(const persistence::CaseEvent& event) { return domain::long_date(event.on) + (event.minute ? ", " + domain::time_words(*event.minute) : std::string()); }

const persistence::NamedDeadline* deadline_of(const CaseRecord& record, std::string_view name) {
    const auto found = std::ranges::find(record.deadlines, name, &persistence::NamedDeadline::name);
    return found == record.deadlines.end() ? nullptr : &*found;
}

// --- stages -----------------------------------------------------------------------------------------------------------------------

using app::StageState;

StageState reached(bool done, bool now) { return done ? StageState::done : now ? StageState::current : StageState::to_do; }

std::string given_words(const CaseRecord& record) {
    if (record.services.empty()) return record.given_on ? domain::long_date(*record.given_on) : "Not started";
    const auto& service = record.services.front().service;
    return domain::words_for(rules::service_methods(), service.method) + ", " + domain::long_date(*record.given_on);
}

std::vector<app::Stage> warning_stages(const CaseRecord& record) {
    const bool given = record.given_on.has_value(), over = record.ended_on.has_value(), review = record.state == "escalation_review", notice = record.state == "escalated", followed = record.state == "complied";
    const auto* time = deadline_of(record, "compliance");
    return {{StageState::done, "Complaints", domain::counted(record.reports, "report") + (record.last_report ? ", last " + domain::long_date(*record.last_report) : "")},
            {reached(given, !given && !over), "Warning served", given_words(record)},
            {reached(review || notice || followed, given && record.state == "issued"), "Time to comply", time ? "Until " + domain::long_date(time->deadline.last) : "Not started"},
            {reached(notice, review), "Notice decision", record.breaches > 0 ? domain::counted(record.breaches, "breach", "breaches") + " recorded" : "Not started"},
            {reached(false, notice), "Notice", record.links.empty() ? "Not started" : record.links.back().id + ", " + record.links.back().state_words},
            {reached(over || followed, false), "Outcome", over || followed ? domain::upper_first(record.state_words) : "Not started"}};
}

std::vector<app::Stage> notice_stages(const CaseRecord& record) {
    const bool given = record.given_on.has_value(), over = record.ended_on.has_value(), ready = record.state == "ready";
    const auto* appeal = deadline_of(record, "appeal");
    return {{StageState::done, "Warning", record.links.empty() ? "Linked" : record.links.front().id},
            {reached(given || ready || record.state == "authorising", record.state == "drafted"), "Draft", record.author_name},
            {reached(given || ready, record.state == "authorising"), "Authority", record.approved_by_name.empty() ? "Not started" : record.approved_by_name},
            {reached(given, ready), "Notice served", given_words(record)},
            {reached(over, record.state == "under_appeal" || (given && !over)), "Time to appeal", appeal ? "Last day " + domain::long_date(appeal->deadline.last) : "Not started"},
            {reached(over, false), "Outcome", over ? domain::upper_first(record.state_words) : "Not started"}};
}

// --- aside ------------------------------------------------------------------------------------------------------------------------

std::string_view part_of_rule(std::string_view rule) {
    constexpr std::pair<std::string_view, std::string_view> parts[] = {{"enough_time", "time"}, {"warning_same_conduct", "time"}, {"people_informed", "told"}, {"told_before_issue", "told"},
                                                                      {"considered", "support"}, {"duplicates_checked", "duplicates"}, {"requirements_given", "requirements"}, {"young_considered", "support"}};
    for (const auto& [name, part] : parts)
        if (name == rule) return part;
    return {};
}

Html checks_panel(const CaseRecord& record) {
    if (record.checks.empty()) return {};
    std::vector<app::Check> lines;
    for (const auto& check : record.checks) {
        app::Check line{.state = check.state == rules::Check::done ? app::CheckState::ok : check.state == rules::Check::must ? app::CheckState::no : app::CheckState::ask, .lead = check.heading + ".", .text = check.words};
        const auto part = part_of_rule(check.rule);
        if (check.state != rules::Check::done && !part.empty() && record.may_edit) line.html = app::link("Put it right", address_of(record, part == "requirements" ? std::string(part) : "parts/" + std::string(part)), ": " + domain::lower_first(check.heading));
        lines.push_back(std::move(line));
    }
    return app::panel({.heading = "Before you issue a CPN", .heading_id = "before-h", .tint = true, .body = app::checks(lines)});
}

Html dates_panel(Context& context, const CaseRecord& record) {
    if (record.deadlines.empty()) return {};
    Html body;
    body << "<dl class=\"app-facts app-facts--1\">"_html;
    for (const auto& each : record.deadlines) {
        const bool runs = !record.ended_on && each.name != "given" && (each.deadline.last >= context.today() || each.name == "review" || (each.name == "compliance" && record.state == "issued"));
        const auto words = date_words(each.name);
        body << "<div><dt>"_html << words << "</dt><dd>"_html << (runs ? app::due(each.deadline.last, context.today()) : html::text(domain::long_date(each.deadline.last)))
             << "<details class=\"govuk-details app-small govuk-!-margin-bottom-2\"><summary class=\"govuk-details__summary\"><span class=\"govuk-details__summary-text\">How it was counted<span class=\"govuk-visually-hidden\">: "_html
             << words << "</span></span></summary><div class=\"govuk-details__text\">"_html << domain::upper_first(rules::how_counted(each.deadline)) << "</div></details></dd></div>"_html;
    }
    return app::panel({.heading = "Key dates", .heading_id = "dates-h", .body = body << "</dl>"_html});
}

// Steps that are open as buttons, others with the reason why not.
// --- content ----------------------------------------------------------------------------------------------------------------------

Html requirements_table(const CaseRecord& record) {
    const bool warning = record.kind == "warning";
    Html out = app::heading(2, warning ? "What the warning asks for" : "What the notice requires", "m", "cap-req");
    if (record.requirements.empty()) out << app::paragraph("Nothing is asked for yet.");
    else {
        govuk::Table table{.caption = warning ? "What the warning asks for" : "What the notice requires", .caption_classes = "govuk-visually-hidden"};
        table.head = {{.text = "Requirement"}, {.text = "By"}, {.text = warning ? "Kind" : "Holds today?"}};
        for (const auto& line : record.requirements) {
            const auto& r = line.asked;
            const auto kind = domain::words_for(rules::requirement_kinds(), rules::name(r.kind));
            Html holds = html::text(kind);
            if (!warning && !line.today.words.empty()) {
                holds = govuk::tag({.text = line.today.binding ? "In force" : "Not in force", .classes = line.today.binding ? "govuk-tag--red" : "govuk-tag--grey"});
                holds << "<br><span class=\"app-small\">"_html << line.today.words << (line.today.authority.empty() ? "" : " (" + line.today.authority + ")") << "</span>"_html;
            }
            table.rows.push_back({{.text = fmt::format("{}. {}", r.number, r.text)}, {.text = r.due ? domain::long_date(*r.due) : "At once", .classes = "app-nowrap"}, {.html = holds}});
        }
        out << app::stacked_table(std::move(table));
    }
    if (record.may_edit && rules::in_preparation(record.kind, record.state)) out << "<p class=\"govuk-body\">"_html << app::link("Change requirements", address_of(record, "requirements")) << "</p>"_html;
    return out;
}

Html events_card(const CaseRecord& record) {
    govuk::SummaryList list;
    list.card = govuk::SummaryCard{.title = {.text = record.given_on || record.kind == "notice" ? "Reports and breaches" : "Reports"}};
    if (record.may_note && !record.ended_on && (record.kind == "warning" || !record.given_on))
        list.card->actions.items = {{.href = address_of(record, "events/add"), .text = record.given_on || record.kind == "notice" ? "Record a breach" : "Add a report"}};
    for (const auto& event : record.events) {
        Html words;
        words << (event.kind == "breach" ? govuk::tag({.text = "Breach", .classes = "govuk-tag--orange"}) << " "_html : Html()) << event.words;
        if (!event.place.empty()) words << "<br><span class=\"app-small\">"_html << event.place << "</span>"_html;
        if (!event.evidence.empty()) words << "<br><span class=\"app-small\">Evidence: "_html << domain::lower_first(domain::words_for(rules::evidence_kinds(), event.evidence_kind)) << ", "_html << event.evidence << "</span>"_html;
        Html when = html::text(when_words(event));
        list.rows.push_back({.key = {.html = when << "<br><span class=\"app-small app-muted\">"_html << (event.report.empty() ? html::text(fmt::format("Entry {}", event.n)) : app::link(event.report, "/reports/" + event.report)) << "</span>"_html}, .value = {.html = words}});
    }
    if (list.rows.empty()) list.rows.push_back({.key = {.text = "Nothing yet"}, .value = {.text = "Reports and breaches stand here with their evidence."}});
    return govuk::summary_list(list);
}

Html visits_card(const CaseRecord& record) {
    govuk::SummaryList list;
    list.card = govuk::SummaryCard{.title = {.text = "Visits"}};
    if (record.may_note) list.card->actions.items = {{.href = address_of(record, "visits/add"), .text = "Record a visit"}};
    for (const auto& visit : record.visits) {
        Html words = html::text(visit.seen == "person" ? "Saw the person. " : visit.seen == "nobody" ? "Nobody was seen. " : "Saw " + visit.seen_words + ". ");
        words << visit.note << "<br><span class=\"app-small\">"_html << visit.place << ". "_html << visit.by_name << "</span>"_html;
        if (!visit.file.empty()) words << "<br><span class=\"app-small\">"_html << app::link("Photograph", "/records/" + record.id + "/evidence", fmt::format(" of visit {}, among the evidence", visit.n)) << "</span>"_html;
        list.rows.push_back({.key = {.text = domain::long_date(visit.on) + (visit.minute ? ", " + domain::time_words(*visit.minute) : "")}, .value = {.html = words}});
    }
    if (list.rows.empty()) list.rows.push_back({.key = {.text = "None yet"}, .value = {.text = "What officers found at the place stands here."}});
    return govuk::summary_list(list);
}

std::string bearing_words(const std::string& code) { return domain::has_code(rules::conduct_tests(), code) ? domain::words_for(rules::conduct_tests(), code) : domain::upper_first(code); }

Html files_card(const CaseRecord& record) {
    if (record.linked_files.empty()) return {};
    govuk::SummaryList list;
    list.card = govuk::SummaryCard{.title = {.text = "What files prove"}};
    for (const auto& file : record.linked_files)
        list.rows.push_back({.key = {.text = bearing_words(file.bears_on)}, .value = {.html = app::link(file.caption.empty() ? file.name : file.caption, address_of(record, "evidence/" + file.id))}});
    return govuk::summary_list(list);
}

Html part_card(const CaseRecord& record, const rules::Part& part) {
    govuk::SummaryList list;
    list.card = govuk::SummaryCard{.title = {.text = std::string(part.short_words)}};
    if (record.may_edit && rules::in_preparation(record.kind, record.state))
        list.card->actions.items = {{.href = address_of(record, "parts/" + std::string(part.name)), .text = "Change", .visually_hidden_text = domain::lower_first(part.short_words)}};
    for (const auto& field : part.fields)
        if (const auto value = domain::words_of_value(field, record.value(field.name)); !value.empty()) list.rows.push_back({.key = {.text = std::string(field.words)}, .value = {.html = in_lines(value)}});
    if (part.name == "address" && !record.value("premises").empty()) list.rows.push_back({.key = {.text = "These premises"}, .value = {.html = app::link("What is known of them", "/records/" + record.id + "/premises")}});
    if (part.name == "support" && !record.value("considered_on").empty()) list.rows.push_back({.key = {.text = "Checked on"}, .value = {.text = domain::long_date(*domain::parse_iso_date(record.value("considered_on")))}});
    if (part.name == "duplicates") {
        const auto on = domain::parse_iso_date(record.value("duplicates_on"));
        std::string found = on ? "Checked on " + domain::long_date(*on) + ". " : "Not checked yet. ";
        for (const auto& other : record.duplicates) found += other.urn + ", " + other.agency + ", " + other.state + ". ";
        list.rows.push_back({.key = {.text = "Other open matters that you may see"}, .value = {.text = found + (record.duplicates.empty() ? "None found." : "")}});
    }
    if (part.name == "told")
        for (const auto& told : record.informed)
            list.rows.push_back({.key = {.text = told.name + (told.on ? ", " + domain::long_date(*told.on) : "")}, .value = {.text = (told.role.empty() ? "" : told.role + ". ") + domain::words_for(rules::inform_methods(), told.method)}});
    if (list.rows.empty()) list.rows.push_back({.key = {.text = "Not answered yet"}, .value = {.text = std::string(part.title)}});
    return govuk::summary_list(list);
}

Html service_card(const CaseRecord& record) {
    if (record.services.empty()) return {};
    govuk::SummaryList list;
    list.card = govuk::SummaryCard{.title = {.text = "How it was given"}};
    for (const auto& line : record.services) {
        const auto& s = line.service;
        std::string words = rules::service_words(s) + ", by " + line.by_name + ". " + domain::tidy_line(s.address) + ".";
        if (!s.received_by.empty()) words += " Received by " + s.received_by + ".";
        if (!s.witness.empty()) words += " Witness: " + s.witness + ".";
        if (!s.proof.empty()) words += " " + s.proof + ".";
        list.rows.push_back({.key = {.text = fmt::format("Version {}", line.version)}, .value = {.text = words}});
    }
    return govuk::summary_list(list);
}

Html appeals_card(const CaseRecord& record) {
    if (record.appeals.empty()) return {};
    govuk::SummaryList list;
    list.card = govuk::SummaryCard{.title = {.text = "Appeal"}};
    for (const auto& appeal : record.appeals) {
        std::vector<std::string> grounds;
        for (const auto& ground : appeal.grounds) grounds.push_back(domain::lower_first(domain::words_for(rules::appeal_grounds(), ground)));
        list.rows.push_back({.key = {.text = "Lodged " + domain::long_date(*appeal.lodged)},
                             .value = {.text = fmt::format("{}. {}.{}{}", appeal.court, domain::upper_first(domain::listed(grounds)), appeal.late ? " After the last day: the court decides what follows." : "",
                                                           appeal.decided_on ? fmt::format(" {} on {}.", domain::words_for(rules::appeal_outcomes(), appeal.outcome), domain::long_date(*appeal.decided_on)) : "")}});
    }
    return govuk::summary_list(list);
}

// Where one officer may give a notice alone: from the warning straight to the pages at a door, and back to them.
Html door_button(Context& context, const CaseRecord& record) {
    if (!record.may_edit) return {};
    const auto open_offer = [&](std::string_view event) { return std::ranges::any_of(record.offers, [&](const auto& offer) { return offer.event == event && offer.allowed && offer.stopped_by.empty(); }); };
    const std::string first(rules::door_pages().front().name);
    if (record.kind == "warning" && record.alone && open_offer("decide_notice"))
        return post_form(context, address_of(record, "steps/decide_notice"), std::to_string(record.version), govuk::button({.text = "Give a notice", .prevent_double_click = true}));
    if (record.kind == "notice" && rules::in_preparation(record.kind, record.state)) return govuk::button({.text = record.alone ? "Go on with the notice" : "Fill in the notice", .href = address_of(record, "door/" + first), .classes = "govuk-button--secondary"});
    if (record.kind == "notice" && record.alone && record.state == "authorising") return govuk::button({.text = "Go on with the notice", .href = address_of(record, "door/" + std::string(rules::door_check)), .classes = "govuk-button--secondary"});
    return {};
}

}  // namespace

Html in_lines(const std::string& text) {
    Html out;
    for (const auto line : domain::words_of(text, '\n')) out << (out.empty() ? Html() : "<br>"_html) << line;
    return out;
}

std::string date_words(std::string_view name) {
    if (name == "given") return "Counts as given";
    if (name == "compliance") return "Conduct must change by";
    if (name == "appeal") return "Last day to appeal";
    if (name == "review") return "Next review";
    if (name == "breach") return "Breach without a decision";
    if (name == "prosecution") return "Last day to start a prosecution";
    if (name == "penalty") return "Last day to pay the penalty";
    if (name == "warrant") return "Last day to use the warrant";
    if (name == "retain") return "Give seized items back, or start proceedings";
    if (name == "cost_appeal") return "Last day to appeal against the cost";
    return name == "end" ? "Ends" : domain::upper_first(name) + " is due";
}

std::string address_of(const CaseHead& head, std::string_view more) { return "/cases/" + head.id + (more.empty() ? "" : "/" + std::string(more)); }

std::string recipient_name(Context& context, const CaseHead& head) {
    if (head.recipient_kind != "individual") return head.who();
    return nominals::naming(context)(head.person);
}

govuk::Tag state_tag(const CaseHead& head) {
    std::string_view colour = "govuk-tag--blue";
    if (head.state == "in_force" || head.state == "issued") colour = "govuk-tag--purple";
    if (head.state == "escalation_review" || head.state == "under_appeal") colour = "govuk-tag--orange";
    if (head.state == "complied") colour = "govuk-tag--green";
    if (head.state == "withdrawn" || head.state == "lapsed" || head.state.starts_with("closed") || head.state == "quashed" || head.state == "discharged" || head.state == "expired") colour = "govuk-tag--grey";
    return {.text = domain::upper_first(head.state_words), .classes = std::string(colour)};
}

html::Page case_page(Context& context, const CaseHead& head, std::string title) {
    html::Page page{.title = std::move(title) + " – " + head.id, .section = "cases", .breadcrumbs = {{"My work", "/"}, {"Cases", "/groups/" + head.panel + "/cases"}}};
    page.marking = html::Marking{.text = "Enforcement case. Do not tell the person who complained. Your access is recorded."};
    std::vector<app::Fact> facts;
    const bool individual = head.recipient_kind == "individual", initials = nominals::naming(context).initials;
    if (individual && head.person.born && head.shown.f1 && !initials) facts.push_back({.label = "Born", .text = domain::long_date(*head.person.born)});
    if (individual)
        if (const auto age = nominals::age_words(head.person); !age.empty()) facts.push_back({.label = "", .text = age});
    facts.push_back({.label = "", .text = head.id});
    facts.push_back({.label = "", .text = domain::words_for(rules::conduct_categories(), head.category)});
    page.identity = app::identity({.label = "Person and case", .name = recipient_name(context, head), .name_href = individual ? "/people/" + head.person.id : std::string(), .facts = facts});
    return page;
}

Html lines_table(Context& context, const std::vector<persistence::CaseLine>& lines, bool closed) {
    govuk::Table table{.caption = "Newest first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Case"}, {.text = "Who"}, {.text = "What"}, {.text = "Where it is"}, {.text = "Next date"}};
    const auto who = nominals::naming(context);
    for (const auto& line : lines) {
        persistence::CaseHead head;
        head.state = line.state;
        head.state_words = line.state_words;
        Html next = line.due && !closed ? app::due(*line.due, context.today()) : html::text("–");
        if (line.due && !closed) next << "<br><span class=\"app-small\">"_html << date_words(line.due_name) << "</span>"_html;
        Html what = html::text(line.title);
        what << "<br><span class=\"app-small app-muted\">"_html << domain::words_for(rules::conduct_categories(), line.category) << "</span>"_html;
        const auto name = !line.person.id.empty() ? who(line.person) : line.recipient_name.empty() ? std::string("The occupier") : line.recipient_name;
        table.rows.push_back({{.html = app::link(line.id, "/cases/" + line.id), .classes = "app-nowrap"}, {.text = name}, {.html = what}, {.html = govuk::tag(state_tag(head))}, {.html = next}});
    }
    return app::stacked_table(std::move(table));
}

html::Page question_page(Context& context, const CaseHead& head, const std::string& title, const Shown& shown, const Html& body) {
    auto page = case_page(context, head, title);
    page.breadcrumbs.clear();
    page.back_href = address_of(head);
    page.back_text = "Back to the case";
    page.error = shown.refused();
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">\n"_html << shown.summary() << "<h1 class=\"govuk-heading-l\">"_html << title << "</h1>\n"_html << body << "</div></div>\n"_html;
    return page;
}

Html case_tabs(const CaseHead& head, std::string_view current) {
    return moj::sub_navigation({.label = "This case",
                                .items = {{.text = "Overview", .href = address_of(head), .active = current == "overview"},
                                          {.text = head.kind == "warning" ? "The warning" : "The notice", .href = address_of(head, "paper"), .active = current == "paper"},
                                          {.text = "Papers", .href = address_of(head, "papers"), .active = current == "papers"},
                                          {.text = "Evidence", .href = "/records/" + head.id + "/evidence"},
                                          {.text = "Timeline", .href = address_of(head, "timeline"), .active = current == "timeline"},
                                          {.text = "Sharing", .href = "/records/" + head.id + "/shares"},
                                          {.text = "Access log", .href = address_of(head, "access"), .active = current == "access"}},
                                .classes = "app-sub-navigation"});
}

Html overview_main(Context& context, const CaseRecord& record) {
    Html main = app::heading(1, record.title, "l");
    main << app::status_line(state_tag(record), fmt::format("Case {}. Written by {}. Opened {}.", record.id, record.author_name, domain::long_date(record.opened_on))) << case_tabs(record, "overview") << door_button(context, record)
         << app::heading(2, "Where this case is") << app::stages(record.kind == "warning" ? warning_stages(record) : notice_stages(record));
    if (record.ended_on) main << govuk::inset_text({.text = fmt::format("{} on {}. {}", domain::upper_first(record.state_words), domain::long_date(*record.ended_on), record.end_note)});
    Html aside = checks_panel(record);
    aside << documents::stopped_of_record(record.stopped) << steps_panel(next_steps(record.offers, [&](const std::string& event) { return address_of(record, "steps/" + event); })) << dates_panel(context, record);
    Html content = requirements_table(record);
    content << breaches_card(record) << visits_card(record) << events_card(record) << files_card(record);
    for (const auto& link : record.links)
        content << "<p class=\"govuk-body\">"_html << (record.kind == "warning" ? "The notice that rests on this warning: " : "It rests on the warning ") << app::link(link.id, "/cases/" + link.id)
                << (link.given_on ? ", given on " + domain::long_date(*link.given_on) : ", " + link.state_words) << ".</p>"_html;
    content << service_card(record) << appeals_card(record);
    for (const auto& part : rules::parts())
        if (rules::find_part(part.name, record.kind)) content << part_card(record, part);
    content << app::heading(2, "Latest on this case") << nominals::event_timeline({record.history.begin(), record.history.begin() + std::min<std::ptrdiff_t>(5, std::ssize(record.history))})
            << "<p class=\"govuk-body\">"_html << app::link("See the whole timeline", address_of(record, "timeline")) << "</p>"_html;
    return main << app::columns_with_aside(content, aside, true);
}

}  // namespace casework::web::cases
