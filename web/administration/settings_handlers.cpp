// Answering for the settings of a group.
#include "web/administration/settings_handlers.hpp"

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/settings.hpp"
#include "web/administration/settings_forms.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"

namespace casework::web::administration {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using domain::Refusals;
using html::Html;
using persistence::PanelSettings;
using persistence::SettingChange;
using persistence::SettingLine;
using persistence::SettingRule;

const SettingRule& rule_of(const std::string& name) { return *std::ranges::find(persistence::setting_rules(), name, &SettingRule::name); }

std::string since_words(const SettingLine& line) { return line.since ? domain::long_date(*line.since) : std::string("Usual value"); }

Html in_force(const PanelSettings& settings) {
    Html out = app::heading(2, "In force today");
    govuk::Table table{.caption = "Each setting with its value, since when, and what it may be", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Setting"}, {.text = "Value"}, {.text = "Since"}, {.text = "May be"}};
    table.first_cell_is_header = true;
    for (const auto& line : settings.lines) {
        const auto& rule = rule_of(line.name);
        auto value = persistence::setting_words(rule, line.value);
        if (line.next) value += ", " + persistence::setting_words(rule, line.next->second) + " from " + domain::long_date(line.next->first);
        table.rows.push_back({{.text = domain::upper_first(rule.words)}, {.text = value}, {.text = since_words(line)}, {.text = persistence::bounds_words(rule) + ". " + domain::upper_first(rule.basis)}});
    }
    return out << app::stacked_table(std::move(table));
}

std::string set_by(const SettingChange& change) {
    if (!change.at) return "Before changes were kept";
    return persistence::london_date_time(*change.at) + ", " + (change.by_name.empty() ? "operator’s command" : change.by_name);
}

Html changes(const PanelSettings& settings) {
    Html out = app::heading(2, "Changes");
    if (settings.changes.empty()) return out << app::paragraph("Nothing has been changed. The usual values hold.");
    govuk::Table table{.caption = "Every change, newest first", .caption_classes = "govuk-visually-hidden"};
    table.head = {{.text = "Setting"}, {.text = "Value"}, {.text = "From"}, {.text = "Why"}, {.text = "Set"}};
    table.first_cell_is_header = true;
    for (const auto& change : settings.changes) {
        const auto& rule = rule_of(change.name);
        table.rows.push_back({{.text = domain::upper_first(rule.words)}, {.text = persistence::setting_words(rule, change.value)}, {.text = domain::long_date(change.from) + (change.replaced ? ", replaced by a later change" : "")},
                              {.text = change.reason}, {.text = set_by(change)}});
    }
    return out << app::stacked_table(std::move(table));
}

Html change_form(Context& context, const PanelSettings& settings, const Shown& shown) {
    Html form = app::heading(2, "Change a setting", "m", "change");
    return form << open_form(context, "/groups/" + settings.panel + "/settings", {}) << select_of(shown, "name", "Setting", setting_names(), "", "Select a setting", "govuk-label--s")
                << small_input(shown, "value", "New value", "A number, yes or no, or one word", {}, "govuk-input--width-20") << small_input(shown, "from", "From", std::string(near_date_hint) + ". What happened before is not judged anew.", {}, "govuk-input--width-10")
                << long_text(shown, "reason", "Why does it change?", "Kept with the change, for example the meeting that decided it", {}, 3, static_cast<int>(persistence::setting_reason_max))
                << govuk::button({.text = "Save setting", .prevent_double_click = true}) << "</form>\n"_html;
}

Json value_json(const SettingRule& rule, const std::string& value) { return rule.is_word() ? Json::string(value) : Json::number(domain::parse_figures(value).value_or(0)); }

JsonObject line_json(const SettingLine& line) {
    const auto& rule = rule_of(line.name);
    JsonObject json;
    json.add("name", line.name).add("words", rule.words).add("unit", rule.is_word() ? std::string_view("word") : rule.yes_or_no() ? std::string_view("yes or no") : rule.many).add("value", value_json(rule, line.value)).add("since", line.since);
    if (!rule.is_word()) json.add("least", rule.least).add("most", rule.most);
    json.add("usual", value_json(rule, rule.usual())).add("basis", rule.basis);
    if (line.next) json.add("next", JsonObject().add("value", value_json(rule, line.next->second)).add("from", line.next->first));
    return json;
}

JsonObject change_json(const SettingChange& change) {
    return JsonObject().add("name", change.name).add("value", value_json(rule_of(change.name), change.value)).add("from", change.from).add("reason", change.reason).add("by", change.by_name).add("at", change.at).add("replaced", change.replaced);
}

Response settings_page(Context& context, const PanelSettings& settings, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, JsonObject().add("group", settings.panel).add("name", settings.panel_name).list("settings", settings.lines, line_json).list("changes", settings.changes, change_json));
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Settings of the " + settings.panel_name, .error = shown.refused(), .back_href = "/", .back_text = "Back to My work"};
    page.main << shown.summary() << app::heading(1, page.title, "l")
              << app::paragraph("The group’s own rules, each with the day from which it holds. A decision is judged by the rule in force on its day; old values are kept.") << in_force(settings)
              << change_form(context, settings, shown) << changes(settings);
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

persistence::NewSetting read_setting(Context& context, Refusals& refusals) {
    const auto& form = context.form;
    persistence::NewSetting setting{.name = form.value("name"), .value = form.value("value"), .from = context.today(), .reason = form.value("reason")};
    domain::take(setting.from, domain::read_near_date(form.value("from"), {"from", "date it takes effect"}, context.today()), refusals);
    for (auto& refusal : persistence::setting_refused(setting, context.today())) refusals.push_back(std::move(refusal));
    return setting;
}

// What no field of the form can put right: the password again, or no access any more.
bool about_access(const Refusals& refusals) {
    using domain::RefusalKind;
    const auto kind = refusals.front().kind;
    return kind == RefusalKind::password_again || kind == RefusalKind::forbidden || kind == RefusalKind::not_found;
}

}  // namespace

domain::CodeList setting_names() {
    static const auto notes = [] {
        std::vector<std::string> words;
        for (const auto& rule : persistence::setting_rules()) words.push_back(domain::upper_first(rule.words) + ": " + domain::lower_first(persistence::bounds_words(rule)));
        return words;
    }();
    static const auto codes = [] {
        std::vector<domain::Code> list;
        for (const auto& rule : persistence::setting_rules()) list.push_back({rule.name, notes[list.size()], rule.basis});
        return list;
    }();
    return codes;
}

Response settings(Context& context) {
    const auto settings = persistence::read_settings(context.gate(), context.parameter("panel"));
    return settings ? settings_page(context, *settings, {}) : refusal_page(context, settings.error());
}

Response change_setting(Context& context) {
    const auto panel = context.parameter("panel");
    const auto settings = persistence::read_settings(context.gate(), panel);
    if (!settings) return refusal_page(context, settings.error());
    auto refusals = context.unknown_fields();
    const auto setting = read_setting(context, refusals);
    if (context.resent) return settings_page(context, *settings, {});
    if (!refusals.empty()) return settings_page(context, *settings, refusals);
    const auto changed = persistence::change_setting(context.gate(), panel, setting);
    if (changed) return done("/groups/" + panel + "/settings", "setting");
    return about_access(changed.error()) ? refusal_page(context, changed.error()) : settings_page(context, *settings, changed.error());
}

}  // namespace casework::web::administration
