// One row of the route table: method, path, who may, handler. A row without an access rule does not compile.
#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "auth/policy.hpp"
#include "web/declared_fields.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace casework::web {

class Context;

struct Anyone {};    // also without signing in: typed out on purpose
struct SignedIn {};  // every account: own work, own account, help
struct InPerson {};  // every account, signed in at a browser: passwords, sessions, tokens; never with a bearer token
// The record named by the path parameter, judged by the policy before the handler runs and before a form is read.
struct OnRecord {
    auth::Action action;
    std::string_view parameter = "id";
};
// A panel named by the path parameter, or always the same one.
struct OnPanel {
    auth::Action action;
    std::string_view parameter = "panel";
};
// Something reached only through readable records (a person): the handler's reading decides by the scope of this action.
struct ThroughRecords {
    auth::Action action;
};
using Access = std::variant<Anyone, SignedIn, InPerson, OnRecord, OnPanel, ThroughRecords>;

struct Route {
    Method method;
    std::string_view pattern;  // "/nominals/{id}/update"
    Access access;
    Response (*handler)(Context&);
    FormFields form = {};  // of a POST: what it may carry; a POST that does not say does not compile
    std::size_t upload_bytes_max = 2 * 1024 * 1024;  // of a body with a file in it, where the form takes one
};

std::span<const Route> routes();
// The POST that stands at the address of this row; the row itself when it is one, or when there is none.
const Route& post_beside(const Route& row);

}  // namespace casework::web
