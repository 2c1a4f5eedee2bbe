// Reading and re-showing posted forms.
#include "web/form.hpp"

#include <algorithm>

#include "domain/text.hpp"

namespace casework::web {
namespace {

constexpr std::size_t fields_max = 2000;

// "until-day" belongs to the question "until".
bool belongs_to(std::string_view field, std::string_view question) {
    if (field == question) return true;
    const std::string stem = std::string(question) + "-";
    return field == stem + "day" || field == stem + "month" || field == stem + "year";
}

}  // namespace

std::optional<Form> Form::parse(std::string_view body) {
    auto fields = urlencoded_fields(body);
    return fields ? of(std::move(*fields)) : std::nullopt;
}

std::optional<Form> Form::of(Fields fields) {
    if (fields.size() > fields_max) return std::nullopt;
    for (auto& [name, value] : fields) {
        if (!domain::is_utf8(name) || !domain::is_utf8(value) || domain::has_control_characters(name) || value.find('\0') != std::string::npos) return std::nullopt;
        if (domain::has_control_characters(value)) value = domain::without_control_characters(value);
    }
    return Form(std::move(fields));
}

bool Form::has(std::string_view name) const {
    return std::ranges::any_of(fields_, [&](const auto& field) { return field.first == name; });
}

std::string Form::value(std::string_view name) const {
    const auto found = std::ranges::find(fields_, name, [](const auto& field) { return std::string_view(field.first); });
    return found == fields_.end() ? std::string() : domain::tidy_lines(found->second);
}

std::vector<std::string> Form::values(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [field, value] : fields_)
        if (field == name && !value.empty()) values.push_back(value);
    return values;
}

Fields Form::keyed(std::string_view name) const {
    Fields found;
    for (const auto& [field, value] : fields_)
        if (field.size() > name.size() + 2 && field.starts_with(name) && field[name.size()] == '[' && field.ends_with(']'))
            found.emplace_back(field.substr(name.size() + 1, field.size() - name.size() - 2), domain::tidy_line(value));
    return found;
}

domain::TypedDate Form::typed_date(std::string_view name) const {
    const std::string stem(name);
    return {value(stem + "-day"), value(stem + "-month"), value(stem + "-year")};
}

const UploadedFile* Form::file(std::string_view name) const {
    const auto found = std::ranges::find(files_, name, [](const auto& file) { return std::string_view(file.field); });
    return found == files_.end() ? nullptr : &*found;
}

domain::Refusals Form::unknown_fields(const FormFields& declared) const {
    const auto known = [&](const auto& field) { return field.first == "csrf" || field.first == "version" || field.first == "idem" || declared.find(field.first) != nullptr; };
    const auto known_file = [&](const auto& file) {
        const auto* field = declared.find(file.field);
        return field != nullptr && field->kind == FieldKind::file;
    };
    if (std::ranges::all_of(fields_, known) && std::ranges::all_of(files_, known_file)) return {};
    return {{domain::RefusalKind::invalid, {}, "This form has a field that the page does not know. Open the page again.", "Unknown field"}};
}

std::string Shown::value(std::string_view name, std::string_view stands) const {
    return form_.has(name) ? form_.value(name) : std::string(stands);
}

bool Shown::chosen(std::string_view name, std::string_view option, bool stands) const {
    if (form_.all().empty()) return stands;
    const auto values = form_.values(name);
    return std::ranges::find(values, option) != values.end();
}

html::govuk::ErrorMessage Shown::error(std::string_view name) const {
    for (const auto& refusal : refusals_)
        if (belongs_to(refusal.field, name)) return {.text = refusal.message};
    return {};
}

bool Shown::wrong(std::string_view name) const {
    return std::ranges::any_of(refusals_, [&](const auto& refusal) { return refusal.field == name; });
}

html::Html Shown::summary() const {
    if (refusals_.empty()) return {};
    html::govuk::ErrorSummary summary{.title_text = "There is a problem"};
    for (const auto& refusal : refusals_) {
        auto words = refusal.message;
        if (!refusal.authority.empty() && refusal.kind == domain::RefusalKind::rule) words += " (" + refusal.authority + ")";
        summary.error_list.push_back({.href = refusal.field.empty() ? "" : "#" + refusal.field, .text = words});
    }
    return html::govuk::error_summary(summary);
}

}  // namespace casework::web
