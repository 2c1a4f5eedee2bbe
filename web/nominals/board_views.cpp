// Building the board, its print version and its CSV.
#include "web/nominals/board_views.hpp"

#include <fmt/format.h>

#include <cmath>

#include "domain/nominals/codes.hpp"
#include "domain/people/codes.hpp"
#include "domain/text.hpp"
#include "web/csv.hpp"
#include "web/html/moj.hpp"
#include "web/pages.hpp"

namespace casework::web::nominals {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace moj = html::moj;
using domain::counted;
using html::Html;
using persistence::Board;
using persistence::BoardEntry;
using persistence::ReviewState;

app::FourPCount count(const persistence::HeadingCount& heading) { return {heading.open, heading.late}; }
app::FourP fourp_of(const persistence::FourCounts& c) { return {count(c[0]), count(c[1]), count(c[2]), count(c[3])}; }

std::string until_words(std::string_view what, std::optional<domain::Date> until) {
    return until ? fmt::format("{} to {}", what, domain::long_date(*until)) : fmt::format("{} in force", what);
}

std::vector<std::string> notes_of(const BoardEntry& entry, domain::Date today) {
    std::vector<std::string> notes;
    for (const auto& tool : entry.tools) notes.push_back(until_words(domain::words_for(domain::nominals::tool_kinds(), tool.kind), tool.until));
    for (const auto& condition : entry.conditions)
        notes.push_back(until_words(domain::words_for(domain::nominals::condition_kinds(), condition.kind), condition.until));
    if (entry.release_on) notes.push_back(fmt::format("In custody, release {}", domain::short_date(*entry.release_on, today)));
    else if (entry.custody_since) notes.push_back("In custody");
    for (const auto& marker : entry.markers) notes.push_back("Staff safety: " + domain::lower_first(domain::words_for(domain::people::markers(), marker)));
    return notes;
}

Html review_banner(const BoardEntry& entry) {
    if (entry.review == ReviewState::overdue) return govuk::tag({.text = "Review overdue", .classes = "govuk-tag--red"});
    if (entry.review == ReviewState::due_soon) return govuk::tag({.text = "Review due soon", .classes = "govuk-tag--orange"});
    return {};
}

std::string last_seen_words(const BoardEntry& entry, domain::Date today) {
    if (!entry.last_seen_on && entry.last_seen_where.empty()) return {};
    std::string words = "Last seen";
    if (entry.last_seen_on) words += " " + domain::short_date(*entry.last_seen_on, today);
    if (!entry.last_seen_where.empty()) words += ", " + entry.last_seen_where;
    return words;
}

Html change_cell(const BoardEntry& entry, domain::Date today) {
    std::vector<std::string> lines;
    if (auto seen = last_seen_words(entry, today); !seen.empty()) lines.push_back(std::move(seen));
    if (!entry.summary.empty()) lines.push_back(entry.summary);
    return app::rank_change(incident_words(entry.incidents), incident_change(entry.incidents, entry.incidents_before), lines);
}

Html plan_cell(const BoardEntry& entry, domain::Date today) {
    app::RankPlan plan{.open_actions = action_words(entry.open_actions, entry.overdue_actions), .fourp = fourp_of(entry.headings)};
    if (entry.next_action) {
        plan.due = app::due(entry.next_action->due, today);
        plan.action = entry.next_action->words;
        plan.owner = entry.next_action->owner.empty() ? entry.next_action->owner_agency_name : entry.next_action->owner + ", " + entry.next_action->owner_agency_name;
    } else {
        plan.action = "No action open. Add the next one.";
    }
    return app::rank_plan(plan);
}

Html row_actions(const Board& board, const BoardEntry& entry, const std::string& name) {
    if (!board.may_edit) return {};
    Html actions = govuk::button({.html = html::text("Update") + Html("<span class=\"govuk-visually-hidden\"> "_html) + html::text(name) + Html("</span>"_html),
                                  .href = "/nominals/" + entry.id + "/update", .classes = "govuk-button--secondary"});
    actions << app::link("Move", fmt::format("/groups/{}/nominals/order#move-{}", board.panel, entry.id), " " + name);
    return actions;
}

app::RankItem rank_item(const Board& board, const BoardEntry& entry, const Naming& naming, domain::Date today, bool print) {
    const auto name = naming(entry.person);
    const auto age = age_words(entry.person);
    app::RankItem item{.reference = entry.id, .position = entry.position, .movement = movement_of(entry.moved), .name = name, .name_href = "/nominals/" + entry.id,
                       .identity_line = age.empty() ? entry.id : entry.id + ", " + age};
    for (const auto& behaviour : entry.behaviours) item.tags.push_back(domain::words_for(domain::nominals::behaviours(), behaviour));
    item.notes = notes_of(entry, today);
    item.change = change_cell(entry, today);
    item.plan = plan_cell(entry, today);
    if (!print) item.actions = row_actions(board, entry, name);
    item.banner = review_banner(entry);
    return item;
}

std::string since_heading(const Board& board) { return board.since ? "Since " + domain::long_date(*board.since) : "Since the last meeting"; }

Html ranked(const Board& board, const Naming& naming, domain::Date today, bool print) {
    app::RankList list{.change_heading = since_heading(board)};
    for (const auto& entry : board.entries) list.items.push_back(rank_item(board, entry, naming, today, print));
    return app::rank_list(list);
}

Html status(const Board& board) {
    std::string sentence;
    if (board.next_meeting)
        sentence = fmt::format("Meeting on {} at {}.", domain::weekday_date(board.next_meeting->on), persistence::london_time(board.next_meeting->starts));
    else sentence = "No meeting is scheduled.";
    if (board.last_agreed) sentence += fmt::format(" Order last agreed on {}.", domain::long_date(board.last_agreed->agreed_on));
    if (board.agreed && board.last_agreed)
        return app::status_line({.text = "Agreed " + domain::long_date(board.last_agreed->agreed_on), .classes = "govuk-tag--green"}, sentence);
    return app::status_line({.text = "Draft order", .classes = "govuk-tag--yellow"}, sentence);
}

std::string meeting_button(const Board& board) {
    const auto& state = board.next_meeting->state;
    return state == "in_session" ? "Go on with the meeting" : "Start meeting";
}

Html head(const Board& board) {
    std::vector<Html> actions;
    const auto base = "/groups/" + board.panel;
    if (board.may_edit) {
        if (!board.entries.empty()) actions.push_back(govuk::button({.text = "Change order", .href = base + "/nominals/order", .classes = "govuk-button--secondary"}));
        actions.push_back(govuk::button({.text = "Add a person", .href = base + "/nominals/add", .classes = "govuk-button--secondary"}));
    }
    if (board.may_chair && board.next_meeting) actions.push_back(govuk::button({.text = meeting_button(board), .href = "/meetings/" + board.next_meeting->id}));
    else if (board.may_chair) actions.push_back(govuk::button({.text = "Schedule a meeting", .href = base + "/meetings/add"}));
    Html heading;
    heading << "<span class=\"govuk-caption-l\">"_html << board.panel_name << "</span> Nominal list"_html;
    return moj::page_header_actions({.heading = {.html = heading}, .heading_classes = "govuk-heading-xl govuk-!-margin-bottom-1", .status_line = status(board), .actions = app::actions(actions)});
}

Html figures(const Board& board) {
    const auto& f = board.figures;
    const int change = f.incidents - f.incidents_before;
    std::string since = board.since ? "incidents since " + domain::long_date(*board.since) : "incidents since the last meeting";
    if (f.incidents_before > 0 || change != 0)
        since += change == 0 ? ", same as before" : fmt::format(", {} {} than before", std::abs(change), change > 0 ? "more" : "fewer");
    return app::figures({{.value = domain::with_commas(f.on_list), .label = f.on_list == 1 ? "person on the list" : "people on the list"},
                         {.value = domain::with_commas(f.incidents), .label = since},
                         {.value = domain::with_commas(f.overdue_actions), .label = fmt::format("{} overdue, of {} open", f.overdue_actions == 1 ? "action" : "actions", f.open_actions)},
                         {.value = domain::with_commas(f.tools_in_force), .label = f.tools_in_force == 1 ? "order or notice in force" : "orders and notices in force"}});
}

// Reviews that are overdue come first for the chair: renew or archive.
Html overdue_reviews(const Board& board, const Naming& naming) {
    if (board.overdue.empty()) return {};
    Html body;
    body << "<ul class=\"govuk-list\">"_html;
    for (const auto& id : board.overdue)
        for (const auto& entry : board.entries)
            if (entry.id == id) {
                body << "<li>"_html << app::link(naming(entry.person), "/nominals/" + id) << ", review was due "_html
                     << (entry.next_review ? domain::long_date(*entry.next_review) : "some time ago") << ". "_html;
                if (board.may_chair)
                    body << app::link("Renew", "/nominals/" + id + "/steps/review", " the review of " + naming(entry.person)) << " or "_html
                         << app::link("archive", "/nominals/" + id + "/steps/archive", " " + naming(entry.person));
                body << "</li>"_html;
            }
    body << "</ul>"_html;
    const auto n = static_cast<long long>(board.overdue.size());
    return moj::alert({.variant = moj::AlertVariant::warning, .title = counted(n, "review is overdue", "reviews are overdue"), .show_title_as_heading = true, .html = body});
}

Html cap_warning(const Board& board) {
    if (!board.figures.over_cap) return {};
    return govuk::inset_text({.text = fmt::format("The list has {}. The group works with at most {}. Consider stepping somebody down.",
                                                  counted(board.figures.on_list, "person", "people"), board.figures.cap)});
}

Html results_head(Context& context, const Board& board, const Naming& naming) {
    Html out;
    const auto base = "/groups/" + board.panel + "/nominals";
    out << "<div class=\"app-results-head app-noprint\">\n<form method=\"post\" novalidate action=\"/session/names\" class=\"app-names\">"_html << context.form_fields()
        << "<input type=\"hidden\" name=\"next\""_html << html::attribute("value", base) << "><p class=\"govuk-body\">Show: "_html;
    if (naming.initials)
        out << "<button class=\"app-link-button govuk-link\" name=\"names\" value=\"full\">full names</button> or <strong>initials only, for a shared screen</strong>"_html;
    else
        out << "<strong>full names</strong> or <button class=\"app-link-button govuk-link\" name=\"names\" value=\"initials\">initials only, for a shared screen</button>"_html;
    out << "</p></form>\n<ul class=\"app-inline-list\">"_html;
    if (board.may_edit) out << "<li>"_html << app::link("Put people forward from a file", "/groups/" + board.panel + "/imports") << "</li>"_html;
    if (board.may_export)
        out << "<li>"_html << app::link("Download as CSV", base + ".csv") << "</li>\n<li>"_html << app::link("Export every record", "/groups/" + board.panel + "/exports") << "</li>"_html;
    out << "<li>"_html << app::link("Print version", base + "/print") << "</li></ul>\n</div>\n"_html;
    return out;
}

govuk::TableCell cell(std::string text) { return {.text = std::move(text)}; }
govuk::TableCell cell(Html html) { return {.html = std::move(html)}; }

Html proposed_table(const Board& board, const Naming& naming, domain::Date today) {
    if (board.proposed.empty()) return app::paragraph("Nobody is put forward. Any member agency can put somebody forward with ‘Add a person’.");
    govuk::Table table{.caption = counted(board.figures.proposed, "person is put forward", "people are put forward")};
    table.head = {cell("Person"), cell("Put forward by"), cell("Since"), cell("Decision")};
    table.first_cell_is_header = true;
    for (const auto& entry : board.proposed) {
        const auto name = naming(entry.person);
        Html who = html::text(name);
        if (entry.times_listed > 0) who << " <span class=\"app-muted\">"_html << "on the list before" << "</span>"_html;
        table.rows.push_back({cell(who), cell(entry.agency_name), cell(domain::short_date(entry.proposed_on, today)),
                              cell(app::link(board.may_chair ? "Decide" : "Open", "/nominals/" + entry.id, " on " + name))});
    }
    return app::table_in_scroll_region("considered", std::move(table)) +
           page_links("/groups/" + board.panel + "/nominals", "proposed", board.proposed_page, "People put forward", "considered");
}

Html monitored_table(const Board& board, const Naming& naming, domain::Date today) {
    if (board.monitored.empty()) return {};
    govuk::Table table{.caption = counted(board.figures.monitored, "person is monitored, off the ranked list", "people are monitored, off the ranked list")};
    table.head = {cell("Person"), cell("Since"), cell("Next review")};
    table.first_cell_is_header = true;
    for (const auto& entry : board.monitored)
        table.rows.push_back({cell(app::link(naming(entry.person), "/nominals/" + entry.id)), cell(domain::short_date(entry.since, today)),
                              cell(entry.next_review ? domain::short_date(*entry.next_review, today) : std::string("Not set"))});
    return app::table_in_scroll_region("monitored", std::move(table)) +
           page_links("/groups/" + board.panel + "/nominals", "monitored", board.monitored_page, "People monitored", "monitored");
}

Html suggestions(const Board& board, const Naming& naming) {
    if (board.suggestions.empty()) return {};
    Html body;
    for (const auto& s : board.suggestions) {
        body << "<p class=\"govuk-body-s\">"_html << naming(s.person) << " "_html << s.because << ". The group decides. "_html;
        if (board.may_chair) body << app::link("Record an archive decision", "/nominals/" + s.id + "/steps/archive", " on " + naming(s.person));
        body << "</p>"_html;
    }
    return app::panel({.heading = "Ready to archive?", .heading_id = "archive-h", .tint = true, .body = body});
}

Html below(const Board& board, const Naming& naming, domain::Date today) {
    Html content = app::heading(2, "Considered for the list");
    content << proposed_table(board, naming, today) << monitored_table(board, naming, today);
    const auto aside = suggestions(board, naming);
    return aside.empty() ? content : app::columns_with_aside(content, aside);
}

Html empty_list(const Board& board) {
    Html out = app::paragraph("Nobody is on the list yet.");
    if (board.may_edit) out << app::paragraph("Put somebody forward with ‘Add a person’. The chair decides in a meeting.");
    return out;
}

}  // namespace

std::string Naming::operator()(const persistence::Subject& person) const { return initials ? domain::initials(person.name) : person.name; }
Naming naming(const Context& context) { return {context.session().initials_only}; }

html::Marking panel_marking(std::string_view panel_name) { return {.text = std::string(panel_name) + ". Share with group members only. Your access is recorded."}; }

std::vector<html::Crumb> panel_crumbs(std::string_view panel, std::string_view panel_name) {
    return {{"My work", "/"}, {std::string(panel_name), home_of_group(panel)}};
}

Html panel_tabs(const PanelTabs& tabs) {
    const auto base = "/groups/" + tabs.panel;
    if (tabs.panel == vulnerability_group)
        return moj::sub_navigation({.label = tabs.panel_name,
                                    .items = {{.text = "Cases", .href = base + "/vulnerability", .active = tabs.current == "vulnerability"},
                                              {.text = "Actions", .href = base + "/actions", .active = tabs.current == "actions"},
                                              {.text = "Meetings", .href = base + "/meetings", .active = tabs.current == "meetings"},
                                              {.text = "Figures", .href = base + "/vulnerability/figures", .active = tabs.current == "vulnerability-figures"}},
                                    .classes = "app-sub-navigation"});
    const auto counted_tab = [](std::string_view words, int n) { return n < 0 ? std::string(words) : fmt::format("{} ({})", words, n); };
    return moj::sub_navigation({.label = tabs.panel_name,
                                .items = {{.text = counted_tab("Nominals", tabs.nominals), .href = base + "/nominals", .active = tabs.current == "nominals"},
                                          {.text = counted_tab("Actions", tabs.actions), .href = base + "/actions", .active = tabs.current == "actions"},
                                          {.text = "Meetings", .href = base + "/meetings", .active = tabs.current == "meetings"},
                                          {.text = "Past lists", .href = base + "/lists", .active = tabs.current == "lists"},
                                          {.text = counted_tab("Archived", tabs.archived), .href = base + "/archived", .active = tabs.current == "archived"},
                                          {.text = "Shared with us", .href = base + "/shared", .active = tabs.current == "shared"},
                                          {.text = "Figures", .href = base + "/figures", .active = tabs.current == "figures"}},
                                .classes = "app-sub-navigation"});
}

std::string end_words(std::string_view state, std::string_view reason, std::string_view detail) {
    const bool declined = state == "declined";
    auto words = domain::words_for(declined ? domain::nominals::decline_reasons() : domain::nominals::archive_reasons(), reason);
    if (declined) words = "Not added: " + words;
    if (const auto release = domain::parse_iso_date(detail)) return words + ", release " + domain::long_date(*release);
    return detail.empty() ? words : fmt::format("{}, {}", words, detail);
}
std::string age_words(const persistence::Subject& person) {
    if (!person.age) return {};
    return fmt::format("{}{} years old", person.age_estimated ? "about " : "", *person.age);
}
std::string incident_words(std::optional<int> incidents) { return incidents ? counted(*incidents, "incident") : "No update yet"; }
std::string incident_change(std::optional<int> now, std::optional<int> before) {
    if (!now) return {};
    if (!before) return "first time on the list";
    if (*now == *before) return "same as last time";
    return fmt::format("{} {} than last time", std::abs(*now - *before), *now > *before ? "more" : "fewer");
}
std::string action_words(int open, int overdue) {
    if (open == 0) return "No actions open";
    return counted(open, "action", "actions") + " open" + (overdue > 0 ? fmt::format(", {} overdue", overdue) : "");
}
app::Movement movement_of(const persistence::Moved& moved) {
    using Kind = app::Movement::Kind;
    if (moved.is_new) return {Kind::fresh, 0};
    if (moved.up == 0) return {Kind::none, 0};
    return {moved.up > 0 ? Kind::up : Kind::down, std::abs(moved.up)};
}

Html board_page(Context& context, const Board& board, const Naming& naming) {
    const auto today = context.today();
    Html main = head(board);
    main << panel_tabs({.panel = board.panel, .panel_name = board.panel_name, .current = "nominals", .nominals = board.figures.on_list,
                        .actions = board.figures.open_actions, .archived = board.figures.archived})
         << overdue_reviews(board, naming) << figures(board) << cap_warning(board) << results_head(context, board, naming)
         << "<h2 class=\"govuk-visually-hidden\">Ranked list</h2>\n"_html << (board.entries.empty() ? empty_list(board) : ranked(board, naming, today, false))
         << below(board, naming, today);
    return main;
}

Html print_page(Context& context, const Board& board, const Naming& naming) {
    Html main;
    main << "<h1 class=\"govuk-heading-xl govuk-!-margin-bottom-1\"><span class=\"govuk-caption-l\">"_html << board.panel_name << "</span> Nominal list</h1>\n"_html << status(board)
         << app::print_button() << "<h2 class=\"govuk-visually-hidden\">Ranked list</h2>\n"_html << ranked(board, naming, context.today(), true);
    return main;
}

std::string board_csv(const Board& board) {
    Csv csv({"Position", "Movement", "Reference", "Name", "Age", "Behaviours", "Incidents", "Incidents before", "Last seen", "Last seen where", "Next action", "Owner agency",
             "Due", "Open actions", "Overdue actions", "Next review"});
    const auto day = [](std::optional<domain::Date> d) { return d ? domain::iso_date(*d) : std::string(); };
    const auto number = [](std::optional<int> n) { return n ? std::to_string(*n) : std::string(); };
    for (const auto& e : board.entries) {
        std::vector<std::string> behaviours;
        for (const auto& b : e.behaviours) behaviours.push_back(domain::words_for(domain::nominals::behaviours(), b));
        csv.row({std::to_string(e.position), app::move_words(movement_of(e.moved)), e.id, e.person.name, number(e.person.age), domain::listed(behaviours), number(e.incidents),
                 number(e.incidents_before), day(e.last_seen_on), e.last_seen_where, e.next_action ? e.next_action->words : "", e.next_action ? e.next_action->owner_agency_name : "",
                 e.next_action ? domain::iso_date(e.next_action->due) : "", std::to_string(e.open_actions), std::to_string(e.overdue_actions), day(e.next_review)});
    }
    return std::move(csv).take();
}

Html agreed_list_page(Context& context, const persistence::AgreedList& list, const Naming& naming, bool print) {
    const auto today = context.today();
    Html main;
    main << "<h1 class=\"govuk-heading-xl govuk-!-margin-bottom-1\"><span class=\"govuk-caption-l\">"_html << list.panel_name << "</span> List agreed on "_html
         << domain::long_date(list.line.agreed_on) << "</h1>\n"_html
         << app::status_line({.text = "Agreed", .classes = "govuk-tag--green"}, "Agreed by " + list.line.agreed_by_name + ". It is kept as it was and cannot be changed.");
    const auto base = "/groups/" + list.panel + "/lists";
    if (print) main << app::print_button();
    else {
        main << "<ul class=\"app-inline-list app-noprint\"><li>"_html << app::link("Print version", base + "/" + list.line.id + "/print") << "</li>"_html;
        if (!list.before_id.empty()) main << "<li>"_html << app::link("Earlier list", base + "/" + list.before_id) << "</li>"_html;
        if (!list.after_id.empty()) main << "<li>"_html << app::link("Later list", base + "/" + list.after_id) << "</li>"_html;
        main << "</ul>\n"_html;
    }
    app::RankList ranked{.change_heading = list.since ? "Since " + domain::long_date(*list.since) : "At that meeting"};
    for (const auto& e : list.entries) {
        BoardEntry like;
        like.tools = e.tools;
        like.incidents = e.incidents;
        like.incidents_before = e.incidents_before;
        like.last_seen_on = e.last_seen_on;
        like.last_seen_where = e.last_seen_where;
        like.summary = e.summary;
        const auto age = age_words(e.person);
        app::RankItem item{.reference = e.id, .position = e.position, .movement = movement_of(e.moved), .name = naming(e.person), .name_href = "/nominals/" + e.id,
                           .identity_line = age.empty() ? e.id : e.id + ", " + age};
        for (const auto& behaviour : e.behaviours) item.tags.push_back(domain::words_for(domain::nominals::behaviours(), behaviour));
        item.notes = notes_of(like, today);
        item.change = change_cell(like, today);
        app::RankPlan plan{.action = e.next_action, .owner = e.next_owner, .open_actions = action_words(e.open_actions, e.overdue_actions), .fourp = fourp_of(e.headings)};
        if (e.next_due) plan.due = html::text("Due " + domain::long_date(*e.next_due));
        item.plan = app::rank_plan(plan);
        ranked.items.push_back(std::move(item));
    }
    main << "<h2 class=\"govuk-visually-hidden\">Ranked list</h2>\n"_html << app::rank_list(ranked);
    for (const int place : list.erased) main << app::paragraph(fmt::format("Place {} is empty: the record was disposed of.", place));
    return main;
}

}  // namespace casework::web::nominals
