// The primitives of cryptography the house uses: digests, signatures, sealing, randomness and their spellings. Bytes travel in std::string.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace casework::auth {

std::string random_bytes(std::size_t n);
std::string random_hex(std::size_t n_bytes);  // 2 * n_bytes lower-case hex digits

std::string sha256(std::string_view bytes);                             // 32 bytes
std::string sha256(std::string_view first, std::string_view second);    // of the two joined, without copying them together
std::string hmac_sha256(std::string_view key, std::string_view bytes);  // 32 bytes

std::string to_hex(std::string_view bytes);                                // lower case
std::optional<std::string> from_hex(std::string_view text);                // either case, even length, nothing else
std::string to_base64(std::string_view bytes);                             // padded (RFC 4648 section 4)
std::optional<std::string> from_base64(std::string_view text);             // canonical padded only
std::string to_base64url(std::string_view bytes);                          // without padding (RFC 4648 section 5)
std::optional<std::string> from_base64url(std::string_view text);          // canonical, without padding

// Compares without telling by its duration where they differ; different lengths are unequal.
bool constant_time_equal(std::string_view a, std::string_view b);

// AES-256-GCM: 12-byte random nonce, ciphertext, 16-byte tag. `key` has 32 bytes; `context` is authenticated, not stored.
std::string seal(std::string_view key, std::string_view plain, std::string_view context = {});
std::optional<std::string> unseal(std::string_view key, std::string_view sealed, std::string_view context = {});

// An Ed25519 key pair. Key files are PKCS #8 PEM (what `openssl pkey` reads) of mode 0400.
class SigningKey {
  public:
    static SigningKey generate();
    static SigningKey from_seed(std::string_view seed);    // 32 bytes (RFC 8032)
    static SigningKey from_pem(std::string_view pem);      // throws std::runtime_error when it is no Ed25519 private key
    SigningKey(SigningKey&&) noexcept;
    SigningKey& operator=(SigningKey&&) noexcept;
    ~SigningKey();

    std::string to_pem() const;
    const std::string& public_key() const { return public_key_; }  // 32 bytes
    std::string sign(std::string_view message) const;              // 64 bytes

  private:
    struct Pair;
    explicit SigningKey(std::unique_ptr<Pair> pair);
    std::unique_ptr<Pair> pair_;
    std::string public_key_;
};
bool signature_holds(std::string_view public_key, std::string_view message, std::string_view signature);

}  // namespace casework::auth
