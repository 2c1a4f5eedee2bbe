// A posted form: parsed once, bounded, valid UTF-8, every field declared by the page that reads it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/refusal.hpp"
#include "web/declared_fields.hpp"
#include "web/html/govuk.hpp"
#include "web/multipart.hpp"
#include "web/percent_encoding.hpp"

namespace casework::web {

class Form {
  public:
    Form() = default;
    explicit Form(Fields fields) : fields_(std::move(fields)) {}
    // application/x-www-form-urlencoded. Nothing when it is malformed, has more than 2,000 fields, is not UTF-8 or holds NUL.
    // Other control characters, as a word processor pastes them, become line breaks or go.
    static std::optional<Form> parse(std::string_view body);
    // The same from fields that came in another dress (JSON).
    static std::optional<Form> of(Fields fields);

    bool has(std::string_view name) const;
    std::string value(std::string_view name) const;                // trimmed, line breaks as \n; empty when absent
    std::vector<std::string> values(std::string_view name) const;  // check boxes
    // Fields named NAME[KEY]: the keys and values in the order sent.
    Fields keyed(std::string_view name) const;
    // Three boxes NAME-day, NAME-month, NAME-year.
    domain::TypedDate typed_date(std::string_view name) const;
    const Fields& all() const { return fields_; }
    // The file sent in that box, or nothing.
    const UploadedFile* file(std::string_view name) const;
    void take_files(std::vector<UploadedFile> files) { files_ = std::move(files); }

    // Fields that the form did not declare (mass assignment): one refusal. csrf, version and idem are always known.
    domain::Refusals unknown_fields(const FormFields& declared) const;

  private:
    Fields fields_;
    std::vector<UploadedFile> files_;
};

// What a form page shows: what was typed, or else what stands in the record, and what was refused beside each field.
class Shown {
  public:
    Shown(const Form& form, const domain::Refusals& refusals) : form_(form), refusals_(refusals) {}

    bool refused() const { return !refusals_.empty(); }
    const domain::Refusals& refusals() const { return refusals_; }
    // What was typed when the form has the field; otherwise `stands`.
    std::string value(std::string_view name, std::string_view stands = {}) const;
    bool chosen(std::string_view name, std::string_view option, bool stands = false) const;
    html::govuk::ErrorMessage error(std::string_view name) const;  // for three boxes: of any of them
    bool wrong(std::string_view name) const;
    // The error summary, first in <main>; nothing when nothing was refused. Each line links to its field.
    html::Html summary() const;

  private:
    const Form& form_;
    const domain::Refusals& refusals_;
};

}  // namespace casework::web
