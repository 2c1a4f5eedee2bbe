// Reading and changing the settings with the day from which they hold.
#include "persistence/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "domain/answers.hpp"
#include "domain/community_protection/rules.hpp"
#include "domain/text.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {
namespace {

using domain::RefusalKind;

constexpr auto rules = std::to_array<SettingRule>({
    {"list_cap", "people on the list before a warning shows", "person", "people", 15, 1, 60, "local rule: the list is a fluid top 10 to 15"},
    {"review_days", "days until an entry must be reviewed", "day", "days", 28, 7, 92, "local rule: reviewed at least every 28 days"},
    {"review_warn_days", "days before a review is due when a warning shows", "day", "days", 7, 0, 28, "local rule"},
    {"evidence_months", "months of evidence a proposal covers", "month", "months", 3, 1, 12, "local rule"},
    {"step_down_days", "days of reduced behaviour before stepping down", "day", "days", 28, 0, 184, "local rule: 4 to 8 weeks"},
    {"quiet_meetings", "meetings with few incidents before archiving is suggested", "meeting", "meetings", 3, 1, 12, "local rule"},
    {"quiet_incidents", "incidents that count as few", "incident", "incidents", 1, 0, 10, "local rule"},
    {"meeting_days", "days from one meeting to the next", "day", "days", 14, 1, 92, "published assessment: fortnightly"},
    {"quorum", "agencies that must be represented to start a meeting", "agency", "agencies", 3, 1, 20, "local rule"},
    {"harm_days", "days that the harm score looks back", "day", "days", 90, 7, 366, "local rule: practice notes 4.3"},
    {"harm_incident_points", "points of the harm score for an incident", "point", "points", 1, 0, 20, "local rule"},
    {"harm_arrest_points", "points of the harm score for an arrest since listing", "point", "points", 3, 0, 20, "local rule"},
    {"harm_repeat_points", "points of the harm score for each earlier time on the list", "point", "points", 5, 0, 50, "local rule"},
    {"second_approver", "somebody else approves a warning and authorises a notice", "", "", 1, 0, 1, "local rule of the enforcement group"},
    {"rationale_characters", "characters that say why a test is met, at least", "character", "characters", 20, 0, 500, "local rule of the enforcement group"},
    {"monitoring_days", "days that a warning is watched before it counts as followed", "day", "days", 28, 0, 366, "local rule of the enforcement group"},
    {"warning_lapse_months", "months after which a warning is no longer relied on", "month", "months", 12, 1, 36, "local rule: the Act sets no period"},
    {"notice_months", "longest time a notice holds", "month", "months", 12, 1, 36, "guidance: proportionate; the Act sets no period"},
    {"notice_review_months", "longest time to the next review of a notice", "month", "months", 3, 1, 12, "guidance: good practice"},
    {"consideration_days", "days after which a check of vulnerability and equality is done again", "day", "days", 28, 1, 184, "local rule of the enforcement group"},
    {"duplicate_check_days", "days after which the check for other agencies is done again", "day", "days", 7, 1, 92, "local rule of the enforcement group"},
    {"post_working_days", "working days that first class post takes", "day", "days", 2, 1, 10, "Interpretation Act 1978 s.7, practice"},
    {"evidence_mib", "room for the evidence of one record", "MB", "MB", 500, 25, 10000, "local rule"},
    {"penalty_pence", "pence of a fixed penalty", "penny", "pence", 10000, 1, 50000, "2014 Act s.52(7): never more than the law of the day allows"},
    {"penalty_early_pence", "pence of a fixed penalty that is paid early", "penny", "pence", 7500, 1, 49999, "2014 Act s.52(8): less than the penalty"},
    {"penalty_early_days", "days in which the lower amount can be paid", "day", "days", 10, 1, 13, "2014 Act s.52(8): fewer than 14 days"},
    {"penalty_age", "youngest age at which a breach of a public spaces protection order has a fixed penalty", "year", "years", 18, 10, 18, "local rule on fixed penalties; Children and Young Persons Act 1933 s.50"},
    {"late_payment_accepted", "a fixed penalty can be paid after its last day", "", "", 0, 0, 1, "local rule: paying late does not bar a conviction"},
    {"report_assign_days", "working days until an officer has a report", "working day", "working days", 2, 1, 20, "local rules of the Community Protection Team"},
    {"report_update_days", "working days until the reporter hears what is done", "working day", "working days", 10, 1, 60, "local rules of the Community Protection Team"},
    {"report_like_days", "days apart within which reports of one place may be one incident", "day", "days", 3, 0, 28, "local rules of the Community Protection Team"},
    {"review_threshold_count", "qualifying complaints that make the threshold of an ASB case review met", "complaint", "complaints", 3, 1, 3, "2014 Act s.104(4); statutory guidance: never more than 3"},
    {"review_report_months", "months from the behaviour in which a complaint must be made to count", "month", "months", 1, 1, 12, "2014 Act s.104(11)(a)"},
    {"review_apply_months", "months from the complaint in which the application must be made", "month", "months", 6, 1, 24, "2014 Act s.104(11)(b)"},
    {"review_acknowledge_days", "working days to acknowledge an application for an ASB case review", "working day", "working days", 3, 1, 20, "local review procedure"},
    {"review_information_days", "working days in which agencies give information for an ASB case review", "working day", "working days", 10, 1, 40, "local review procedure; 2014 Act Schedule 4 paragraph 7"},
    {"review_threshold_days", "working days from an application to the threshold decision", "working day", "working days", 14, 1, 60, "local review procedure"},
    {"review_notify_days", "working days to tell an applicant that the threshold is not met", "working day", "working days", 5, 1, 20, "local review procedure"},
    {"review_panel_days", "working days from the threshold decision to the review", "working day", "working days", 28, 1, 90, "local review procedure"},
    {"review_outcome_days", "working days from the review to the letter", "working day", "working days", 10, 1, 40, "local review procedure"},
    {"review_appeal_days", "days in which an applicant can appeal", "day", "days", 28, 7, 92, "2014 Act Schedule 4 paragraph 3; local review procedure"},
    {"review_answer_days", "working days in which a body answers a recommendation", "working day", "working days", 20, 1, 90, "local review procedure"},
    {"vulnerability_screen_days", "working days until a referral to the vulnerability group is screened", "working day", "working days", 5, 1, 20, "terms of reference of the vulnerability group"},
    {"vulnerability_list_days", "working days until a screened case is listed for discussion or turned down", "working day", "working days", 5, 1, 20, "terms of reference of the vulnerability group"},
    {"vulnerability_discuss_days", "days until a listed vulnerability case is discussed", "day", "days", 14, 7, 42, "terms of reference of the vulnerability group"},
    {"vulnerability_plan_days", "working days from the first discussion of a vulnerability case until its plan is open", "working day", "working days", 5, 1, 20, "terms of reference of the vulnerability group"},
    {"vulnerability_red_days", "days to the next review of a vulnerability case that is rated red", "day", "days", 14, 14, 42, "terms of reference of the vulnerability group: 2 to 6 weeks"},
    {"vulnerability_amber_days", "days to the next review of a vulnerability case that is rated amber", "day", "days", 28, 14, 42, "terms of reference of the vulnerability group: 2 to 6 weeks"},
    {"vulnerability_green_days", "days to the next review of a vulnerability case that is rated green", "day", "days", 42, 14, 42, "terms of reference of the vulnerability group: 2 to 6 weeks"},
    {"adults_only", "only people aged 18 or over", "", "", 1, 0, 1, "local rule: under-18s go to the safeguarding group"},
    {"retention_nominal_years", "years after which the record of somebody who was archived may be erased", "year", "years", 6, 3, 100, "retention and disposal schedule of the partnership: 3 to 6 years after archive"},
    {"retention_protection_years", "years after which a warning or notice that has ended may be erased", "year", "years", 6, 1, 100, "retention and disposal schedule of the partnership: 6 years after closure, longer if prosecuted"},
    {"retention_report_years", "years after which a report that has ended may be erased", "year", "years", 6, 1, 100, "retention and disposal schedule of the partnership"},
    {"retention_tool_years", "years after which a tool or power that has ended may be erased", "year", "years", 6, 1, 100, "retention and disposal schedule of the partnership"},
    {"retention_review_years", "years after which an ASB case review that has ended may be erased", "year", "years", 6, 1, 100, "retention and disposal schedule of the partnership: 6 years after closure"},
    {"retention_vulnerability_years", "years after which a vulnerability case that has ended may be erased", "year", "years", 8, 6, 100, "retention and disposal schedule of the partnership: 6 to 8 years"},
    {"pointer_search", "others learn by exact name and birth date that the group holds a record, and whom to ask", "", "", 0, 0, 1, "local rule: blind pointer, switched on by the group"},
    {"support_first", "support before enforcement", "", "", 1, 0, 1, "local rule"},
    {"own_area", "area of the council, as the authorities of its officers name it", "", "", 0, 0, 0, "2014 Act ss.53, 57: an authority covers the area where the conduct happened", "maidstone"},
});

const SettingRule& rule_of(std::string_view name) {
    const auto found = std::ranges::find(rules, name, &SettingRule::name);
    if (found == rules.end()) throw std::out_of_range(fmt::format("no setting {}", name));
    return *found;
}

// An area stands in a list of areas, one beside the other: its name is one word.
domain::Outcome<std::string> read_word(const SettingRule& rule, std::string_view typed) {
    constexpr std::size_t most = 40;
    const auto word = domain::ascii_lower(domain::trimmed(typed));
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    if (!word.empty() && word.size() <= most && word.front() != '-' && word.back() != '-' && std::ranges::all_of(word, plain)) return word;
    return domain::refuse(RefusalKind::invalid, "value", fmt::format("Enter one word of letters, figures and hyphens, at most {} characters, like {}", most, rule.standard_word), std::string(rule.basis));
}

domain::Outcome<int> read_figure(const SettingRule& rule, std::string_view typed) {
    if (rule.yes_or_no()) {
        const auto word = domain::ascii_lower(domain::trimmed(typed));
        if (word == "yes" || word == "1") return 1;
        if (word == "no" || word == "0") return 0;
        return domain::refuse(RefusalKind::invalid, "value", "Enter yes or no", std::string(rule.basis));
    }
    const auto number = domain::parse_figures(domain::trimmed(typed));
    if (!number || *number < rule.least || *number > rule.most)
        return domain::refuse(RefusalKind::invalid, "value", fmt::format("Enter a number of {} between {} and {}", rule.many, rule.least, rule.most), std::string(rule.basis));
    return *number;
}

domain::Outcome<std::string> read_value(const SettingRule& rule, std::string_view typed) {
    if (rule.is_word()) return read_word(rule, typed);
    const auto figure = read_figure(rule, typed);
    if (!figure) return std::unexpected(figure.error());
    return std::to_string(*figure);
}

Settings with_value(Settings settings, std::string_view name, const std::string& value) {
    std::erase_if(settings.values, [&](const auto& each) { return each.first == name; });
    settings.values.emplace_back(name, value);
    return settings;
}

// The days on which a value that holds from `from` stands beside another one of its pair: its own first day, and every day from
// which the other changes until the value itself is followed by the next.
std::vector<domain::Date> days_beside(Transaction& tx, std::string_view panel, std::string_view name, std::string_view other, domain::Date from) {
    std::vector<domain::Date> days{from};
    std::string day;
    tx.each("SELECT o.effective_from FROM setting o WHERE o.panel = :panel AND o.name = :other AND o.effective_from > :day AND NOT EXISTS (SELECT 1 FROM setting n WHERE n.panel = o.panel "
            "AND n.name = :name AND n.effective_from > :day AND n.effective_from <= o.effective_from) ORDER BY o.effective_from",
            {with("panel", panel), with("other", other), with_day("day", from), with("name", name)}, {&day}, [&] { days.push_back(day_of(day)); });
    return days;
}

// A warning that shows before the clock starts would show always.
domain::Refusals beside_others(Transaction& tx, std::string_view panel, std::string_view name, const std::string& value, domain::Date from) {
    if (name != "review_days" && name != "review_warn_days") return {};
    for (const auto day : days_beside(tx, panel, name, name == "review_days" ? "review_warn_days" : "review_days", from)) {
        const auto settings = with_value(settings_on(tx, panel, day), name, value);
        if (settings["review_warn_days"] < settings["review_days"]) continue;
        return {{RefusalKind::rule, "value",
                 fmt::format("{} warning must show fewer days before a review than the {} until it is due", day == from ? std::string("The") : "From " + domain::long_date(day) + " the",
                             domain::counted(settings["review_days"], "day")),
                 "local rule"}};
    }
    return {};
}

// The amounts of a penalty stand together within the law of the day from which they hold.
domain::Refusals within_the_law(Transaction& tx, std::string_view panel, std::string_view name, const std::string& value, domain::Date from) {
    namespace protection = domain::community_protection;
    if (!name.starts_with("penalty_")) return {};
    const auto settings = with_value(settings_on(tx, panel, from), name, value);
    protection::LocalRules rules;
    rules.penalty_pence = settings["penalty_pence"];
    rules.penalty_early_pence = settings["penalty_early_pence"];
    rules.penalty_early_days = settings["penalty_early_days"];
    auto refusals = protection::local_rules_refused(rules, protection::law(), from);
    for (auto& refusal : refusals) refusal.field = "value";
    return refusals;
}

// Keeps every setting that was made, and the one that counts for its day.
domain::Refusals store(Transaction& tx, std::string_view panel, const NewSetting& setting, std::string_view account, domain::Instant now) {
    auto refusals = setting_refused(setting, london_date(now));
    const auto value = refusals.empty() ? *read_value(rule_of(setting.name), setting.value) : std::string();
    if (refusals.empty()) refusals = beside_others(tx, panel, setting.name, value, setting.from);
    if (refusals.empty()) refusals = within_the_law(tx, panel, setting.name, value, setting.from);
    if (!refusals.empty()) return refusals;
    const std::vector<Bind> row{with("panel", panel), with("name", setting.name), with_day("day", setting.from), with("value", value)};
    tx.run("INSERT INTO setting (panel, name, effective_from, value) VALUES (:panel, :name, :day, :value) ON CONFLICT (panel, name, effective_from) DO UPDATE SET value = excluded.value", row);
    auto kept = row;
    kept.insert(kept.end(), {with_at("at", now), with("reason", domain::tidy_line(setting.reason)), with("account", account)});
    tx.run("INSERT INTO setting_change (panel, name, effective_from, at, value, reason, account) VALUES (:panel, :name, :day, :at, :value, :reason, :account)", kept);
    return {};
}

std::vector<SettingChange> read_changes(Transaction& tx, std::string_view panel) {
    std::vector<SettingChange> changes;
    SettingChange change;
    std::string from;
    std::int64_t at = 0;
    tx.each("SELECT c.name, c.value, c.effective_from, c.reason, c.at, COALESCE(trim(a.title || ' ' || a.name), '') FROM setting_change c LEFT JOIN account a ON a.id = c.account "
            "WHERE c.panel = :panel ORDER BY c.at DESC, c.effective_from DESC, c.name",
            {with("panel", panel)}, {&change.name, &change.value, &from, &change.reason, &at, &change.by_name}, [&] {
                change.from = day_of(from);
                change.at = at == 0 ? std::nullopt : std::optional(instant_of(at));
                change.replaced = std::ranges::any_of(changes, [&](const SettingChange& later) { return later.name == change.name && later.from == change.from; });
                changes.push_back(change);
            });
    return changes;
}

}  // namespace

domain::Refusals setting_refused(const NewSetting& setting, domain::Date today) {
    domain::Refusals refusals;
    std::string value, reason;
    const auto rule = std::ranges::find(rules, setting.name, &SettingRule::name);
    if (rule == rules.end()) refusals.push_back({RefusalKind::invalid, "name", "Select a setting", {}});
    else domain::take(value, read_value(*rule, setting.value), refusals);
    if (setting.from < today) refusals.push_back({RefusalKind::invalid, "from", "Date it takes effect must be today or in the future", {}});
    domain::take(reason, domain::read_text(setting.reason, {"reason", "reason"}, setting_reason_max), refusals);
    return refusals;
}

std::string setting_words(const SettingRule& rule, std::string_view value) {
    if (rule.is_word()) return std::string(value);
    const int figure = domain::parse_figures(value).value_or(0);
    if (rule.yes_or_no()) return figure != 0 ? "Yes" : "No";
    return domain::counted(figure, rule.one, rule.many);
}

std::string bounds_words(const SettingRule& rule) {
    if (rule.is_word()) return "One word of letters, figures and hyphens";
    return rule.yes_or_no() ? std::string("Yes or no") : fmt::format("{} to {}", rule.least, domain::counted(rule.most, rule.one, rule.many));
}

const std::vector<SettingRule>& setting_rules() {
    static const std::vector<SettingRule> all(rules.begin(), rules.end());
    return all;
}

int Settings::operator[](std::string_view name) const {
    return domain::parse_figures(word(name)).value_or(0);
}

std::string Settings::word(std::string_view name) const {
    const auto found = std::ranges::find(values, name, &std::pair<std::string, std::string>::first);
    return found == values.end() ? rule_of(name).usual() : found->second;
}

Settings settings_on(Transaction& tx, std::string_view panel, domain::Date day) {
    Settings settings;
    std::string name, value;
    tx.each("SELECT name, value FROM setting WHERE panel = :panel AND effective_from <= :day ORDER BY name, effective_from DESC",
            {with("panel", panel), with("day", domain::iso_date(day))}, {&name, &value}, [&] {
                if (!settings.values.empty() && settings.values.back().first == name) return;
                settings.values.emplace_back(name, value);
            });
    return settings;
}

PanelSettings panel_settings(Transaction& tx, std::string_view panel, domain::Date today) {
    PanelSettings settings{.panel = std::string(panel), .panel_name = {}, .lines = {}, .changes = {}};
    tx.one("SELECT name FROM panel_group WHERE id = :id", {with("id", panel)}, {&settings.panel_name});
    for (const auto& rule : rules) settings.lines.push_back({std::string(rule.name), rule.usual(), {}, {}});
    std::string name, value, from;
    tx.each("SELECT name, value, effective_from FROM setting WHERE panel = :panel ORDER BY effective_from", {with("panel", panel)}, {&name, &value, &from}, [&] {
        const auto line = std::ranges::find(settings.lines, name, &SettingLine::name);
        if (line == settings.lines.end()) return;
        if (day_of(from) <= today) line->value = value, line->since = day_of(from);
        else if (!line->next) line->next = {day_of(from), value};
    });
    settings.changes = read_changes(tx, panel);
    return settings;
}

domain::Outcome<PanelSettings> read_settings(Gate& gate, std::string_view panel) {
    return gate.open_panel(panel, {auth::Action::administer, "read_settings", "panel"}, [&](Reading& reading) { return panel_settings(reading.tx, panel, reading.today); });
}

domain::Outcome<bool> change_setting(Gate& gate, std::string_view panel, const NewSetting& setting) {
    return gate.perform_in_panel(panel, {auth::Action::administer, "change_setting", "panel", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<bool> {
        auto refusals = store(writing.tx, panel, setting, writing.actor.account, writing.now);
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        writing.entry.fields = {setting.name, "from " + domain::iso_date(setting.from)};
        return true;
    });
}

domain::Outcome<bool> set_setting(Transaction& tx, const Administration& by, std::string_view panel, const NewSetting& setting) {
    std::string found;
    if (!tx.one("SELECT id FROM panel_group WHERE id = :id", {with("id", panel)}, {&found})) return domain::refuse(RefusalKind::invalid, "group", fmt::format("There is no group {}", panel));
    if (auto refusals = store(tx, panel, setting, "", by.now); !refusals.empty()) return std::unexpected(std::move(refusals));
    auto entry = by.who;
    entry.action = "change_setting";
    entry.operation = domain::LoggedOperation::alteration;
    entry.object_type = "panel";
    entry.objects = {std::string(panel)};
    entry.panel = panel;
    entry.fields = {setting.name, "from " + domain::iso_date(setting.from)};
    by.ledger.append(tx, std::move(entry));
    return true;
}

std::vector<GroupLine> panels_to_administer(Gate& gate) {
    auto panels = gate.find({auth::Action::administer, "list_groups", "panel"}, [](Listing& listing) { return list_groups(listing.tx); });
    std::erase_if(panels, [&](const GroupLine& panel) { return gate.would_allow(panel.id, auth::Action::administer).verdict != auth::Verdict::allow; });
    return panels;
}

}  // namespace casework::persistence
