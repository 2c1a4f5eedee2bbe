// Codes of the second factor against RFC 6238, and what a stored seed and a typed recovery code may be.
#include <catch2/catch.hpp>

#include <set>

#include "auth/qr_code.hpp"
#include "auth/second_factor.hpp"

using namespace casework;
using namespace casework::auth;

namespace {

const std::string rfc_seed = "12345678901234567890";
const SecondFactorRules rules{.required_of = {domain::BaseRole::sysadmin}, .key = std::string(32, 'k')};

domain::Instant at(std::int64_t seconds) { return domain::Instant{std::chrono::seconds{seconds}}; }

}  // namespace

TEST_CASE("codes are those of RFC 6238 with SHA-1, six figures and 30 seconds") {
    for (const auto& [seconds, code] : std::vector<std::pair<std::int64_t, std::string>>{{59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"}, {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}}) {
        INFO(seconds);
        CHECK(code_at(rfc_seed, at(seconds)) == code);
        CHECK(step_of_code(rfc_seed, code, at(seconds)) == seconds / 30);
    }
}

TEST_CASE("a code holds one step early and one step late, and no longer") {
    const auto code = code_at(rfc_seed, at(1'000'020));
    const std::int64_t step = 1'000'020 / 30;
    for (const int offset : {-30, 0, 30}) CHECK(step_of_code(rfc_seed, code, at(1'000'020 + offset)) == step);
    for (const int offset : {-61, 61, 300}) CHECK_FALSE(step_of_code(rfc_seed, code, at(1'000'020 + offset)));
    for (const auto* wrong : {"", "1", "12345", "1234567", "12345a", "+12345", " 12345"}) CHECK_FALSE(step_of_code(rfc_seed, wrong, at(59)));
}

TEST_CASE("a stored seed opens with the key of the house for its own account only") {
    const auto sealed = seal_seed(rules, "USR-2026-0001", rfc_seed);
    CHECK(sealed.find("1234567890") == std::string::npos);
    CHECK(unseal_seed(rules, "USR-2026-0001", sealed) == rfc_seed);
    CHECK_FALSE(unseal_seed(rules, "USR-2026-0002", sealed));
    CHECK_FALSE(unseal_seed({.required_of = {}, .key = std::string(32, 'x')}, "USR-2026-0001", sealed));
    CHECK_FALSE(unseal_seed(rules, "USR-2026-0001", "no seed"));
    CHECK(seed_of_session(rules, "aa").size() == 20);
    CHECK(seed_of_session(rules, "aa") != seed_of_session(rules, "ab"));
}

TEST_CASE("the address for the telephone names service, person and the seed in base32") {
    CHECK(enrolment_address(rfc_seed, "Casework", "p.nair@kent") ==
          "otpauth://totp/Casework:p.nair%40kent?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Casework&algorithm=SHA1&digits=6&period=30");
    CHECK(spoken_seed(rfc_seed) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    const auto picture = qr_picture(enrolment_address(rfc_seed, "Casework", "p.nair"));
    CHECK(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "));
    CHECK(picture.find("style") == std::string::npos);
    CHECK_THROWS(qr_picture(std::string(5000, 'x')));
}

TEST_CASE("ten recovery codes differ, and are known however they are typed") {
    const auto codes = new_recovery_codes();
    REQUIRE(codes.size() == recovery_codes);
    CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == codes.size());
    for (std::size_t n = 0; n < codes.size(); ++n) {
        CHECK(number_of(codes[n]) == static_cast<int>(n));
        std::string typed;
        for (const char c : codes[n])
            if (c != '-') typed += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        CHECK(typed_recovery_code(typed) == codes[n]);
        CHECK(typed_recovery_code(" " + codes[n] + " ") == codes[n]);
    }
    for (const auto* wrong : {"", "AAAA", "AAAA-BBBB-CCCC-DDD0", "AAAA-BBBB-CCCC-DDDDD", "123456"}) CHECK(typed_recovery_code(wrong).empty());
    CHECK_FALSE(number_of("ZAAA-BBBB-CCCC-DDDD"));
}

TEST_CASE("a second factor is required of the roles that the configuration names") {
    CHECK(rules.requires_it_of(domain::BaseRole::sysadmin));
    CHECK_FALSE(rules.requires_it_of(domain::BaseRole::practitioner));
}
