// A posted form: parsed once, bounded, valid UTF-8, every field declared by the page that reads it.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/refusal.hpp"

namespace casework::web {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// application/x-www-form-urlencoded; empty optional when it is malformed, too long (2,000 fields) or not UTF-8, or holds NUL or
// control characters other than line breaks and tabs.
std::optional<Pairs> parse_pairs(std::string_view encoded, bool plus_is_space = true);
std::string encode_pair(std::string_view name, std::string_view value);

class Form {
  public:
    Form() = default;
    explicit Form(Pairs fields) : fields_(std::move(fields)) {}

    bool has(std::string_view name) const;
    std::string value(std::string_view name) const;               // trimmed; line breaks as \n; empty when absent
    std::vector<std::string> values(std::string_view name) const;  // check boxes
    // Fields named NAME[KEY]: the keys and values in the order sent.
    Pairs keyed(std::string_view name) const;
    // Three boxes NAME-day, NAME-month, NAME-year.
    domain::TypedDate typed_date(std::string_view name) const;
    const Pairs& all() const { return fields_; }

    // Fields that nobody declared (mass assignment): a refusal for each. "name[]"-less; keyed fields are declared as "name[*]".
    // csrf, version and idem are always known.
    domain::Refusals unknown_fields(std::initializer_list<std::string_view> declared) const;

  private:
    Pairs fields_;
};

}  // namespace casework::web
