// The life of a connection, as one coroutine on one thread; only the house's answer is made elsewhere.
// g++ 12 miscompiles co_await inside larger expressions: it is always a whole statement with plain arguments.
#include "server/http_session.hpp"

#include <openssl/ssl.h>

#include <algorithm>
#include <chrono>
#include <typeinfo>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include "persistence/attended.hpp"
#include "server/edge_page.hpp"
#include "server/request_making.hpp"
#include "server/response_bytes.hpp"
#include "server/second_opinion.hpp"
#include "web/router.hpp"

namespace casework::server {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
using Clock = std::chrono::steady_clock;
using boost::system::error_code;

constexpr std::size_t read_bytes = 4 * 1024;
constexpr std::size_t record_bytes = 16 * 1024;  // what one TLS record carries
constexpr milliseconds goodbye_time{1000};
constexpr milliseconds linger_time{5000};

std::string_view method_name(web::Method method) {
    return method == web::Method::get ? "GET" : method == web::Method::post ? "POST" : "HEAD";
}

// The cause by its type only: a message may quote what a person typed.
web::Answered fault_answer(const char* cause, const std::string& reference, Reader reader) {
    return web::Answered{.response = edge_page(500, reference, reader), .route = "(fault)", .account = {}, .fault = cause};
}

void ask(const web::Indoors& indoors, web::Request&& request, const web::Reply& reply) {
    const std::string reference = request.reference;
    const Reader reader = reader_of(request);
    try {
        indoors(std::move(request), reply);
    } catch (const std::exception& error) {
        reply(fault_answer(typeid(error).name(), reference, reader));
    } catch (...) {
        reply(fault_answer("not an exception", reference, reader));
    }
}

}  // namespace

void Unanswered::entered() {
    const std::lock_guard lock(mutex_);
    ++count_;
}

// Told inside the lock: who waits may do away with this as soon as it is free.
void Unanswered::left() {
    const std::lock_guard lock(mutex_);
    if (--count_ == 0) empty_.notify_all();
}

void Unanswered::wait_until_empty() {
    std::unique_lock lock(mutex_);
    empty_.wait(lock, [this] { return count_ == 0; });
}

class HttpSession : public std::enable_shared_from_this<HttpSession> {
  public:
    HttpSession(Arrival arrival, Porch& porch);
    net::awaitable<void> run();
    void close_if_idle(bool fresh_too);
    void cut() { lowest().close(); }
    auto executor() { return stream_.get_executor(); }

  private:
    enum class Got { request, refusal, nothing };

    net::awaitable<bool> serve_one();
    net::awaitable<bool> shake_hands();
    net::awaitable<bool> wait_for_request();
    net::awaitable<Got> read_head();
    net::awaitable<bool> read_body();
    net::awaitable<bool> read_body_rest();
    net::awaitable<void> answer_indoors();
    net::awaitable<bool> send_answer();
    net::awaitable<bool> send(std::string_view bytes);
    net::awaitable<void> send_refusal();
    net::awaitable<void> send_no_room();
    net::awaitable<bool> receive();
    net::awaitable<void> say_goodbye();
    net::awaitable<void> linger();

    Got judge_head(std::size_t size);
    void take_body_from_buffer();
    bool give_to_worker();
    static void take_answer(std::shared_ptr<HttpSession> self, web::Answered&& answered);
    void forget_request();
    web::Answered unavailable(const char* why) const;
    void log_answer(std::string_view method, std::string_view address);
    void set_body_deadline();
    beast::tcp_stream& lowest() { return stream_.next_layer(); }
    const Deadlines& deadlines() const { return porch_.config.deadlines; }
    std::string_view received() const { return {static_cast<const char*>(buffer_.data().data()), buffer_.size()}; }

    Porch& porch_;
    std::string peer_;
    ConnectionCap::Place place_;
    net::ssl::stream<beast::tcp_stream> stream_;
    net::steady_timer answered_signal_;
    beast::flat_buffer buffer_;
    error_code error_;
    bool idle_ = false, asked_ = false;
    bool lingers_ = false, no_room_ = false;

    // The request being served.
    HttpHead head_;
    HeadRefusal refusal_;
    std::string body_;
    BodyBudget::Share body_share_;
    std::string reference_;
    std::string client_;
    web::Answered answered_;
    bool keep_alive_ = true;
    Clock::time_point started_;
    Clock::time_point body_started_, body_ends_;
};

HttpSession::HttpSession(Arrival arrival, Porch& porch)
    : porch_(porch),
      peer_(std::move(arrival.address)),
      place_(std::move(arrival.place)),
      stream_(beast::tcp_stream(std::move(arrival.socket)), SSL_new(arrival.tls.get())),
      answered_signal_(stream_.get_executor()),
      buffer_(porch.config.limits.head_bytes_max + read_bytes),
      body_share_(porch.bodies) {}

net::awaitable<void> HttpSession::run() {
    const bool secure = co_await shake_hands();
    bool next = secure;
    while (next) {
        next = co_await serve_one();
    }
    if (secure) co_await say_goodbye();
    lowest().close();
}

net::awaitable<bool> HttpSession::shake_hands() {
    auto token = net::redirect_error(net::use_awaitable, error_);
    lowest().expires_after(deadlines().handshake);
    co_await stream_.async_handshake(net::ssl::stream_base::server, token);
    if (error_) porch_.metrics.refused("handshake failed");
    co_return !error_;
}

// True when another request may follow on this connection.
net::awaitable<bool> HttpSession::serve_one() {
    const bool begun = co_await wait_for_request();
    if (!begun) co_return false;
    asked_ = true;
    lowest().expires_after(deadlines().head);
    reference_ = new_reference();
    const Got got = co_await read_head();
    if (got == Got::refusal) co_await send_refusal();
    if (got != Got::request) co_return false;
    const bool whole = co_await read_body();
    if (no_room_) co_await send_no_room();
    if (!whole) co_return false;
    co_await answer_indoors();
    const bool sent = co_await send_answer();
    co_return sent && keep_alive_;
}

net::awaitable<bool> HttpSession::wait_for_request() {
    if (buffer_.size() > 0) co_return true;
    if (porch_.stopping && asked_) co_return false;
    idle_ = true;
    lowest().expires_after(deadlines().idle);
    const bool begun = co_await receive();
    idle_ = false;
    co_return begun;
}

net::awaitable<bool> HttpSession::receive() {
    auto token = net::redirect_error(net::use_awaitable, error_);
    const auto room = buffer_.prepare(read_bytes);
    const std::size_t size = co_await stream_.async_read_some(room, token);
    buffer_.commit(size);
    co_return !error_ && size > 0;
}

net::awaitable<HttpSession::Got> HttpSession::read_head() {
    std::size_t scanned = 0;
    for (;;) {
        const auto end = head_end(received(), scanned, porch_.rules);
        started_ = Clock::now();
        if (!end) refusal_ = end.error();
        if (!end) co_return Got::refusal;
        if (*end > 0) co_return judge_head(*end);
        scanned = buffer_.size();
        const bool more = co_await receive();
        if (!more) co_return Got::nothing;
    }
}

HttpSession::Got HttpSession::judge_head(std::size_t size) {
    const std::string_view bytes = received().substr(0, size);
    auto checked = check_head(bytes, porch_.rules);
    if (!checked) {
        refusal_ = checked.error();
        return Got::refusal;
    }
    if (!beast_agrees(bytes, *checked)) {
        refusal_ = {400, "parsers disagree"};
        return Got::refusal;
    }
    head_ = std::move(*checked);
    buffer_.consume(size);
    return Got::request;
}

net::awaitable<bool> HttpSession::read_body() {
    body_.clear();
    take_body_from_buffer();
    if (body_.size() == head_.content_length) co_return true;
    if (head_.expects_continue) {
        const std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        const bool sent = co_await send(go_on);
        if (!sent) co_return false;
    }
    const bool whole = co_await read_body_rest();
    if (!whole) porch_.metrics.refused(no_room_ ? "no room for the body" : "body not received");
    if (!whole && !no_room_) porch_.log.event(Log::Level::note, "body not received", {{"reference", reference_}, {"remote", peer_}});
    co_return whole;
}

void HttpSession::take_body_from_buffer() {
    const std::size_t size = std::min(buffer_.size(), head_.content_length);
    body_.assign(received().substr(0, size));
    buffer_.consume(size);
}

// Reads never past the body, so a pipelined request stays where it is. Memory grows with what has come, not with what was announced.
net::awaitable<bool> HttpSession::read_body_rest() {
    auto token = net::redirect_error(net::use_awaitable, error_);
    body_started_ = Clock::now();
    body_ends_ = body_started_ + (web::takes_file(head_.path) ? deadlines().upload : deadlines().body);
    while (body_.size() < head_.content_length) {
        set_body_deadline();
        const std::size_t had = body_.size(), next = std::min(had + record_bytes, head_.content_length);
        no_room_ = !body_share_.grow_to(next);
        if (no_room_) co_return false;
        body_.resize(next);
        const auto room = net::buffer(body_.data() + had, body_.size() - had);
        const std::size_t size = co_await stream_.async_read_some(room, token);
        body_.resize(had + size);
        if (error_ || size == 0) co_return false;
    }
    co_return true;
}

// Whole body within its time, and after the grace never slower than the least rate.
void HttpSession::set_body_deadline() {
    const auto earned = milliseconds{body_.size() * 1000 / deadlines().body_bytes_per_second_min};
    lowest().expires_at(std::min(body_ends_, body_started_ + deadlines().body_grace + earned));
}

net::awaitable<void> HttpSession::answer_indoors() {
    client_ = client_address(peer_, head_, porch_.config.trusted_proxies);
    if (head_.path == "/health/live") {
        answered_ = web::Answered{.response = live_page(), .route = "/health/live", .account = {}, .fault = {}};
        co_return;
    }
    if (!give_to_worker()) {
        porch_.metrics.refused("queue full");
        answered_ = unavailable("(queue full)");
        co_return;
    }
    auto token = net::redirect_error(net::use_awaitable, error_);
    co_await answered_signal_.async_wait(token);
}

// The signal is posted to this session's own thread, so it cannot come before the wait has begun.
bool HttpSession::give_to_worker() {
    answered_signal_.expires_at(Clock::time_point::max());
    return porch_.workers.submit([self = shared_from_this(), whole = Clock::now()] {
        HttpHead head = self->head_;
        web::Request request = make_request(std::move(head), std::move(self->body_), self->client_, self->reference_);
        request.received = self->started_;
        const persistence::Attended attended(whole + persistence::request_waits_max);
        self->porch_.unanswered.entered();
        const auto waiting = std::make_shared<std::shared_ptr<HttpSession>>(self);
        ask(self->porch_.indoors, std::move(request), [waiting](web::Answered&& answered) { take_answer(std::move(*waiting), std::move(answered)); });
    });
}

// On whatever thread has the answer, which keeps nothing of the session: that ends on its own thread, before the porch does.
void HttpSession::take_answer(std::shared_ptr<HttpSession> self, web::Answered&& answered) {
    auto& unanswered = self->porch_.unanswered;
    self->answered_ = std::move(answered);
    web::add_security_headers(self->answered_.response);
    const auto executor = self->stream_.get_executor();
    net::post(executor, [self = std::move(self)] { self->answered_signal_.cancel(); });
    unanswered.left();
}

net::awaitable<bool> HttpSession::send_answer() {
    keep_alive_ = head_.keep_alive && !porch_.stopping;
    lingers_ = !keep_alive_ && buffer_.size() > 0;  // more was sent behind the last request
    const Framing framing{.head_only = head_.method == web::Method::head, .keep_alive = keep_alive_, .minor_version = head_.minor_version};
    const std::string bytes = response_bytes(answered_.response, framing);
    bool sent = co_await send(bytes);
    const std::string_view rest = answered_.response.static_body;
    if (sent && !framing.head_only && rest.size() > static_copy_max) sent = co_await send(rest);
    log_answer(method_name(head_.method), client_);
    forget_request();
    co_return sent;
}

net::awaitable<void> HttpSession::send_refusal() {
    porch_.metrics.refused(refusal_.why);
    const Reader reader = reader_of_head(received());
    answered_ = web::Answered{.response = edge_page(refusal_.status, reference_, reader), .route = "(" + std::string(refusal_.why) + ")", .account = {}, .fault = {}};
    const Framing framing{.head_only = false, .keep_alive = false, .minor_version = 1};
    const std::string bytes = response_bytes(answered_.response, framing);
    lingers_ = true;
    co_await send(bytes);
    log_answer("-", peer_);
}

web::Answered HttpSession::unavailable(const char* why) const {
    const Reader reader = reader_of(make_request(HttpHead(head_), {}, {}, {}));
    return web::Answered{.response = edge_page(503, reference_, reader), .route = why, .account = {}, .fault = {}};
}

// What came of the body goes at once; the client may still be sending the rest.
net::awaitable<void> HttpSession::send_no_room() {
    body_ = {};
    body_share_.give_back();
    answered_ = unavailable("(no room for the body)");
    const Framing framing{.head_only = false, .keep_alive = false, .minor_version = head_.minor_version};
    const std::string bytes = response_bytes(answered_.response, framing);
    lingers_ = true;
    co_await send(bytes);
    log_answer(method_name(head_.method), peer_);
}

// An idle connection holds neither its last page nor the memory of a large head.
void HttpSession::forget_request() {
    answered_ = {};
    head_ = {};
    body_share_.give_back();
    if (buffer_.size() == 0 && buffer_.capacity() > read_bytes) buffer_.shrink_to_fit();
}

void HttpSession::log_answer(std::string_view method, std::string_view address) {
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_);
    if (answered_.route.starts_with('/')) porch_.metrics.answered(method, answered_.route, answered_.response.status, took);
    porch_.log.request({.reference = reference_, .method = method, .route = answered_.route, .status = answered_.response.status, .took = took,
                        .account = answered_.account, .remote_address = address, .fault = answered_.fault});
}

// A record at a time, so that the deadline is one of standing still, not of a long answer.
net::awaitable<bool> HttpSession::send(std::string_view bytes) {
    auto token = net::redirect_error(net::use_awaitable, error_);
    while (!bytes.empty()) {
        lowest().expires_after(deadlines().write_stall);
        const auto piece = net::buffer(bytes.data(), std::min(bytes.size(), record_bytes));
        const std::size_t size = co_await stream_.async_write_some(piece, token);
        if (error_) co_return false;
        bytes.remove_prefix(size);
    }
    co_return true;
}

net::awaitable<void> HttpSession::say_goodbye() {
    auto token = net::redirect_error(net::use_awaitable, error_);
    if (!lowest().socket().is_open()) co_return;
    lowest().expires_after(goodbye_time);
    co_await stream_.async_shutdown(token);
    if (lingers_ && !porch_.stopping) co_await linger();
}

// After a refusal the client may still be sending. What comes is thrown away unread, for a short while, so that a reset
// does not overtake the answer.
net::awaitable<void> HttpSession::linger() {
    auto token = net::redirect_error(net::use_awaitable, error_);
    if (!lowest().socket().is_open()) co_return;
    error_code ignored;
    lowest().socket().shutdown(net::ip::tcp::socket::shutdown_send, ignored);
    lowest().expires_after(linger_time);
    error_.clear();
    while (!error_) {
        buffer_.clear();
        const auto room = buffer_.prepare(read_bytes);
        co_await lowest().async_read_some(room, token);
    }
}

void HttpSession::close_if_idle(bool fresh_too) {
    if (idle_ && (asked_ || fresh_too)) lowest().cancel();
}

SessionHandle start_session(Arrival arrival, Porch& porch, std::function<void(HttpSession*)> ended) {
    auto session = std::make_shared<HttpSession>(std::move(arrival), porch);
    const auto finish = [session, &porch, ended = std::move(ended)](std::exception_ptr fault) {
        if (fault) porch.log.event(Log::Level::error, "connection ended by a fault");
        ended(session.get());
    };
    net::co_spawn(session->executor(), [session] { return session->run(); }, finish);
    return session;
}

void close_if_idle(HttpSession& session, bool fresh_too) { session.close_if_idle(fresh_too); }
void cut(HttpSession& session) { session.cut(); }

}  // namespace casework::server
