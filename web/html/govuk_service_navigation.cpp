// GOV.UK service navigation: the sections of the service under the header.
#include "web/html/govuk_parts.hpp"

namespace casework::web::html::govuk {

namespace {

bool has_content(const ServiceNavigationItem& item) { return !item.text.empty() || !item.html.empty(); }

Html item_words(const ServiceNavigationItem& item) {
    if (!item.active && !item.current) return parts::content(item);
    return "<strong class=\"govuk-service-navigation__active-fallback\">"_html + parts::content(item) + "</strong>"_html;
}

Html navigation_item(const ServiceNavigationItem& item) {
    const bool here = item.active || item.current;
    const Html current = here ? attribute("aria-current", item.current ? "page" : "true") : Html{};
    Html out;
    out << "<li"_html << parts::class_names("govuk-service-navigation__item", here ? "govuk-service-navigation__item--active" : "") << ">\n"_html;
    if (!item.href.empty())
        out << "<a class=\"govuk-service-navigation__link\""_html << attribute("href", href(item.href)) << current << attributes(item.attributes)
            << ">\n"_html << item_words(item) << "\n</a>\n"_html;
    else
        out << "<span class=\"govuk-service-navigation__text\""_html << current << ">\n"_html << item_words(item) << "\n</span>\n"_html;
    out << "</li>\n"_html;
    return out;
}

Html service_name(const ServiceNavigation& o) {
    if (o.service_name.empty()) return {};
    Html out;
    out << "<span class=\"govuk-service-navigation__service-name\">\n"_html;
    if (!o.service_url.empty())
        out << "<a"_html << attribute("href", href(o.service_url)) << " class=\"govuk-service-navigation__link\">\n"_html << o.service_name << "\n</a>\n"_html;
    else
        out << "<span class=\"govuk-service-navigation__text\">"_html << o.service_name << "</span>\n"_html;
    out << "</span>\n"_html;
    return out;
}

Html menu_button(const ServiceNavigation& o, const std::string& menu, const std::string& id) {
    Html out;
    out << "<button type=\"button\" class=\"govuk-service-navigation__toggle govuk-js-service-navigation-toggle\""_html
        << attribute("aria-controls", id) << attribute_if("aria-label", o.menu_button_label == menu ? "" : o.menu_button_label)
        << " hidden aria-hidden=\"true\">\n"_html << menu << "\n</button>\n"_html;
    return out;
}

Html menu(const ServiceNavigation& o) {
    std::size_t shown = 0;
    for (const auto& item : o.navigation) shown += has_content(item) ? 1 : 0;
    if (shown == 0 && o.slots.navigation_start.empty() && o.slots.navigation_end.empty()) return {};
    const std::string words = o.menu_button_text.empty() ? "Menu" : o.menu_button_text;
    const std::string id = o.navigation_id.empty() ? "navigation" : o.navigation_id;
    Html out;
    out << "<nav"_html << attribute("aria-label", o.navigation_label.empty() ? words : o.navigation_label)
        << parts::class_names("govuk-service-navigation__wrapper", o.navigation_classes) << ">\n"_html;
    if (o.collapse_navigation_on_mobile.value_or(shown > 1)) out += menu_button(o, words, id);
    out << "<ul class=\"govuk-service-navigation__list\""_html << attribute("id", id) << ">\n"_html << o.slots.navigation_start;
    for (const auto& item : o.navigation)
        if (has_content(item)) out += navigation_item(item);
    out << o.slots.navigation_end << "</ul>\n</nav>\n"_html;
    return out;
}

}  // namespace

Html service_navigation(const ServiceNavigation& o) {
    // With a service name it is a landmark of its own; otherwise the <nav> inside is enough.
    const bool section = !o.service_name.empty() || !o.slots.start.empty() || !o.slots.end.empty();
    Html out;
    out << (section ? "<section"_html : "<div"_html);
    if (section) out << attribute("aria-label", o.aria_label);
    out << parts::class_names("govuk-service-navigation", o.classes) << " data-module=\"govuk-service-navigation\""_html << attributes(o.attributes)
        << ">\n<div"_html << parts::class_names("govuk-width-container", o.slots.end_inline ? "govuk-service-navigation__inlining-container" : "")
        << ">\n"_html << o.slots.start << "<div class=\"govuk-service-navigation__container\">\n"_html << service_name(o) << menu(o) << "</div>\n"_html
        << o.slots.end << "</div>\n"_html << (section ? "</section>"_html : "</div>"_html);
    return out;
}

}  // namespace casework::web::html::govuk
