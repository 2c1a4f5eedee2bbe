// Reads the system clock and turns instants into London dates and words, with the tz database.
#include "persistence/clock.hpp"

#include <date/tz.h>
#include <fmt/format.h>
#include <sys/timex.h>
#include <time.h>

namespace casework::persistence {
namespace {

using namespace std::chrono;

const date::time_zone& london() {
    static const auto* zone = date::locate_zone("Europe/London");
    return *zone;
}

struct Civil {
    domain::Date date;
    int hour, minute, second;
};

Civil civil(domain::Instant at) {
    const auto local = london().to_local(at);
    const auto day = floor<days>(local.time_since_epoch());
    const hh_mm_ss time(floor<seconds>(local.time_since_epoch() - day));
    return {domain::Date(sys_days(day)), static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
            static_cast<int>(time.seconds().count())};
}

int twelve(int hour) { return hour % 12 == 0 ? 12 : hour % 12; }
const char* half(int hour) { return hour < 12 ? "am" : "pm"; }

}  // namespace

domain::Instant system_now() { return floor<microseconds>(system_clock::now()); }

milliseconds since_boot() {
    timespec passed{};
    ::clock_gettime(CLOCK_BOOTTIME, &passed);
    return seconds(passed.tv_sec) + floor<milliseconds>(nanoseconds(passed.tv_nsec));
}

bool clock_is_synchronised() {
    timex state{};
    const int answer = ::adjtimex(&state);  // asks only
    return answer >= 0 && answer != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}

domain::Date london_date(domain::Instant at) { return civil(at).date; }

std::string london_time(domain::Instant at) {
    const auto [date, hour, minute, second] = civil(at);
    if (minute == 0 && hour == 0) return "midnight";
    if (minute == 0 && hour == 12) return "midday";
    if (minute == 0) return fmt::format("{}{}", twelve(hour), half(hour));
    return fmt::format("{}:{:02}{}", twelve(hour), minute, half(hour));
}

std::string london_time_seconds(domain::Instant at) {
    const auto [date, hour, minute, second] = civil(at);
    return fmt::format("{}:{:02}:{:02}{}", twelve(hour), minute, second, half(hour));
}

std::string london_date_time(domain::Instant at) { return domain::long_date(london_date(at)) + " at " + london_time(at); }

std::string iso_instant(domain::Instant at) {
    const auto day = floor<days>(at);
    const hh_mm_ss time(floor<seconds>(at - day));
    return fmt::format("{}T{:02}:{:02}:{:02}Z", domain::iso_date(domain::Date(day)), time.hours().count(), time.minutes().count(), time.seconds().count());
}

domain::Instant london_instant(domain::Date date, int hour, int minute) {
    const auto local = date::local_seconds(sys_days(date).time_since_epoch() + hours(hour) + minutes(minute));
    return time_point_cast<microseconds>(london().to_sys(local, date::choose::earliest));
}

}  // namespace casework::persistence
