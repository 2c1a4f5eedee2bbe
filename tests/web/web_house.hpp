// The whole house without a porch: requests go straight to the pipeline, over a demo on SQLite.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "auth/password.hpp"
#include "persistence/demo/demo.hpp"
#include "persistence/evidence/file_store.hpp"
#include "tests/support/copied_database.hpp"
#include "web/percent_encoding.hpp"
#include "web/pipeline.hpp"

namespace casework::testing {

class WebHouse {
  public:
    using Typed = std::vector<std::pair<std::string, std::string>>;
    // A demo that is loaded and closed: houses made of it begin alike, at the same moment.
    struct Pattern {
        explicit Pattern(const std::string& kind) : kind(kind), database(kind), now(persistence::system_now()) {
            {
                persistence::Ledger ledger(*database, ledger_of(database), [this] { return now; });
                const auth::PasswordHasher hasher(auth::password_cost_floor);
                persistence::demo::load(*database, ledger, now, hasher.hash(persistence::demo::password));
            }
            database.close();
        }
        std::string kind;
        FreshDatabase database;
        domain::Instant now;
    };
    explicit WebHouse(const Pattern& pattern) : database(pattern.kind, false), now((copy_into(database, pattern.database), pattern.now)), ledger(*database, ledger_of(database), [this] { return now; }),
          files(database.directory() + "/files"), passwords(auth::password_cost_floor),
          house{.database = *database, .ledger = ledger, .clock = [this] { return now; }, .site = {}, .session_limits = {}, .server_key = std::string(32, 'k'),
                .own_origins = {"https://localhost:8443"}, .passwords = passwords, .password_rules = {}, .throttle = {}, .ready = {}, .files = &files} {}
    WebHouse() : WebHouse(pattern()) {}
    // The demo on SQLite, loaded once for this process.
    static const Pattern& pattern() {
        static const Pattern loaded("sqlite");
        return loaded;
    }
    static persistence::LedgerOptions ledger_of(const FreshDatabase& database) {
        return {.key_directory = database.directory() + "/keys", .anchor_file = database.directory() + "/anchors", .version = "test"};
    }

    // A browser: keeps its cookies, reads the token of the last form it saw.
    class Browser {
      public:
        explicit Browser(WebHouse& house) : house_(house) {}
        web::Response get(std::string path) { return send(web::Method::get, std::move(path), {}); }
        // Adds token and one-time key of the last page unless the form brings its own.
        web::Response post(std::string path, Typed typed, bool with_token = true) {
            if (with_token) typed.emplace_back("csrf", token_);
            if (with_token && !idem.empty()) typed.emplace_back("idem", idem);
            std::string body;
            for (const auto& [name, value] : typed) body += (body.empty() ? "" : "&") + web::percent_encoded(name) + "=" + web::percent_encoded(value);
            return send(web::Method::post, std::move(path), std::move(body));
        }
        web::Response sign_in(const std::string& username, const std::string& password = std::string(persistence::demo::password)) {
            get("/sign-in");
            auto answer = post("/sign-in", {{"username", username}, {"password", password}});
            get("/account");
            return answer;
        }
        std::map<std::string, std::string> cookies, headers;
        std::string idem;
        std::string found(const std::string& body, const std::string& name) const {
            const auto at = body.find("name=\"" + name + "\" value=\"");
            if (at == std::string::npos) return {};
            const auto from = at + name.size() + 15;
            return body.substr(from, body.find('"', from) - from);
        }

        // Method, body and headers as they are, nothing added.
        web::Response send(web::Method method, std::string target, std::string body) {
            web::Request request;
            request.method = method;
            request.target = target;
            request.path = target.substr(0, target.find('?'));
            if (const auto asked = target.find('?'); asked != std::string::npos) request.query = web::urlencoded_fields(std::string_view(target).substr(asked + 1)).value_or(web::Fields{});
            request.body = std::move(body);
            request.headers["host"] = "localhost:8443";
            for (const auto& [name, value] : headers) request.headers[name] = value;
            std::string cookie;
            for (const auto& [name, value] : cookies) cookie += (cookie.empty() ? "" : "; ") + name + "=" + value;
            request.headers["cookie"] = cookie;
            request.remote_address = "127.0.0.1";
            request.reference = "TEST-0001";
            auto answered = web::answer(house_.house, std::move(request));
            for (const auto& [name, value] : answered.response.headers)
                if (name == "Set-Cookie") cookies[value.substr(0, value.find('='))] = value.substr(value.find('=') + 1, value.find(';') - value.find('=') - 1);
            if (const auto token = found(answered.response.body, "csrf"); !token.empty()) token_ = token;
            return answered.response;
        }

      private:
        WebHouse& house_;
        std::string token_;
    };

    std::int64_t count(std::string_view sql) {
        std::int64_t n = 0;
        database->read([&](persistence::Transaction& tx) { tx.one(sql, {}, {&n}); });
        return n;
    }

    FreshDatabase database;
    domain::Instant now;
    persistence::Ledger ledger;
    persistence::FileStore files;
    auth::PasswordHasher passwords;
    web::House house;
};

}  // namespace casework::testing
