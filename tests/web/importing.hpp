// A sergeant who brings in and takes out files of people, and the server's round that carries them on.
#pragma once

#include <catch2/catch.hpp>

#include "tests/web/file_upload.hpp"
#include "web/jobs/job_runner.hpp"

namespace casework::testing::files {

inline const std::string imports = "/groups/tctf/imports", exports = "/groups/tctf/exports";
inline const std::string head = "full_name,birth_date,behaviours,evidence,nexus,elsewhere,tool_1_kind,address_1_kind,address_1_lines,known_to\r\n";
inline const std::string casper = "Casper Nightingale,1990-05-03,begging; Street drinking,\"Every evening,\nsince May\",Week Street,Nobody else,CPW,home,4 Example Road,One Maidstone BID\r\n";

inline bool says(const web::Response& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

inline std::string address_of(const web::Response& answer) {
    const auto location = std::string(answer.header("Location"));
    return location.substr(0, location.find('?'));
}

struct Importing {
    WebHouse house;
    WebHouse::Browser browser{house};
    Importing() { browser.sign_in("priya.nair"); }
    void carry_on() { web::jobs::carry_on(house.house); }
    std::string refused(const std::string& text, const Sent& sent = {}) {
        const auto answer = upload(browser, text, sent);
        CHECK(answer.status == 422);
        const auto at = answer.body.find("<a href=\"#file\">");
        return at == std::string::npos ? "nothing" : answer.body.substr(at + 16, answer.body.find("</a>", at) - at - 16);
    }
    // A file that was taken out, for a meeting and with the password.
    std::string exported(const std::string& kind) {
        browser.get("/confirm?act=export_rows&object=tctf&need=purpose&next=" + exports);
        browser.post("/confirm", {{"act", "export_rows"}, {"object", "tctf"}, {"need", "purpose"}, {"next", exports}, {"purpose", "meeting"}, {"password", std::string(persistence::demo::password)}});
        browser.get(exports);
        const auto job = address_of(browser.post(exports, {{"kind", kind}}));
        carry_on();
        return browser.get(job + "/file").body;
    }
    // Somebody on the list, as the demo tells them.
    std::string known_name(int place = 0) {
        std::string name;
        house.database->read([&](persistence::Transaction& tx) {
            tx.one("SELECT f.full_name FROM nominal n JOIN person_name f ON f.record_id = n.id AND f.person_id = n.person_id AND f.ordinal = 0 WHERE n.panel = 'tctf' AND n.state = 'active' ORDER BY n.id LIMIT 1 OFFSET :place",
                   {persistence::with("place", place)}, {&name});
        });
        return name;
    }
};

}  // namespace casework::testing::files
