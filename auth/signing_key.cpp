// Ed25519 key pairs and their signatures (RFC 8032) over OpenSSL 3.
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <stdexcept>

#include "auth/crypto.hpp"

namespace casework::auth {
namespace {

struct Free {
    void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
    void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
    void operator()(BIO* p) const { BIO_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

const unsigned char* octets(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* octets(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void must(bool done, const char* what) {
    if (!done) throw std::runtime_error(std::string("Ed25519: ") + what);
}

std::string raw_public_key(const EVP_PKEY* key) {
    std::string out(32, '\0');
    std::size_t n = out.size();
    must(EVP_PKEY_get_raw_public_key(key, octets(out), &n) == 1 && n == out.size(), "public key");
    return out;
}

}  // namespace

struct SigningKey::Pair {
    Owned<EVP_PKEY> key;
};

SigningKey::SigningKey(std::unique_ptr<Pair> pair) : pair_(std::move(pair)) {
    must(pair_->key && EVP_PKEY_get_id(pair_->key.get()) == EVP_PKEY_ED25519, "not an Ed25519 private key");
    public_key_ = raw_public_key(pair_->key.get());
}
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;
SigningKey::~SigningKey() = default;

SigningKey SigningKey::generate() {
    return SigningKey(std::make_unique<Pair>(Owned<EVP_PKEY>{EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")}));
}

SigningKey SigningKey::from_seed(std::string_view seed) {
    return SigningKey(std::make_unique<Pair>(Owned<EVP_PKEY>{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, octets(seed), seed.size())}));
}

SigningKey SigningKey::from_pem(std::string_view pem) {
    const Owned<BIO> text{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    must(text != nullptr, "memory");
    return SigningKey(std::make_unique<Pair>(Owned<EVP_PKEY>{PEM_read_bio_PrivateKey(text.get(), nullptr, nullptr, nullptr)}));
}

std::string SigningKey::to_pem() const {
    const Owned<BIO> text{BIO_new(BIO_s_mem())};
    must(text && PEM_write_bio_PKCS8PrivateKey(text.get(), pair_->key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1, "PEM");
    char* start = nullptr;
    const long n = BIO_get_mem_data(text.get(), &start);
    return {start, static_cast<std::size_t>(n)};
}

std::string SigningKey::sign(std::string_view message) const {
    const Owned<EVP_MD_CTX> context{EVP_MD_CTX_new()};
    std::string out(64, '\0');
    std::size_t n = out.size();
    must(context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, pair_->key.get()) == 1, "sign");
    must(EVP_DigestSign(context.get(), octets(out), &n, octets(message), message.size()) == 1 && n == out.size(), "sign");
    return out;
}

bool signature_holds(std::string_view public_key, std::string_view message, std::string_view signature) {
    if (public_key.size() != 32 || signature.size() != 64) return false;
    const Owned<EVP_PKEY> key{EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(public_key), public_key.size())};
    const Owned<EVP_MD_CTX> context{EVP_MD_CTX_new()};
    if (!key || !context || EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1) return false;
    return EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(message), message.size()) == 1;
}

}  // namespace casework::auth
