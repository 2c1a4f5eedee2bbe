// GOV.UK components that tell the reader what happened: error summary, notification banner, panel.
#include "web/html/govuk_parts.hpp"

namespace casework::web::html::govuk {

using parts::class_names;
using parts::content;

namespace {

Html error_item(const ErrorSummaryItem& item) {
    Html out;
    out << "<li>\n"_html;
    if (item.href.empty())
        out << content(item);
    else
        out << "<a"_html << attribute("href", href(item.href)) << attributes(item.attributes) << ">"_html << content(item) << "</a>"_html;
    out << "\n</li>\n"_html;
    return out;
}

}  // namespace

Html error_summary(const ErrorSummary& o) {
    Html out;
    out << "<div"_html << class_names("govuk-error-summary", o.classes) << parts::bool_attribute("data-disable-auto-focus", o.disable_auto_focus)
        << attributes(o.attributes)
        << " data-module=\"govuk-error-summary\">\n<div role=\"alert\">\n<h2 class=\"govuk-error-summary__title\">\n"_html
        << content(o.title_text, o.title_html) << "\n</h2>\n<div class=\"govuk-error-summary__body\">\n"_html;
    if (!o.description_text.empty() || !o.description_html.empty())
        out << "<p>\n"_html << content(o.description_text, o.description_html) << "\n</p>\n"_html;
    if (!o.error_list.empty()) {
        out << "<ul class=\"govuk-list govuk-error-summary__list\">\n"_html;
        for (const auto& item : o.error_list) out += error_item(item);
        out << "</ul>\n"_html;
    }
    out << "</div>\n</div>\n</div>"_html;
    return out;
}

Html notification_banner(const NotificationBanner& o) {
    const bool success = o.type == "success";
    const std::string title_id = o.title_id.empty() ? "govuk-notification-banner-title" : o.title_id;
    const std::string role = !o.role.empty() ? o.role : success ? "alert" : "region";
    const std::string title = !o.title_text.empty() ? o.title_text : success ? "Success" : "Important";
    Html out;
    out << "<div"_html << class_names("govuk-notification-banner", parts::words(success ? "govuk-notification-banner--success" : "", o.classes))
        << attribute("role", role) << attribute("aria-labelledby", title_id) << " data-module=\"govuk-notification-banner\""_html
        << parts::bool_attribute("data-disable-auto-focus", o.disable_auto_focus) << attributes(o.attributes)
        << ">\n<div class=\"govuk-notification-banner__header\">\n<h"_html << o.title_heading_level << " class=\"govuk-notification-banner__title\""_html
        << attribute("id", title_id) << ">\n"_html << content(title, o.title_html) << "\n</h"_html << o.title_heading_level
        << ">\n</div>\n<div class=\"govuk-notification-banner__content\">\n"_html;
    if (!o.html.empty())
        out << o.html;
    else if (!o.text.empty())
        out << "<p class=\"govuk-notification-banner__heading\">\n"_html << o.text << "\n</p>"_html;
    out << "\n</div>\n</div>"_html;
    return out;
}

namespace {

Html panel_action(const PanelAction& action) {
    if (action.href.empty() || action.type == "button")
        return button({.text = action.text,
                       .type = action.type.empty() ? "button" : action.type,
                       .href = action.href,
                       .classes = parts::words("govuk-button--inverse", action.classes),
                       .attributes = action.attributes});
    Html out;
    out << "<a"_html << class_names("govuk-link govuk-link--inverse", action.classes) << attribute("href", href(action.href))
        << attributes(action.attributes) << ">"_html << action.text << "</a>"_html;
    return out;
}

Html panel_actions(const PanelActions& actions) {
    Html out;
    out << "<div"_html << class_names("govuk-panel__actions", actions.classes) << attributes(actions.attributes) << ">\n"_html;
    if (!actions.items.empty()) {
        out << "<div class=\"govuk-button-group\">\n"_html;
        for (const auto& action : actions.items) out << panel_action(action) << "\n"_html;
        out << "</div>\n"_html;
    }
    out << "</div>\n"_html;
    return out;
}

}  // namespace

Html panel(const Panel& o) {
    const bool interruption = o.classes.find("govuk-panel--interruption") != std::string::npos;
    Html out;
    out << "<div"_html << class_names("govuk-panel", parts::words(interruption ? "" : "govuk-panel--confirmation", o.classes))
        << attributes(o.attributes) << ">\n<h"_html << o.heading_level << " class=\"govuk-panel__title\">\n"_html << content(o.title_text, o.title_html)
        << "\n</h"_html << o.heading_level << ">\n"_html;
    if (!o.text.empty() || !o.html.empty()) out << "<div class=\"govuk-panel__body\">\n"_html << content(o) << "\n</div>\n"_html;
    const bool given = !o.actions.items.empty() || !o.actions.classes.empty() || !o.actions.attributes.empty();
    if (interruption && given) out += panel_actions(o.actions);
    out << "</div>"_html;
    return out;
}

}  // namespace casework::web::html::govuk
