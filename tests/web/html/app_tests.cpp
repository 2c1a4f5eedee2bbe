// Our own components: the words they use, and that they say in words what they show in colour.
#include <catch2/catch.hpp>

#include "web/html/app.hpp"

using namespace casework::web::html;
using casework::domain::Date;
using namespace std::chrono;

namespace {

constexpr Date today = 2023y / April / 13;

std::string due_on(Date date) {
    const auto words = app::due_words(date, today);
    return words.tone + "|" + words.lead + "|" + words.date;
}

bool has(const Html& html, std::string_view part) { return html.view().find(part) != std::string_view::npos; }

}  // namespace

TEST_CASE("a due date says how late or how near it is, and from 15 days on only the date") {
    CHECK(due_on(2023y / April / 6) == "late|Overdue|due 6 April");
    CHECK(due_on(2023y / April / 12) == "late|Overdue|due 12 April");
    CHECK(due_on(2023y / April / 13) == "soon|Today|13 April");
    CHECK(due_on(2023y / April / 14) == "soon|Tomorrow|14 April");
    CHECK(due_on(2023y / April / 18) == "ok|In 5 days|18 April");
    CHECK(due_on(2023y / April / 27) == "ok|In 14 days|27 April");
    CHECK(due_on(2023y / April / 28) == "||28 April");
    CHECK(due_on(2024y / January / 2) == "||2 January 2024");
    CHECK(due_on(2022y / December / 31) == "late|Overdue|due 31 December 2022");
    CHECK(app::due(2023y / April / 6, today).view() == "<span class=\"app-due app-due--late\"><b>Overdue</b> due 6 April</span>");
}

TEST_CASE("movement is an icon and a word") {
    using Kind = app::Movement::Kind;
    CHECK(app::move_words({Kind::up, 2}) == "Up 2");
    CHECK(app::move_words({Kind::down, 1}) == "Down 1");
    CHECK(app::move_words({}) == "No change");
    CHECK(app::move_words({Kind::fresh}) == "New");
    CHECK(has(app::move({Kind::up, 2}), "app-move--up"));
    CHECK(has(app::move({Kind::up, 2}), "</svg>Up 2</span>"));
}

TEST_CASE("a late action of the 4P plan is said, not only tinted") {
    const auto html = app::fourp({.pursue = {3, 1}, .prevent = {2, 0}});
    CHECK(has(html, "<li class=\"app-fourp__late\">Pursue<b>3<span class=\"govuk-visually-hidden\">, 1 overdue</span></b></li>"));
    CHECK(has(html, "<li>Prevent<b>2</b></li>"));
    CHECK(has(html, "<li class=\"app-fourp__gap\">Prepare<b>0</b></li>"));
}

TEST_CASE("Enter in a position box renumbers instead of moving the first row") {
    const auto form = app::form({.action = "/groups/tctf/nominals/order",
                                 .csrf = "t",
                                 .version = "57",
                                 .guard = true,
                                 .body = app::order_default_button() + app::order_list({{.reference = "NOM-2023-0001", .name = "Ann O'Neil", .position = "1"},
                                                                                        {.reference = "NOM-2023-0002", .name = "Bo", .position = "2"}})});
    const auto html = std::string(form.view());
    CHECK(html.find("type=\"submit\"") == html.find("type=\"submit\" class=\"govuk-visually-hidden\" name=\"do\" value=\"apply\""));
    CHECK(html.find("<button type=\"submit\"") < html.find("name=\"move\""));
    CHECK(has(form, "value=\"NOM-2023-0001:up\" aria-disabled=\"true\">Up<span class=\"govuk-visually-hidden\"> one place, Ann O&#39;Neil</span>"));
    CHECK(has(form, "value=\"NOM-2023-0002:down\" aria-disabled=\"true\""));
    CHECK(has(form, "name=\"pos[NOM-2023-0002]\""));
    CHECK(has(form, "name=\"csrf\" value=\"t\"><input type=\"hidden\" name=\"version\" value=\"57\">"));
    CHECK_FALSE(has(form, "name=\"idem\""));
}

TEST_CASE("a stacked table carries its headings into the cards and no roles") {
    const auto html = app::stacked_table({.rows = {{{.text = "Today"}, {.text = "Serve CPW"}, {.html = "<a href=\"/x\">Update</a>"_html}}},
                                          .head = {{.text = "Due"}, {.text = "Action"}, {.html = "<span class=\"govuk-visually-hidden\">Do</span>"_html}},
                                          .caption = "My next actions"});
    CHECK(has(html, "class=\"govuk-table app-table app-stack\""));
    CHECK(has(html, "data-label=\"Action\">Serve CPW</td>"));
    CHECK_FALSE(has(html, "role="));
}

TEST_CASE("a scroll region is named by the caption of its table") {
    const auto html = app::table_in_scroll_region("cap", {.head = {{.text = "Person"}}, .caption = "3 people"});
    CHECK(has(html, "role=\"region\" tabindex=\"0\" aria-labelledby=\"cap\""));
    CHECK(has(html, "<caption class=\"govuk-table__caption\" id=\"cap\">3 people</caption>"));
}

TEST_CASE("stages and checks say their state in words") {
    const auto stages = app::stages({{app::StageState::done, "Warning served", "By hand"}, {app::StageState::current, "Decision", ""}, {app::StageState::to_do, "Outcome", ""}});
    CHECK(has(stages, "Warning served <span class=\"govuk-visually-hidden\">(done)</span>"));
    CHECK(has(stages, "aria-current=\"step\""));
    CHECK(has(stages, "(not started)"));
    CHECK(has(app::checks({{app::CheckState::no, "Aged 16 or over.", "Not known"}}), "Must be done: "));
}
