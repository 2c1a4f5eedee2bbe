// TLS: the context all connections share, replaceable while they run, and the certificate for a first start.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

struct ssl_ctx_st;  // OpenSSL's SSL_CTX

namespace casework::server {

using TlsContext = std::shared_ptr<ssl_ctx_st>;

struct TlsFiles {
    std::filesystem::path certificate;  // PEM, leaf first
    std::filesystem::path private_key;  // PEM, readable by the owner only
    bool any_life = false;              // of a demo: a certificate for more than 398 days only warns
};

// TLS 1.2 and 1.3, ECDHE with AEAD only; no compression, renegotiation or early data; ALPN http/1.1.
// Throws std::runtime_error naming the file for a key below P-256 or RSA 3072, a certificate that has expired, names no
// host or does not match the key, is valid for more than 398 days, and for a key readable by others. `warn` hears of a life that ends within 14 days.
TlsContext make_tls_context(const TlsFiles& files, const std::function<void(std::string_view)>& warn);

// The context new connections use; running connections keep the one they began with. A failed reload keeps the old one.
class TlsContextHolder {
  public:
    TlsContextHolder(TlsFiles files, std::function<void(std::string_view)> warn);
    TlsContext current() const;
    void reload();  // throws like make_tls_context; also makes new session ticket keys

  private:
    TlsFiles files_;
    std::function<void(std::string_view)> warn_;
    mutable std::mutex mutex_;
    TlsContext context_;
};

// Self-signed ECDSA P-256 for localhost, 127.0.0.1 and ::1, 397 days. Writes the key with mode 0400; leaves existing files alone.
void create_localhost_certificate(const TlsFiles& files);

// Days until the certificate ends, negative when it has; for /health/ready.
int certificate_days_left(const std::filesystem::path& certificate);

}  // namespace casework::server
