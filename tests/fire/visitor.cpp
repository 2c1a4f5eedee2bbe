// Requests as a browser makes them, over one kept connection.
#include "tests/fire/visitor.hpp"

#include <stdexcept>

#include "auth/crypto.hpp"
#include "web/percent_encoding.hpp"

namespace casework::fire {

std::string header(const Answer& answer, const std::string& name) {
    const auto at = answer.head.find("\r\n" + name + ": ");
    if (at == answer.head.npos) return {};
    const auto begin = at + name.size() + 4;
    return answer.head.substr(begin, answer.head.find("\r\n", begin) - begin);
}

std::string encoded(const std::vector<Field>& fields) {
    std::string body;
    for (const auto& [name, value] : fields) body += (body.empty() ? "" : "&") + web::percent_encoded(name) + "=" + web::percent_encoded(value);
    return body;
}

std::string field_value(const std::string& page, const std::string& name) {
    const auto at = page.find("name=\"" + name + "\"");
    const auto value = page.find("value=\"", at);
    if (at == page.npos || value == page.npos) return {};
    return page.substr(value + 7, page.find('"', value + 7) - value - 7);
}

std::string one_time_key() { return auth::random_hex(16); }

Visitor::Visitor(unsigned short port, const std::string& username) : port_(port) { sign_in(username); }

Visitor Visitor::second_window() const {
    Visitor other(port_);
    other.cookie_ = cookie_, other.csrf_ = csrf_;
    return other;
}

void Visitor::sign_in(const std::string& username) {
    const auto page = get("/sign-in");
    if (!page) throw std::runtime_error("no sign-in page");
    cookie_ = header(*page, "Set-Cookie");
    cookie_ = cookie_.substr(0, cookie_.find(';'));
    const auto answer = post("/sign-in", {{"csrf", field_value(page->body, "csrf")}, {"username", username}, {"password", demo_password}});
    if (!answer || answer->status != 303) throw std::runtime_error(username + " was not signed in: " + (answer ? answer->head : "no answer"));
    cookie_ = header(*answer, "Set-Cookie");
    cookie_ = cookie_.substr(0, cookie_.find(';'));
    const auto home = get("/");
    if (!home) throw std::runtime_error("no first page");
    csrf_ = field_value(home->body, "csrf");
}

void Visitor::take_session(const Answer& answer) {
    const auto set = header(answer, "Set-Cookie");
    if (!set.starts_with("__Host-session=")) return;
    cookie_ = set.substr(0, set.find(';'));
    if (const auto home = get("/")) csrf_ = field_value(home->body, "csrf");
}

std::optional<Answer> Visitor::ask(const std::string& request) {
    if (!connection_) connection_ = std::make_unique<tests::TlsClient>(port_);
    std::optional<Answer> answer;
    if (connection_->send(request)) answer = connection_->answer(patience);
    if (!answer || answer->says("\r\nConnection: close")) connection_.reset();
    return answer;
}

std::optional<Answer> Visitor::get(const std::string& path) { return ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie_ + "\r\n\r\n"); }

std::optional<Answer> Visitor::post(const std::string& path, const std::vector<Field>& fields) {
    return post_body(path, "application/x-www-form-urlencoded", encoded(fields));
}

std::optional<Answer> Visitor::post_body(const std::string& path, const std::string& type, const std::string& body) {
    return ask("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie_ + "\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
}

std::optional<Answer> Visitor::send_file(const std::string& path, const std::string& key, const Upload& upload, const std::vector<Field>& fields) {
    std::string body;
    const auto part = [&](const std::string& name, const std::string& more, const std::string& value) {
        body += "--a-boundary-of-parts\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n" + value + "\r\n";
    };
    for (const auto& [name, value] : fields) part(name, "", value);
    part("csrf", "", csrf_);
    part("idem", "", key);
    part("file", "; filename=\"" + upload.name + "\"\r\nContent-Type: " + upload.type, upload.bytes);
    return post_body(path, "multipart/form-data; boundary=a-boundary-of-parts", body + "--a-boundary-of-parts--\r\n");
}

std::optional<Answer> Visitor::get_json(const std::string& path, const std::string& token) {
    return ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nAuthorization: Bearer " + token + "\r\n\r\n");
}

std::optional<Answer> Visitor::send_json(const std::string& path, const std::string& token, const std::string& key, const std::string& body) {
    return ask("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nAuthorization: Bearer " + token + "\r\nIdempotency-Key: " + key +
               "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
}

std::optional<Answer> Visitor::send_form(const std::string& path, const std::string& key, std::vector<Field> fields) {
    fields.emplace_back("csrf", csrf_);
    fields.emplace_back("idem", key);
    return post(path, fields);
}

}  // namespace casework::fire
