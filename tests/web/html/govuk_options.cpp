// The options of GOV.UK macros other than fields, and of the small parts that others contain.
#include "tests/web/html/govuk_options.hpp"

using namespace casework::web::html;
namespace g = casework::web::html::govuk;

namespace casework::tests {

g::Content content(Options&& o) { return {.text = o.text("text"), .html = o.html("html")}; }

g::Hint hint(Options&& o) {
    return {.text = o.text("text"), .html = o.html("html"), .id = o.text("id"), .classes = o.text("classes"), .attributes = o.attributes()};
}

g::ErrorMessage error_message(Options&& o) {
    return {.text = o.text("text"),
            .html = o.html("html"),
            .id = o.text("id"),
            .classes = o.text("classes"),
            .attributes = o.attributes(),
            .visually_hidden_text = o.text_if_given("visuallyHiddenText").value_or("Error")};
}

g::Label label(Options&& o) {
    return {.text = o.text("text"),
            .html = o.html("html"),
            .for_id = o.text("for"),
            .is_page_heading = o.flag("isPageHeading"),
            .classes = o.text("classes"),
            .attributes = o.attributes()};
}

static g::Legend legend(Options&& o) {
    return {.text = o.text("text"), .html = o.html("html"), .classes = o.text("classes"), .is_page_heading = o.flag("isPageHeading")};
}

g::Fieldset fieldset(Options&& o) {
    return {.described_by = o.text("describedBy"),
            .legend = legend(o.inside("legend")),
            .classes = o.text("classes"),
            .role = o.text("role"),
            .attributes = o.attributes(),
            .html = o.html("html")};
}

std::optional<g::Fieldset> fieldset_if_given(Options& o) {
    if (!o.truthy("fieldset")) return std::nullopt;
    return fieldset(o.inside("fieldset"));
}

g::FormGroup form_group(Options&& o, const char* before, const char* after) {
    return {.classes = o.text("classes"),
            .attributes = o.attributes(),
            .before_input = content(o.inside(before)),
            .after_input = content(o.inside(after))};
}


g::Tag tag(Options&& o) {
    return {.text = o.text("text"), .html = o.html("html"), .classes = o.text("classes"), .attributes = o.attributes()};
}

namespace {

Html render_error_message(Options& o) { return g::error_message(error_message(std::move(o))); }

Html render_hint(Options& o) { return g::hint(hint(std::move(o))); }

Html render_label(Options& o) { return g::label(label(std::move(o))); }

Html render_fieldset(Options& o) { return g::fieldset(fieldset(std::move(o))); }

Html render_tag(Options& o) { return g::tag(tag(std::move(o))); }

Html render_inset_text(Options& o) {
    return g::inset_text(
        {.text = o.text("text"), .html = o.html("html"), .id = o.text("id"), .classes = o.text("classes"), .attributes = o.attributes()});
}

Html render_warning_text(Options& o) {
    g::WarningText w{.text = o.text("text"), .html = o.html("html")};
    if (o.truthy("iconFallbackText")) w.icon_fallback_text = o.text("iconFallbackText");
    w.classes = o.text("classes");
    w.attributes = o.attributes();
    return g::warning_text(w);
}

Html render_details(Options& o) {
    return g::details({.summary_text = o.text("summaryText"),
                       .summary_html = o.html("summaryHtml"),
                       .text = o.text("text"),
                       .html = o.html("html"),
                       .id = o.text("id"),
                       .open = o.flag("open"),
                       .classes = o.text("classes"),
                       .attributes = o.attributes()});
}

Html render_button(Options& o) {
    return g::button({.text = o.text("text"),
                      .html = o.html("html"),
                      .type = o.text("type"),
                      .name = o.text("name"),
                      .value = o.text("value"),
                      .disabled = o.flag("disabled"),
                      .href = o.text("href"),
                      .classes = o.text("classes"),
                      .attributes = o.attributes(),
                      .prevent_double_click = o.flag_if_given("preventDoubleClick"),
                      .is_start_button = o.flag("isStartButton"),
                      .id = o.text("id")});
}

Html render_back_link(Options& o) {
    return g::back_link(
        {.text = o.text("text"), .html = o.html("html"), .href = o.text("href"), .classes = o.text("classes"), .attributes = o.attributes()});
}

Html render_breadcrumbs(Options& o) {
    g::Breadcrumbs b{.classes = o.text("classes"), .collapse_on_mobile = o.flag("collapseOnMobile"), .attributes = o.attributes()};
    if (o.given("labelText")) b.label_text = o.text("labelText");
    o.each("items", [&](Options& item) {
        b.items.push_back({.text = item.text("text"), .html = item.html("html"), .href = item.text("href"), .attributes = item.attributes()});
    });
    return g::breadcrumbs(b);
}

g::PaginationLink pagination_link(Options&& o) {
    return {.text = o.text("text"),
            .html = o.html("html"),
            .label_text = o.text("labelText"),
            .href = o.text("href"),
            .attributes = o.attributes()};
}

Html render_pagination(Options& o) {
    g::Pagination p{.previous = pagination_link(o.inside("previous")),
                    .next = pagination_link(o.inside("next")),
                    .landmark_label = o.text("landmarkLabel"),
                    .classes = o.text("classes"),
                    .attributes = o.attributes()};
    o.each("items", [&](Options& item) {
        p.items.push_back({.number = item.text("number"),
                           .visually_hidden_text = item.text_if_given("visuallyHiddenText"),
                           .href = item.text("href"),
                           .current = item.flag("current"),
                           .ellipsis = item.flag("ellipsis"),
                           .attributes = item.attributes()});
    });
    return g::pagination(p);
}

Html render_skip_link(Options& o) {
    return g::skip_link(
        {.text = o.text("text"), .html = o.html("html"), .href = o.text("href"), .classes = o.text("classes"), .attributes = o.attributes()});
}

Html render_phase_banner(Options& o) {
    return g::phase_banner({.text = o.text("text"),
                            .html = o.html("html"),
                            .tag = tag(o.inside("tag")),
                            .classes = o.text("classes"),
                            .attributes = o.attributes()});
}

Html render_generic_header(Options& o) {
    return g::generic_header({.url = o.text("url"),
                              .logo_text = o.text("logoText"),
                              .logo_html = o.html("logoHtml"),
                              .container_classes = o.text("containerClasses"),
                              .classes = o.text("classes"),
                              .attributes = o.attributes()});
}

g::ServiceNavigationSlots slots(Options&& o) {
    g::ServiceNavigationSlots s{.start = o.html("start"),
                                .navigation_start = o.html("navigationStart"),
                                .navigation_end = o.html("navigationEnd")};
    if (o.raw("end").is_object()) {
        auto end = o.inside("end");
        s.end = end.html("html");
        s.end_inline = end.text("align") == "inline";
    } else {
        s.end = o.html("end");
    }
    return s;
}

Html render_service_navigation(Options& o) {
    g::ServiceNavigation n{.classes = o.text("classes"), .attributes = o.attributes()};
    if (o.given("ariaLabel")) n.aria_label = o.text("ariaLabel");
    n.menu_button_text = o.text("menuButtonText");
    n.menu_button_label = o.text("menuButtonLabel");
    n.navigation_label = o.text("navigationLabel");
    n.navigation_id = o.text("navigationId");
    n.navigation_classes = o.text("navigationClasses");
    n.collapse_navigation_on_mobile = o.flag_if_given("collapseNavigationOnMobile");
    n.service_name = o.text("serviceName");
    n.service_url = o.text("serviceUrl");
    n.slots = slots(o.inside("slots"));
    o.each("navigation", [&](Options& item) {
        n.navigation.push_back({.current = item.flag("current"),
                                .active = item.flag("active"),
                                .html = item.html("html"),
                                .text = item.text("text"),
                                .href = item.text("href"),
                                .attributes = item.attributes()});
    });
    return g::service_navigation(n);
}

Html render_error_summary(Options& o) {
    g::ErrorSummary s{.title_text = o.text("titleText"),
                      .title_html = o.html("titleHtml"),
                      .description_text = o.text("descriptionText"),
                      .description_html = o.html("descriptionHtml"),
                      .disable_auto_focus = o.flag_if_given("disableAutoFocus"),
                      .classes = o.text("classes"),
                      .attributes = o.attributes()};
    o.each("errorList", [&](Options& item) {
        s.error_list.push_back({.href = item.text("href"), .text = item.text("text"), .html = item.html("html"), .attributes = item.attributes()});
    });
    return g::error_summary(s);
}

Html render_notification_banner(Options& o) {
    return g::notification_banner({.text = o.text("text"),
                                   .html = o.html("html"),
                                   .title_text = o.text("titleText"),
                                   .title_html = o.html("titleHtml"),
                                   .title_heading_level = o.number("titleHeadingLevel", 2),
                                   .type = o.text("type"),
                                   .role = o.text("role"),
                                   .title_id = o.text("titleId"),
                                   .disable_auto_focus = o.flag_if_given("disableAutoFocus"),
                                   .classes = o.text("classes"),
                                   .attributes = o.attributes()});
}

g::PanelActions panel_actions(Options&& o) {
    g::PanelActions a{.classes = o.text("classes"), .attributes = o.attributes()};
    o.each("items", [&](Options& item) {
        a.items.push_back({.text = item.text("text"),
                           .type = item.text("type"),
                           .href = item.text("href"),
                           .classes = item.text("classes"),
                           .attributes = item.attributes()});
    });
    return a;
}

Html render_panel(Options& o) {
    return g::panel({.title_text = o.text("titleText"),
                     .title_html = o.html("titleHtml"),
                     .heading_level = o.number("headingLevel", 1),
                     .text = o.text("text"),
                     .html = o.html("html"),
                     .classes = o.text("classes"),
                     .attributes = o.attributes(),
                     .actions = panel_actions(o.inside("actions"))});
}

g::ActionLinks action_links(Options&& o) {
    g::ActionLinks links{.classes = o.text("classes")};
    o.each("items", [&](Options& item) {
        links.items.push_back({.href = item.text("href"),
                               .text = item.text("text"),
                               .html = item.html("html"),
                               .visually_hidden_text = item.text("visuallyHiddenText"),
                               .classes = item.text("classes"),
                               .attributes = item.attributes()});
    });
    return links;
}

g::SummaryListCell summary_cell(Options&& o) { return {.text = o.text("text"), .html = o.html("html"), .classes = o.text("classes")}; }

g::SummaryCardTitle card_title(Options&& o) {
    return {.text = o.text("text"), .html = o.html("html"), .heading_level = o.number("headingLevel", 2), .classes = o.text("classes")};
}

g::SummaryCard summary_card(Options&& o) {
    return {.title = card_title(o.inside("title")),
            .actions = action_links(o.inside("actions")),
            .classes = o.text("classes"),
            .attributes = o.attributes()};
}

Html render_summary_list(Options& o) {
    g::SummaryList s;
    o.each("rows", [&](Options& row) {
        s.rows.push_back({.classes = row.text("classes"),
                          .key = summary_cell(row.inside("key")),
                          .value = summary_cell(row.inside("value")),
                          .actions = action_links(row.inside("actions"))});
    });
    if (o.truthy("card")) s.card = summary_card(o.inside("card"));
    s.classes = o.text("classes");
    s.attributes = o.attributes();
    return g::summary_list(s);
}

g::TableCell table_cell(Options& o) {
    return {.text = o.text("text"),
            .html = o.html("html"),
            .format = o.text("format"),
            .classes = o.text("classes"),
            .colspan = o.number("colspan"),
            .rowspan = o.number("rowspan"),
            .attributes = o.attributes()};
}

Html render_table(Options& o) {
    g::Table t;
    const auto& rows = o.raw("rows");
    if (rows.is_array())
        for (const auto& row : rows.get_array()) {
            t.rows.emplace_back();
            if (!row.is_array()) continue;
            for (const auto& cell : row.get_array()) {
                Options options(cell, o.unread(), o.path_of("rows"));
                t.rows.back().push_back(table_cell(options));
            }
        }
    o.each("head", [&](Options& cell) { t.head.push_back(table_cell(cell)); });
    t.caption = o.text("caption");
    t.caption_classes = o.text("captionClasses");
    t.first_cell_is_header = o.flag("firstCellIsHeader");
    t.classes = o.text("classes");
    t.attributes = o.attributes();
    return g::table(t);
}

g::TaskTitle task_title(Options&& o) { return {.text = o.text("text"), .html = o.html("html"), .classes = o.text("classes")}; }

g::TaskStatus task_status(Options&& o) {
    return {.tag = tag(o.inside("tag")), .text = o.text("text"), .html = o.html("html"), .classes = o.text("classes")};
}

Html render_task_list(Options& o) {
    g::TaskList t;
    o.each("items", [&](Options& item) {
        t.items.push_back({.title = task_title(item.inside("title")),
                           .hint = content(item.inside("hint")),
                           .status = task_status(item.inside("status")),
                           .href = item.text("href"),
                           .classes = item.text("classes")});
    });
    t.classes = o.text("classes");
    t.attributes = o.attributes();
    t.id_prefix = o.text("idPrefix");
    return g::task_list(t);
}

}  // namespace

std::vector<GovukComponent> other_components() {
    return {
        {"back-link", render_back_link},
        {"breadcrumbs", render_breadcrumbs},
        {"button", render_button},
        {"details", render_details},
        {"error-message", render_error_message},
        {"error-summary", render_error_summary},
        {"fieldset", render_fieldset},
        {"generic-header", render_generic_header},
        {"hint", render_hint},
        {"inset-text", render_inset_text},
        {"label", render_label},
        {"notification-banner", render_notification_banner},
        {"pagination", render_pagination},
        {"panel", render_panel},
        {"phase-banner", render_phase_banner},
        {"service-navigation", render_service_navigation},
        {"skip-link", render_skip_link},
        {"summary-list", render_summary_list},
        {"table", render_table},
        {"tag", render_tag},
        {"task-list", render_task_list},
        {"warning-text", render_warning_text},
    };
}

}  // namespace casework::tests
