// Changes of rights: what they say before, carrying them out, and the second person's answer.
#include "persistence/rights.hpp"

#include <fmt/format.h>

#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"
#include "persistence/account_rows.hpp"
#include "persistence/rights_rows.hpp"
#include "persistence/sessions.hpp"

namespace casework::persistence {
namespace {

using domain::LoggedOperation;
using domain::Outcome;
using domain::Refusal;
using domain::RefusalKind;
using domain::Refusals;

constexpr int reason_max = 500;

bool founds(RightsKind kind) { return kind == RightsKind::add_agency || kind == RightsKind::add_group; }
bool about_account(RightsKind kind) { return !founds(kind) && kind != RightsKind::agreement && kind != RightsKind::suspend && kind != RightsKind::resume && kind != RightsKind::restrict && kind != RightsKind::open; }

std::string title_of_group(Transaction& tx, std::string_view panel) {
    std::string title(panel);
    tx.one("SELECT name FROM panel_group WHERE id = :panel", {with("panel", panel)}, {&title});
    return title;
}

std::string role_words(std::string_view role) {
    if (role == "records_officer") return "Records officer";
    if (role == "sysadmin") return "System administrator";
    return domain::upper_first(std::string(role));
}

std::string membership_words(std::string_view level, bool chair, domain::Date until, const std::string& panel) {
    return fmt::format("{}{} of {}, until {}", domain::upper_first(std::string(level)), chair ? " and chair" : "", panel, domain::long_date(until));
}

std::string membership_now(Transaction& tx, const RightsChange& c, domain::Date today) {
    std::string level, until;
    bool chair = false;
    if (!tx.one("SELECT level, chair, until FROM membership WHERE account = :account AND panel = :panel", {with("account", c.subject), with("panel", c.panel)}, {&level, &chair, &until}) || date(until) < today)
        return "Not a member of " + title_of_group(tx, c.panel);
    return membership_words(level, chair, date(until), title_of_group(tx, c.panel));
}

std::string details_words(const AccountDetails& d) {
    std::string words = fmt::format("{}{}{}, {}", d.title, d.title.empty() ? "" : " ", d.name, d.agency);
    if (!d.email.empty()) words += ", " + d.email;
    return d.manager.empty() ? words : words + ", led by " + d.manager;
}

AccountDetails details_now(Transaction& tx, std::string_view account) {
    AccountDetails d;
    tx.one("SELECT agency, name, title, email, manager FROM account WHERE id = :id", {with("id", account)}, {&d.agency, &d.name, &d.title, &d.email, &d.manager});
    return d;
}

std::string agreement_now(Transaction& tx, const RightsChange& c) {
    std::string until;
    if (!tx.one("SELECT until FROM agreement WHERE agency = :agency AND panel = :panel", {with("agency", c.subject), with("panel", c.panel)}, {&until})) return "No agreement for " + title_of_group(tx, c.panel);
    return fmt::format("Agreement for {} until {}", title_of_group(tx, c.panel), domain::long_date(date(until)));
}

struct Words {
    std::string was, becomes;
    std::vector<std::string> effects;
};

Words words_of_account(Transaction& tx, const RightsChange& c, domain::Date today) {
    const auto line = find_account(tx, c.subject);
    const std::string open = line && line->disabled ? "Disabled" : "Can sign in";
    const std::string out = "Every session of theirs ends at once, and their access tokens stop working.";
    switch (c.kind) {
        case RightsKind::join: return {"No account", fmt::format("{} signs in as {}", details_words(c.details), domain::ascii_lower(c.username)), {"They choose a password of their own at the first sign-in.", "They see nothing until they are a member of a group."}};
        case RightsKind::role: return {role_words(line->role), role_words(c.role), {out}};
        case RightsKind::membership: return {membership_now(tx, c, today), membership_words(c.level, c.chair, c.until, title_of_group(tx, c.panel)), {"It holds from their next click."}};
        case RightsKind::leave: return {membership_now(tx, c, today), "Not a member of " + title_of_group(tx, c.panel), {"The group’s records are closed to them from their next click."}};
        case RightsKind::disable: return {open, "Disabled", {out, "What they wrote and decided stays under their name."}};
        case RightsKind::enable: return {open, "Can sign in", {"Memberships that have not ended open their groups again."}};
        case RightsKind::password: return {"Signs in with a password of their own", "Signs in with a first password from you, then chooses their own", {out}};
        case RightsKind::second_factor: return {"Signs in with a code from their telephone", "Sets up a second step at the next sign-in, where it is required", {"Every session of theirs ends at once.", "Be sure that it is the person who asks you."}};
        case RightsKind::sessions: return {"Signed in", "Signed out everywhere", {}};
        default: break;
    }
    const auto now = details_now(tx, c.subject);
    Words words{details_words(now), details_words(c.details), {}};
    if (now.agency != c.details.agency) words.effects = {"Every membership of theirs ends: their new agency has agreements of its own.", out};
    return words;
}

Words words_of(Transaction& tx, const RightsChange& c, domain::Date today) {
    switch (c.kind) {
        case RightsKind::agreement:
            return {agreement_now(tx, c), fmt::format("Agreement for {} until {}, with {} days of grace", title_of_group(tx, c.panel), domain::long_date(c.until), c.grace_days),
                    {"After its last day and the grace, nobody of the agency reaches the group’s records."}};
        case RightsKind::suspend: return {"Takes part", "Suspended", {"Nobody of the agency opens anything from their next click."}};
        case RightsKind::resume: return {"Suspended", "Takes part", {}};
        case RightsKind::restrict: return {"A new member takes one person", "A new member takes a second person’s agreement", {}};
        case RightsKind::open: return {"A new member takes a second person’s agreement", "A new member takes one person", {}};
        case RightsKind::add_agency:
            return {"No such agency", fmt::format("{} ({}, {})", c.title, c.subject, domain::lower_first(domain::words_for(domain::community_protection::agency_kinds(), c.agency_kind))),
                    {"Its people reach nothing until it has a sharing agreement for a group.", "The id stays as it is: it stands in the ledger."}};
        case RightsKind::add_group:
            return {"No such group", fmt::format("{} ({}){}{}", c.title, c.subject, c.purpose.empty() ? "" : ": ", c.purpose), {"It has no members and no agency takes part until you enter a sharing agreement.", "The id stays as it is: it stands in addresses and in the ledger."}};
        default: return words_of_account(tx, c, today);
    }
}

Refusals not_allowed(Transaction& tx, const RightsChange& c, const domain::Actor& actor) {
    if (domain::trimmed(c.reason).empty()) return {{RefusalKind::invalid, "reason", "Say why it changes", {}}};
    if (domain::code_points(c.reason) > reason_max) return {{RefusalKind::invalid, "reason", fmt::format("Reason must be {} characters or less", reason_max), {}}};
    if (c.kind == RightsKind::join || !about_account(c.kind)) return {};
    const auto line = find_account(tx, c.subject);
    if (!line || line->id != c.subject) return {{RefusalKind::not_found, {}, "Page not found", {}}};
    if (c.subject == actor.account) return {{RefusalKind::rule, {}, "Nobody changes their own rights: ask a colleague", "Four eyes"}};
    if (c.kind == RightsKind::role && line->role == c.role) return {{RefusalKind::invalid, "role", "They have this role already", {}}};
    return {};
}

Outcome<std::string> join(Transaction& tx, const Administration& by, const RightsChange& c) {
    auto id = add_account(tx, by, {.username = c.username, .agency = c.details.agency, .name = c.details.name, .title = c.details.title, .role = domain::BaseRole::practitioner, .password_phc = c.password_phc});
    if (!id) return id;
    if (const auto more = set_details(tx, by, *id, c.details); !more) return std::unexpected(more.error());
    if (by.into != nullptr) by.into->action = "add_account";
    return id;
}

Outcome<std::string> found_agency(Transaction& tx, const Administration& by, const RightsChange& c) {
    auto id = add_agency(tx, by, c.subject, c.title);
    if (!id) return id;
    if (const auto kind = set_agency_kind(tx, by, *id, c.agency_kind); !kind) return std::unexpected(kind.error());
    if (by.into != nullptr) by.into->action = "add_agency";
    return id;
}

Outcome<std::string> carry_out(Transaction& tx, const Administration& by, const RightsChange& c) {
    const auto answered = [&](const auto& outcome) -> Outcome<std::string> { return outcome ? Outcome<std::string>(c.subject) : std::unexpected(outcome.error()); };
    switch (c.kind) {
        case RightsKind::join: return join(tx, by, c);
        case RightsKind::details: return answered(set_details(tx, by, c.subject, c.details));
        case RightsKind::role: return answered(set_role(tx, by, c.subject, base_role(c.role)));
        case RightsKind::membership: return answered(set_membership(tx, by, {c.subject, c.panel, level(c.level), c.chair, c.until}));
        case RightsKind::leave: return answered(end_membership(tx, by, c.subject, c.panel));
        case RightsKind::disable:
        case RightsKind::enable: return answered(disable_account(tx, by, c.subject, c.kind == RightsKind::disable));
        case RightsKind::password: return answered(reset_password(tx, by, c.subject, c.password_phc));
        case RightsKind::second_factor: return answered(reset_second_factor(tx, by, c.subject));
        case RightsKind::sessions: end_sessions(tx, by, c.subject); return c.subject;
        case RightsKind::agreement: return answered(set_agreement(tx, by, {c.subject, c.panel, c.signed_on, c.until, c.grace_days}));
        case RightsKind::suspend:
        case RightsKind::resume: return answered(suspend_agency(tx, by, c.subject, c.kind == RightsKind::suspend));
        case RightsKind::restrict:
        case RightsKind::open: return answered(restrict_group(tx, by, c.subject, c.kind == RightsKind::restrict));
        case RightsKind::add_agency: return found_agency(tx, by, c);
        case RightsKind::add_group: return add_group(tx, by, c.subject, c.title, c.purpose);
    }
    return domain::not_found();
}

void keep(Transaction& tx, const std::string& id, const RightsChange& c, const Words& words, const domain::Actor& actor, domain::Instant now, bool waits) {
    tx.run("INSERT INTO rights_change (id, kind, subject, panel, role, level, chair, until, was, becomes, reason, password_phc, asked_by, asked_at, done_at) VALUES "
           "(:id, :kind, :subject, :panel, :role, :level, :chair, :until, :was, :becomes, :reason, :phc, :by, :now, :done)",
           {with("id", id), with("kind", name(c.kind)), with("subject", c.subject), with("panel", c.panel), with("role", c.role), with("level", c.level), with("chair", c.chair),
            with("until", c.until == domain::Date{} ? std::string() : domain::iso_date(c.until)), with("was", words.was), with("becomes", words.becomes), with("reason", domain::tidy_lines(c.reason)),
            with("phc", waits ? c.password_phc : std::string()), with("by", actor.account), with("now", micros(now)), waits ? with("done", nullptr) : with("done", micros(now))});
}

// Judged anew by the standing that holds now; a refusal of the change itself undoes nothing, because nothing is written before it.
Outcome<bool> answer_now(Transaction& tx, const Administration& by, const domain::Actor& who, std::string_view id, bool agrees, std::string_view reason) {
    auto actor = who;
    reload_standing(tx, actor);
    const auto row = read_waiting_rights(tx, id);
    if (!row || !may_answer_rights(tx, actor, row->change, row->asked_by, by.now)) return domain::not_found();
    if (!row->waits) return domain::refuse(RefusalKind::conflict, {}, "This was answered already");
    if (agrees && !asker_still_may(tx, row->change, row->asked_by, by.now)) return domain::refuse(RefusalKind::rule, {}, "The person who asked may no longer ask for this. Refuse it, so that somebody else asks", "Four eyes");
    auto entry = by.who;
    entry.action = agrees ? "agree_rights" : "refuse_rights";
    entry.operation = LoggedOperation::security;
    entry.object_type = "account";
    if (agrees) {
        auto inner = by;
        inner.into = &entry;
        if (const auto done = carry_out(tx, inner, row->change); !done) return std::unexpected(done.error());
        entry.approvals = {std::string(id), actor.account};
    }
    entry.objects = {row->change.subject, std::string(id), row->asked_by};
    tx.run("UPDATE rights_change SET answer = :answer, answered_by = :by, answered_at = :now, answer_reason = :reason, done_at = :done, password_phc = '' WHERE id = :id",
           {with("answer", agrees ? "agreed" : "refused"), with("by", actor.account), with("now", micros(by.now)), with("reason", domain::tidy_lines(reason)),
            agrees ? with("done", micros(by.now)) : with("done", nullptr), with("id", id)});
    const auto receipt = by.ledger.append(tx, std::move(entry));
    if (by.receipt != nullptr) *by.receipt = receipt;
    return true;
}

// A coordinator acts for their own group; a system administrator for the partnership.
std::string_view judged_for(const Gate& gate, const RightsChange& c) { return gate.actor().role == domain::BaseRole::sysadmin || !of_one_group(c.kind) ? std::string_view{} : std::string_view(c.panel); }

}  // namespace

Outcome<RightsPreview> preview_rights(Gate& gate, const RightsChange& c) {
    return gate.open_panel(judged_for(gate, c), {auth::Action::administer, "preview_rights", "account", LoggedOperation::security}, [&](Reading& reading) {
        RightsPreview preview;
        if (about_account(c.kind) && c.kind != RightsKind::join && !find_account(reading.tx, c.subject)) return preview;
        auto words = words_of(reading.tx, c, reading.today);
        preview.was = std::move(words.was);
        preview.becomes = std::move(words.becomes);
        preview.effects = std::move(words.effects);
        preview.second_person = takes_second_person(reading.tx, c, {gate.actor().account, gate.actor().role}, reading.now);
        if (preview.second_person) preview.could_agree = who_could_answer_rights(reading.tx, c, gate.actor().account, reading.now);
        return preview;
    });
}

Outcome<RightsDone> change_rights(Gate& gate, Ledger& ledger, const RightsChange& wanted) {
    return gate.perform_in_panel(judged_for(gate, wanted), {auth::Action::administer, "change_rights", "account", LoggedOperation::security}, [&](Writing& writing) -> Outcome<RightsDone> {
        auto c = wanted;
        if (auto refusals = not_allowed(writing.tx, c, writing.actor); !refusals.empty()) return std::unexpected(std::move(refusals));
        const auto words = words_of(writing.tx, c, writing.today);
        const bool waits = takes_second_person(writing.tx, c, {writing.actor.account, writing.actor.role}, writing.now);
        RightsDone done{next_reference(writing.tx, "CHG", writing.today), c.subject, waits};
        if (waits) {
            if (who_could_answer_rights(writing.tx, c, writing.actor.account, writing.now).empty())
                return domain::refuse(RefusalKind::rule, {}, "No other coordinator could agree to this: let a system administrator ask for it, so that you agree, or make another coordinator first", "Four eyes");
            writing.entry.action = "ask_rights";
            writing.entry.objects = {c.subject, done.id};
        } else {
            const auto subject = carry_out(writing.tx, {ledger, writing.entry, writing.now, nullptr, &writing.entry}, c);
            if (!subject) return std::unexpected(subject.error());
            c.subject = done.subject = *subject;
            writing.entry.objects.push_back(done.id);
        }
        keep(writing.tx, done.id, c, words, writing.actor, writing.now, waits);
        return done;
    });
}

// Whoever asked, whoever may answer and system administrators see it; for everybody else it is not there.
Outcome<RightsLine> open_rights(Database& database, const domain::Actor& actor, std::string_view id, domain::Instant now) {
    Outcome<RightsLine> found = domain::not_found();
    database.read([&](Transaction& tx) {
        auto lines = rights_lines(tx, "id", id, 1);
        const auto row = read_waiting_rights(tx, id);
        if (lines.empty() || !row) return;
        auto& line = lines.front();
        const bool could = may_answer_rights(tx, actor, row->change, row->asked_by, now);
        if (line.asked_by != actor.account && !could && actor.role != domain::BaseRole::sysadmin) return;
        line.may_answer = could && line.waits();
        if (line.waits()) line.could_agree = who_could_answer_rights(tx, row->change, row->asked_by, now);
        found = std::move(line);
    });
    return found;
}

Outcome<bool> answer_rights(Database& database, const Administration& by, const domain::Actor& who, std::string_view id, bool agrees, std::string_view reason) {
    if (!agrees && domain::trimmed(reason).empty()) return domain::refuse(RefusalKind::invalid, "reason", "Say why you do not agree");
    if (domain::code_points(reason) > reason_max) return domain::refuse(RefusalKind::invalid, "reason", fmt::format("Reason must be {} characters or less", reason_max));
    Outcome<bool> answered = true;
    database.write([&](Transaction& tx) { answered = answer_now(tx, by, who, id, agrees, reason); });
    return answered;
}

std::vector<RightsLine> rights_to_answer(Transaction& tx, const domain::Actor& actor, domain::Instant now) {
    auto lines = rights_lines(tx, "waiting", {}, 200);
    std::erase_if(lines, [&](const RightsLine& line) {
        const auto row = read_waiting_rights(tx, line.id);
        return !row || !may_answer_rights(tx, actor, row->change, row->asked_by, now);
    });
    if (lines.size() > 50) lines.resize(50);
    return lines;
}

}  // namespace casework::persistence
