// Answering for My work.
#include "web/work/work_handlers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "domain/text.hpp"
#include "persistence/rights.hpp"
#include "persistence/settings.hpp"
#include "persistence/work/my_work.hpp"
#include "web/access/access_parts.hpp"
#include "web/audit/audit_parts.hpp"
#include "web/actions/action_json.hpp"
#include "web/agreements/agreement_acts.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/disposal/disposal_views.hpp"
#include "web/documents/stopped_views.hpp"
#include "web/form_fields.hpp"
#include "web/html/moj.hpp"
#include "web/jobs/job_views.hpp"
#include "web/nominals/board_views.hpp"
#include "web/work/work_json.hpp"
#include "web/pages.hpp"

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
    return {"Minutes to approve", w.panel_name, "/meetings/" + w.object};
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

govuk::Tag state_tag(persistence::AgreementState state) {
    switch (state) {
        case persistence::AgreementState::agreed: return {.text = "Agreed: do it now", .classes = "govuk-tag--green"};
        case persistence::AgreementState::refused: return {.text = "Not agreed", .classes = "govuk-tag--red"};
        case persistence::AgreementState::ended: return {.text = "Run out", .classes = "govuk-tag--grey"};
        default: return {.text = "Waiting", .classes = "govuk-tag--blue"};
    }
}

Html agreements_list(std::string heading, std::string prefix, const std::vector<persistence::AgreementRequest>& requests) {
    if (requests.empty()) return {};
    Html out = app::heading(2, std::move(heading));
    govuk::TaskList list{.id_prefix = std::move(prefix)};
    for (const auto& r : requests) {
        const auto from = r.mine ? r.panel_name : fmt::format("Asked by {}, {}", r.asked_by_name, r.asked_by_agency);
        list.items.push_back({.title = {.text = agreements::words_of(r)}, .hint = {.text = from}, .status = {.tag = state_tag(r.state)}, .href = "/agreements/" + r.id});
    }
    return out << govuk::task_list(list);
}

// What has ended since I looked: it goes when it is opened, or put away here.
Html ended_jobs(Context& context, const MyWork& work) {
    if (work.ended_jobs.empty()) return {};
    govuk::Table table{.caption = "Imports and exports that have ended", .caption_id = "ended-jobs"};
    table.head = {{.text = "What"}, {.text = "Result"}, {.html = "<span class=\"govuk-visually-hidden\">Do</span>"_html}};
    for (const auto& job : work.ended_jobs) {
        Html what = app::link(jobs::job_title(job), "/jobs/" + job.id);
        what << "<br>"_html << (job.file_name.empty() ? job.panel_name : job.file_name);
        const auto away = post_form(context, "/jobs/" + job.id + "/put-away", {},
                                    govuk::button({.html = html::text("Put away") + Html("<span class=\"govuk-visually-hidden\"> "_html) + html::text(jobs::job_title(job)) + Html("</span>"_html),
                                                   .classes = "govuk-button--secondary govuk-!-margin-bottom-0"}));
        table.rows.push_back({{.html = what}, {.text = domain::upper_first(words(job.state)) + ". " + jobs::outcome_words(job)}, {.html = away}});
    }
    return app::stacked_table(std::move(table));
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
    Html out = app::heading(2, "Reviews due in the next 7 days", "m", "reviews");
    if (work.reviews.empty()) {
        std::string words = "There are no reviews due.";
        if (work.next_review) words += fmt::format(" The next is {} on {}.", who(work.next_review->person), domain::long_date(work.next_review->due));
        return out << app::paragraph(words);
    }
    govuk::Table table{.caption = "Renew or archive", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Due"}, {.text = "Person"}, {.text = "Group"}};
    for (const auto& r : work.reviews)
        table.rows.push_back({{.html = app::due(r.due, today), .classes = "app-nowrap"}, {.html = app::link(who(r.person), "/nominals/" + r.id)}, {.text = r.panel_name}});
    return out << app::stacked_table(std::move(table)) << page_links("/", "reviews", work.reviews_page, "Reviews", "reviews");
}

std::string duty_words(std::string_view what) {
    if (what == "give") return "To be given";
    if (what == "approve") return "Approve the warning";
    if (what == "authorise") return "Authorise the notice";
    return what == "decide" ? "Decide on a notice" : cases::date_words(what);
}

Html cases_part(const MyWork& work, const nominals::Naming& who, domain::Date today) {
    if (work.cases.empty()) return {};
    govuk::Table table{.caption = "Warnings and notices"};
    table.head = {{.text = "When"}, {.text = "What"}, {.text = "Case"}};
    for (const auto& duty : work.cases) {
        Html about = duty.breach > 0 ? app::link(fmt::format("{}, breach {}", duty.id, duty.breach), fmt::format("/cases/{}/breaches/{}", duty.id, duty.breach)) : app::link(duty.id, "/cases/" + duty.id);
        about << "<br><span class=\"app-small\">"_html << (!duty.person.id.empty() ? who(duty.person) : duty.recipient_name.empty() ? std::string("The occupier") : duty.recipient_name) << ". "_html << duty.title << "</span><br>"_html << app::link("Record a visit", "/cases/" + duty.id + "/visits/add", " for " + duty.id);
        table.rows.push_back({{.html = duty.due ? app::due(*duty.due, today) : html::text("Now"), .classes = "app-nowrap"}, {.text = duty_words(duty.what)}, {.html = about}});
    }
    return app::stacked_table(std::move(table));
}

Html duties_part(const MyWork& work, domain::Date today) {
    if (work.duties.empty()) return {};
    govuk::Table table{.caption = "Records that wait"};
    table.head = {{.text = "When"}, {.text = "What"}, {.text = "Record"}};
    for (const auto& duty : work.duties) {
        Html about = app::link(duty.id, address_of_record(duty.id));
        about << "<br><span class=\"app-small\">"_html << duty.about << "</span>"_html;
        table.rows.push_back({{.html = duty.due ? app::due(*duty.due, today) : html::text("Now"), .classes = "app-nowrap"}, {.text = duty.what}, {.html = about}});
    }
    return app::stacked_table(std::move(table));
}

Html meetings(const MyWork& work, domain::Instant now, domain::Date today) {
    Html body;
    for (const auto& next : work.meetings) {
        const auto& m = next.line;
        body << "<p class=\"govuk-body-s\">"_html << app::link(m.panel_name, home_of_group(m.panel)) << "<br>"_html << when_words(m, today) << (m.chairs ? ". You chair." : ". You attend.");
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
            body << "<li>"_html << app::link((meeting || !initials ? seen.name : domain::initials(seen.name)) + ", " + seen.id, address_of_record(seen.id)) << "</li>"_html;
        }
        body << "</ul>"_html;
    }
    return app::panel({.heading = "You looked at", .heading_id = "seen", .body = body});
}

Html settings_of_groups(const std::vector<persistence::GroupLine>& groups) {
    Html out = app::heading(2, "Settings and members of groups");
    if (groups.empty()) return out << app::paragraph("There is no group that your agency has a sharing agreement with.");
    out << "<ul class=\"govuk-list\">"_html;
    for (const auto& group : groups) out << "<li>"_html << app::link(group.name, "/groups/" + group.id + "/settings") << ", "_html << app::link("Members", "/groups/" + group.id + "/members", " of " + group.name) << "</li>"_html;
    return out << "</ul>"_html;
}

// Agreements that end soon or have ended: of every group for an administrator, of the groups that somebody coordinates for them.
std::vector<persistence::AgencyPage> agencies_that_end(Context& context) {
    std::vector<persistence::AgencyPage> agencies;
    context.house().database.read([&](persistence::Transaction& tx) { agencies = persistence::agency_pages(tx, context.today()); });
    const auto concerns = [&](const std::string& panel) {
        const auto* m = context.actor().membership(panel, context.today());
        return context.actor().role == domain::BaseRole::sysadmin || (m != nullptr && m->level == domain::Level::coordinator);
    };
    for (auto& agency : agencies) std::erase_if(agency.agreements, [&](const auto& g) { return g.state == persistence::AgreementLine::State::in_force || !concerns(g.panel); });
    return agencies;
}

JsonObject ending_json(const persistence::AgencyPage& agency) {
    return JsonObject().add("agency", agency.id).add("name", agency.name).list("agreements", agency.agreements, [](const persistence::AgreementLine& g) { return JsonObject().add("group", g.panel).add("group_name", g.panel_name).add("until", g.until).add("grace_days", g.grace_days); });
}

JsonObject with_access(Context& context, JsonObject json) {
    access::waiting_json(context, json);
    audit::waiting_reviews_json(context, json);
    disposal::waiting_disposals_json(context, json);
    auto ending = agencies_that_end(context);
    std::erase_if(ending, [](const auto& agency) { return agency.agreements.empty(); });
    return std::move(json.list("agreements_that_end", ending, ending_json));
}

// Verified or not, and when: counts and no entry.
Html ledger_standing(Context& context) {
    persistence::LedgerState state;
    context.house().database.read([&](persistence::Transaction& tx) { state = persistence::ledger_state(tx); });
    Html out = app::heading(2, "Ledger");
    return out << audit::verified_part(state);
}

Html ending_agreements(Context& context) {
    const bool administers = context.actor().role == domain::BaseRole::sysadmin;
    Html out;
    for (const auto& agency : agencies_that_end(context))
        for (const auto& g : agency.agreements) {
            const auto what = agency.name + ", " + g.panel_name;
            out << "<li>"_html << (administers ? app::link(what, "/agencies") : html::text(what)) << (g.state == persistence::AgreementLine::State::ended ? ": ended on " : ": ends on ") << domain::long_date(g.until) << "</li>"_html;
        }
    if (out.empty()) return out;
    Html heading = app::heading(2, "Sharing agreements that end");
    if (!administers) heading << app::paragraph("After its last day and the days of grace nobody of the agency reaches your group’s records. An administrator enters a new agreement.");
    return heading << "<ul class=\"govuk-list\">"_html << out << "</ul>"_html;
}

Html administration_of(Context& context, const std::vector<persistence::GroupLine>& groups) {
    Html out = app::paragraph("Your role administers accounts, agencies and groups. It opens no case content.");
    out << "<ul class=\"govuk-list\"><li>"_html << app::link("Accounts", "/accounts") << "</li><li>"_html << app::link("Agencies and sharing agreements", "/agencies") << "</li></ul>"_html;
    return out << ledger_standing(context) << ending_agreements(context) << settings_of_groups(groups);
}

// Roles without case content see what this version has for them, and nothing of cases.
Response role_page(Context& context) {
    const bool administers = context.actor().role == domain::BaseRole::sysadmin;
    const auto groups = administers ? persistence::panels_to_administer(context.gate()) : std::vector<persistence::GroupLine>{};
    if (context.wants_json())
        return context.json(with_access(context, JsonObject().list("groups", groups, [](const persistence::GroupLine& group) { return JsonObject().add("id", group.id).add("name", group.name).add("settings", "/groups/" + group.id + "/settings"); })));
    html::Page page{.title = "My work", .section = "work"};
    page.main << app::heading(1, "My work", "xl");
    switch (context.actor().role) {
        case domain::BaseRole::analyst: page.main << app::paragraph("Your role sees statistics of the whole partnership, and no cases.") << "<p class=\"govuk-body\">"_html << app::link("Statistics", "/statistics") << "</p>"_html; break;
        case domain::BaseRole::auditor: page.main << app::paragraph("Your role sees the ledger and reviews what people opened. It opens no case content.") << "<ul class=\"govuk-list\"><li>"_html << app::link("Ledger", "/ledger") << "</li><li>"_html << app::link("Who looked", "/ledger/who-looked") << "</li><li>"_html
                                                       << app::link("Worth a look", "/ledger/patterns") << "</li><li>"_html << app::link("Access reviews", "/access-reviews") << "</li><li>"_html << app::link("Disposals and certificates", "/disposals") << "</li></ul>"_html; break;
        case domain::BaseRole::records_officer: page.main << app::paragraph("Your role decides whether records are erased. It opens no case content.") << disposal::waiting_disposals(context); break;
        default:
            page.main << administration_of(context, groups);
    }
    page.main << access::waiting_for_access(context) << audit::waiting_reviews(context);
    if (context.actor().role == domain::BaseRole::auditor) page.main << "<p class=\"govuk-body\">"_html << app::link("Emergency access by month", "/emergency/months") << "</p>"_html;
    return context.page(std::move(page));
}

Html of_coordinators(Context& context) {
    const auto& memberships = context.actor().memberships;
    if (std::ranges::none_of(memberships, [&](const domain::Membership& m) { return m.level == domain::Level::coordinator && m.until >= context.today(); })) return {};
    Html out = app::heading(2, "Retention");
    return out << "<p class=\"govuk-body\">"_html << app::link("Disposals and certificates", "/disposals") << "</p>"_html;
}

}  // namespace

Response today(Context& context) {
    if (context.actor().role != domain::BaseRole::practitioner) return role_page(context);
    const auto work = persistence::my_work(context.gate(), page_asked(context, "reviews"));
    if (context.wants_json()) return context.json(with_access(context, work_json(work)));
    const auto who = nominals::naming(context);
    const auto day = context.today();
    html::Page page{.title = "My work", .section = "work"};
    page.main << "<h1 class=\"govuk-heading-xl govuk-!-margin-bottom-2\">My work</h1>\n<p class=\"govuk-body-l govuk-!-margin-bottom-5\">"_html << domain::weekday_date(day) << "</p>\n"_html
              << tabs("today", work.overdue_actions);
    Html content = waiting(work, day);
    content << access::waiting_for_access(context) << ending_agreements(context) << audit::waiting_reviews(context) << documents::stopped_to_answer(work.stopped) << documents::stopped_of_mine(work.my_stopped) << ended_jobs(context, work) << agreements_list("Waiting for your agreement", "to-agree", work.agreements.to_answer) << agreements_list("You asked a colleague to agree", "asked", work.agreements.asked);
    if (work.actions.empty()) content << app::heading(2, "My next actions") << app::paragraph("You have no open actions.");
    else {
        content << app::stacked_table(action_table(work.actions, "My next " + domain::counted(std::ssize(work.actions), "action"), day, who.initials));
        if (work.open_actions > std::ssize(work.actions)) content << "<p class=\"govuk-body\">"_html << app::link(fmt::format("See all {} actions", work.open_actions), "/my-actions") << "</p>"_html;
    }
    content << cases_part(work, who, day) << duties_part(work, day) << reviews(work, who, day);
    Html aside = meetings(work, context.now(), day);
    aside << looked_at(work, who.initials) << of_coordinators(context);
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
