// Answering for meetings.
#include "web/meetings/meeting_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/answers.hpp"
#include "domain/meetings/meeting_workflow.hpp"
#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "persistence/accounts.hpp"
#include "persistence/meetings/meetings.hpp"
#include "persistence/work/my_work.hpp"
#include "web/html/moj.hpp"
#include "web/form_fields.hpp"
#include "web/meetings/meeting_json.hpp"
#include "web/nominals/board_views.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/nominals/record_views.hpp"
#include "web/pages.hpp"

namespace casework::web::meetings {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::meetings;
using domain::Refusals;
using html::Html;
using persistence::MeetingRecord;

constexpr int text_max = 8000;

domain::Outcome<MeetingRecord> record_of(Context& context, std::string_view name = "read") { return persistence::open_meeting(context.gate(), context.parameter("id"), name); }

std::string when(const persistence::MeetingLine& line) { return domain::weekday_date(line.on) + " at " + persistence::london_time(line.starts); }
std::string state_words(std::string_view state) {
    const auto parsed = rules::parse_state(state);
    return domain::upper_first(parsed ? rules::words(*parsed) : state);
}
std::string tag_colour(std::string_view state) {
    if (state == "in_session") return "govuk-tag--blue";
    if (state == "minutes_draft") return "govuk-tag--yellow";
    return state == "minutes_approved" ? "govuk-tag--green" : "govuk-tag--grey";
}

bool done_event(const MeetingRecord& m, std::string_view event) {
    return std::ranges::any_of(m.offers, [&](const auto& offer) { return offer.event == event && offer.allowed; });
}
const Refusals& stopped(const MeetingRecord& m, std::string_view event) {
    static const Refusals none;
    for (const auto& offer : m.offers)
        if (offer.event == event) return offer.stopped_by;
    return none;
}

// --- the parts of a meeting's page ----------------------------------------------------------------------------------------------

Html confidentiality(Context& context, const MeetingRecord& m) {
    if (m.closed.empty()) return m.line.state == "minutes_approved" ? Html() : app::paragraph("You have accepted the confidentiality statement of this meeting.");
    Html body;
    body << "<p class=\"govuk-body\">What is said here is shared under the information sharing agreement and section 115 of the Crime and Disorder Act 1998. I will use it only for the work of this group.</p>"_html
         << govuk::button({.text = "Accept for this meeting", .classes = "govuk-button--secondary"});
    return app::panel({.heading = "Confidentiality", .heading_id = "confidentiality-h", .tint = true, .body = post_form(context, "/meetings/" + m.line.id + "/accept", {}, body)});
}

Html attendance(Context& context, const MeetingRecord& m) {
    const bool open = m.may_edit && (m.line.state == "scheduled" || m.line.state == "agenda_published" || m.line.state == "in_session");
    Html out = app::heading(2, "Attendance", "m", "attendance");
    out << app::paragraph(fmt::format("{} recorded. The quorum is {}.", domain::counted(m.agencies_present, "agency", "agencies"), m.quorum));
    govuk::Table table{.caption = "Members", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Member"}, {.text = "Agency"}, {.text = "Attends"}};
    table.first_cell_is_header = true;
    for (const auto& a : m.attendance) {
        Html choice;
        if (open) {
            govuk::Select select{.id = "attends-" + a.account, .name = "attends[" + a.account + "]"};
            select.label = {.text = "How " + a.name + " attends", .classes = "govuk-visually-hidden"};
            select.items.push_back({.value = "", .text = "Not recorded"});
            for (const auto& code : domain::nominals::attendance_kinds()) {
                govuk::SelectItem item{.value = std::string(code.code), .text = std::string(code.words)};
                item.selected = a.attends == code.code;
                select.items.push_back(std::move(item));
            }
            choice = govuk::select(select);
        } else {
            choice = html::text(a.attends.empty() ? "Not recorded" : domain::words_for(domain::nominals::attendance_kinds(), a.attends));
        }
        if (a.accepted_at) choice << "<br><span class=\"app-small app-muted\">Accepted confidentiality</span>"_html;
        table.rows.push_back({{.text = a.name + (a.chair ? " (chair)" : "")}, {.text = a.agency_name}, {.html = choice}});
    }
    Html body = app::stacked_table(std::move(table));
    if (open) body << govuk::button({.text = "Save attendance", .classes = "govuk-button--secondary"});
    return out << (open ? post_form(context, "/meetings/" + m.line.id + "/attendance", std::to_string(m.version), body) : body);
}

Html reasons(const Refusals& refusals) {
    Html out;
    if (refusals.empty()) return out;
    out << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (const auto& refusal : refusals) out << "<li>"_html << refusal.message << "</li>"_html;
    return out << "</ul>"_html;
}

Html start_part(Context& context, const MeetingRecord& m) {
    if (!done_event(m, "start")) return {};
    Html out = app::heading(2, "Start", "m", "start");
    if (const auto& why = stopped(m, "start"); !why.empty()) return out << app::paragraph("Before the meeting can start:") << reasons(why);
    return out << post_form(context, "/meetings/" + m.line.id + "/steps/start", std::to_string(m.version), govuk::button({.text = "Start meeting", .prevent_double_click = true}));
}

// Instead of what is for those who accepted the statement: the rule, and the way to the statement.
Html closed_part(const MeetingRecord& m) {
    Html out = app::paragraph("The people and actions of this meeting open when the confidentiality statement is accepted:");
    out << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (const auto& refusal : m.closed) out << "<li>"_html << app::link(refusal.message, "#confidentiality-h") << ". "_html << refusal.authority << ".</li>"_html;
    return out << "</ul>"_html;
}

// What a meeting of the vulnerability group talks about; a meeting of another group has none.
Html cases_part(Context& context, const MeetingRecord& m) {
    const bool over = m.line.state == "minutes_draft" || m.line.state == "minutes_approved";
    Html out = app::heading(2, "Cases to discuss", "m", "cases");
    if (m.line.panel == vulnerability_group && !m.closed.empty()) return out << closed_part(m);
    if (m.cases.empty()) return {};
    const auto who = nominals::naming(context);
    govuk::Table table{.caption = fmt::format("{} of {} discussed in this meeting", std::ranges::count_if(m.cases, &persistence::CaseToDiscuss::discussed), m.cases.size())};
    table.head = {{.text = "Person"}, {.text = "Where it is"}, {.text = "In this meeting"}, {.text = "Do"}};
    table.first_cell_is_header = true;
    for (const auto& c : m.cases) {
        const auto name = who(c.person);
        Html state = html::text(domain::upper_first(c.state_words));
        if (c.next_review) state << "<br>"_html << app::due(*c.next_review, context.today());
        table.rows.push_back({{.html = app::link(name, address_of_record(c.id))}, {.html = state}, {.html = govuk::tag({.text = c.discussed ? "Discussed" : "To discuss", .classes = c.discussed ? "govuk-tag--green" : "govuk-tag--blue"})},
                              {.html = m.may_chair && !over ? app::link("Record", address_of_record(c.id) + "/steps/discuss", " the discussion of " + name) : Html()}});
    }
    return out << app::table_in_scroll_region("to-discuss", std::move(table));
}

Html people_part(Context& context, const MeetingRecord& m) {
    if (m.line.panel == vulnerability_group || (m.line.state != "in_session" && m.line.state != "scheduled" && m.line.state != "agenda_published")) return {};
    const auto who = nominals::naming(context);
    Html out = app::heading(2, "People on the list", "m", "people");
    if (!m.closed.empty()) return out << closed_part(m);
    if (m.to_update.empty()) return out << app::paragraph("Nobody is on the list.");
    govuk::Table table{.caption = fmt::format("{} of {} updated for this meeting", m.updated.size(), m.to_update.size())};
    table.head = {{.text = "Person"}, {.text = "For this meeting"}, {.text = "Do"}};
    table.first_cell_is_header = true;
    for (const auto& entry : m.to_update) {
        const bool updated = std::ranges::find(m.updated, entry.id) != m.updated.end();
        const auto name = who(entry.person);
        table.rows.push_back({{.html = app::link(name, "/nominals/" + entry.id)}, {.html = govuk::tag({.text = updated ? "Updated" : "To update", .classes = updated ? "govuk-tag--green" : "govuk-tag--blue"})},
                              {.html = m.may_edit ? app::link("Update", "/nominals/" + entry.id + "/update", " " + name) : Html()}});
    }
    return out << app::table_in_scroll_region("to-update", std::move(table));
}

Html order_part(Context& context, const MeetingRecord& m, int order_version) {
    Html out;
    if (m.agreed) {
        out << app::heading(2, "Order", "m", "order") << app::paragraph("Order agreed at " + persistence::london_time(m.agreed->agreed_at) + " by " + m.agreed->agreed_by_name + ".") << "<p class=\"govuk-body\">"_html
            << app::link("Open the agreed list", "/groups/" + m.line.panel + "/lists/" + m.agreed->id) << " or "_html << app::link("print it", "/groups/" + m.line.panel + "/lists/" + m.agreed->id + "/print") << "</p>"_html;
        return out;
    }
    if (m.line.state != "in_session" || !m.may_chair || !m.closed.empty() || m.line.panel == vulnerability_group) return out;
    out << app::heading(2, "Order", "m", "order") << "<p class=\"govuk-body\">"_html << app::link("Look at the list", "/groups/" + m.line.panel + "/nominals") << " or "_html
        << app::link("change the order", "/groups/" + m.line.panel + "/nominals/order") << " first. What is agreed is kept and cannot be changed.</p>"_html
        << post_form(context, "/meetings/" + m.line.id + "/agree", std::to_string(order_version), govuk::button({.text = "Agree this order", .prevent_double_click = true}));
    return out;
}

Html minutes_part(Context& context, const MeetingRecord& m, const Shown& shown) {
    const auto box = [&](std::string label, std::string hint) {
        return long_text(shown, "minutes", std::move(label), std::move(hint), m.minutes, 8, text_max);
    };
    Html out;
    if (m.line.state == "in_session" && done_event(m, "end"))
        return out << app::heading(2, "End", "m", "end")
                   << post_form(context, "/meetings/" + m.line.id + "/steps/end", std::to_string(m.version), box("Minutes (optional)", "Decisions and who does what. They can be finished later.") + govuk::button({.text = "End meeting", .prevent_double_click = true}));
    if (m.line.state == "minutes_draft" && m.may_edit) {
        out << app::heading(2, "Minutes", "m", "minutes-h")
            << post_form(context, "/meetings/" + m.line.id + "/steps/write_minutes", std::to_string(m.version), box("Decisions and who does what", {}) + govuk::button({.text = "Save minutes", .classes = "govuk-button--secondary"}));
        if (done_event(m, "approve_minutes")) {
            if (const auto& why = stopped(m, "approve_minutes"); !why.empty()) out << reasons(why);
            else
                out << post_form(context, "/meetings/" + m.line.id + "/steps/approve_minutes", std::to_string(m.version),
                                 govuk::warning_text({.text = "Approved minutes cannot be changed. Corrections are added below them."}) + govuk::button({.text = "Approve minutes", .prevent_double_click = true}));
        }
        return out;
    }
    if (m.minutes.empty()) return out;
    out << app::heading(2, "Minutes", "m", "minutes-h");
    for (const auto line : domain::words_of(m.minutes, '\n')) out << app::paragraph(line);
    if (m.approved) out << "<p class=\"app-small app-muted\">Approved by "_html << m.approved_by_name << " on "_html << persistence::london_date_time(*m.approved) << "</p>"_html;
    return out;
}

Html addenda_part(Context& context, const MeetingRecord& m, const Shown& shown) {
    Html out;
    for (const auto& a : m.addenda)
        out << govuk::inset_text({.html = html::text(a.words) + Html("<br><span class=\"app-small app-muted\">"_html) + html::text(fmt::format("Added by {} on {}. {}", a.by_name, persistence::london_date_time(a.at), a.reason)) + Html("</span>"_html)});
    if (m.line.state != "minutes_approved" || !m.may_edit) return out;
    Html body = govuk::textarea({.id = "words", .name = "words", .rows = 3, .value = shown.value("words"), .label = {.text = "Correction or addition", .classes = "govuk-label--s"}, .error_message = shown.error("words")});
    body << small_input(shown, "reason", "Why")
         << govuk::button({.text = "Add to the minutes", .classes = "govuk-button--secondary"});
    return out << app::heading(2, "Add to the minutes", "m", "addenda") << post_form(context, "/meetings/" + m.line.id + "/addenda", {}, body);
}

int order_version(Context& context, const MeetingRecord& m) {
    if (m.line.state != "in_session" || !m.may_chair) return 0;
    const auto board = persistence::read_board(context.gate(), m.line.panel);
    return board ? board->version : 0;
}

Response meeting_page(Context& context, const MeetingRecord& m, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, meeting_json(m));
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Meeting – " + m.line.id, .error = shown.refused(), .section = "meetings", .breadcrumbs = nominals::panel_crumbs(m.line.panel, m.line.panel_name),
                    .marking = nominals::panel_marking(m.line.panel_name)};
    page.main << shown.summary() << "<h1 class=\"govuk-heading-xl govuk-!-margin-bottom-1\"><span class=\"govuk-caption-l\">"_html << m.line.panel_name << "</span> "_html
              << (m.line.title.empty() ? std::string("Meeting") : m.line.title) << "</h1>\n"_html
              << app::status_line({.text = state_words(m.line.state), .classes = tag_colour(m.line.state)}, when(m.line) + (m.line.place.empty() ? "." : ", " + m.line.place + ".") + (m.chair_name.empty() ? "" : " Chair: " + m.chair_name + "."));
    Html content;
    if (!m.agenda.empty()) {
        content << app::heading(2, "Agenda");
        content << "<ul class=\"govuk-list\">"_html;
        for (const auto line : domain::words_of(m.agenda, '\n')) content << "<li>"_html << line << "</li>"_html;
        content << "</ul>\n"_html;
    }
    content << start_part(context, m) << order_part(context, m, order_version(context, m)) << people_part(context, m) << cases_part(context, m) << minutes_part(context, m, shown) << addenda_part(context, m, shown) << attendance(context, m);
    Html aside = confidentiality(context, m);
    Html actions;
    for (const auto& a : m.actions)
        if (a.overdue) actions << "<li>"_html << app::link(a.words, "/actions/" + a.id) << app::due(a.due, context.today()) << "</li>"_html;
    if (!actions.empty())
        aside << app::panel({.heading = "Overdue actions", .heading_id = "overdue-h",
                             .body = Html("<ul class=\"govuk-list app-small\">"_html) + actions + Html("</ul><p class=\"govuk-body-s\">"_html) + app::link("All open actions of the group", "/groups/" + m.line.panel + "/actions") + Html("</p>"_html)});
    page.main << (aside.empty() ? content : app::columns_with_aside(content, aside));
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

Html meeting_table(const std::vector<persistence::MeetingLine>& lines, std::string caption) {
    govuk::Table table{.caption = std::move(caption)};
    table.head = {{.text = "When"}, {.text = "Meeting"}, {.text = "State"}};
    table.first_cell_is_header = true;
    for (const auto& line : lines)
        table.rows.push_back({{.html = app::link(when(line), "/meetings/" + line.id)}, {.text = line.title}, {.html = govuk::tag({.text = state_words(line.state), .classes = tag_colour(line.state)})}});
    return app::stacked_table(std::move(table));
}

}  // namespace

Response my_meetings(Context& context) {
    const auto work = persistence::my_work(context.gate());
    html::Page page{.title = "Meetings", .section = "meetings"};
    page.main << app::heading(1, "Meetings", "l");
    std::vector<persistence::MeetingLine> lines;
    for (const auto& next : work.meetings) lines.push_back(next.line);
    if (context.wants_json()) return context.json(JsonObject().list("meetings", lines, nominals::meeting_line_json));
    if (lines.empty()) page.main << app::paragraph("No meeting of your groups is scheduled.");
    else page.main << meeting_table(lines, "The next meeting of each of your groups");
    page.main << app::heading(2, "Your groups") << "<ul class=\"govuk-list\">"_html;
    for (const auto& m : context.actor().memberships) page.main << "<li>"_html << app::link("All meetings of the " + persistence::group_name(context.house().database, m.panel), "/groups/" + m.panel + "/meetings") << "</li>"_html;
    page.main << "</ul>"_html;
    return context.page(std::move(page));
}

Response panel_meetings(Context& context) {
    const auto panel = context.parameter("panel");
    const auto list = persistence::panel_meetings(context.gate(), panel, context.request().query_value("before").value_or(""), page_asked(context, "planned"));
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json()) return context.json(page_json(*list));
    html::Page page{.title = "Meetings", .section = "meetings", .breadcrumbs = nominals::panel_crumbs(panel, list->panel_name), .marking = nominals::panel_marking(list->panel_name)};
    page.main << app::heading(1, "Meetings", "l") << nominals::panel_tabs({.panel = panel, .panel_name = list->panel_name, .current = "meetings"});
    if (list->may_edit) page.main << govuk::button({.text = "Schedule a meeting", .href = "/groups/" + panel + "/meetings/add"});
    if (list->planned.empty()) page.main << app::paragraph("No meeting is scheduled.");
    else page.main << meeting_table(list->planned, "Planned") << page_links("/groups/" + panel + "/meetings", "planned", list->planned_page, "Planned meetings", "main-content");
    if (!list->past.empty()) page.main << meeting_table(list->past, "Past, newest first");
    if (!list->next.empty()) page.main << govuk::pagination({.next = {.href = "/groups/" + panel + "/meetings?before=" + percent_encoded(list->next)}});
    return context.page(std::move(page));
}

namespace {

Response add_page(Context& context, const Refusals& refusals, const std::optional<domain::Date>& usual_day = {}) {
    if (context.wants_json()) return context.json_form(refusals);
    const Shown shown(context.form, refusals);
    const auto panel = context.parameter("panel");
    html::Page page{.title = "Schedule a meeting", .error = shown.refused(), .section = "meetings", .back_href = "/groups/" + panel + "/meetings", .back_text = "Back to meetings"};
    Html body;
    body << small_input(shown, "day", "Day", std::string(near_date_hint), usual_day ? domain::long_date(*usual_day) : "", "govuk-input--width-10") << small_input(shown, "time", "Time", "For example, 2pm or 14:15", {}, "govuk-input--width-5")
         << small_input(shown, "title", "Title", {}, "Nominals and locations") << small_input(shown, "place", "Place (optional)")
         << govuk::textarea({.id = "agenda", .name = "agenda", .rows = 4, .value = shown.value("agenda"), .label = {.text = "Agenda (optional)", .classes = "govuk-label--s"}, .error_message = shown.error("agenda")})
         << govuk::button({.text = "Schedule meeting", .prevent_double_click = true});
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">"_html << shown.summary() << app::heading(1, "Schedule a meeting", "l")
              << post_form(context, "/groups/" + panel + "/meetings/add", {}, body) << "</div></div>"_html;
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

}  // namespace

Response add_form(Context& context) {
    const auto usual_day = persistence::usual_next_day(context.gate(), context.parameter("panel"));
    return usual_day ? add_page(context, {}, *usual_day) : refusal_page(context, usual_day.error());
}

Response add(Context& context) {
    auto refusals = context.unknown_fields();
    persistence::NewMeeting meeting;
    domain::Date day{};
    if (domain::take(day, domain::read_near_date(context.form.value("day"), {"day", "day of the meeting"}, context.today()), refusals)) meeting.on = day;
    meeting.at = domain::parse_time(context.form.value("time"));
    if (!meeting.at) refusals.push_back({domain::RefusalKind::invalid, "time", "Enter a time, like 2pm", {}});
    domain::take(meeting.title, domain::read_text(context.form.value("title"), {"title", "title"}, 120), refusals);
    domain::take(meeting.place, domain::read_optional_text(context.form.value("place"), {"place", "place"}, 120), refusals);
    domain::take(meeting.agenda, domain::read_optional_text(context.form.value("agenda"), {"agenda", "agenda"}, text_max, domain::Lines::many), refusals);
    if (!refusals.empty() || context.resent) return add_page(context, refusals);
    const auto saved = persistence::schedule_meeting(context.gate(), context.parameter("panel"), meeting);
    if (!saved) return add_page(context, saved.error());
    return made("/meetings/" + saved->id, "/meetings/" + saved->id, "meeting-scheduled");
}

Response meeting(Context& context) {
    const auto m = record_of(context);
    if (!m) return refusal_page(context, m.error());
    return meeting_page(context, *m, {});
}

namespace {

int posted_version(const Context& context) { return domain::parse_figures(context.form.value("version")).value_or(0); }

template <class Saved>
Response after(Context& context, const MeetingRecord& m, const Saved& saved, std::string_view code, std::string_view anchor = {}) {
    if (!saved) return meeting_page(context, m, saved.error());
    return done("/meetings/" + m.line.id + std::string(anchor), code);
}

}  // namespace

Response take_step(Context& context) {
    const auto event = rules::parse_event(context.parameter("event"));
    if (!event || *event == rules::Event::schedule) return not_found_page(context);
    const auto m = record_of(context);
    if (!m) return refusal_page(context, m.error());
    auto refusals = context.unknown_fields();
    persistence::MeetingAnswers answers{.version = posted_version(context), .agenda = {}, .minutes = {}};
    domain::take(answers.minutes, domain::read_optional_text(context.form.value("minutes"), {"minutes", "minutes"}, text_max, domain::Lines::many), refusals);
    domain::take(answers.agenda, domain::read_optional_text(context.form.value("agenda"), {"agenda", "agenda"}, text_max, domain::Lines::many), refusals);
    if (!refusals.empty() || context.resent) return meeting_page(context, *m, refusals);
    const auto saved = persistence::take_meeting_step(context.gate(), m->line.id, rules::name(*event), answers);
    const std::string_view code = *event == rules::Event::start ? "meeting-started" : *event == rules::Event::end ? "meeting-ended" : *event == rules::Event::approve_minutes ? "minutes-approved" : "saved";
    return after(context, *m, saved, code);
}

Response record_attendance(Context& context) {
    const auto m = record_of(context);
    if (!m) return refusal_page(context, m.error());
    const auto refusals = context.unknown_fields();
    if (!refusals.empty() || context.resent) return meeting_page(context, *m, refusals);
    std::vector<persistence::Attendee> attendees;
    for (const auto& [account, attends] : context.form.keyed("attends"))
        if (attends.empty() || domain::has_code(domain::nominals::attendance_kinds(), attends)) attendees.push_back({account, attends});
    return after(context, *m, persistence::record_attendance(context.gate(), m->line.id, attendees), "attendance");
}

Response accept_confidentiality(Context& context) {
    const auto m = record_of(context);
    if (!m) return refusal_page(context, m.error());
    return after(context, *m, persistence::accept_confidentiality(context.gate(), m->line.id), "saved");
}

Response agree_order(Context& context) {
    const auto m = record_of(context);
    if (!m) return refusal_page(context, m.error());
    return after(context, *m, persistence::agree_order(context.gate(), m->line.id, posted_version(context)), "agreed", "#order");
}

Response add_addendum(Context& context) {
    const auto m = record_of(context);
    if (!m) return refusal_page(context, m.error());
    auto refusals = context.unknown_fields();
    std::string words, reason;
    domain::take(words, domain::read_text(context.form.value("words"), {"words", "correction or addition"}, 2000, domain::Lines::many), refusals);
    domain::take(reason, domain::read_text(context.form.value("reason"), {"reason", "reason"}, 300), refusals);
    if (!refusals.empty() || context.resent) return meeting_page(context, *m, refusals);
    return after(context, *m, persistence::add_addendum(context.gate(), m->line.id, words, reason), "addendum", "#addenda");
}

}  // namespace casework::web::meetings
