// GOV.UK components that tell the reader what happened: error summary, notification banner, panel.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/html/html.hpp"

namespace casework::web::html::govuk {

struct ErrorSummaryItem {
    std::string href{};  // "#field-id"
    std::string text{};
    Html html{};
    Attributes attributes{};
};
struct ErrorSummary {
    std::string title_text{};
    Html title_html{};
    std::string description_text{};
    Html description_html{};
    std::vector<ErrorSummaryItem> error_list{};
    std::optional<bool> disable_auto_focus{};
    std::string classes{};
    Attributes attributes{};
};
Html error_summary(const ErrorSummary&);

struct NotificationBanner {
    std::string text{};
    Html html{};
    std::string title_text{};
    Html title_html{};
    int title_heading_level = 2;
    std::string type{};  // "success"
    std::string role{};
    std::string title_id{};
    std::optional<bool> disable_auto_focus{};
    std::string classes{};
    Attributes attributes{};
};
Html notification_banner(const NotificationBanner&);

struct PanelAction {
    std::string text{};
    std::string type{};
    std::string href{};
    std::string classes{};
    Attributes attributes{};
};
struct PanelActions {
    std::vector<PanelAction> items{};
    std::string classes{};
    Attributes attributes{};
};
struct Panel {
    std::string title_text{};
    Html title_html{};
    int heading_level = 1;
    std::string text{};
    Html html{};
    std::string classes{};
    Attributes attributes{};
    PanelActions actions{};  // only with class govuk-panel--interruption
};
Html panel(const Panel&);

}  // namespace casework::web::html::govuk
