// A browser that sends a file of people, as its form does.
#pragma once

#include "tests/web/web_house.hpp"

namespace casework::testing {

struct Sent {
    std::string name = "people.csv", type = "text/csv";
};

// One file with other answers beside it.
inline web::Response send_file(WebHouse::Browser& browser, const std::string& path, const std::string& content, const Sent& sent, const WebHouse::Typed& answers) {
    const std::string line = "--x1\r\nContent-Disposition: form-data; name=\"";
    std::string body;
    for (const auto& [name, value] : answers) body += line + name + "\"\r\n\r\n" + value + "\r\n";
    body += line + "file\"; filename=\"" + sent.name + "\"\r\nContent-Type: " + sent.type + "\r\n\r\n" + content + "\r\n--x1--\r\n";
    browser.headers["content-type"] = "multipart/form-data; boundary=x1";
    auto answer = browser.send(web::Method::post, path, body);
    browser.headers.erase("content-type");
    return answer;
}

inline web::Response upload(WebHouse::Browser& browser, const std::string& text, const Sent& sent = {}, std::string token = {}, const std::string& idem = "") {
    const std::string imports = "/groups/tctf/imports";
    if (token.empty()) token = browser.found(browser.get(imports).body, "csrf");
    WebHouse::Typed answers{{"csrf", token}};
    if (!idem.empty()) answers.emplace_back("idem", idem);
    return send_file(browser, imports, text, sent, answers);
}

}  // namespace casework::testing
