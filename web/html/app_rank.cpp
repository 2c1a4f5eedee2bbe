// The ranked list of people and the rows with which its order is changed.
#include "web/html/app.hpp"
#include "web/html/govuk_parts.hpp"

namespace casework::web::html::app {

namespace {

Html rank_position(const RankItem& o) {
    Html out;
    out << "<div class=\"app-rank__pos\">\n<span class=\"app-rank__num\"><span class=\"govuk-visually-hidden\">Position </span>"_html << o.position
        << "</span>\n"_html << move(o.movement) << "\n</div>\n"_html;
    return out;
}

Html rank_person(const RankItem& o) {
    Html out;
    out << "<div>\n"_html;
    if (!o.banner.empty()) out << "<p class=\"app-rank__banner\">"_html << o.banner << "</p>\n"_html;
    out << "<h3 class=\"app-rank__name\">"_html;
    if (o.name_href.empty())
        out << o.name;
    else
        out << "<a class=\"govuk-link govuk-link--no-visited-state\""_html << attribute("href", href(o.name_href)) << ">"_html << o.name << "</a>"_html;
    out << "</h3>\n<p class=\"app-rank__id\">"_html << o.identity_line << "</p>\n"_html;
    if (!o.tags.empty()) {
        out << "<ul class=\"app-rank__tags\">"_html;
        for (const auto& tag : o.tags) out << "<li>"_html << govuk::tag({.text = tag, .classes = "govuk-tag--grey"}) << "</li>"_html;
        out << "</ul>\n"_html;
    }
    for (const auto& note : o.notes)
        out << "<p class=\"app-small govuk-!-margin-top-2 govuk-!-margin-bottom-0\"><strong>"_html << note << "</strong></p>\n"_html;
    out << "</div>\n"_html;
    return out;
}

}  // namespace

Html rank_item(const RankItem& o) {
    Html out;
    out << "<li class=\"app-rank__item\""_html << attribute("id", o.reference) << ">\n"_html << rank_position(o) << rank_person(o)
        << "<div class=\"app-rank__change\">\n"_html << o.change << "</div>\n<div class=\"app-rank__plan\">\n"_html << o.plan
        << "</div>\n<div class=\"app-rank__actions\">\n"_html << o.actions << "\n</div>\n</li>\n"_html;
    return out;
}

Html rank_list(const RankList& o) {
    Html out;
    out << "<div class=\"app-rank__head\" aria-hidden=\"true\"><span>Position</span><span>Person</span><span>"_html << o.change_heading
        << "</span><span>Next action</span><span></span></div>\n<ol class=\"app-rank\">\n"_html;
    for (const auto& item : o.items) out += rank_item(item);
    out << "</ol>\n"_html;
    return out;
}

Html rank_change(std::string_view incidents, std::string_view comparison, const std::vector<std::string>& lines) {
    Html out;
    out << "<p><span class=\"app-rank__label\">"_html << incidents << "</span> "_html << comparison << "</p>\n"_html;
    for (const auto& line : lines) out << "<p>"_html << line << "</p>\n"_html;
    return out;
}

Html rank_plan(const RankPlan& o) {
    Html out;
    if (!o.action.empty()) {
        out << "<p><span class=\"app-rank__hint\">Next action</span> "_html << o.due << "</p>\n<p>"_html << o.action;
        if (!o.owner.empty()) out << "<br><span class=\"app-muted\">"_html << o.owner << "</span>"_html;
        out << "</p>\n"_html;
    }
    if (!o.open_actions.empty()) out << "<p>"_html << o.open_actions << "</p>\n"_html;
    if (o.fourp) out += fourp(*o.fourp);
    return out;
}

Html order_default_button() {
    return "<button type=\"submit\" class=\"govuk-visually-hidden\" name=\"do\" value=\"apply\" tabindex=\"-1\" aria-hidden=\"true\">Renumber</button>\n"_html;
}

namespace {

Html step_button(const OrderItem& item, std::string_view direction, std::string_view words, bool at_end) {
    Html out;
    out << "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" name=\"move\""_html
        << attribute("value", item.reference + ":" + std::string(direction));
    if (at_end) out << " aria-disabled=\"true\""_html;
    out << ">"_html << words << "<span class=\"govuk-visually-hidden\"> one place, "_html << item.name << "</span></button>\n"_html;
    return out;
}

Html position_box(const OrderItem& item) {
    const std::string id = "pos-" + item.reference;
    Html out;
    out << "<label class=\"govuk-visually-hidden\""_html << attribute("for", id) << ">Position of "_html << item.name << "</label>\n<input"_html
        << parts::class_names("govuk-input", item.position_error ? "govuk-input--error" : "") << attribute("id", id)
        << attribute("name", "pos[" + item.reference + "]") << " type=\"text\" inputmode=\"numeric\""_html << attribute("value", item.position)
        << " autocomplete=\"off\" data-app-pos>\n"_html;
    return out;
}

}  // namespace

Html order_list(const std::vector<OrderItem>& list) {
    Html out;
    out << "<div class=\"govuk-visually-hidden\" role=\"status\" data-app-order-status></div>\n<ol class=\"app-order\" data-app-order>\n"_html;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto& item = list[i];
        out << "<li class=\"app-order__item\""_html << attribute("id", "move-" + item.reference) << attribute("data-name", item.name)
            << ">\n<div class=\"app-order__who\"><b>"_html << item.name << "</b> <span class=\"app-small app-muted\">"_html << item.facts
            << "</span> "_html << move(item.movement) << "</div>\n<div class=\"app-order__controls\">\n"_html
            << step_button(item, "up", "Up", i == 0) << step_button(item, "down", "Down", i + 1 == list.size()) << position_box(item)
            << "</div>\n</li>\n"_html;
    }
    out << "</ol>\n"_html;
    return out;
}

}  // namespace casework::web::html::app
