// GOV.UK fields that are typed into, or take a file: input, textarea, character count, password, file upload.
#include "web/html/govuk_parts.hpp"

namespace casework::web::html::govuk {

using parts::class_names;
using parts::content;
using parts::words;

namespace {

const std::string& id_of(const std::string& id, const std::string& name) { return id.empty() ? name : id; }

Html optional_attribute(std::string_view name, const std::optional<std::string>& value) { return value ? attribute(name, *value) : Html{}; }

Html input_element(const Input& o, const std::string& id, const std::string& described_by) {
    Html out;
    out << "<input"_html << class_names(words("govuk-input", o.classes), o.error_message.empty() ? "" : "govuk-input--error") << attribute("id", id)
        << attribute("name", o.name) << attribute("type", o.type.empty() ? "text" : o.type) << parts::bool_attribute("spellcheck", o.spellcheck)
        << optional_attribute("value", o.value);
    if (o.disabled) out << " disabled"_html;
    out << attribute_if("aria-describedby", described_by) << attribute_if("autocomplete", o.autocomplete)
        << attribute_if("autocapitalize", o.autocapitalize) << attribute_if("pattern", o.pattern) << attribute_if("inputmode", o.inputmode)
        << attributes(o.attributes) << ">\n"_html;
    return out;
}

Html affix_item(const Affix& affix, std::string_view type) {
    if (affix.empty()) return {};
    Html out;
    out << "<div"_html << class_names("govuk-input__" + std::string(type), affix.classes) << " aria-hidden=\"true\""_html << attributes(affix.attributes)
        << ">"_html << content(affix) << "</div>\n"_html;
    return out;
}

Html wrapped_input(const Input& o, const Html& element) {
    if (o.prefix.empty() && o.suffix.empty() && o.form_group.before_input.empty() && o.form_group.after_input.empty()) return element;
    Html out;
    out << "<div"_html << class_names("govuk-input__wrapper", o.input_wrapper.classes) << attributes(o.input_wrapper.attributes) << ">\n"_html
        << content(o.form_group.before_input) << affix_item(o.prefix, "prefix") << element << affix_item(o.suffix, "suffix")
        << content(o.form_group.after_input) << "\n</div>"_html;
    return out;
}

}  // namespace

Html input(const Input& o) {
    const auto& id = id_of(o.id, o.name);
    const auto described = parts::describe(id, o.described_by, o.hint, o.error_message);
    Html inside;
    inside << parts::label_for(id, o.label) << "\n"_html << described.hint_and_error << wrapped_input(o, input_element(o, id, described.by));
    return parts::form_group(o.form_group, !o.error_message.empty(), inside);
}

Html textarea(const Textarea& o) {
    const auto& id = id_of(o.id, o.name);
    const auto described = parts::describe(id, o.described_by, o.hint, o.error_message);
    Html inside;
    inside << parts::label_for(id, o.label) << "\n"_html << described.hint_and_error << content(o.form_group.before_input) << "\n<textarea"_html
           << class_names(words("govuk-textarea", o.error_message.empty() ? "" : "govuk-textarea--error"), o.classes) << attribute("id", id)
           << attribute("name", o.name) << attribute("rows", std::to_string(o.rows)) << parts::bool_attribute("spellcheck", o.spellcheck);
    if (o.disabled) inside << " disabled"_html;
    inside << attribute_if("aria-describedby", described.by) << attribute_if("autocomplete", o.autocomplete) << attributes(o.attributes) << ">"_html;
    // A parser drops one line end right after the tag: give it one to drop, so that a value that starts with one keeps it.
    if (o.value.starts_with('\n') || o.value.starts_with('\r')) inside << "\n"_html;
    inside << o.value << "</textarea>\n"_html << content(o.form_group.after_input);
    return parts::form_group(o.form_group, !o.error_message.empty(), inside);
}

namespace {

Attributes character_count_attributes(const CharacterCount& o, const std::string& type) {
    Attributes list{{"data-module", "govuk-character-count"}};
    const std::pair<const char*, std::optional<int>> limits[] = {
        {"data-maxlength", o.maxlength}, {"data-maxwords", o.maxwords}, {"data-threshold", o.threshold}};
    for (const auto& [name, value] : limits)
        if (value) list.push_back({name, std::to_string(*value)});
    if (!type.empty()) list.push_back({"data-count-type", type});
    if (!o.maxlength && !o.maxwords && !o.textarea_description_text.empty())
        list.push_back({"data-i18n.textarea-description.other", o.textarea_description_text});
    parts::add_translation(list, "characters-under-limit", o.characters_under_limit_text);
    parts::add_translation(list, "characters-at-limit", o.characters_at_limit_text);
    parts::add_translation(list, "characters-over-limit", o.characters_over_limit_text);
    parts::add_translation(list, "words-under-limit", o.words_under_limit_text);
    parts::add_translation(list, "words-at-limit", o.words_at_limit_text);
    parts::add_translation(list, "words-over-limit", o.words_over_limit_text);
    list.insert(list.end(), o.form_group.attributes.begin(), o.form_group.attributes.end());
    return list;
}

// "You can enter up to 200 characters". Without a limit the script does not yet know one, and nothing is said.
std::string limit_sentence(const CharacterCount& o, const std::string& type) {
    if (!o.maxlength && !o.maxwords) return {};
    std::string sentence = o.textarea_description_text;
    if (sentence.empty()) sentence = std::string("You can enter up to %{count} ") + (type == "words" ? "words" : "characters");
    const auto at = sentence.find("%{count}");
    if (at != std::string::npos) sentence.replace(at, 8, std::to_string(o.maxwords ? *o.maxwords : *o.maxlength));
    return sentence;
}

}  // namespace

Html character_count(const CharacterCount& o) {
    const std::string id = id_of(o.id, o.name);
    const std::string type = !o.count_type.empty() ? o.count_type : o.maxwords ? "words" : "";
    Html message = hint({.text = limit_sentence(o, type),
                         .id = id + "-info",
                         .classes = words("govuk-character-count__message", o.count_message_classes)});
    message << "\n"_html << content(o.form_group.after_input);
    return textarea({.id = id,
                     .name = o.name,
                     .spellcheck = o.spellcheck,
                     .rows = o.rows,
                     .value = o.value,
                     .described_by = id + "-info",
                     .label = o.label,
                     .hint = o.hint,
                     .error_message = o.error_message,
                     .form_group = {.classes = words("govuk-character-count", o.form_group.classes),
                                    .attributes = character_count_attributes(o, type),
                                    .before_input = o.form_group.before_input,
                                    .after_input = {.html = message}},
                     .classes = words("govuk-js-character-count", o.classes),
                     .attributes = o.attributes});
}

namespace {

Attributes password_attributes(const PasswordInput& o) {
    Attributes list{{"data-module", "govuk-password-input"}};
    parts::add_translation(list, "show-password", o.show_password_text);
    parts::add_translation(list, "hide-password", o.hide_password_text);
    parts::add_translation(list, "show-password-aria-label", o.show_password_aria_label_text);
    parts::add_translation(list, "hide-password-aria-label", o.hide_password_aria_label_text);
    parts::add_translation(list, "password-shown-announcement", o.password_shown_announcement_text);
    parts::add_translation(list, "password-hidden-announcement", o.password_hidden_announcement_text);
    list.insert(list.end(), o.form_group.attributes.begin(), o.form_group.attributes.end());
    return list;
}

Html password_toggle(const PasswordInput& o, const std::string& id) {
    const std::string label = o.show_password_aria_label_text.empty() ? "Show password" : o.show_password_aria_label_text;
    return button({.text = o.show_password_text.empty() ? "Show" : o.show_password_text,
                   .type = "button",
                   .classes = words("govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle", o.button_classes),
                   .attributes = {{"aria-controls", id}, {"aria-label", label}, {"hidden"}}});
}

}  // namespace

Html password_input(const PasswordInput& o) {
    const std::string id = id_of(o.id, o.name);
    Html after = password_toggle(o, id);
    after << "\n"_html << content(o.form_group.after_input);
    return input({.id = id,
                  .name = o.name,
                  .type = "password",
                  .value = o.value,
                  .disabled = o.disabled,
                  .described_by = o.described_by,
                  .label = o.label,
                  .hint = o.hint,
                  .error_message = o.error_message,
                  .form_group = {.classes = words("govuk-password-input", o.form_group.classes),
                                 .attributes = password_attributes(o),
                                 .before_input = o.form_group.before_input,
                                 .after_input = {.html = after}},
                  .classes = words("govuk-password-input__input govuk-js-password-input-input", o.classes),
                  .autocomplete = o.autocomplete.empty() ? "current-password" : o.autocomplete,
                  .spellcheck = false,
                  .autocapitalize = "none",
                  .input_wrapper = {.classes = "govuk-password-input__wrapper"},
                  .attributes = o.attributes});
}

namespace {

Html file_element(const FileUpload& o, const std::string& id, const std::string& described_by) {
    Html out;
    out << "<input"_html << class_names(words("govuk-file-upload", o.classes), o.error_message.empty() ? "" : "govuk-file-upload--error") << attribute("id", id) << attribute("name", o.name)
        << " type=\"file\""_html;
    if (o.disabled) out << " disabled"_html;
    if (o.multiple) out << " multiple"_html;
    out << attribute_if("aria-describedby", described_by) << attributes(o.attributes) << ">\n"_html;
    return out;
}

Attributes drop_zone_attributes(const FileUpload& o) {
    Attributes list;
    parts::add_translation(list, "choose-files-button", o.choose_files_button_text);
    parts::add_translation(list, "no-file-chosen", o.no_file_chosen_text);
    parts::add_translation(list, "multiple-files-chosen", o.multiple_files_chosen_text);
    parts::add_translation(list, "drop-instruction", o.drop_instruction_text);
    parts::add_translation(list, "entered-drop-zone", o.entered_drop_zone_text);
    parts::add_translation(list, "left-drop-zone", o.left_drop_zone_text);
    list.insert(list.end(), o.wrapper_attributes.begin(), o.wrapper_attributes.end());
    return list;
}

}  // namespace

Html file_upload(const FileUpload& o) {
    const auto& id = id_of(o.id, o.name);
    const auto described = parts::describe(id, o.described_by, o.hint, o.error_message);
    Html inside;
    inside << parts::label_for(id, o.label) << "\n"_html << described.hint_and_error << content(o.form_group.before_input);
    if (o.javascript) inside << "<div"_html << class_names("govuk-file-upload-wrapper", o.wrapper_classes) << " data-module=\"govuk-file-upload\""_html << attributes(drop_zone_attributes(o)) << ">\n"_html;
    inside << file_element(o, id, described.by);
    if (o.javascript) inside << "</div>\n"_html;
    inside << content(o.form_group.after_input);
    return parts::form_group(o.form_group, !o.error_message.empty(), inside);
}

}  // namespace casework::web::html::govuk
