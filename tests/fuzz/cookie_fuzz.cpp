// The Cookie header on any bytes: a second, slower reading finds the same value, and one cookie cannot pose as another.
#include "tests/fuzz/fuzzing.hpp"
#include "web/request.hpp"

using namespace casework;
using fuzz::must;

namespace {

constexpr std::string_view session = "__Host-session";

// RFC 6265 section 5.4 read the long way: cut at every ";", drop blanks in front, take the first of that name.
std::string first_of(std::string_view header, std::string_view name) {
    std::string pair;
    for (std::size_t at = 0; at <= header.size(); ++at) {
        if (at < header.size() && header[at] != ';') {
            const bool blank_in_front = pair.empty() && (header[at] == ' ' || header[at] == '\t');
            if (!blank_in_front) pair += header[at];
            continue;
        }
        if (pair.starts_with(std::string(name) + "=")) return pair.substr(name.size() + 1);
        pair.clear();
    }
    return {};
}

web::Request with_cookies(std::string header) {
    web::Request request;
    request.headers["cookie"] = std::move(header);
    return request;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    const std::string header(fuzz::text_of(input, size));
    const web::Request request = with_cookies(header);
    for (const std::string_view name : {session, std::string_view("a"), std::string_view("")}) {
        const std::string value = request.cookie(name);
        must(value == first_of(header, name), "two readings of a cookie agree");
        must(value.find(';') == value.npos, "a cookie ends at the semicolon");
    }
    must(with_cookies(std::string(session) + "=mine; " + header).cookie(session) == "mine", "nothing behind a cookie replaces it");
    if (header.find(session) == header.npos) {
        must(request.cookie(session).empty(), "no other cookie poses as the session");
        must(with_cookies(header + ";" + std::string(session) + "=mine").cookie(session) == "mine", "a cookie is found behind others");
    }
    return 0;
}
