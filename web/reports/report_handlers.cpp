// Taking a browser's report: nothing of its text goes anywhere, only which of our own directives it names.
#include "web/reports/report_handlers.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace casework::web::reports {
namespace {

constexpr std::size_t report_bytes_max = 16 * 1024;

struct Directive {
    std::string_view quoted, words;
};

// Longer names first would not matter: each is looked for with its quotes.
constexpr std::array<Directive, 14> directives{{
    {"\"script-src\"", "content policy stopped script-src"},
    {"\"script-src-elem\"", "content policy stopped script-src-elem"},
    {"\"script-src-attr\"", "content policy stopped script-src-attr"},
    {"\"style-src\"", "content policy stopped style-src"},
    {"\"style-src-elem\"", "content policy stopped style-src-elem"},
    {"\"style-src-attr\"", "content policy stopped style-src-attr"},
    {"\"img-src\"", "content policy stopped img-src"},
    {"\"font-src\"", "content policy stopped font-src"},
    {"\"connect-src\"", "content policy stopped connect-src"},
    {"\"form-action\"", "content policy stopped form-action"},
    {"\"base-uri\"", "content policy stopped base-uri"},
    {"\"frame-ancestors\"", "content policy stopped frame-ancestors"},
    {"\"frame-src\"", "content policy stopped frame-src"},
    {"\"default-src\"", "content policy stopped default-src"},
}};

bool is_report(std::string_view content_type) {
    const auto kind = content_type.substr(0, content_type.find(';'));
    return kind == "application/csp-report" || kind == "application/reports+json" || kind == "application/json";
}

Response answer_with(int status) {
    Response response;
    response.status = status;
    if (status == 429) response.set("Retry-After", "60");
    return response;
}

}  // namespace

std::shared_ptr<Allowance> fresh_allowance() { return std::make_shared<Allowance>(); }

bool Allowance::take(domain::Instant now) {
    const std::lock_guard lock(mutex_);
    if (now - minute_ >= std::chrono::minutes{1}) {
        minute_ = now;
        left_ = each_minute;
    }
    return left_ > 0 && left_-- > 0;
}

std::string_view stopped(std::string_view body) {
    const auto named = std::ranges::find_if(directives, [&](const Directive& each) { return body.find(each.quoted) != body.npos; });
    return named == directives.end() ? "content policy stopped something" : named->words;
}

Response content_policy(Context& context) {
    const Request& request = context.request();
    if (request.body.size() > report_bytes_max) return answer_with(413);
    if (!is_report(request.header("content-type"))) return answer_with(415);
    return answer_with(context.house().reports->take(context.now()) ? 204 : 429);
}

}  // namespace casework::web::reports
