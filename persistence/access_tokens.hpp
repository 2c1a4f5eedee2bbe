// Bearer tokens that people make for their programs: shown once, stored as a digest, good until a day or until revoked.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/throttle.hpp"
#include "persistence/accounts.hpp"
#include "persistence/sessions.hpp"

namespace casework::persistence {

inline constexpr int token_months_max = 12, tokens_max = 20;

struct NewToken {
    std::string account, name;
    domain::Date until{};  // last day, at most a year ahead
    std::string form_key;  // of the form that makes it: sent twice it makes one token
};
struct MadeToken {
    std::string id;    // "TOK-2026-0003"
    std::string text;  // the only time it is known
};
domain::Outcome<MadeToken> make_token(Transaction& tx, const Administration& by, const NewToken& token);

struct TokenLine {
    std::string id, name;
    domain::Instant made{}, until{};
    std::optional<domain::Instant> last_used;
    std::string last_address;
};
// Those that still open something, newest first.
std::vector<TokenLine> live_tokens(Transaction& tx, std::string_view account, domain::Instant now);
// Not found when it is not a live token of that account.
domain::Outcome<bool> revoke_token(Transaction& tx, const Administration& by, std::string_view account, std::string_view id);
// With a new password or role: every token of the account.
void revoke_tokens_of(Transaction& tx, std::string_view account, domain::Instant now);

// A request that came with a bearer token: the session it stands for, or how long to wait after failures, or neither.
struct TokenAnswer {
    std::optional<OpenSession> session;
    std::chrono::seconds wait{};
    Receipt receipt{};  // of the refusal
};
struct ShownToken {
    std::string text, source_address, reference;  // of the request
};
TokenAnswer open_with_token(Database& database, Ledger& ledger, const ShownToken& shown, const auth::ThrottleRules& rules, domain::Instant now);

}  // namespace casework::persistence
