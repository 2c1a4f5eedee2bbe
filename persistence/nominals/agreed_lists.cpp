// Every list that was ever agreed, and everyone who has left: read by pages, newest first.
#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/nominals/nominal_rows.hpp"
#include "persistence/nominals/order.hpp"
#include "persistence/nominals/seen_places.hpp"

namespace casework::persistence {
namespace {

constexpr std::size_t page_size = 25;
using domain::words_of;

std::optional<AgreedList> head_of(Transaction& tx, std::string_view panel, std::string_view list) {
    AgreedList made;
    std::string on;
    std::int64_t at = 0;
    std::optional<std::string> since;
    if (!tx.one("SELECT l.id, l.panel, l.agreed_on, l.agreed_at, trim(a.title || ' ' || a.name), l.meeting_id, l.size, l.since_day FROM agreed_list l "
                "LEFT JOIN account a ON a.id = l.account WHERE l.id = :id AND l.panel = :panel",
                {with("id", list), with("panel", panel)},
                {&made.line.id, &made.panel, &on, &at, &made.line.agreed_by_name, &made.line.meeting, &made.line.size, &since}))
        return std::nullopt;
    made.line.agreed_on = day_of(on);
    made.line.agreed_at = instant_of(at);
    made.since = day_of(since);
    made.panel_name = panel_name(tx, panel);
    tx.one("SELECT id FROM agreed_list WHERE panel = :panel AND agreed_at < :at ORDER BY agreed_at DESC, id DESC LIMIT 1", {with("panel", panel), with("at", at)},
           {&made.before_id});
    tx.one("SELECT id FROM agreed_list WHERE panel = :panel AND agreed_at > :at ORDER BY agreed_at, id LIMIT 1", {with("panel", panel), with("at", at)}, {&made.after_id});
    return made;
}

std::vector<ToolLine> tools_in(std::string_view stored) {
    std::vector<ToolLine> tools;
    for (const auto line : words_of(stored, '\n')) {
        const auto first = line.find('\t'), second = line.rfind('\t');
        if (first == std::string_view::npos || first == second) continue;
        tools.push_back({std::string(line.substr(0, first)), std::string(line.substr(first + 1, second - first - 1)), {}, domain::parse_iso_date(line.substr(second + 1))});
    }
    return tools;
}

// "high  low": a level for self, others and business, nothing where it was not judged.
std::vector<RiskLine> risks_in(std::string_view stored) {
    std::vector<RiskLine> risks;
    for (const auto* to : {"self", "others", "business"}) {
        const auto space = stored.find(' ');
        const auto level = stored.substr(0, space);
        if (!level.empty()) risks.push_back({to, std::string(level), ""});
        stored = space == std::string_view::npos ? std::string_view{} : stored.substr(space + 1);
    }
    return risks;
}

FourCounts counts_in(std::string_view stored) {
    FourCounts counts;
    std::size_t i = 0;
    for (const auto word : words_of(stored)) {
        const auto slash = word.find('/');
        if (i == counts.size() || slash == std::string_view::npos) break;
        counts[i++] = {domain::parse_figures(word.substr(0, slash)).value_or(0), domain::parse_figures(word.substr(slash + 1)).value_or(0)};
    }
    return counts;
}

// Rows of people whom the actor may not see are left out, and so are their places: the others close up.
void read_places(Reading& reading, AgreedList& list) {
    const auto sql = scope_sql(reading.scope, reading.now);
    const SeenPlaces seen_places(reading.tx, sql, list.line.id);
    list.line.size = seen_places.size(list.line.size);
    auto binds = sql.binds;
    binds.push_back(with("list", list.line.id));
    AgreedEntry e;
    SubjectRow who;
    std::string behaviours, tools, risks, counts;
    std::optional<std::string> seen, due, review;
    std::optional<std::int64_t> previous, incidents, before;
    std::vector<Into> into{&e.id, &e.position};
    std::ranges::copy(who.into(), std::back_inserter(into));
    into.insert(into.end(), {&previous, &incidents, &before, &behaviours, &tools, &risks, &seen, &e.last_seen_where, &e.summary, &e.next_action, &due, &e.next_owner,
                             &e.open_actions, &e.overdue_actions, &counts, &review});
    reading.tx.each("SELECT p.nominal_id, p.place, " CASEWORK_SUBJECT_COLUMNS ", p.previous_place, p.incidents, p.incidents_before, p.behaviours, p.tools, p.risks, "
                    "p.last_seen_on, p.last_seen_where, p.summary, p.next_action, p.next_due, p.next_owner, p.open_actions, p.overdue_actions, p.heading_counts, p.next_review "
                    "FROM agreed_place p JOIN nominal n ON n.id = p.nominal_id JOIN record r ON r.id = n.id" CASEWORK_SUBJECT_JOINS
                    "WHERE p.list_id = :list AND " + sql.condition + " ORDER BY p.place",
                    binds, into, [&] {
                        e.person = who.subject(list.line.agreed_on);
                        e.position = seen_places.place(e.position);
                        e.moved = previous ? Moved{false, seen_places.previous(static_cast<int>(*previous)) - e.position} : Moved{list.since.has_value(), 0};
                        e.incidents = figure_of(incidents);
                        e.incidents_before = figure_of(before);
                        e.behaviours.clear();
                        for (const auto code : words_of(behaviours)) e.behaviours.emplace_back(code);
                        e.tools = tools_in(tools);
                        e.risks = risks_in(risks);
                        e.headings = counts_in(counts);
                        e.last_seen_on = day_of(seen);
                        e.next_due = day_of(due);
                        e.next_review = day_of(review);
                        list.entries.push_back(e);
                        reading.shown.push_back(e.id);
                        reading.shown.push_back(e.person.id);
                    });
    int place = 0;
    reading.tx.each("SELECT place FROM agreed_place WHERE list_id = :list AND nominal_id = '' ORDER BY place", {with("list", list.line.id)}, {&place}, [&] { list.erased.push_back(seen_places.place(place)); });
}

domain::Outcome<AgreedList> agreed_list(Gate& gate, std::string_view panel, std::string_view id, const Act& act) {
    auto read = gate.open_panel(panel, act, [&](Reading& reading) {
        auto list = head_of(reading.tx, panel, id);
        if (list) {
            reading.shown.push_back(list->line.id);
            read_places(reading, *list);
        }
        return list;
    });
    return found(std::move(read));
}

// "1769000000000000 LST-2026-0003" or "2026-11-23 NOM-2026-0003": where the page before ended.
std::pair<std::string, std::string> key(std::string_view before, std::string_view highest) {
    const auto space = before.find(' ');
    if (space == std::string_view::npos) return {std::string(highest), "~"};
    return {std::string(before.substr(0, space)), std::string(before.substr(space + 1))};
}

}  // namespace

domain::Outcome<AgreedList> read_agreed_list(Gate& gate, std::string_view panel, std::string_view list) {
    return agreed_list(gate, panel, list, {auth::Action::list, "read_agreed_list", "nominal"});
}
domain::Outcome<AgreedList> print_agreed_list(Gate& gate, std::string_view panel, std::string_view list) {
    return agreed_list(gate, panel, list, {auth::Action::meeting_print, "print_agreed_list", "nominal", domain::LoggedOperation::disclosure});
}

domain::Outcome<AgreedPage> agreed_lists(Gate& gate, std::string_view panel, std::string_view before) {
    return gate.open_panel(panel, {auth::Action::list, "list_agreed_lists", "nominal"}, [&](Reading& reading) {
        AgreedPage page;
        const auto [day, last] = key(before, "9999-12-31");
        AgreedLine line;
        std::string on;
        std::int64_t at = 0;
        reading.tx.each("SELECT l.id, l.agreed_on, l.agreed_at, trim(a.title || ' ' || a.name), l.meeting_id, l.size FROM agreed_list l LEFT JOIN account a ON a.id = l.account "
                        "WHERE l.panel = :panel AND (l.agreed_on < :day OR (l.agreed_on = :same AND l.id < :last)) ORDER BY l.agreed_on DESC, l.id DESC LIMIT :most",
                        {with("panel", panel), with("day", day), with("same", day), with("last", last), with("most", std::int64_t{page_size + 1})},
                        {&line.id, &on, &at, &line.agreed_by_name, &line.meeting, &line.size}, [&] {
                            line.agreed_on = day_of(on);
                            line.agreed_at = instant_of(at);
                            page.lists.push_back(line);
                        });
        if (page.lists.size() > page_size) {
            page.lists.pop_back();
            page.next = domain::iso_date(page.lists.back().agreed_on) + " " + page.lists.back().id;
        }
        const auto sql = scope_sql(reading.scope, reading.now);
        for (auto& list : page.lists) {
            list.size = SeenPlaces(reading.tx, sql, list.id).size(list.size);
            reading.shown.push_back(list.id);
        }
        return page;
    });
}

domain::Outcome<ArchivedPage> archived_nominals(Gate& gate, std::string_view panel, std::string_view before) {
    return gate.open_panel(panel, {auth::Action::list, "list_archived", "nominal"}, [&](Reading& reading) {
        ArchivedPage page;
        const auto [day, last] = key(before, "9999-12-31");
        const auto sql = scope_sql(reading.scope, reading.now);
        auto binds = sql.binds;
        for (auto&& bind : {with("panel", panel), with("day", day), with("same", day), with("last", last), with("most", std::int64_t{page_size + 1})}) binds.push_back(bind);
        ArchivedLine line;
        SubjectRow who;
        std::string since;
        std::vector<Into> into{&line.id, &line.state};
        std::ranges::copy(who.into(), std::back_inserter(into));
        into.insert(into.end(), {&since, &line.reason, &line.detail});
        reading.tx.each("SELECT n.id, n.state, " CASEWORK_SUBJECT_COLUMNS ", n.state_since, n.end_reason, n.end_detail FROM nominal n JOIN record r ON r.id = n.id" CASEWORK_SUBJECT_JOINS
                        "WHERE n.panel = :panel AND n.state IN ('archived', 'declined') AND (n.state_since < :day OR (n.state_since = :same AND n.id < :last)) AND " +
                            sql.condition + " ORDER BY n.state_since DESC, n.id DESC LIMIT :most",
                        binds, into, [&] {
                            line.person = who.subject(reading.today);
                            line.since = day_of(since);
                            page.entries.push_back(line);
                        });
        if (page.entries.size() > page_size) {
            page.entries.pop_back();
            page.next = domain::iso_date(page.entries.back().since) + " " + page.entries.back().id;
        }
        for (const auto& entry : page.entries) {
            reading.shown.push_back(entry.id);
            reading.shown.push_back(entry.person.id);
        }
        return page;
    });
}

}  // namespace casework::persistence
