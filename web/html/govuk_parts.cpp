// The shared parts of GOV.UK components: class lists, form groups, descriptions.
#include "web/html/govuk_parts.hpp"

namespace casework::web::html::parts {

Html content(const std::string& text, const Html& html) { return html.empty() ? html::text(text) : html; }

std::string words(std::string_view first, std::string_view second) {
    std::string all(first);
    if (!first.empty() && !second.empty()) all += ' ';
    return all.append(second);
}

Html class_names(std::string_view base, std::string_view more) { return attribute("class", words(base, more)); }

Html bool_attribute(std::string_view name, std::optional<bool> value) {
    return value ? attribute(name, *value ? "true" : "false") : Html{};
}

void add_translation(Attributes& list, std::string_view key, const std::string& message) {
    if (!message.empty()) list.push_back({"data-i18n." + std::string(key), message});
}

void add_translation(Attributes& list, std::string_view key, const govuk::PluralTexts& messages) {
    for (const auto& [rule, message] : messages) list.push_back({"data-i18n." + std::string(key) + "." + rule, message});
}

Html form_group(const govuk::FormGroup& group, bool error, const Html& inside) {
    Html out;
    out << "<div"_html << class_names(words("govuk-form-group", error ? "govuk-form-group--error" : ""), group.classes)
        << attributes(group.attributes) << ">\n"_html << inside << "\n</div>"_html;
    return out;
}

Described describe(const std::string& id, std::string described_by, const govuk::Hint& hint, const govuk::ErrorMessage& error) {
    Described all{{}, std::move(described_by)};
    if (!hint.empty()) {
        auto own = hint;
        own.id = id + "-hint";
        all.by = words(all.by, own.id);
        all.hint_and_error << govuk::hint(own) << "\n"_html;
    }
    if (!error.empty()) {
        auto own = error;
        own.id = id + "-error";
        all.by = words(all.by, own.id);
        all.hint_and_error << govuk::error_message(own) << "\n"_html;
    }
    return all;
}

Html label_for(const std::string& id, govuk::Label label) {
    label.for_id = id;
    return govuk::label(label);
}

Html in_fieldset(const std::optional<govuk::Fieldset>& fieldset, const std::string& described_by, std::string_view role, const Html& inside) {
    if (!fieldset) return inside;
    auto own = *fieldset;
    own.described_by = described_by;
    own.role = role;
    own.html = inside;
    return govuk::fieldset(own);
}

}  // namespace casework::web::html::parts
