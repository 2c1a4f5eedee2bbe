// A client with an outsider's means: a TLS socket, raw bytes and patience.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct ssl_st;
struct ssl_ctx_st;
struct ssl_session_st;

namespace casework::tests {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Answer {
    int status = 0;
    std::string head;  // status line and headers
    std::string body;
    bool says(std::string_view text) const { return head.find(text) != std::string::npos; }
};

struct TlsChoices {
    int version_max = 0;         // TLS1_1_VERSION ...; 0 is the newest
    std::string alpn;            // wire format
    ssl_session_st* session = nullptr;
    const char* ciphers = nullptr;  // of TLS 1.2, OpenSSL's names; otherwise its own choice
};

class TlsClient {
  public:
    explicit TlsClient(unsigned short port, const TlsChoices& choices = {});
    ~TlsClient();
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;

    bool connected() const { return connected_; }
    bool send(std::string_view bytes);
    // One answer, framed by its Content-Length; nothing when the connection ends or patience runs out first.
    std::optional<Answer> answer(milliseconds patience = seconds{10}, bool head_only = false);
    // Everything until the server closes; nothing when it has not closed in time.
    std::optional<std::string> until_closed(milliseconds patience = seconds{10});

    ssl_st* native() { return ssl_; }

  private:
    bool read_more(std::chrono::steady_clock::time_point until);

    int socket_ = -1;
    ssl_ctx_st* context_ = nullptr;
    ssl_st* ssl_ = nullptr;
    bool connected_ = false;
    bool ended_ = false;
    std::string received_;
};

// A plain TCP connection, for clients that never speak TLS.
class PlainClient {
  public:
    explicit PlainClient(unsigned short port);
    ~PlainClient();
    void send(std::string_view bytes);
    std::optional<std::string> until_closed(milliseconds patience = seconds{10});
    bool connected() const { return socket_ >= 0; }

  private:
    int socket_ = -1;
};

}  // namespace casework::tests
