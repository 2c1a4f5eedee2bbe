// Answering for My work.
#include "web/work/work_handlers.hpp"

#include <fmt/format.h>

#include "domain/text.hpp"
#include "persistence/work/my_work.hpp"
#include "web/actions/action_json.hpp"
#include "web/html/moj.hpp"
#include "web/nominals/board_views.hpp"
#include "web/work/work_json.hpp"

namespace casework::web::work {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace moj = html::moj;
using html::Html;
using persistence::MyWork;
using persistence::WaitingDecision;

Html tabs(std::string_view current, int overdue) {
    Html actions = html::text("My actions");
    if (overdue > 0) actions << " "_html << moj::notification_badge({.count = overdue, .visually_hidden_text = "overdue"});
    return moj::sub_navigation({.label = "My work",
                                .items = {{.text = "Today", .href = "/", .active = current == "today"}, {.html = actions, .href = "/my-actions", .active = current == "actions"}},
                                .classes = "app-sub-navigation"});
}

std::string when_words(const persistence::MeetingLine& meeting, domain::Date today) {
    const auto time = persistence::london_time(meeting.starts);
    return meeting.on == today ? "Today at " + time : fmt::format("{} at {}", domain::short_date(meeting.on, today), time);
}

struct DecisionWords {
    std::string what, hint, href;
};
DecisionWords words_of(const WaitingDecision& w) {
    const auto list = "/groups/" + w.panel + "/nominals";
    if (w.kind == "proposals") return {domain::counted(w.count, "person", "people") + " put forward for the nominal list", domain::listed(w.from), list + "#considered"};
    if (w.kind == "review_overdue") return {domain::counted(w.count, "review is overdue", "reviews are overdue"), "Renew or archive. Nobody leaves the list by itself.", list};
    if (w.kind == "order_not_agreed") return {"Draft order of the nominal list is not agreed", w.panel_name, list};
    if (w.kind == "minutes_to_approve") return {"Minutes to approve", w.panel_name, "/meetings/" + w.object};
    return {"Somebody asks you to agree", w.panel_name, "/"};
}

Html waiting(const MyWork& work, domain::Date today) {
    Html out = app::heading(2, "Waiting for your decision");
    if (work.waiting.empty()) return out << app::paragraph("Nothing waits for your decision.");
    govuk::TaskList list{.id_prefix = "waiting"};
    for (const auto& w : work.waiting) {
        const auto words = words_of(w);
        govuk::Tag tag{.text = "New", .classes = "govuk-tag--blue"};
        if (w.kind == "review_overdue") tag = {.text = "Overdue", .classes = "govuk-tag--red"};
        else if (w.before && w.before->on == today) tag = {.text = "Before " + persistence::london_time(w.before->starts) + " today", .classes = "govuk-tag--orange"};
        else if (w.before) tag = {.text = "Before " + domain::short_date(w.before->on, today), .classes = "govuk-tag--blue"};
        list.items.push_back({.title = {.text = words.what}, .hint = {.text = words.hint}, .status = {.tag = tag}, .href = words.href});
    }
    return out << govuk::task_list(list);
}

govuk::Table action_table(const std::vector<persistence::ActionLine>& actions, std::string caption, domain::Date today, bool initials) {
    govuk::Table table{.caption = std::move(caption)};
    table.head = {{.text = "Due"}, {.text = "Action"}, {.text = "Group"}, {.html = "<span class=\"govuk-visually-hidden\">Do</span>"_html}};
    for (const auto& a : actions) {
        Html what;
        what << "<strong>"_html << a.words << "</strong><br>"_html << (initials ? domain::initials(a.case_name) : a.case_name) << ", "_html << a.case_id;
        table.rows.push_back({{.html = app::due(a.due, today), .classes = "app-nowrap"}, {.html = what}, {.text = a.panel_name}, {.html = app::link("Update", "/actions/" + a.id, " action: " + a.words)}});
    }
    return table;
}

Html reviews(const MyWork& work, const nominals::Naming& who, domain::Date today) {
    Html out = app::heading(2, "Reviews due in the next 7 days");
    if (work.reviews.empty()) {
        std::string words = "There are no reviews due.";
        if (work.next_review) words += fmt::format(" The next is {} on {}.", who(work.next_review->person), domain::long_date(work.next_review->due));
        return out << app::paragraph(words);
    }
    govuk::Table table{.caption = "Renew or archive", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Due"}, {.text = "Person"}, {.text = "Group"}};
    for (const auto& r : work.reviews)
        table.rows.push_back({{.html = app::due(r.due, today), .classes = "app-nowrap"}, {.html = app::link(who(r.person), "/nominals/" + r.id)}, {.text = r.panel_name}});
    return out << app::stacked_table(std::move(table));
}

Html meetings(const MyWork& work, domain::Instant now, domain::Date today) {
    Html body;
    for (const auto& next : work.meetings) {
        const auto& m = next.line;
        body << "<p class=\"govuk-body-s\">"_html << app::link(m.panel_name, "/groups/" + m.panel + "/nominals") << "<br>"_html << when_words(m, today) << (m.chairs ? ". You chair." : ". You attend.");
        std::vector<std::string> missing;
        if (!next.order_agreed) missing.push_back("Order not agreed");
        if (next.overdue_actions > 0) missing.push_back(domain::counted(next.overdue_actions, "action") + " overdue");
        if (!missing.empty()) {
            body << "<br>"_html;
            for (const auto& item : missing) body << item << ". "_html;
        }
        body << "</p>"_html;
        const bool soon = m.starts - now < std::chrono::hours(2);
        if (m.chairs && soon) body << govuk::button({.text = m.state == "in_session" ? "Go on with the meeting" : "Start meeting", .href = "/meetings/" + m.id});
    }
    if (body.empty()) body << "<p class=\"govuk-body-s\">No meeting is scheduled.</p>"_html;
    return app::panel({.heading = "Your next meetings", .heading_id = "mtg", .tint = true, .body = body});
}

Html looked_at(const MyWork& work, bool initials) {
    Html body;
    if (work.looked_at.empty()) body << "<p class=\"govuk-body-s\">Nothing yet.</p>"_html;
    else {
        body << "<ul class=\"govuk-list app-small\">"_html;
        for (const auto& seen : work.looked_at) {
            const bool meeting = seen.kind == "meeting";
            body << "<li>"_html << app::link((meeting || !initials ? seen.name : domain::initials(seen.name)) + ", " + seen.id, (meeting ? "/meetings/" : "/nominals/") + seen.id) << "</li>"_html;
        }
        body << "</ul>"_html;
    }
    return app::panel({.heading = "You looked at", .heading_id = "seen", .body = body});
}

// Roles without case content see what this version has for them, and nothing of cases.
Response role_page(Context& context) {
    if (context.wants_json()) return context.json({});
    html::Page page{.title = "My work", .section = "work"};
    page.main << app::heading(1, "My work", "xl");
    switch (context.actor().role) {
        case domain::BaseRole::analyst: page.main << app::paragraph("Your role sees statistics. There are none in this version yet."); break;
        case domain::BaseRole::auditor: page.main << app::paragraph("Your role sees the ledger. Its pages are not part of this version yet; the command ‘casework ledger verify’ proves it whole."); break;
        case domain::BaseRole::records_officer: page.main << app::paragraph("Your role works on disposals. None is open."); break;
        default: page.main << app::paragraph("Your role administers accounts, agencies and groups with the ‘casework’ command. It opens no case content.");
    }
    return context.page(std::move(page));
}

}  // namespace

Response today(Context& context) {
    if (context.actor().role != domain::BaseRole::practitioner) return role_page(context);
    const auto work = persistence::my_work(context.gate());
    if (context.wants_json()) return context.json(work_json(work));
    const auto who = nominals::naming(context);
    const auto day = context.today();
    html::Page page{.title = "My work", .section = "work"};
    page.main << "<h1 class=\"govuk-heading-xl govuk-!-margin-bottom-2\">My work</h1>\n<p class=\"govuk-body-l govuk-!-margin-bottom-5\">"_html << domain::weekday_date(day) << "</p>\n"_html
              << tabs("today", work.overdue_actions);
    Html content = waiting(work, day);
    if (work.actions.empty()) content << app::heading(2, "My next actions") << app::paragraph("You have no open actions.");
    else {
        content << app::stacked_table(action_table(work.actions, "My next " + domain::counted(std::ssize(work.actions), "action"), day, who.initials));
        if (work.open_actions > std::ssize(work.actions)) content << "<p class=\"govuk-body\">"_html << app::link(fmt::format("See all {} actions", work.open_actions), "/my-actions") << "</p>"_html;
    }
    content << reviews(work, who, day);
    Html aside = meetings(work, context.now(), day);
    aside << looked_at(work, who.initials);
    page.main << app::columns_with_aside(content, aside);
    return context.page(std::move(page));
}

Response actions(Context& context) {
    if (context.actor().role != domain::BaseRole::practitioner) return role_page(context);
    const auto list = persistence::my_actions(context.gate(), context.request().query_value("after").value_or(""));
    if (context.wants_json()) return context.json(web::actions::page_json(list));
    html::Page page{.title = "My actions", .section = "work", .breadcrumbs = {{"My work", "/"}}};
    page.main << app::heading(1, "My actions", "l") << tabs("actions", list.overdue);
    if (list.actions.empty()) page.main << app::paragraph("You have no open actions.");
    else page.main << app::stacked_table(action_table(list.actions, "Open actions of yours or your agency, by due date", context.today(), nominals::naming(context).initials));
    if (!list.next.empty()) page.main << govuk::pagination({.next = {.href = "/my-actions?after=" + percent_encoded(list.next)}});
    return context.page(std::move(page));
}

}  // namespace casework::web::work
