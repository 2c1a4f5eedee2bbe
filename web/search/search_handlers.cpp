// Answering searches: the form, keeping the terms, the results.
#include "web/search/search_handlers.hpp"

#include <fmt/format.h>

#include "domain/text.hpp"
#include "persistence/search.hpp"
#include "web/access/access_parts.hpp"
#include "web/html/app.hpp"
#include "web/nominals/board_views.hpp"
#include "web/pages.hpp"
#include "web/search/search_json.hpp"

namespace casework::web::search {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using html::Html;
using persistence::Found;
using persistence::Hit;
using persistence::HitGroup;

constexpr std::size_t term_max = 200;

Html search_box(Context& context, std::string_view text, const Shown& shown) {
    Html out;
    return out << "<form method=\"post\" novalidate action=\"/search\">"_html << context.form_fields()
               << govuk::input({.id = "terms", .name = "q", .inputmode = "search", .value = std::string(text), .label = {.text = "Name, reference, birth date or place"},
                                .hint = {.text = "For example, Harwell, NOM-2026-0041, 27 3 1984 or Week Street"}, .error_message = shown.error("terms"), .autocomplete = "off", .spellcheck = false})
               << govuk::button({.text = "Search"}) << "</form>\n"_html;
}

Response search_page(Context& context, std::string_view text, const domain::Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals);
    const Shown shown(context.form, refusals);
    html::Page page{.title = "Search", .error = shown.refused()};
    page.main << shown.summary() << app::heading(1, "Search", "l") << search_box(context, text, shown);
    return context.page(std::move(page), refusals.empty() ? 200 : 422);
}

std::string type_of(const Hit& hit) {
    if (hit.kind == "warning" || hit.kind == "notice") return hit.kind == "warning" ? "Warning" : "Notice";
    if (hit.kind == "report" || hit.kind == "tool" || hit.kind == "case_review") return hit.kind == "report" ? "Report" : hit.kind == "tool" ? "Tool or power" : "ASB case review";
    if (hit.kind == "vulnerability") return "Vulnerability case";
    return hit.kind == "person" ? "Person" : hit.kind == "meeting" ? "Meeting" : "Nominal";
}

std::string facts_of(const Hit& hit) {
    std::vector<std::string> facts{type_of(hit), hit.id};
    const auto& birth = hit.person.birth;
    if (birth && birth->born) facts.push_back("born " + domain::long_date(*birth->born));
    else if (birth && birth->estimated_age) facts.push_back(fmt::format("about {} years old", *birth->estimated_age));
    if (!hit.person.address.empty()) facts.push_back(hit.person.address);
    std::string words;
    for (const auto& fact : facts) words += (words.empty() ? "" : ", ") + fact;
    return hit.why.empty() ? words : words + ". " + hit.why;
}

Html group_of(const Found& found, HitGroup group, std::string_view heading, bool initials) {
    Html list;
    for (const auto& hit : found.hits) {
        if (hit.group != group) continue;
        const auto name = hit.person.name.empty() ? hit.id : initials ? domain::initials(hit.person.name) : hit.person.name;
        list << "<li class=\"govuk-!-margin-bottom-3\"><h3 class=\"govuk-heading-s govuk-!-margin-bottom-1\">"_html << app::link(name, address_of_record(hit.id)) << "</h3><p class=\"app-small\">"_html << facts_of(hit) << "</p></li>\n"_html;
    }
    if (list.empty()) return {};
    Html out = app::heading(2, heading);
    return out << "<ul class=\"govuk-list\">\n"_html << list << "</ul>\n"_html;
}

}  // namespace

Response form(Context& context) { return search_page(context, {}, {}); }

Response start(Context& context) {
    auto refusals = context.unknown_fields();
    const auto text = domain::tidy_line(context.form.value("q"));
    if (text.empty()) refusals.push_back({domain::RefusalKind::invalid, "terms", "Enter a name, reference, birth date or place", {}});
    if (domain::code_points(text) > term_max) refusals.push_back({domain::RefusalKind::invalid, "terms", "Search words must be 200 characters or less", {}});
    if (!refusals.empty() || context.resent) return search_page(context, text, refusals);
    return see_other("/search/" + persistence::start_search(context.house().database, context.gate(), text));
}

Response results(Context& context) {
    const auto page_number = domain::parse_figures(context.request().query_value("page").value_or("1")).value_or(1);
    const auto id = context.parameter("id");
    const auto found = persistence::run_search(context.house().database, context.gate(), id, page_number);
    if (!found) return refusal_page(context, found.error());
    if (context.wants_json()) return context.json(found_json(*found));
    if (!found->goes_to.empty()) return see_other(address_of_record(found->goes_to));
    const domain::Refusals none;
    html::Page page{.title = "Search results"};
    page.main << app::heading(1, "Search results", "l") << search_box(context, found->text, Shown(context.form, none));
    if (found->hits.empty()) {
        page.main << app::paragraph(fmt::format("No results for “{}”.", found->text)) << app::paragraph("Check the spelling, or try a birth date or place. You see only what your groups may see.") << access::pointer_offer(context);
        return context.page(std::move(page));
    }
    const bool initials = nominals::naming(context).initials;
    page.main << app::paragraph(found->more ? "50 or more results. Add a word to find fewer." : domain::counted(found->total, "result"))
              << group_of(*found, HitGroup::exact, "Exact", initials) << group_of(*found, HitGroup::starts_with, "Starts with", initials)
              << group_of(*found, HitGroup::near, "Sounds like or one typo", initials);
    govuk::Pagination pages;
    const auto base = "/search/" + id + "?page=";
    if (found->page > 1) pages.previous = {.href = base + std::to_string(found->page - 1)};
    if (found->page < found->pages) pages.next = {.href = base + std::to_string(found->page + 1)};
    if (found->pages > 1) page.main << govuk::pagination(pages);
    return context.page(std::move(page));
}

}  // namespace casework::web::search
