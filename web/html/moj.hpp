// MOJ Frontend 11.1 components that we use, with the names and options of the Nunjucks macros.
// Tested against MOJ's own templates, rendered when the tests run. Where we leave the template on purpose, it says why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/html/govuk.hpp"

namespace casework::web::html::moj {

// Risk flags only; a status is a govuk::tag. The macro's `label` option is left out: it writes an empty aria-label.
struct Badge {
    std::string text{};
    Html html{};
    std::string classes{};  // "moj-badge--red"
    Attributes attributes{};
};
Html badge(const Badge&);

enum class AlertVariant { information, success, warning, error };
// The dismiss button has type="button", which the macro forgets: without it an alert inside a form would send the form.
struct Alert {
    AlertVariant variant{};
    std::string title{};
    bool show_title_as_heading = false;
    std::string heading_tag = "h2";
    std::string text{};
    Html html{};
    bool dismissible = false;
    std::string dismiss_text = "Dismiss";
    bool disable_auto_focus = false;
    std::string focus_on_dismiss_selector{};
    std::string role = "region";
    std::string classes{};
    Attributes attributes{};
};
Html alert(const Alert&);

struct SubNavigationItem {
    std::string text{};
    Html html{};
    std::string href{};
    bool active = false;
    std::string classes{};
    Attributes attributes{};
};
// Tabs of a record or group. Give "app-sub-navigation" as a class: it wraps on phones.
struct SubNavigation {
    std::string label = "Secondary navigation region";
    std::vector<SubNavigationItem> items{};
    std::string classes{};
    Attributes attributes{};
};
Html sub_navigation(const SubNavigation&);

struct TimelineItem {
    govuk::Content label{};
    govuk::Content byline{};      // after the word "by"
    std::string timestamp{};      // machine form, for the attribute
    std::string time_text{};      // in words: the caller has the calendar, the macro has moment.js
    std::string text{};
    Html html{};
    std::string classes{};
    Attributes attributes{};
};
// Newest first.
struct Timeline {
    std::vector<TimelineItem> items{};
    int heading_level = 2;
    std::string classes{};
    Attributes attributes{};
};
Html timeline(const Timeline&);

// Heading left, buttons right. Our buttons stand in .app-actions: MOJ's button group scrolls sideways at 320 px.
struct PageHeaderActions {
    govuk::Content heading{};
    int heading_level = 1;
    std::string heading_classes = "govuk-heading-xl";
    Html status_line{};  // ours: below the heading, see app::status_line
    Html actions{};      // ours: buttons in order
    std::string classes{};
    Attributes attributes{};
};
Html page_header_actions(const PageHeaderActions&);

// In navigation only. Nothing for zero; "99+" from 99.
struct NotificationBadge {
    int count = 0;
    std::string visually_hidden_text{};
    std::string classes{};
    Attributes attributes{};
};
Html notification_badge(const NotificationBadge&);

enum class Sort { none, ascending, descending };
// For complete tables only (never a page of a longer list). The table itself needs {"data-module", "moj-sortable-table"}.
govuk::TableCell sortable_head(std::string text, Sort sort = Sort::none, std::string format = {});
// A cell with markup or a formatted number must say what it sorts by, otherwise the script compares its innerHTML.
govuk::TableCell sortable_cell(govuk::TableCell cell, std::string sort_value);

// One repeated group of fields. Ids are zero-based ("req-0-text"), because the script renumbers from 0: error links need that.
struct AddAnotherItem {
    Html fields{};  // inputs with data-name and data-id, see add_another_attributes
};
// Without JavaScript the buttons submit: ID-add-another, and remove with the index as value.
struct AddAnother {
    std::string id{};
    std::string item_label = "Item";
    std::vector<AddAnotherItem> items{};
    std::string remove_name = "remove";
    std::string classes{};
};
Html add_another(const AddAnother&);
// For an input of the i-th item: data-name="req[%index%][text]" data-id="req-%index%-text" data-label="…".
Attributes add_another_attributes(std::string name_pattern, std::string id_pattern, std::string label);

// A date near today: a text box, with JavaScript a calendar beside it. What may be typed: domain::parse_near_date.
struct DatePicker {
    std::string id{};
    std::string name{};
    std::optional<std::string> value{};
    std::string min_date{};  // 13/4/2023
    std::string max_date{};
    std::string week_start_day{};
    govuk::FormGroup form_group{};
    govuk::Label label{};
    govuk::Hint hint{};
    govuk::ErrorMessage error_message{};
    std::string classes{};
    Attributes attributes{};
};
Html date_picker(const DatePicker&);

}  // namespace casework::web::html::moj
