// Leading from page to page of a list.
#include "web/pages.hpp"

#include <fmt/format.h>

#include "web/html/govuk.hpp"
#include "web/percent_encoding.hpp"

namespace casework::web {

std::string address_of_record(std::string_view id) {
    const auto prefix = id.substr(0, id.find('-'));
    const std::string_view page = prefix == "CPW" || prefix == "CPN" ? "/cases/" : prefix == "REP" ? "/reports/" : prefix == "TOL" ? "/tools/" : prefix == "ACR" ? "/case-reviews/" : prefix == "VUL" ? "/vulnerability/" : prefix == "MTG" ? "/meetings/" : prefix == "PER" ? "/people/" : "/nominals/";
    return std::string(page) + std::string(id);
}

std::string address_of_actions(std::string_view id) { return address_of_record(id) + (id.starts_with("VUL-") ? "#actions" : "/plan"); }

std::string_view section_of_record(std::string_view id) { return id.starts_with("VUL-") ? "vulnerability" : "nominals"; }

std::string home_of_group(std::string_view panel) { return "/groups/" + std::string(panel) + (panel == vulnerability_group ? "/vulnerability" : "/nominals"); }

persistence::PageAsked page_asked(const Context& context, std::string_view list) {
    const auto& request = context.request();
    return {request.query_value(fmt::format("{}_after", list)).value_or(""), request.query_value(fmt::format("{}_before", list)).value_or("")};
}

html::Html page_links(const std::string& address, std::string_view list, const persistence::PageEnds& ends, std::string name, std::string_view anchor) {
    if (ends.previous.empty() && ends.next.empty()) return {};
    const auto link = [&](std::string_view side, const std::string& key) {
        return key.empty() ? std::string() : fmt::format("{}{}{}_{}={}#{}", address, address.find('?') == std::string::npos ? '?' : '&', list, side, percent_encoded(key), anchor);
    };
    return html::govuk::pagination({.previous = {.href = link("before", ends.previous)}, .next = {.href = link("after", ends.next)}, .landmark_label = std::move(name)});
}

void page_json(JsonObject& json, std::string_view list, const persistence::PageEnds& ends) {
    json.add(fmt::format("{}_previous", list), ends.previous).add(fmt::format("{}_next", list), ends.next);
}

}  // namespace casework::web
