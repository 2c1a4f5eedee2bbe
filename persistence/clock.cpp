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

// How far London is from UTC: the tz database is asked again when the clocks have changed in between.
seconds london_offset(domain::Instant at) {
    thread_local date::sys_info known{};
    const auto second = floor<seconds>(at);
    if (second < known.begin || second >= known.end) known = london().get_info(second);
    return known.offset;
}

Civil civil(domain::Instant at) {
    const auto local = at.time_since_epoch() + london_offset(at);
    const auto day = floor<days>(local);
    const hh_mm_ss time(floor<seconds>(local - day));
    return {domain::Date(sys_days(day)), static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
            static_cast<int>(time.seconds().count())};
}

std::string two_digits(std::int64_t n) { return {static_cast<char>('0' + n / 10 % 10), static_cast<char>('0' + n % 10)}; }
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

namespace {

std::string time_words(const Civil& at) {
    const auto& [date, hour, minute, second] = at;
    if (minute == 0 && hour == 0) return "midnight";
    if (minute == 0 && hour == 12) return "midday";
    std::string words = std::to_string(twelve(hour));
    if (minute > 0) words.append(":").append(two_digits(minute));
    return words.append(half(hour));
}

}  // namespace

std::string london_time(domain::Instant at) { return time_words(civil(at)); }

std::string london_time_seconds(domain::Instant at) {
    const auto [date, hour, minute, second] = civil(at);
    return fmt::format("{}:{:02}:{:02}{}", twelve(hour), minute, second, half(hour));
}

std::string london_date_time(domain::Instant at) {
    const auto local = civil(at);
    return domain::long_date(local.date) + " at " + time_words(local);
}

std::string iso_instant(domain::Instant at) {
    const auto day = floor<days>(at);
    const hh_mm_ss time(floor<seconds>(at - day));
    auto text = domain::iso_date(domain::Date(day));
    text.append("T").append(two_digits(time.hours().count())).append(":").append(two_digits(time.minutes().count()));
    return text.append(":").append(two_digits(time.seconds().count())).append("Z");
}

domain::Instant london_instant(domain::Date date, int hour, int minute) {
    const auto local = date::local_seconds(sys_days(date).time_since_epoch() + hours(hour) + minutes(minute));
    return time_point_cast<microseconds>(london().to_sys(local, date::choose::earliest));
}

}  // namespace casework::persistence
