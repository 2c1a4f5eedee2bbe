// A posted form on any bytes: what is read, written and read again is the same, and nothing of it reaches a page as markup.
#include <algorithm>

#include "domain/answers.hpp"
#include "domain/text.hpp"
#include "tests/fuzz/fuzzing.hpp"
#include "web/form.hpp"

using namespace casework;
using fuzz::must;

namespace {

std::string encoded(const web::Fields& fields) {
    std::string body;
    for (const auto& [name, value] : fields) body += (body.empty() ? "" : "&") + web::percent_encoded(name) + "=" + web::percent_encoded(value);
    return body;
}

void check_value(const web::Form& form, std::string_view name) {
    const std::string value = form.value(name);
    must(web::valid_utf8(value) && !domain::has_control_characters(value), "a value is clean text");
    must(value.find('\r') == value.npos, "line breaks are one kind");
    must(domain::tidy_lines(value) == value, "a tidied value stays as it is");
    const auto read = domain::read_optional_text(value, {"field", "field"}, 100, domain::Lines::many);
    must(!read || domain::code_points(*read) <= 100, "text that is taken keeps its limit");
    web::html::Html page;
    page << value;
    must(page.view().find_first_of("<>\"'") == std::string_view::npos, "a value never opens markup");
}

void check_date(const web::Form& form) {
    const domain::TypedDate typed = form.typed_date("until");
    const auto date = domain::read_date(typed, {"until", "date"});
    must(!date || date->ok(), "a date that is taken exists");
    must(date.has_value() == !domain::wrong_boxes(typed).any(), "a refused date turns a box red, a good one none");
}

// Every refusal of an undeclared field, shown beside what was typed.
void check_shown(const web::Form& form) {
    static constexpr web::Field declared[] = {{"note"}, {"until-*"}, {"position[*]"}, {"tool-#-kind"}};
    const domain::Refusals refusals = form.unknown_fields(declared);
    must(refusals.size() <= 1, "undeclared fields are one refusal");
    const web::Shown shown(form, refusals);
    must(shown.refused() == !shown.summary().empty(), "a refusal has a summary");
    for (const auto& [key, value] : form.keyed("position")) must(form.has("position[" + key + "]"), "a key comes from a field of the form");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    const auto form = web::Form::parse(fuzz::text_of(input, size));
    if (!form) return 0;
    must(form->all().size() <= 2000, "the number of fields is bounded");
    const auto again = web::Form::parse(encoded(form->all()));
    must(again && again->all() == form->all(), "a form written and read again is the same");
    for (const auto& [name, value] : form->all()) check_value(*form, name);
    check_date(*form);
    check_shown(*form);
    return 0;
}
