// Drawing and keeping papers.
#include "web/documents/paper_pages.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "domain/text.hpp"
#include "web/documents/document_pdf.hpp"
#include "web/documents/paper_sheet.hpp"
#include "web/documents/stopped_views.hpp"
#include "web/form_fields.hpp"
#include "web/html/app.hpp"

namespace casework::web::documents {

namespace app = html::app;
namespace govuk = html::govuk;
using html::Html;
using html::operator""_html;
using persistence::KeptDocument;
using persistence::Paper;
using persistence::PaperOffer;

std::string made_words(domain::Instant at, const std::string& by) { return persistence::london_date_time(at) + (by.empty() ? "" : ", " + by); }

Html offers_table(const std::vector<PaperOffer>& offers, const std::string& papers_address, const std::string& others) {
    govuk::Table table{.caption = "What can be made now"};
    table.head = {{.text = "Paper"}, {.text = "Now"}};
    for (const auto& offer : offers) {
        const auto title = kind_words(offer.paper);
        std::string why;
        for (const auto& refusal : offer.stopped_by) why += (why.empty() ? "" : " ") + refusal.message + (refusal.authority.empty() ? "" : " (" + refusal.authority + ")");
        table.rows.push_back({{.text = title}, {.html = offer.stopped_by.empty() && offer.may_make ? app::link("Make it", papers_address + "/" + offer.paper + "/make", ": " + title) : html::text(why.empty() ? others : why)}});
    }
    return app::stacked_table(std::move(table));
}

govuk::TableRow made_row(const KeptDocument& document, const std::string& address) {
    return {{.html = app::link(document.title, address, fmt::format(", version {}", document.version))}, {.text = std::to_string(document.version)}, {.text = made_words(document.made_at, document.made_by_name)}, {.text = document.sha256.substr(0, 12)}};
}

Html made_table(std::vector<govuk::TableRow> rows) {
    Html out;
    if (rows.empty()) return out << app::heading(2, "What was made") << app::paragraph("Nothing has been made yet.");
    govuk::Table table{.caption = "What was made"};
    table.head = {{.text = "Paper"}, {.text = "Version"}, {.text = "Made"}, {.text = "Document check"}};
    table.rows = std::move(rows);
    return out << app::stacked_table(std::move(table)) << app::paragraph("Nothing here is overwritten. The document check is the beginning of the digest that stands in the ledger.");
}

Html make_form(Context& context, const MakeForm& form) {
    Html body = open_form(context, form.action, {});
    body << form.questions << app::paragraph("It is kept as it is made, with its digest in the ledger. Made again it is a new version.") << "<div class=\"govuk-button-group\">"_html
         << govuk::button({.text = "Make it", .name = form.preview ? "do" : "", .value = form.preview ? "make" : "", .prevent_double_click = true});
    if (form.preview) body << govuk::button({.text = "Preview", .name = "do", .value = "preview", .classes = "govuk-button--secondary"});
    body << app::link("Cancel", form.cancel) << "</div></form>"_html;
    if (form.reads) body << app::heading(2, "How it reads now") << "<div class=\"app-sheet-bg\">"_html << paper_sheet(*form.reads, 3) << "</div>"_html;
    return body;
}

bool about_answers(const domain::Refusals& refusals) {
    return std::ranges::all_of(refusals, [](const auto& refusal) { return refusal.kind == domain::RefusalKind::invalid || refusal.kind == domain::RefusalKind::rule; });
}

html::Page sheet_page(html::Page page, std::string back_href, std::string back_text) {
    page.marking.reset();
    page.identity = {};
    page.breadcrumbs.clear();
    page.back_href = std::move(back_href);
    page.back_text = std::move(back_text);
    return page;
}

Html kept_sheet(const Paper& paper) {
    Html out("<div class=\"app-noprint\">"_html);
    return out << app::paragraph(fmt::format("Version {}, as it was made on {}.", paper.version, domain::long_date(*paper.given_on))) << "<div class=\"govuk-button-group\">"_html << app::print_button("Print")
               << app::link("Download PDF", "/records/" + paper.record + "/documents/" + paper.document) << "</div></div>\n<div class=\"app-sheet-bg\">"_html << paper_sheet(paper) << "</div>\n"_html;
}

const persistence::FileStore& store_of(Context& context) {
    if (context.house().files == nullptr) throw persistence::DatabaseUnavailable("no folder for files");
    return *context.house().files;
}

domain::Outcome<KeptDocument> keep_paper(Context& context, Paper paper, persistence::NewDocument document) {
    paper.given = true;  // what is made is no draft
    paper.given_on = context.today();
    auto pdf = print_document(document_of(paper), *paper.cleared);
    if (!pdf) return std::unexpected(std::move(pdf.error()));
    document.kind = paper.name;
    document.title = kind_words(paper.name);
    document.wording = paper.wording;
    document.pdf = std::move(*pdf);
    return persistence::keep_document(context.gate(), store_of(context), paper.record, document, *paper.cleared);
}

JsonObject offer_json(const PaperOffer& offer) {
    std::vector<std::string> why;
    for (const auto& refusal : offer.stopped_by) why.push_back(refusal.message);
    return JsonObject().add("paper", offer.paper).add("title", kind_words(offer.paper)).add("stopped_by", why);
}
JsonObject kept_json(const KeptDocument& document) {
    return JsonObject().add("id", document.id).add("kind", document.kind).add("version", document.version).add("title", document.title).add("wording", document.wording).add("sha256", document.sha256).add("by", document.made_by_name).add("at", document.made_at);
}
JsonObject paper_json(JsonObject head, const Paper& paper) {
    return head.add("name", paper.name).add("words", paper.words).add("digest", paper.digest).add("wording", paper.wording).add("given", paper.given).add("given_on", paper.given_on);
}

}  // namespace casework::web::documents
