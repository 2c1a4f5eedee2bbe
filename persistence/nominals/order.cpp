// Saving the order of a list and agreeing it in a meeting.
#include <fmt/format.h>

#include <algorithm>

#include "domain/meetings/meeting_workflow.hpp"
#include "domain/text.hpp"
#include "persistence/nominals/nominal_rows.hpp"
#include "persistence/nominals/order.hpp"

namespace casework::persistence {
namespace {

namespace nominals = domain::nominals;
using domain::RefusalKind;
using domain::Refusals;
using nominals::Order;

Order only(const Order& order, const auto& wanted) {
    Order kept;
    for (const auto& id : order)
        if (wanted(id)) kept.push_back(id);
    return kept;
}
bool holds(const Order& order, std::string_view id) { return std::ranges::find(order, id) != order.end(); }

using Names = std::map<std::string, std::string, std::less<>>;

// Who moved those who are asked about last, among the orders saved since the one that was opened.
void name_movers(Transaction& tx, std::string_view panel, int opened, OrderClash& clash) {
    auto before = order_at(tx, panel, opened);
    for (int version = opened + 1; before && version <= clash.version; ++version) {
        const auto after = order_at(tx, panel, version);
        if (!after) return;
        const auto moved = nominals::may_have_moved(before->ids, after->ids);
        for (auto& person : clash.people)
            if (person.asked && holds(moved, person.id)) person.by_name = after->by_name, person.at = after->at.value_or(domain::Instant{});
        before = after;
    }
}

OrderClash clash_of(const ListOrder& theirs, const Order& base, const Order& mine, const Order& asked, const Names& names) {
    OrderClash clash;
    clash.version = theirs.version;
    clash.by_name = theirs.by_name;
    clash.at = theirs.at.value_or(domain::Instant{});
    clash.why = theirs.why;
    const auto standing = only(theirs.ids, [&](const auto& id) { return names.contains(id); });
    for (const auto& id : standing)
        clash.people.push_back({id, names.find(id)->second, place_in(base, id), place_in(standing, id), place_in(mine, id), holds(asked, id), clash.by_name, clash.at});
    const auto moved_by_them = nominals::may_have_moved(base, standing);
    const auto not_asked = [&](const auto& id) { return !holds(asked, id); };
    for (const auto& id : nominals::movers(only(base, not_asked), only(mine, not_asked)))
        if (!holds(moved_by_them, id)) clash.merged.push_back(id);
    return clash;
}

// Choices about people whom nobody moved since the clash page was shown.
std::vector<domain::Choice> holding(Transaction& tx, std::string_view panel, const ListOrder& now, const domain::Choices& choices) {
    if (choices.fields.empty() || choices.seen_order == now.version) return choices.fields;
    const auto seen = order_at(tx, panel, choices.seen_order);
    if (!seen) return {};
    auto fields = choices.fields;
    const auto moved = nominals::may_have_moved(seen->ids, now.ids);
    std::erase_if(fields, [&](const auto& choice) { return holds(moved, choice.field); });
    return fields;
}

struct Frozen {
    std::string list, panel;
    int version = 0;
};

// The rows of an agreed list are copied in one transaction; nothing changes them afterwards.
void freeze(Writing& writing, const Frozen& frozen, const Order& order, const std::map<std::string, int, std::less<>>& previous) {
    int place = 0;
    for (const auto& id : order) {
        const auto before = previous.find(id);
        writing.tx.run(
            "INSERT INTO agreed_place (list_id, place, nominal_id, person_id, previous_place, incidents, incidents_before, risks, last_seen_on, last_seen_where, summary, "
            "next_review, open_actions, overdue_actions) SELECT :list, :place, n.id, n.person_id, :previous, n.incidents, n.incidents_before, "
            "n.risk_self || ' ' || n.risk_others || ' ' || n.risk_business, n.last_seen_on, n.last_seen_where, n.summary, n.next_review, "
            "(SELECT count(*) FROM case_action a WHERE a.case_id = n.id AND a.finished_on IS NULL), "
            "(SELECT count(*) FROM case_action a WHERE a.case_id = n.id AND a.finished_on IS NULL AND a.due < :today) FROM nominal n WHERE n.id = :id",
            {with("list", frozen.list), with("place", ++place), with_figure("previous", before == previous.end() ? std::nullopt : std::optional(before->second)),
             with_day("today", writing.today), with("id", id)});
    }
}

using Texts = std::map<std::string, std::string, std::less<>>;

void put_texts(Writing& writing, const Frozen& frozen, std::string_view sql, const Texts& texts) {
    for (const auto& [id, text] : texts) writing.tx.run(sql, {with("list", frozen.list), with("id", id), with("words", text)});
}

void freeze_codes(Writing& writing, const Frozen& frozen) {
    Texts behaviours, tools;
    std::string id, a, b, until;
    writing.tx.each("SELECT c.nominal_id, c.code FROM agreed_place p JOIN nominal_code c ON c.nominal_id = p.nominal_id AND c.kind = 'behaviour' "
                    "WHERE p.list_id = :list ORDER BY c.nominal_id, c.code",
                    {with("list", frozen.list)}, {&id, &a}, [&] { behaviours[id] += (behaviours[id].empty() ? "" : " ") + a; });
    writing.tx.each("SELECT t.nominal_id, t.kind, t.words, t.until_day FROM agreed_place p JOIN nominal_tool t ON t.nominal_id = p.nominal_id "
                    "WHERE p.list_id = :list AND (t.until_day IS NULL OR t.until_day >= :today) ORDER BY t.nominal_id, t.n",
                    {with("list", frozen.list), with_day("today", writing.today)}, {&id, &a, &b, &until},
                    [&] { tools[id] += fmt::format("{}{}\t{}\t{}", tools[id].empty() ? "" : "\n", a, domain::tidy_line(b), until); });
    put_texts(writing, frozen, "UPDATE agreed_place SET behaviours = :words WHERE list_id = :list AND nominal_id = :id", behaviours);
    put_texts(writing, frozen, "UPDATE agreed_place SET tools = :words WHERE list_id = :list AND nominal_id = :id", tools);
}

void freeze_actions(Writing& writing, const Frozen& frozen) {
    constexpr std::array<std::string_view, 4> headings{"pursue", "prevent", "protect", "prepare"};
    struct Next {
        std::string words, due, owner;
        FourCounts counts;
    };
    std::map<std::string, Next, std::less<>> by_entry;
    std::string id, heading, words, due, owner, agency;
    writing.tx.each("SELECT a.case_id, a.heading, a.words, a.due, a.owner, g.name FROM agreed_place p JOIN case_action a ON a.case_id = p.nominal_id "
                    "LEFT JOIN agency g ON g.id = a.owner_agency WHERE p.list_id = :list AND a.finished_on IS NULL ORDER BY a.case_id, a.due, a.id",
                    {with("list", frozen.list)}, {&id, &heading, &words, &due, &owner, &agency}, [&] {
                        auto [at, first] = by_entry.try_emplace(id);
                        if (first) at->second = {words, due, owner.empty() ? agency : owner + ", " + agency, {}};
                        const auto found = std::ranges::find(headings, heading);
                        if (found == headings.end()) return;
                        auto& count = at->second.counts[static_cast<std::size_t>(found - headings.begin())];
                        ++count.open;
                        if (due < domain::iso_date(writing.today)) ++count.late;
                    });
    for (const auto& [entry, next] : by_entry) {
        std::string counts;
        for (const auto& count : next.counts) counts += fmt::format("{}{}/{}", counts.empty() ? "" : " ", count.open, count.late);
        writing.tx.run("UPDATE agreed_place SET next_action = :words, next_due = :due, next_owner = :owner, heading_counts = :counts WHERE list_id = :list AND nominal_id = :id",
                       {with("words", next.words), with("due", next.due), with("owner", next.owner), with("counts", counts), with("list", frozen.list), with("id", entry)});
    }
}

std::map<std::string, int, std::less<>> places_of(Transaction& tx, std::string_view list) {
    std::map<std::string, int, std::less<>> places;
    std::string id;
    int place = 0;
    tx.each("SELECT nominal_id, place FROM agreed_place WHERE list_id = :list ORDER BY place", {with("list", list)}, {&id, &place}, [&] { places[id] = place; });
    return places;
}

Refusals check_in_session(Writing& writing, std::string_view meeting, std::string& panel) {
    std::string state;
    bool accepted = false;
    if (!writing.tx.one("SELECT panel, state, CASE WHEN EXISTS (SELECT 1 FROM meeting_acceptance c WHERE c.meeting_id = m.id AND c.account = :account) THEN 1 ELSE 0 END "
                        "FROM meeting m WHERE m.id = :id",
                        {with("account", writing.actor.account), with("id", meeting)}, {&panel, &state, &accepted}))
        return domain::not_found().error();
    if (state == "in_session") return domain::meetings::case_list_closed({.agenda = {}, .minutes = {}, .accepted = accepted});
    return {{RefusalKind::rule, {}, "Start the meeting before agreeing the order", "Terms of reference of the group"}};
}

}  // namespace

domain::Outcome<Saved> save_order(Gate& gate, std::string_view panel, int version, const std::vector<std::string>& order, std::string_view why, OrderClash& clash,
                                  const domain::Choices& choices) {
    const Act act{auth::Action::edit, "save_order", "nominal", domain::LoggedOperation::alteration};
    return gate.perform_in_panel(panel, act, [&](Writing& writing) -> domain::Outcome<Saved> {
        auto reason = domain::code_points(why) <= 500 ? domain::tidy_line(why) : std::string();
        if (domain::code_points(why) > 500) return domain::refuse(RefusalKind::invalid, "why", "Reason must be 500 characters or less");
        const auto names = names_on_list(writing, panel);
        const auto visible = [&](const std::string& id) { return names.contains(id); };
        const auto theirs = current_order(writing.tx, panel);
        const auto opened = version == theirs.version ? std::optional(theirs) : order_at(writing.tx, panel, version);
        if (!opened) return domain::refuse(RefusalKind::conflict, {}, "This form is out of date. Open the list again");
        const auto base = only(opened->ids, visible), now = only(theirs.ids, visible);
        auto sorted = order;
        std::ranges::sort(sorted);
        // The form holds everyone who could be seen when it was opened, each once; who has left meanwhile may still stand in it.
        if (std::ranges::adjacent_find(sorted) != sorted.end() || std::ranges::any_of(base, [&](const auto& id) { return !holds(order, id); }) ||
            std::ranges::any_of(order, [&](const auto& id) { return !holds(opened->ids, id); }))
            return domain::refuse(RefusalKind::invalid, {}, "The order must hold everyone on the list once. Open the list again");
        const auto mine = only(order, visible);
        const auto joined =
            version == theirs.version ? nominals::Joined{mine, {}} : nominals::joined(base, now, mine, holding(writing.tx, panel, theirs, choices));
        if (!joined.asked.empty()) {
            clash = clash_of(theirs, base, mine, joined.asked, names);
            name_movers(writing.tx, panel, opened->version, clash);
            return std::unexpected(Refusals{stale()});
        }
        if (joined.order == now) return Saved{std::string(panel), theirs.version};
        const auto saved = write_order(writing.tx, panel, theirs.version, with_hidden(theirs.ids, joined.order), writing.actor, reason, writing.now);
        for (const auto& id : nominals::movers(now, joined.order)) {
            add_event(writing, id, "moved", "moved on the list", reason, {}, std::to_string(saved));  // from where to where: name_moves, for each reader
            writing.entry.objects.push_back(id);
        }
        writing.entry.fields.push_back("order");
        writing.entry.before = digest_of(gate, fmt::format("{}", fmt::join(theirs.ids, " ")));
        writing.entry.after = digest_of(gate, fmt::format("{}", fmt::join(joined.order, " ")));
        return Saved{std::string(panel), saved};
    });
}

domain::Outcome<Saved> agree_order(Gate& gate, std::string_view meeting, int version) {
    const Act act{auth::Action::chair, "agree_order", "meeting", domain::LoggedOperation::alteration};
    return gate.perform(meeting, act, [&](Writing& writing) -> domain::Outcome<Saved> {
        std::string panel;
        if (auto refusals = check_in_session(writing, meeting, panel); !refusals.empty()) return std::unexpected(std::move(refusals));
        const auto order = current_order(writing.tx, panel);
        if (order.version != version) return std::unexpected(Refusals{stale()});
        if (order.ids.empty()) return domain::refuse(RefusalKind::rule, {}, "There is nobody on the list to agree on");
        const auto last = last_agreed(writing.tx, panel);
        if (last && last->version == version) return domain::refuse(RefusalKind::rule, {}, "This order is agreed already");
        const Frozen frozen{next_reference(writing.tx, "LST", writing.today), panel, version};
        writing.tx.run("INSERT INTO agreed_list (id, panel, agreed_on, agreed_at, account, meeting_id, version, since_day, size) "
                       "VALUES (:id, :panel, :today, :at, :account, :meeting, :version, :since, :size)",
                       {with("id", frozen.list), with("panel", panel), with_day("today", writing.today), with_at("at", writing.now), with("account", writing.actor.account),
                        with("meeting", meeting), with("version", version), with_day("since", last ? std::optional(last->line.agreed_on) : std::nullopt),
                        with("size", static_cast<int>(order.ids.size()))});
        freeze(writing, frozen, order.ids, last ? places_of(writing.tx, last->line.id) : std::map<std::string, int, std::less<>>{});
        freeze_codes(writing, frozen);
        freeze_actions(writing, frozen);
        add_event(writing, meeting, "agree_order", "order of the list agreed", "", meeting);
        writing.entry.objects.push_back(frozen.list);
        writing.entry.objects.insert(writing.entry.objects.end(), order.ids.begin(), order.ids.end());
        writing.entry.count = static_cast<std::int64_t>(order.ids.size());
        writing.entry.after = digest_of(gate, fmt::format("{}", fmt::join(order.ids, " ")));
        return Saved{frozen.list, version};
    });
}

}  // namespace casework::persistence
