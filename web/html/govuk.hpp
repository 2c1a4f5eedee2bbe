// GOV.UK Frontend 6.6 components as functions: same names and options as the Nunjucks macros, in the order of their
// documentation (C++ wants designated initialisers in that order). Tested against the package's own fixtures.json.
//
// Where a macro has both `text` and `html`, `html` wins when it is not empty. Options that are themselves components (hint,
// error_message, label) count as absent while they have no content. Conditional reveals of radios and checkboxes are left
// out on purpose: their script puts aria-expanded on an <input>, which is invalid (alphagov/govuk-frontend 979 and 1972).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "web/html/html.hpp"

namespace casework::web::html::govuk {

// --- small parts that others contain (govuk_text.cpp) ---------------------------------------------------------------------

struct Content {
    std::string text{};
    Html html{};
    bool empty() const { return text.empty() && html.empty(); }
};

struct ErrorMessage {
    std::string text{};
    Html html{};
    std::string id{};
    std::string classes{};
    Attributes attributes{};
    std::string visually_hidden_text = "Error";
    bool empty() const { return text.empty() && html.empty(); }
};
Html error_message(const ErrorMessage&);

struct Hint {
    std::string text{};
    Html html{};
    std::string id{};
    std::string classes{};
    Attributes attributes{};
    bool empty() const { return text.empty() && html.empty(); }
};
Html hint(const Hint&);

struct Label {
    std::string text{};
    Html html{};
    std::string for_id{};  // `for` in the macro
    bool is_page_heading = false;
    std::string classes{};
    Attributes attributes{};
    bool empty() const { return text.empty() && html.empty(); }
};
Html label(const Label&);

struct Legend {
    std::string text{};
    Html html{};
    std::string classes{};
    bool is_page_heading = false;
};

struct Fieldset {
    std::string described_by{};
    Legend legend{};
    std::string classes{};
    std::string role{};
    Attributes attributes{};
    Html html{};
};
Html fieldset(const Fieldset&);

struct Tag {
    std::string text{};
    Html html{};
    std::string classes{};  // "govuk-tag--yellow" and so on: ux.md's colours by status
    Attributes attributes{};
    bool empty() const { return text.empty() && html.empty(); }
};
Html tag(const Tag&);

struct InsetText {
    std::string text{};
    Html html{};
    std::string id{};
    std::string classes{};
    Attributes attributes{};
};
Html inset_text(const InsetText&);

struct WarningText {
    std::string text{};
    Html html{};
    std::string icon_fallback_text = "Warning";
    std::string classes{};
    Attributes attributes{};
};
Html warning_text(const WarningText&);

struct Details {
    std::string summary_text{};
    Html summary_html{};
    std::string text{};
    Html html{};
    std::string id{};
    bool open = false;
    std::string classes{};
    Attributes attributes{};
};
Html details(const Details&);

// --- buttons and ways about (govuk_navigation.cpp) ------------------------------------------------------------------------

struct Button {
    std::string text{};
    Html html{};
    std::string type{};  // "submit" when empty
    std::string name{};
    std::string value{};
    bool disabled = false;
    std::string href{};  // makes it a link that looks like a button
    std::string classes{};
    Attributes attributes{};
    std::optional<bool> prevent_double_click{};
    bool is_start_button = false;
    std::string id{};
};
Html button(const Button&);

struct BackLink {
    std::string text{};  // "Back" when empty
    Html html{};
    std::string href{};
    std::string classes{};
    Attributes attributes{};
};
Html back_link(const BackLink&);

struct Breadcrumb {
    std::string text{};
    Html html{};
    std::string href{};
    Attributes attributes{};
};
struct Breadcrumbs {
    std::vector<Breadcrumb> items{};
    std::string classes{};
    bool collapse_on_mobile = false;
    Attributes attributes{};
    std::string label_text = "Breadcrumb";
};
Html breadcrumbs(const Breadcrumbs&);

struct PaginationItem {
    std::string number{};
    std::optional<std::string> visually_hidden_text{};
    std::string href{};
    bool current = false;
    bool ellipsis = false;
    Attributes attributes{};
};
struct PaginationLink {
    std::string text{};
    Html html{};
    std::string label_text{};
    std::string href{};  // no link while empty
    Attributes attributes{};
};
struct Pagination {
    std::vector<PaginationItem> items{};
    PaginationLink previous{};
    PaginationLink next{};
    std::string landmark_label{};  // "Pagination" when empty
    std::string classes{};
    Attributes attributes{};
};
Html pagination(const Pagination&);

struct SkipLink {
    std::string text{};
    Html html{};
    std::string href{};  // "#content" when empty
    std::string classes{};
    Attributes attributes{};
};
Html skip_link(const SkipLink&);

struct PhaseBanner {
    std::string text{};
    Html html{};
    Tag tag{};
    std::string classes{};
    Attributes attributes{};
};
Html phase_banner(const PhaseBanner&);

struct GenericHeader {
    std::string url{};  // "/" when empty
    std::string logo_text{};
    Html logo_html{};
    std::string container_classes{};
    std::string classes{};
    Attributes attributes{};
};
Html generic_header(const GenericHeader&);

struct ServiceNavigationItem {
    bool current = false;  // this very page
    bool active = false;   // within this section
    Html html{};
    std::string text{};
    std::string href{};
    Attributes attributes{};
};
struct ServiceNavigationSlots {
    Html start{};
    Html end{};
    bool end_inline = false;  // `end.align: inline` in the macro
    Html navigation_start{};
    Html navigation_end{};
};
struct ServiceNavigation {
    std::string classes{};
    Attributes attributes{};
    std::string aria_label = "Service information";
    std::string menu_button_text{};  // "Menu" when empty
    std::string menu_button_label{};
    std::string navigation_label{};
    std::string navigation_id{};  // "navigation" when empty
    std::string navigation_classes{};
    std::optional<bool> collapse_navigation_on_mobile{};
    std::string service_name{};
    std::string service_url{};
    std::vector<ServiceNavigationItem> navigation{};
    ServiceNavigationSlots slots{};
};
Html service_navigation(const ServiceNavigation&);

// --- messages to the reader (govuk_messages.cpp) --------------------------------------------------------------------------

struct ErrorSummaryItem {
    std::string href{};  // "#field-id"
    std::string text{};
    Html html{};
    Attributes attributes{};
};
struct ErrorSummary {
    std::string title_text{};
    Html title_html{};
    std::string description_text{};
    Html description_html{};
    std::vector<ErrorSummaryItem> error_list{};
    std::optional<bool> disable_auto_focus{};
    std::string classes{};
    Attributes attributes{};
};
Html error_summary(const ErrorSummary&);

struct NotificationBanner {
    std::string text{};
    Html html{};
    std::string title_text{};
    Html title_html{};
    int title_heading_level = 2;
    std::string type{};  // "success"
    std::string role{};
    std::string title_id{};
    std::optional<bool> disable_auto_focus{};
    std::string classes{};
    Attributes attributes{};
};
Html notification_banner(const NotificationBanner&);

struct PanelAction {
    std::string text{};
    std::string type{};
    std::string href{};
    std::string classes{};
    Attributes attributes{};
};
struct PanelActions {
    std::vector<PanelAction> items{};
    std::string classes{};
    Attributes attributes{};
};
struct Panel {
    std::string title_text{};
    Html title_html{};
    int heading_level = 1;
    std::string text{};
    Html html{};
    std::string classes{};
    Attributes attributes{};
    PanelActions actions{};  // only with class govuk-panel--interruption
};
Html panel(const Panel&);

// --- form fields (govuk_fields.cpp, govuk_choices.cpp, govuk_dates.cpp) ---------------------------------------------------

struct FormGroup {
    std::string classes{};
    Attributes attributes{};
    Content before_input{};  // `beforeInputs` for groups of inputs
    Content after_input{};
};

struct Affix {
    std::string text{};
    Html html{};
    std::string classes{};
    Attributes attributes{};
    bool empty() const { return text.empty() && html.empty(); }
};

struct InputWrapper {
    std::string classes{};
    Attributes attributes{};
};

struct Input {
    std::string id{};  // the name when empty
    std::string name{};
    std::string type{};  // "text" when empty
    std::string inputmode{};
    std::optional<std::string> value{};
    bool disabled = false;
    std::string described_by{};
    Label label{};
    Hint hint{};
    ErrorMessage error_message{};
    Affix prefix{};
    Affix suffix{};
    FormGroup form_group{};
    std::string classes{};
    std::string autocomplete{};
    std::string pattern{};
    std::optional<bool> spellcheck{};
    std::string autocapitalize{};
    InputWrapper input_wrapper{};
    Attributes attributes{};
};
Html input(const Input&);

struct Textarea {
    std::string id{};
    std::string name{};
    std::optional<bool> spellcheck{};
    int rows = 5;
    std::string value{};
    bool disabled = false;
    std::string described_by{};
    Label label{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    std::string classes{};
    std::string autocomplete{};
    Attributes attributes{};
};
Html textarea(const Textarea&);

using PluralTexts = std::vector<std::pair<std::string, std::string>>;  // plural rule and words, in order

struct CharacterCount {
    std::string id{};
    std::string name{};
    int rows = 5;
    std::string value{};
    std::optional<int> maxlength{};  // characters; the script counts UTF-16 units, the server code points
    std::optional<int> maxwords{};
    std::optional<int> threshold{};  // per cent of the limit from which the count shows
    std::string count_type{};
    Label label{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    std::string classes{};
    Attributes attributes{};
    std::optional<bool> spellcheck{};
    std::string count_message_classes{};  // `countMessage.classes` in the macro
    std::string textarea_description_text{};
    PluralTexts characters_under_limit_text{};
    std::string characters_at_limit_text{};
    PluralTexts characters_over_limit_text{};
    PluralTexts words_under_limit_text{};
    std::string words_at_limit_text{};
    PluralTexts words_over_limit_text{};
};
Html character_count(const CharacterCount&);

struct PasswordInput {
    std::string id{};
    std::string name{};
    std::optional<std::string> value{};
    bool disabled = false;
    std::string described_by{};
    Label label{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    std::string classes{};
    std::string autocomplete{};  // "current-password" when empty
    Attributes attributes{};
    std::string show_password_text{};
    std::string hide_password_text{};
    std::string show_password_aria_label_text{};
    std::string hide_password_aria_label_text{};
    std::string password_shown_announcement_text{};
    std::string password_hidden_announcement_text{};
    std::string button_classes{};  // `button.classes` in the macro
};
Html password_input(const PasswordInput&);

struct SelectItem {
    std::optional<std::string> value{};
    std::string text{};
    std::optional<bool> selected{};
    bool disabled = false;
    Attributes attributes{};
};
struct Select {
    std::string id{};
    std::string name{};
    std::vector<SelectItem> items{};
    std::string value{};  // selects the item with that value, unless empty
    bool disabled = false;
    std::string described_by{};
    Label label{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    std::string classes{};
    Attributes attributes{};
};
Html select(const Select&);

struct ItemLabel {
    std::string classes{};
    Attributes attributes{};
};

// An item without text, html and divider is left out but still counts in the numbering of ids.
struct RadioItem {
    std::string text{};
    Html html{};
    std::string id{};
    std::string value{};
    ItemLabel label{};
    Hint hint{};
    std::string divider{};
    std::optional<bool> checked{};
    bool disabled = false;
    Attributes attributes{};
};
struct Radios {
    std::optional<Fieldset> fieldset{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    std::string id_prefix{};  // the name when empty; the first input has exactly this id
    std::string name{};
    std::vector<RadioItem> items{};
    std::string value{};
    std::string classes{};
    Attributes attributes{};
};
Html radios(const Radios&);

struct CheckboxItem {
    std::string text{};
    Html html{};
    std::string id{};
    std::string name{};
    std::string value{};
    ItemLabel label{};
    Hint hint{};
    std::string divider{};
    std::optional<bool> checked{};
    std::string behaviour{};  // "exclusive"
    bool disabled = false;
    Attributes attributes{};
};
struct Checkboxes {
    std::string described_by{};
    std::optional<Fieldset> fieldset{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    std::string id_prefix{};
    std::string name{};
    std::vector<CheckboxItem> items{};
    std::vector<std::string> values{};
    std::string classes{};
    Attributes attributes{};
};
Html checkboxes(const Checkboxes&);

struct DateInputItem {
    std::string id{};
    std::string name{};
    std::string label{};
    std::optional<std::string> value{};
    std::optional<bool> error{};
    std::string autocomplete{};
    std::string pattern{};
    std::string classes{};
    std::string inputmode{};  // "numeric" when empty
    Attributes attributes{};
    bool left_out = false;  // `day: false` in the macro: this box is not shown
};
// Without items and boxes of one's own: day, month and year. Values by the full name ("dob-day" with the prefix "dob").
struct DateInput {
    std::string id{};
    std::string name_prefix{};
    std::vector<DateInputItem> items{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    std::optional<Fieldset> fieldset{};
    std::optional<DateInputItem> day{};
    std::optional<DateInputItem> month{};
    std::optional<DateInputItem> year{};
    std::map<std::string, std::string, std::less<>> values{};
    std::string classes{};
    Attributes attributes{};
};
Html date_input(const DateInput&);

// --- lists and tables (govuk_lists.cpp) -----------------------------------------------------------------------------------

struct ActionLink {
    std::string href{};
    std::string text{};
    Html html{};
    std::string visually_hidden_text{};
    std::string classes{};
    Attributes attributes{};
};
struct ActionLinks {
    std::vector<ActionLink> items{};
    std::string classes{};
};
struct SummaryListCell {
    std::string text{};
    Html html{};
    std::string classes{};
    bool empty() const { return text.empty() && html.empty(); }
};
struct SummaryListRow {
    std::string classes{};
    SummaryListCell key{};
    SummaryListCell value{};
    ActionLinks actions{};
};
struct SummaryCardTitle {
    std::string text{};
    Html html{};
    int heading_level = 2;
    std::string classes{};
};
struct SummaryCard {
    SummaryCardTitle title{};
    ActionLinks actions{};
    std::string classes{};
    Attributes attributes{};
};
struct SummaryList {
    std::vector<SummaryListRow> rows{};
    std::optional<SummaryCard> card{};
    std::string classes{};
    Attributes attributes{};
};
Html summary_list(const SummaryList&);

struct TableCell {
    std::string text{};
    Html html{};
    std::string format{};  // "numeric"
    std::string classes{};
    int colspan = 0;
    int rowspan = 0;
    Attributes attributes{};
};
using TableRow = std::vector<TableCell>;
struct Table {
    std::vector<TableRow> rows{};
    std::vector<TableCell> head{};
    std::string caption{};
    std::string caption_classes{};
    std::string caption_id{};  // ours: names a scroll region
    bool first_cell_is_header = false;
    std::string classes{};
    Attributes attributes{};
};
Html table(const Table&);

struct TaskStatus {
    Tag tag{};
    std::string text{};
    Html html{};
    std::string classes{};
};
struct TaskTitle {
    std::string text{};
    Html html{};
    std::string classes{};
};
struct Task {
    TaskTitle title{};
    Content hint{};
    TaskStatus status{};
    std::string href{};
    std::string classes{};
};
struct TaskList {
    std::vector<Task> items{};
    std::string classes{};
    Attributes attributes{};
    std::string id_prefix{};  // "task-list" when empty
};
Html task_list(const TaskList&);

}  // namespace casework::web::html::govuk
