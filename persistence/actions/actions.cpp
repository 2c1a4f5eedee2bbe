// Adding, opening, changing and listing actions: always through the case they belong to.
#include "persistence/actions/actions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "domain/vulnerability/case_workflow.hpp"
#include "persistence/actions/action_rows.hpp"
#include "persistence/nominals/nominal_rows.hpp"

namespace casework::persistence {
namespace {

namespace nominals = domain::nominals;
using domain::ActionEvent;
using domain::ActionState;
using domain::RefusalKind;
using domain::Refusals;

constexpr std::size_t page_size = 25;

std::vector<std::string> ids_of(const std::vector<AgencyLine>& agencies) {
    std::vector<std::string> ids;
    for (const auto& agency : agencies) ids.push_back(agency.id);
    return ids;
}

std::vector<MemberLine> members_of(Transaction& tx, std::string_view panel, domain::Date today) {
    std::vector<MemberLine> members;
    MemberLine line;
    tx.each("SELECT a.id, trim(a.title || ' ' || a.name) || ', ' || g.name FROM membership m JOIN account a ON a.id = m.account JOIN agency g ON g.id = a.agency "
            "WHERE m.panel = :panel AND m.until >= :today AND a.disabled_at IS NULL AND g.suspended = 0 ORDER BY a.name, a.id",
            {with("panel", panel), with_day("today", today)}, {&line.id, &line.name}, [&] { members.push_back(line); });
    return members;
}

std::string case_panel(Transaction& tx, std::string_view case_id) {
    std::string panel;
    tx.one("SELECT panel FROM record WHERE id = :id", {with("id", case_id)}, {&panel});
    return panel;
}

std::optional<ActionLine> action_line(Transaction& tx, std::string_view id, domain::Date today) {
    ActionRow row;
    if (!tx.one("SELECT " CASEWORK_ACTION_COLUMNS " FROM case_action a" CASEWORK_ACTION_JOINS "WHERE a.id = :id", {with("id", id)}, row.into())) return std::nullopt;
    return row.taken(today);
}

// As the machine sees it.
domain::Action as_domain(const ActionLine& line) {
    domain::Action action;
    action.id = line.id;
    action.case_id = line.case_id;
    action.text = line.words;
    action.owner_agency = line.owner_agency;
    action.owner = line.owner;
    action.due = line.due;
    action.state = domain::parse_action_state(line.state).value_or(ActionState::open);
    action.finished_on = line.finished_on;
    action.outcome = line.outcome;
    return action;
}

std::optional<ActionEvent> parse_event(std::string_view text) {
    for (const auto event : {ActionEvent::start, ActionEvent::complete, ActionEvent::report_not_achievable, ActionEvent::drop, ActionEvent::move_due_date, ActionEvent::reassign})
        if (name(event) == text) return event;
    return std::nullopt;
}

bool coordinates(const domain::Actor& actor, std::string_view panel, domain::Date today) {
    const auto* membership = actor.membership(panel, today);
    return membership && membership->level >= domain::Level::coordinator;
}

void long_words(Refusals& refusals, std::string_view text, std::string field, std::string label, std::size_t most) {
    if (domain::code_points(text) > most) refusals.push_back({RefusalKind::invalid, std::move(field), fmt::format("{} must be {} characters or less", label, domain::with_commas(static_cast<long long>(most))), {}});
}

// The person an action is given to must work for the agency that owns it.
void check_owner(Transaction& tx, Refusals& refusals, std::string_view account, std::string_view agency) {
    std::string found;
    if (!account.empty() && !tx.one("SELECT id FROM account WHERE id = :id AND agency = :agency AND disabled_at IS NULL", {with("id", account), with("agency", agency)}, {&found}))
        refusals.push_back({RefusalKind::invalid, "owner_account", "Select someone who works for the agency", {}});
}

// A vulnerability case that is over takes no further action.
Refusals vulnerability_over(Transaction& tx, std::string_view case_id) {
    std::string state;
    if (!tx.one("SELECT state FROM vulnerability_case WHERE id = :id", {with("id", case_id)}, {&state})) return {};
    return domain::vulnerability::change_refused(domain::vulnerability::parse_state(state).value_or(domain::vulnerability::State::unknown));
}

Refusals support_first(Writing& writing, std::string_view case_id, std::string_view panel, const NewAction& added) {
    int pursue = 0, support = 0;
    std::string reason;
    writing.tx.one("SELECT COALESCE(SUM(CASE WHEN heading = 'pursue' THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN heading IN ('prevent', 'protect') THEN 1 ELSE 0 END), 0) "
                   "FROM case_action WHERE case_id = :id",
                   {with("id", case_id)}, {&pursue, &support});
    writing.tx.one("SELECT no_support_reason FROM nominal WHERE id = :id", {with("id", case_id)}, {&reason});
    const bool on = settings_on(writing.tx, panel, writing.today)["support_first"] != 0;
    return nominals::support_first(on, added.heading, pursue > 0, support > 0, added.pursue_first_reason.empty() ? reason : added.pursue_first_reason);
}

void insert(Writing& writing, std::string_view id, std::string_view case_id, std::string_view panel, const NewAction& a) {
    const auto meeting = meeting_in_session(writing.tx, panel);
    writing.tx.run("INSERT INTO case_action (id, case_id, panel, heading, words, owner_agency, owner, owner_account, due, state, version, added_at, added_by, meeting_id) "
                   "VALUES (:id, :case, :panel, :heading, :words, :agency, :owner, :account, :due, 'open', 1, :at, :by, :meeting)",
                   {with("id", id), with("case", case_id), with("panel", panel), with("heading", a.heading), with("words", domain::tidy_line(a.words)), with("agency", a.owner_agency),
                    with("owner", domain::tidy_line(a.owner)), with("account", a.owner_account), with_day("due", a.due), with_at("at", writing.now),
                    with("by", writing.actor.account), with("meeting", a.meeting.empty() ? meeting : a.meeting)});
}

struct Changed {
    const ActionLine& was;
    const ActionChange& asked;
    ActionState to;
    ActionEvent event;
};

bool store(Writing& writing, const Changed& c) {
    const bool ends = !domain::is_open(c.to);
    const auto due = c.event == ActionEvent::move_due_date ? *c.asked.due : c.was.due;
    const bool reassigned = c.event == ActionEvent::reassign;
    const auto finished = !ends ? std::nullopt : c.asked.finished_on ? c.asked.finished_on : std::optional(writing.today);
    if (writing.tx.run("UPDATE case_action SET state = :state, due = :due, finished_on = :finished, outcome = :outcome, owner_agency = :agency, owner = :owner, "
                       "owner_account = CASE WHEN :reassigned = 1 THEN :account ELSE owner_account END, version = version + 1 WHERE id = :id AND version = :version",
                       {with("state", name(c.to)), with_day("due", due), with_day("finished", finished), with("outcome", ends ? domain::tidy_lines(c.asked.outcome) : c.was.outcome),
                        with("agency", reassigned ? c.asked.owner_agency : c.was.owner_agency), with("owner", reassigned ? domain::tidy_line(c.asked.owner) : c.was.owner),
                        with("reassigned", reassigned), with("account", c.asked.owner_account), with("id", c.was.id), with("version", c.asked.version)}) == 0)
        return false;
    if (c.event == ActionEvent::move_due_date)
        writing.tx.run("INSERT INTO action_due_move (action_id, n, from_day, to_day, on_day, account, reason) VALUES (:id, :n, :was, :becomes, :today, :account, :reason)",
                       {with("id", c.was.id), with("n", c.was.due_moves + 1), with_day("was", c.was.due), with_day("becomes", due), with_day("today", writing.today),
                        with("account", writing.actor.account), with("reason", domain::tidy_lines(c.asked.outcome))});
    return true;
}

// Somebody changed the action first: what stands now, beside what was asked.
Refusals overtaken(domain::Clash& clash, const ActionLine& line, const ActionChange& asked) {
    clash = {.record = line.id, .version = line.version, .order_version = 0, .fields = {{"state", "", line.state, asked.event, "", "", {}}}, .merged = {}, .mine = {{"outcome", asked.outcome}}};
    return {stale()};
}

domain::Outcome<std::string> case_of(Gate& gate, std::string_view id) {
    return gate.open_through(id, {auth::Action::read, "find_action", "action"}, [&](Listing& listing) -> std::optional<std::string> {
        const auto sql = scope_sql(listing.scope, listing.now);
        auto binds = sql.binds;
        binds.push_back(with("id", id));
        std::string found;
        if (!listing.tx.one("SELECT a.case_id FROM case_action a JOIN record r ON r.id = a.case_id WHERE a.id = :id AND " + sql.condition, binds, {&found})) return std::nullopt;
        return found;
    });
}

}  // namespace

domain::Outcome<SavedAction> add_action(Gate& gate, std::string_view case_id, const NewAction& added) {
    return gate.perform(case_id, {auth::Action::edit, "add_action", "action", domain::LoggedOperation::collection}, [&](Writing& writing) -> domain::Outcome<SavedAction> {
        const auto standing = standing_of(writing.tx, case_id, writing.today);
        if (standing && (standing->state == nominals::State::archived || standing->state == nominals::State::declined))
            return domain::refuse(RefusalKind::rule, {}, "This entry is closed. Put the person back on the list to add an action");
        if (auto over = vulnerability_over(writing.tx, case_id); !over.empty()) return std::unexpected(std::move(over));
        const auto panel = case_panel(writing.tx, case_id);
        domain::Action action;
        action.text = added.words;
        action.owner_agency = added.owner_agency;
        if (added.due) action.due = *added.due;
        const domain::ActionFacts facts{action, {}, writing.today, ids_of(agencies_of(writing.tx, panel, writing.today)), true, false};
        Refusals refusals;
        const auto step = domain::decide(domain::action_workflow(), ActionState::unassigned, ActionEvent::assign, facts);
        if (!step) refusals = step.error();
        if (standing && !domain::has_code(nominals::headings(), added.heading)) refusals.push_back({RefusalKind::invalid, "heading", "Select pursue, prevent, protect or prepare", {}});
        long_words(refusals, added.words, "action", "Action", 500);
        long_words(refusals, added.owner, "owner", "Person or role", 200);
        check_owner(writing.tx, refusals, added.owner_account, added.owner_agency);
        if (standing)
            for (auto& refusal : support_first(writing, case_id, panel, added)) refusals.push_back(std::move(refusal));
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        const auto id = next_reference(writing.tx, "ACT", writing.today);
        insert(writing, id, case_id, panel, added);
        if (standing && added.heading == "pursue" && standing->no_support_reason.empty() && !domain::trimmed(added.pursue_first_reason).empty())
            writing.tx.run("UPDATE nominal SET no_support_reason = :reason WHERE id = :id", {with("reason", domain::tidy_lines(added.pursue_first_reason)), with("id", case_id)});
        add_event(writing, case_id, "add_action", step->recorded_as, id + ": " + domain::tidy_line(added.words), meeting_in_session(writing.tx, panel));
        writing.entry.objects.push_back(id);
        writing.entry.fields = {"heading", "words", "owner_agency", "owner", "due"};
        return SavedAction{id, std::string(case_id), 1};
    });
}

domain::Outcome<ActionRecord> open_action(Gate& gate, std::string_view id, std::string_view name) {
    return gate.open_through(id, {auth::Action::read, name, "action"}, [&](Listing& listing) -> std::optional<ActionRecord> {
        const auto sql = scope_sql(listing.scope, listing.now);
        auto binds = sql.binds;
        binds.push_back(with("id", id));
        ActionRecord made;
        ActionRow row;
        std::int64_t added = 0;
        auto into = row.into();
        into.insert(into.end(), {&added, &made.added_by_name});
        if (!listing.tx.one("SELECT " CASEWORK_ACTION_COLUMNS ", a.added_at, trim(ab.title || ' ' || ab.name) FROM case_action a" CASEWORK_ACTION_JOINS
                            "LEFT JOIN account ab ON ab.id = a.added_by WHERE a.id = :id AND " + sql.condition,
                            binds, into))
            return std::nullopt;
        made.line = row.taken(listing.today);
        made.added_at = instant_of(added);
        DueMoveLine move;
        std::string from, to, on;
        listing.tx.each("SELECT d.from_day, d.to_day, d.on_day, trim(a.title || ' ' || a.name), d.reason FROM action_due_move d LEFT JOIN account a ON a.id = d.account "
                        "WHERE d.action_id = :id ORDER BY d.n",
                        {with("id", id)}, {&from, &to, &on, &move.by_name, &move.reason}, [&] {
                            move.from = day_of(from), move.to = day_of(to), move.on = day_of(on);
                            made.moves.push_back(move);
                        });
        listing.shown.push_back(made.line.case_id);
        const auto& actor = gate.actor();
        const auto* membership = actor.membership(made.line.panel, listing.today);
        made.may_edit = membership && membership->level >= domain::Level::contributor;
        made.may_chair = made.may_edit && membership->chair;
        made.acts_for_owner = actor.agency == made.line.owner_agency || coordinates(actor, made.line.panel, listing.today);
        return made;
    });
}

domain::Outcome<SavedAction> change_action(Gate& gate, std::string_view id, const ActionChange& change, domain::Clash& clash) {
    const auto event = parse_event(change.event);
    if (!event) return domain::refuse(RefusalKind::invalid, "event", "Select what happened to the action");
    const auto case_id = case_of(gate, id);
    if (!case_id) return std::unexpected(case_id.error());
    const auto permission = *event == ActionEvent::report_not_achievable ? auth::Action::chair : auth::Action::edit;
    return gate.perform(*case_id, {permission, name(*event), "action", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<SavedAction> {
        const auto line = action_line(writing.tx, id, writing.today);
        if (!line) return domain::not_found();
        if (change.version != line->version) return std::unexpected(overtaken(clash, *line, change));
        const auto action = as_domain(*line);
        const domain::ActionFacts facts{action, {change.outcome, change.finished_on, change.due, change.owner_agency, change.owner}, writing.today,
                                        ids_of(agencies_of(writing.tx, line->panel, writing.today)),
                                        writing.actor.agency == line->owner_agency || coordinates(writing.actor, line->panel, writing.today),
                                        chairs(writing.actor, line->panel, writing.today)};
        Refusals refusals;
        const auto step = domain::decide(domain::action_workflow(), action.state, *event, facts);
        if (!step) refusals = step.error();
        long_words(refusals, change.outcome, "outcome", "What came of it", 2000);
        if (*event == ActionEvent::reassign) check_owner(writing.tx, refusals, change.owner_account, change.owner_agency);
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        if (!store(writing, {*line, change, step->to, *event})) return std::unexpected(overtaken(clash, *line, change));
        add_event(writing, *case_id, change.event, step->recorded_as, std::string(id) + ": " + line->words + (change.outcome.empty() ? "" : "\n" + domain::tidy_lines(change.outcome)),
                  meeting_in_session(writing.tx, line->panel));
        writing.entry.objects.push_back(std::string(id));
        writing.entry.fields = {*event == ActionEvent::move_due_date ? "due" : *event == ActionEvent::reassign ? "owner" : "state"};
        return SavedAction{std::string(id), *case_id, line->version + 1};
    });
}

domain::Outcome<ActionPage> panel_actions(Gate& gate, std::string_view panel, WhichActions which, std::string_view after) {
    return gate.open_panel(panel, {auth::Action::list, "list_actions", "action"}, [&](Reading& reading) {
        ActionPage page;
        const auto key = action_key(after);
        const auto sql = scope_sql(reading.scope, reading.now);
        auto binds = sql.binds;
        for (auto&& bind : {with("panel", panel), with("due", key.due), with("same", key.due), with("last", key.id), with("most", std::int64_t{page_size + 1})}) binds.push_back(bind);
        ActionRow row;
        const std::string wanted = which == WhichActions::open ? "a.finished_on IS NULL" : "a.finished_on IS NOT NULL";
        reading.tx.each("SELECT " CASEWORK_ACTION_COLUMNS " FROM case_action a" CASEWORK_ACTION_JOINS "WHERE a.panel = :panel AND " + wanted +
                            " AND (a.due > :due OR (a.due = :same AND a.id > :last)) AND " + sql.condition + " ORDER BY a.due, a.id LIMIT :most",
                        binds, row.into(), [&] { page.actions.push_back(row.taken(reading.today)); });
        if (page.actions.size() > page_size) {
            page.actions.pop_back();
            page.next = key_of(page.actions.back());
        }
        for (const auto& action : page.actions) {
            reading.shown.push_back(action.id);
            reading.shown.push_back(action.case_id);
            if (action.overdue) ++page.overdue;
        }
        return page;
    });
}

std::vector<AgencyLine> agencies_of(Transaction& tx, std::string_view panel, domain::Date today) {
    std::vector<AgencyLine> agencies;
    AgencyLine line;
    tx.each("SELECT g.id, g.name FROM agreement m JOIN agency g ON g.id = m.agency WHERE m.panel = :panel AND m.until >= :today AND g.suspended = 0 ORDER BY g.name, g.id",
            {with("panel", panel), with_day("today", today)}, {&line.id, &line.name}, [&] { agencies.push_back(line); });
    return agencies;
}

domain::Outcome<std::vector<AgencyLine>> owner_agencies(Gate& gate, std::string_view panel) {
    return gate.open_panel(panel, {auth::Action::list, "list_agencies", "agency"}, [&](Reading& reading) { return agencies_of(reading.tx, panel, reading.today); });
}

domain::Outcome<std::vector<AgencyLine>> agencies_of_case(Gate& gate, std::string_view case_id) {
    return gate.open(case_id, {auth::Action::read, "list_agencies", "agency"},
                     [&](Reading& reading) { return agencies_of(reading.tx, case_panel(reading.tx, case_id), reading.today); });
}

domain::Outcome<std::vector<MemberLine>> members_for_case(Gate& gate, std::string_view case_id) {
    return gate.open(case_id, {auth::Action::read, "list_members", "account"}, [&](Reading& reading) { return members_of(reading.tx, case_panel(reading.tx, case_id), reading.today); });
}

domain::Outcome<std::vector<MemberLine>> panel_members(Gate& gate, std::string_view panel) {
    return gate.open_panel(panel, {auth::Action::list, "list_members", "account"}, [&](Reading& reading) { return members_of(reading.tx, panel, reading.today); });
}

}  // namespace casework::persistence
