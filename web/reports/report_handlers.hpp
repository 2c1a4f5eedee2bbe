// What browsers report by themselves: something on a page that the content security policy stopped.
#pragma once

#include <chrono>
#include <mutex>

#include "web/context.hpp"

namespace casework::web::reports {

// At most ten reports a minute are looked at, whoever sends them.
class Allowance {
  public:
    bool take(domain::Instant now);

  private:
    static constexpr int each_minute = 10;
    std::mutex mutex_;
    domain::Instant minute_{};
    int left_ = each_minute;
};

// 204 and one line in the log that names the directive in our own words; 413, 415 or 429 for what is not looked at. It reads no
// form, looks nothing up and leaves no entry in the ledger, so the pipeline hands it the request without a session.
Response content_policy(Context& context);
// "content policy stopped script-src-elem", or "content policy stopped something" for a directive that we do not know.
std::string_view stopped(std::string_view body);

}  // namespace casework::web::reports
