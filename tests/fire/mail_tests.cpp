// Emergency access through the served program, and the e-mails that tell of it as a real mail server takes them.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/fire/live_server.hpp"
#include "tests/fire/visitor.hpp"
#include "tests/support/mail_server.hpp"
#include "tests/support/skip.hpp"

using namespace casework::fire;
using casework::testing::MailServer;

namespace {

bool reaches(const std::vector<std::string>& mails, const std::string& recipient) {
    return std::ranges::any_of(mails, [&](const std::string& mail) { return mail.find("X-RcptTo: " + recipient) != std::string::npos; });
}

}  // namespace

TEST_CASE("an emergency access tells owner and information governance by e-mail, without a name or a reference") {
    if (!MailServer::is_there()) return casework::testing::skip("no aiosmtpd");
    const MailServer mails;
    Place place("sqlite");
    place.set("mail.server", mails.url());
    place.set("mail.from", "casework@example.org");
    LiveServer server(place);
    Visitor stranger(server.port(), "helen.fairley");
    REQUIRE(stranger.get("/emergency"));
    const auto answer = stranger.send_form("/emergency", one_time_key(), {{"reference", "NOM-2026-0001"}, {"purpose", "incident"}, {"reason", "He stands at the door of the refuge"}, {"password", demo_password}});
    REQUIRE(answer);
    CHECK(answer->status == 303);
    // Both coordinators of the owner, and the auditor; not who used it.
    CHECK(eventually(seconds{40}, [&] { return mails.taken().size() >= 3; }));
    const auto taken = mails.taken();
    for (const auto* recipient : {"priya.nair@example.org", "tom.reddish@example.org", "owen.price@example.org"}) {
        INFO(recipient);
        CHECK(reaches(taken, recipient));
    }
    CHECK_FALSE(reaches(taken, "helen.fairley@example.org"));
    for (const auto& mail : taken) {
        INFO(mail);
        CHECK(mail.find("Subject: Emergency access was used") != std::string::npos);
        CHECK(mail.find("It waits in My work") != std::string::npos);
        for (const char* told : {"Fairley", "Helen", "NOM-2026", "refuge"}) CHECK(mail.find(told) == std::string::npos);
    }
    CHECK(place.count("SELECT count(*) FROM mail") == 0);
    CHECK(server.stop() == 0);
}
