// Settings of a panel by the day they took effect: the partnership changes them as data, an event is judged by the one in force on its day.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/refusal.hpp"
#include "persistence/gate.hpp"

namespace casework::persistence {

// What may be set, with the house's own value where the panel has set none, and the bounds that are refused outside.
struct SettingRule {
    std::string_view name, words;
    int standard = 0, least = 0, most = 0;
    std::string_view basis;
};
const std::vector<SettingRule>& setting_rules();

// The settings of one panel in force on one day.
class Settings {
  public:
    int operator[](std::string_view name) const;  // throws std::out_of_range for a name that has no rule
    std::vector<std::pair<std::string, int>> values;
};
Settings settings_on(Transaction& tx, std::string_view panel, domain::Date day);

struct SettingLine {
    std::string name, words;
    int value = 0;
    std::optional<domain::Date> since;  // none: the house's own value
};
domain::Outcome<std::vector<SettingLine>> read_settings(Gate& gate, std::string_view panel);
// The chair's act; a day in the past is refused, so that no earlier decision changes its rule.
domain::Outcome<bool> change_setting(Gate& gate, std::string_view panel, std::string_view name, int value, domain::Date from);

}  // namespace casework::persistence
