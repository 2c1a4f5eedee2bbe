// Writes pages that show every component, for the HTML checker and the browser: web_tests "[gallery]" with CASEWORK_GALLERY=FOLDER.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "web/assets.hpp"
#include "web/html/app.hpp"
#include "web/html/moj.hpp"

using namespace casework::web::html;
using namespace std::chrono;
namespace fs = std::filesystem;

namespace {

constexpr casework::domain::Date today = 2023y / April / 13;
const std::string csrf = "t0k3n";

Html nominals() {
    using Kind = app::Movement::Kind;
    const auto row_actions = [](const std::string& reference, const std::string& name) {
        Html out = govuk::button({.html = "Update<span class=\"govuk-visually-hidden\"> "_html + text(name) + "</span>"_html,
                                  .href = "/nominals/" + reference + "/update",
                                  .classes = "govuk-button--secondary"});
        return out += app::link("Move", "/groups/tctf/nominals/order#move-" + reference, name);
    };
    Html out = moj::page_header_actions(
        {.heading = {.html = "<span class=\"govuk-caption-l\">Town Centre Task Force</span> Nominal list"_html},
         .heading_classes = "govuk-heading-xl govuk-!-margin-bottom-1",
         .status_line = app::status_line({.text = "Draft order", .classes = "govuk-tag--yellow"}, "Meeting on Thursday 13 April 2023 at 2pm."),
         .actions = app::actions({govuk::button({.text = "Change order", .href = "/order", .classes = "govuk-button--secondary"}),
                                  govuk::button({.text = "Start meeting", .href = "/start"})})});
    out += moj::sub_navigation({.label = "Town Centre Task Force",
                                .items = {{.text = "Nominals (10)", .href = "/groups/tctf/nominals", .active = true},
                                          {.html = "Actions "_html + moj::notification_badge({.count = 2, .visually_hidden_text = "overdue"}), .href = "/actions"},
                                          {.text = "Past meetings", .href = "/meetings"},
                                          {.text = "Archived (15)", .href = "/archive"}},
                                .classes = "app-sub-navigation"});
    out += app::figures({{"10", "people on the list", {}}, {"31", "incidents since 30 March", "5 more"_html}, {"2", "actions overdue", {}}, {"6", "orders in force", {}}});
    out << "<h2 class=\"govuk-visually-hidden\">Ranked list</h2>\n"_html;
    out += app::rank_list(
        {.change_heading = "Since 30 March 2023",
         .items = {{.reference = "NOM-2023-0147",
                    .position = 1,
                    .movement = {Kind::up, 2},
                    .name = "Dean Harwell",
                    .name_href = "/nominals/NOM-2023-0147",
                    .identity_line = "NOM-2023-0147, 34 years old",
                    .tags = {"Shoplifting", "Begging"},
                    .notes = {"CPN in force to 11 July 2023"},
                    .change = app::rank_change("6 incidents", "3 more than last fortnight", {"Arrested 11 April, Week Street"}),
                    .plan = app::rank_plan({.due = app::due(2023y / April / 6, today),
                                            .action = "Apply for CBO with file",
                                            .owner = "PC Osei, Kent Police",
                                            .open_actions = "4 actions open, 1 overdue",
                                            .fourp = app::FourP{.pursue = {3, 1}, .prevent = {2, 0}, .protect = {1, 0}}}),
                    .actions = row_actions("NOM-2023-0147", "Dean Harwell")},
                   {.reference = "NOM-2023-0160",
                    .position = 2,
                    .movement = {Kind::fresh},
                    .name = "Jordan Speke",
                    .name_href = "/nominals/NOM-2023-0160",
                    .identity_line = "NOM-2023-0160, 22 years old",
                    .tags = {"Violence to staff"},
                    .change = app::rank_change("5 incidents", "first time on the list"),
                    .plan = app::rank_plan({.due = app::due(2023y / April / 13, today), .action = "Serve CPW", .owner = "M. Hart"}),
                    .actions = row_actions("NOM-2023-0160", "Jordan Speke"),
                    .banner = govuk::tag({.text = "Review overdue", .classes = "govuk-tag--red"})}}});
    const Html table = app::table_in_scroll_region(
        "cap-considered",
        {.rows = {{{.text = "Callum Dray"}, {.text = "One Maidstone BID"}, {.text = "4", .format = "numeric"}, {.html = app::link("Decide", "/n/88", "on Callum Dray")}}},
         .head = {{.text = "Person"}, {.text = "Put forward by"}, {.text = "Incidents", .format = "numeric"}, {.text = "Decision"}},
         .caption = "1 person put forward since 30 March 2023",
         .first_cell_is_header = true});
    out += app::columns_with_aside(app::heading(2, "Considered for the list") + table,
                                   app::panel({.heading = "Ready to archive?", .tint = true, .body = app::paragraph("The group decides.")}));
    out += app::print_button();
    return out;
}

Html order() {
    std::vector<app::OrderItem> rows;
    for (int i = 1; i <= 5; ++i) {
        const auto number = std::to_string(i);
        rows.push_back({.reference = "NOM-2023-000" + number, .name = "Person " + number, .facts = "NOM-2023-000" + number + ", 3 incidents", .position = number});
    }
    const Html buttons = govuk::button({.text = "Save order", .name = "do", .value = "save", .prevent_double_click = true}) + "\n"_html +
                         app::link("Cancel", "/groups/tctf/nominals");
    return govuk::notification_banner({.text = "Person 3 moved to position 5 of 5. Order not agreed yet.", .type = "success"}) +
           app::heading(1, "Change the order of the nominal list", "l") +
           app::form({.action = "/groups/tctf/nominals/order",
                      .csrf = csrf,
                      .version = "57",
                      .idem = "k",
                      .guard = true,
                      .body = app::order_default_button() + app::paragraph("Use up and down, or type a new position.") + app::order_list(rows) +
                              govuk::textarea({.name = "why", .rows = 2, .label = {.text = "Why has the order changed? (optional)"}, .hint = {.text = "This goes in the meeting record"}}) +
                              "<div class=\"govuk-button-group\">"_html + buttons + "</div>\n"_html});
}

Html work() {
    Html out = app::heading(1, "My work", "xl");
    out += app::heading(2, "Waiting for your decision");
    out += govuk::task_list({.items = {{.title = {.text = "3 people put forward"}, .hint = {.text = "Kent Police, One Maidstone BID"}, .status = {.tag = {.text = "Before 2pm today", .classes = "govuk-tag--orange"}}, .href = "/nominations"},
                                       {.title = {.text = "Minutes of 30 March"}, .status = {.text = "Approved"}}}});
    out += app::stacked_table({.rows = {{{.html = app::due(2023y / April / 18, today)}, {.text = "Test purchase plan"}, {.html = app::link("Update", "/actions/1", "action: Test purchase plan")}}},
                               .head = {{.text = "Due"}, {.text = "Action"}, {.html = "<span class=\"govuk-visually-hidden\">Do</span>"_html}},
                               .caption = "My next action"});
    out += govuk::table({.rows = {{{.text = "Shepway North"}, moj::sortable_cell({.text = "1,172", .format = "numeric"}, "1172")},
                                  {{.text = "Allington"}, moj::sortable_cell({.text = "39", .format = "numeric"}, "39")}},
                         .head = {moj::sortable_head("Ward", moj::Sort::ascending), moj::sortable_head("Incidents", moj::Sort::none, "numeric")},
                         .caption = "Incidents by ward",
                         .attributes = {{"data-module", "moj-sortable-table"}}});
    out += govuk::pagination({.items = {{.number = "1", .href = "?page=1"}, {.number = "2", .href = "?page=2", .current = true}, {.ellipsis = true}, {.number = "9", .href = "?page=9"}},
                              .previous = {.href = "?page=1"},
                              .next = {.href = "?page=3"}});
    return out;
}

Html requirement(int index) {
    const auto number = std::to_string(index);
    return govuk::input({.id = "req-" + number + "-text",
                         .name = "req[" + number + "][text]",
                         .label = {.text = "What must be done"},
                         .attributes = moj::add_another_attributes("req[%index%][text]", "req-%index%-text", "What must be done")});
}

Html fields() {
    Html out;
    out += govuk::input({.name = "name", .value = "Ann", .label = {.text = "Full name"}, .error_message = {.text = "Enter the person’s full name"}, .autocomplete = "off", .spellcheck = false});
    out += govuk::input({.name = "cost", .label = {.text = "Cost"}, .hint = {.text = "In pounds"}, .prefix = {.text = "£"}});
    out += govuk::date_input({.id = "born",
                              .name_prefix = "born",
                              .hint = {.text = "For example, 27 3 1984"},
                              .error_message = {.text = "Date of birth must include a month"},
                              .fieldset = govuk::Fieldset{.legend = {.text = "Date of birth"}},
                              .month = govuk::DateInputItem{.name = "month", .error = true, .classes = "govuk-input--width-2"},
                              .values = {{"born-day", "4"}, {"born-year", "1984"}}});
    out += moj::date_picker({.id = "due", .name = "due", .label = {.text = "Due"}, .hint = {.text = "For example, 13/4/2023"}});
    out += govuk::radios({.fieldset = govuk::Fieldset{.legend = {.text = "How was it given?", .classes = "govuk-fieldset__legend--m"}},
                          .error_message = {.text = "Select how the notice was given"},
                          .name = "how",
                          .items = {{.text = "By hand", .value = "hand", .hint = {.text = "To the person"}}, {.divider = "or"}, {.text = "Not known", .value = "unknown"}}});
    out += govuk::checkboxes({.fieldset = govuk::Fieldset{.legend = {.text = "Behaviours"}},
                              .hint = {.text = "Select all that apply"},
                              .name = "behaviour",
                              .items = {{.text = "Begging", .value = "begging"}, {.text = "Shoplifting", .value = "shoplifting"}, {.divider = "or"}, {.text = "None of these", .value = "none", .behaviour = "exclusive"}},
                              .values = {"begging"}});
    out += govuk::select({.name = "agency", .items = {{.value = "", .text = "Choose an agency"}, {.value = "kp", .text = "Kent Police"}}, .value = "kp", .label = {.text = "Agency"}});
    out += govuk::character_count({.name = "evidence", .value = "Seen \xF0\x9F\x98\x80", .maxlength = 200, .label = {.text = "Evidence"}});
    out += govuk::password_input({.name = "password", .label = {.text = "Password"}});
    out += moj::add_another({.id = "req", .item_label = "Requirement", .items = {{.fields = requirement(0)}, {.fields = requirement(1)}}});
    return out;
}

Html form_page() {
    return govuk::error_summary({.title_text = "There is a problem",
                                 .error_list = {{.href = "#name", .text = "Enter the person’s full name"},
                                                {.href = "#born-month", .text = "Date of birth must include a month"},
                                                {.href = "#how", .text = "Select how the notice was given"}}}) +
           app::heading(1, "Add a person", "l") +
           app::form({.action = "/people", .csrf = csrf, .idem = "k", .guard = true, .body = fields() + govuk::button({.text = "Save and continue", .prevent_double_click = true})});
}

Html record() {
    using app::StageState, app::CheckState;
    Html out = app::heading(1, "Street drinking, Brenchley Gardens", "l");
    out += app::heading(2, "Where this case is");
    out += app::stages({{StageState::done, "Warning served", "By hand, 2 March 2023"}, {StageState::current, "Notice decision", "3 breaches"}, {StageState::to_do, "Outcome", "Not started"}});
    const Html checks = app::checks({{CheckState::ok, "Written warning given.", "2 March 2023, by hand"}, {CheckState::no, "Aged 16 or over.", "", app::link("Record the age", "/age")}, {CheckState::ask, "Vulnerability check.", "Older than 28 days"}});
    Html main = moj::alert({.variant = moj::AlertVariant::warning, .title = "Custody", .text = "In custody until 21 April 2023", .dismissible = true});
    main += govuk::summary_list({.rows = {{.key = {.text = "Name"}, .value = {.text = "Gary Tindle"}, .actions = {.items = {{.href = "/name", .text = "Change", .visually_hidden_text = "name"}}}},
                                          {.key = {.text = "Address"}, .value = {.text = "No fixed address"}}},
                                 .card = govuk::SummaryCard{.title = {.text = "Person"}}});
    main += app::facts({.columns = 3, .facts = {{"Known to", "CGL, Probation"}, {"Risk to self", "Low"}, {"Bail until", "1 May 2023"}}});
    main += govuk::details({.summary_text = "How this was decided", .text = "The chair decided on 30 March 2023."});
    main += govuk::inset_text({.text = "This record is shared with 4 agencies."});
    main += govuk::warning_text({.text = "You cannot change a notice once it is issued."});
    main += app::heading(2, "Timeline");
    main += moj::timeline({.items = {{.label = {.text = "Breach"}, .byline = {.text = "Mel Hart"}, .timestamp = "2023-04-12T14:05:00Z", .time_text = "12 April 2023 at 3:05pm", .html = "<p class=\"govuk-body\">Shouting at staff.</p>"_html}}, .heading_level = 3});
    out += app::columns_with_aside(main, app::panel({.heading = "Before you issue a CPN", .tint = true, .body = checks}), true);
    return out;
}

Html sign_in() {
    return app::heading(1, "Sign in", "l") +
           app::form({.action = "/sign-in",
                      .csrf = csrf,
                      .body = govuk::input({.name = "username", .label = {.text = "Username"}, .classes = "govuk-input--width-20", .autocomplete = "username", .spellcheck = false, .autocapitalize = "none"}) +
                              govuk::password_input({.name = "password", .label = {.text = "Password"}, .classes = "govuk-input--width-20"}) +
                              govuk::button({.text = "Sign in", .prevent_double_click = true})});
}

Html identity() {
    return app::identity({.label = "Person and case",
                          .name = "Gary Tindle",
                          .name_href = "/people/PER-2023-0118",
                          .facts = {{"Date of birth", "4 August 1970 (52)"}, {"Person", "PER-2023-0118"}},
                          .flags = {{"Visit in pairs", "red"}, {"Alcohol dependency", "black"}},
                          .actions = govuk::button({.text = "Issue a CPN", .href = "/issue"})});
}

}  // namespace

TEST_CASE("write the gallery", "[.gallery]") {
    const char* folder = std::getenv("CASEWORK_GALLERY");
    REQUIRE(folder != nullptr);
    fs::create_directories(fs::path(folder) / "static");
    for (const auto* asset : casework::web::all_assets())
        std::ofstream(fs::path(folder) / std::string(asset->path.substr(1)), std::ios::binary) << asset->bytes;

    const Reader reader{.name = "Sgt Priya Nair", .agency = "Kent Police", .csrf = csrf,
                        .navigation = {{"My work", "/", "work"}, {"Nominal list", "/groups/tctf/nominals", "nominals"}, {"People", "/people", "people"}, {"Meetings", "/meetings", "meetings"}},
                        .session_ends = "2:07pm", .session_seconds = 1200};
    Site site;
    site.demo = true;
    const std::vector<Crumb> crumbs{{"Meetings", "/meetings"}, {"Town Centre Task Force", "/groups/tctf"}};
    const std::pair<const char*, Page> pages[] = {
        {"nominals", {.title = "Nominal list", .section = "nominals", .breadcrumbs = crumbs, .main = nominals()}},
        {"order", {.title = "Change the order", .section = "nominals", .back_href = "/groups/tctf/nominals", .back_text = "Back to nominal list", .main = order()}},
        {"work", {.title = "My work", .section = "work", .main = work()}},
        {"form", {.title = "Add a person", .error = true, .section = "people", .main = form_page()}},
        {"record", {.title = "Overview: CPW-2023-0041", .marking = Marking{.classification = "OFFICIAL-SENSITIVE: MARAC", .text = "Do not tell the person who complained.", .restricted = true}, .identity = identity(), .main = record()}},
        {"done", {.title = "Notice issued", .main = govuk::panel({.title_text = "Notice issued", .text = "CPN-2023-0037"})}},
    };
    for (auto [name, page] : pages) {
        page.made_at = "1:47pm on 13 April 2023";
        page.reference = "7F3A-91C2";
        std::ofstream(fs::path(folder) / (std::string(name) + ".html")) << document(site, reader, page).take();
    }
    std::ofstream(fs::path(folder) / "sign-in.html") << document(site, std::nullopt, {.title = "Sign in", .marking = std::nullopt, .main = sign_in()}).take();
}
