// Refusals: what the system says no to, as values that a page, a JSON answer and a test can show whole.
#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace casework::domain {

enum class RefusalKind {
    invalid,      // what was typed cannot be accepted: 422
    rule,         // a rule or a statute forbids the step now: 422
    not_found,    // does not exist, or may not be known to exist: 404, identical
    forbidden,    // may be seen but not done: 403 naming who can
    conflict,     // someone else changed it meanwhile: 409
    password_again,  // a duty: password again before this act: 303 to the question
    second_person,   // a duty: a colleague agrees first: 303 to the request, 409 to a program
    throttled,    // too many tries: 429
    unavailable,  // cannot be recorded or stored now: 503
};

struct Refusal {
    RefusalKind kind{};
    std::string field;      // form field name, empty when it concerns the whole
    std::string message;    // in the words of the label, what to do
    std::string authority;  // statute, guidance or local rule, empty for plain form errors
};

using Refusals = std::vector<Refusal>;

template <class T>
using Outcome = std::expected<T, Refusals>;

inline std::unexpected<Refusals> refuse(RefusalKind kind, std::string field, std::string message, std::string authority = {}) {
    return std::unexpected(Refusals{Refusal{kind, std::move(field), std::move(message), std::move(authority)}});
}
inline std::unexpected<Refusals> not_found() { return refuse(RefusalKind::not_found, {}, "Page not found"); }

}  // namespace casework::domain
