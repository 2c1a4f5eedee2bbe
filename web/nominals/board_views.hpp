// How the list of a panel looks, and the parts that other pages of the panel share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "persistence/nominals/order.hpp"
#include "web/context.hpp"
#include "web/html/app.hpp"

namespace casework::web::nominals {

// Full names, or initials for a shared screen.
struct Naming {
    bool initials = false;
    std::string operator()(const persistence::Subject& person) const;
};
// The session's choice.
Naming naming(const Context& context);

html::Marking panel_marking(std::string_view panel_name);
// The tabs of a group; counts are left out where they are negative.
struct PanelTabs {
    std::string panel, panel_name;
    std::string_view current;  // nominals, actions, lists, meetings, archived, figures
    int nominals = -1, actions = -1, archived = -1;
};
html::Html panel_tabs(const PanelTabs& tabs);
std::vector<html::Crumb> panel_crumbs(std::string_view panel, std::string_view panel_name);

// Why an entry ended: "No longer affecting the town centre", "In custody, release 26 March 2027", "Not added: ...".
std::string end_words(std::string_view state, std::string_view reason, std::string_view detail);
std::string age_words(const persistence::Subject& person);               // "34 years old", "about 40 years old", ""
std::string incident_words(std::optional<int> incidents);                // "6 incidents"
std::string incident_change(std::optional<int> now, std::optional<int> before);  // "3 more than last time"
std::string action_words(int open, int overdue);                         // "4 actions open, 1 overdue"
html::app::Movement movement_of(const persistence::Moved& moved);

html::Html board_page(Context& context, const persistence::Board& board, const Naming& naming);
html::Html print_page(Context& context, const persistence::Board& board, const Naming& naming);
std::string board_csv(const persistence::Board& board);
html::Html agreed_list_page(Context& context, const persistence::AgreedList& list, const Naming& naming, bool print);

}  // namespace casework::web::nominals
