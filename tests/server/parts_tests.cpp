// The smaller parts of the porch: certificate, log, workers, scheduler, cap, bytes of an answer.
#include <catch2/catch.hpp>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <latch>
#include <set>

#include "server/connection_cap.hpp"
#include "server/log.hpp"
#include "server/request_making.hpp"
#include "server/response_bytes.hpp"
#include "server/scheduler.hpp"
#include "server/second_opinion.hpp"
#include "server/tls.hpp"
#include "server/worker_pool.hpp"
#include "tests/server/running_server.hpp"

using namespace casework::server;
using namespace casework::tests;

namespace {

struct Pem {
    int rsa_bits = 0;         // 0 is ECDSA
    const char* curve = "P-256";
    int from_day = -1, to_day = 100;
    bool names = true;
};

void write_pair(const TlsFiles& files, const Pem& pem) {
    EVP_PKEY* key = pem.rsa_bits > 0 ? EVP_RSA_gen(static_cast<unsigned>(pem.rsa_bits)) : EVP_EC_gen(pem.curve);
    X509* certificate = X509_new();
    X509_set_version(certificate, X509_VERSION_3);
    X509_gmtime_adj(X509_getm_notBefore(certificate), pem.from_day * 86400L);
    X509_gmtime_adj(X509_getm_notAfter(certificate), pem.to_day * 86400L);
    X509_set_pubkey(certificate, key);
    if (pem.names) {
        X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
        X509_add_ext(certificate, names, -1);
        X509_EXTENSION_free(names);
    }
    X509_sign(certificate, key, EVP_sha256());
    std::FILE* out = std::fopen(files.certificate.c_str(), "w");
    PEM_write_X509(out, certificate);
    std::fclose(out);
    out = std::fopen(files.private_key.c_str(), "w");
    PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(out);
    ::chmod(files.private_key.c_str(), 0400);
    X509_free(certificate);
    EVP_PKEY_free(key);
}

// The reason of the refusal, or the warnings.
std::string verdict(const Pem& pem, bool demo = false) {
    TemporaryDirectory directory;
    const TlsFiles files{directory.path() / "c.pem", directory.path() / "k.pem", demo};
    write_pair(files, pem);
    std::string warnings = "served";
    try {
        make_tls_context(files, [&](std::string_view warning) { warnings += "; " + std::string(warning); });
        return warnings;
    } catch (const std::runtime_error& refused) {
        return refused.what();
    }
}

}  // namespace

TEST_CASE("certificates too weak, too old, too long or without a name are refused, and only a demo is warned of too long a life") {
    CHECK(verdict({}) == "served");
    CHECK(verdict({.curve = "P-384"}) == "served");
    CHECK(verdict({.rsa_bits = 3072}) == "served");
    CHECK(verdict({.curve = "secp224r1"}).find("weaker") != std::string::npos);
    CHECK(verdict({.rsa_bits = 2048}).find("weaker") != std::string::npos);
    CHECK(verdict({.from_day = -10, .to_day = -1}).find("has expired") != std::string::npos);
    CHECK(verdict({.names = false}).find("alternative name") != std::string::npos);
    CHECK(verdict({.to_day = 397}) == "served");
    CHECK(verdict({.to_day = 400}).find("is valid for more than 398 days") != std::string::npos);
    CHECK(verdict({.to_day = 400}).find("served") == std::string::npos);
    CHECK(verdict({.to_day = 400}, true) == "served; the certificate is valid for more than 398 days");
    CHECK(verdict({.to_day = 10}).find("within 14 days") != std::string::npos);
}

TEST_CASE("the localhost certificate is good enough for ourselves and kept on the next start") {
    TemporaryDirectory directory;
    const TlsFiles files{directory.path() / "tls" / "c.pem", directory.path() / "tls" / "k.pem"};
    create_localhost_certificate(files);
    std::string warnings;
    CHECK_NOTHROW(make_tls_context(files, [&](std::string_view warning) { warnings += warning; }));
    CHECK(warnings.empty());
    CHECK(certificate_days_left(files.certificate) >= 395);
    CHECK(certificate_days_left(files.certificate) <= 398);
    const std::string before = slurp(files.private_key);
    create_localhost_certificate(files);
    CHECK(slurp(files.private_key) == before);
    struct stat found {};
    ::stat(files.private_key.c_str(), &found);
    CHECK((found.st_mode & 0777) == 0400);
    ::chmod(files.private_key.c_str(), 0440);
    CHECK_THROWS_WITH(make_tls_context(files, [](std::string_view) {}), Catch::Contains("readable by others"));
}

TEST_CASE("a key that is not the certificate's is refused") {
    TemporaryDirectory directory;
    const TlsFiles one{directory.path() / "c1.pem", directory.path() / "k1.pem"}, two{directory.path() / "c2.pem", directory.path() / "k2.pem"};
    create_localhost_certificate(one);
    create_localhost_certificate(two);
    CHECK_THROWS_WITH(make_tls_context({one.certificate, two.private_key}, [](std::string_view) {}), Catch::Contains("not the key"));
}

TEST_CASE("log lines are JSON whatever stands in them") {
    TemporaryDirectory directory;
    Log log(directory.path() / "log");
    log.event(Log::Level::warning, "a \"quoted\" \\ event", {{"cause", "line\nend \x01 caf\xc3\xa9"}});
    log.request({.reference = "7F3A-91C2", .method = "GET", .route = "/people/{id}", .status = 500, .took = std::chrono::microseconds{1500}, .account = "", .remote_address = "127.0.0.1", .fault = "why"});
    log.flush();
    const std::string text = slurp(directory.path() / "log");
    CHECK(text.find(R"("event":"a \"quoted\" \\ event","cause":"line\u000aend \u0001 caf\u00c3\u00a9"})") != std::string::npos);
    CHECK(text.find(R"("level":"error","event":"request","reference":"7F3A-91C2","method":"GET","route":"/people/{id}","status":500,"ms":1.500,"remote":"127.0.0.1","fault":"why"})") != std::string::npos);
    CHECK(text.find("account") == std::string::npos);
}

TEST_CASE("a log that cannot be written stops nothing, and reopens after rotation") {
    Log full("/dev/full");
    for (int i = 0; i < 1000; ++i) CHECK_NOTHROW(full.event(Log::Level::error, "no room"));
    TemporaryDirectory directory;
    Log log(directory.path() / "log");
    log.event(Log::Level::note, "first");
    log.flush();
    std::filesystem::rename(directory.path() / "log", directory.path() / "log.1");
    log.reopen();
    log.event(Log::Level::warning, "second");
    CHECK(slurp(directory.path() / "log.1").find("first") != std::string::npos);
    CHECK(slurp(directory.path() / "log").find("second") != std::string::npos);
}

TEST_CASE("the pool refuses what its queue cannot hold and finishes what it took") {
    std::latch begun(1), release(1);
    std::atomic<int> done = 0;
    WorkerPool pool(1, 2);
    REQUIRE(pool.submit([&] { begun.count_down(); release.wait(); ++done; }));
    begun.wait();
    CHECK(pool.submit([&] { ++done; }));
    CHECK(pool.submit([&] { ++done; }));
    CHECK(pool.waiting() == 2);
    CHECK_FALSE(pool.submit([&] { ++done; }));
    release.count_down();
    pool.stop();
    CHECK(done == 3);
    CHECK_FALSE(pool.submit([&] { ++done; }));
}

TEST_CASE("when those that work stand still, others help until all have what they wait for") {
    std::latch release(1), helped(3);
    WorkerPool pool(4, 10, 1);
    for (int i = 0; i < 3; ++i) pool.submit([&] { helped.count_down(); release.wait(); });
    helped.wait();
    CHECK(pool.busy() == 3);
    release.count_down();
    pool.stop();
    CHECK(pool.busy() == 0);
}

TEST_CASE("what nobody waits for is forgotten, what has begun is finished") {
    std::latch begun(1), release(1);
    std::atomic<int> done = 0;
    WorkerPool pool(1, 2);
    pool.submit([&] { begun.count_down(); release.wait(); ++done; });
    begun.wait();
    pool.submit([&] { ++done; });
    pool.forget_waiting();
    release.count_down();
    pool.stop();
    CHECK(done == 1);
}

TEST_CASE("a task comes round again, also after it has thrown") {
    std::latch thrice(3), failed(1);
    std::atomic<bool> told = false;
    Scheduler scheduler([&](std::string_view task, std::string_view cause) {
        if (told.exchange(true)) return;
        CHECK(task == "breaks");
        CHECK(cause == "std::runtime_error");  // its words may hold a name
        failed.count_down();
    });
    std::atomic<int> runs = 0;
    scheduler.every(std::chrono::milliseconds{1}, "counts", [&] { if (++runs <= 3) thrice.count_down(); });
    scheduler.every(std::chrono::milliseconds{1}, "breaks", [] { throw std::runtime_error("Harwell"); });
    thrice.wait();
    failed.wait();
    scheduler.stop();
    CHECK(runs >= 3);
}

TEST_CASE("places are counted in all and by address and come back") {
    ConnectionCap cap(3, 2);
    auto first = cap.admit("a"), second = cap.admit("a");
    CHECK(first);
    CHECK(second);
    CHECK_FALSE(cap.admit("a"));
    auto third = cap.admit("b");
    CHECK(third);
    CHECK_FALSE(cap.admit("c"));
    first.reset();
    CHECK(cap.open() == 2);
    CHECK(cap.admit("a"));
}

TEST_CASE("an answer without content has no length, one that closes says so") {
    const auto bytes = [](int status, Framing framing) { return response_bytes({.status = status, .headers = {}, .body = "", .static_body = {}}, framing); };
    CHECK(bytes(204, {}).find("Content-Length") == std::string::npos);
    CHECK(bytes(304, {}).find("Content-Length") == std::string::npos);
    CHECK(bytes(303, {}).find("Content-Length: 0\r\n") != std::string::npos);
    CHECK(bytes(200, {.keep_alive = false}).find("\r\nConnection: close\r\n") != std::string::npos);
    CHECK(bytes(200, {}).find("Connection") == std::string::npos);
    for (const int status : {200, 201, 204, 303, 304, 400, 401, 403, 404, 405, 409, 411, 413, 414, 415, 417, 421, 422, 429, 431, 500, 501, 503, 505}) {
        CHECK(bytes(status, {}).find("Answer") == std::string::npos);
    }
    CHECK(bytes(299, {}).starts_with("HTTP/1.1 299 Answer\r\n"));
}

TEST_CASE("a reference is short enough to read over the telephone and rarely repeats") {
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) seen.insert(new_reference());
    CHECK(seen.size() >= 99);
    CHECK(seen.begin()->size() == 9);
    CHECK((*seen.begin())[4] == '-');
}

TEST_CASE("a proxy's word is taken only for an address and only from the proxy") {
    HttpHead head;
    head.headers = {{"x-forwarded-for", "10.0.0.1"}, {"x-forwarded-for", "10.0.0.2, 10.0.0.3"}};
    CHECK(client_address("127.0.0.1", head, {"127.0.0.1"}) == "10.0.0.3");
    CHECK(client_address("127.0.0.2", head, {"127.0.0.1"}) == "127.0.0.2");
    head.headers = {{"x-forwarded-for", "<script>"}};
    CHECK(client_address("127.0.0.1", head, {"127.0.0.1"}) == "127.0.0.1");
    head.headers.clear();
    CHECK(client_address("127.0.0.1", head, {"127.0.0.1"}) == "127.0.0.1");
}

TEST_CASE("repeated headers join, those that claim something stay outside") {
    HttpHead head;
    head.headers = {{"accept", "a"}, {"accept", "b"}, {"x-forwarded-host", "evil"}, {"forwarded", "x"}, {"x-http-method-override", "PUT"}, {"x-ok", "c"}};
    const auto request = make_request(std::move(head), "body", "127.0.0.1", "7F3A-91C2");
    CHECK(request.header("accept") == "a, b");
    CHECK(request.headers.size() == 2);
    CHECK(request.body == "body");
}

TEST_CASE("a second opinion that differs on framing is heard") {
    const std::string bytes = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n";
    HttpHead head;
    head.content_length = 5;
    CHECK(beast_agrees(bytes, head));
    head.content_length = 6;
    CHECK_FALSE(beast_agrees(bytes, head));
    head.content_length = 0;
    CHECK_FALSE(beast_agrees("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", head));
    head.keep_alive = false;
    CHECK(beast_agrees("GET / HTTP/1.0\r\nHost: localhost\r\nConnection: close, keep-alive\r\n\r\n", head));
    CHECK_FALSE(beast_agrees("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", HttpHead{}));
    CHECK_FALSE(beast_agrees("nonsense", HttpHead{}));
}
