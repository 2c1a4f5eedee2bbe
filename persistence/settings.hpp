// Settings of a panel by the day they take effect: the partnership changes them as data, an event is judged by the one in force on its day.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/refusal.hpp"
#include "persistence/accounts.hpp"
#include "persistence/gate.hpp"

namespace casework::persistence {

// What may be set, with the house's own value where the panel has set none, and the bounds that are refused outside.
struct SettingRule {
    std::string_view name, words;
    std::string_view one, many;  // the unit: "day", "days"; empty where the answer is yes or no, or a word
    int standard = 0, least = 0, most = 0;
    std::string_view basis;
    std::string_view standard_word = {};  // of a setting that is a word

    bool is_word() const { return !standard_word.empty(); }
    bool yes_or_no() const { return one.empty() && !is_word(); }
    std::string usual() const { return is_word() ? std::string(standard_word) : std::to_string(standard); }
};
const std::vector<SettingRule>& setting_rules();
// "28 days", "Yes", "maidstone". Values are kept as text: "28", "1".
std::string setting_words(const SettingRule& rule, std::string_view value);
// "7 to 92 days", "Yes or no".
std::string bounds_words(const SettingRule& rule);

// The settings of one panel in force on one day.
class Settings {
  public:
    // Both throw std::out_of_range for a name that has no rule; a word as a number is 0.
    int operator[](std::string_view name) const;
    std::string word(std::string_view name) const;
    std::vector<std::pair<std::string, std::string>> values;
};
Settings settings_on(Transaction& tx, std::string_view panel, domain::Date day);

// One setting that was made: it held, holds or will hold from its day on.
struct SettingChange {
    std::string name, value;
    domain::Date from{};
    std::string reason;
    std::string by_name;                // empty: the operator's command
    std::optional<domain::Instant> at;  // none: made before changes were kept
    bool replaced = false;              // by another one for the same day
};
struct SettingLine {
    std::string name, value;                                   // in force today
    std::optional<domain::Date> since;                         // none: the house's own value
    std::optional<std::pair<domain::Date, std::string>> next;  // the next one that is already made
};
struct PanelSettings {
    std::string panel, panel_name;
    std::vector<SettingLine> lines;      // one for each rule, in its order
    std::vector<SettingChange> changes;  // newest first
};
PanelSettings panel_settings(Transaction& tx, std::string_view panel, domain::Date today);

constexpr std::size_t setting_reason_max = 500;
struct NewSetting {
    std::string name, value;  // the value as it was typed: figures, yes and no, or a word
    domain::Date from{};
    std::string reason;
};
// What is wrong with it whatever the panel has set: all at once, nothing when it may be made.
domain::Refusals setting_refused(const NewSetting& setting, domain::Date today);
// For whom the policy lets administer the panel. A day in the past is refused, so that no earlier decision changes its rule.
domain::Outcome<PanelSettings> read_settings(Gate& gate, std::string_view panel);
domain::Outcome<bool> change_setting(Gate& gate, std::string_view panel, const NewSetting& setting);
// The same by the operator's command.
domain::Outcome<bool> set_setting(Transaction& tx, const Administration& by, std::string_view panel, const NewSetting& setting);
// The panels whose settings the actor may change.
std::vector<GroupLine> panels_to_administer(Gate& gate);

}  // namespace casework::persistence
