// What a form may carry, declared once beside its route: the check for unknown fields and /openapi.json read the same list.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "domain/code_list.hpp"

namespace casework::web {

enum class FieldKind {
    text,      // one line
    lines,     // text with line breaks
    number,
    near_date, // one box: 13/4/2023, 13 April 2023, today
    time,      // 2pm, 14:15
    boxes,     // three boxes NAME-day, NAME-month, NAME-year; declared as "born-*"
    code,      // one of a list
    codes,     // any of a list, repeated
    ids,       // ids of records, repeated
    tick,      // a box that says `ticked` when it is ticked
    secret,    // a password
    file,      // a file; as JSON its text
};

struct Field {
    std::string_view name;  // "note"; "attends[*]" for NAME[KEY]; "tool-#-kind" for numbered rows
    FieldKind kind = FieldKind::text;
    domain::CodeList (*codes)() = nullptr;  // of code and codes, where the list is fixed
    std::string_view ticked = {};           // what the box of a tick says
};

// The fields of several lists, for a form that asks what theirs ask.
template <std::size_t... N>
constexpr auto joined(const Field (&... lists)[N]) {
    std::array<Field, (N + ...)> all;
    auto* at = all.data();
    ((at = std::copy(lists, lists + N, at)), ...);
    return all;
}

// The declared fields of a POST; a GET has none to declare.
class FormFields {
  public:
    constexpr FormFields() = default;
    template <std::size_t N>
    constexpr FormFields(const Field (&fields)[N]) : fields_(fields), declared_(true) {}
    template <std::size_t N>
    constexpr FormFields(const std::array<Field, N>& fields) : fields_(fields), declared_(true) {}
    static constexpr FormFields none() {
        FormFields form;
        form.declared_ = true;
        return form;
    }
    constexpr bool declared() const { return declared_; }
    constexpr std::span<const Field> all() const { return fields_; }
    bool takes_file() const;
    // The declaration that covers a name as it was sent, or nothing.
    const Field* find(std::string_view name) const;

  private:
    std::span<const Field> fields_;
    bool declared_ = false;
};

inline constexpr FormFields no_fields = FormFields::none();

}  // namespace casework::web
