// The primitives of cryptography against published vectors.
#include <catch2/catch.hpp>

#include <set>

#include "auth/crypto.hpp"

using namespace casework::auth;

namespace {
std::string bytes(std::string_view hex) { return from_hex(hex).value(); }
}  // namespace

TEST_CASE("SHA-256 gives the digests of FIPS 180-2") {
    CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("ab", "c") == sha256("abc"));
}

TEST_CASE("HMAC-SHA256 gives the codes of RFC 4231") {
    CHECK(to_hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(hmac_sha256("", "").size() == 32);
}

TEST_CASE("Ed25519 gives the signatures of RFC 8032") {
    const auto key = SigningKey::from_seed(bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
    CHECK(to_hex(key.public_key()) == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const std::string signature = key.sign("\x72");
    CHECK(to_hex(signature) == "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    CHECK(signature_holds(key.public_key(), "\x72", signature));
}

TEST_CASE("a signature does not hold for another message, key or signature") {
    const auto key = SigningKey::generate(), other = SigningKey::generate();
    const std::string signature = key.sign("message");
    CHECK(signature_holds(key.public_key(), "message", signature));
    CHECK_FALSE(signature_holds(key.public_key(), "messages", signature));
    CHECK_FALSE(signature_holds(other.public_key(), "message", signature));
    CHECK_FALSE(signature_holds(key.public_key(), "message", signature.substr(1)));
    CHECK_FALSE(signature_holds("short", "message", signature));
    for (std::size_t i = 0; i < signature.size(); ++i) {
        std::string wrong = signature;
        wrong[i] = static_cast<char>(wrong[i] ^ 1);
        CHECK_FALSE(signature_holds(key.public_key(), "message", wrong));
    }
}

TEST_CASE("a signing key survives its PEM file, and nothing else is taken for one") {
    const auto key = SigningKey::generate();
    const std::string pem = key.to_pem();
    CHECK(pem.starts_with("-----BEGIN PRIVATE KEY-----"));
    CHECK(SigningKey::from_pem(pem).public_key() == key.public_key());
    CHECK_THROWS_AS(SigningKey::from_pem("nonsense"), std::runtime_error);
    CHECK_THROWS_AS(SigningKey::from_pem(""), std::runtime_error);
}

TEST_CASE("what is sealed opens with its key and context only, and not when changed") {
    const std::string key = random_bytes(32), sealed = seal(key, "two words", "USR-1");
    CHECK(unseal(key, sealed, "USR-1") == "two words");
    CHECK(sealed.find("two words") == std::string::npos);
    CHECK(seal(key, "two words", "USR-1") != sealed);
    CHECK_FALSE(unseal(random_bytes(32), sealed, "USR-1"));
    CHECK_FALSE(unseal(key, sealed, "USR-2"));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string wrong = sealed;
        wrong[i] = static_cast<char>(wrong[i] ^ 1);
        CHECK_FALSE(unseal(key, wrong, "USR-1"));
        CHECK_FALSE(unseal(key, std::string_view(sealed).substr(0, i), "USR-1"));
    }
    CHECK(unseal(key, seal(key, "")) == "");
    CHECK_THROWS_AS(seal("short key", "text"), std::runtime_error);
}

TEST_CASE("AES-256-GCM opens the case of the GCM specification") {
    const std::string sealed = std::string(12, '\0') + bytes("cea7403d4d606b6e074ec5d3baf39d18") + bytes("d0d1c8a799996bf0265b98b5d48ab919");
    CHECK(unseal(std::string(32, '\0'), sealed) == std::string(16, '\0'));
}

TEST_CASE("random bytes have the length asked for and do not repeat") {
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) seen.insert(random_hex(16));
    CHECK(seen.size() == 100);
    CHECK(seen.begin()->size() == 32);
    CHECK(random_bytes(0).empty());
}

TEST_CASE("hex is written in lower case and read strictly") {
    CHECK(to_hex(std::string("\x00\xff\x1a", 3)) == "00ff1a");
    CHECK(from_hex("00FF1a") == std::string("\x00\xff\x1a", 3));
    CHECK(from_hex("") == "");
    for (const char* wrong : {"0", "0g", "0x00", " 00", "00 "}) CHECK_FALSE(from_hex(wrong));
}

TEST_CASE("base64 gives the spellings of RFC 4648 and reads only the canonical one") {
    const std::pair<const char*, const char*> vectors[] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, spelled] : vectors) {
        CHECK(to_base64(plain) == spelled);
        CHECK(from_base64(spelled) == plain);
    }
    CHECK(to_base64url("\xfb\xff") == "-_8");
    CHECK(from_base64url("-_8") == "\xfb\xff");
    for (const char* wrong : {"Zg", "Zg=", "Zh==", "Z===", "====", "Zg==Zg==", "Zm9v\n", "Z-9v"}) CHECK_FALSE(from_base64(wrong));
    for (const char* wrong : {"Z", "Zg==", "Zh", "Zm+v"}) CHECK_FALSE(from_base64url(wrong));
    const std::string noise = random_bytes(257);
    CHECK(from_base64url(to_base64url(noise)) == noise);
    CHECK(from_base64(to_base64(noise)) == noise);
}

TEST_CASE("equality in constant time is equality") {
    CHECK(constant_time_equal("", ""));
    CHECK(constant_time_equal("abc", "abc"));
    CHECK_FALSE(constant_time_equal("abc", "abd"));
    CHECK_FALSE(constant_time_equal("abc", "abcd"));
}
