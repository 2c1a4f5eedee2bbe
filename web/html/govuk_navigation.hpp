// GOV.UK components that lead somewhere: buttons, links, breadcrumbs, pagination, headers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/html/govuk_text.hpp"

namespace casework::web::html::govuk {

struct Button {
    std::string text{};
    Html html{};
    std::string type{};  // "submit" when empty
    std::string name{};
    std::string value{};
    bool disabled = false;
    std::string href{};  // makes it a link that looks like a button
    std::string classes{};
    Attributes attributes{};
    std::optional<bool> prevent_double_click{};
    bool is_start_button = false;
    std::string id{};
};
Html button(const Button&);

struct BackLink {
    std::string text{};  // "Back" when empty
    Html html{};
    std::string href{};
    std::string classes{};
    Attributes attributes{};
};
Html back_link(const BackLink&);

struct Breadcrumb {
    std::string text{};
    Html html{};
    std::string href{};
    Attributes attributes{};
};
struct Breadcrumbs {
    std::vector<Breadcrumb> items{};
    std::string classes{};
    bool collapse_on_mobile = false;
    Attributes attributes{};
    std::string label_text = "Breadcrumb";
};
Html breadcrumbs(const Breadcrumbs&);

struct PaginationItem {
    std::string number{};
    std::optional<std::string> visually_hidden_text{};
    std::string href{};
    bool current = false;
    bool ellipsis = false;
    Attributes attributes{};
};
struct PaginationLink {
    std::string text{};
    Html html{};
    std::string label_text{};
    std::string href{};  // no link while empty
    Attributes attributes{};
};
struct Pagination {
    std::vector<PaginationItem> items{};
    PaginationLink previous{};
    PaginationLink next{};
    std::string landmark_label{};  // "Pagination" when empty
    std::string classes{};
    Attributes attributes{};
};
Html pagination(const Pagination&);

struct SkipLink {
    std::string text{};
    Html html{};
    std::string href{};  // "#content" when empty
    std::string classes{};
    Attributes attributes{};
};
Html skip_link(const SkipLink&);

struct PhaseBanner {
    std::string text{};
    Html html{};
    Tag tag{};
    std::string classes{};
    Attributes attributes{};
};
Html phase_banner(const PhaseBanner&);

struct GenericHeader {
    std::string url{};  // "/" when empty
    std::string logo_text{};
    Html logo_html{};
    std::string container_classes{};
    std::string classes{};
    Attributes attributes{};
};
Html generic_header(const GenericHeader&);

struct ServiceNavigationItem {
    bool current = false;  // this very page
    bool active = false;   // within this section
    Html html{};
    std::string text{};
    std::string href{};
    Attributes attributes{};
};
struct ServiceNavigationSlots {
    Html start{};
    Html end{};
    bool end_inline = false;  // `end.align: inline` in the macro
    Html navigation_start{};
    Html navigation_end{};
};
struct ServiceNavigation {
    std::string classes{};
    Attributes attributes{};
    std::string aria_label = "Service information";
    std::string menu_button_text{};  // "Menu" when empty
    std::string menu_button_label{};
    std::string navigation_label{};
    std::string navigation_id{};  // "navigation" when empty
    std::string navigation_classes{};
    std::optional<bool> collapse_navigation_on_mobile{};
    std::string service_name{};
    std::string service_url{};
    std::vector<ServiceNavigationItem> navigation{};
    ServiceNavigationSlots slots{};
};
Html service_navigation(const ServiceNavigation&);

}  // namespace casework::web::html::govuk
