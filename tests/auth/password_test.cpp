// Hashing passwords and choosing them.
#include <catch2/catch.hpp>

#include <thread>
#include <vector>

#include "auth/common_passwords.hpp"
#include "auth/hashing_places.hpp"
#include "auth/password.hpp"

using namespace casework;

namespace {
const auth::PasswordHasher& cheap() {
    static const auth::PasswordHasher hasher(auth::password_cost_floor);
    return hasher;
}
bool may_be_chosen(std::string_view password, const auth::PasswordRules& rules = {}) { return !auth::password_refusal(password, rules); }
}  // namespace

TEST_CASE("a password fits the hash made of it and no other") {
    const auto phc = cheap().hash("correct horse battery");
    CHECK(cheap().fits("correct horse battery", phc));
    CHECK_FALSE(cheap().fits("correct horse batter", phc));
    CHECK_FALSE(cheap().fits("", phc));
    CHECK(cheap().hash("correct horse battery") != phc);
}

TEST_CASE("the usual cost is 64 MiB, 3 passes, 1 lane, written in the PHC string") {
    CHECK(auth::PasswordHasher().hash("correct horse battery").starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
}

TEST_CASE("no more passwords are hashed at once than the configuration allows") {
    for (const std::size_t allowed : {1UL, 2UL}) {
        auth::allow_hashes_at_once(allowed);
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 6; ++i) threads.emplace_back([] { cheap().hash("correct horse battery"); });
        }
        CHECK(auth::most_hashes_at_once() == allowed);
    }
    CHECK_THROWS_AS(auth::allow_hashes_at_once(0), std::invalid_argument);
    CHECK_THROWS_AS(auth::allow_hashes_at_once(5), std::invalid_argument);
    auth::allow_hashes_at_once(auth::hashes_at_once_max);
}

TEST_CASE("a cost below the floor is refused") {
    CHECK_THROWS_AS(auth::PasswordHasher({19 * 1024 - 1, 2, 1}), std::invalid_argument);
    CHECK_THROWS_AS(auth::PasswordHasher({19 * 1024, 1, 1}), std::invalid_argument);
    CHECK_THROWS_AS(auth::PasswordHasher({19 * 1024, 2, 0}), std::invalid_argument);
}

TEST_CASE("a hash made at another cost is outdated") {
    const auto phc = cheap().hash("correct horse battery");
    CHECK_FALSE(cheap().is_outdated(phc));
    CHECK(auth::PasswordHasher({20 * 1024, 2, 1}).is_outdated(phc));
}

TEST_CASE("an enormous password fits nothing, not even when its beginning does") {
    const std::string longest(auth::password_bytes_max, 'a');
    const auto phc = cheap().hash(longest);
    CHECK(cheap().fits(longest, phc));
    CHECK_FALSE(cheap().fits(longest + "a", phc));
    CHECK_FALSE(cheap().fits(std::string(1 << 20, 'a'), phc));
    CHECK_FALSE(cheap().fits_nobody("correct horse battery"));
}

TEST_CASE("passwords have 15 to 128 characters, counted as people count") {
    CHECK(may_be_chosen("violet kettle f"));
    CHECK_FALSE(may_be_chosen("violet kettle "));
    CHECK(may_be_chosen("äöü käthe söß 5"));
    std::string mixed;
    for (int i = 0; i < 128; ++i) mixed += static_cast<char>('a' + (i * i + i / 7) % 26);
    CHECK(may_be_chosen(mixed));
    CHECK_FALSE(may_be_chosen(mixed + "x"));
    CHECK_FALSE(may_be_chosen(std::string(1 << 20, 'x')));
    CHECK_FALSE(may_be_chosen(""));
    CHECK_FALSE(may_be_chosen("violet kettle \xff\xfe"));
}

TEST_CASE("the least length can be configured down to 12 and no further") {
    CHECK(may_be_chosen("violet kettl", {.length_min = 12, .context_words = {}}));
    CHECK_FALSE(may_be_chosen("violet kett", {.length_min = 8, .context_words = {}}));
}

TEST_CASE("at least 40,000 common passwords that somebody could type here are refused, in any case") {
    CHECK(auth::common_password_count() >= 40'000);
    CHECK(auth::is_common_password("qwertyuiop123"));
    CHECK_FALSE(may_be_chosen("1qaz2wsx3edc4rfv"));
    CHECK_FALSE(may_be_chosen("1QAZ2wsx3EDC4rfv"));
    CHECK_FALSE(may_be_chosen("passwordpassword"));
}

TEST_CASE("every listed password of the least length is refused") {
    std::size_t tried = 0;
    for (auto rest = auth::common_passwords_text; !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(line.size() + 1);
        if (line.size() < 15) continue;
        ++tried;
        if (may_be_chosen(line)) FAIL(line);
    }
    CHECK(tried > 9'000);
}

TEST_CASE("one piece said over and over, and counting up or down, are refused") {
    CHECK_FALSE(may_be_chosen("aaaaaaaaaaaaaaaa"));
    CHECK_FALSE(may_be_chosen("violetvioletviolet"));
    CHECK_FALSE(may_be_chosen("abcdefghijklmnopq"));
    CHECK_FALSE(may_be_chosen("9876543210987654"));
}

TEST_CASE("words of the house and of the person are not enough by themselves") {
    const auth::PasswordRules rules{.context_words = {"Maidstone Community Safety Partnership", "Priya Nair", "p.nair"}};
    CHECK_FALSE(may_be_chosen("Casework-2026-Casework", rules));
    CHECK_FALSE(may_be_chosen("maidstone partnership", rules));
    CHECK_FALSE(may_be_chosen("PriyaNair-Casework!", rules));
    CHECK(may_be_chosen("priya walks otters at dusk", rules));
}
