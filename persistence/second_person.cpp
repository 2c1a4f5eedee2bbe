// Requests for a second person's agreement, from being prepared to being answered.
#include "persistence/second_person.hpp"

#include <array>

#include "domain/text.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/second_person_rows.hpp"

namespace casework::persistence {
namespace {

using domain::LoggedOperation;
using domain::RefusalKind;

constexpr std::size_t why_max = 2000;
constexpr auto day = std::chrono::hours{24};

#define CASEWORK_AGREEMENT_COLUMNS                                                                                                                 \
    "s.id, s.act, s.object, COALESCE(pn.full_name, ''), s.panel, COALESCE(pg.name, s.panel), s.recipient, COALESCE(rg.name, s.recipient), "        \
    "s.purpose, s.why, s.asked_by, trim(aa.title || ' ' || aa.name), ag.name, s.asked_at, s.answered_at, s.used_at, s.until_at, "                  \
    "COALESCE(trim(ba.title || ' ' || ba.name), ''), s.answer_reason, s.answer, s.action"
#define CASEWORK_AGREEMENT_JOINS                                                                                                                   \
    " FROM second_person s JOIN record r ON r.id = s.object JOIN account aa ON aa.id = s.asked_by JOIN agency ag ON ag.id = aa.agency "            \
    "LEFT JOIN account ba ON ba.id = s.answered_by LEFT JOIN panel_group pg ON pg.id = s.panel LEFT JOIN panel_group rg ON rg.id = s.recipient "   \
    "LEFT JOIN nominal n ON n.id = s.object LEFT JOIN person_name pn ON pn.person_id = n.person_id AND pn.record_id = n.id AND pn.ordinal = 0 "

struct Row {
    AgreementRequest a;
    std::string answer, action;
    std::int64_t until = 0;
    std::optional<std::int64_t> asked, answered, used;

    std::vector<Into> into() {
        return {&a.id, &a.act, &a.object, &a.object_name, &a.panel, &a.panel_name, &a.recipient, &a.recipient_name, &a.purpose, &a.why, &a.asked_by, &a.asked_by_name,
                &a.asked_by_agency, &asked, &answered, &used, &until, &a.answered_by_name, &a.answer_reason, &answer, &action};
    }
    AgreementState state(domain::Instant now) const {
        if (used) return AgreementState::used;
        if (answer == "refused") return AgreementState::refused;
        if (instant_of(until) <= now) return AgreementState::ended;
        if (answer == "agreed") return AgreementState::agreed;
        return asked ? AgreementState::waiting : AgreementState::prepared;
    }
    AgreementRequest taken(const domain::Actor& actor, domain::Instant now) {
        a.asked_at = instant_of(asked);
        a.answered_at = instant_of(answered);
        a.used_at = instant_of(used);
        a.until = instant_of(until);
        a.state = state(now);
        a.mine = a.asked_by == actor.account;
        return a;
    }
};

// Everybody in the group of the record who could answer, but for the person who asks.
std::vector<std::string> who_could_agree(Transaction& tx, const AgreementRequest& a, const std::string& action, domain::Instant now) {
    std::vector<std::string> accounts, names;
    std::string account;
    tx.each("SELECT m.account FROM membership m JOIN account a ON a.id = m.account WHERE m.panel = :panel AND m.level = 'coordinator' AND m.account <> :asker ORDER BY a.name",
            {with("panel", a.panel), with("asker", a.asked_by)}, {&account}, [&] { accounts.push_back(account); });
    for (const auto& id : accounts)
        if (const auto actor = standing_of_account(tx, id); may_agree(tx, actor, action, a.object, now)) names.push_back(std::string(domain::trimmed(actor.title + " " + actor.name)));
    return names;
}

std::optional<AgreementRequest> read_agreement(Listing& listing, const domain::Actor& actor, std::string_view id) {
    const auto sql = scope_sql(listing.scope, listing.now);
    auto binds = sql.binds;
    binds.push_back(with("id", id));
    Row row;
    if (!listing.tx.one("SELECT " CASEWORK_AGREEMENT_COLUMNS CASEWORK_AGREEMENT_JOINS "WHERE s.id = :id AND " + sql.condition, binds, row.into())) return std::nullopt;
    auto found = row.taken(actor, listing.now);
    const bool could = !found.mine && may_agree(listing.tx, actor, row.action, found.object, listing.now);
    if (!found.mine && (!could || found.state == AgreementState::prepared)) return std::nullopt;
    found.may_answer = could && found.state == AgreementState::waiting;
    if (found.mine) found.could_agree = who_could_agree(listing.tx, found, row.action, listing.now);
    listing.shown.push_back(found.object);
    return found;
}

domain::Refusals bad_text(std::string_view text, std::string field, std::string empty) {
    if (domain::trimmed(text).empty()) return {{RefusalKind::invalid, std::move(field), std::move(empty), {}}};
    if (domain::code_points(text) > why_max) return {{RefusalKind::invalid, std::move(field), "Answer must be 2,000 characters or less", {}}};
    return {};
}

// The same request again, while it is not used, refused or run out.
std::string open_request(Writing& writing, const WantedAct& wanted) {
    std::string id;
    writing.tx.one("SELECT id FROM second_person WHERE asked_by = :account AND act = :act AND object = :object AND recipient = :recipient AND purpose = :purpose AND "
                   "answer <> 'refused' AND used_at IS NULL AND until_at > :now ORDER BY prepared_at DESC",
                   {with("account", writing.actor.account), with("act", wanted.act.name), with("object", wanted.object), with("recipient", wanted.act.recipient),
                    with("purpose", wanted.purpose), with_at("now", writing.now)},
                   {&id});
    return id;
}

// What the request is about, for judging it as the act that it asks for.
struct Subject {
    std::string action, act, object, recipient, purpose;
};
domain::Outcome<Subject> subject_of(Gate& gate, std::string_view id) {
    return gate.open_through(id, {auth::Action::read, "find_agreement", "agreement"}, [&](Listing& listing) -> std::optional<Subject> {
        const auto sql = scope_sql(listing.scope, listing.now);
        auto binds = sql.binds;
        binds.push_back(with("id", id));
        Subject s;
        if (!listing.tx.one("SELECT s.action, s.act, s.object, s.recipient, s.purpose FROM second_person s JOIN record r ON r.id = s.object WHERE s.id = :id AND " + sql.condition, binds,
                            {&s.action, &s.act, &s.object, &s.recipient, &s.purpose}))
            return std::nullopt;
        listing.shown.push_back(s.object);
        return s;
    });
}

}  // namespace

std::string_view name(AgreementState state) {
    static constexpr std::array<std::string_view, 6> names{"prepared", "waiting", "agreed", "refused", "used", "ended"};
    return names.at(static_cast<std::size_t>(state));
}

domain::Outcome<std::string> prepare_agreement(Gate& gate, const WantedAct& wanted) {
    auto act = wanted.act;
    act.asks = true;
    act.name = "prepare_agreement";
    act.operation = LoggedOperation::alteration;
    gate.give_purpose({std::string(auth::name(act.action)), wanted.object, wanted.purpose});
    return gate.perform(wanted.object, act, [&](Writing& writing) -> domain::Outcome<std::string> {
        if (!writing.permit.decision().duties.second_person) return domain::refuse(RefusalKind::rule, {}, "Nobody else has to agree to this");
        if (auto refusals = wanted.check(writing); !refusals.empty()) return std::unexpected(std::move(refusals));
        auto id = open_request(writing, wanted);
        if (id.empty()) {
            id = next_reference(writing.tx, "AGR", writing.today);
            writing.tx.run("INSERT INTO second_person (id, action, act, object, panel, recipient, purpose, why, asked_by, prepared_at, until_at) "
                           "SELECT :id, :action, :act, r.id, r.panel, :recipient, :purpose, :why, :account, :now, :until FROM record r WHERE r.id = :object",
                           {with("id", id), with("action", auth::name(act.action)), with("act", wanted.act.name), with("recipient", act.recipient), with("purpose", wanted.purpose),
                            with("why", domain::tidy_lines(wanted.why)), with("account", writing.actor.account), with_at("now", writing.now),
                            with_at("until", writing.now + day * ask_days), with("object", wanted.object)});
        }
        writing.entry.objects.push_back(id);
        writing.entry.detail = domain::tidy_lines(wanted.why);
        return id;
    });
}

domain::Outcome<std::string> ask_for_agreement(Gate& gate, std::string_view id, std::string_view why) {
    const auto subject = subject_of(gate, id);
    if (!subject) return std::unexpected(subject.error());
    gate.give_purpose({subject->action, subject->object, subject->purpose});
    const Act act{*two_person_action(subject->action), "ask_agreement", "agreement", LoggedOperation::alteration, subject->recipient, id, true};
    return gate.perform(subject->object, act, [&](Writing& writing) -> domain::Outcome<std::string> {
        if (auto refusals = bad_text(why, "why", "Enter why you need to do this"); !refusals.empty()) return std::unexpected(std::move(refusals));
        if (writing.tx.run("UPDATE second_person SET why = :why, asked_at = :now, until_at = :until WHERE id = :id AND asked_by = :account AND asked_at IS NULL AND until_at > :now",
                           {with("why", domain::tidy_lines(why)), with_at("now", writing.now), with_at("until", writing.now + day * ask_days), with("id", id),
                            with("account", writing.actor.account)}) == 0)
            return domain::not_found();
        writing.entry.fields = {"why"};
        writing.entry.detail = domain::tidy_lines(why);
        return std::string(id);
    });
}

domain::Outcome<std::string> answer_agreement(Gate& gate, std::string_view id, bool agrees, std::string_view reason) {
    const auto subject = subject_of(gate, id);
    if (!subject) return std::unexpected(subject.error());
    gate.give_purpose({std::string(auth::name(auth::Action::approve)), subject->object, subject->purpose});  // it is approved for what it was asked for
    const Act act{auth::Action::approve, agrees ? "agree" : "refuse_agreement", "agreement", LoggedOperation::alteration, subject->recipient, id};
    return gate.perform(subject->object, act, [&](Writing& writing) -> domain::Outcome<std::string> {
        if (!may_agree(writing.tx, writing.actor, subject->action, subject->object, writing.now)) return domain::not_found();
        if (!agrees || domain::code_points(reason) > why_max)
            if (auto refusals = bad_text(reason, "reason", "Enter why you do not agree"); !refusals.empty()) return std::unexpected(std::move(refusals));
        if (writing.tx.run("UPDATE second_person SET answer = :answer, answered_by = :account, answered_at = :now, answer_reason = :reason, until_at = :until "
                           "WHERE id = :id AND asked_by <> :account AND asked_at IS NOT NULL AND answered_at IS NULL AND until_at > :now",
                           {with("answer", agrees ? "agreed" : "refused"), with("account", writing.actor.account), with_at("now", writing.now), with("reason", domain::tidy_lines(reason)),
                            with_at("until", writing.now + day * agreed_days), with("id", id)}) == 0)
            return domain::refuse(RefusalKind::rule, {}, "This request is no longer open: somebody has answered it, or it has run out", "Four eyes");
        writing.entry.fields = {"answer"};
        writing.entry.detail = domain::tidy_lines(reason);
        return std::string(id);
    });
}

domain::Outcome<AgreementRequest> open_agreement(Gate& gate, std::string_view id) {
    return gate.open_through(id, {auth::Action::read, "open_agreement", "agreement"}, [&](Listing& listing) { return read_agreement(listing, gate.actor(), id); });
}

Agreements agreements_of(Transaction& tx, const domain::Actor& actor, domain::Instant now) {
    Agreements all;
    const auto today = london_date(now);
    const auto collect = [&](auth::Action reached, const char* which, const auto& take) {
        const auto sql = scope_sql(auth::scope(actor, reached, today, now), now);
        auto binds = sql.binds;
        binds.push_back(with("me", actor.account));
        binds.push_back(with_at("since", now - day * agreed_days));
        Row row;
        tx.each(std::string("SELECT " CASEWORK_AGREEMENT_COLUMNS CASEWORK_AGREEMENT_JOINS "WHERE s.asked_at IS NOT NULL AND s.used_at IS NULL AND s.until_at > :since AND ") + which +
                    " AND " + sql.condition + " ORDER BY s.asked_at, s.id LIMIT 50",
                binds, row.into(), [&] { take(row); });
    };
    std::vector<std::pair<AgreementRequest, std::string>> waiting;
    collect(auth::Action::approve, "s.asked_by <> :me AND s.answered_at IS NULL", [&](Row& row) { waiting.emplace_back(row.taken(actor, now), row.action); });
    for (auto& [agreement, action] : waiting) {
        agreement.may_answer = agreement.state == AgreementState::waiting && may_agree(tx, actor, action, agreement.object, now);
        if (agreement.may_answer) all.to_answer.push_back(agreement);
    }
    collect(auth::Action::read, "s.asked_by = :me", [&](Row& row) { all.asked.push_back(row.taken(actor, now)); });
    return all;
}

}  // namespace casework::persistence
