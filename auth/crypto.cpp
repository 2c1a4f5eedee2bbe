// Digests, message authentication, sealing and randomness over OpenSSL 3; every failure of the library is an exception.
#include "auth/crypto.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <climits>
#include <stdexcept>

namespace casework::auth {
namespace {

constexpr std::size_t nonce_bytes = 12, tag_bytes = 16, key_bytes = 32;

struct Free {
    void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
    void operator()(EVP_MD* p) const { EVP_MD_free(p); }
    void operator()(EVP_CIPHER_CTX* p) const { EVP_CIPHER_CTX_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

const unsigned char* octets(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* octets(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void must(bool done, const char* what) {
    if (!done) throw std::runtime_error(std::string("cryptography failed: ") + what);
}

int as_int(std::size_t n) {
    must(n <= INT_MAX, "too long");
    return static_cast<int>(n);
}

// Fetched once: an implicit fetch for each digest costs more than a leaf's hash.
const EVP_MD* sha256_method() {
    static const Owned<EVP_MD> method{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    must(method != nullptr, "SHA-256");
    return method.get();
}

Owned<EVP_CIPHER_CTX> gcm(bool encrypt, std::string_view key, std::string_view nonce) {
    must(key.size() == key_bytes, "AES key length");
    Owned<EVP_CIPHER_CTX> context{EVP_CIPHER_CTX_new()};
    must(context && EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, octets(key), octets(nonce), encrypt ? 1 : 0) == 1, "AES-GCM");
    return context;
}

void authenticate(EVP_CIPHER_CTX* context, std::string_view more) {
    int n = 0;
    if (!more.empty()) must(EVP_CipherUpdate(context, nullptr, &n, octets(more), as_int(more.size())) == 1, "AES-GCM context");
}

std::string pass_through(EVP_CIPHER_CTX* context, std::string_view input) {
    std::string out(input.size(), '\0');
    int n = 0;
    if (!input.empty()) must(EVP_CipherUpdate(context, octets(out), &n, octets(input), as_int(input.size())) == 1, "AES-GCM text");
    return out;
}

}  // namespace

std::string random_bytes(std::size_t n) {
    std::string out(n, '\0');
    must(RAND_bytes(octets(out), as_int(n)) == 1, "random bytes");
    return out;
}

std::string random_hex(std::size_t n_bytes) { return to_hex(random_bytes(n_bytes)); }

std::string sha256(std::string_view first, std::string_view second) {
    thread_local const Owned<EVP_MD_CTX> context{EVP_MD_CTX_new()};
    std::string out(32, '\0');
    must(context && EVP_DigestInit_ex(context.get(), sha256_method(), nullptr) == 1, "SHA-256");
    must(EVP_DigestUpdate(context.get(), first.data(), first.size()) == 1, "SHA-256");
    must(EVP_DigestUpdate(context.get(), second.data(), second.size()) == 1, "SHA-256");
    must(EVP_DigestFinal_ex(context.get(), octets(out), nullptr) == 1, "SHA-256");
    return out;
}

std::string sha256(std::string_view bytes) { return sha256(bytes, {}); }

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    std::string out(32, '\0');
    unsigned int n = 0;
    must(HMAC(EVP_sha256(), key.data(), as_int(key.size()), octets(bytes), bytes.size(), octets(out), &n) != nullptr, "HMAC");
    return out;
}

bool constant_time_equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string seal(std::string_view key, std::string_view plain, std::string_view context) {
    const std::string nonce = random_bytes(nonce_bytes);
    const auto cipher = gcm(true, key, nonce);
    authenticate(cipher.get(), context);
    const std::string text = pass_through(cipher.get(), plain);
    std::string tag(tag_bytes, '\0');
    int n = 0;
    must(EVP_CipherFinal_ex(cipher.get(), octets(tag), &n) == 1, "AES-GCM end");
    must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, as_int(tag_bytes), tag.data()) == 1, "AES-GCM tag");
    return nonce + text + tag;
}

std::optional<std::string> unseal(std::string_view key, std::string_view sealed, std::string_view context) {
    if (sealed.size() < nonce_bytes + tag_bytes) return std::nullopt;
    const auto cipher = gcm(false, key, sealed.substr(0, nonce_bytes));
    authenticate(cipher.get(), context);
    std::string plain = pass_through(cipher.get(), sealed.substr(nonce_bytes, sealed.size() - nonce_bytes - tag_bytes));
    std::string tag(sealed.substr(sealed.size() - tag_bytes)), rest(tag_bytes, '\0');
    int n = 0;
    must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, as_int(tag_bytes), tag.data()) == 1, "AES-GCM tag");
    if (EVP_CipherFinal_ex(cipher.get(), octets(rest), &n) != 1) return std::nullopt;
    return plain;
}

}  // namespace casework::auth
