// The questions that forms ask: one piece for each kind, filled in with what was typed and marked where it was refused, and their reading.
#include "web/form_fields.hpp"

#include <algorithm>

#include "domain/text.hpp"
#include "web/html/moj.hpp"

namespace casework::web {

namespace govuk = html::govuk;
using domain::Refusals;
using html::Html;

namespace {

Html resent_note(const Context& context, const char* text = "Nothing has been saved yet.") {
    if (!context.resent) return {};
    return html::moj::alert({.variant = html::moj::AlertVariant::information, .title = "Check your answers and send them again", .text = text});
}

Html form_start(Context& context, const std::string& action, std::string_view version, bool guarded, bool with_file = false, const Html& more = {}) {
    Html out;
    out << "<form method=\"post\" novalidate"_html << (with_file ? " enctype=\"multipart/form-data\""_html : Html()) << (guarded ? " data-app-guard"_html : Html()) << more << html::attribute("action", action) << ">"_html << context.form_fields(version);
    return out;
}

Html input(const Shown& shown, std::string name, govuk::Label label, std::string hint, std::string_view stands, std::string classes, std::string inputmode) {
    return govuk::input({.id = name, .name = name, .inputmode = std::move(inputmode), .value = shown.value(name, stands), .label = std::move(label), .hint = {.text = std::move(hint)},
                         .error_message = shown.error(name), .classes = std::move(classes), .autocomplete = "off"});
}

}  // namespace

std::string opened_version(const Context& context, const Shown& shown, int stands) {
    const auto conflict = [](const domain::Refusal& refusal) { return refusal.kind == domain::RefusalKind::conflict; };
    if (std::ranges::any_of(shown.refusals(), conflict) || !domain::parse_figures(context.form.value("version"))) return std::to_string(stands);
    return context.form.value("version");
}

Html open_form(Context& context, const std::string& action, std::string_view version) { return form_start(context, action, version, true) << resent_note(context); }

Html open_kept_form(Context& context, const std::string& action, std::string_view version) {
    Html out = form_start(context, action, version, true, false, " data-app-keep"_html);
    return out << resent_note(context);
}

Html open_file_form(Context& context, const std::string& action, const Html& more) { return form_start(context, action, {}, false, true, more) << resent_note(context, "Nothing has been saved yet. Choose the file again."); }

Html post_form(Context& context, const std::string& action, std::string_view version, const Html& body) { return form_start(context, action, version, false) << body << "</form>\n"_html; }

Html hidden(std::string_view name, std::string_view value) {
    Html out;
    return out << "<input type=\"hidden\""_html << html::attribute("name", name) << html::attribute("value", value) << ">"_html;
}

Html carried(const Form& form, std::initializer_list<std::string_view> names) {
    Html out;
    for (const auto name : names) out << hidden(name, form.value(name));
    return out;
}

Html small_input(const Shown& shown, std::string name, std::string label, std::string hint, std::string_view stands, std::string classes, std::string inputmode) {
    return input(shown, std::move(name), {.text = std::move(label), .classes = "govuk-label--s"}, std::move(hint), stands, std::move(classes), std::move(inputmode));
}

Html row_input(const Shown& shown, std::string name, std::string label, std::string_view stands, std::string hint, std::string classes) {
    return input(shown, std::move(name), {.text = std::move(label)}, std::move(hint), stands, std::move(classes), {});
}

Html long_text(const Shown& shown, std::string name, std::string label, std::string hint, std::string_view stands, int rows, int characters_max) {
    return govuk::character_count({.id = name, .name = name, .rows = rows, .value = shown.value(name, stands), .maxlength = characters_max, .label = {.text = std::move(label), .classes = "govuk-label--s"},
                                   .hint = {.text = std::move(hint)}, .error_message = shown.error(name)});
}

govuk::Fieldset legend_of(std::string words, std::string_view size) { return {.legend = {.text = std::move(words), .classes = "govuk-fieldset__legend--" + std::string(size)}}; }

Html date_boxes(const Context& context, const Shown& shown, const std::string& name, std::string legend, std::string hint, std::optional<domain::Date> stands) {
    domain::TypedDate typed = context.form.typed_date(name);
    if (context.form.all().empty() && stands)
        typed = {std::to_string(static_cast<unsigned>(stands->day())), std::to_string(static_cast<unsigned>(stands->month())), std::to_string(static_cast<int>(stands->year()))};
    const auto item = [&](std::string part, const std::string& value, std::string width) {
        return govuk::DateInputItem{.name = part, .value = value, .classes = width + (shown.wrong(name + "-" + part) ? " govuk-input--error" : "")};
    };
    return govuk::date_input({.id = name, .name_prefix = name, .items = {item("day", typed.day, "govuk-input--width-2"), item("month", typed.month, "govuk-input--width-2"), item("year", typed.year, "govuk-input--width-4")},
                              .hint = {.text = std::move(hint)}, .error_message = shown.error(name), .fieldset = legend_of(std::move(legend))});
}

Html radios_of(const Shown& shown, const std::string& name, std::string legend, domain::CodeList list, std::string_view stands, std::string hint) {
    govuk::Radios radios{.name = name};
    radios.id_prefix = name;
    radios.fieldset = legend_of(std::move(legend));
    radios.hint.text = std::move(hint);
    radios.error_message = shown.error(name);
    for (const auto& code : list) {
        govuk::RadioItem item{.text = std::string(code.words), .value = std::string(code.code), .hint = {.text = std::string(code.note)}};
        item.checked = shown.chosen(name, code.code, stands == code.code);
        radios.items.push_back(std::move(item));
    }
    return govuk::radios(radios);
}

Html boxes_of(const Shown& shown, const std::string& name, std::string legend, domain::CodeList list, const std::vector<std::string>& stand, std::string_view size) {
    govuk::Checkboxes boxes{.name = name};
    boxes.id_prefix = name;
    boxes.fieldset = legend_of(std::move(legend), size);
    if (list.size() > 1) boxes.hint.text = "Select all that apply";
    boxes.error_message = shown.error(name);
    for (const auto& code : list) {
        govuk::CheckboxItem item{.text = std::string(code.words), .value = std::string(code.code), .hint = {.text = std::string(code.note)}};
        item.checked = shown.chosen(name, code.code, std::ranges::find(stand, code.code) != stand.end());
        boxes.items.push_back(std::move(item));
    }
    return govuk::checkboxes(boxes);
}

Html select_of(const Shown& shown, const std::string& name, std::string label, domain::CodeList list, std::string_view stands, std::string none, std::string label_classes) {
    govuk::Select select{.id = name, .name = name};
    select.label = {.text = std::move(label), .classes = std::move(label_classes)};
    select.error_message = shown.error(name);
    select.items.push_back({.value = "", .text = std::move(none)});
    const auto chosen = shown.value(name, stands);
    for (const auto& code : list) {
        govuk::SelectItem item{.value = std::string(code.code), .text = std::string(code.words)};
        item.selected = chosen == code.code;
        select.items.push_back(std::move(item));
    }
    return govuk::select(select);
}

template <class Line>
static std::vector<domain::Code> codes_of_lines(const std::vector<Line>& lines) {
    std::vector<domain::Code> list;
    for (const auto& line : lines) list.push_back({line.id, line.name, ""});
    return list;
}
std::vector<domain::Code> codes_of(const std::vector<persistence::AgencyLine>& agencies) { return codes_of_lines(agencies); }
std::vector<domain::Code> codes_of(const std::vector<persistence::MemberLine>& members) { return codes_of_lines(members); }

std::string optional_text(const Form& form, std::string name, std::string label, Refusals& refusals, int characters_max, domain::Lines lines) {
    std::string text;
    domain::take(text, domain::read_optional_text(form.value(name), {name, std::move(label)}, characters_max, lines), refusals);
    return text;
}

std::optional<domain::Date> optional_date(const Form& form, const std::string& name, std::string label, Refusals& refusals) {
    const auto typed = form.typed_date(name);
    if (domain::is_empty(typed)) return std::nullopt;
    domain::Date date{};
    if (!domain::take(date, domain::read_date(typed, {name, std::move(label)}), refusals)) return std::nullopt;
    return date;
}

std::optional<domain::Date> near_date(const Form& form, domain::Date today, const std::string& name, std::string label, Refusals& refusals) {
    if (form.value(name).empty()) return std::nullopt;
    domain::Date date{};
    if (!domain::take(date, domain::read_near_date(form.value(name), {name, std::move(label)}, today), refusals)) return std::nullopt;
    return date;
}

std::optional<domain::Date> near_date(const Context& context, const std::string& name, std::string label, Refusals& refusals) {
    return near_date(context.form, context.today(), name, std::move(label), refusals);
}

}  // namespace casework::web
