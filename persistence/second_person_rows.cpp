// Judging whether a second person's agreement holds at the moment of use.
#include "persistence/second_person_rows.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "persistence/row_mapping.hpp"
#include "persistence/sessions.hpp"

namespace casework::persistence {
namespace {

using domain::Refusal;
using domain::RefusalKind;
using domain::Refusals;

Refusals four_eyes(std::string words) { return {Refusal{RefusalKind::rule, {}, std::move(words), "Four eyes"}}; }

struct Agreed {
    std::string action, act, object, recipient, purpose, asked_by, answer, answered_by;
    std::int64_t until = 0;
    std::optional<std::int64_t> used;
};

std::optional<Agreed> agreed_row(Transaction& tx, std::string_view id) {
    Agreed a;
    if (!tx.one("SELECT action, act, object, recipient, purpose, asked_by, answer, answered_by, until_at, used_at FROM second_person WHERE id = :id", {with("id", id)},
                {&a.action, &a.act, &a.object, &a.recipient, &a.purpose, &a.asked_by, &a.answer, &a.answered_by, &a.until, &a.used}))
        return std::nullopt;
    return a;
}

// A request to erase a record is answered by a records officer, and carried out by the answer.
std::optional<Agreed> disposal_row(Transaction& tx, std::string_view id) {
    Agreed a;
    if (!tx.one("SELECT record_id, asked_by FROM disposal WHERE id = :id AND state = 'open'", {with("id", id)}, {&a.object, &a.asked_by})) return std::nullopt;
    return a;
}

bool is_exactly(const Agreed& row, const TwoPersonAct& q) {
    return row.asked_by == q.actor.account && row.action == auth::name(q.act.action) && row.act == q.act.name && row.object == q.record.id && row.recipient == q.act.recipient &&
           row.purpose == q.purpose;
}

}  // namespace

std::optional<auth::Action> two_person_action(std::string_view name) {
    static constexpr std::array acts{auth::Action::share, auth::Action::export_rows};
    const auto found = std::ranges::find(acts, name, [](auth::Action action) { return auth::name(action); });
    return found == acts.end() ? std::nullopt : std::optional(*found);
}

domain::Actor standing_of_account(Transaction& tx, std::string_view account) {
    domain::Actor actor;
    actor.account = account;
    actor.full_session = true;  // what is judged is what they may do once they have signed in
    tx.one("SELECT name, title, agency FROM account WHERE id = :id", {with("id", account)}, {&actor.name, &actor.title, &actor.agency});
    reload_standing(tx, actor);
    return actor;
}

bool may_agree(Transaction& tx, const domain::Actor& actor, std::string_view action, std::string_view record, domain::Instant now) {
    const auto asked = two_person_action(action);
    const auto facts = record_facts(tx, record, actor, now);
    if (!asked || !facts) return false;
    const auto allows = [&](auth::Action act) { return auth::may(actor, act, *facts, london_date(now), now).verdict == auth::Verdict::allow; };
    return allows(*asked) && allows(auth::Action::approve);
}

Refusals second_person_missing(Transaction& tx, const TwoPersonAct& q) {
    const auto row = q.act.agreement.empty() ? std::nullopt : q.act.object_type == disposal_object ? disposal_row(tx, q.act.agreement) : agreed_row(tx, q.act.agreement);
    if (q.act.action == auth::Action::approve) {
        if (!row || row->object != q.record.id) return four_eyes("An approval answers what somebody else has asked for");
        return row->asked_by == q.actor.account ? four_eyes("You cannot agree to what you have asked for yourself") : Refusals{};
    }
    if (!row || !is_exactly(*row, q)) return {Refusal{RefusalKind::second_person, {}, "A colleague who may do this must agree first", "Four eyes"}};
    if (row->used) return four_eyes("This agreement has been used. Ask again");
    if (row->answer == "refused") return four_eyes("Your colleague did not agree");
    if (instant_of(row->until) <= q.now) return four_eyes("This request has run out. Ask again");
    if (row->answer != "agreed") return four_eyes("Nobody has agreed yet");
    if (row->answered_by == q.actor.account || !may_agree(tx, standing_of_account(tx, row->answered_by), row->action, q.record.id, q.now))
        return four_eyes("The colleague who agreed may no longer do this. Ask again");
    return {};
}

Refusals use_agreement(Transaction& tx, std::string_view agreement, domain::Instant now) {
    const auto used = tx.run("UPDATE second_person SET used_at = :now WHERE id = :id AND used_at IS NULL", {with_at("now", now), with("id", agreement)});
    return used == 1 ? Refusals{} : four_eyes("This agreement has been used. Ask again");
}

std::string agreed_by(Transaction& tx, std::string_view agreement) {
    std::string account;
    tx.one("SELECT answered_by FROM second_person WHERE id = :id", {with("id", agreement)}, {&account});
    return account;
}

}  // namespace casework::persistence
