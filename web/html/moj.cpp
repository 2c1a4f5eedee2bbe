// MOJ components: badge, alert, sub-navigation, timeline, page header actions, notification badge, add another, sortable cells.
#include "web/html/moj.hpp"

#include "web/html/govuk_parts.hpp"

namespace casework::web::html::moj {

using parts::class_names;
using parts::content;

Html badge(const Badge& o) {
    Html out;
    out << "<span"_html << class_names("moj-badge", o.classes) << attributes(o.attributes) << ">"_html << content(o) << "</span>"_html;
    return out;
}

namespace {

struct Variant {
    const char* name;
    Literal icon;  // from the macro
};

Variant variant_of(AlertVariant variant) {
    switch (variant) {
        case AlertVariant::success:
            return {"success", "<path d=\"M11.2869 24.6726L2.00415 15.3899L4.62189 12.7722L11.2869 19.4186L25.3781 5.32739L27.9958 7.96369L11.2869 24.6726Z\" fill=\"currentColor\"/>"_html};
        case AlertVariant::warning:
            return {"warning", "<path fill-rule=\"evenodd\" clip-rule=\"evenodd\" d=\"M15 2.44922L28.75 26.1992H1.25L15 2.44922ZM13.5107 9.49579H16.4697L16.2431 17.7678H13.7461L13.5107 9.49579ZM13.1299 21.82C13.1299 "
                    "21.5661 13.1787 21.3285 13.2764 21.1071C13.374 20.8793 13.5075 20.6807 13.6768 20.5114C13.8525 20.3421 14.0544 20.2087 14.2822 20."
                    "111C14.5101 20.0134 14.7542 19.9645 15.0146 19.9645C15.2686 19.9645 15.5062 20.0134 15.7275 20.111C15.9554 20.2087 16.154 20.3421 "
                    "16.3232 20.5114C16.4925 20.6807 16.626 20.8793 16.7236 21.1071C16.8213 21.3285 16.8701 21.5661 16.8701 21.82C16.8701 22.0804 16.82"
                    "13 22.3246 16.7236 22.5524C16.626 22.7803 16.4925 22.9789 16.3232 23.1481C16.154 23.3174 15.9554 23.4509 15.7275 23.5485C15.5062 2"
                    "3.6462 15.2686 23.695 15.0146 23.695C14.7542 23.695 14.5101 23.6462 14.2822 23.5485C14.0544 23.4509 13.8525 23.3174 13.6768 23.148"
                    "1C13.5075 22.9789 13.374 22.7803 13.2764 22.5524C13.1787 22.3246 13.1299 22.0804 13.1299 21.82Z\" fill=\"currentColor\"/>"_html};
        case AlertVariant::error:
            return {"error", "<path fill-rule=\"evenodd\" clip-rule=\"evenodd\" d=\"M20.1777 2.5H9.82233L2.5 9.82233V20.1777L9.82233 27.5H20.1777L27.5 20.1777V9.82233L20.1777 2.5ZM10.9155 8.87769L15.0001 12.9623L19"
                    ".0847 8.87771L21.1224 10.9154L17.0378 15L21.1224 19.0846L19.0847 21.1222L15.0001 17.0376L10.9155 21.1223L8.87782 19.0846L12.9624 1"
                    "5L8.87783 10.9153L10.9155 8.87769Z\" fill=\"currentColor\"/>"_html};
        case AlertVariant::information: break;
    }
    return {"information", "<path fill-rule=\"evenodd\" clip-rule=\"evenodd\" d=\"M10.2165 3.45151C11.733 2.82332 13.3585 2.5 15 2.5C16.6415 2.5 18.267 2.82332 19.7835 3.45151C21.3001 4.07969 22.6781 5.00043 23.8"
                    "388 6.16117C24.9996 7.3219 25.9203 8.69989 26.5485 10.2165C27.1767 11.733 27.5 13.3585 27.5 15C27.5 18.3152 26.183 21.4946 23.8388"
                    " 23.8388C21.4946 26.183 18.3152 27.5 15 27.5C13.3585 27.5 11.733 27.1767 10.2165 26.5485C8.69989 25.9203 7.3219 24.9996 6.16117 23"
                    ".8388C3.81696 21.4946 2.5 18.3152 2.5 15C2.5 11.6848 3.81696 8.50537 6.16117 6.16117C7.3219 5.00043 8.69989 4.07969 10.2165 3.4515"
                    "1ZM16.3574 22.4121H13.6621V12.95H16.3574V22.4121ZM13.3789 9.20898C13.3789 8.98763 13.4212 8.7793 13.5059 8.58398C13.5905 8.38216 1"
                    "3.7044 8.20964 13.8477 8.06641C13.9974 7.91667 14.1699 7.79948 14.3652 7.71484C14.5605 7.63021 14.7721 7.58789 15 7.58789C15.2214 "
                    "7.58789 15.4297 7.63021 15.625 7.71484C15.8268 7.79948 15.9993 7.91667 16.1426 8.06641C16.2923 8.20964 16.4095 8.38216 16.4941 8.5"
                    "8398C16.5788 8.7793 16.6211 8.98763 16.6211 9.20898C16.6211 9.43685 16.5788 9.64844 16.4941 9.84375C16.4095 10.0391 16.2923 10.211"
                    "6 16.1426 10.3613C15.9993 10.5046 15.8268 10.6185 15.625 10.7031C15.4297 10.7878 15.2214 10.8301 15 10.8301C14.7721 10.8301 14.560"
                    "5 10.7878 14.3652 10.7031C14.1699 10.6185 13.9974 10.5046 13.8477 10.3613C13.7044 10.2116 13.5905 10.0391 13.5059 9.84375C13.4212 "
                    "9.64844 13.3789 9.43685 13.3789 9.20898Z\" fill=\"currentColor\"/>"_html};
}

Html alert_attributes(const Alert& o, const char* variant) {
    const bool has_content = !o.text.empty() || !o.html.empty();
    std::string classes = std::string("moj-alert moj-alert--") + variant;
    if (o.show_title_as_heading && has_content) classes += " moj-alert--with-heading";
    Html out;
    out << attribute("role", o.role) << class_names(classes, o.classes) << attribute("aria-label", std::string(variant) + ": " + o.title)
        << " data-module=\"moj-alert\""_html;
    if (o.dismissible) out << " data-dismissible=\"true\""_html;
    if (o.disable_auto_focus) out << " data-disable-auto-focus=\"true\""_html;
    out << attribute_if("data-focus-on-dismiss-selector", o.focus_on_dismiss_selector) << attributes(o.attributes);
    return out;
}

}  // namespace

Html alert(const Alert& o) {
    const auto variant = variant_of(o.variant);
    const bool has_content = !o.text.empty() || !o.html.empty();
    Html out;
    out << "<div"_html << alert_attributes(o, variant.name)
        << ">\n<div>\n<svg class=\"moj-alert__icon\" role=\"presentation\" focusable=\"false\" xmlns=\"http://www.w3.org/2000/svg\" "
           "viewBox=\"0 0 30 30\" height=\"30\" width=\"30\">"_html
        << variant.icon << "</svg>\n</div>\n<div class=\"moj-alert__content\">"_html;
    if (o.show_title_as_heading && has_content)
        out << "<"_html << o.heading_tag << " class=\"moj-alert__heading\">"_html << o.title << "</"_html << o.heading_tag << ">\n"_html;
    if (has_content)
        out << content(o);
    else
        out << o.title;
    out << "</div>\n<div class=\"moj-alert__action\">\n<button type=\"button\" class=\"moj-alert__dismiss\" hidden>"_html << o.dismiss_text
        << "</button>\n</div>\n</div>\n"_html;
    return out;
}

Html sub_navigation(const SubNavigation& o) {
    Html out;
    out << "<nav"_html << class_names("moj-sub-navigation", o.classes) << attribute("aria-label", o.label) << attributes(o.attributes)
        << ">\n<ul class=\"moj-sub-navigation__list\">\n"_html;
    for (const auto& item : o.items) {
        out << "<li"_html << class_names("moj-sub-navigation__item", item.classes) << ">\n<a class=\"moj-sub-navigation__link\""_html;
        if (item.active) out << " aria-current=\"page\""_html;
        out << attribute("href", href(item.href)) << attributes(item.attributes) << ">"_html << content(item) << "</a>\n</li>\n"_html;
    }
    out << "</ul>\n</nav>\n"_html;
    return out;
}

namespace {

void add_item(Html& out, const TimelineItem& item, int level) {
    const auto add = [&out](const std::string& text, const Html& html) { html.empty() ? out << text : out << html; };
    out << "<div class=\"moj-timeline__item"_html << (item.classes.empty() ? "" : " ") << item.classes << "\""_html << attributes(item.attributes)
        << ">\n<div class=\"moj-timeline__header\">\n<h"_html << level << " class=\"moj-timeline__title\">"_html;
    add(item.label.text, item.label.html);
    out << "</h"_html << level << ">\n"_html;
    if (!item.byline.empty()) {
        out << "<p class=\"moj-timeline__byline\">by "_html;
        add(item.byline.text, item.byline.html);
        out << "</p>\n"_html;
    }
    out << "</div>\n<p class=\"moj-timeline__date\">\n<time datetime=\""_html << item.timestamp << "\">"_html << item.time_text
        << "</time>\n</p>\n<div class=\"moj-timeline__description\">"_html;
    add(item.text, item.html);
    out << "</div>\n</div>\n"_html;
}

}  // namespace

Html timeline(const Timeline& o) {
    Html out;
    out << "<div"_html << class_names("moj-timeline", o.classes) << attributes(o.attributes) << ">\n"_html;
    for (const auto& item : o.items) add_item(out, item, o.heading_level);
    out << "</div>\n"_html;
    return out;
}

Html page_header_actions(const PageHeaderActions& o) {
    Html out;
    out << "<div"_html << class_names("moj-page-header-actions", o.classes) << attributes(o.attributes)
        << ">\n<div class=\"moj-page-header-actions__title\">\n<h"_html << o.heading_level << attribute_if("class", o.heading_classes) << ">"_html
        << content(o.heading) << "</h"_html << o.heading_level << ">\n"_html << o.status_line << "</div>\n"_html;
    if (!o.actions.empty()) out << "<div class=\"moj-page-header-actions__actions\">\n"_html << o.actions << "</div>\n"_html;
    out << "</div>\n"_html;
    return out;
}

Html notification_badge(const NotificationBadge& o) {
    if (o.count <= 0) return {};
    const bool many = o.count >= 99;
    Html out;
    out << "<span"_html << class_names("moj-notification-badge", o.classes) << attributes(o.attributes) << ">\n<span aria-hidden=\"true\">"_html
        << (many ? "99+" : std::to_string(o.count)) << "</span>\n<span class=\"govuk-visually-hidden\">("_html
        << (many ? "99 or more" : std::to_string(o.count));
    if (!o.visually_hidden_text.empty()) out << " " << o.visually_hidden_text;
    out << ")</span>\n</span>"_html;
    return out;
}

govuk::TableCell sortable_head(std::string text, Sort sort, std::string format) {
    const char* order = sort == Sort::ascending ? "ascending" : sort == Sort::descending ? "descending" : "none";
    return {.text = std::move(text), .format = std::move(format), .attributes = {{"aria-sort", order}}};
}

govuk::TableCell sortable_cell(govuk::TableCell cell, std::string sort_value) {
    cell.attributes.push_back({"data-sort-value", std::move(sort_value)});
    return cell;
}

namespace {

std::string lower_case(std::string words) {
    for (auto& c : words)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return words;
}

Html remove_button(const AddAnother& o, std::size_t index) {
    Html out;
    out << "<div class=\"moj-add-another__remove-button-container\">\n"_html;
    if (o.items.size() > 1)
        out += govuk::button({.text = "Remove " + lower_case(o.item_label) + " " + std::to_string(index + 1),
                              .name = o.remove_name,
                              .value = std::to_string(index),
                              .classes = "govuk-button--secondary moj-add-another__remove-button"});
    out << "\n</div>\n"_html;
    return out;
}

Html add_another_item(const AddAnother& o, std::size_t index) {
    Html container;
    container << "<div class=\"moj-add-another__item-container\">\n"_html << o.items[index].fields << remove_button(o, index) << "</div>"_html;
    Html out;
    out << "<div class=\"moj-add-another__item\">\n"_html
        << govuk::fieldset({.legend = {.text = o.item_label + " " + std::to_string(index + 1),
                                       .classes = "moj-add-another__item-title govuk-fieldset__legend--m"},
                            .classes = "moj-add-another__fieldset",
                            .html = container})
        << "\n</div>\n"_html;
    return out;
}

}  // namespace

Html add_another(const AddAnother& o) {
    Html out;
    out << "<div"_html << attribute_if("id", o.id) << class_names("moj-add-another", o.classes) << " data-module=\"moj-add-another\""_html
        << attribute("data-item-label", o.item_label) << ">\n<div class=\"moj-add-another__items\">\n"_html;
    for (std::size_t i = 0; i < o.items.size(); ++i) out += add_another_item(o, i);
    out << "</div>\n<div class=\"moj-add-another__add-button-container\">\n"_html
        << govuk::button({.text = "Add another " + lower_case(o.item_label),
                          .name = o.id + "-add-another",
                          .value = "add-another-" + lower_case(o.item_label),
                          .classes = "govuk-button--secondary moj-add-another__add-button",
                          .id = o.id + "-add-another-button"})
        << "\n</div>\n</div>\n"_html;
    return out;
}

Attributes add_another_attributes(std::string name_pattern, std::string id_pattern, std::string label) {
    return {{"data-name", std::move(name_pattern)}, {"data-id", std::move(id_pattern)}, {"data-label", std::move(label)}};
}

Html date_picker(const DatePicker& o) {
    Html out;
    out << "<div class=\"moj-datepicker\" data-module=\"moj-date-picker\""_html << attribute_if("data-min-date", o.min_date)
        << attribute_if("data-max-date", o.max_date) << attribute_if("data-week-start-day", o.week_start_day) << ">\n"_html
        << govuk::input({.id = o.id,
                         .name = o.name,
                         .value = o.value,
                         .label = o.label,
                         .hint = o.hint,
                         .error_message = o.error_message,
                         .form_group = o.form_group,
                         .classes = parts::words("moj-js-datepicker-input", o.classes),
                         .autocomplete = "off",
                         .attributes = o.attributes})
        << "\n</div>\n"_html;
    return out;
}

}  // namespace casework::web::html::moj
