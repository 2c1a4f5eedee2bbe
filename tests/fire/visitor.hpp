// Somebody of the demo with a browser's means: a TLS connection, a cookie, and the forms that pages give.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/server/tls_client.hpp"

namespace casework::fire {

using tests::Answer;
using Field = std::pair<std::string, std::string>;

class Visitor {
  public:
    // Signs in as that account of the demo; throws when that is refused.
    Visitor(unsigned short port, const std::string& username);

    Visitor second_window() const;  // the same session on another connection
    void go_to(unsigned short port) { port_ = port, connection_.reset(); }  // the server has moved; the session stays
    // Nothing when the connection ended or was silent for that long before a whole answer came.
    std::optional<Answer> get(const std::string& path);
    std::optional<Answer> post(const std::string& path, const std::vector<Field>& fields);
    // Sends the form with the token of this session and the given one-time key.
    std::optional<Answer> send_form(const std::string& path, const std::string& key, std::vector<Field> fields);
    // The same for a form with a file in the box `file`.
    struct Upload {
        std::string name, type, bytes;
    };
    std::optional<Answer> send_file(const std::string& path, const std::string& key, const Upload& upload, const std::vector<Field>& fields = {});
    std::optional<Answer> send_file(const std::string& path, const std::string& key, const std::string& csv) { return send_file(path, key, {"people.csv", "text/csv", csv}); }
    // As a program with that access token: asks for the page as JSON, or sends it a form as JSON.
    std::optional<Answer> get_json(const std::string& path, const std::string& token);
    std::optional<Answer> send_json(const std::string& path, const std::string& token, const std::string& key, const std::string& body);
    const std::string& cookie() const { return cookie_; }
    // What a password given again begins: a new session and its token; nothing otherwise.
    void take_session(const Answer& answer);
    tests::milliseconds patience{8000};

  private:
    explicit Visitor(unsigned short port) : port_(port) {}
    std::optional<Answer> ask(const std::string& request);
    std::optional<Answer> post_body(const std::string& path, const std::string& type, const std::string& body);
    void sign_in(const std::string& username);

    unsigned short port_;
    std::unique_ptr<tests::TlsClient> connection_;
    std::string cookie_, csrf_;
};

std::string header(const Answer& answer, const std::string& name);  // empty when there is none
std::string encoded(const std::vector<Field>& fields);
std::string field_value(const std::string& page, const std::string& name);  // of the first input of that name
std::string one_time_key();
inline const std::string demo_password = "lantern-orchard-bridge-9";

}  // namespace casework::fire
