// Signing in and out: throttled, the same for names that exist and names that do not, every attempt in the ledger.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "auth/password.hpp"
#include "auth/second_factor.hpp"
#include "auth/throttle.hpp"
#include "persistence/sessions.hpp"

namespace casework::persistence {

struct TypedSignIn {
    std::string username, password;
    std::string source_address, reference;  // of the request
    std::string old_token;                  // of the session cookie that came along; that session ends
};

struct SignInAnswer {
    // Both stages that may follow the password have a session that opens nothing but their own page.
    enum class Stage { refused, throttled, second_factor, set_password, signed_in } stage = Stage::refused;
    std::chrono::seconds wait{};  // throttled: until the next attempt is looked at
    std::string token;            // for the cookie; new at every sign-in
    std::string account;
};

// What signing in needs of the house; the password is judged outside any transaction.
struct SignInDesk {
    Database& database;
    Ledger& ledger;
    const auth::PasswordHasher& passwords;
    auth::ThrottleRules throttle{};
    Receipt* receipt = nullptr;  // takes that of the last entry
    const auth::SecondFactorRules* second_factor = nullptr;  // none: asked of nobody
    int parallel = auth::SessionLimits{}.parallel;
};

// An attempt counts as a failure before the password is judged, so that many at once cannot pass the throttle together.
SignInAnswer sign_in(const SignInDesk& desk, const TypedSignIn& typed, domain::Instant now);

// The password of the signed-in person again: throttled like a sign-in, and the session gets a new token.
SignInAnswer confirm_password(const SignInDesk& desk, const OpenSession& session, const TypedSignIn& typed, domain::Instant now);

// Ends this session. `entry` says who and from where; its action is set here.
Receipt sign_out(Database& database, Ledger& ledger, std::string_view session_hash, domain::LedgerEntry entry, domain::Instant now);

}  // namespace casework::persistence
