// Our own components, all with the class prefix app-: ux.md section 6 lists them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "domain/calendar.hpp"
#include "web/html/govuk.hpp"
#include "web/html/layout.hpp"

namespace casework::web::html::app {

// The handling strip under the header.
Html marking(const Marking&);

// Who a record page is about: name, facts, flags, actions.
struct Fact {
    std::string label{};
    std::string text{};
    Html html{};
};
struct Flag {
    std::string text{};
    std::string colour = "red";  // of the badge: red, black, blue, grey, purple, green
};
struct Identity {
    std::string label = "Person";  // names the region
    std::string name{};
    std::string name_href{};
    std::vector<Fact> facts{};
    std::vector<Flag> flags{};
    Html actions{};
};
Html identity(const Identity&);

// Movement since the last agreed list: up means more harm.
struct Movement {
    enum class Kind { none, up, down, fresh } kind{};
    int places = 0;
};
Html move(Movement);
std::string move_words(Movement);  // "Up 2", "Down 1", "No change", "New"

// A due date as words: Overdue / due 6 April, Today / 13 April, Tomorrow / 14 April, In 5 days / 18 April; from 15 days the date only.
struct DueWords {
    std::string tone{};  // "late", "soon", "ok" or empty
    std::string lead{};  // empty from 15 days on
    std::string date{};
};
DueWords due_words(domain::Date due, domain::Date today);
Html due(domain::Date due, domain::Date today);

// Open actions by 4P heading; a gap is outlined, a late one tinted and said.
struct FourPCount {
    int open = 0;
    int late = 0;
};
struct FourP {
    FourPCount pursue{}, prevent{}, protect{}, prepare{};
};
Html fourp(const FourP&);

struct Figure {
    std::string value{};
    std::string label{};
    Html change{};
};
Html figures(const std::vector<Figure>&);

// One person of the ranked list. Html parts are filled by the page.
struct RankItem {
    std::string reference{};  // also the id of the row
    int position = 0;
    Movement movement{};
    std::string name{};       // or initials
    std::string name_href{};
    std::string identity_line{};       // "NOM-2026-0041, 34 years old"
    std::vector<std::string> tags{};   // behaviours
    std::vector<std::string> notes{};  // orders in force, safeguarding, custody: bold lines
    Html change{};   // since the last meeting
    Html plan{};     // next action, see rank_plan
    Html actions{};  // Update, Move
    Html banner{};   // "Review overdue" tag and the like, before the name
};
Html rank_item(const RankItem&);
struct RankList {
    std::string change_heading{};  // "Since 30 March 2023"
    std::vector<RankItem> items{};
};
Html rank_list(const RankList&);
// "6 incidents" and "3 more than last fortnight", then other lines.
Html rank_change(std::string_view incidents, std::string_view comparison, const std::vector<std::string>& lines = {});
struct RankPlan {
    Html due{};
    std::string action{};
    std::string owner{};
    std::string open_actions{};  // "4 actions open, 1 overdue"
    std::optional<FourP> fourp{};
};
Html rank_plan(const RankPlan&);

// One row of the order page: Up and Down as submit buttons, and a position box.
struct OrderItem {
    std::string reference{};
    std::string name{};
    std::string facts{};  // "NOM-2026-0041, 6 incidents"
    Movement movement{};
    std::string position{};  // as typed, so that a wrong one is shown again
    bool position_error = false;
};
// The list with its live region; the form's first submit must be order_default_button(), so that Enter in a position
// box does not press "Up" on the first row. Buttons post move=REFERENCE:up, boxes pos[REFERENCE].
Html order_default_button();
Html order_list(const std::vector<OrderItem>&);

// A table that becomes cards on phones. Cells get data-label from the head; the script adds the table roles.
Html stacked_table(govuk::Table);
// A wide table scrolls in a region that takes focus and is named by the element with that id.
Html scroll_region(std::string_view caption_id, const Html& table);
// The same for a table whose caption gets that id.
Html table_in_scroll_region(std::string_view caption_id, govuk::Table);

struct Facts {
    int columns = 2;  // 1 to 4
    std::vector<Fact> facts{};
};
Html facts(const Facts&);

struct Panel {
    std::string heading{};
    std::string heading_id{};
    bool tint = false;
    Html body{};
};
Html panel(const Panel&);

enum class StageState { done, current, to_do };
struct Stage {
    StageState state{};
    std::string name{};
    std::string note{};
};
Html stages(const std::vector<Stage>&);

enum class CheckState { ok, no, ask };
struct Check {
    CheckState state{};
    std::string lead{};  // bold, ends with a full stop
    std::string text{};
    Html html{};         // a link to put it right
};
Html checks(const std::vector<Check>&);

// Under the page heading: a status tag and a sentence.
Html status_line(const govuk::Tag&, std::string_view sentence);
// Content and an aside of 320 px; with `aside_first` the aside comes first in the source (phones) and second on desktop.
Html columns_with_aside(const Html& content, const Html& aside, bool aside_first = false);
// Buttons and links in a row.
Html actions(const std::vector<Html>&);
// A button that prints the page; only there with JavaScript.
Html print_button(std::string_view words = "Print this page");
// Paragraph, link and heading as the pages write them.
Html paragraph(std::string_view words);
Html link(std::string_view words, std::string_view address, std::string_view hidden_words = {});
Html heading(int level, std::string_view words, std::string_view size = "m", std::string_view id = {});

// A form of ours: method post, novalidate, hidden csrf, version and idem. `guard` warns before leaving with unsaved typing.
struct Form {
    std::string action{};
    std::string csrf{};
    std::string version{};
    std::string idem{};
    bool guard = false;
    std::string classes{};
    Html body{};
};
Html form(const Form&);

}  // namespace casework::web::html::app
