// Our own small components: marking, identity, movement, due dates, figures, facts, panels, stages, forms.
#include "web/html/app.hpp"

#include "web/html/govuk_parts.hpp"
#include "web/html/moj.hpp"

namespace casework::web::html::app {

using parts::class_names;
using parts::content;

Html marking(const Marking& o) {
    Html out;
    out << "<div"_html << class_names("app-marking", o.restricted ? "app-marking--restricted" : "")
        << " role=\"region\" aria-label=\"Handling instructions\">\n<div class=\"govuk-width-container app-marking__inner\">\n"
           "<span class=\"app-marking__class\">"_html
        << o.classification << "</span>\n"_html;
    if (!o.text.empty()) out << "<span>"_html << o.text << "</span>\n"_html;
    out << "</div>\n</div>\n"_html;
    return out;
}

Html identity(const Identity& o) {
    Html out;
    out << "<section class=\"app-identity\""_html << attribute("aria-label", o.label)
        << ">\n<div class=\"govuk-width-container\">\n<div class=\"app-identity__inner\">\n<div>\n<p class=\"app-identity__name\">"_html;
    if (o.name_href.empty())
        out << o.name;
    else
        out << "<a class=\"govuk-link govuk-link--no-visited-state govuk-link--text-colour\""_html << attribute("href", href(o.name_href)) << ">"_html
            << o.name << "</a>"_html;
    out << "</p>\n"_html;
    if (!o.facts.empty()) {
        out << "<ul class=\"app-identity__facts\">\n"_html;
        for (const auto& fact : o.facts) out << "<li><b>"_html << fact.label << "</b> "_html << content(fact) << "</li>\n"_html;
        out << "</ul>\n"_html;
    }
    if (!o.flags.empty()) {
        out << "<ul class=\"app-flags\">\n"_html;
        for (const auto& flag : o.flags)
            out << "<li>"_html << moj::badge({.text = flag.text, .classes = "moj-badge--" + flag.colour}) << "</li>\n"_html;
        out << "</ul>\n"_html;
    }
    out << "</div>\n"_html;
    if (!o.actions.empty()) out << "<div class=\"app-identity__actions\">"_html << o.actions << "</div>\n"_html;
    out << "</div>\n</div>\n</section>\n"_html;
    return out;
}

namespace {

Literal move_icon(Movement::Kind kind) {
    switch (kind) {
        case Movement::Kind::up:
            return "<svg width=\"12\" height=\"10\" viewBox=\"0 0 12 10\" aria-hidden=\"true\" focusable=\"false\"><path d=\"M6 0 12 10H0Z\" fill=\"currentColor\"/></svg>"_html;
        case Movement::Kind::down:
            return "<svg width=\"12\" height=\"10\" viewBox=\"0 0 12 10\" aria-hidden=\"true\" focusable=\"false\"><path d=\"M6 10 0 0h12Z\" fill=\"currentColor\"/></svg>"_html;
        case Movement::Kind::fresh:
            return "<svg width=\"12\" height=\"12\" viewBox=\"0 0 12 12\" aria-hidden=\"true\" focusable=\"false\"><circle cx=\"6\" cy=\"6\" r=\"5\" fill=\"currentColor\"/></svg>"_html;
        case Movement::Kind::none: break;
    }
    return "<svg width=\"12\" height=\"10\" viewBox=\"0 0 12 10\" aria-hidden=\"true\" focusable=\"false\"><path d=\"M0 2h12v2H0zM0 6h12v2H0z\" fill=\"currentColor\"/></svg>"_html;
}

const char* move_class(Movement::Kind kind) {
    switch (kind) {
        case Movement::Kind::up: return "app-move--up";
        case Movement::Kind::down: return "app-move--down";
        case Movement::Kind::fresh: return "app-move--new";
        case Movement::Kind::none: break;
    }
    return "app-move--none";
}

}  // namespace

std::string move_words(Movement movement) {
    switch (movement.kind) {
        case Movement::Kind::up: return "Up " + std::to_string(movement.places);
        case Movement::Kind::down: return "Down " + std::to_string(movement.places);
        case Movement::Kind::fresh: return "New";
        case Movement::Kind::none: break;
    }
    return "No change";
}

Html move(Movement movement) {
    Html out;
    out << "<span"_html << class_names("app-move", move_class(movement.kind)) << ">"_html << move_icon(movement.kind) << move_words(movement)
        << "</span>"_html;
    return out;
}

DueWords due_words(domain::Date due, domain::Date today) {
    const int left = domain::days_between(today, due);
    const auto date = domain::short_date(due, today);
    if (left < 0) return {"late", "Overdue", "due " + date};
    if (left == 0) return {"soon", "Today", date};
    if (left == 1) return {"soon", "Tomorrow", date};
    if (left < 15) return {left == 2 ? "soon" : "ok", "In " + std::to_string(left) + " days", date};
    return {"", "", date};
}

Html due(domain::Date due, domain::Date today) {
    const auto words = due_words(due, today);
    Html out;
    out << "<span"_html << class_names("app-due", words.tone.empty() ? "" : "app-due--" + words.tone) << ">"_html;
    if (!words.lead.empty()) out << "<b>"_html << words.lead << "</b> "_html;
    out << words.date << "</span>"_html;
    return out;
}

Html fourp(const FourP& o) {
    const std::pair<const char*, const FourPCount*> headings[] = {
        {"Pursue", &o.pursue}, {"Prevent", &o.prevent}, {"Protect", &o.protect}, {"Prepare", &o.prepare}};
    Html out;
    out << "<ul class=\"app-fourp\" aria-label=\"Open actions by 4P heading\">\n"_html;
    for (const auto& [name, count] : headings) {
        out << "<li"_html << attribute_if("class", count->late > 0 ? "app-fourp__late" : count->open == 0 ? "app-fourp__gap" : "") << ">"_html << name
            << "<b>"_html << count->open;
        if (count->late > 0) out << "<span class=\"govuk-visually-hidden\">, "_html << count->late << " overdue</span>"_html;
        out << "</b></li>\n"_html;
    }
    out << "</ul>\n"_html;
    return out;
}

Html figures(const std::vector<Figure>& list) {
    Html out;
    out << "<dl class=\"app-figures\">\n"_html;
    for (const auto& figure : list) {
        out << "<div class=\"app-figure\"><dt>"_html << figure.label << "</dt><dd>"_html << figure.value << "</dd>"_html;
        if (!figure.change.empty()) out << "<dd class=\"app-figure__change\">"_html << figure.change << "</dd>"_html;
        out << "</div>\n"_html;
    }
    out << "</dl>\n"_html;
    return out;
}

Html facts(const Facts& o) {
    const std::string modifier = o.columns == 2 ? "" : "app-facts--" + std::to_string(o.columns);
    Html out;
    out << "<dl"_html << class_names("app-facts", modifier) << ">\n"_html;
    for (const auto& fact : o.facts) out << "<div><dt>"_html << fact.label << "</dt><dd>"_html << content(fact) << "</dd></div>\n"_html;
    out << "</dl>\n"_html;
    return out;
}

Html panel(const Panel& o) {
    Html out;
    out << "<div"_html << class_names("app-panel", o.tint ? "app-panel--tint" : "") << ">\n"_html;
    if (!o.heading.empty()) out << "<h2 class=\"govuk-heading-s\""_html << attribute_if("id", o.heading_id) << ">"_html << o.heading << "</h2>\n"_html;
    out << o.body << "</div>\n"_html;
    return out;
}

Html stages(const std::vector<Stage>& list) {
    Html out;
    out << "<ol class=\"app-stages\">\n"_html;
    for (const auto& stage : list) {
        const bool current = stage.state == StageState::current, done = stage.state == StageState::done;
        out << "<li"_html << class_names("app-stages__item", done ? "app-stages__item--done" : current ? "app-stages__item--current" : "app-stages__item--todo");
        if (current) out << " aria-current=\"step\""_html;
        out << "><span class=\"app-stages__name\">"_html << stage.name;
        if (!current) out << " <span class=\"govuk-visually-hidden\">("_html << (done ? "done" : "not started") << ")</span>"_html;
        out << "</span>"_html << stage.note << "</li>\n"_html;
    }
    out << "</ol>\n"_html;
    return out;
}

Html checks(const std::vector<Check>& list) {
    Html out;
    out << "<ul class=\"app-checks\">\n"_html;
    for (const auto& check : list) {
        const bool ok = check.state == CheckState::ok, no = check.state == CheckState::no;
        out << "<li"_html << attribute("class", ok ? "app-checks__ok" : no ? "app-checks__no" : "app-checks__ask")
            << "><span class=\"govuk-visually-hidden\">"_html << (ok ? "Done: " : no ? "Must be done: " : "To be checked: ") << "</span><strong>"_html
            << check.lead << "</strong> "_html << content(check) << "</li>\n"_html;
    }
    out << "</ul>\n"_html;
    return out;
}

Html status_line(const govuk::Tag& tag, std::string_view sentence) {
    Html out;
    out << "<p class=\"app-status-line\">"_html;
    if (!tag.empty()) out << govuk::tag(tag) << " "_html;
    out << sentence << "</p>\n"_html;
    return out;
}

Html columns_with_aside(const Html& content_html, const Html& aside, bool aside_first) {
    const Html main_column = "<div>\n"_html + content_html + "</div>\n"_html;
    const Html aside_column = "<aside aria-label=\"More about this page\">\n"_html + aside + "</aside>\n"_html;
    Html out;
    out << "<div"_html << class_names("app-cols app-cols--aside", aside_first ? "app-cols--aside-first" : "") << ">\n"_html
        << (aside_first ? aside_column + main_column : main_column + aside_column) << "</div>\n"_html;
    return out;
}

Html actions(const std::vector<Html>& list) { return "<div class=\"app-actions\">\n"_html + join(list, "\n"_html) + "\n</div>\n"_html; }

Html print_button(std::string_view words) {
    return govuk::button({.text = std::string(words),
                          .type = "button",
                          .classes = "govuk-button--secondary app-js-only",
                          .attributes = {{"data-app-print"}}});
}

Html paragraph(std::string_view words) { return "<p class=\"govuk-body\">"_html + text(words) + "</p>\n"_html; }

Html link(std::string_view words, std::string_view address, std::string_view hidden_words) {
    Html out;
    out << "<a class=\"govuk-link\""_html << attribute("href", href(address)) << ">"_html << words;
    if (!hidden_words.empty()) out << "<span class=\"govuk-visually-hidden\"> "_html << hidden_words << "</span>"_html;
    out << "</a>"_html;
    return out;
}

Html heading(int level, std::string_view words, std::string_view size, std::string_view id) {
    Html out;
    out << "<h"_html << level << attribute("class", "govuk-heading-" + std::string(size)) << attribute_if("id", id) << ">"_html << words << "</h"_html
        << level << ">\n"_html;
    return out;
}

Html form(const Form& o) {
    Html out;
    out << "<form method=\"post\" novalidate"_html << attribute("action", href(o.action)) << attribute_if("class", o.classes);
    if (o.guard) out << " data-app-guard"_html;
    out << ">\n"_html << form_fields(o.csrf, o.version, o.idem) << "\n"_html << o.body << "</form>\n"_html;
    return out;
}

}  // namespace casework::web::html::app
