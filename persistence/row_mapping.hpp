// How dates, instants and figures stand in columns; private to the folders that hold SQL.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/calendar.hpp"
#include "persistence/database.hpp"

namespace casework::persistence {

inline std::int64_t micros(domain::Instant at) { return at.time_since_epoch().count(); }
inline domain::Instant instant_of(std::int64_t stored) { return domain::Instant{std::chrono::microseconds{stored}}; }
inline std::optional<domain::Instant> instant_of(const std::optional<std::int64_t>& stored) {
    return stored ? std::optional(instant_of(*stored)) : std::nullopt;
}
inline std::optional<domain::Date> day_of(const std::optional<std::string>& stored) {
    return stored ? domain::parse_iso_date(*stored) : std::nullopt;
}
inline domain::Date day_of(const std::string& stored) { return domain::parse_iso_date(stored).value_or(domain::Date{}); }
inline std::optional<int> figure_of(const std::optional<std::int64_t>& stored) {
    return stored ? std::optional(static_cast<int>(*stored)) : std::nullopt;
}
inline Bind with_day(std::string_view name, domain::Date day) { return with(name, domain::iso_date(day)); }
inline Bind with_day(std::string_view name, const std::optional<domain::Date>& day) {
    return day ? with(name, domain::iso_date(*day)) : with(name, nullptr);
}
inline Bind with_at(std::string_view name, domain::Instant at) { return with(name, micros(at)); }
inline Bind with_figure(std::string_view name, const std::optional<int>& figure) {
    return figure ? with(name, *figure) : with(name, nullptr);
}

}  // namespace casework::persistence
