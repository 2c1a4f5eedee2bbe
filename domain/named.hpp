// Enumerators by the names under which they are stored: the place in the list of names is the value.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace casework::domain {

template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view text) {
    const auto found = std::ranges::find(names, text);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Enum>(found - names.begin()));
}

}  // namespace casework::domain
