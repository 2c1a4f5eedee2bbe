// GOV.UK components that lead somewhere: buttons, links, breadcrumbs, pagination, headers.
#include "web/html/govuk_parts.hpp"

namespace casework::web::html::govuk {

using parts::class_names;
using parts::content;

namespace {

constexpr Literal start_icon =
    "<svg class=\"govuk-button__start-icon\" xmlns=\"http://www.w3.org/2000/svg\" width=\"17.5\" height=\"19\" viewBox=\"0 0 33 40\" "
    "aria-hidden=\"true\" focusable=\"false\">\n<path fill=\"currentColor\" d=\"M0 0h13l20 20-20 20H0l20-20z\"/>\n</svg>"_html;
constexpr Literal arrow_previous =
    "<svg class=\"govuk-pagination__icon govuk-pagination__icon--prev\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\" "
    "aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\">\n<path d=\"m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z\">"
    "</path>\n</svg>"_html;
constexpr Literal arrow_next =
    "<svg class=\"govuk-pagination__icon govuk-pagination__icon--next\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\" "
    "aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\">\n<path d=\"m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z\">"
    "</path>\n</svg>"_html;

Html button_words(const Button& o) {
    if (!o.html.empty() && o.is_start_button) return "<span>"_html + o.html + "</span>"_html;
    return content(o);
}

Html common_button_attributes(const Button& o) {
    return class_names("govuk-button", parts::words(o.classes, o.is_start_button ? "govuk-button--start" : "")) + " data-module=\"govuk-button\""_html +
           attributes(o.attributes) + attribute_if("id", o.id);
}

}  // namespace

Html button(const Button& o) {
    Html out;
    const bool is_link = !o.href.empty();
    if (is_link) {
        out << "<a"_html << attribute("href", href(o.href)) << " role=\"button\" draggable=\"false\""_html;
    } else {
        out << "<button"_html << attribute("type", o.type.empty() ? "submit" : o.type) << attribute_if("value", o.value) << attribute_if("name", o.name);
        if (o.disabled) out << " disabled aria-disabled=\"true\""_html;
        out << parts::bool_attribute("data-prevent-double-click", o.prevent_double_click);
    }
    out << common_button_attributes(o) << ">\n"_html << button_words(o);
    if (o.is_start_button) out << start_icon;
    out << "\n"_html << (is_link ? "</a>"_html : "</button>"_html);
    return out;
}

Html back_link(const BackLink& o) {
    Html out;
    out << "<a"_html << attribute("href", o.href.empty() ? "#" : href(o.href)) << class_names("govuk-back-link", o.classes) << attributes(o.attributes)
        << ">"_html << content(o.text.empty() ? "Back" : o.text, o.html) << "</a>"_html;
    return out;
}

Html breadcrumbs(const Breadcrumbs& o) {
    Html out;
    out << "<nav"_html
        << class_names("govuk-breadcrumbs", parts::words(o.classes, o.collapse_on_mobile ? "govuk-breadcrumbs--collapse-on-mobile" : ""))
        << attributes(o.attributes) << attribute("aria-label", o.label_text) << ">\n<ol class=\"govuk-breadcrumbs__list\">\n"_html;
    for (const auto& item : o.items) {
        out << "<li class=\"govuk-breadcrumbs__list-item\""_html;
        if (item.href.empty())
            out << " aria-current=\"page\">"_html << content(item);
        else
            out << ">\n<a class=\"govuk-breadcrumbs__link\""_html << attribute("href", href(item.href)) << attributes(item.attributes) << ">"_html
                << content(item) << "</a>\n"_html;
        out << "</li>\n"_html;
    }
    out << "</ol>\n</nav>\n"_html;
    return out;
}

namespace {

Html page_item(const PaginationItem& item) {
    Html out;
    out << "<li"_html
        << class_names("govuk-pagination__item", parts::words(item.current ? "govuk-pagination__item--current" : "",
                                                              item.ellipsis ? "govuk-pagination__item--ellipsis" : ""))
        << ">\n"_html;
    if (item.ellipsis) {
        out << "&ctdot;\n</li>\n"_html;
        return out;
    }
    out << "<a class=\"govuk-link govuk-pagination__link\""_html << attribute("href", href(item.href))
        << attribute("aria-label", item.visually_hidden_text.value_or("Page " + item.number));
    if (item.current) out << " aria-current=\"page\""_html;
    out << attributes(item.attributes) << ">\n"_html << item.number << "\n</a>\n</li>\n"_html;
    return out;
}

struct Arrow {
    std::string_view type;  // "prev" or "next"
    Literal icon;
    Html words;  // when the link has none
};

Html arrow_link(const PaginationLink& link, const Arrow& arrow, bool block_level) {
    Html out;
    const bool previous = arrow.type == "prev";
    out << "<div class=\"govuk-pagination__"_html << arrow.type << "\">\n<a class=\"govuk-link govuk-pagination__link\""_html
        << attribute("href", href(link.href)) << attribute("rel", arrow.type) << attributes(link.attributes) << ">\n"_html;
    if (block_level || previous) out << arrow.icon << "\n"_html;
    out << "<span"_html
        << class_names("govuk-pagination__link-title", block_level && link.label_text.empty() ? "govuk-pagination__link-title--decorated" : "")
        << ">\n"_html << (link.text.empty() && link.html.empty() ? arrow.words : content(link)) << "\n</span>\n"_html;
    if (!link.label_text.empty() && block_level)
        out << "<span class=\"govuk-visually-hidden\">:</span>\n<span class=\"govuk-pagination__link-label\">"_html << link.label_text << "</span>\n"_html;
    if (!block_level && !previous) out << arrow.icon << "\n"_html;
    out << "</a>\n</div>\n"_html;
    return out;
}

}  // namespace

Html pagination(const Pagination& o) {
    const bool previous = !o.previous.href.empty(), next = !o.next.href.empty();
    const bool block_level = o.items.empty() && (previous || next);
    Html out;
    out << "<nav"_html << class_names("govuk-pagination", parts::words(block_level ? "govuk-pagination--block" : "", o.classes))
        << attribute("aria-label", o.landmark_label.empty() ? "Pagination" : o.landmark_label) << attributes(o.attributes) << ">\n"_html;
    if (previous) out += arrow_link(o.previous, {"prev", arrow_previous, "Previous<span class=\"govuk-visually-hidden\"> page</span>"_html}, block_level);
    if (!o.items.empty()) {
        out << "<ul class=\"govuk-pagination__list\">\n"_html;
        for (const auto& item : o.items)
            if (item.ellipsis || !item.number.empty()) out += page_item(item);
        out << "</ul>\n"_html;
    }
    if (next) out += arrow_link(o.next, {"next", arrow_next, "Next<span class=\"govuk-visually-hidden\"> page</span>"_html}, block_level);
    out << "</nav>"_html;
    return out;
}

Html skip_link(const SkipLink& o) {
    Html out;
    out << "<a"_html << attribute("href", o.href.empty() ? "#content" : href(o.href)) << class_names("govuk-skip-link", o.classes)
        << attributes(o.attributes) << " data-module=\"govuk-skip-link\">"_html << content(o) << "</a>"_html;
    return out;
}

Html phase_banner(const PhaseBanner& o) {
    auto tag_of = o.tag;
    tag_of.classes = parts::words("govuk-phase-banner__content__tag", tag_of.classes);
    tag_of.attributes.clear();  // as the macro does
    Html out;
    out << "<div"_html << class_names("govuk-phase-banner govuk-width-container", o.classes) << attributes(o.attributes)
        << ">\n<p class=\"govuk-phase-banner__content\">\n"_html << tag(tag_of) << "\n<span class=\"govuk-phase-banner__text\">\n"_html << content(o)
        << "\n</span>\n</p>\n</div>"_html;
    return out;
}

Html generic_header(const GenericHeader& o) {
    Html out;
    out << "<div"_html << class_names("govuk-generic-header", o.classes) << attributes(o.attributes) << ">\n<div"_html
        << class_names("govuk-generic-header__container", o.container_classes.empty() ? "govuk-width-container" : o.container_classes)
        << ">\n<div class=\"govuk-generic-header__logo\">\n<a"_html << attribute("href", o.url.empty() ? "/" : href(o.url))
        << " class=\"govuk-generic-header__homepage-link\">\n"_html << content(o.logo_text, o.logo_html) << "\n</a>\n</div>\n</div>\n</div>"_html;
    return out;
}

}  // namespace casework::web::html::govuk
