// GOV.UK date input: three boxes for a date that is known by heart.
#include "web/html/govuk_parts.hpp"

namespace casework::web::html::govuk {

using parts::words;

namespace {

DateInputItem box(const std::optional<DateInputItem>& own, const DateInput& o, const char* name) {
    if (own) return *own;
    const auto value = o.values.find(name);
    return {.name = name,
            .value = value == o.values.end() ? std::nullopt : std::optional(value->second),
            .classes = std::string_view(name) == "year" ? "govuk-input--width-4" : "govuk-input--width-2"};
}

bool marked_wrong(const DateInputItem& item) {
    return item.error.value_or(false) || item.classes.find("govuk-input--error") != std::string::npos;
}

std::string capitalised(std::string name) {
    for (auto& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 32);
    return name;
}

struct Boxes {
    DateInputItem day, month, year;
    std::vector<DateInputItem> shown;
    bool any_wrong = false;
};

Boxes boxes_of(const DateInput& o) {
    Boxes b{box(o.day, o, "day"), box(o.month, o, "month"), box(o.year, o, "year"), {}, false};
    if (!o.items.empty())
        b.shown = o.items;
    else
        for (const auto* each : {&b.day, &b.month, &b.year})
            if (!each->left_out) b.shown.push_back(*each);
    for (const auto& each : b.shown) b.any_wrong = b.any_wrong || marked_wrong(each);
    return b;
}

// Which of day, month and year a box is, by its name; nullptr for one of the caller's own invention.
const DateInputItem* part_of(const Boxes& b, const DateInputItem& item) {
    const std::pair<const char*, const DateInputItem*> parts_by_name[] = {{"day", &b.day}, {"month", &b.month}, {"year", &b.year}};
    for (const auto& [name, part] : parts_by_name)
        if (!item.name.empty() && (item.name == name || item.name == part->name)) return part;
    return nullptr;
}

std::string box_classes(const DateInput& o, const Boxes& b, const DateInputItem& item, bool is_year) {
    std::string classes;
    const bool has_error_class = item.classes.find("govuk-input--error") != std::string::npos;
    // A message without a box marked wrong means that the whole date is wrong.
    const bool whole_date_wrong = item.error.value_or(true) && !o.error_message.empty() && !b.any_wrong;
    if (!has_error_class && (marked_wrong(item) || whole_date_wrong)) classes = "govuk-input--error";
    if (item.classes.find("govuk-input--width-") == std::string::npos) classes = words(classes, is_year ? "govuk-input--width-4" : "govuk-input--width-2");
    return words(classes, item.classes);
}

std::optional<std::string> box_value(const DateInput& o, const DateInputItem& item, const DateInputItem* part, const std::string& full_name) {
    if (item.value) return item.value;
    if (part != nullptr && part->value) return part->value;
    const auto given = o.values.find(full_name);
    return given == o.values.end() ? std::nullopt : std::optional(given->second);
}

Html date_box(const DateInput& o, const Boxes& b, const DateInputItem& item) {
    const auto* part = part_of(b, item);
    const std::string full_name = o.name_prefix.empty() ? item.name : o.name_prefix + "-" + item.name;
    Html out;
    out << "<div class=\"govuk-date-input__item\">\n"_html
        << input({.id = item.id.empty() ? o.id + "-" + item.name : item.id,
                  .name = full_name,
                  .type = "text",
                  .inputmode = item.inputmode.empty() ? "numeric" : item.inputmode,
                  .value = box_value(o, item, part, full_name),
                  .label = {.text = item.label.empty() ? capitalised(item.name) : item.label, .classes = "govuk-date-input__label"},
                  .classes = words("govuk-date-input__input", box_classes(o, b, item, part == &b.year)),
                  .autocomplete = item.autocomplete,
                  .pattern = item.pattern,
                  .attributes = item.attributes})
        << "\n</div>\n"_html;
    return out;
}

}  // namespace

Html date_input(const DateInput& o) {
    const auto boxes = boxes_of(o);
    const auto described = parts::describe(o.id, o.fieldset ? o.fieldset->described_by : "", o.hint, o.error_message);
    Html inside = described.hint_and_error;
    inside << "<div"_html << parts::class_names("govuk-date-input", o.classes) << attributes(o.attributes) << attribute_if("id", o.id) << ">\n"_html
           << parts::content(o.form_group.before_input);
    for (const auto& item : boxes.shown) inside += date_box(o, boxes, item);
    inside << parts::content(o.form_group.after_input) << "\n</div>"_html;
    // role=group: without it JAWS does not say the description of a fieldset of text boxes.
    return parts::form_group(o.form_group, !o.error_message.empty(), parts::in_fieldset(o.fieldset, described.by, "group", inside));
}

}  // namespace casework::web::html::govuk
