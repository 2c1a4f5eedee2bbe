// Asking, withdrawing, deciding and erasing; holds. Every step is judged by the table of disposals with the facts of its own commit.
#include <fmt/format.h>

#include "domain/text.hpp"
#include "persistence/access/access_rows.hpp"
#include "persistence/disposal/disposal_rows.hpp"
#include "persistence/documents/documents.hpp"
#include "persistence/evidence/evidence.hpp"
#include "persistence/ledger_details.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/second_person_rows.hpp"

namespace casework::persistence {
namespace {

namespace rules = domain::disposal;
using auth::Action;
using domain::LoggedOperation;
using domain::Outcome;
using domain::RefusalKind;
using domain::Refusals;
using rules::Event;
using rules::State;

Refusals password_needed(const Gate& gate, std::string_view record) {
    const auto given = gate.actor().password_at;
    if (given && gate.now() - *given <= std::chrono::minutes(5)) return {};
    return {{RefusalKind::password_again, std::string(auth::name(Action::close)), "password", std::string(record)}};
}

// Coordinators of a group that it is only shared with, and kinds that are not disposed of: there is no such page.
Outcome<RecordStanding> owned_standing(Transaction& tx, const domain::Actor& actor, std::string_view record, domain::Instant now) {
    auto standing = standing_of_record(tx, record, london_date(now));
    if (!standing || !may_ask_disposal(tx, actor, record, now)) return domain::not_found();
    return *std::move(standing);
}

std::optional<Disposal> disposal_row(Transaction& tx, std::string_view id) {
    auto found = disposal_lines(tx, "WHERE d.id = :id", {with("id", id)});
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void close_request(Writing& w, std::string_view id, State state, std::string_view words) {
    w.tx.run("UPDATE disposal SET state = :state, answered_by = :account, answered_at = :now, answer_words = :words WHERE id = :id AND state = 'open'",
             {with("state", rules::name(state)), with("account", w.actor.account), with_at("now", w.now), with("words", domain::tidy_lines(words)), with("id", id)});
}

// What forbids a step with the record as it stands, whatever is typed.
Refusals stopped(State state, Event event, const rules::Facts& facts) {
    for (auto& offer : domain::offered(rules::workflow(), state, facts))
        if (offer.step->event == event) return std::move(offer.stopped_by);
    return {};
}

// Bytes first lose their keys, then every row goes; what is sealed beside entries of the ledger about it is destroyed.
void erase(Writing& w, Gate& gate, Ledger& ledger, const Disposal& d, std::string_view words) {
    const auto size = size_of_record(w.tx, d.record);
    const auto digest = gate.token_digest(digests_of_record(w.tx, d.record));
    w.tx.run("INSERT INTO disposal_exclusion (disposal_id, account, agency) SELECT :id, account, agency FROM record_exclusion WHERE record_id = :record", {with("id", d.id), with("record", d.record)});
    erase_evidence(w.tx, d.record, w.actor.account, w.now);
    erase_documents(w.tx, d.record);
    auto gone = erase_rows(w.tx, d.record);
    w.tx.run("UPDATE disposal SET state = 'erased', words = '', answered_by = :account, answered_at = :now, answer_words = :words, rows_erased = :rows, files = :files, documents = :documents, people = :people, "
             "digest = :digest WHERE id = :id",
             {with("account", w.actor.account), with_at("now", w.now), with("words", domain::tidy_lines(words)), with("rows", size.rows), with("files", size.files), with("documents", size.documents),
              with("people", size.people), with("digest", digest), with("id", d.id)});
    w.entry.count = size.rows;
    w.entry.approvals = {d.id, d.asked_by};
    w.entry.objects.insert(w.entry.objects.end(), gone.begin(), gone.end());
    gone.push_back(d.record);
    for (const auto& about : gone) shred_details_within(w.tx, ledger, {.before = {}, .about = about, .approvals = {d.asked_by, w.actor.account}, .rule = "disposal"});
}

}  // namespace

Outcome<RecordDisposal> read_record_disposal(Gate& gate, std::string_view record) {
    if (gate.would_allow(record, Action::close).verdict != auth::Verdict::allow) return domain::not_found();
    auto opened = gate.open(record, {Action::close, "read_disposal", "record"}, [&](Reading& r) -> std::optional<RecordDisposal> {
        const auto standing = owned_standing(r.tx, gate.actor(), record, r.now);
        if (!standing) return std::nullopt;
        RecordDisposal page{.record = r.record.id, .kind = standing->kind, .panel = standing->panel, .panel_name = standing->panel, .ended = standing->ended, .ended_on = standing->ended_on,
                            .allowed_from = standing->allowed_from, .years = standing->years, .holds = holds_of(r.tx, record), .requests = {}, .stopped_by = {}};
        r.tx.one("SELECT name FROM panel_group WHERE id = :id", {with("id", page.panel)}, {&page.panel_name});
        page.requests = disposal_lines(r.tx, "WHERE d.record_id = :id ORDER BY d.asked_at DESC, d.id DESC LIMIT 20", {with("id", record)});
        for (auto& each : page.requests) each.may_withdraw = each.state == "open" && each.asked_by == gate.actor().account;
        page.stopped_by = stopped(State::unasked, Event::ask, facts_of_disposal(r.tx, record, *standing, r.today));
        return page;
    });
    return found(std::move(opened));
}

Outcome<bool> place_hold(Gate& gate, std::string_view record, const rules::NewHold& hold) {
    if (auto refusals = password_needed(gate, record); !refusals.empty()) return std::unexpected(std::move(refusals));
    return gate.perform(record, {Action::close, "place_hold", "record", LoggedOperation::alteration}, [&](Writing& w) -> Outcome<bool> {
        if (auto standing = owned_standing(w.tx, w.actor, record, w.now); !standing) return std::unexpected(standing.error());
        if (auto refusals = rules::hold_refused(hold, w.today); !refusals.empty()) return std::unexpected(std::move(refusals));
        int last = 0;
        w.tx.one("SELECT COALESCE(max(n), 0) FROM record_hold WHERE record_id = :id", {with("id", record)}, {&last});
        w.tx.run("INSERT INTO record_hold (record_id, n, kind, reason, from_day, placed_by, placed_at) VALUES (:id, :n, :kind, :reason, :from, :account, :now)",
                 {with("id", record), with("n", last + 1), with("kind", hold.kind), with("reason", domain::tidy_lines(hold.reason)), with_day("from", *hold.from), with("account", w.actor.account), with_at("now", w.now)});
        w.entry.fields = {"hold"};
        w.entry.detail = domain::tidy_lines(hold.reason);
        return true;
    });
}

Outcome<bool> lift_hold(Gate& gate, std::string_view record, int n, std::string_view reason) {
    if (auto refusals = password_needed(gate, record); !refusals.empty()) return std::unexpected(std::move(refusals));
    return gate.perform(record, {Action::close, "lift_hold", "record", LoggedOperation::alteration}, [&](Writing& w) -> Outcome<bool> {
        if (auto standing = owned_standing(w.tx, w.actor, record, w.now); !standing) return std::unexpected(standing.error());
        if (auto refusals = rules::lift_refused(reason); !refusals.empty()) return std::unexpected(std::move(refusals));
        if (w.tx.run("UPDATE record_hold SET lifted_on = :day, lifted_by = :account, lifted_at = :now, lift_reason = :reason WHERE record_id = :id AND n = :n AND lifted_on IS NULL",
                     {with_day("day", w.today), with("account", w.actor.account), with_at("now", w.now), with("reason", domain::tidy_lines(reason)), with("id", record), with("n", n)}) == 0)
            return domain::refuse(RefusalKind::rule, {}, "This hold was lifted already", "Retention and disposal schedule of the partnership");
        w.entry.fields = {"hold"};
        w.entry.detail = domain::tidy_lines(reason);
        return true;
    });
}

Outcome<std::string> ask_for_disposal(Gate& gate, std::string_view record, std::string_view reason, std::string_view words) {
    const Act act{.action = Action::request_erase, .name = "ask_disposal", .object_type = "record", .operation = LoggedOperation::alteration, .recipient = {}, .agreement = {}, .asks = true};
    return gate.perform(record, act, [&](Writing& w) -> Outcome<std::string> {
        const auto standing = owned_standing(w.tx, w.actor, record, w.now);
        if (!standing) return std::unexpected(standing.error());
        auto facts = facts_of_disposal(w.tx, record, *standing, w.today);
        facts.reason = reason, facts.words = words;
        if (const auto step = domain::decide(rules::workflow(), State::unasked, Event::ask, facts); !step) return std::unexpected(step.error());
        const auto id = next_reference(w.tx, "DSP", w.today);
        w.tx.run("INSERT INTO disposal (id, record_id, kind, panel, state, reason, words, ended_on, allowed_from, asked_by, asked_at) VALUES (:id, :record, :kind, :panel, 'open', :reason, :words, :ended, :allowed, :account, :now)",
                 {with("id", id), with("record", record), with("kind", standing->kind), with("panel", standing->panel), with("reason", reason), with("words", domain::tidy_lines(words)), with_day("ended", *standing->ended_on),
                  with_day("allowed", *standing->allowed_from), with("account", w.actor.account), with_at("now", w.now)});
        w.entry.objects.push_back(id);
        w.entry.detail = domain::tidy_lines(words);
        return id;
    });
}

Outcome<bool> withdraw_disposal(Gate& gate, std::string_view id) {
    const auto opened = open_disposal(gate, id);
    if (!opened) return std::unexpected(opened.error());
    return gate.perform(opened->record, {Action::close, "withdraw_disposal", "record", LoggedOperation::alteration}, [&](Writing& w) -> Outcome<bool> {
        const auto d = disposal_row(w.tx, id);
        if (!d) return domain::not_found();
        rules::Facts facts;
        facts.own = d->asked_by == w.actor.account;
        if (const auto step = domain::decide(rules::workflow(), *rules::parse_state(d->state), Event::withdraw, facts); !step) return std::unexpected(step.error());
        close_request(w, id, State::withdrawn, "");
        w.entry.objects.emplace_back(id);
        return true;
    });
}

Outcome<bool> answer_disposal(Gate& gate, Ledger& ledger, std::string_view id, bool approves, std::string_view words) {
    const auto opened = open_disposal(gate, id);
    if (!opened) return std::unexpected(opened.error());
    if (opened->state != "open") return domain::refuse(RefusalKind::rule, {}, fmt::format("You cannot decide this: it is {}", rules::words(*rules::parse_state(opened->state))), "Disposal");
    const Act act{.action = Action::approve, .name = approves ? "approve_disposal" : "refuse_disposal", .object_type = disposal_object, .operation = approves ? LoggedOperation::erasure : LoggedOperation::alteration,
                  .recipient = {}, .agreement = id};
    return gate.perform(opened->record, act, [&](Writing& w) -> Outcome<bool> {
        const auto d = disposal_row(w.tx, id);
        const auto standing = d ? standing_of_record(w.tx, d->record, w.today) : std::nullopt;
        if (!standing) return domain::not_found();
        auto facts = facts_of_disposal(w.tx, d->record, *standing, w.today);
        facts.reason = d->reason;
        facts.own = d->asked_by == w.actor.account;
        facts.records_officer = w.actor.role == domain::BaseRole::records_officer;
        facts.asker_still_may = may_ask_disposal(w.tx, standing_of_account(w.tx, d->asked_by), d->record, w.now);
        facts.answer_words = words;
        if (const auto step = domain::decide(rules::workflow(), *rules::parse_state(d->state), approves ? Event::approve : Event::refuse, facts); !step) return std::unexpected(step.error());
        if (approves) erase(w, gate, ledger, *d, words);
        else close_request(w, id, State::refused, words);
        return true;
    });
}

}  // namespace casework::persistence
