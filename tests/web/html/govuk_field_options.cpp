// The options of GOV.UK macros for fields of a form.
#include "tests/web/html/govuk_options.hpp"

using namespace casework::web::html;
namespace g = casework::web::html::govuk;

namespace casework::tests {

namespace {

g::Affix affix(Options&& o) {
    return {.text = o.text("text"), .html = o.html("html"), .classes = o.text("classes"), .attributes = o.attributes()};
}

g::InputWrapper input_wrapper(Options&& o) { return {.classes = o.text("classes"), .attributes = o.attributes()}; }

Html render_input(Options& o) {
    return g::input({.id = o.text("id"),
                     .name = o.text("name"),
                     .type = o.text("type"),
                     .inputmode = o.text("inputmode"),
                     .value = o.text_if_given("value"),
                     .disabled = o.flag("disabled"),
                     .described_by = o.text("describedBy"),
                     .label = label(o.inside("label")),
                     .hint = hint(o.inside("hint")),
                     .error_message = error_message(o.inside("errorMessage")),
                     .prefix = affix(o.inside("prefix")),
                     .suffix = affix(o.inside("suffix")),
                     .form_group = form_group(o.inside("formGroup")),
                     .classes = o.text("classes"),
                     .autocomplete = o.text("autocomplete"),
                     .pattern = o.text("pattern"),
                     .spellcheck = o.flag_if_given("spellcheck"),
                     .autocapitalize = o.text("autocapitalize"),
                     .input_wrapper = input_wrapper(o.inside("inputWrapper")),
                     .attributes = o.attributes()});
}

Html render_textarea(Options& o) {
    return g::textarea({.id = o.text("id"),
                        .name = o.text("name"),
                        .spellcheck = o.flag_if_given("spellcheck"),
                        .rows = o.number("rows", 5),
                        .value = o.text("value"),
                        .disabled = o.flag("disabled"),
                        .described_by = o.text("describedBy"),
                        .label = label(o.inside("label")),
                        .hint = hint(o.inside("hint")),
                        .error_message = error_message(o.inside("errorMessage")),
                        .form_group = form_group(o.inside("formGroup")),
                        .classes = o.text("classes"),
                        .autocomplete = o.text("autocomplete"),
                        .attributes = o.attributes()});
}

g::PluralTexts plural_texts(const boost::json::value& rules) {
    g::PluralTexts list;
    if (rules.is_object())
        for (const auto& rule : rules.get_object()) list.emplace_back(rule.key(), printed(rule.value()));
    return list;
}

Html render_character_count(Options& o) {
    g::CharacterCount c{.id = o.text("id"),
                        .name = o.text("name"),
                        .rows = o.number("rows", 5),
                        .value = o.text("value"),
                        .maxlength = o.number_if_given("maxlength"),
                        .maxwords = o.number_if_given("maxwords"),
                        .threshold = o.number_if_given("threshold"),
                        .count_type = o.text("countType"),
                        .label = label(o.inside("label")),
                        .hint = hint(o.inside("hint")),
                        .error_message = error_message(o.inside("errorMessage")),
                        .form_group = form_group(o.inside("formGroup")),
                        .classes = o.text("classes"),
                        .attributes = o.attributes(),
                        .spellcheck = o.flag_if_given("spellcheck")};
    auto count_message = o.inside("countMessage");
    c.count_message_classes = count_message.text("classes");
    c.textarea_description_text = o.text("textareaDescriptionText");
    c.characters_under_limit_text = plural_texts(o.raw("charactersUnderLimitText"));
    c.characters_at_limit_text = o.text("charactersAtLimitText");
    c.characters_over_limit_text = plural_texts(o.raw("charactersOverLimitText"));
    c.words_under_limit_text = plural_texts(o.raw("wordsUnderLimitText"));
    c.words_at_limit_text = o.text("wordsAtLimitText");
    c.words_over_limit_text = plural_texts(o.raw("wordsOverLimitText"));
    return g::character_count(c);
}

Html render_file_upload(Options& o) {
    o.text("value");  // no browser lets a page say which file is chosen
    return g::file_upload({.id = o.text("id"),
                           .name = o.text("name"),
                           .disabled = o.flag("disabled"),
                           .multiple = o.flag("multiple"),
                           .described_by = o.text("describedBy"),
                           .label = label(o.inside("label")),
                           .hint = hint(o.inside("hint")),
                           .error_message = error_message(o.inside("errorMessage")),
                           .form_group = form_group(o.inside("formGroup")),
                           .javascript = o.flag("javascript"),
                           .wrapper_classes = o.text("wrapperClasses"),
                           .wrapper_attributes = o.attributes("wrapperAttributes"),
                           .choose_files_button_text = o.text("chooseFilesButtonText"),
                           .no_file_chosen_text = o.text("noFileChosenText"),
                           .multiple_files_chosen_text = plural_texts(o.raw("multipleFilesChosenText")),
                           .drop_instruction_text = o.text("dropInstructionText"),
                           .entered_drop_zone_text = o.text("enteredDropZoneText"),
                           .left_drop_zone_text = o.text("leftDropZoneText"),
                           .classes = o.text("classes"),
                           .attributes = o.attributes()});
}

Html render_password_input(Options& o) {
    g::PasswordInput p{.id = o.text("id"),
                       .name = o.text("name"),
                       .value = o.text_if_given("value"),
                       .disabled = o.flag("disabled"),
                       .described_by = o.text("describedBy"),
                       .label = label(o.inside("label")),
                       .hint = hint(o.inside("hint")),
                       .error_message = error_message(o.inside("errorMessage")),
                       .form_group = form_group(o.inside("formGroup")),
                       .classes = o.text("classes"),
                       .autocomplete = o.text("autocomplete"),
                       .attributes = o.attributes(),
                       .show_password_text = o.text("showPasswordText"),
                       .hide_password_text = o.text("hidePasswordText"),
                       .show_password_aria_label_text = o.text("showPasswordAriaLabelText"),
                       .hide_password_aria_label_text = o.text("hidePasswordAriaLabelText"),
                       .password_shown_announcement_text = o.text("passwordShownAnnouncementText"),
                       .password_hidden_announcement_text = o.text("passwordHiddenAnnouncementText")};
    auto button = o.inside("button");
    p.button_classes = button.text("classes");
    return g::password_input(p);
}

Html render_select(Options& o) {
    g::Select s{.id = o.text("id"), .name = o.text("name")};
    o.each("items", [&](Options& item) {
        s.items.push_back({.value = item.text_if_given("value"),
                           .text = item.text("text"),
                           .selected = item.flag_if_given("selected"),
                           .disabled = item.flag("disabled"),
                           .attributes = item.attributes()});
    });
    s.value = o.text("value");
    s.disabled = o.flag("disabled");
    s.described_by = o.text("describedBy");
    s.label = label(o.inside("label"));
    s.hint = hint(o.inside("hint"));
    s.error_message = error_message(o.inside("errorMessage"));
    s.form_group = form_group(o.inside("formGroup"));
    s.classes = o.text("classes");
    s.attributes = o.attributes();
    return g::select(s);
}

g::ItemLabel item_label(Options&& o) { return {.classes = o.text("classes"), .attributes = o.attributes()}; }

// A conditional reveal is an option we leave out. One without content reveals nothing, so nothing is missing.
void conditional(Options& item) {
    if (auto reveal = item.inside("conditional"); reveal.truthy("html")) return;  // `html` stays unread
    else reveal.html("html");
}

Html render_radios(Options& o) {
    g::Radios r{.fieldset = fieldset_if_given(o),
                .hint = hint(o.inside("hint")),
                .error_message = error_message(o.inside("errorMessage")),
                .form_group = form_group(o.inside("formGroup"), "beforeInputs", "afterInputs"),
                .id_prefix = o.text("idPrefix"),
                .name = o.text("name")};
    o.each("items", [&](Options& item) {
        r.items.push_back({.text = item.text("text"),
                           .html = item.html("html"),
                           .id = item.text("id"),
                           .value = item.text("value"),
                           .label = item_label(item.inside("label")),
                           .hint = hint(item.inside("hint")),
                           .divider = item.text("divider"),
                           .checked = item.flag_if_given("checked"),
                           .disabled = item.flag("disabled"),
                           .attributes = item.attributes()});
        conditional(item);
    });
    r.value = o.text("value");
    r.classes = o.text("classes");
    r.attributes = o.attributes();
    return g::radios(r);
}

Html render_checkboxes(Options& o) {
    g::Checkboxes c{.described_by = o.text("describedBy"),
                    .fieldset = fieldset_if_given(o),
                    .hint = hint(o.inside("hint")),
                    .error_message = error_message(o.inside("errorMessage")),
                    .form_group = form_group(o.inside("formGroup"), "beforeInputs", "afterInputs"),
                    .id_prefix = o.text("idPrefix"),
                    .name = o.text("name")};
    o.each("items", [&](Options& item) {
        c.items.push_back({.text = item.text("text"),
                           .html = item.html("html"),
                           .id = item.text("id"),
                           .name = item.text("name"),
                           .value = item.text("value"),
                           .label = item_label(item.inside("label")),
                           .hint = hint(item.inside("hint")),
                           .divider = item.text("divider"),
                           .checked = item.flag_if_given("checked"),
                           .behaviour = item.text("behaviour"),
                           .disabled = item.flag("disabled"),
                           .attributes = item.attributes()});
        conditional(item);
    });
    const auto& values = o.raw("values");
    if (values.is_array())
        for (const auto& value : values.get_array()) c.values.push_back(printed(value));
    c.classes = o.text("classes");
    c.attributes = o.attributes();
    return g::checkboxes(c);
}

g::DateInputItem date_item(Options& o) {
    return {.id = o.text("id"),
            .name = o.text("name"),
            .label = o.text("label"),
            .value = o.text_if_given("value"),
            .error = o.flag_if_given("error"),
            .autocomplete = o.text("autocomplete"),
            .pattern = o.text("pattern"),
            .classes = o.text("classes"),
            .inputmode = o.text("inputmode"),
            .attributes = o.attributes()};
}

std::optional<g::DateInputItem> date_box(Options& o, const char* name) {
    if (!o.given(name)) return std::nullopt;
    if (!o.truthy(name)) {
        o.raw(name);
        return g::DateInputItem{.left_out = true};
    }
    auto box = o.inside(name);
    auto item = date_item(box);
    if (item.name.empty()) item.name = name;
    return item;
}

Html render_date_input(Options& o) {
    g::DateInput d{.id = o.text("id"), .name_prefix = o.text("namePrefix")};
    o.each("items", [&](Options& item) { d.items.push_back(date_item(item)); });
    d.hint = hint(o.inside("hint"));
    d.error_message = error_message(o.inside("errorMessage"));
    d.form_group = form_group(o.inside("formGroup"), "beforeInputs", "afterInputs");
    d.fieldset = fieldset_if_given(o);
    d.day = date_box(o, "day");
    d.month = date_box(o, "month");
    d.year = date_box(o, "year");
    const auto& values = o.raw("values");
    if (values.is_object())
        for (const auto& value : values.get_object()) d.values.emplace(value.key(), printed(value.value()));
    d.classes = o.text("classes");
    d.attributes = o.attributes();
    return g::date_input(d);
}

}  // namespace

std::vector<GovukComponent> field_components() {
    return {
        {"character-count", render_character_count},
        {"checkboxes", render_checkboxes},
        {"date-input", render_date_input},
        {"file-upload", render_file_upload},
        {"input", render_input},
        {"password-input", render_password_input},
        {"radios", render_radios},
        {"select", render_select},
        {"textarea", render_textarea},
    };
}

}  // namespace casework::tests
