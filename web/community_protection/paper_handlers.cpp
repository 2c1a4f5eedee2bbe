// Answering for the papers of a matter. What is made is kept as bytes and words; made again it is the next version.
#include "web/community_protection/paper_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/breach_papers.hpp"
#include "domain/text.hpp"
#include "persistence/community_protection/case_papers.hpp"
#include "web/community_protection/case_json.hpp"
#include "web/community_protection/case_paper.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/documents/document_pdf.hpp"
#include "web/documents/stopped_views.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/record_views.hpp"

namespace casework::web::cases {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::community_protection;
using domain::Refusals;
using html::Html;
using persistence::CasePaper;
using persistence::CasePapers;

constexpr int typed_max = 1000;

std::string made_words(domain::Instant at, const std::string& by) { return persistence::london_date_time(at) + (by.empty() ? "" : ", " + by); }
std::string kept_address(const CasePapers& papers, const persistence::KeptDocument& document) {
    // A bundle holds files of others: it has no words of its own to show.
    return document.kind == "court_bundle" ? "/records/" + papers.head.id + "/documents/" + document.id : address_of(papers.head, "papers/kept/" + document.id);
}

Html offers(const CasePapers& papers) {
    govuk::Table table{.caption = "What can be made now"};
    table.head = {{.text = "Paper"}, {.text = "Now"}};
    for (const auto& offer : papers.offers) {
        const auto title = documents::kind_words(offer.paper);
        std::string why;
        for (const auto& refusal : offer.stopped_by) why += (why.empty() ? "" : " ") + refusal.message + (refusal.authority.empty() ? "" : " (" + refusal.authority + ")");
        table.rows.push_back({{.text = title}, {.html = offer.stopped_by.empty() && papers.may_make ? app::link("Make it", address_of(papers.head, "papers/" + offer.paper + "/make"), ": " + title) : html::text(why.empty() ? "Contributors make it" : why)}});
    }
    return app::stacked_table(std::move(table));
}

Html made(const CasePapers& papers) {
    Html out;
    govuk::Table table{.caption = "What was made"};
    table.head = {{.text = "Paper"}, {.text = "Version"}, {.text = "Made"}, {.text = "Document check"}};
    for (const auto& paper : papers.given)
        table.rows.push_back({{.html = &paper == &papers.given.back() ? app::link(documents::kind_words(paper.name), address_of(papers.head, "paper")) : html::text(documents::kind_words(paper.name))}, {.text = std::to_string(paper.n)},
                              {.text = made_words(paper.at, paper.by_name)}, {.text = paper.digest.substr(0, 12)}});
    for (const auto& paper : papers.of_breaches)
        table.rows.push_back({{.html = app::link(std::string(rules::paper_title(paper.name)) + fmt::format(", breach {}", paper.breach), fmt::format("/cases/{}/breaches/{}/papers/{}", papers.head.id, paper.breach, paper.n))},
                              {.text = std::to_string(paper.n)}, {.text = made_words(paper.at, paper.by_name)}, {.text = ""}});
    for (const auto& document : papers.documents)
        table.rows.push_back({{.html = app::link(document.title, kept_address(papers, document), fmt::format(", version {}", document.version))}, {.text = std::to_string(document.version)},
                              {.text = made_words(document.made_at, document.made_by_name)}, {.text = document.sha256.substr(0, 12)}});
    if (table.rows.empty()) return out << app::heading(2, "What was made") << app::paragraph("Nothing has been made yet.");
    return out << app::stacked_table(std::move(table)) << app::paragraph("Nothing here is overwritten. The document check is the beginning of the digest that stands in the ledger.");
}

JsonObject offer_json(const persistence::PaperOffer& offer) {
    std::vector<std::string> why;
    for (const auto& refusal : offer.stopped_by) why.push_back(refusal.message);
    return JsonObject().add("paper", offer.paper).add("title", documents::kind_words(offer.paper)).add("stopped_by", why);
}
JsonObject given_json(const persistence::PaperLine& paper) { return JsonObject().add("n", paper.n).add("name", paper.name).add("digest", paper.digest).add("by", paper.by_name).add("at", paper.at); }
JsonObject of_breach_json(const persistence::BreachPaperOfCase& paper) { return JsonObject().add("breach", paper.breach).add("n", paper.n).add("name", paper.name).add("by", paper.by_name).add("at", paper.at); }
JsonObject kept_json(const persistence::KeptDocument& document) {
    return JsonObject().add("id", document.id).add("kind", document.kind).add("version", document.version).add("title", document.title).add("wording", document.wording).add("sha256", document.sha256).add("by", document.made_by_name).add("at", document.made_at);
}

Response make_page(Context& context, const persistence::CaseHead& head, const std::string& kind, const CasePaper* paper, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, paper ? paper_json(*paper) : head_json(head));
    const Shown shown(context.form, refusals);
    const auto title = documents::kind_words(kind);
    const auto question = std::string(rules::made_paper_question(kind));
    Html body = open_form(context, address_of(head, "papers/" + kind + "/make"), {});
    if (!question.empty()) body << long_text(shown, "typed", question, kind == "complainant_update" ? "Never who is concerned, where they live or what was asked of them. Never another person’s name." : "It stands in the paper.", {}, 4, typed_max);
    body << app::paragraph("It is kept as it is made, with its digest in the ledger. Made again it is a new version.") << "<div class=\"govuk-button-group\">"_html << govuk::button({.text = "Make it", .prevent_double_click = true})
         << app::link("Cancel", address_of(head, "papers")) << "</div></form>"_html;
    if (paper) body << app::heading(2, "How it reads now") << "<div class=\"app-sheet-bg\">"_html << paper_sheet(*paper, 3) << "</div>"_html;
    auto page = question_page(context, head, title, shown, body);
    page.back_href = address_of(head, "papers");
    page.back_text = "Back to the papers";
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

const persistence::FileStore& store_of(Context& context) {
    if (context.house().files == nullptr) throw persistence::DatabaseUnavailable("no folder for files");
    return *context.house().files;
}

bool about_typed(const Refusals& refusals) { return std::ranges::any_of(refusals, [](const auto& refusal) { return refusal.field == "typed"; }); }

domain::Outcome<persistence::KeptDocument> keep(Context& context, CasePaper paper) {
    paper.given = true;  // what is made is no draft
    paper.given_on = context.today();
    auto pdf = documents::print_document(document_of(paper), *paper.cleared);
    if (!pdf) return std::unexpected(std::move(pdf.error()));
    persistence::NewDocument document;
    document.kind = paper.name;
    document.title = documents::kind_words(paper.name);
    document.wording = paper.wording;
    document.pdf = std::move(*pdf);
    return persistence::keep_document(context.gate(), store_of(context), paper.head.id, document, *paper.cleared);
}

}  // namespace

Response papers(Context& context) {
    const auto papers = persistence::open_case_papers(context.gate(), context.parameter("id"));
    if (!papers) return refusal_page(context, papers.error());
    if (context.wants_json()) {
        auto json = head_json(papers->head);
        return context.json(json.list("offers", papers->offers, offer_json).list("given", papers->given, given_json).list("of_breaches", papers->of_breaches, of_breach_json).list("documents", papers->documents, kept_json));
    }
    auto page = case_page(context, papers->head, "Papers");
    page.main << app::heading(1, "Papers", "l") << case_tabs(papers->head, "papers") << made(*papers) << offers(*papers);
    if (context.gate().would_allow(papers->head.id, auth::Action::close).verdict == auth::Verdict::allow) page.main << govuk::button({.text = "Make a court bundle", .href = address_of(papers->head, "bundle"), .classes = "govuk-button--secondary"});
    return context.page(std::move(page));
}

Response make_paper_form(Context& context) {
    const auto& kind = context.parameter("kind");
    const auto paper = persistence::write_case_paper(context.gate(), context.parameter("id"), {kind, {}});
    return paper ? make_page(context, paper->head, kind, &*paper, {}) : refusal_page(context, paper.error());
}

Response make_paper(Context& context) {
    const auto& kind = context.parameter("kind");
    auto refusals = context.unknown_fields();
    const auto typed = optional_text(context.form, "typed", "what you add", refusals, typed_max);
    if (!refusals.empty() || context.resent) {
        const auto record = persistence::open_case(context.gate(), context.parameter("id"), "open_step_form");
        return record ? make_page(context, *record, kind, nullptr, refusals) : refusal_page(context, record.error());
    }
    const auto paper = persistence::write_case_paper(context.gate(), context.parameter("id"), {kind, typed});
    if (!paper && about_typed(paper.error())) {
        const auto record = persistence::open_case(context.gate(), context.parameter("id"), "open_step_form");
        return record ? make_page(context, *record, kind, nullptr, paper.error()) : refusal_page(context, record.error());
    }
    if (!paper) return refusal_page(context, paper.error());
    const auto kept = keep(context, *paper);
    if (!kept) return refusal_page(context, kept.error());
    const auto address = "/cases/" + paper->head.id + "/papers/kept/" + kept->id;
    return web::made(address, address, "saved");
}

Response kept_paper(Context& context) {
    const auto paper = persistence::open_kept_paper(context.gate(), context.parameter("id"), context.parameter("document"));
    if (!paper) return refusal_page(context, paper.error());
    if (context.wants_json()) return context.json(paper_json(*paper));
    auto page = case_page(context, paper->head, documents::kind_words(paper->name));
    page.marking.reset();
    page.identity = {};
    page.breadcrumbs.clear();
    page.back_href = address_of(paper->head, "papers");
    page.back_text = "Back to the papers";
    page.main << "<div class=\"app-noprint\">"_html << app::paragraph(fmt::format("Version {}, as it was made on {}.", paper->version, domain::long_date(*paper->given_on))) << "<div class=\"govuk-button-group\">"_html << app::print_button("Print")
              << app::link("Download PDF", "/records/" + paper->head.id + "/documents/" + context.parameter("document")) << "</div></div>\n<div class=\"app-sheet-bg\">"_html << paper_sheet(*paper) << "</div>\n"_html;
    return context.page(std::move(page));
}

}  // namespace casework::web::cases
