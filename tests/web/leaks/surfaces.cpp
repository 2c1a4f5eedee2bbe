// Each address that is read, and which surface of the leak matrix it is: a route that stands in no row here fails the test.
#include "tests/web/leaks/surfaces.hpp"

#include <algorithm>
#include <iterator>

namespace casework::testing::leaks {
namespace {

constexpr Joined joined[] = {
    {"/health/live", Surface::open_to_all},
    {"/health/ready", Surface::open_to_all},
    {"/sign-in", Surface::open_to_all},
    {"/sign-in/second-factor", Surface::open_to_all},
    {"/sign-in/second-factor/set-up", Surface::open_to_all},
    {"/sign-in/second-factor/picture.svg", Surface::open_to_all},
    {"/account", Surface::own_account},
    {"/account/password", Surface::own_account},
    {"/account/password/first", Surface::own_account},
    {"/account/second-factor", Surface::own_account},
    {"/account/tokens", Surface::own_account},
    {"/confirm", Surface::own_account},
    {"/account/interests", Surface::own_account},
    {"/conflicts/{id}", Surface::access},
    {"/pointers", Surface::access},
    {"/pointers/{id}", Surface::access},
    {"/account/history", Surface::own_account},
    {"/ledger", Surface::access_log},
    {"/ledger.csv", Surface::access_log},
    {"/ledger/bundle", Surface::access_log},
    {"/ledger/who-looked", Surface::access_log},
    {"/ledger/who-looked.csv", Surface::access_log},
    {"/ledger/patterns", Surface::access_log},
    {"/access-reviews", Surface::access_log},
    {"/access-reviews/add", Surface::access_log},
    {"/access-reviews/{id}", Surface::access_log},
    {"/access-questions/{id}", Surface::own_account},
    {"/openapi.json", Surface::open_to_all},
    {"/help", Surface::open_to_all},
    {"/privacy", Surface::open_to_all},
    {"/accessibility", Surface::open_to_all},
    {"/report-a-breach", Surface::open_to_all},
    {"/", Surface::feed},
    {"/my-actions", Surface::feed},
    {"/search", Surface::search},
    {"/search/{id}", Surface::search},
    {"/people", Surface::list},
    {"/people/{id}", Surface::link},
    {"/meetings", Surface::list},
    {"/groups/{panel}/meetings", Surface::list},
    {"/groups/{panel}/meetings/add", Surface::form},
    {"/meetings/{id}", Surface::page},
    {"/nominals/{id}/actions/add", Surface::form},
    {"/actions/{id}", Surface::link},
    {"/agreements/{id}", Surface::link},
    {"/groups/{panel}/nominals", Surface::list},
    {"/groups/{panel}/nominals/print", Surface::print},
    {"/groups/{panel}/nominals.csv", Surface::exported},
    {"/groups/{panel}/nominals/order", Surface::form},
    {"/groups/{panel}/archived", Surface::list},
    {"/groups/{panel}/shared", Surface::list},
    {"/groups/{panel}/figures", Surface::statistics},
    {"/groups/{panel}/figures.csv", Surface::statistics},
    {"/groups/{panel}/lists", Surface::list},
    {"/groups/{panel}/lists/{list}", Surface::list},
    {"/groups/{panel}/lists/{list}/print", Surface::print},
    {"/groups/{panel}/actions", Surface::list},
    {"/groups/{panel}/nominals/add", Surface::duplicate_check},
    {"/groups/{panel}/cases", Surface::list},
    {"/groups/{panel}/cases/add", Surface::form},
    {"/groups/{panel}/cases/figures", Surface::statistics},
    {"/groups/{panel}/cases/figures.csv", Surface::statistics},
    {"/groups/{panel}/authorities", Surface::administration},
    {"/cases/{id}", Surface::page},
    {"/cases/{id}/paper", Surface::document},
    {"/cases/{id}/paper.pdf", Surface::document},
    {"/cases/{id}/papers", Surface::document},
    {"/cases/{id}/papers/{kind}/make", Surface::document},
    {"/cases/{id}/papers/kept/{document}", Surface::document},
    {"/cases/{id}/bundle", Surface::document},
    {"/cases/{id}/timeline", Surface::feed},
    {"/cases/{id}/access", Surface::access_log},
    {"/cases/{id}/parts/{part}", Surface::form},
    {"/cases/{id}/requirements", Surface::form},
    {"/cases/{id}/events/add", Surface::form},
    {"/cases/{id}/visits/add", Surface::form},
    {"/cases/{id}/evidence/{file}", Surface::form},
    {"/cases/{id}/informed/add", Surface::form},
    {"/cases/{id}/steps/{event}", Surface::form},
    {"/cases/{id}/breaches/add", Surface::form},
    {"/cases/{id}/breaches/{n}", Surface::page},
    {"/cases/{id}/breaches/{n}/papers/{paper}", Surface::document},
    {"/cases/{id}/breaches/{n}/papers/{paper}/pdf", Surface::document},
    {"/cases/{id}/breaches/{n}/steps/{measure}/{event}", Surface::form},
    {"/groups/{panel}/reports", Surface::list},
    {"/groups/{panel}/reports.csv", Surface::exported},
    {"/groups/{panel}/reports/add", Surface::form},
    {"/groups/{panel}/reports/figures", Surface::statistics},
    {"/groups/{panel}/reports/figures.csv", Surface::statistics},
    {"/reports/{id}", Surface::page},
    {"/reports/{id}/timeline", Surface::feed},
    {"/reports/{id}/access", Surface::access_log},
    {"/reports/{id}/edit", Surface::form},
    {"/reports/{id}/steps/{event}", Surface::form},
    {"/groups/{panel}/tools", Surface::list},
    {"/groups/{panel}/tools.csv", Surface::exported},
    {"/groups/{panel}/tools/add", Surface::form},
    {"/tools/{id}", Surface::page},
    {"/tools/{id}/timeline", Surface::feed},
    {"/tools/{id}/access", Surface::access_log},
    {"/tools/{id}/steps/{event}", Surface::form},
    {"/groups/{panel}/tools/figures", Surface::statistics},
    {"/groups/{panel}/tools/figures.csv", Surface::statistics},
    {"/tools/{id}/breaches/add", Surface::form},
    {"/tools/{id}/breaches/{n}/penalty", Surface::form},
    {"/groups/{panel}/premises", Surface::list},
    {"/records/{id}/premises", Surface::link},
    {"/groups/{panel}/case-reviews", Surface::list},
    {"/groups/{panel}/case-reviews/add", Surface::form},
    {"/groups/{panel}/case-reviews/offer", Surface::form},
    {"/groups/{panel}/case-reviews/figures", Surface::statistics},
    {"/groups/{panel}/case-reviews/figures.csv", Surface::statistics},
    {"/case-reviews/{id}", Surface::page},
    {"/case-reviews/{id}/timeline", Surface::feed},
    {"/case-reviews/{id}/access", Surface::access_log},
    {"/case-reviews/{id}/complaints/add", Surface::form},
    {"/case-reviews/{id}/recommendations/{n}", Surface::form},
    {"/case-reviews/{id}/steps/{event}", Surface::form},
    {"/groups/{panel}/vulnerability", Surface::list},
    {"/groups/{panel}/vulnerability/add", Surface::duplicate_check},
    {"/groups/{panel}/vulnerability/figures", Surface::statistics},
    {"/groups/{panel}/vulnerability/figures.csv", Surface::statistics},
    {"/vulnerability/{id}", Surface::page},
    {"/vulnerability/{id}/timeline", Surface::feed},
    {"/vulnerability/{id}/access", Surface::access_log},
    {"/vulnerability/{id}/edit", Surface::form},
    {"/vulnerability/{id}/information/add", Surface::form},
    {"/vulnerability/{id}/person", Surface::form},
    {"/vulnerability/{id}/people/add", Surface::form},
    {"/vulnerability/{id}/actions/add", Surface::form},
    {"/vulnerability/{id}/steps/{event}", Surface::form},
    {"/groups/{panel}/wordings", Surface::administration},
    {"/groups/{panel}/wordings/{paper}", Surface::administration},
    {"/groups/{panel}/wordings/{paper}/{version}", Surface::administration},
    {"/groups/{panel}/settings", Surface::administration},
    {"/records/{id}/restriction", Surface::access},
    {"/emergency", Surface::access},
    {"/statistics", Surface::suppressed},
    {"/statistics.csv", Surface::suppressed},
    {"/emergency/months", Surface::statistics},
    {"/emergency/months.csv", Surface::statistics},
    {"/emergency/{id}", Surface::access},
    {"/access-requests/add", Surface::access},
    {"/access-requests/{id}", Surface::access},
    {"/accounts", Surface::administration},
    {"/accounts.csv", Surface::administration},
    {"/accounts/add", Surface::administration},
    {"/accounts/{id}", Surface::administration},
    {"/accounts/{id}/change/{kind}", Surface::administration},
    {"/agencies", Surface::administration},
    {"/agencies/add", Surface::administration},
    {"/groups/add", Surface::administration},
    {"/agencies/{id}/change/{kind}", Surface::administration},
    {"/groups/{panel}/members", Surface::administration},
    {"/groups/{panel}/members/add", Surface::administration},
    {"/groups/{panel}/members/{account}/change/{kind}", Surface::administration},
    {"/rights/{id}", Surface::administration},
    {"/groups/{panel}/imports", Surface::duplicate_check},
    {"/groups/{panel}/imports/template.csv", Surface::duplicate_check},
    {"/groups/{panel}/exports", Surface::exported},
    {"/jobs/{id}", Surface::duplicate_check},
    {"/jobs/{id}/problems.csv", Surface::exported},
    {"/jobs/{id}/file", Surface::exported},
    {"/records/{id}/evidence", Surface::page},
    {"/records/{id}/evidence/{file}", Surface::document},
    {"/records/{id}/evidence/{file}/remove", Surface::document},
    {"/records/{id}/documents/{document}", Surface::document},
    {"/groups/{panel}/stopped-documents", Surface::document},
    {"/groups/{panel}/stopped-documents/{stop}", Surface::document},
    {"/nominals/{id}", Surface::page},
    {"/nominals/{id}/plan", Surface::page},
    {"/nominals/{id}/timeline", Surface::feed},
    {"/nominals/{id}/access", Surface::access_log},
    {"/nominals/{id}/shares", Surface::link},
    {"/nominals/{id}/shares/add", Surface::link},
    {"/nominals/{id}/shares/{panel}/end", Surface::link},
    {"/nominals/{id}/update", Surface::form},
    {"/nominals/{id}/edit", Surface::form},
    {"/nominals/{id}/person", Surface::form},
    {"/nominals/{id}/steps/{event}", Surface::form},
};

}  // namespace

std::string_view name(Surface surface) {
    switch (surface) {
        case Surface::open_to_all: return "open to all";
        case Surface::own_account: return "own account";
        case Surface::page: return "page";
        case Surface::form: return "form";
        case Surface::list: return "list";
        case Surface::search: return "search";
        case Surface::feed: return "feed";
        case Surface::link: return "link";
        case Surface::duplicate_check: return "duplicate check";
        case Surface::access_log: return "access log";
        case Surface::access: return "access";
        case Surface::document: return "document";
        case Surface::exported: return "export";
        case Surface::print: return "print";
        case Surface::statistics: return "statistics";
        case Surface::suppressed: return "suppressed statistics";
        case Surface::administration: return "administration";
    }
    return "";
}

std::span<const Joined> joined_routes() { return joined; }

const Joined* joined_route(std::string_view pattern) {
    const auto found = std::ranges::find(joined, pattern, &Joined::pattern);
    return found == std::end(joined) ? nullptr : &*found;
}

}  // namespace casework::testing::leaks
