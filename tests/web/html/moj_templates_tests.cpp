// Our MOJ components against MOJ's own Nunjucks templates, rendered now by node.
#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>

#include "tests/web/html/fixture.hpp"
#include "web/html/moj.hpp"

using namespace casework::web::html;
using casework::tests::Options;
namespace json = boost::json;

namespace {

json::value rendered_by_moj() {
    const std::string source = CASEWORK_SOURCE_DIR;
    const std::string command = "node '" + source + "/tests/web/html/render_moj.mjs' '" + source + "/web'";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    REQUIRE(pipe);
    std::string all;
    std::array<char, 4096> piece{};
    while (const auto size = std::fread(piece.data(), 1, piece.size(), pipe.get())) all.append(piece.data(), size);
    return json::parse(all);
}

govuk::Content content(Options o) { return {.text = o.text("text"), .html = o.html("html")}; }

Html badge(Options& o) {
    return moj::badge({.text = o.text("text"), .html = o.html("html"), .classes = o.text("classes"), .attributes = o.attributes()});
}

Html alert(Options& o) {
    static const std::map<std::string, moj::AlertVariant> variants{{"information", moj::AlertVariant::information},
                                                                   {"success", moj::AlertVariant::success},
                                                                   {"warning", moj::AlertVariant::warning},
                                                                   {"error", moj::AlertVariant::error}};
    return moj::alert({.variant = variants.at(o.text("variant")),
                       .title = o.text("title"),
                       .show_title_as_heading = o.flag("showTitleAsHeading"),
                       .heading_tag = o.text_if_given("headingTag").value_or("h2"),
                       .text = o.text("text"),
                       .html = o.html("html"),
                       .dismissible = o.flag("dismissible"),
                       .dismiss_text = o.text_if_given("dismissText").value_or("Dismiss"),
                       .disable_auto_focus = o.flag("disableAutoFocus"),
                       .focus_on_dismiss_selector = o.text("focusOnDismissSelector"),
                       .role = o.text_if_given("role").value_or("region"),
                       .classes = o.text("classes"),
                       .attributes = o.attributes()});
}

Html sub_navigation(Options& o) {
    moj::SubNavigation n{.label = o.text_if_given("label").value_or("Secondary navigation region")};
    o.each("items", [&](Options& item) {
        n.items.push_back({.text = item.text("text"),
                           .html = item.html("html"),
                           .href = item.text("href"),
                           .active = item.flag("active"),
                           .classes = item.text("classes"),
                           .attributes = item.attributes()});
    });
    n.classes = o.text("classes");
    n.attributes = o.attributes();
    return moj::sub_navigation(n);
}

// The macro words the time with moment.js; ours is given the words, which domain/calendar makes.
std::string words_of_time(Options time, std::string& timestamp) {
    timestamp = time.text("timestamp");
    return time.text("type") == "date" ? "13 April 2023" : "13 April 2023 at 2:05pm";
}

Html timeline(Options& o) {
    moj::Timeline t{.heading_level = o.number("headingLevel", 2), .classes = o.text("classes"), .attributes = o.attributes()};
    o.each("items", [&](Options& item) {
        moj::TimelineItem i{.label = content(item.inside("label")), .byline = content(item.inside("byline"))};
        i.time_text = words_of_time(item.inside("datetime"), i.timestamp);
        i.text = item.text("text");
        i.html = item.html("html");
        i.classes = item.text("classes");
        i.attributes = item.attributes();
        t.items.push_back(i);
    });
    return moj::timeline(t);
}

Html page_header_actions(Options& o) {
    moj::PageHeaderActions h{.classes = o.text("classes"), .attributes = o.attributes()};
    auto heading = o.inside("heading");
    h.heading = {.text = heading.text("text"), .html = heading.html("html")};
    h.heading_level = heading.number("level", 1);
    h.heading_classes = heading.text_if_given("classes").value_or("govuk-heading-xl");
    Html buttons;
    o.each("items", [&](Options& item) {
        buttons += govuk::button({.text = item.text("text"), .href = item.text("href"), .classes = item.text("classes")});
    });
    if (!buttons.empty()) h.actions = "<div class=\"app-actions\">"_html + buttons + "</div>"_html;
    return moj::page_header_actions(h);
}

Html notification_badge(Options& o) {
    return moj::notification_badge({.count = o.number("text"),
                                    .visually_hidden_text = o.text("visuallyHiddenText"),
                                    .classes = o.text("classes"),
                                    .attributes = o.attributes()});
}

Html fields_of(Options fieldset) { return fieldset.html("html"); }

Html add_another(Options& o) {
    moj::AddAnother a{.id = o.text("id"), .item_label = o.text("itemLabel"), .classes = o.text("classes")};
    o.each("items", [&](Options& item) {
        item.raw("removeButton");  // ours always says the index
        a.items.push_back({.fields = fields_of(item.inside("fieldset"))});
    });
    return moj::add_another(a);
}

Html date_picker(Options& o) {
    moj::DatePicker d{.id = o.text("id"),
                      .name = o.text("name"),
                      .value = o.text_if_given("value"),
                      .min_date = o.text("minDate"),
                      .max_date = o.text("maxDate"),
                      .week_start_day = o.text("weekStartDay")};
    auto label = o.inside("label");
    d.label = {.text = label.text("text"), .classes = label.text("classes")};
    auto hint = o.inside("hint");
    d.hint = {.text = hint.text("text")};
    auto error = o.inside("errorMessage");
    d.error_message = {.text = error.text("text")};
    d.classes = o.text("classes");
    return moj::date_picker(d);
}

const std::map<std::string, Html (*)(Options&)> components{{"add-another", add_another},
                                                            {"alert", alert},
                                                            {"badge", badge},
                                                            {"date-picker", date_picker},
                                                            {"notification-badge", notification_badge},
                                                            {"page-header-actions", page_header_actions},
                                                            {"sub-navigation", sub_navigation},
                                                            {"timeline", timeline}};

void replace_all(std::string& in, std::string_view what, std::string_view with) {
    for (std::size_t at = in.find(what); at != in.npos; at = in.find(what, at + with.size())) in.replace(at, what.size(), with);
}

// The template's HTML with the two things that we do otherwise on purpose (moj.hpp says why), and without stray spaces in classes.
std::string expected(std::string_view html) {
    auto theirs = casework::tests::normalised(html);
    replace_all(theirs, "<button class=\"moj-alert__dismiss\"", "<button type=\"button\" class=\"moj-alert__dismiss\"");
    replace_all(theirs, "moj-button-group moj-button-group--inline", "app-actions");
    replace_all(theirs, "moj-add-another__fieldset \"", "moj-add-another__fieldset\"");
    replace_all(theirs, "moj-js-datepicker-input \"", "moj-js-datepicker-input\"");
    return theirs;
}

}  // namespace

TEST_CASE("MOJ components equal MOJ's own templates") {
    std::map<std::string, std::pair<int, int>> counts;
    const auto cases = rendered_by_moj();
    for (const auto& each : cases.as_array()) {
        const std::string component(each.at("component").as_string());
        std::vector<std::string> unread;
        Html ours;
        {
            Options options(each.at("options"), unread, component);
            ours = components.at(component)(options);
        }
        INFO(component << ": " << each.at("name").as_string());
        CHECK(unread == std::vector<std::string>{});
        const auto theirs = expected(each.at("html").as_string());
        CHECK(casework::tests::normalised(ours.view()) == theirs);
        auto& [equal, all] = counts[component];
        equal += casework::tests::normalised(ours.view()) == theirs ? 1 : 0;
        ++all;
    }
    for (const auto& [component, count] : counts) std::cout << component << ": " << count.first << " of " << count.second << " templates\n";
    CHECK(counts.size() == components.size());
}

TEST_CASE("a sortable cell says what it sorts by") {
    const auto cell = moj::sortable_cell({.text = "£1,149"}, "1149");
    const auto html = govuk::table({.rows = {{cell}}, .head = {moj::sortable_head("Cost", moj::Sort::descending, "numeric")}});
    CHECK(html.view().find("aria-sort=\"descending\"") != std::string_view::npos);
    CHECK(html.view().find("data-sort-value=\"1149\"") != std::string_view::npos);
}
