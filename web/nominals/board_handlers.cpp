// Answering for the list of a panel.
#include "web/nominals/board_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "domain/nominals/codes.hpp"
#include "domain/nominals/order.hpp"
#include "domain/text.hpp"
#include "persistence/accounts.hpp"
#include "web/csv.hpp"
#include "web/html/moj.hpp"
#include "web/actions/action_json.hpp"
#include "web/nominals/board_views.hpp"
#include "web/nominals/clash_views.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/pages.hpp"

namespace casework::web::nominals {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::nominals;
using html::Html;
using persistence::Board;

std::string panel_of(const Context& context) { return context.parameter("panel"); }

html::Page panel_page(std::string title, std::string_view panel, std::string_view panel_name, bool list_itself = false) {
    html::Page page{.title = std::move(title), .section = "nominals", .marking = panel_marking(panel_name)};
    if (list_itself) page.breadcrumbs = {{"My work", "/"}};
    else page.breadcrumbs = panel_crumbs(panel, panel_name);
    return page;
}

// --- changing the order ----------------------------------------------------------------------------------------------------------

struct OrderForm {
    rules::Order order;                        // as it would stand now
    std::vector<std::pair<std::string, std::string>> typed;  // boxes as typed, when one was wrong
    domain::Refusals refusals;
    std::string announcement, why;
    int version = 0;
};

rules::Order order_of(const Board& board) {
    rules::Order order;
    for (const auto& entry : board.entries) order.push_back(entry.id);
    return order;
}

const persistence::BoardEntry* entry_of(const Board& board, std::string_view id) {
    const auto found = std::ranges::find(board.entries, id, &persistence::BoardEntry::id);
    return found == board.entries.end() ? nullptr : &*found;
}

app::OrderItem order_item(const Board& board, const rules::Order& agreed, const OrderForm& form, const std::string& id, int position, const Naming& naming) {
    const auto& entry = *entry_of(board, id);
    const auto moved = rules::movement(agreed, form.order, id);
    app::OrderItem item{.reference = id, .name = naming(entry.person), .facts = id + ", " + incident_words(entry.incidents), .movement = movement_of({moved.is_new, moved.up}),
                        .position = std::to_string(position)};
    for (const auto& [typed_id, text] : form.typed)
        if (typed_id == id) {
            item.position = text;
            item.position_error = !domain::parse_figures(text).has_value();
        }
    return item;
}

// The order as it was last agreed, rebuilt from the movement that the board shows.
rules::Order agreed_order_of(const Board& board) {
    std::vector<std::pair<int, std::string>> places;
    for (const auto& entry : board.entries)
        if (!entry.moved.is_new) places.emplace_back(entry.position + entry.moved.up, entry.id);
    std::ranges::sort(places);
    rules::Order order;
    for (auto& place : places) order.push_back(std::move(place.second));
    return order;
}

Html suggestion(Context& context, const Board& board, const Naming& naming, int version) {
    std::vector<std::pair<std::string, int>> counts;
    for (const auto& entry : board.entries) counts.emplace_back(entry.id, entry.incidents.value_or(0));
    std::vector<std::string> names;
    for (const auto& id : rules::by_incidents(order_of(board), counts)) names.push_back(naming(entry_of(board, id)->person));
    Html body;
    body << "<p class=\"govuk-body-s\">By incidents "_html << (board.since ? "since " + domain::long_date(*board.since) : std::string("since the last meeting"))
         << " the order would be "_html << domain::listed(names) << ".</p>\n<form method=\"post\" novalidate action=\"/groups/"_html << board.panel << "/nominals/order\">"_html
         << context.form_fields(std::to_string(version)) << govuk::button({.text = "Use this order as a start", .name = "do", .value = "suggest", .classes = "govuk-button--secondary"})
         << "</form>"_html;
    return app::panel({.heading = "Order by incidents", .heading_id = "sug", .tint = true, .body = body});
}

Response order_page(Context& context, const Board& board, const OrderForm& form, int status = 200) {
    if (context.wants_json()) return context.json_form(form.refusals, board_json(board).add("order", form.order).add("saved", false));
    const auto who = naming(context);
    const Shown shown(context.form, form.refusals);
    auto page = panel_page("Change the order of the nominal list", board.panel, board.panel_name);
    page.breadcrumbs.clear();
    page.back_href = "/groups/" + board.panel + "/nominals";
    page.back_text = "Back to nominal list";
    page.error = shown.refused();
    page.main << shown.summary();
    if (!form.announcement.empty()) page.main << govuk::notification_banner({.text = form.announcement, .type = "success"});
    page.main << "<h1 class=\"govuk-heading-l\"><span class=\"govuk-caption-l\">"_html << board.panel_name << "</span> Change the order of the nominal list</h1>\n"_html;
    const auto agreed = agreed_order_of(board);
    std::vector<app::OrderItem> items;
    for (const auto& id : form.order) items.push_back(order_item(board, agreed, form, id, static_cast<int>(items.size()) + 1, who));
    Html body;
    body << "<form method=\"post\" novalidate data-app-guard action=\"/groups/"_html << board.panel << "/nominals/order\">"_html
         << context.form_fields(std::to_string(form.version)) << app::order_default_button();
    for (const auto& id : form.order) body << "<input type=\"hidden\" name=\"order\""_html << html::attribute("value", id) << ">"_html;
    body << app::paragraph("Use ‘up’ and ‘down’, or type a new position. Other people move to make room.") << app::order_list(items)
         << govuk::textarea({.id = "why", .name = "why", .rows = 2, .value = form.why, .label = {.text = "Why has the order changed? (optional)", .classes = "govuk-label--s"},
                             .hint = {.text = "This goes in the meeting record"}, .error_message = shown.error("why")})
         << "<div class=\"govuk-button-group\">"_html << govuk::button({.text = "Save order", .name = "do", .value = "save", .prevent_double_click = true})
         << govuk::button({.text = "Renumber without saving", .name = "do", .value = "apply", .classes = "govuk-button--secondary"})
         << app::link("Cancel", "/groups/" + board.panel + "/nominals") << "</div></form>"_html;
    page.main << app::columns_with_aside(body, suggestion(context, board, who, form.version));
    return context.page(std::move(page), status);
}

// The order that was on the page, as far as these people are still on the list; newcomers come last.
rules::Order posted_order(const Context& context, const Board& board) {
    rules::Order order;
    for (const auto& id : context.form.values("order"))
        if (entry_of(board, id) != nullptr && std::ranges::find(order, id) == order.end()) order.push_back(id);
    for (const auto& id : order_of(board))
        if (std::ranges::find(order, id) == order.end()) order.push_back(id);
    return order;
}

OrderForm read_order_form(Context& context, const Board& board) {
    OrderForm form{.order = posted_order(context, board), .typed = {}, .refusals = context.unknown_fields(),
                   .announcement = {}, .why = context.form.value("why"), .version = domain::parse_figures(context.form.value("version")).value_or(board.version)};
    std::vector<std::pair<std::string, int>> positions;
    const auto boxes = context.form.keyed("pos");
    for (const auto& [id, text] : boxes) {
        const auto number = domain::parse_figures(text);
        if (number && *number >= 1 && *number <= static_cast<int>(form.order.size())) positions.emplace_back(id, *number);
        else if (entry_of(board, id) != nullptr)
            form.refusals.push_back({domain::RefusalKind::invalid, "pos-" + id, fmt::format("Position must be a number from 1 to {}", form.order.size()), {}});
    }
    if (domain::code_points(form.why) > 500) form.refusals.push_back({domain::RefusalKind::invalid, "why", "Why the order has changed must be 500 characters or less", {}});
    if (!form.refusals.empty()) form.typed = boxes;
    else form.order = rules::arranged(form.order, positions);
    return form;
}

void apply_move(OrderForm& form, const Board& board, const Naming& naming, std::string_view move) {
    const auto colon = move.find(':');
    const auto id = move.substr(0, colon);
    const auto* entry = entry_of(board, id);
    if (colon == std::string_view::npos || entry == nullptr) return;
    form.order = rules::moved(form.order, id, move.substr(colon + 1) == "up" ? rules::Direction::up : rules::Direction::down);
    const auto place = std::ranges::find(form.order, id) - form.order.begin() + 1;
    form.announcement = fmt::format("{} moved to position {} of {}. Order not saved yet.", naming(entry->person), place, form.order.size());
}

// What was put in order: somebody who joined the list after the form was opened is not for this sergeant to place.
rules::Order placed_by_me(const Context& context, const Board& board, const OrderForm& form) {
    if (form.version == board.version) return form.order;
    const auto shown = context.form.values("order");
    rules::Order order;
    for (const auto& id : form.order)
        if (std::ranges::find(shown, id) != shown.end()) order.push_back(id);
    return order;
}

}  // namespace

Response board(Context& context) {
    const auto board = persistence::read_board(context.gate(), panel_of(context), "list", {page_asked(context, "proposed"), page_asked(context, "monitored")});
    if (!board) return refusal_page(context, board.error());
    if (context.wants_json()) return context.json(board_json(*board));
    auto page = panel_page("Nominal list – " + board->panel_name, board->panel, board->panel_name, true);
    page.main = board_page(context, *board, naming(context));
    return context.page(std::move(page));
}

Response print(Context& context) {
    const auto board = persistence::print_board(context.gate(), panel_of(context));
    if (!board) return refusal_page(context, board.error());
    if (context.wants_json()) return context.json(board_json(*board));
    auto page = panel_page("Nominal list – " + board->panel_name, board->panel, board->panel_name);
    page.main = print_page(context, *board, naming(context));
    return context.page(std::move(page));
}

Response download(Context& context) {
    const auto board = persistence::export_board(context.gate(), panel_of(context));
    if (!board) return refusal_page(context, board.error());
    return csv_download(fmt::format("nominal-list-{}.csv", domain::iso_date(context.today())), board_csv(*board));
}

Response order_form(Context& context) {
    const auto board = persistence::read_board(context.gate(), panel_of(context), "open_order_form");
    if (!board) return refusal_page(context, board.error());
    return order_page(context, *board, {.order = order_of(*board), .typed = {}, .refusals = {}, .announcement = {}, .why = {}, .version = board->version});
}

Response change_order(Context& context) {
    const auto board = persistence::read_board(context.gate(), panel_of(context), "open_order_form");
    if (!board) return refusal_page(context, board.error());
    auto form = read_order_form(context, *board);
    const auto act = context.form.value("do");
    if (!form.refusals.empty()) return order_page(context, *board, form, 422);
    if (context.resent) return order_page(context, *board, form);
    if (act == "suggest") {
        std::vector<std::pair<std::string, int>> counts;
        for (const auto& entry : board->entries) counts.emplace_back(entry.id, entry.incidents.value_or(0));
        form.order = rules::by_incidents(order_of(*board), counts);
        form.announcement = "Ordered by incidents. Order not saved yet.";
        return order_page(context, *board, form);
    }
    if (const auto move = context.form.value("move"); !move.empty()) apply_move(form, *board, naming(context), move);
    if (act != "save") return order_page(context, *board, form);
    persistence::OrderClash clash;
    const auto mine = placed_by_me(context, *board, form);
    const auto saved = persistence::save_order(context.gate(), board->panel, form.version, mine, form.why, clash, read_choices(context));
    // Somebody else moved other people meanwhile: both sets of moves are kept, and the page says so.
    const bool joined = saved && form.version != board->version;
    if (saved) return done("/groups/" + board->panel + "/nominals", joined ? "order-joined" : "order");
    if (!clash.people.empty()) return order_clash_page(context, *board, clash, mine);
    form.refusals = saved.error();
    return order_page(context, *board, form, status_of(form.refusals));
}

namespace {

Html next_link(const std::string& address, const std::string& next) {
    if (next.empty()) return {};
    return govuk::pagination({.next = {.href = address + "?before=" + percent_encoded(next)}});
}

}  // namespace

Response archived(Context& context) {
    const auto panel = panel_of(context);
    const auto list = persistence::archived_nominals(context.gate(), panel, context.request().query_value("before").value_or(""));
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json()) return context.json(archived_json(*list));
    const auto who = naming(context);
    const auto group = persistence::group_name(context.house().database, panel);
    auto page = panel_page("Archived", panel, group);
    page.main << app::heading(1, "Archived", "l") << panel_tabs({.panel = panel, .panel_name = group, .current = "archived"});
    if (list->entries.empty()) page.main << app::paragraph("Nobody has been archived yet. The chair archives somebody from their page, with a reason.");
    else {
        govuk::Table table{.caption = "People who left the list, newest first"};
        table.head = {{.text = "Person"}, {.text = "Left"}, {.text = "Reason"}};
        table.first_cell_is_header = true;
        for (const auto& entry : list->entries)
            table.rows.push_back({{.html = app::link(who(entry.person), "/nominals/" + entry.id)}, {.text = domain::long_date(entry.since)},
                                  {.text = end_words(entry.state, entry.reason, entry.detail)}});
        page.main << app::table_in_scroll_region("archived", std::move(table)) << next_link("/groups/" + panel + "/archived", list->next);
    }
    return context.page(std::move(page));
}

Response agreed_lists(Context& context) {
    const auto panel = panel_of(context);
    const auto lists = persistence::agreed_lists(context.gate(), panel, context.request().query_value("before").value_or(""));
    if (!lists) return refusal_page(context, lists.error());
    if (context.wants_json()) return context.json(agreed_page_json(*lists));
    const auto group = persistence::group_name(context.house().database, panel);
    auto page = panel_page("Past lists", panel, group);
    page.main << app::heading(1, "Past lists", "l") << panel_tabs({.panel = panel, .panel_name = group, .current = "lists"});
    if (lists->lists.empty()) page.main << app::paragraph("No list has been agreed yet. The chair agrees the order in a meeting.");
    else {
        govuk::Table table{.caption = "Every list that was agreed, newest first"};
        table.head = {{.text = "Agreed on"}, {.text = "By"}, {.text = "People", .format = "numeric"}};
        table.first_cell_is_header = true;
        for (const auto& line : lists->lists)
            table.rows.push_back({{.html = app::link(domain::long_date(line.agreed_on), "/groups/" + panel + "/lists/" + line.id)}, {.text = line.agreed_by_name},
                                  {.text = std::to_string(line.size), .format = "numeric"}});
        page.main << app::table_in_scroll_region("lists", std::move(table)) << next_link("/groups/" + panel + "/lists", lists->next);
    }
    return context.page(std::move(page));
}

Response agreed_list(Context& context) {
    const auto list = persistence::read_agreed_list(context.gate(), panel_of(context), context.parameter("list"));
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json()) return context.json(agreed_list_json(*list));
    auto page = panel_page("List agreed on " + domain::long_date(list->line.agreed_on), list->panel, list->panel_name);
    page.main = agreed_list_page(context, *list, naming(context), false);
    return context.page(std::move(page));
}

Response print_agreed_list(Context& context) {
    const auto list = persistence::print_agreed_list(context.gate(), panel_of(context), context.parameter("list"));
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json()) return context.json(agreed_list_json(*list));
    auto page = panel_page("List agreed on " + domain::long_date(list->line.agreed_on), list->panel, list->panel_name);
    page.main = agreed_list_page(context, *list, naming(context), true);
    return context.page(std::move(page));
}

Response panel_actions(Context& context) {
    const auto panel = panel_of(context);
    const bool finished = context.request().query_value("show") == "finished";
    const auto actions = persistence::panel_actions(context.gate(), panel, finished ? persistence::WhichActions::finished : persistence::WhichActions::open,
                                                    context.request().query_value("after").value_or(""));
    if (!actions) return refusal_page(context, actions.error());
    if (context.wants_json()) return context.json(web::actions::page_json(*actions));
    const auto who = naming(context);
    const auto group = persistence::group_name(context.house().database, panel);
    auto page = panel_page("Actions", panel, group);
    const auto base = "/groups/" + panel + "/actions";
    page.main << app::heading(1, "Actions", "l") << panel_tabs({.panel = panel, .panel_name = group, .current = "actions"}) << "<p class=\"govuk-body\">Show: "_html;
    if (finished) page.main << app::link("open", base) << " or <strong>finished</strong></p>"_html;
    else page.main << "<strong>open</strong> or "_html << app::link("finished", base + "?show=finished") << "</p>"_html;
    if (actions->actions.empty()) page.main << app::paragraph(finished ? "No action has been finished yet." : "No action is open. Add one from a person’s page.");
    else {
        govuk::Table table{.caption = finished ? "Finished actions" : "Open actions, by due date"};
        table.head = {{.text = finished ? "Finished" : "Due"}, {.text = "Action"}, {.text = "Owner"}, {.text = "Do"}};
        for (const auto& a : actions->actions) {
            Html what;
            what << "<strong>"_html << a.words << "</strong><br>"_html << (who.initials ? domain::initials(a.case_name) : a.case_name) << ", "_html << a.case_id;
            table.rows.push_back({{.html = a.finished_on ? html::text(domain::long_date(*a.finished_on)) : app::due(a.due, context.today())}, {.html = what},
                                  {.text = a.owner.empty() ? a.owner_agency_name : a.owner + ", " + a.owner_agency_name},
                                  {.html = app::link(finished ? "Open" : "Update", "/actions/" + a.id, " action: " + a.words)}});
        }
        page.main << app::stacked_table(std::move(table));
        if (!actions->next.empty()) page.main << govuk::pagination({.next = {.href = base + "?" + (finished ? "show=finished&" : "") + "after=" + percent_encoded(actions->next)}});
    }
    return context.page(std::move(page));
}

Response choose_names(Context& context) {
    if (const auto unknown = context.unknown_fields(); !unknown.empty()) return refusal_page(context, unknown);
    if (!context.resent)
        context.house().database.write([&](persistence::Transaction& tx) { persistence::set_initials_only(tx, context.session().hash, context.form.value("names") == "initials"); });
    const auto next = context.form.value("next");
    return see_other(is_own_path(next) ? next : "/");
}

}  // namespace casework::web::nominals
