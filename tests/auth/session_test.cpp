// Session tokens, form tokens and the waiting after failed sign-ins.
#include <catch2/catch.hpp>

#include <set>

#include "auth/crypto.hpp"
#include "auth/csrf.hpp"
#include "auth/session.hpp"
#include "auth/throttle.hpp"

using namespace casework;
using namespace std::chrono_literals;

namespace {
const domain::Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 12h};
}

TEST_CASE("a session token holds 256 bits and its digest is what is stored") {
    const auto token = auth::new_session_token();
    CHECK(auth::from_base64url(token)->size() == 32);
    CHECK(auth::session_hash(token) == auth::to_hex(auth::sha256(token)));
    CHECK(auth::new_session_token() != token);
}

TEST_CASE("what cannot be a token of ours has no digest") {
    CHECK(auth::session_hash("").empty());
    CHECK(auth::session_hash("chosen-by-an-attacker").empty());
    CHECK(auth::session_hash(std::string(43, '!')).empty());
    CHECK(auth::session_hash(std::string(44, 'A')).empty());
}

TEST_CASE("a session ends at the idle limit after its last use, and at the absolute limit whatever happens") {
    const auth::SessionLimits limits{20min, 10h, 2min};
    CHECK(auth::session_end(noon, noon, limits) == noon + 20min);
    CHECK(auth::session_end(noon, noon + 1h, limits) == noon + 1h + 20min);
    CHECK(auth::session_end(noon, noon + 9h + 50min, limits) == noon + 10h);
}

TEST_CASE("use is written at most once a minute, oftener where the idle limit is short") {
    const auth::SessionLimits limits{20min, 10h, 2min}, brief{10s, 10h, 2s};
    CHECK_FALSE(auth::use_is_due(noon, noon + 59s, limits));
    CHECK(auth::use_is_due(noon, noon + 60s, limits));
    CHECK(auth::use_is_due(noon, noon + 1s, brief));
}

TEST_CASE("a form token fits its own session, looks different every time, and fits no other") {
    const auto secret = auth::random_bytes(32), other = auth::random_bytes(32);
    const auto token = auth::csrf_token(secret);
    CHECK(auth::csrf_token_fits(token, secret));
    CHECK(auth::csrf_token(secret) != token);
    CHECK_FALSE(auth::csrf_token_fits(token, other));
    CHECK_FALSE(auth::csrf_token_fits(token, ""));
}

TEST_CASE("a form token with any character changed, cut or added does not fit") {
    const auto secret = auth::random_bytes(32);
    const auto token = auth::csrf_token(secret);
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto changed = token;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        CHECK_FALSE(auth::csrf_token_fits(changed, secret));
    }
    CHECK_FALSE(auth::csrf_token_fits(token.substr(1), secret));
    CHECK_FALSE(auth::csrf_token_fits(token + "A", secret));
    CHECK_FALSE(auth::csrf_token_fits("", secret));
}

TEST_CASE("sign-in waits from the fifth failure, one second doubling to fifteen minutes") {
    CHECK(auth::wait_after(0) == 0s);
    CHECK(auth::wait_after(4) == 0s);
    CHECK(auth::wait_after(5) == 1s);
    CHECK(auth::wait_after(6) == 2s);
    CHECK(auth::wait_after(9) == 16s);
    CHECK(auth::wait_after(14) == 512s);
    CHECK(auth::wait_after(15) == 15min);
    CHECK(auth::wait_after(1'000'000) == 15min);
}

TEST_CASE("the most patient guesser gets ten guesses in any five minutes") {
    std::vector<domain::Instant> guesses;
    auth::Failures failures;
    for (auto now = noon; guesses.size() < 200; now = std::max(now, auth::open_from(failures))) {
        guesses.push_back(now);
        failures = auth::with_failure(failures, now);
    }
    for (std::size_t i = 0; i + 10 < guesses.size(); ++i) CHECK(guesses[i + 10] - guesses[i] > 5min);
}

TEST_CASE("failures are forgotten after a day without any") {
    auth::Failures failures{12, noon};
    CHECK(auth::with_failure(failures, noon + 23h).count == 13);
    CHECK(auth::with_failure(failures, noon + 25h).count == 1);
}
