// The strict head check on any bytes: it decides alike however they arrive, and Beast frames alike whatever it accepts.
#include <algorithm>
#include <array>

#include "server/request_making.hpp"
#include "server/second_opinion.hpp"
#include "tests/fuzz/fuzzing.hpp"
#include "web/percent_encoding.hpp"

using namespace casework;
using fuzz::must;

namespace {

// Small limits, so that short inputs reach them.
const server::HeadRules& rules() {
    static const server::HeadRules small = [] {
        server::HeadRules made;
        made.hosts = {"localhost", "[::1]", "127.0.0.1:8443"};
        made.head_bytes_max = 1024;
        made.target_bytes_max = 128;
        made.lines_max = 12;
        made.line_bytes_max = 256;
        made.body_bytes_max = [](std::string_view path) { return path == "/upload" ? std::size_t{4096} : std::size_t{512}; };
        return made;
    }();
    return small;
}

struct Decision {
    bool refused = false;
    std::size_t end = 0;  // of an accepted head; 0: more must come
};

// As the session does it: bytes arrive up to each cut, and what was looked at is not looked at again.
Decision arriving(std::string_view bytes, std::array<std::size_t, 3> cuts) {
    std::ranges::sort(cuts);
    std::size_t scanned = 0;
    for (const std::size_t cut : {cuts[0], cuts[1], cuts[2], bytes.size()}) {
        const auto end = server::head_end(bytes.substr(0, cut), scanned, rules());
        if (!end) return {.refused = true, .end = 0};
        if (*end > 0) return {.refused = !server::check_head(bytes.substr(0, *end), rules()), .end = *end};
        scanned = cut;
    }
    return {};
}

bool clean_text(std::string_view text) {
    return web::valid_utf8(text) && std::ranges::none_of(text, [](char c) { return static_cast<std::uint8_t>(c) < 0x20 || c == 0x7f; });
}

void check_accepted(std::string_view bytes, const server::HttpHead& head) {
    must(server::beast_agrees(bytes, head), "Beast frames an accepted head alike");
    must(head.target.starts_with('/') && head.target.size() <= rules().target_bytes_max, "the target is in origin form and bounded");
    must(head.path.starts_with('/') && clean_text(head.path), "the path is clean text");
    must(head.headers.size() <= rules().lines_max, "the number of header lines is bounded");
    must(head.content_length <= rules().body_bytes_max(head.path), "the body is bounded");
    must(head.method == web::Method::post || head.content_length == 0, "only POST has a body");
    for (const auto& [name, value] : head.query) must(clean_text(name) && clean_text(value), "the query is clean text");
    for (const auto& [name, value] : head.headers) {
        must(name != "transfer-encoding", "no transfer coding is accepted");
        must(std::ranges::none_of(name, [](char c) { return c >= 'A' && c <= 'Z'; }), "header names are lower case");
        must(web::valid_utf8(value) && value.find('\n') == value.npos && value.find('\r') == value.npos, "header values are one line of text");
    }
}

void check_handed_indoors(server::HttpHead head) {
    const web::Request request = server::make_request(std::move(head), {}, "127.0.0.1", "0000-0000");
    for (const auto& [name, value] : request.headers) must(!name.starts_with("x-forwarded-"), "what claims another client stays outside");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    const std::string_view bytes = fuzz::text_of(input, size);
    const Decision whole = arriving(bytes, {size, size, size});
    const std::size_t telling = size == 0 ? 0 : input[size / 2];
    const Decision pieces = arriving(bytes, {telling % (size + 1), (telling * 7) % (size + 1), (telling * 31) % (size + 1)});
    must(whole.refused == pieces.refused, "what arrives in pieces is refused alike");
    must(whole.refused || whole.end == pieces.end, "what arrives in pieces ends alike");
    if (whole.refused || whole.end == 0) return 0;
    const std::string_view head_bytes = bytes.substr(0, whole.end);
    const auto head = server::check_head(head_bytes, rules());
    check_accepted(head_bytes, *head);
    check_handed_indoors(*head);
    return 0;
}
