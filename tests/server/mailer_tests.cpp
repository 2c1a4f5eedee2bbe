// E-mails over SMTP to a real server of another make, and what they may not carry.
#include <catch2/catch.hpp>

#include "server/mailer.hpp"
#include "tests/support/mail_server.hpp"
#include "tests/support/skip.hpp"

using namespace casework;

TEST_CASE("an e-mail that waits reaches a mail server, with one recipient, a subject, and no second header in any line") {
    if (!testing::MailServer::is_there()) return testing::skip("no aiosmtpd");
    const testing::MailServer mails;
    server::Config config;
    config.mail_server = mails.url();
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
    config.mail_server = "smtp://127.0.0.1:" + std::to_string(testing::free_port());
    std::string cause;
    CHECK_FALSE(server::send_by_smtp(config, {.id = "1", .to = "p.nair@example.org", .subject = "x", .body = "y\n"}, cause));
    CHECK_FALSE(cause.empty());
}
