// Leading from page to page of a list: what the address asks for, the links below the list and the keys in JSON.
#pragma once

#include <string>
#include <string_view>

#include "persistence/page.hpp"
#include "web/context.hpp"
#include "web/json.hpp"

namespace casework::web {

constexpr std::string_view vulnerability_group = "csvg";  // Community Safety and Vulnerability Group

// The page of a record, by the prefix of its reference: "/cases/CPW-2026-0041".
std::string address_of_record(std::string_view id);
// Where the actions of that record stand, and which part of the navigation it belongs to.
std::string address_of_actions(std::string_view id);
std::string_view section_of_record(std::string_view id);
// The first page of a group's work: its list.
std::string home_of_group(std::string_view panel);

// `<list>_after` and `<list>_before` of the query string.
persistence::PageAsked page_asked(const Context& context, std::string_view list);
// Previous and Next, each to the list itself on its page; nothing when the list is one page. `address` may carry a query. `name` tells several lists of a page apart.
html::Html page_links(const std::string& address, std::string_view list, const persistence::PageEnds& ends, std::string name, std::string_view anchor);
// `<list>_previous` and `<list>_next`, to be sent as `<list>_before` and `<list>_after`.
void page_json(JsonObject& json, std::string_view list, const persistence::PageEnds& ends);

}  // namespace casework::web
