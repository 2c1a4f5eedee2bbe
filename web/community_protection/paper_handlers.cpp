// Answering for the papers of a matter. What is made is kept as bytes and words; made again it is the next version.
#include "web/community_protection/paper_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/breach_papers.hpp"
#include "domain/text.hpp"
#include "persistence/community_protection/case_papers.hpp"
#include "web/community_protection/case_json.hpp"
#include "web/community_protection/case_views.hpp"
#include "web/documents/paper_pages.hpp"
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

std::string kept_address(const CasePapers& papers, const persistence::KeptDocument& document) {
    // A bundle holds files of others: it has no words of its own to show.
    return document.kind == "court_bundle" ? "/records/" + papers.head.id + "/documents/" + document.id : address_of(papers.head, "papers/kept/" + document.id);
}

Html made(const CasePapers& papers) {
    std::vector<govuk::TableRow> rows;
    for (const auto& paper : papers.given)
        rows.push_back({{.html = &paper == &papers.given.back() ? app::link(documents::kind_words(paper.name), address_of(papers.head, "paper")) : html::text(documents::kind_words(paper.name))}, {.text = std::to_string(paper.n)},
                        {.text = documents::made_words(paper.at, paper.by_name)}, {.text = paper.digest.substr(0, 12)}});
    for (const auto& paper : papers.of_breaches)
        rows.push_back({{.html = app::link(std::string(rules::paper_title(paper.name)) + fmt::format(", breach {}", paper.breach), fmt::format("/cases/{}/breaches/{}/papers/{}", papers.head.id, paper.breach, paper.n))},
                        {.text = std::to_string(paper.n)}, {.text = documents::made_words(paper.at, paper.by_name)}, {.text = ""}});
    for (const auto& document : papers.documents) rows.push_back(documents::made_row(document, kept_address(papers, document)));
    return documents::made_table(std::move(rows));
}

JsonObject given_json(const persistence::PaperLine& paper) { return JsonObject().add("n", paper.n).add("name", paper.name).add("digest", paper.digest).add("by", paper.by_name).add("at", paper.at); }
JsonObject of_breach_json(const persistence::BreachPaperOfCase& paper) { return JsonObject().add("breach", paper.breach).add("n", paper.n).add("name", paper.name).add("by", paper.by_name).add("at", paper.at); }

Response make_page(Context& context, const persistence::CaseHead& head, const std::string& kind, const CasePaper* paper, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, paper ? paper_json(*paper) : head_json(head));
    const Shown shown(context.form, refusals);
    const auto title = documents::kind_words(kind);
    const auto question = std::string(rules::made_paper_question(kind));
    documents::MakeForm form{.action = address_of(head, "papers/" + kind + "/make"), .cancel = address_of(head, "papers"), .reads = paper};
    if (!question.empty()) form.questions << long_text(shown, "typed", question, kind == "complainant_update" ? "Never who is concerned, where they live or what was asked of them. Never another person’s name." : "It stands in the paper.", {}, 4, typed_max);
    auto page = question_page(context, head, title, shown, documents::make_form(context, form));
    page.back_href = address_of(head, "papers");
    page.back_text = "Back to the papers";
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

bool about_typed(const Refusals& refusals) { return std::ranges::any_of(refusals, [](const auto& refusal) { return refusal.field == "typed"; }); }

}  // namespace

Response papers(Context& context) {
    const auto papers = persistence::open_case_papers(context.gate(), context.parameter("id"));
    if (!papers) return refusal_page(context, papers.error());
    if (context.wants_json()) {
        auto json = head_json(papers->head);
        return context.json(json.list("offers", papers->offers, documents::offer_json).list("given", papers->given, given_json).list("of_breaches", papers->of_breaches, of_breach_json).list("documents", papers->documents, documents::kept_json));
    }
    auto page = case_page(context, papers->head, "Papers");
    page.main << app::heading(1, "Papers", "l") << case_tabs(papers->head, "papers") << made(*papers) << documents::offers_table(papers->offers, address_of(papers->head, "papers"), "Contributors make it");
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
    const auto kept = documents::keep_paper(context, *paper);
    if (!kept) return refusal_page(context, kept.error());
    const auto address = "/cases/" + paper->head.id + "/papers/kept/" + kept->id;
    return web::made(address, address, "saved");
}

Response kept_paper(Context& context) {
    const auto paper = persistence::open_kept_paper(context.gate(), context.parameter("id"), context.parameter("document"));
    if (!paper) return refusal_page(context, paper.error());
    if (context.wants_json()) return context.json(paper_json(*paper));
    auto page = documents::sheet_page(case_page(context, paper->head, documents::kind_words(paper->name)), address_of(paper->head, "papers"), "Back to the papers");
    page.main << documents::kept_sheet(*paper);
    return context.page(std::move(page));
}

}  // namespace casework::web::cases
