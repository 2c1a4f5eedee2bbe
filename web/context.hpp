// What a handler works with: the request, who asks, the gate, and the page frame filled in for them.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/password.hpp"
#include "auth/second_factor.hpp"
#include "auth/session.hpp"
#include "auth/throttle.hpp"
#include "persistence/accounts.hpp"
#include "persistence/gate.hpp"
#include "persistence/sessions.hpp"
#include "web/form.hpp"
#include "web/html/layout.hpp"
#include "web/json_answers.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace casework::persistence {
class FileStore;
}

namespace casework::web {

namespace reports {
class Allowance;
std::shared_ptr<Allowance> fresh_allowance();
}  // namespace reports

// What lives as long as the server: made once in the composition root.
struct House {
    persistence::Database& database;
    persistence::Ledger& ledger;
    persistence::Clock clock;
    html::Site site;
    persistence::SessionLimits session_limits;
    std::string server_key;            // 32 bytes: kept forms and pre-session tokens
    std::vector<std::string> own_origins;  // "https://localhost:8443": accepted values of Origin
    const auth::PasswordHasher& passwords;
    auth::PasswordRules password_rules;
    auth::ThrottleRules throttle;
    std::function<bool()> ready;           // disk, clock and certificate as the porch sees them
    std::shared_ptr<reports::Allowance> reports = reports::fresh_allowance();
    const persistence::FileStore* files = nullptr;  // where evidence and documents lie
    auth::SecondFactorRules second_factor{};
    persistence::Dormancy dormancy{};
};

struct Route;

class Context {
  public:
    Context(House& house, const Request& request, const Route* route, std::optional<persistence::OpenSession> session);

    const Request& request() const { return request_; }
    House& house() const { return house_; }
    const Route* route() const { return route_; }
    bool signed_in() const { return session_.has_value(); }
    const persistence::OpenSession& session() const { return *session_; }
    const domain::Actor& actor() const { return gate_->actor(); }
    persistence::Gate& gate() { return *gate_; }
    domain::Instant now() const { return gate_->now(); }
    domain::Date today() const { return gate_->today(); }

    // The part of the path that stands where the pattern says {name}; references are already upper case.
    const std::string& parameter(std::string_view name) const;
    Fields parameters;
    Form form;        // of a POST
    // Fields that came and are not declared in the route's row.
    domain::Refusals unknown_fields() const;
    persistence::Receipt receipt;  // of what was recorded beside the gate: signing in and out, one's own account
    bool resent = false;  // the form comes back after signing in again: show it filled in, do nothing

    // Hidden fields that every form carries: csrf, a fresh one-time key, and the version of the record where one is edited.
    html::Html form_fields(std::string_view version = {});
    // A program asks: answered with JSON of what the gate gave, instead of the page.
    bool wants_json() const { return wants_json_; }
    bool by_token() const { return session_ && session_->actor.by_token; }
    Response json(const JsonObject& content, int status = 200);
    // A form as a program sees it: what was refused, or the content beside the fields that may be sent to the same address.
    Response json_form(const domain::Refusals& refusals, JsonObject content = {});
    // A page in the house's frame; 406 for a program that no JSON was written for.
    Response page(html::Page page, int status = 200);
    // The secret that this browser's forms are bound to: of the session, or of a short-lived cookie before signing in.
    const std::string& form_secret() const { return form_secret_; }
    // One token for every form of this answer, masked anew in the next.
    const std::string& csrf_token();

  private:
    void add_form_cookie(Response& response) const;
    House& house_;
    const Request& request_;
    const Route* route_;
    bool wants_json_;
    std::optional<persistence::OpenSession> session_;
    std::unique_ptr<persistence::Gate> gate_;
    std::string form_secret_, new_form_cookie_, csrf_token_;
};

// Status by the gravest kind of refusal: 404, 403, 409, 429, 503, otherwise 422.
int status_of(const domain::Refusals& refusals);

// The error page for refusals that no form shows: not found, forbidden, conflict without detail, unavailable.
Response refusal_page(Context& context, const domain::Refusals& refusals);
// 404 for anyone, signed in or not; identical for what does not exist and what may not be known.
Response not_found_page(Context& context);

// After a change: 303 to `location`, where the page says so in a success banner. Only a code travels (`?done=proposed`), never text.
Response done(std::string location, std::string_view code);
// The same when something was made at an address of its own: a page goes on to `location`, a program is told `record`.
Response made(std::string record, std::string location, std::string_view code);
// The words of that code, or nothing.
std::string_view words_of_done(std::string_view code);

}  // namespace casework::web
