// Loading a session with the rights of its account, and what a session remembers.
#include "persistence/sessions.hpp"

#include "auth/crypto.hpp"
#include "persistence/account_rows.hpp"

namespace casework::persistence {
namespace {

constexpr auto purpose_lasts = std::chrono::minutes{5};
constexpr auto kept_lasts = std::chrono::minutes{30};
constexpr int kept_per_account = 5;

struct SessionRow {
    std::string secret_hex;
    std::int64_t started = 0, last_used = 0;
    std::optional<std::int64_t> password_at;
    bool awaits_second_factor = false, must_set_password = false, initials_only = false;
};

bool read_session(Transaction& tx, OpenSession& open, SessionRow& row) {
    auto& actor = open.actor;
    std::string role;
    const bool found = tx.one(
        "SELECT s.form_secret, s.started_at, s.last_used_at, s.password_at, s.awaits_second_factor, s.initials_only, a.must_set_password, a.id, "
        "a.agency, g.name, a.name, a.title, a.role, g.suspended FROM session s JOIN account a ON a.id = s.account JOIN agency g ON g.id = a.agency "
        "WHERE s.hash = :hash AND s.ended_at IS NULL AND a.disabled_at IS NULL",
        {with("hash", open.hash)},
        {&row.secret_hex, &row.started, &row.last_used, &row.password_at, &row.awaits_second_factor, &row.initials_only, &row.must_set_password,
         &actor.account, &actor.agency, &actor.agency_name, &actor.name, &actor.title, &role, &actor.agency_suspended});
    if (found) actor.role = base_role(role);
    return found;
}

void read_purposes(Transaction& tx, OpenSession& open, domain::Instant now) {
    GivenPurpose purpose;
    tx.each("SELECT action, object, code FROM session_purpose WHERE session = :hash AND given_at >= :since",
            {with("hash", open.hash), with("since", micros(now - purpose_lasts))}, {&purpose.action, &purpose.object, &purpose.code},
            [&] { open.purposes.push_back(purpose); });
}

void fill(OpenSession& open, const SessionRow& row) {
    open.form_secret = auth::from_hex(row.secret_hex).value_or("");
    open.started = instant_of(row.started);
    open.last_used = instant_of(row.last_used);
    open.awaits_second_factor = row.awaits_second_factor;
    open.must_set_password = row.must_set_password;
    open.initials_only = row.initials_only;
    open.actor.full_session = !open.must_set_password && !open.awaits_second_factor;
    if (row.password_at) open.actor.password_at = instant_of(*row.password_at);
}

// Nobody waits for this; when the database is away the next request finds out.
void note_use(Database& database, OpenSession& open, domain::Instant now) {
    database.write_later([hash = open.hash, now](Transaction& tx) {
        tx.run("UPDATE session SET last_used_at = :now WHERE hash = :hash AND last_used_at < :now AND ended_at IS NULL",
               {with("now", micros(now)), with("hash", hash)});
    });
    open.last_used = now;
}

std::string form_key(const std::string& server_key) { return auth::hmac_sha256(server_key, "kept forms"); }

}  // namespace

std::optional<OpenSession> load_session(Database& database, std::string_view token, domain::Instant now, const SessionLimits& limits) {
    OpenSession open;
    open.hash = auth::session_hash(token);
    if (open.hash.empty()) return std::nullopt;
    SessionRow row;
    bool found = false;
    database.read([&](Transaction& tx) {
        open.actor = {};
        open.purposes.clear();
        found = read_session(tx, open, row);
        if (!found) return;
        read_rights(tx, open.actor);
        read_purposes(tx, open, now);
    });
    if (!found) return std::nullopt;
    fill(open, row);
    if (now >= auth::session_end(open.started, open.last_used, limits)) return std::nullopt;
    if (auth::use_is_due(open.last_used, now, limits)) note_use(database, open, now);
    open.ends = auth::session_end(open.started, open.last_used, limits);
    return open;
}

void reload_standing(Transaction& tx, domain::Actor& actor) {
    std::string role;
    std::optional<std::int64_t> disabled_at;
    const bool found = tx.one(
        "SELECT a.role, a.disabled_at, g.suspended FROM account a JOIN agency g ON g.id = a.agency WHERE a.id = :account",
        {with("account", actor.account)}, {&role, &disabled_at, &actor.agency_suspended});
    actor.disabled = !found || disabled_at.has_value();
    if (found) actor.role = base_role(role);
    read_rights(tx, actor);
}

void read_standing(Transaction& tx, domain::Actor& actor) {
    tx.one("SELECT a.agency, g.name, a.name, a.title FROM account a JOIN agency g ON g.id = a.agency WHERE a.id = :account", {with("account", actor.account)},
           {&actor.agency, &actor.agency_name, &actor.name, &actor.title});
    reload_standing(tx, actor);
    actor.full_session = !actor.disabled;
}

void end_session(Transaction& tx, std::string_view hash, domain::Instant now) {
    tx.run("UPDATE session SET ended_at = :now WHERE hash = :hash AND ended_at IS NULL", {with("now", micros(now)), with("hash", hash)});
}

void renew_session(Transaction& tx, std::string_view old_hash, std::string_view new_hash, domain::Instant now) {
    tx.run("INSERT INTO session (hash, account, form_secret, started_at, last_used_at, password_at, awaits_second_factor, initials_only, source_address) "
           "SELECT :new, account, form_secret, started_at, :now, password_at, awaits_second_factor, initials_only, source_address FROM session "
           "WHERE hash = :old AND ended_at IS NULL",
           {with("new", new_hash), with("now", micros(now)), with("old", old_hash)});
    tx.run("UPDATE session_purpose SET session = :new WHERE session = :old", {with("new", new_hash), with("old", old_hash)});
    end_session(tx, old_hash, now);
}

std::int64_t end_surplus_sessions(Transaction& tx, std::string_view account, std::string_view newest, int parallel, domain::Instant now) {
    // Those that still await the second factor are nobody's yet, and end nobody's session.
    return tx.run("UPDATE session SET ended_at = :now WHERE account = :account AND ended_at IS NULL AND awaits_second_factor = 0 AND hash <> :newest AND hash NOT IN "
                  "(SELECT hash FROM session WHERE account = :account AND ended_at IS NULL AND awaits_second_factor = 0 AND hash <> :newest "
                  "ORDER BY last_used_at DESC, started_at DESC LIMIT :others)",
                  {with("now", micros(now)), with("account", account), with("newest", newest), with("others", parallel - 1)});
}

void note_password_given(Transaction& tx, std::string_view session_hash, domain::Instant now) {
    tx.run("UPDATE session SET password_at = :now WHERE hash = :hash", {with("now", micros(now)), with("hash", session_hash)});
}

void note_purpose(Transaction& tx, std::string_view session_hash, const GivenPurpose& purpose, domain::Instant now) {
    tx.run("INSERT INTO session_purpose (session, action, object, code, given_at) VALUES (:hash, :action, :object, :code, :now) "
           "ON CONFLICT (session, action, object) DO UPDATE SET code = excluded.code, given_at = excluded.given_at",
           {with("hash", session_hash), with("action", purpose.action), with("object", purpose.object), with("code", purpose.code),
            with("now", micros(now))});
}

void set_initials_only(Transaction& tx, std::string_view session_hash, bool on) {
    tx.run("UPDATE session SET initials_only = :on WHERE hash = :hash", {with("on", on), with("hash", session_hash)});
}

std::string keep_form(Database& database, const std::string& server_key, const std::string& account, const KeptForm& form, domain::Instant now) {
    const auto key = auth::random_hex(16);
    const auto sealed = auth::to_base64(auth::seal(form_key(server_key), form.path + "\n" + form.body, account));
    database.write([&](Transaction& tx) {
        tx.run("DELETE FROM kept_form WHERE until_at < :now", {with("now", micros(now))});
        tx.run("DELETE FROM kept_form WHERE account = :account AND digest NOT IN (SELECT digest FROM kept_form WHERE account = :account "
               "ORDER BY until_at DESC LIMIT :most)",
               {with("account", account), with("most", kept_per_account - 1)});
        tx.run("INSERT INTO kept_form (digest, account, sealed, until_at) VALUES (:digest, :account, :sealed, :until)",
               {with("digest", auth::to_hex(auth::sha256(key))), with("account", account), with("sealed", sealed),
                with("until", micros(now + kept_lasts))});
    });
    return key;
}

std::string account_of_ended_session(Database& database, std::string_view token) {
    const auto hash = auth::session_hash(token);
    std::string account;
    if (!hash.empty())
        database.read([&](Transaction& tx) { tx.one("SELECT account FROM session WHERE hash = :hash", {with("hash", hash)}, {&account}); });
    return account;
}

std::optional<KeptForm> take_kept_form(Database& database, const std::string& server_key, const std::string& account, std::string_view key,
                                       domain::Instant now) {
    std::string sealed;
    database.write([&](Transaction& tx) {
        sealed.clear();
        const auto digest = auth::to_hex(auth::sha256(key));
        tx.one("SELECT sealed FROM kept_form WHERE digest = :digest AND account = :account AND until_at >= :now",
               {with("digest", digest), with("account", account), with("now", micros(now))}, {&sealed});
        tx.run("DELETE FROM kept_form WHERE digest = :digest AND account = :account", {with("digest", digest), with("account", account)});
    });
    const auto bytes = auth::from_base64(sealed);
    if (sealed.empty() || !bytes) return std::nullopt;
    const auto plain = auth::unseal(form_key(server_key), *bytes, account);
    if (!plain) return std::nullopt;
    const auto end = plain->find('\n');
    return KeptForm{plain->substr(0, end), plain->substr(end + 1)};
}

}  // namespace casework::persistence
