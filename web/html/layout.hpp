// The page around every page: head, skip link, header, navigation, marking, main, footer, session dialog.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/html/html.hpp"

namespace casework::web::html {

// What is the same on every page of an installation.
struct Site {
    std::string partnership = "Safer Maidstone Partnership";
    std::string service = "Safer Maidstone casework";  // ends every title
    std::string service_short = "Casework";
    bool demo = false;  // "Demo database: invented people only"
};

struct NavigationItem {
    std::string text{};
    std::string href{};
    std::string section{};  // active when equal to Page::section
};

// The person signed in and their session; absent on the sign-in page and on errors before it.
struct Reader {
    std::string name{};    // "Sgt Priya Nair"
    std::string agency{};  // "Kent Police"
    std::string csrf{};
    std::vector<NavigationItem> navigation{};
    std::string session_ends{};  // "2:07pm"
    int session_seconds = 0;     // until the session ends; 0: no dialog
    int warn_seconds = 120;      // the dialog opens this long before
    std::string stay_path = "/session";  // POST with csrf keeps the session alive: 204, or 200 with the seconds left as text
};

struct Marking {
    std::string classification = "OFFICIAL-SENSITIVE";
    std::string text = "Partnership data. Your access is recorded.";
    bool restricted = false;  // MARAC, SOCP, DCSM, Channel: dark red
};

struct Crumb {
    std::string text{};
    std::string href{};  // empty for the page itself
};

struct Page {
    std::string title{};  // heading, then record or section by reference; never the name of a victim
    bool error = false;   // "Error: " before the title
    std::string section{};
    std::vector<Crumb> breadcrumbs{};
    std::string back_href{};  // instead of breadcrumbs
    std::string back_text{};  // "Back" when empty
    std::optional<Marking> marking = Marking{};  // nothing on notices given to people and on the sign-in page
    Html identity{};  // app::identity(), on record pages
    int refresh_seconds = 0;  // the page of a job that runs loads itself again
    Html main{};
    std::string made_at{};    // "1:47pm on 13 April 2023"
    std::string reference{};  // of the request: "7F3A-91C2"
};

// The whole document. Without a reader: no navigation, no search, no session.
Html document(const Site&, const std::optional<Reader>&, const Page&);

// The one inline script, and its hash for the Content-Security-Policy header ("sha256-...").
std::string_view inline_script();
std::string_view inline_script_hash();

// Hidden fields of a form; empty values are left out.
Html form_fields(std::string_view csrf, std::string_view version = {}, std::string_view idem = {});

}  // namespace casework::web::html
