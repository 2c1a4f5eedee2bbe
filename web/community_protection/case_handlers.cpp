// Answering for one warning or notice: what is known, its paper, its timeline and who looked.
#include "web/community_protection/case_handlers.hpp"

#include <fmt/format.h>

#include "domain/answers.hpp"
#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"
#include "persistence/record_access.hpp"
#include "web/community_protection/case_json.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/documents/document_pdf.hpp"
#include "web/documents/paper_pages.hpp"
#include "web/documents/paper_sheet.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/nominals/record_views.hpp"
#include "web/pages.hpp"
#include "web/record_pages.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::community_protection;
using domain::Refusals;
using html::Html;

html::Marking list_marking() { return html::Marking{.text = "Enforcement cases. Do not tell the person who complained. Your access is recorded."}; }

Html filter(Context& context, const persistence::CaseList& list, const persistence::CasesAsked& asked) {
    Html out;
    const auto base = "/groups/" + list.panel + "/cases";
    const auto link = [&](std::string_view words, std::string_view query, bool here) {
        if (here) return Html("<li><strong>"_html) << words << "</strong></li>"_html;
        return Html("<li>"_html) << app::link(words, base + std::string(query)) << "</li>"_html;
    };
    out << "<nav aria-label=\"Which cases\"><ul class=\"app-inline-list govuk-body\">"_html << link("All open", "", asked.kind.empty() && !asked.closed) << link("Warnings", "?kind=warning", asked.kind == "warning" && !asked.closed)
        << link("Notices", "?kind=notice", asked.kind == "notice" && !asked.closed) << link("Closed", "?closed=yes", asked.closed)
        << "<li>"_html << app::link("Reports", "/groups/" + list.panel + "/reports") << "</li><li>"_html << app::link("Tools and powers", "/groups/" + list.panel + "/tools") << "</li><li>"_html << app::link("ASB case reviews", "/groups/" + list.panel + "/case-reviews") << "</li>"_html
        << "<li>"_html << app::link("Premises", "/groups/" + list.panel + "/premises") << "</li><li>"_html << app::link("Figures", base + "/figures") << "</li><li>"_html << app::link("Who may give them", "/groups/" + list.panel + "/authorities") << "</li>"_html;
    const auto may = [&](auth::Action action) { return context.gate().would_allow(list.panel, action).verdict == auth::Verdict::allow; };
    if (may(auth::Action::administer)) out << "<li>"_html << app::link("Wording of papers", "/groups/" + list.panel + "/wordings") << "</li>"_html;
    if (may(auth::Action::close)) out << "<li>"_html << app::link("Stopped documents", "/groups/" + list.panel + "/stopped-documents") << "</li>"_html;
    return out << "</ul></nav>"_html;
}

}  // namespace

Response list(Context& context) {
    persistence::CasesAsked asked;
    if (const auto kind = context.request().query_value("kind").value_or(""); kind == "warning" || kind == "notice") asked.kind = kind;
    asked.closed = context.request().query_value("closed").value_or("") == "yes";
    asked.page = page_asked(context, "cases");
    const auto list = persistence::list_cases(context.gate(), context.parameter("panel"), asked);
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json()) return context.json(list_json(*list));
    html::Page page{.title = "Warnings and notices", .section = "cases", .breadcrumbs = {{"My work", "/"}}, .marking = list_marking()};
    page.main << app::heading(1, "Warnings and notices", "l") << app::paragraph(list->panel_name);
    if (list->may_create) page.main << govuk::button({.text = "Open a matter", .href = "/groups/" + list->panel + "/cases/add"});
    page.main << filter(context, *list, asked);
    if (list->lines.empty()) page.main << app::paragraph(asked.closed ? "Nothing is closed yet." : "There are no open cases of this kind.");
    else page.main << lines_table(context, list->lines, asked.closed);
    std::string address = "/groups/" + list->panel + "/cases";
    if (!asked.kind.empty()) address += "?kind=" + asked.kind;
    else if (asked.closed) address += "?closed=yes";
    page.main << page_links(address, "cases", list->page, "Cases", "main-content");
    return context.page(std::move(page));
}

Response overview(Context& context) {
    const auto record = persistence::open_case(context.gate(), context.parameter("id"));
    if (!record) return refusal_page(context, record.error());
    if (context.wants_json()) return context.json(case_json(*record));
    auto page = case_page(context, *record, "Overview");
    page.main = overview_main(context, *record);
    return context.page(std::move(page));
}

Response paper(Context& context) {
    const auto paper = persistence::open_paper(context.gate(), context.parameter("id"));
    if (!paper) return refusal_page(context, paper.error());
    if (context.wants_json()) return context.json(paper_json(*paper));
    auto page = documents::sheet_page(case_page(context, paper->head, paper->head.kind == "warning" ? "The warning" : "The notice"), address_of(paper->head), "Back to the case");
    page.main << "<div class=\"app-noprint\">"_html << app::paragraph(paper->given ? "As it was given on " + domain::long_date(*paper->given_on) + ". Print 2 copies: one to give, one to keep." : "A draft as it stands today. It is kept word for word when it is given.")
              << "<div class=\"govuk-button-group\">"_html << app::print_button("Print") << app::link("Download PDF", address_of(paper->head, "paper.pdf")) << "</div></div>\n<div class=\"app-sheet-bg\">"_html << documents::paper_sheet(*paper) << "</div>\n"_html;
    return context.page(std::move(page));
}

Response paper_pdf(Context& context) {
    const auto paper = persistence::open_paper(context.gate(), context.parameter("id"));
    if (!paper) return refusal_page(context, paper.error());
    if (context.wants_json()) return context.json(paper_json(*paper));
    auto pdf = documents::print_document(documents::document_of(*paper), *paper->cleared);
    if (!pdf) return refusal_page(context, pdf.error());
    return file_download(documents::pdf_name(*paper), "application/pdf", std::move(*pdf));
}

namespace {

struct CasePages {
    static constexpr std::string_view stem = "/cases/", note_hint = "It cannot be changed afterwards. Never who complained.";
    static auto open(persistence::Gate& gate, std::string_view id, int before) { return persistence::open_case_timeline(gate, id, before); }
    static auto add_note(persistence::Gate& gate, std::string_view id, const std::string& note) { return persistence::add_case_note(gate, id, note); }
    static html::Page page(Context& context, const persistence::CaseHead& head, std::string title) { return case_page(context, head, std::move(title)); }
    static Html tabs(const persistence::CaseHead& head, std::string_view current) { return case_tabs(head, current); }
    static JsonObject json(const persistence::CaseTimeline& timeline) { return timeline_json(timeline); }
};

}  // namespace

Response timeline(Context& context) { return timeline_of<CasePages>(context); }

Response add_note(Context& context) { return note_of<CasePages>(context); }

Response access(Context& context) { return access_of<CasePages>(context); }

}  // namespace casework::web::cases
