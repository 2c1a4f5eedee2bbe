// Reading and changing the effective-dated settings.
#include "persistence/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "domain/text.hpp"

namespace casework::persistence {
namespace {

using domain::RefusalKind;

const std::vector<SettingRule> rules{
    {"list_cap", "people on the list before a warning shows", 15, 1, 60, "local rule: the list is a fluid top 10 to 15"},
    {"review_days", "days until an entry must be reviewed", 28, 7, 92, "local rule: reviewed at least every 28 days"},
    {"review_warn_days", "days before that when a warning shows", 7, 0, 28, "local rule"},
    {"evidence_months", "months of evidence a proposal covers", 3, 1, 12, "local rule"},
    {"step_down_days", "days of reduced behaviour before stepping down", 28, 0, 184, "local rule: 4 to 8 weeks"},
    {"quiet_meetings", "meetings with few incidents before archiving is suggested", 3, 1, 12, "local rule"},
    {"quiet_incidents", "incidents that count as few", 1, 0, 10, "local rule"},
    {"meeting_days", "days from one meeting to the next", 14, 1, 92, "published assessment: fortnightly"},
    {"quorum", "agencies that must be represented to start", 3, 1, 20, "local rule"},
    {"adults_only", "only people aged 18 or over (1 yes, 0 no)", 1, 0, 1, "local rule: under-18s go to the safeguarding group"},
    {"support_first", "support before enforcement (1 yes, 0 no)", 1, 0, 1, "local rule"},
};

const SettingRule& rule_of(std::string_view name) {
    const auto found = std::ranges::find(rules, name, &SettingRule::name);
    if (found == rules.end()) throw std::out_of_range(fmt::format("no setting {}", name));
    return *found;
}

}  // namespace

const std::vector<SettingRule>& setting_rules() { return rules; }

int Settings::operator[](std::string_view name) const {
    const auto found = std::ranges::find(values, name, &std::pair<std::string, int>::first);
    return found == values.end() ? rule_of(name).standard : found->second;
}

Settings settings_on(Transaction& tx, std::string_view panel, domain::Date day) {
    Settings settings;
    std::string name, value;
    tx.each("SELECT name, value FROM setting WHERE panel = :panel AND effective_from <= :day ORDER BY name, effective_from DESC",
            {with("panel", panel), with("day", domain::iso_date(day))}, {&name, &value}, [&] {
                if (!settings.values.empty() && settings.values.back().first == name) return;
                if (const auto number = domain::parse_figures(value)) settings.values.emplace_back(name, *number);
            });
    return settings;
}

domain::Outcome<std::vector<SettingLine>> read_settings(Gate& gate, std::string_view panel) {
    return gate.open_panel(panel, {auth::Action::read, "read_settings", "panel"}, [&](Reading& reading) {
        std::vector<SettingLine> lines;
        for (const auto& rule : rules) lines.push_back({std::string(rule.name), std::string(rule.words), rule.standard, {}});
        std::string name, value, since;
        reading.tx.each("SELECT name, value, effective_from FROM setting WHERE panel = :panel AND effective_from <= :day ORDER BY effective_from",
                        {with("panel", panel), with("day", domain::iso_date(reading.today))}, {&name, &value, &since}, [&] {
                            const auto line = std::ranges::find(lines, name, &SettingLine::name);
                            if (line == lines.end()) return;
                            line->value = domain::parse_figures(value).value_or(line->value);
                            line->since = domain::parse_iso_date(since);
                        });
        return lines;
    });
}

domain::Outcome<bool> change_setting(Gate& gate, std::string_view panel, std::string_view name, int value, domain::Date from) {
    return gate.perform_in_panel(panel, {auth::Action::chair, "change_setting", "panel", domain::LoggedOperation::alteration},
                                 [&](Writing& writing) -> domain::Outcome<bool> {
        const auto rule = std::ranges::find(rules, name, &SettingRule::name);
        if (rule == rules.end()) return domain::refuse(RefusalKind::invalid, "name", "Select a setting");
        if (value < rule->least || value > rule->most)
            return domain::refuse(RefusalKind::invalid, "value", fmt::format("Enter a number between {} and {}", rule->least, rule->most), std::string(rule->basis));
        if (from < writing.today) return domain::refuse(RefusalKind::invalid, "from", "Date it takes effect must be today or in the future");
        writing.tx.run("INSERT INTO setting (panel, name, effective_from, value) VALUES (:panel, :name, :day, :value) "
                       "ON CONFLICT (panel, name, effective_from) DO UPDATE SET value = excluded.value",
                       {with("panel", panel), with("name", name), with("day", domain::iso_date(from)), with("value", std::to_string(value))});
        writing.entry.fields.push_back(std::string(name));
        return true;
    });
}

}  // namespace casework::persistence
