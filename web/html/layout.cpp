// Writes the whole document in the order of ux.md section 5.
#include "web/html/layout.hpp"

#include "web/assets.hpp"
#include "web/html/app.hpp"
#include "web/html/govuk.hpp"

namespace casework::web::html {

namespace {

constexpr Literal support_script =
    "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');"_html;

Literal search_icon() {
    return "<svg width=\"20\" height=\"20\" viewBox=\"0 0 21 20\" fill=\"none\" aria-hidden=\"true\" focusable=\"false\">"
           "<path d=\"M8.9 14.5a6.3 6.3 0 1 0 0-12.6 6.3 6.3 0 0 0 0 12.6ZM13.2 12.9l6.4 6.3\" stroke=\"currentColor\" stroke-width=\"2.4\"/></svg>"_html;
}

Html head(const Site& site, const Page& page) {
    Html out;
    out << "<head>\n<meta charset=\"utf-8\">\n<title>"_html << (page.error ? "Error: " : "") << page.title << " – " << site.service
        << "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\n"
           "<meta name=\"theme-color\" content=\"#23395b\">\n<meta name=\"color-scheme\" content=\"only light\">\n"
           "<meta name=\"robots\" content=\"noindex, nofollow\">\n"_html;
    if (page.refresh_seconds > 0) out << "<meta http-equiv=\"refresh\""_html << attribute("content", std::to_string(page.refresh_seconds)) << ">\n"_html;
    out << "<link rel=\"icon\""_html << attribute("href", asset_path("icon.svg")) << " type=\"image/svg+xml\">\n"_html;
    out << "<link rel=\"stylesheet\""_html << attribute("href", asset_path("app.css")) << ">\n</head>\n"_html;
    return out;
}

Html user_links(const Reader& reader) {
    Html out;
    out << "<ul class=\"app-header__user\">\n<li>"_html << reader.name;
    if (!reader.agency.empty()) out << ", " << reader.agency;
    out << "</li>\n<li><a class=\"app-header__link\" href=\"/account\">Your account</a></li>\n"
           "<li><form action=\"/sign-out\" method=\"post\" novalidate>"_html
        << form_fields(reader.csrf) << "<button class=\"app-header__link\" type=\"submit\">Sign out</button></form></li>\n</ul>\n"_html;
    return out;
}

Html top_bar(const Site& site, const std::optional<Reader>& reader) {
    Html out;
    out << "<div class=\"govuk-generic-header app-header\">\n<div class=\"govuk-generic-header__container govuk-width-container\">\n"
           "<div class=\"govuk-generic-header__logo\"><a href=\"/\" class=\"govuk-generic-header__homepage-link\">"_html
        << site.partnership << "</a></div>\n"_html;
    if (reader) out += user_links(*reader);
    out << "</div>\n</div>\n"_html;
    return out;
}

Html search_form(const Reader& reader) {
    Html out;
    out << "<search>\n<form class=\"app-search-inline\" action=\"/search\" method=\"post\" novalidate>"_html << form_fields(reader.csrf)
        << "<label class=\"govuk-visually-hidden\" for=\"q\">Search casework by name, reference or place</label>"
           "<input class=\"app-search-inline__input\" id=\"q\" name=\"q\" type=\"text\" inputmode=\"search\" autocomplete=\"off\" spellcheck=\"false\">"
           "<button class=\"app-search-inline__button\" type=\"submit\"><span class=\"govuk-visually-hidden\">Search</span>"_html
        << search_icon() << "</button></form>\n</search>\n"_html;
    return out;
}

Html navigation_item(const NavigationItem& item, bool active) {
    Html out;
    out << "<li class=\"govuk-service-navigation__item"_html << (active ? " govuk-service-navigation__item--active" : "")
        << "\"><a class=\"govuk-service-navigation__link\""_html << attribute("href", href(item.href));
    if (active) out << " aria-current=\"true\"><strong class=\"govuk-service-navigation__active-fallback\">"_html << item.text << "</strong>"_html;
    else out << ">"_html << item.text;
    out << "</a></li>\n"_html;
    return out;
}

// GOV.UK service navigation written out, without the `aria-hidden` on the hidden menu button that vnu refuses.
Html navigation(const Site& site, const Reader& reader, std::string_view section) {
    Html out;
    out << "<section aria-label=\"Service\" class=\"govuk-service-navigation app-service-navigation\" data-module=\"govuk-service-navigation\">\n"
           "<div class=\"govuk-width-container govuk-service-navigation__inlining-container\">\n<div class=\"govuk-service-navigation__container\">\n"
           "<span class=\"govuk-service-navigation__service-name\"><a href=\"/\" class=\"govuk-service-navigation__link\">"_html
        << site.service_short
        << "</a></span>\n<nav aria-label=\"Menu\" class=\"govuk-service-navigation__wrapper\">\n"
           "<button type=\"button\" class=\"govuk-service-navigation__toggle govuk-js-service-navigation-toggle\" aria-controls=\"navigation\" hidden>Menu</button>\n"
           "<ul class=\"govuk-service-navigation__list\" id=\"navigation\">\n"_html;
    for (const auto& item : reader.navigation) out += navigation_item(item, !section.empty() && item.section == section);
    out << "</ul>\n</nav>\n</div>\n"_html << search_form(reader) << "</div>\n</section>\n"_html;
    return out;
}

Html demo_banner() {
    return "<div class=\"app-demo\" role=\"region\" aria-label=\"About this system\"><div class=\"govuk-width-container\">"
           "<strong>Demo database:</strong> invented people only</div></div>\n"_html;
}

Html way_back(const Page& page) {
    if (!page.back_href.empty()) {
        return "<nav aria-label=\"Back\">"_html + govuk::back_link({.text = page.back_text, .href = page.back_href}) + "</nav>\n"_html;
    }
    if (page.breadcrumbs.empty()) return {};
    govuk::Breadcrumbs crumbs;
    for (const auto& each : page.breadcrumbs) crumbs.items.push_back({.text = each.text, .href = each.href});
    return govuk::breadcrumbs(crumbs);
}

Html footer(const std::optional<Reader>& reader, const Page& page) {
    Html out;
    out << "<footer class=\"govuk-template__footer\">\n<div class=\"app-footer\">\n<div class=\"govuk-width-container\">\n"
           "<h2 class=\"govuk-visually-hidden\">Support links</h2>\n<ul class=\"app-footer__list\">\n"_html;
    const std::pair<const char*, const char*> links[] = {{"/help", "Help"},
                                                         {"/privacy", "Privacy and information sharing"},
                                                         {"/accessibility", "Accessibility statement"},
                                                         {"/report-a-breach", "Report a data breach"}};
    for (const auto& [address, words] : links)
        out << "<li><a class=\"govuk-link govuk-link--no-visited-state\""_html << attribute("href", address) << ">"_html << words << "</a></li>\n"_html;
    out << "</ul>\n<p class=\"app-footer__meta\">"_html;
    if (!page.made_at.empty()) out << "Page made at " << page.made_at << ". ";
    if (reader && !reader->session_ends.empty()) out << "Your session ends at " << reader->session_ends << " unless you continue. ";
    if (!page.reference.empty()) out << "Reference " << page.reference << ".";
    out << "</p>\n</div>\n</div>\n</footer>\n"_html;
    return out;
}

// Who printed, on every sheet that leaves the printer; not on screen.
Html printed_by(const Reader& reader, const Page& page) {
    Html out;
    out << "<p class=\"app-print-only app-printed-by\">Printed by "_html << reader.name << ", " << reader.agency;
    if (!page.made_at.empty()) out << ", at " << page.made_at;
    if (!page.reference.empty()) out << ". Reference " << page.reference;
    out << ".</p>\n"_html;
    return out;
}

// A closed <dialog>: only the script opens it. The form in it is an ordinary one that the script sends without leaving the page.
Html session_dialog(const Reader& reader) {
    Html out;
    out << "<div data-app-session"_html << attribute("data-seconds", std::to_string(reader.session_seconds))
        << attribute("data-warn", std::to_string(reader.warn_seconds))
        << ">\n<dialog class=\"app-dialog\" aria-labelledby=\"session-heading\">\n"
           "<h2 class=\"govuk-heading-m\" id=\"session-heading\" data-app-session-heading>You will be signed out soon</h2>\n"
           "<p class=\"govuk-body\" data-app-session-text>You have not done anything for a while. What you have typed is still here.</p>\n"
           "<form class=\"app-actions\" method=\"post\" novalidate"_html
        << attribute("action", href(reader.stay_path)) << ">"_html << form_fields(reader.csrf)
        << "<button type=\"submit\" class=\"govuk-button\" data-module=\"govuk-button\">Stay signed in</button></form>\n</dialog>\n</div>\n"_html;
    return out;
}

}  // namespace

Html form_fields(std::string_view csrf, std::string_view version, std::string_view idem) {
    Html out;
    const std::pair<const char*, std::string_view> fields[] = {{"csrf", csrf}, {"version", version}, {"idem", idem}};
    for (const auto& [name, value] : fields)
        if (!value.empty()) out << "<input type=\"hidden\""_html << attribute("name", name) << attribute("value", value) << ">"_html;
    return out;
}

std::string_view inline_script() { return support_script.view(); }

std::string_view inline_script_hash() { return "sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw="; }

Html document(const Site& site, const std::optional<Reader>& reader, const Page& page) {
    Html out;
    out.reserve(page.main.size() + 8192);
    out << "<!DOCTYPE html>\n<html lang=\"en\" class=\"govuk-template\">\n"_html << head(site, page) << "<body class=\"govuk-template__body"_html
        << (page.marking ? " app-marked" : "") << "\">\n<script>"_html << support_script << "</script>\n"_html
        << govuk::skip_link({.text = "Skip to main content", .href = "#main-content"}) << "\n<header class=\"govuk-template__header\">\n"_html
        << top_bar(site, reader);
    if (reader) out += navigation(site, *reader, page.section);
    out << "</header>\n"_html;
    if (site.demo) out += demo_banner();
    if (page.marking) out += app::marking(*page.marking);
    out << page.identity << "<div class=\"govuk-width-container\">\n"_html << way_back(page)
        << "<main class=\"govuk-main-wrapper app-main\" id=\"main-content\">\n"_html << page.main << "\n</main>\n"_html;
    if (reader) out += printed_by(*reader, page);
    out << "</div>\n"_html << footer(reader, page);
    if (reader && reader->session_seconds > 0) out += session_dialog(*reader);
    out << "<script type=\"module\""_html << attribute("src", asset_path("app.js")) << "></script>\n</body>\n</html>\n"_html;
    return out;
}

}  // namespace casework::web::html
