// clamd's protocol (clamd(8)): zINSTREAM, pieces with their length in four bytes, a length of zero, and one line that ends with NUL.
#include "persistence/outside/virus_scanner.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

namespace casework::persistence {
namespace {

using std::chrono::steady_clock;
using Moment = steady_clock::time_point;

constexpr std::size_t piece_bytes_max = 64 * 1024, answer_bytes_max = 1024;

// A connection that never blocks longer than until a moment, and raises no signal when the other side has gone.
class Conversation {
  public:
    Conversation(const std::filesystem::path& path, Moment until) : until_(until) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (path.empty() || path.native().size() >= sizeof address.sun_path) return;
        std::ranges::copy(path.native(), address.sun_path);
        file_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (file_ >= 0 && ::connect(file_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) close();
    }
    ~Conversation() { close(); }
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    bool open() const { return file_ >= 0; }
    bool say(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t n = ready(POLLOUT) ? ::send(file_, bytes.data(), bytes.size(), MSG_NOSIGNAL) : -1;
            if (n < 0 && (errno == EAGAIN || errno == EINTR) && steady_clock::now() < until_) continue;
            if (n < 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }
    // Up to the NUL that ends it; nothing when it does not come in time or is too long.
    std::optional<std::string> hear() {
        std::string answer;
        char bytes[256];
        while (answer.size() < answer_bytes_max) {
            const ssize_t n = ready(POLLIN) ? ::recv(file_, bytes, sizeof bytes, 0) : -1;
            if (n < 0 && (errno == EAGAIN || errno == EINTR) && steady_clock::now() < until_) continue;
            if (n <= 0) return std::nullopt;
            answer.append(bytes, static_cast<std::size_t>(n));
            if (answer.back() == '\0') return answer.substr(0, answer.find('\0'));
        }
        return std::nullopt;
    }

  private:
    void close() {
        if (file_ >= 0) ::close(file_);
        file_ = -1;
    }
    bool ready(short what) const {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until_ - steady_clock::now()).count();
        pollfd wanted{file_, what, 0};
        errno = ETIMEDOUT;
        return left > 0 && ::poll(&wanted, 1, static_cast<int>(left)) > 0;
    }

    Moment until_;
    int file_ = -1;
};

std::string length_of(std::size_t n) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(n >> shift & 0xFF);
    return bytes;
}

// The daemon may close early (its own limit on streams): what it said is heard all the same.
void send_content(Conversation& daemon, std::string_view content) {
    bool heard = daemon.say(std::string_view("zINSTREAM\0", 10));
    for (; heard && !content.empty(); content.remove_prefix(std::min(piece_bytes_max, content.size()))) {
        const auto piece = content.substr(0, piece_bytes_max);
        heard = daemon.say(length_of(piece.size())) && daemon.say(piece);
    }
    if (heard) daemon.say(length_of(0));
}

std::string plain_name(std::string_view text) {
    std::string name;
    for (const char c : text.substr(0, 100))
        name += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' ? c : '-';
    return name;
}

Scan read_answer(std::string_view answer) {
    constexpr std::string_view stream = "stream: ", found = " FOUND";
    if (answer == "stream: OK") return {Scan::Verdict::clean, {}, {}};
    if (answer.starts_with(stream) && answer.ends_with(found) && answer.size() > stream.size() + found.size())
        return {Scan::Verdict::infected, plain_name(answer.substr(stream.size(), answer.size() - stream.size() - found.size())), {}};
    return {Scan::Verdict::unknown, {}, "the scanner answered neither OK nor FOUND"};
}

}  // namespace

Scan VirusScanner::scan(std::string_view content) const {
    if (socket_.empty()) return {Scan::Verdict::unknown, {}, "no scanner is configured"};
    Conversation daemon(socket_, steady_clock::now() + limit_);
    if (!daemon.open()) return {Scan::Verdict::unknown, {}, "the scanner is away"};
    send_content(daemon, content);
    const auto answer = daemon.hear();
    return answer ? read_answer(*answer) : Scan{Scan::Verdict::unknown, {}, "the scanner did not answer in time"};
}

bool VirusScanner::answers() const {
    Conversation daemon(socket_, steady_clock::now() + std::min<std::chrono::milliseconds>(limit_, std::chrono::seconds{5}));
    return daemon.open() && daemon.say(std::string_view("zPING\0", 6)) && daemon.hear() == "PONG";
}

}  // namespace casework::persistence
