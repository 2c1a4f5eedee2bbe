// The TLS context: which protocols, ciphers and certificates are good enough (promises R1, R2).
#include "server/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <cstdio>
#include <stdexcept>
#include <utility>

namespace casework::server {
namespace {

namespace fs = std::filesystem;

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

[[noreturn]] void refuse(const fs::path& file, const std::string& reason) {
    ERR_clear_error();
    throw std::runtime_error(file.string() + ": " + reason);
}

Certificate read_certificate(const fs::path& path) {
    const File file(std::fopen(path.c_str(), "re"), &std::fclose);
    Certificate certificate(file ? PEM_read_X509(file.get(), nullptr, nullptr, nullptr) : nullptr, &X509_free);
    if (!certificate) refuse(path, "is not a readable PEM certificate");
    return certificate;
}

int days_between(const ASN1_TIME* from, const ASN1_TIME* to) {
    int days = 0, remainder = 0;
    if (ASN1_TIME_diff(&days, &remainder, from, to) != 1) throw std::runtime_error("the certificate holds a date that cannot be read");
    return remainder < 0 ? days - 1 : days;
}

int days_left(const X509* certificate) { return days_between(nullptr, X509_get0_notAfter(certificate)); }

void check_key_strength(const X509* certificate, const fs::path& path) {
    const EVP_PKEY* key = X509_get0_pubkey(certificate);
    const int bits = key == nullptr ? 0 : EVP_PKEY_get_bits(key);
    const int type = key == nullptr ? 0 : EVP_PKEY_get_base_id(key);
    const bool strong = (type == EVP_PKEY_EC && bits >= 256) || (type == EVP_PKEY_RSA && bits >= 3072);
    if (!strong) refuse(path, "has a key weaker than ECDSA P-256 or RSA 3072");
}

void check_names(const X509* certificate, const fs::path& path) {
    const int found = X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1);
    if (found < 0) refuse(path, "has no subject alternative name, so no browser accepts it");
}

void check_life(const X509* certificate, const fs::path& path, bool any_life, const std::function<void(std::string_view)>& warn) {
    const int left = days_left(certificate);
    if (left < 0) refuse(path, "has expired");
    const bool long_life = days_between(X509_get0_notBefore(certificate), X509_get0_notAfter(certificate)) > 398;
    if (long_life && !any_life) refuse(path, "is valid for more than 398 days, so no browser accepts it");
    if (long_life) warn("the certificate is valid for more than 398 days");
    if (left < 14) warn("the certificate ends within 14 days");
}

void check_key_file(const fs::path& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) refuse(path, "cannot be read");
    if ((found.st_mode & 0077U) != 0) refuse(path, "is readable by others; chmod 0400");
}

// RFC 7301: a client that names protocols and not ours is turned away, so no other protocol's bytes are ever taken for HTTP.
int choose_http(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered, unsigned offered_size, void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char* selected = nullptr;
    const int result = SSL_select_next_proto(&selected, size, ours, sizeof ours - 1, offered, offered_size);
    *chosen = selected;
    return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

void choose_protocols(SSL_CTX* context) {
    constexpr auto ciphers =
        "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
        "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_max_early_data(context, 0);
    SSL_CTX_set_alpn_select_cb(context, choose_http, nullptr);
    if (SSL_CTX_set_cipher_list(context, ciphers) != 1 || SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384") != 1) {
        throw std::runtime_error("this OpenSSL lacks the ciphers Casework serves");
    }
}

void keep_memory_small(SSL_CTX* context) {
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);  // resumption is by ticket
    constexpr std::string_view name = "casework";
    SSL_CTX_set_session_id_context(context, reinterpret_cast<const unsigned char*>(name.data()), static_cast<unsigned>(name.size()));
}

void load_files(SSL_CTX* context, const TlsFiles& files) {
    if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1) refuse(files.certificate, "is not a certificate OpenSSL accepts");
    if (SSL_CTX_use_PrivateKey_file(context, files.private_key.c_str(), SSL_FILETYPE_PEM) != 1) refuse(files.private_key, "is not the key of the certificate");
    if (SSL_CTX_check_private_key(context) != 1) refuse(files.private_key, "is not the key of the certificate");
}

}  // namespace

TlsContext make_tls_context(const TlsFiles& files, const std::function<void(std::string_view)>& warn) {
    check_key_file(files.private_key);
    const Certificate certificate = read_certificate(files.certificate);
    check_key_strength(certificate.get(), files.certificate);
    check_names(certificate.get(), files.certificate);
    check_life(certificate.get(), files.certificate, files.any_life, warn);
    TlsContext context(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
    if (!context) throw std::runtime_error("OpenSSL gives no context");
    choose_protocols(context.get());
    keep_memory_small(context.get());
    load_files(context.get(), files);
    return context;
}

TlsContextHolder::TlsContextHolder(TlsFiles files, std::function<void(std::string_view)> warn)
    : files_(std::move(files)), warn_(std::move(warn)), context_(make_tls_context(files_, warn_)) {}

TlsContext TlsContextHolder::current() const {
    const std::lock_guard lock(mutex_);
    return context_;
}

void TlsContextHolder::reload() {
    TlsContext fresh = make_tls_context(files_, warn_);
    const std::lock_guard lock(mutex_);
    context_ = std::move(fresh);
}

int certificate_days_left(const fs::path& path) { return days_left(read_certificate(path).get()); }

}  // namespace casework::server
