// Choosing entries, and recording that they were chosen.
#include "persistence/audit/ledger_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "auth/crypto.hpp"
#include "domain/audit/ledger_use.hpp"
#include "domain/audit/reading_patterns.hpp"
#include "domain/text.hpp"
#include "persistence/accounts.hpp"
#include "persistence/audit/audit_rows.hpp"
#include "persistence/audit/ledger_walk.hpp"
#include "persistence/ledger_export.hpp"
#include "persistence/ledger_stream.hpp"

namespace casework::persistence {

using auth::Action;
using domain::LedgerEntry;
using domain::LoggedOperation;
using domain::Outcome;
using domain::RefusalKind;
using domain::Refusals;

namespace {

// An answer comes within seconds however long the ledger is: the reader carries on where it ended.
constexpr int looked_through_most = 20'000;

std::vector<std::string> looks_of(const LedgerEntry& e) {
    std::vector<std::string> looks;
    if (e.operation != LoggedOperation::consultation && e.operation != LoggedOperation::disclosure) return looks;
    const auto hour = london_hour(domain::Instant{std::chrono::milliseconds(e.at_ms)});
    if (!e.account.empty() && (hour >= domain::audit::night_from || hour < domain::audit::night_until)) looks.emplace_back("night");
    if (e.rule == "D8") looks.emplace_back("emergency");
    return looks;
}

struct Conditions {
    LedgerQuestion question;          // with the id of the account
    std::vector<std::string> about;   // nothing: about anything
    LedgerStretch stretch;
    std::int64_t before_ms = INT64_MAX;

    bool holds(const LedgerEntry& e) const {
        const auto& q = question;
        const bool of_rule = q.rule.empty() || e.rule == q.rule || e.rule.starts_with(q.rule + "/");
        return e.at_ms < before_ms && of_rule && (q.account.empty() || e.account == q.account) && (q.agency.empty() || e.agency == q.agency) && (q.used_for.empty() || e.purpose == q.used_for) &&
               one_of(q.operations, domain::name(e.operation)) && looked_for(e) && (!q.refused_only || e.outcome == "refused") && is_about(e);
    }
    static bool one_of(const std::vector<std::string>& wanted, std::string_view value) { return wanted.empty() || std::ranges::find(wanted, value) != wanted.end(); }
    bool looked_for(const LedgerEntry& e) const {
        return question.looks.empty() || std::ranges::any_of(looks_of(e), [&](const std::string& look) { return one_of(question.looks, look); });
    }
    bool is_about(const LedgerEntry& e) const {
        return about.empty() || std::ranges::any_of(about, [&](const std::string& id) { return std::ranges::find(e.objects, id) != e.objects.end() || e.account == id; });
    }
    // Along the index where an id narrows it, otherwise through all streams.
    void walk(Transaction& tx, const TakeEntry& take) const {
        if (!about.empty()) walk_about(tx, about, stretch, take);
        else if (!question.account.empty()) walk_about(tx, {question.account}, stretch, take);
        else walk_ledger(tx, stretch, take);
    }
};

Outcome<Conditions> understood(Transaction& tx, LedgerQuestion question) {
    Conditions asked;
    Refusals refusals;
    question.account = domain::tidy_line(question.account);
    if (!question.account.empty()) {
        if (const auto account = find_account(tx, domain::ascii_lower(question.account))) question.account = account->id;
        else if (const auto by_id = find_account(tx, question.account)) question.account = by_id->id;
        else refusals.push_back({RefusalKind::invalid, "account", "Nobody has this user name or id", {}});
    }
    if (question.from && question.to && *question.to < *question.from) refusals.push_back({RefusalKind::invalid, "to", "The last day must be the same as or after the first", {}});
    if (!refusals.empty()) return std::unexpected(std::move(refusals));
    if (!question.about.empty()) asked.about = ids_about(tx, question.about);
    if (question.from) asked.stretch.since_ms = day_begins_ms(*question.from);
    if (question.to) asked.before_ms = day_begins_ms(domain::add_days(*question.to, 1));
    asked.stretch.from.at_ms = asked.before_ms;
    asked.question = std::move(question);
    return asked;
}

// The conditions as they stand in the entry of the use: ids and codes, nothing that was typed freely.
void note(Transaction& tx, LedgerEntry& entry, const Conditions& asked) {
    const auto& q = asked.question;
    for (const auto& id : {q.about, q.account})
        if (!id.empty()) entry.objects.push_back(known_id(tx, id));
    for (const auto& [field, set] : {std::pair{"agency", !q.agency.empty()}, {"rule", !q.rule.empty()}, {"used_for", !q.used_for.empty()}, {"operation", !q.operations.empty()}, {"looks", !q.looks.empty()}, {"refused", q.refused_only}, {"from", q.from.has_value()}, {"to", q.to.has_value()}})
        if (set) entry.fields.emplace_back(field);
}

// A file leaves the service: the password again, as for every export.
Refusals password_needed(const Gate& gate) {
    const auto given = gate.actor().password_at;
    if (given && gate.now() - *given <= std::chrono::minutes(5)) return {};
    return {{RefusalKind::password_again, std::string(auth::name(Action::audit)), "password", {}}};
}

Refusals too_many(std::size_t most) {
    return {{RefusalKind::invalid, "from", fmt::format("More than {} entries: narrow it with a first and a last day, an account or a record, or use ‘casework ledger export’", most), {}}};
}

// Judges, runs and records one use; `run` fills what it answers, and the entry, from what was asked.
template <class R, class Run>
Outcome<R> use(const AuditDesk& desk, const LedgerQuestion& question, const Act& act, Run run) {
    if (auto refusals = desk.gate.check("", act); !refusals.empty()) return std::unexpected(std::move(refusals));
    if (auto refusals = domain::audit::purpose_refused(question.purpose); !refusals.empty()) return std::unexpected(std::move(refusals));
    if (act.operation == LoggedOperation::disclosure)
        if (auto refusals = password_needed(desk.gate); !refusals.empty()) return std::unexpected(std::move(refusals));
    auto entry = desk.gate.entry(act);
    entry.purpose = question.purpose;
    entry.rule = desk.gate.would_allow("", act.action).rule;
    Outcome<R> answer = domain::not_found();
    desk.database.read([&](Transaction& tx) {
        auto asked = understood(tx, question);
        if (!asked) {
            answer = std::unexpected(std::move(asked.error()));
            return;
        }
        note(tx, entry, *asked);
        answer = run(tx, entry, *asked);
    });
    if (answer) desk.gate.record(std::move(entry));
    return answer;
}

Refusals narrow(const LedgerQuestion& q) {
    if (!q.about.empty() || !q.account.empty() || q.from) return {};
    return {{RefusalKind::invalid, "from", "For a file, narrow it: a record, a person, an account or a first day", {}}};
}

}  // namespace

Outcome<LedgerPage> search_ledger(const AuditDesk& desk, const LedgerQuestion& question, std::string_view after) {
    return use<LedgerPage>(desk, question, {Action::audit, "ledger_search", "ledger"}, [&](Transaction& tx, LedgerEntry& made, Conditions& asked) -> Outcome<LedgerPage> {
        if (const auto place = AccessLogPlace::parse(after); place && place->at_ms < asked.stretch.from.at_ms) asked.stretch.from = *place;
        LedgerPage page;
        int looked = 0;
        asked.walk(tx, [&](const AccessLogPlace& place, LedgerEntry& entry) {
            if (page.rows.size() == ledger_rows) {
                page.next = page.rows.back().place;
                return false;
            }
            if (asked.holds(entry)) page.rows.push_back({place, entry, looks_of(entry)});
            if (++looked < looked_through_most) return true;
            page.next = place;
            page.looked_through = true;
            return false;
        });
        name_everybody(tx, page.rows, page.names, page.agencies);
        made.count = std::ssize(page.rows);
        return page;
    });
}

Outcome<std::string> extract_ledger(const AuditDesk& desk, const LedgerQuestion& question, const WriteFile<LedgerExtract>& write, std::size_t most) {
    return use<std::string>(desk, question, {Action::audit, "ledger_export", "ledger", LoggedOperation::disclosure}, [&](Transaction& tx, LedgerEntry& made, Conditions& asked) -> Outcome<std::string> {
        if (auto refusals = narrow(asked.question); !refusals.empty()) return std::unexpected(std::move(refusals));
        LedgerExtract extract;
        bool more = false;
        asked.walk(tx, [&](const AccessLogPlace& place, LedgerEntry& entry) {
            if (!asked.holds(entry)) return true;
            more = extract.rows.size() == most;
            if (!more) extract.rows.push_back({place, entry, looks_of(entry)});
            return !more;
        });
        if (more) return std::unexpected(too_many(most));
        name_everybody(tx, extract.rows, extract.names, extract.agencies);
        auto text = write(extract);
        made.count = std::ssize(extract.rows);
        made.after = auth::sha256(text);
        return text;
    });
}

Outcome<ProvedExtract> prove_extract(const AuditDesk& desk, const LedgerQuestion& question, std::size_t most) {
    return use<ProvedExtract>(desk, question, {Action::audit, "ledger_bundle", "ledger", LoggedOperation::disclosure}, [&](Transaction& tx, LedgerEntry& made, Conditions& asked) -> Outcome<ProvedExtract> {
        if (auto refusals = narrow(asked.question); !refusals.empty()) return std::unexpected(std::move(refusals));
        ExportWish wish;
        if (asked.about.size() == 1) wish.subjects.push_back(asked.about.front());
        if (!asked.question.account.empty()) wish.subjects.push_back(asked.question.account);
        if (asked.question.from) wish.from_ms = asked.stretch.since_ms;
        if (asked.question.to) wish.before_ms = asked.before_ms;
        wish.also = [&](const LedgerEntry& entry) { return asked.holds(entry); };
        ProvedExtract extract;
        const auto bundle = export_ledger(tx, wish);
        for (const auto& stream : bundle.streams) extract.entries += stream.entries.size();
        if (extract.entries > most) return std::unexpected(too_many(most));
        extract.text = bundle_text(bundle);
        made.count = static_cast<std::int64_t>(extract.entries);
        made.after = auth::sha256(extract.text);
        return extract;
    });
}

namespace {

Refusals about_something(const LedgerQuestion& question) {
    if (!domain::trimmed(question.about).empty()) return {};
    return {{RefusalKind::invalid, "about", "Enter the reference of a record, or the id of a person", {}}};
}

WhoLooked lookers_of(Transaction& tx, LedgerEntry& made, Conditions& asked) {
    WhoLooked report{.subject = asked.question.about, .ids = asked.about, .lookers = {}};
    std::map<std::string, Looker> by_account;
    int looked = 0;
    walk_about(tx, asked.about, asked.stretch, [&](const AccessLogPlace&, LedgerEntry& entry) {
        report.more = ++looked > looked_through_most;
        if (report.more || !asked.holds(entry) || entry.account.empty()) return !report.more;
        const domain::Instant at{std::chrono::milliseconds(entry.at_ms)};
        auto& looker = by_account.try_emplace(entry.account, Looker{.account = entry.account, .name = {}, .agency = entry.agency, .first = at, .last = at}).first->second;
        looker.first = std::min(looker.first, at), looker.last = std::max(looker.last, at);
        const bool reads = entry.operation == LoggedOperation::consultation || entry.operation == LoggedOperation::disclosure;
        ++(entry.outcome == "refused" ? looker.refusals : reads ? looker.looks : looker.changes);
        return true;
    });
    for (auto& [account, looker] : by_account) report.lookers.push_back(std::move(looker));
    std::ranges::sort(report.lookers, [](const Looker& a, const Looker& b) { return std::tie(b.last, a.account) < std::tie(a.last, b.account); });
    for (auto& looker : report.lookers) looker.name = name_of(tx, looker.account), looker.agency = agency_name(tx, looker.agency);
    made.count = std::ssize(report.lookers);
    return report;
}

}  // namespace

Outcome<WhoLooked> who_looked(const AuditDesk& desk, const LedgerQuestion& question) {
    if (auto refusals = about_something(question); !refusals.empty()) return std::unexpected(std::move(refusals));
    return use<WhoLooked>(desk, question, {Action::audit, "who_looked", "ledger"}, [](Transaction& tx, LedgerEntry& made, Conditions& asked) -> Outcome<WhoLooked> { return lookers_of(tx, made, asked); });
}

Outcome<std::string> extract_who_looked(const AuditDesk& desk, const LedgerQuestion& question, const WriteFile<WhoLooked>& write) {
    if (auto refusals = about_something(question); !refusals.empty()) return std::unexpected(std::move(refusals));
    return use<std::string>(desk, question, {Action::audit, "who_looked_export", "ledger", LoggedOperation::disclosure}, [&](Transaction& tx, LedgerEntry& made, Conditions& asked) -> Outcome<std::string> {
        const auto report = lookers_of(tx, made, asked);
        if (report.more) return std::unexpected(too_many(looked_through_most));
        auto text = write(report);
        made.after = auth::sha256(text);
        return text;
    });
}

LedgerState ledger_state(Transaction& tx) {
    LedgerState state;
    for (const auto& [stream, entries] : ledger_streams(tx)) state.entries += entries, ++state.streams;
    std::optional<std::int64_t> at;
    tx.one("SELECT max(ts) FROM audit_checkpoint", {}, {&at});
    if (at) state.checkpoint = domain::Instant{std::chrono::milliseconds(*at)};
    state.whole = kept_verification(tx, of_whole);
    state.at_start = kept_verification(tx, of_start);
    return state;
}

OwnHistory own_history(const AuditDesk& desk, std::string_view after) {
    const auto& account = desk.gate.actor().account;
    LedgerStretch stretch;
    if (const auto place = AccessLogPlace::parse(after)) stretch.from = *place;
    OwnHistory history;
    int looked = 0;
    const TakeEntry take = [&](const AccessLogPlace& place, LedgerEntry& entry) {
        if (history.rows.size() == ledger_rows || ++looked > looked_through_most) {
            history.next = history.rows.empty() ? place : history.rows.back().place;
            return false;
        }
        if (entry.account != account) return true;
        OwnRow row{place, domain::Instant{std::chrono::milliseconds(entry.at_ms)}, entry.action, entry.object_type, entry.outcome, entry.source_address, {}};
        const bool was_shown = entry.outcome == "done" && entry.operation != LoggedOperation::security && entry.operation != LoggedOperation::disclosure;
        if (was_shown) row.objects = std::move(entry.objects);
        std::erase(row.objects, account);
        history.rows.push_back(std::move(row));
        return true;
    };
    desk.database.read([&](Transaction& tx) { walk_about(tx, {account}, stretch, take); });
    auto made = desk.gate.entry({Action::read, "own_history", "account"});
    made.objects = {account};
    made.count = std::ssize(history.rows);
    desk.gate.record(std::move(made));
    return history;
}

}  // namespace casework::persistence
