// The steps of signing in: count the attempt, judge the password, then either open a session or leave it counted.
#include "persistence/sign_in.hpp"

#include <algorithm>

#include "auth/crypto.hpp"
#include "domain/text.hpp"
#include "persistence/account_rows.hpp"
#include "persistence/stand_in.hpp"
#include "persistence/throttle_rows.hpp"

namespace casework::persistence {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;
using Stage = SignInAnswer::Stage;

constexpr auto forgotten_after = std::chrono::hours{24};
constexpr auto ended_kept = std::chrono::hours{48};

struct Person {
    std::string account, agency, role, phc;
    bool must_set_password = false, second_factor = false;
};

std::string folded(const std::string& username) { return domain::ascii_lower(domain::trimmed(username)); }
ThrottleKeys keys_of(const TypedSignIn& typed) { return throttle_keys("name", folded(typed.username), typed.source_address); }

domain::LedgerEntry entry_of(std::string_view action, const TypedSignIn& typed) {
    domain::LedgerEntry entry;
    entry.action = action;
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = "account";
    entry.request_id = typed.reference;
    entry.source_address = typed.source_address;
    return entry;
}
void keep(const SignInDesk& desk, Receipt receipt) {
    if (desk.receipt != nullptr) *desk.receipt = std::move(receipt);
}
void append_refused(Transaction& tx, const SignInDesk& desk, std::string_view action, const TypedSignIn& typed, int status) {
    auto entry = entry_of(action, typed);
    entry.fields = {auth::to_hex(desk.ledger.digest("sign-in name " + folded(typed.username)))};
    entry.outcome = "refused";
    entry.rule = "R25";
    entry.status = status;
    keep(desk, desk.ledger.append(tx, std::move(entry)));
}
void append_done(Transaction& tx, const SignInDesk& desk, std::string_view action, const TypedSignIn& typed, const Person& person,
                 const std::string& session_hash) {
    auto entry = entry_of(action, typed);
    entry.account = person.account;
    entry.agency = person.agency;
    entry.role = person.role;
    entry.session = session_hash.substr(0, 12);
    entry.objects = {person.account};
    entry.status = 303;
    keep(desk, desk.ledger.append(tx, std::move(entry)));
}

// How long to wait still, or nothing, and then the attempt stands counted as a failure.
seconds count_attempt(Transaction& tx, const SignInDesk& desk, const TypedSignIn& typed, const ThrottleKeys& keys, domain::Instant now) {
    const auto open = tries_open_from(tx, keys, desk.throttle);
    if (open > now) {
        append_refused(tx, desk, "sign_in_throttled", typed, 429);
        return std::chrono::ceil<seconds>(open - now);
    }
    count_failure(tx, keys, now);
    return {};
}

// A second factor is asked of whoever has one, and of whose role requires it: who has none yet sets it up before anything opens.
Person read_person(Transaction& tx, const SignInDesk& desk, const std::string& username) {
    Person person;
    const bool found = tx.one("SELECT id, agency, role, password, must_set_password, second_factor FROM account WHERE username = :username AND disabled_at IS NULL",
           {with("username", username)},
           {&person.account, &person.agency, &person.role, &person.phc, &person.must_set_password, &person.second_factor});
    if (found && desk.second_factor != nullptr && desk.second_factor->requires_it_of(base_role(person.role))) person.second_factor = true;
    return person;
}

}  // namespace

std::string stand_in_hash(Transaction& tx, const Ledger& ledger, std::string_view username) {
    std::int64_t accounts = 0;
    tx.one("SELECT count(*) FROM account WHERE password <> ''", {}, {&accounts});
    if (accounts == 0) return {};
    std::uint64_t picked = 0;
    for (const char byte : ledger.digest("stand-in of " + std::string(username)).substr(0, sizeof picked)) picked = picked << 8 | static_cast<unsigned char>(byte);
    const auto at = static_cast<std::int64_t>(picked % static_cast<std::uint64_t>(accounts));
    std::string phc;
    tx.one("SELECT password FROM account WHERE password <> '' ORDER BY id LIMIT 1 OFFSET :at", {with("at", at)}, {&phc});
    return phc;
}

namespace {

void clear_old(Transaction& tx, domain::Instant now) {
    tx.run("DELETE FROM session WHERE last_used_at < :before", {with("before", micros(now - ended_kept))});
    tx.run("DELETE FROM sign_in_throttle WHERE last_at < :before", {with("before", micros(now - forgotten_after))});
}

std::string open_session(Transaction& tx, const Person& person, const TypedSignIn& typed, const std::string& token, domain::Instant now) {
    const auto hash = auth::session_hash(token);
    tx.run("INSERT INTO session (hash, account, form_secret, started_at, last_used_at, password_at, awaits_second_factor, source_address) "
           "VALUES (:hash, :account, :secret, :now, :now, :now, :awaits, :address)",
           {with("hash", hash), with("account", person.account), with("secret", auth::random_hex(32)), with("now", micros(now)),
            with("awaits", person.second_factor), with("address", typed.source_address)});
    return hash;
}

Stage stage_of(const Person& person) {
    return person.second_factor ? Stage::second_factor : person.must_set_password ? Stage::set_password : Stage::signed_in;
}

SignInAnswer refuse(const SignInDesk& desk, const TypedSignIn& typed) {
    desk.database.write([&](Transaction& tx) { append_refused(tx, desk, "sign_in_failed", typed, 422); });
    return {};
}

// Counts the attempt, reads the account and judges the password; the answer is filled in when it is refused.
struct Judged {
    ThrottleKeys keys;
    Person person;
    bool fits = false;
    seconds wait{};
};
Judged judge(const SignInDesk& desk, const TypedSignIn& typed, domain::Instant now) {
    Judged judged;
    judged.keys = keys_of(typed);
    desk.database.write([&](Transaction& tx) {
        judged.person = {};
        judged.wait = count_attempt(tx, desk, typed, judged.keys, now);
        if (judged.wait > seconds{}) return;
        judged.person = read_person(tx, desk, folded(typed.username));
        if (judged.person.account.empty()) judged.person.phc = stand_in_hash(tx, desk.ledger, folded(typed.username));
    });
    if (judged.wait > seconds{}) return judged;
    const auto& person = judged.person;
    const bool fits = person.phc.empty() ? desk.passwords.fits_nobody(typed.password) : desk.passwords.fits(typed.password, person.phc);
    judged.fits = fits && !person.account.empty();
    return judged;
}

}  // namespace

SignInAnswer sign_in(const SignInDesk& desk, const TypedSignIn& typed, domain::Instant now) {
    const auto judged = judge(desk, typed, now);
    if (judged.wait > seconds{}) return {.stage = Stage::throttled, .wait = judged.wait, .token = {}, .account = {}};
    if (!judged.fits) return refuse(desk, typed);

    const auto& person = judged.person;
    const auto rehashed = desk.passwords.is_outdated(person.phc) ? desk.passwords.hash(typed.password) : std::string{};
    const auto token = auth::new_session_token();
    desk.database.write([&](Transaction& tx) {
        clear_old(tx, now);
        forget_failures(tx, judged.keys);
        if (const auto old = auth::session_hash(typed.old_token); !old.empty()) end_session(tx, old, now);
        const auto hash = open_session(tx, person, typed, token, now);
        if (!person.second_factor) end_surplus_sessions(tx, person.account, hash, desk.parallel, now);
        tx.run("UPDATE account SET signed_in_at = :now WHERE id = :account", {with("now", micros(now)), with("account", person.account)});
        if (!rehashed.empty())
            tx.run("UPDATE account SET password = :new WHERE id = :account AND password = :old",
                   {with("new", rehashed), with("account", person.account), with("old", person.phc)});
        append_done(tx, desk, "sign_in", typed, person, hash);
    });
    return {.stage = stage_of(person), .wait = {}, .token = token, .account = person.account};
}

SignInAnswer confirm_password(const SignInDesk& desk, const OpenSession& session, const TypedSignIn& typed, domain::Instant now) {
    auto as_owner = typed;
    desk.database.read([&](Transaction& tx) {
        tx.one("SELECT username FROM account WHERE id = :account", {with("account", session.actor.account)}, {&as_owner.username});
    });
    const auto judged = judge(desk, as_owner, now);
    if (judged.wait > seconds{}) return {.stage = Stage::throttled, .wait = judged.wait, .token = {}, .account = {}};
    if (!judged.fits) return refuse(desk, as_owner);
    const auto token = auth::new_session_token();
    const auto hash = auth::session_hash(token);
    desk.database.write([&](Transaction& tx) {
        forget_failures(tx, judged.keys);
        renew_session(tx, session.hash, hash, now);
        note_password_given(tx, hash, now);
        append_done(tx, desk, "confirm_password", as_owner, judged.person, hash);
    });
    return {.stage = Stage::signed_in, .wait = {}, .token = token, .account = session.actor.account};
}

Receipt sign_out(Database& database, Ledger& ledger, std::string_view session_hash, domain::LedgerEntry entry, domain::Instant now) {
    entry.action = "sign_out";
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = "account";
    entry.objects = {entry.account};
    Receipt receipt;
    database.write([&](Transaction& tx) {
        end_session(tx, session_hash, now);
        receipt = ledger.append(tx, entry);
    });
    return receipt;
}

}  // namespace casework::persistence
