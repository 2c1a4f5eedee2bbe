// The surfaces through which a record could show, and which of them each address is.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace casework::testing::leaks {

// What is compared as it comes, but `suppressed`, which counts what nobody there may open: that its hiding and rounding give nobody away is
// asked in tests/domain/suppression_tests.cpp.
enum class Surface { open_to_all, own_account, page, form, list, search, feed, link, duplicate_check, access_log, access, document, exported, print, statistics, suppressed, administration };
inline constexpr Surface surfaces[] = {Surface::open_to_all, Surface::own_account, Surface::page, Surface::form, Surface::list, Surface::search, Surface::feed, Surface::link,
                                       Surface::duplicate_check, Surface::access_log, Surface::access, Surface::document, Surface::exported, Surface::print, Surface::statistics, Surface::suppressed, Surface::administration};
std::string_view name(Surface surface);

struct Joined {
    std::string_view pattern;  // of a GET in web/routes.cpp
    Surface surface;
};
std::span<const Joined> joined_routes();
const Joined* joined_route(std::string_view pattern);

// How the walk sends what a POST takes: with what fits any form, with words of its own, or not at all because it ends or changes how the
// walker is signed in.
enum class Sent { anything, own_words, never };
struct JoinedPost {
    std::string_view pattern;  // of a POST in web/routes.cpp
    Surface surface;
    Sent sent = Sent::anything;
};
// The row of its own, or the surface of the page that the form stands on. Nothing: it has not joined.
std::optional<JoinedPost> joined_post(std::string_view pattern);
std::span<const JoinedPost> posts_of_their_own();

}  // namespace casework::testing::leaks
