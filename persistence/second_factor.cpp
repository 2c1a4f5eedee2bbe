// Judging codes outside transactions, using them up inside one.
#include "persistence/second_factor.hpp"

#include "persistence/account_rows.hpp"
#include "persistence/throttle_rows.hpp"

namespace casework::persistence {
namespace {

using std::chrono::seconds;
using Stage = SignInAnswer::Stage;

ThrottleKeys keys_of(const OpenSession& session, const TypedSignIn& typed) { return throttle_keys("second factor", session.actor.account, typed.source_address); }

domain::LedgerEntry entry_of(std::string_view action, const OpenSession& session, const TypedSignIn& typed, int status) {
    domain::LedgerEntry entry;
    entry.action = action;
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = "account";
    entry.account = session.actor.account;
    entry.agency = session.actor.agency;
    entry.role = word(session.actor.role);
    entry.session = session.hash.substr(0, 12);
    entry.objects = {session.actor.account};
    entry.request_id = typed.reference;
    entry.source_address = typed.source_address;
    entry.status = status;
    return entry;
}

void append(Transaction& tx, const SignInDesk& desk, domain::LedgerEntry entry) {
    const auto receipt = desk.ledger.append(tx, std::move(entry));
    if (desk.receipt != nullptr) *desk.receipt = receipt;
}

void append_refused(Transaction& tx, const SignInDesk& desk, std::string_view action, const OpenSession& session, const TypedSignIn& typed, int status) {
    auto entry = entry_of(action, session, typed, status);
    entry.outcome = "refused";
    entry.rule = "R26";
    append(tx, desk, std::move(entry));
}

// How long to wait still, or nothing, and then the attempt stands counted as a failure.
seconds count_attempt(const SignInDesk& desk, const OpenSession& session, const TypedSignIn& typed, domain::Instant now) {
    const auto keys = keys_of(session, typed);
    seconds wait{};
    desk.database.write([&](Transaction& tx) {
        const auto open = tries_open_from(tx, keys, desk.throttle);
        wait = open > now ? std::chrono::ceil<seconds>(open - now) : seconds{};
        if (wait > seconds{}) append_refused(tx, desk, "second_factor_throttled", session, typed, 429);
        else count_failure(tx, keys, now);
    });
    return wait;
}

SignInAnswer refused(const SignInDesk& desk, const OpenSession& session, const TypedSignIn& typed) {
    desk.database.write([&](Transaction& tx) { append_refused(tx, desk, "second_factor_failed", session, typed, 422); });
    return {};
}
SignInAnswer throttled(seconds wait) { return {.stage = Stage::throttled, .wait = wait, .token = {}, .account = {}}; }

// What the code stands for: a time step of the seed, or one of the recovery codes.
struct Judged {
    std::optional<std::int64_t> step;
    std::optional<int> recovery;
};

Judged judge(const SignInDesk& desk, const OpenSession& session, const TypedSignIn& typed, domain::Instant now) {
    const auto recovery = auth::typed_recovery_code(typed.password);
    const auto n = auth::number_of(recovery);
    std::string sealed, phc;
    desk.database.read([&](Transaction& tx) {
        tx.one("SELECT seed FROM second_factor WHERE account = :account", {with("account", session.actor.account)}, {&sealed});
        if (n) tx.one("SELECT code FROM recovery_code WHERE account = :account AND n = :n AND used_at IS NULL", {with("account", session.actor.account), with("n", *n)}, {&phc});
    });
    if (n) return {.step = {}, .recovery = !phc.empty() && desk.passwords.fits(recovery, phc) ? n : std::nullopt};
    const auto seed = sealed.empty() ? std::nullopt : auth::unseal_seed(*desk.second_factor, session.actor.account, sealed);
    return {.step = seed ? auth::step_of_code(*seed, typed.password, now) : std::nullopt, .recovery = {}};
}

// Whether it was still good: of two that come with the same code at once, one passes.
bool use_up(Transaction& tx, const std::string& account, const Judged& judged, domain::Instant now) {
    if (judged.step)
        return tx.run("UPDATE second_factor SET last_step = :step WHERE account = :account AND last_step < :step", {with("step", *judged.step), with("account", account)}) == 1;
    return judged.recovery && tx.run("UPDATE recovery_code SET used_at = :now WHERE account = :account AND n = :n AND used_at IS NULL",
                                     {with("now", micros(now)), with("account", account), with("n", *judged.recovery)}) == 1;
}

// The session under a new id, complete from now on.
std::string pass(Transaction& tx, const SignInDesk& desk, const OpenSession& session, const TypedSignIn& typed, const std::string& token, domain::Instant now) {
    const auto hash = auth::session_hash(token);
    renew_session(tx, session.hash, hash, now);
    tx.run("UPDATE session SET awaits_second_factor = 0 WHERE hash = :hash", {with("hash", hash)});
    end_surplus_sessions(tx, session.actor.account, hash, desk.parallel, now);
    forget_failures(tx, keys_of(session, typed));
    return hash;
}

SignInAnswer signed_in(const OpenSession& session, std::string token) {
    return {.stage = session.must_set_password ? Stage::set_password : Stage::signed_in, .wait = {}, .token = std::move(token), .account = session.actor.account};
}

struct FreshCodes {
    std::vector<std::string> codes, hashes;
};
FreshCodes fresh_codes(const auth::PasswordHasher& hasher) {
    FreshCodes fresh{auth::new_recovery_codes(), {}};
    for (const auto& code : fresh.codes) fresh.hashes.push_back(hasher.hash(code));
    return fresh;
}
void store_codes(Transaction& tx, std::string_view account, const FreshCodes& fresh) {
    tx.run("DELETE FROM recovery_code WHERE account = :account", {with("account", account)});
    for (std::size_t n = 0; n < fresh.hashes.size(); ++n)
        tx.run("INSERT INTO recovery_code (account, n, code) VALUES (:account, :n, :code)", {with("account", account), with("n", static_cast<int>(n)), with("code", fresh.hashes[n])});
}

void store_seed(Transaction& tx, const SignInDesk& desk, const std::string& account, const std::string& seed, std::int64_t step, domain::Instant now) {
    tx.run("INSERT INTO second_factor (account, seed, last_step, since_at) VALUES (:account, :seed, :step, :now) "
           "ON CONFLICT (account) DO UPDATE SET seed = excluded.seed, last_step = excluded.last_step, since_at = excluded.since_at",
           {with("account", account), with("seed", auth::seal_seed(*desk.second_factor, account, seed)), with("step", step), with("now", micros(now))});
    tx.run("UPDATE account SET second_factor = 1, version = version + 1 WHERE id = :account", {with("account", account)});
}

}  // namespace

std::optional<SecondFactor> second_factor_of(Transaction& tx, std::string_view account) {
    SecondFactor factor;
    std::int64_t since = 0;
    if (!tx.one("SELECT since_at FROM second_factor WHERE account = :account", {with("account", account)}, {&since})) return std::nullopt;
    factor.since = instant_of(since);
    tx.one("SELECT count(*) FROM recovery_code WHERE account = :account AND used_at IS NULL", {with("account", account)}, {&factor.codes_left});
    return factor;
}

SignInAnswer give_second_factor(const SignInDesk& desk, const OpenSession& session, const TypedSignIn& typed, domain::Instant now) {
    if (const auto wait = count_attempt(desk, session, typed, now); wait > seconds{}) return throttled(wait);
    const auto judged = judge(desk, session, typed, now);
    if (!judged.step && !judged.recovery) return refused(desk, session, typed);
    const auto token = auth::new_session_token();
    bool used = false;
    desk.database.write([&](Transaction& tx) {
        used = use_up(tx, session.actor.account, judged, now);
        if (!used) return append_refused(tx, desk, "second_factor_failed", session, typed, 422);
        auto entry = entry_of("second_factor", session, typed, 303);
        entry.session = pass(tx, desk, session, typed, token, now).substr(0, 12);
        entry.fields = {judged.step ? "code" : "recovery_code"};
        append(tx, desk, std::move(entry));
    });
    return used ? signed_in(session, token) : SignInAnswer{};
}

SetUp set_up_second_factor(const SignInDesk& desk, const OpenSession& session, const TypedSignIn& typed, domain::Instant now) {
    if (const auto wait = count_attempt(desk, session, typed, now); wait > seconds{}) return {throttled(wait), {}};
    const auto seed = auth::seed_of_session(*desk.second_factor, session.hash);
    const auto step = auth::step_of_code(seed, typed.password, now);
    if (!step) return {refused(desk, session, typed), {}};
    auto fresh = fresh_codes(desk.passwords);
    const auto token = auth::new_session_token();
    bool done = false;
    desk.database.write([&](Transaction& tx) {
        // With the password alone nobody puts a telephone of their own in the place of the owner's.
        done = !session.awaits_second_factor || !second_factor_of(tx, session.actor.account);
        if (!done) return append_refused(tx, desk, "second_factor_failed", session, typed, 422);
        store_seed(tx, desk, session.actor.account, seed, *step, now);
        store_codes(tx, session.actor.account, fresh);
        auto entry = entry_of("set_second_factor", session, typed, 200);
        const auto hash = pass(tx, desk, session, typed, token, now);
        tx.run("UPDATE session SET ended_at = :now WHERE account = :account AND hash <> :hash AND ended_at IS NULL",
               {with("now", micros(now)), with("account", session.actor.account), with("hash", hash)});
        entry.session = hash.substr(0, 12);
        append(tx, desk, std::move(entry));
    });
    if (!done) return {};
    return {signed_in(session, token), std::move(fresh.codes)};
}

std::vector<std::string> renew_recovery_codes(Transaction& tx, const Administration& by, const auth::PasswordHasher& hasher, std::string_view account) {
    auto fresh = fresh_codes(hasher);
    store_codes(tx, account, fresh);
    auto entry = by.who;
    entry.action = "renew_recovery_codes";
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = "account";
    entry.objects = {std::string(account)};
    const auto receipt = by.ledger.append(tx, std::move(entry));
    if (by.receipt != nullptr) *by.receipt = receipt;
    return std::move(fresh.codes);
}

domain::Outcome<bool> reset_second_factor(Transaction& tx, const Administration& by, std::string_view id, std::string_view except_session) {
    const auto line = find_account(tx, id);
    if (!line) return domain::refuse(domain::RefusalKind::invalid, "account", "There is no account " + std::string(id));
    tx.run("DELETE FROM recovery_code WHERE account = :account", {with("account", line->id)});
    if (tx.run("DELETE FROM second_factor WHERE account = :account", {with("account", line->id)}) == 0)
        return domain::refuse(domain::RefusalKind::invalid, "account", line->username + " has no second factor");
    tx.run("UPDATE account SET second_factor = 0, version = version + 1 WHERE id = :account", {with("account", line->id)});
    tx.run("UPDATE session SET ended_at = :now WHERE account = :account AND hash <> :except AND ended_at IS NULL",
           {with("now", micros(by.now)), with("account", line->id), with("except", except_session)});
    auto entry = by.who;
    entry.action = "reset_second_factor";
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = "account";
    entry.objects = {line->id};
    if (by.into != nullptr) {
        *by.into = std::move(entry);
        return true;
    }
    const auto receipt = by.ledger.append(tx, std::move(entry));
    if (by.receipt != nullptr) *by.receipt = receipt;
    return true;
}

}  // namespace casework::persistence
