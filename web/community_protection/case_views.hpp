// The frame of the pages of a warning or notice: identity, marking, tabs; its overview and its paper.
#pragma once

#include "persistence/community_protection/cases.hpp"
#include "web/context.hpp"
#include "web/html/app.hpp"
#include "web/nominals/board_views.hpp"

namespace casework::web::cases {

html::Page case_page(Context& context, const persistence::CaseHead& head, std::string title);
// A form about that case: one column of reading width with the way back, the error summary and the heading.
html::Page question_page(Context& context, const persistence::CaseHead& head, const std::string& title, const Shown& shown, const html::Html& body);
html::Html case_tabs(const persistence::CaseHead& head, std::string_view current);
std::string recipient_name(Context& context, const persistence::CaseHead& head);
// The lines of a list of cases; of closed ones no next date is shown.
html::Html lines_table(Context& context, const std::vector<persistence::CaseLine>& lines, bool closed);
html::govuk::Tag state_tag(const persistence::CaseHead& head);
html::Html overview_main(Context& context, const persistence::CaseRecord& record);
// What a kept day is: "Last day to appeal", "Requirement 2 is due".
std::string date_words(std::string_view name);
html::Html in_lines(const std::string& text);  // line breaks stay
std::string address_of(const persistence::CaseHead& head, std::string_view more = {});

}  // namespace casework::web::cases
