// Sessions as every request needs them: one look-up by the cookie's token, limits enforced, rights as they stand now.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/session.hpp"
#include "persistence/gate.hpp"

namespace casework::persistence {

using auth::SessionLimits;

struct OpenSession {
    domain::Actor actor;              // full_session only when nothing is missing (password set, second factor where required)
    std::string hash;                 // SHA-256 of the token in hexadecimal: what is stored
    std::string form_secret;          // 32 random bytes: CSRF tokens are bound to it
    domain::Instant started, last_used;
    domain::Instant ends;             // the earlier of the idle and the absolute limit
    bool must_set_password = false;   // first sign-in: only the page that sets it opens
    bool awaits_second_factor = false;
    bool initials_only = false;       // "initials only, for a shared screen", remembered for the session
    std::vector<GivenPurpose> purposes;  // given in the last five minutes
};

// The session of that token, or nothing when there is none, it has ended or its account is disabled. Writes the time of last
// use at most once a minute.
std::optional<OpenSession> load_session(Database& database, std::string_view token, domain::Instant now, const SessionLimits& limits);

// Memberships, agreements and whether account and agency are live, read again inside a change.
void reload_standing(Transaction& tx, domain::Actor& actor);

// The same with names, for what the server does in the name of an account when nobody waits.
void read_standing(Transaction& tx, domain::Actor& actor);

// The same session under a new id, as if it were used now: an id that was seen before this moment opens nothing after it.
void renew_session(Transaction& tx, std::string_view old_hash, std::string_view new_hash, domain::Instant now);
void end_session(Transaction& tx, std::string_view hash, domain::Instant now);
// Ends what goes beyond `parallel` sessions of the account, the ones used longest ago first, never `newest`; answers how many.
std::int64_t end_surplus_sessions(Transaction& tx, std::string_view account, std::string_view newest, int parallel, domain::Instant now);

// The confirmation page: the password was given again, or a purpose for one act on one object.
void note_password_given(Transaction& tx, std::string_view session_hash, domain::Instant now);
void note_purpose(Transaction& tx, std::string_view session_hash, const GivenPurpose& purpose, domain::Instant now);
void set_initials_only(Transaction& tx, std::string_view session_hash, bool on);

// A form that came after the session had ended: kept encrypted for 30 minutes for the same account to send again.
struct KeptForm {
    std::string path;   // where it was posted
    std::string body;   // urlencoded, as sent
};
// Returns the key that the sign-in page carries.
std::string keep_form(Database& database, const std::string& server_key, const std::string& account, const KeptForm& form, domain::Instant now);
// The account of the session that a cookie named, even when it has ended; empty when unknown.
std::string account_of_ended_session(Database& database, std::string_view token);
std::optional<KeptForm> take_kept_form(Database& database, const std::string& server_key, const std::string& account, std::string_view key, domain::Instant now);

}  // namespace casework::persistence
