// Making, revoking and opening with bearer tokens.
#include "persistence/access_tokens.hpp"

#include <fmt/format.h>

#include "auth/access_token.hpp"
#include "auth/crypto.hpp"
#include "persistence/account_rows.hpp"
#include "persistence/throttle_rows.hpp"

namespace casework::persistence {
namespace {

using std::chrono::seconds;

constexpr auto use_noted_every = std::chrono::minutes{1};

void append(Transaction& tx, const Administration& by, std::string_view action, std::string_view account, std::string_view token) {
    auto entry = by.who;
    entry.action = action;
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = "token";
    entry.objects = {std::string(token), std::string(account)};
    const auto receipt = by.ledger.append(tx, std::move(entry));
    if (by.receipt != nullptr) *by.receipt = receipt;
}

// The last moment of a civil day in London.
domain::Instant end_of(domain::Date day) { return london_instant(domain::add_days(day, 1), 0, 0); }

struct TokenRow {
    std::string id, digest;
    std::int64_t made = 0, until = 0;
    std::optional<std::int64_t> last_used;
    bool must_set_password = false;
};

bool read_token(Transaction& tx, const std::string& handle, TokenRow& row, domain::Actor& actor, domain::Instant now) {
    std::string role;
    const bool found = tx.one(
        "SELECT t.id, t.digest, t.made_at, t.until_at, t.last_used_at, a.must_set_password, a.id, a.agency, g.name, a.name, a.title, a.role, g.suspended "
        "FROM access_token t JOIN account a ON a.id = t.account JOIN agency g ON g.id = a.agency "
        "WHERE t.handle = :handle AND t.revoked_at IS NULL AND t.until_at > :now AND a.disabled_at IS NULL",
        {with("handle", handle), with("now", micros(now))},
        {&row.id, &row.digest, &row.made, &row.until, &row.last_used, &row.must_set_password, &actor.account, &actor.agency, &actor.agency_name, &actor.name,
         &actor.title, &role, &actor.agency_suspended});
    if (!found) return false;
    actor.role = base_role(role);
    read_rights(tx, actor);
    return true;
}

OpenSession session_of(const TokenRow& row, domain::Actor actor, const std::string& digest) {
    OpenSession open;
    open.actor = std::move(actor);
    open.actor.by_token = true;
    open.actor.full_session = !row.must_set_password;
    open.must_set_password = row.must_set_password;
    open.hash = digest;
    open.started = instant_of(row.made);
    open.ends = instant_of(row.until);
    open.last_used = instant_of(row.last_used.value_or(row.made));
    return open;
}

void note_use(Database& database, const TokenRow& row, const std::string& address, domain::Instant now) {
    if (row.last_used && now - instant_of(*row.last_used) < use_noted_every) return;
    database.write_later([id = row.id, address, now](Transaction& tx) {
        tx.run("UPDATE access_token SET last_used_at = :now, last_address = :address WHERE id = :id", {with("now", micros(now)), with("address", address), with("id", id)});
    });
}

Receipt refuse(Database& database, Ledger& ledger, const ShownToken& shown, const ThrottleKeys& keys, std::string_view handle, bool throttled, domain::Instant now) {
    domain::LedgerEntry entry;
    entry.action = throttled ? "token_throttled" : "token_refused";
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = "token";
    entry.request_id = shown.reference;
    entry.source_address = shown.source_address;
    entry.fields = {auth::to_hex(ledger.digest("token " + std::string(handle)))};
    entry.outcome = "refused";
    entry.rule = "R25";
    entry.status = throttled ? 429 : 401;
    Receipt receipt;
    database.write([&](Transaction& tx) {
        if (!throttled) count_failure(tx, keys, now);
        receipt = ledger.append(tx, entry);
    });
    return receipt;
}

}  // namespace

domain::Outcome<MadeToken> make_token(Transaction& tx, const Administration& by, const NewToken& token) {
    const auto today = london_date(by.now);
    domain::Refusals refusals;
    if (token.until < today) refusals.push_back({domain::RefusalKind::invalid, "until", "The day the token ends must be today or later", {}});
    if (token.until > domain::add_months(today, token_months_max))
        refusals.push_back({domain::RefusalKind::invalid, "until", "The token must end within a year", {}});
    if (std::ssize(live_tokens(tx, token.account, by.now)) >= tokens_max)
        refusals.push_back({domain::RefusalKind::rule, {}, fmt::format("You have {} access tokens. Revoke one first", tokens_max), {}});
    if (!refusals.empty()) return std::unexpected(std::move(refusals));
    const auto made = auth::new_access_token();
    const auto id = next_reference(tx, "TOK", today);
    const auto stored = tx.run("INSERT INTO access_token (id, account, name, handle, digest, made_at, made_by_form, until_at) "
                               "VALUES (:id, :account, :name, :handle, :digest, :now, :form, :until) ON CONFLICT DO NOTHING",
                               {with("id", id), with("account", token.account), with("name", token.name), with("handle", made.handle), with("digest", made.digest),
                                with("now", micros(by.now)), with("form", token.form_key), with("until", micros(end_of(token.until)))});
    if (stored == 0) return domain::refuse(domain::RefusalKind::rule, {}, "This form has already made a token, which was shown once. Revoke it and make another");
    append(tx, by, "make_token", token.account, id);
    return MadeToken{id, made.text};
}

std::vector<TokenLine> live_tokens(Transaction& tx, std::string_view account, domain::Instant now) {
    std::vector<TokenLine> lines;
    TokenLine line;
    std::int64_t made = 0, until = 0;
    std::optional<std::int64_t> used;
    tx.each("SELECT id, name, made_at, until_at, last_used_at, last_address FROM access_token WHERE account = :account AND revoked_at IS NULL AND until_at > :now "
            "ORDER BY made_at DESC, id DESC",
            {with("account", account), with("now", micros(now))}, {&line.id, &line.name, &made, &until, &used, &line.last_address}, [&] {
                line.made = instant_of(made);
                line.until = instant_of(until);
                line.last_used = used ? std::optional(instant_of(*used)) : std::nullopt;
                lines.push_back(line);
            });
    return lines;
}

domain::Outcome<bool> revoke_token(Transaction& tx, const Administration& by, std::string_view account, std::string_view id) {
    const auto revoked = tx.run("UPDATE access_token SET revoked_at = :now WHERE id = :id AND account = :account AND revoked_at IS NULL",
                                {with("now", micros(by.now)), with("id", id), with("account", account)});
    if (revoked == 0) return domain::not_found();
    append(tx, by, "revoke_token", account, id);
    return true;
}

void revoke_tokens_of(Transaction& tx, std::string_view account, domain::Instant now) {
    tx.run("UPDATE access_token SET revoked_at = :now WHERE account = :account AND revoked_at IS NULL", {with("now", micros(now)), with("account", account)});
}

TokenAnswer open_with_token(Database& database, Ledger& ledger, const ShownToken& shown, const auth::ThrottleRules& rules, domain::Instant now) {
    const auto token = auth::read_access_token(shown.text);
    const auto handle = token ? token->handle : std::string();
    const auto keys = throttle_keys("token", handle, shown.source_address);
    TokenRow row;
    domain::Actor actor;
    bool found = false;
    domain::Instant open_from{};
    database.read([&](Transaction& tx) {
        actor = {};
        open_from = tries_open_from(tx, keys, rules);
        found = token && read_token(tx, handle, row, actor, now);
    });
    if (open_from > now) {
        auto receipt = refuse(database, ledger, shown, keys, handle, true, now);
        return {.session = {}, .wait = std::chrono::ceil<seconds>(open_from - now), .receipt = std::move(receipt)};
    }
    if (!found || !auth::constant_time_equal(row.digest, token->digest)) {
        return {.session = {}, .wait = {}, .receipt = refuse(database, ledger, shown, keys, handle, false, now)};
    }
    if (open_from > domain::Instant{}) database.write([&](Transaction& tx) { forget_failures(tx, keys); });
    note_use(database, row, shown.source_address, now);
    return {.session = session_of(row, std::move(actor), token->digest), .wait = {}};
}

}  // namespace casework::persistence
