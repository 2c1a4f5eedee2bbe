// The raw TLS client of the server tests, on OpenSSL alone.
#include "tests/server/tls_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <utility>

namespace casework::tests {
namespace {

using Clock = std::chrono::steady_clock;

int connect_to(unsigned short port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return socket;
    ::close(socket);
    return -1;
}

bool readable(int socket, Clock::time_point until) {
    const auto left = std::chrono::duration_cast<milliseconds>(until - Clock::now()).count();
    pollfd waiting{.fd = socket, .events = POLLIN, .revents = 0};
    return ::poll(&waiting, 1, static_cast<int>(std::max<long>(left, 0))) > 0;
}

std::size_t content_length(std::string_view head) {
    const std::size_t at = head.find("\r\nContent-Length: ");
    return at == head.npos ? 0 : static_cast<std::size_t>(std::atoll(head.substr(at + 18).data()));
}

}  // namespace

TlsClient::TlsClient(unsigned short port, const TlsChoices& choices) : socket_(connect_to(port)) {
    std::signal(SIGPIPE, SIG_IGN);  // the server may have gone while we write
    if (socket_ < 0) return;
    context_ = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_mode(context_, SSL_MODE_AUTO_RETRY);
    if (choices.version_max != 0) {
        SSL_CTX_set_security_level(context_, 0);
        SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context_, choices.version_max);
    }
    if (choices.ciphers != nullptr) SSL_CTX_set_cipher_list(context_, choices.ciphers);
    ssl_ = SSL_new(context_);
    if (choices.session != nullptr) SSL_set_session(ssl_, choices.session);
    if (!choices.alpn.empty()) SSL_set_alpn_protos(ssl_, reinterpret_cast<const unsigned char*>(choices.alpn.data()), static_cast<unsigned>(choices.alpn.size()));
    SSL_set_fd(ssl_, socket_);
    connected_ = SSL_connect(ssl_) == 1;
    ended_ = !connected_;
}

TlsClient::~TlsClient() {
    if (connected_ && !ended_) SSL_shutdown(ssl_);
    SSL_free(ssl_);
    SSL_CTX_free(context_);
    if (socket_ >= 0) ::close(socket_);
    ERR_clear_error();
}

bool TlsClient::send(std::string_view bytes) {
    ERR_clear_error();
    return connected_ && SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size());
}

bool TlsClient::read_more(Clock::time_point until) {
    if (ended_ || (SSL_pending(ssl_) == 0 && !readable(socket_, until))) return false;
    char bytes[16384];
    timeval patience{.tv_sec = 0, .tv_usec = 200000};  // a ticket may be all that was readable
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ERR_clear_error();
    const int size = SSL_read(ssl_, bytes, sizeof bytes);
    if (size > 0) received_.append(bytes, static_cast<std::size_t>(size));
    if (size <= 0) ended_ = SSL_get_error(ssl_, size) != SSL_ERROR_WANT_READ;
    return !ended_;
}

std::optional<Answer> TlsClient::answer(milliseconds patience, bool head_only) {
    const auto until = Clock::now() + patience;
    for (;;) {
        const std::size_t end = received_.find("\r\n\r\n");
        if (end != received_.npos) {
            const std::string_view head = std::string_view{received_}.substr(0, end + 2);
            const std::size_t length = head_only ? 0 : content_length(head);
            if (received_.size() >= end + 4 + length) {
                Answer answer{std::atoi(received_.c_str() + 9), std::string(head), received_.substr(end + 4, length)};
                received_.erase(0, end + 4 + length);
                return answer;
            }
        }
        if (!read_more(until) && (ended_ || Clock::now() >= until)) return std::nullopt;
    }
}

std::optional<std::string> TlsClient::until_closed(milliseconds patience) {
    const auto until = Clock::now() + patience;
    while (!ended_ && Clock::now() < until) read_more(until);
    if (!ended_) return std::nullopt;
    return std::exchange(received_, {});
}

PlainClient::PlainClient(unsigned short port) : socket_(connect_to(port)) {}
PlainClient::~PlainClient() {
    if (socket_ >= 0) ::close(socket_);
}

void PlainClient::send(std::string_view bytes) { (void)!::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }

std::optional<std::string> PlainClient::until_closed(milliseconds patience) {
    const auto until = Clock::now() + patience;
    std::string received;
    char bytes[4096];
    while (readable(socket_, until)) {
        const ssize_t size = ::recv(socket_, bytes, sizeof bytes, 0);
        if (size <= 0) return received;
        received.append(bytes, static_cast<std::size_t>(size));
    }
    return std::nullopt;
}

}  // namespace casework::tests
