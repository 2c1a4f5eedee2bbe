// Coded lists: the fixed words of a field, each with its code as stored and a note or authority.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace casework::domain {

struct Code {
    std::string_view code;   // stored, never changed
    std::string_view words;  // shown
    std::string_view note;   // hint, authority or caution; may be empty
};
using CodeList = std::span<const Code>;

constexpr const Code* find_code(CodeList list, std::string_view code) {
    for (const auto& row : list)
        if (row.code == code) return &row;
    return nullptr;
}
constexpr bool has_code(CodeList list, std::string_view code) { return find_code(list, code) != nullptr; }
// The words of a code; a code that has left the list is shown as it was stored.
inline std::string words_for(CodeList list, std::string_view code) {
    const Code* row = find_code(list, code);
    return std::string(row ? row->words : code);
}

}  // namespace casework::domain
