// GOV.UK fields that are chosen from: radios, checkboxes, select.
#include <algorithm>

#include "web/html/govuk_parts.hpp"

namespace casework::web::html::govuk {

using parts::class_names;
using parts::words;

namespace {

// The first input has the bare id, so that the error summary can link to it; the next are numbered from 2.
std::string item_id(const std::string& own, const std::string& prefix, std::size_t index) {
    if (!own.empty()) return own;
    return index == 0 ? prefix : prefix + "-" + std::to_string(index + 1);
}

Html item_label(const std::string& kind, const std::string& id, const std::string& text, const Html& html, const ItemLabel& own) {
    return label({.text = text, .html = html, .for_id = id, .classes = words("govuk-" + kind + "__label", own.classes), .attributes = own.attributes});
}

Html item_hint(const std::string& kind, const std::string& id, Hint own) {
    if (own.empty()) return {};
    own.id = id + "-item-hint";
    own.classes = words("govuk-" + kind + "__hint", own.classes);
    return hint(own) + "\n"_html;
}

Html divider(const std::string& kind, const std::string& text) {
    Html out;
    out << "<div class=\"govuk-"_html << kind << "__divider\">"_html << text << "</div>\n"_html;
    return out;
}

struct Choice {  // what a radio and a checkbox have in common
    std::string kind;  // "radios" or "checkboxes"
    std::string id, name, described_by;
    bool checked = false;
};

template <class Item>
Html choice_item(const Choice& c, const Item& item, std::string_view behaviour) {
    Html out;
    out << "<div class=\"govuk-"_html << c.kind << "__item\">\n<input class=\"govuk-"_html << c.kind << "__input\""_html << attribute("id", c.id)
        << attribute("name", c.name) << attribute("type", c.kind == "radios" ? "radio" : "checkbox") << attribute("value", item.value);
    if (c.checked) out << " checked"_html;
    if (item.disabled) out << " disabled"_html;
    out << attribute_if("data-behaviour", behaviour) << attribute_if("aria-describedby", c.described_by) << attributes(item.attributes) << ">\n"_html
        << item_label(c.kind, c.id, item.text, item.html, item.label) << "\n"_html << item_hint(c.kind, c.id, item.hint) << "</div>\n"_html;
    return out;
}

template <class Item>
bool left_out(const Item& item) { return item.text.empty() && item.html.empty() && item.divider.empty() && item.value.empty(); }

Html group_of(const std::string& kind, const std::string& classes, const Attributes& own, const FormGroup& group, const Html& items) {
    Html out;
    out << "<div"_html << class_names("govuk-" + kind, classes) << attributes(own) << " data-module=\"govuk-"_html << kind << "\">\n"_html
        << parts::content(group.before_input) << items << parts::content(group.after_input) << "\n</div>"_html;
    return out;
}

}  // namespace

Html radios(const Radios& o) {
    const std::string& prefix = o.id_prefix.empty() ? o.name : o.id_prefix;
    const auto described = parts::describe(prefix, o.fieldset ? o.fieldset->described_by : "", o.hint, o.error_message);
    Html items;
    for (std::size_t i = 0; i < o.items.size(); ++i) {
        const auto& item = o.items[i];
        if (left_out(item)) continue;
        if (!item.divider.empty()) {
            items += divider("radios", item.divider);
            continue;
        }
        const auto id = item_id(item.id, prefix, i);
        const bool checked = item.checked.value_or(!o.value.empty() && item.value == o.value);
        items += choice_item({"radios", id, o.name, item.hint.empty() ? "" : id + "-item-hint", checked}, item, {});
    }
    const Html inside = described.hint_and_error + group_of("radios", o.classes, o.attributes, o.form_group, items);
    return parts::form_group(o.form_group, !o.error_message.empty(), parts::in_fieldset(o.fieldset, described.by, {}, inside));
}

Html checkboxes(const Checkboxes& o) {
    const std::string& prefix = o.id_prefix.empty() ? o.name : o.id_prefix;
    const bool own_description = o.fieldset && !o.fieldset->described_by.empty();
    const auto described = parts::describe(prefix, own_description ? o.fieldset->described_by : o.described_by, o.hint, o.error_message);
    Html items;
    for (std::size_t i = 0; i < o.items.size(); ++i) {
        const auto& item = o.items[i];
        if (left_out(item)) continue;
        if (!item.divider.empty()) {
            items += divider("checkboxes", item.divider);
            continue;
        }
        const auto id = item_id(item.id, prefix, i);
        const bool checked = item.checked.value_or(std::find(o.values.begin(), o.values.end(), item.value) != o.values.end());
        // Without a fieldset nothing else carries the group's description, so each box does.
        const auto by = words(o.fieldset ? "" : described.by, item.hint.empty() ? "" : id + "-item-hint");
        items += choice_item({"checkboxes", id, item.name.empty() ? o.name : item.name, by, checked}, item, item.behaviour);
    }
    const Html inside = described.hint_and_error + group_of("checkboxes", o.classes, o.attributes, o.form_group, items);
    return parts::form_group(o.form_group, !o.error_message.empty(), parts::in_fieldset(o.fieldset, described.by, {}, inside));
}

namespace {

Html option(const SelectItem& item, const std::string& chosen) {
    Html out;
    out << "<option"_html;
    if (item.value) out << attribute("value", *item.value);
    if (item.selected.value_or(!chosen.empty() && item.value.value_or(item.text) == chosen)) out << " selected"_html;
    if (item.disabled) out << " disabled"_html;
    out << attributes(item.attributes) << ">"_html << item.text << "</option>\n"_html;
    return out;
}

}  // namespace

Html select(const Select& o) {
    const std::string& id = o.id.empty() ? o.name : o.id;
    const auto described = parts::describe(id, o.described_by, o.hint, o.error_message);
    Html inside;
    inside << parts::label_for(id, o.label) << "\n"_html << described.hint_and_error << parts::content(o.form_group.before_input) << "\n<select"_html
           << class_names(words("govuk-select", o.classes), o.error_message.empty() ? "" : "govuk-select--error") << attribute("id", id)
           << attribute("name", o.name);
    if (o.disabled) inside << " disabled"_html;
    inside << attribute_if("aria-describedby", described.by) << attributes(o.attributes) << ">\n"_html;
    for (const auto& item : o.items)
        if (item.value || !item.text.empty()) inside += option(item, o.value);
    inside << "</select>\n"_html << parts::content(o.form_group.after_input);
    return parts::form_group(o.form_group, !o.error_message.empty(), inside);
}

}  // namespace casework::web::html::govuk
