// Days, times, lines and points of the forms of tools and powers.
#include "web/tools/tool_answers.hpp"

#include <charconv>
#include <cmath>

#include "domain/answers.hpp"
#include "domain/text.hpp"
#include "persistence/clock.hpp"

namespace casework::web::tools {
namespace {

using domain::RefusalKind;

std::optional<domain::places::Point> point_of(std::string_view typed) {
    const auto comma = typed.find(',');
    const std::string first(domain::trimmed(typed.substr(0, comma))), second(comma == typed.npos ? std::string_view{} : domain::trimmed(typed.substr(comma + 1)));
    double latitude = 0, longitude = 0;
    const auto ok = [](const std::string& text, double& into) { return !text.empty() && std::from_chars(text.data(), text.data() + text.size(), into).ptr == text.data() + text.size(); };
    if (!ok(first, latitude) || !ok(second, longitude) || std::abs(latitude) > 90 || std::abs(longitude) > 180) return std::nullopt;
    return domain::places::Point{static_cast<std::int64_t>(std::llround(longitude * 1e6)), static_cast<std::int64_t>(std::llround(latitude * 1e6))};
}

}  // namespace

html::Html day_box(const Shown& shown, std::string name, std::string label, const std::optional<domain::Date>& stands, std::string hint) {
    return small_input(shown, std::move(name), std::move(label), std::move(hint), stands ? domain::long_date(*stands) : std::string(), "govuk-input--width-10");
}

std::optional<domain::MinuteOfDay> Reader::time(const std::string& name) {
    if (form_.value(name).empty()) return std::nullopt;
    const auto minute = domain::parse_time(form_.value(name));
    if (!minute) refusals_.push_back({RefusalKind::invalid, name, "Enter a time, like 2:15pm", {}});
    return minute;
}

std::optional<domain::Instant> Reader::moment(const std::string& name, const std::string& label) {
    const auto on = day(name + "_on", label);
    const auto at = time(name + "_at");
    if (on && !at && form_.value(name + "_at").empty()) refusals_.push_back({RefusalKind::invalid, name + "_at", "Enter the time", {}});
    return on && at ? std::optional(persistence::london_instant(*on, *at / 60, *at % 60)) : std::nullopt;
}

std::vector<std::string> Reader::lines(const std::string& name, const std::string& label, int most) {
    std::vector<std::string> all;
    const auto typed = text(name, label, most);
    for (const auto each : domain::words_of(typed, '\n')) all.emplace_back(each);
    return all;
}

domain::places::Area Reader::area(const std::string& name, const std::string& label) {
    domain::places::Area area;
    for (const auto& each : lines(name, label, long_text_max)) {
        const auto point = point_of(each);
        if (!point) {
            refusals_.push_back({RefusalKind::invalid, name, "Enter each point as latitude, longitude, for example 51.2745, 0.5222", {}});
            return {};
        }
        area.push_back(*point);
    }
    return area;
}

}  // namespace casework::web::tools
