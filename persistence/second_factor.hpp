// The second factor of an account: set up, asked for after the password, taken away; codes are good once, guesses wait like passwords.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/accounts.hpp"
#include "persistence/sign_in.hpp"

namespace casework::persistence {

struct SecondFactor {
    domain::Instant since{};
    int codes_left = 0;  // recovery codes that were not used
};
std::optional<SecondFactor> second_factor_of(Transaction& tx, std::string_view account);

// The code that came after the password, or a recovery code. The answer is refused, throttled, set_password or signed_in; when it fits,
// the session goes on under a new id and opens what its account may open. `typed.password` is the code.
SignInAnswer give_second_factor(const SignInDesk& desk, const OpenSession& session, const TypedSignIn& typed, domain::Instant now);

struct SetUp {
    SignInAnswer answer;
    std::vector<std::string> recovery_codes;  // shown once
};
// The seed of this session (auth::seed_of_session) becomes the account's, in place of an earlier one, when the code shows that the telephone
// has it. Every other session ends.
SetUp set_up_second_factor(const SignInDesk& desk, const OpenSession& session, const TypedSignIn& typed, domain::Instant now);

// Ten fresh codes in place of the old ones.
std::vector<std::string> renew_recovery_codes(Transaction& tx, const Administration& by, const auth::PasswordHasher& hasher, std::string_view account);

// Without it from the next sign-in on, where the role does not require it: then it is set up anew. Ends every session but `except`.
domain::Outcome<bool> reset_second_factor(Transaction& tx, const Administration& by, std::string_view account, std::string_view except_session = {});

}  // namespace casework::persistence
