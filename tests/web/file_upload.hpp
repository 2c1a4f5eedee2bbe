// A browser that sends a file of people, as its form does.
#pragma once

#include "tests/web/web_house.hpp"

namespace casework::testing {

struct Sent {
    std::string name = "people.csv", type = "text/csv";
};

inline web::Response upload(WebHouse::Browser& browser, const std::string& text, const Sent& sent = {}, std::string token = {}, const std::string& idem = "") {
    const std::string imports = "/groups/tctf/imports";
    if (token.empty()) token = browser.found(browser.get(imports).body, "csrf");
    const std::string line = "--x1\r\nContent-Disposition: form-data; name=\"";
    const auto body = line + "csrf\"\r\n\r\n" + token + "\r\n" + (idem.empty() ? "" : line + "idem\"\r\n\r\n" + idem + "\r\n") + line + "file\"; filename=\"" + sent.name + "\"\r\nContent-Type: " + sent.type +
                      "\r\n\r\n" + text + "\r\n--x1--\r\n";
    browser.headers["content-type"] = "multipart/form-data; boundary=x1";
    auto answer = browser.send(web::Method::post, imports, body);
    browser.headers.erase("content-type");
    return answer;
}

}  // namespace casework::testing
