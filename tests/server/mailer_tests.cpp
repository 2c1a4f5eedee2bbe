// E-mails over SMTP to a real server of another make, and what they may not carry.
#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "server/mailer.hpp"
#include "tests/support/child.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/skip.hpp"

using namespace casework;
namespace fs = std::filesystem;

namespace {

unsigned short free_port() {
    const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    REQUIRE(::bind(probe, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &length) == 0);
    ::close(probe);
    return ntohs(address.sin_port);
}

std::string whole(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

// Debian's aiosmtpd, which keeps what it takes in a folder.
struct MailServer {
    MailServer() : process({"/usr/bin/aiosmtpd", "-n", "-l", "127.0.0.1:" + std::to_string(port), "-c", "aiosmtpd.handlers.Mailbox", scratch.path() + "/mail"}, scratch.path() + "/said") {}
    std::vector<std::string> taken() const {
        std::vector<std::string> all;
        std::error_code none;
        for (const auto& file : fs::directory_iterator(scratch.path() + "/mail/new", none)) all.push_back(whole(file.path()));
        return all;
    }
    testing::ScratchDirectory scratch;
    unsigned short port = free_port();
    testing::Child process;
};

}  // namespace

TEST_CASE("an e-mail that waits reaches a mail server, with one recipient, a subject, and no second header in any line") {
    if (!fs::exists("/usr/bin/aiosmtpd")) return testing::skip("no aiosmtpd");
    MailServer mails;
    server::Config config;
    config.mail_server = "smtp://127.0.0.1:" + std::to_string(mails.port);
    config.mail_from = "casework@example.org";
    const persistence::Mail mail{.id = "0a1b", .to = "p.nair@example.org", .subject = "Emergency access was used\r\nBcc: someone@example.org", .body = "It waits in My work.\nhttps://localhost:8443/\n"};
    std::string cause;
    REQUIRE(testing::eventually(testing::seconds{20}, [&] { return server::send_by_smtp(config, mail, cause); }));
    const auto taken = mails.taken();
    REQUIRE(taken.size() == 1);
    CHECK(taken[0].find("To: <p.nair@example.org>") != std::string::npos);
    CHECK(taken[0].find("Subject: Emergency access was used") != std::string::npos);
    CHECK(taken[0].find("\nBcc:") == std::string::npos);
    CHECK(taken[0].find("X-RcptTo: p.nair@example.org") != std::string::npos);
    CHECK(taken[0].find("It waits in My work.") != std::string::npos);
}

TEST_CASE("an e-mail stays where it is when no mail server answers") {
    server::Config config;
    config.mail_server = "smtp://127.0.0.1:" + std::to_string(free_port());
    std::string cause;
    CHECK_FALSE(server::send_by_smtp(config, {.id = "1", .to = "p.nair@example.org", .subject = "x", .body = "y\n"}, cause));
    CHECK_FALSE(cause.empty());
}
