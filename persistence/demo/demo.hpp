// The demo: an invented partnership mid-story, built through the same functions as the pages, with every date relative to today.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/ledger.hpp"

namespace casework::persistence::demo {

// Published on purpose: a demo database binds to loopback only, and every page says that it is one.
inline constexpr std::string_view password = "lantern-orchard-bridge-9";

struct SignIn {
    std::string_view username, title, name, agency, what;  // `what`: in a few words, what this person is there to show
};
const std::vector<SignIn>& sign_ins();
// The list as it is printed at start and by `casework demo sign-ins`.
std::string sign_in_list();

// What a database holds: nothing, a demo that was loaded whole, or anything else.
enum class Holds { nothing, demo, other };
Holds holds(Database& database);

// Refused because the database is not empty.
struct NotEmpty : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// Fills an empty, migrated database. `password_hash` is the PHC string of the password above. Throws NotEmpty, and
// std::runtime_error with the refusals where a step of the story is refused.
void load(Database& database, Ledger& ledger, domain::Instant now, const std::string& password_hash);

}  // namespace casework::persistence::demo
