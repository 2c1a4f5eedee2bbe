// Answering for the notices of fixed penalties on public spaces.
#include "web/tools/paper_handlers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "domain/community_protection/rules.hpp"
#include "domain/text.hpp"
#include "persistence/tools/penalty_papers.hpp"
#include "web/documents/paper_pages.hpp"
#include "web/documents/stopped_views.hpp"
#include "web/form_fields.hpp"
#include "web/nominals/board_views.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/tools/tool_views.hpp"

namespace casework::web::tools {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
namespace rules = domain::tools_and_powers;
using domain::Refusals;
using html::Html;
using persistence::PenaltyPaper;
using persistence::PenaltyPapers;
using rules::PenaltyPaperAnswers;

const std::string title = "Fixed penalty notice";

int breach_of(const Context& context) { return domain::parse_figures(context.parameter("n")).value_or(0); }
std::string base_of(const persistence::ToolHead& head, int breach) { return address_of(head, fmt::format("breaches/{}/papers", breach)); }

Html facts(Context& context, const PenaltyPapers& papers) {
    const auto& b = papers.breach;
    govuk::SummaryList list;
    const auto row = [&](std::string key, std::string value) {
        if (!value.empty()) list.rows.push_back({.key = {.text = std::move(key)}, .value = {.text = std::move(value)}});
    };
    row("Breach", fmt::format("{}, article {}, on {} at {}", b.n, b.article, domain::long_date(b.on), domain::time_words(b.minute)));
    row("Where", b.place);
    row("Who", b.person.id.empty() ? b.description : nominals::naming(context)(b.person));
    if (!b.penalty_state.empty()) {
        row("Penalty", domain::community_protection::pounds(b.penalty.pence) + ", dated " + domain::long_date(b.penalty.notice_on));
        if (b.penalty.early_days > 0) row("Lower amount", fmt::format("{} until {}", domain::community_protection::pounds(b.penalty.early_pence), domain::long_date(domain::last_day_following(b.penalty.notice_on, b.penalty.early_days))));
        row("Last day to pay", domain::long_date(rules::penalty_last_day(b.penalty.notice_on, rules::law())));
        row("What became of it", b.penalty_state == "issued" ? "Not paid yet" : domain::upper_first(b.penalty_state) + (b.penalty_ended_on ? " on " + domain::long_date(*b.penalty_ended_on) : std::string()));
    }
    return govuk::summary_list(list);
}

JsonObject papers_json(const PenaltyPapers& papers) {
    auto json = head_json(papers.head).add("breach", papers.breach.n).add("description", papers.breach.description);
    if (!papers.breach.person.id.empty()) json.add("subject", nominals::subject_json(papers.breach.person));
    return json.list("offers", std::vector{papers.offer}, documents::offer_json).list("documents", papers.documents, documents::kept_json).list("stopped", papers.stopped, documents::stopped_own_json);
}

Html questions(const Shown& shown, const PenaltyPaperAnswers& stands) {
    Html out = long_text(shown, "particulars", "What happened, in reasonable detail?", "Added to the day, the place and the article. Never who reported it.", stands.particulars, 4);
    out << small_input(shown, "payee_name", "To whom is it paid?", "The council that made the order, with its department", stands.payee_name) << long_text(shown, "payee_address", "Address to which it is paid", "", stands.payee_address, 3, 300)
        << boxes_of(shown, "methods", "How can it be paid?", domain::community_protection::payment_methods(), stands.methods)
        << long_text(shown, "address", "To which address does it go? (optional)", "Leave it empty when it is handed over", stands.address, 3, 300);
    return out;
}

Response make_page(Context& context, const PenaltyPapers& papers, const PenaltyPaper* paper, const Refusals& refusals) {
    if (context.wants_json()) return context.json_form(refusals, paper ? documents::paper_json(papers_json(papers), *paper) : papers_json(papers));
    const Shown shown(context.form, refusals);
    const auto base = base_of(papers.head, papers.breach.n);
    const documents::MakeForm make{.action = base + "/make", .cancel = base, .questions = questions(shown, papers.stands), .preview = true, .reads = paper};
    Html body = facts(context, papers);
    body << documents::make_form(context, make);
    auto page = question_page(context, papers.head, title, shown, body);
    page.back_href = base;
    page.back_text = "Back to the notices of this breach";
    return context.page(std::move(page), refusals.empty() ? 200 : status_of(refusals));
}

PenaltyPaperAnswers read_answers(const Form& form, Refusals& refusals) {
    PenaltyPaperAnswers a;
    a.particulars = optional_text(form, "particulars", "what happened", refusals);
    a.payee_name = optional_text(form, "payee_name", "name of the payee", refusals, 200, domain::Lines::one);
    a.payee_address = optional_text(form, "payee_address", "address of the payee", refusals, 300), a.address = optional_text(form, "address", "address", refusals, 300);
    a.methods = form.values("methods");
    return a;
}

// What can be made of the breach now, or why not.
domain::Outcome<PenaltyPapers> open_to_make(Context& context) {
    auto papers = persistence::open_penalty_papers(context.gate(), context.parameter("id"), breach_of(context), "open_paper_form");
    if (papers && !papers->offer.stopped_by.empty()) return std::unexpected(papers->offer.stopped_by);
    return papers;
}

}  // namespace

Response penalty_papers(Context& context) {
    const auto papers = persistence::open_penalty_papers(context.gate(), context.parameter("id"), breach_of(context));
    if (!papers) return refusal_page(context, papers.error());
    if (context.wants_json()) return context.json(papers_json(*papers));
    const auto base = base_of(papers->head, papers->breach.n);
    std::vector<govuk::TableRow> rows;
    for (const auto& document : papers->documents) rows.push_back(documents::made_row(document, base + "/kept/" + document.id));
    auto page = tool_page(context, papers->head, title);
    page.back_href = address_of(papers->head);
    page.back_text = "Back to the order";
    page.breadcrumbs.clear();
    page.main << app::heading(1, title, "l") << facts(context, *papers);
    const auto& stopped = papers->offer.stopped_by;
    if (!stopped.empty()) page.main << govuk::inset_text({.text = stopped.front().message + ". " + stopped.front().authority + "."});
    else if (papers->offer.may_make) page.main << govuk::button({.text = papers->documents.empty() ? "Make the notice" : "Make a new version", .href = base + "/make"});
    else page.main << app::paragraph("Contributors make the notice.");
    page.main << documents::made_table(std::move(rows)) << documents::stopped_of_record(papers->stopped);
    return context.page(std::move(page));
}

Response make_penalty_paper_form(Context& context) {
    const auto papers = open_to_make(context);
    return papers ? make_page(context, *papers, nullptr, {}) : refusal_page(context, papers.error());
}

Response make_penalty_paper(Context& context) {
    const auto papers = open_to_make(context);
    if (!papers) return refusal_page(context, papers.error());
    auto refusals = context.unknown_fields();
    const auto answers = read_answers(context.form, refusals);
    if (!refusals.empty() || context.resent) return make_page(context, *papers, nullptr, refusals);
    const auto paper = persistence::write_penalty_paper(context.gate(), papers->head.id, papers->breach.n, answers);
    if (!paper) return documents::about_answers(paper.error()) ? make_page(context, *papers, nullptr, paper.error()) : refusal_page(context, paper.error());
    if (context.form.value("do") == "preview") return make_page(context, *papers, &*paper, {});
    const auto kept = documents::keep_paper(context, *paper, persistence::penalty_document(*paper));
    if (!kept) return refusal_page(context, kept.error());
    const auto address = base_of(papers->head, papers->breach.n) + "/kept/" + kept->id;
    return made(address, address, "saved");
}

Response kept_penalty_paper(Context& context) {
    const auto paper = persistence::open_kept_penalty_paper(context.gate(), context.parameter("id"), breach_of(context), context.parameter("document"));
    if (!paper) return refusal_page(context, paper.error());
    if (context.wants_json()) return context.json(documents::paper_json(head_json(paper->head), *paper));
    auto page = documents::sheet_page(tool_page(context, paper->head, title), base_of(paper->head, paper->breach), "Back to the notices of this breach");
    page.main << documents::kept_sheet(*paper);
    return context.page(std::move(page));
}

}  // namespace casework::web::tools
