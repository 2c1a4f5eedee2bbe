// The questions that forms ask: one piece for each kind, filled in with what was typed and marked where it was refused, and their reading.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/answers.hpp"
#include "domain/code_list.hpp"
#include "persistence/actions/actions.hpp"
#include "web/context.hpp"

namespace casework::web {

constexpr int long_text_max = 2000;
constexpr std::string_view near_date_hint = "For example, 13/4/2023, 13 April 2023 or tomorrow";
constexpr std::string_view past_date_hint = "For example, 13/4/2023, 13 April 2023 or yesterday";

// --- asking: `stands` is what the record holds, shown until something was typed ---

// The version that the form was opened on: what came back with it, so that a form refused once still knows what others changed
// meanwhile; after a conflict the record as it stands.
std::string opened_version(const Context& context, const Shown& shown, int stands);
// A form that warns before typed answers are left behind; the caller closes it.
html::Html open_form(Context& context, const std::string& action, std::string_view version);
// The same, kept by the browser when there is no signal and sent again once there is: for the last page at a door.
html::Html open_kept_form(Context& context, const std::string& action, std::string_view version);
// The same with a file in it.
html::Html open_file_form(Context& context, const std::string& action, const html::Html& more = {});
// A short form, whole.
html::Html post_form(Context& context, const std::string& action, std::string_view version, const html::Html& body);
html::Html hidden(std::string_view name, std::string_view value);
// Answers of an earlier page of the same form, carried along.
html::Html carried(const Form& form, std::initializer_list<std::string_view> names);

html::Html small_input(const Shown& shown, std::string name, std::string label, std::string hint = {}, std::string_view stands = {}, std::string classes = {}, std::string inputmode = {});
// The same in a row of several, where the label is not emphasised.
html::Html row_input(const Shown& shown, std::string name, std::string label, std::string_view stands = {}, std::string hint = {}, std::string classes = {});
html::Html long_text(const Shown& shown, std::string name, std::string label, std::string hint = {}, std::string_view stands = {}, int rows = 4, int characters_max = long_text_max);
html::Html date_boxes(const Context& context, const Shown& shown, const std::string& name, std::string legend, std::string hint, std::optional<domain::Date> stands = {});
html::Html radios_of(const Shown& shown, const std::string& name, std::string legend, domain::CodeList list, std::string_view stands = {}, std::string hint = {});
html::Html boxes_of(const Shown& shown, const std::string& name, std::string legend, domain::CodeList list, const std::vector<std::string>& stand = {}, std::string_view size = "s");
html::Html select_of(const Shown& shown, const std::string& name, std::string label, domain::CodeList list, std::string_view stands, std::string none, std::string label_classes = {});
html::govuk::Fieldset legend_of(std::string words, std::string_view size = "s");
std::vector<domain::Code> codes_of(const std::vector<persistence::AgencyLine>& agencies);
std::vector<domain::Code> codes_of(const std::vector<persistence::MemberLine>& members);

// --- reading: what is wrong joins `refusals` under the field's name ---

std::string optional_text(const Form& form, std::string name, std::string label, domain::Refusals& refusals, int characters_max = long_text_max, domain::Lines lines = domain::Lines::many);
std::optional<domain::Date> optional_date(const Form& form, const std::string& name, std::string label, domain::Refusals& refusals);  // three boxes
std::optional<domain::Date> near_date(const Form& form, domain::Date today, const std::string& name, std::string label, domain::Refusals& refusals);  // one box, or nothing typed
std::optional<domain::Date> near_date(const Context& context, const std::string& name, std::string label, domain::Refusals& refusals);

}  // namespace casework::web
