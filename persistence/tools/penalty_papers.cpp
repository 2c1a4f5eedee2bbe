// Gathering what the notice of a penalty says: the article in the version of that day, and the council that made the order.
#include "persistence/tools/penalty_papers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "persistence/community_protection/breaches.hpp"
#include "persistence/documents/paper_wordings.hpp"
#include "persistence/tools/tool_rows.hpp"

namespace casework::persistence {
namespace {

constexpr std::string_view wording_name = "pspo_penalty";
// Versions are counted for each breach.
std::string kind_of(int breach) { return fmt::format("{}-{}", wording_name, breach); }

struct Found {
    ToolRow row;
    PublicSpacesBreach breach;
};
std::optional<Found> find(Reading& reading, const domain::Actor& actor, int breach) {
    auto row = tool_row(reading.tx, reading.permit.record(), reading.today);
    if (!row || !powers::is_public_spaces_order(row->head.kind)) return std::nullopt;
    const auto all = public_spaces_breaches(reading.tx, row->head.id, reading.today);
    const auto it = std::ranges::find(all, breach, &PublicSpacesBreach::n);
    if (it == all.end()) return std::nullopt;
    const auto may = [&](auth::Action action) { return auth::may(actor, action, reading.record, reading.today, reading.now).verdict == auth::Verdict::allow; };
    row->head.shown = reading.permit.fields();
    row->head.may_edit = may(auth::Action::edit), row->head.may_note = may(auth::Action::note);
    if (!it->person.id.empty()) reading.shown.push_back(it->person.id);
    return Found{std::move(*row), *it};
}

powers::PenaltyPaperFacts facts_of(const Found& found, domain::Date today) {
    const auto& [row, b] = found;
    powers::PenaltyPaperFacts f;
    f.head.reference = row.head.id, f.head.council = row.agency_name, f.head.contact = row.agency_name, f.head.recipient = b.person.id.empty() ? std::string() : b.person.name;
    f.breach = b.n, f.area = row.head.subject_name;
    for (const auto& term : row.tool.terms)
        if (term.number == b.article && term.version == b.version) f.article = fmt::format("{}. {}", term.number, term.text), f.alcohol = term.alcohol;
    f.on = b.on, f.at = b.minute, f.place = b.place, f.officer = b.officer, f.constable = b.by == "constable";
    f.state = b.penalty_state, f.penalty = b.penalty, f.order_agency = row.tool.agency, f.today = today;
    return f;
}

void put_head(PenaltyPaper& paper, const ToolHead& head, int breach) {
    paper.head = head, paper.breach = breach;
    paper.record = head.id, paper.panel_name = head.panel_name;
}

}  // namespace

domain::Outcome<PenaltyPapers> open_penalty_papers(Gate& gate, std::string_view tool, int breach, std::string_view name) {
    return found(gate.open(tool, {auth::Action::read, name, "tool"}, [&](Reading& reading) {
        std::optional<PenaltyPapers> papers;
        const auto found = find(reading, gate.actor(), breach);
        if (!found) return papers;
        papers.emplace();
        papers->head = found->row.head, papers->breach = found->breach;
        papers->offer = {std::string(wording_name), powers::penalty_paper_stopped(facts_of(*found, reading.today)),
                         auth::may(gate.actor(), auth::Action::issue_document, reading.record, reading.today, reading.now).verdict == auth::Verdict::allow};
        papers->documents = kept_papers(reading.tx, tool);
        std::erase_if(papers->documents, [&](const KeptDocument& document) { return document.kind != kind_of(breach); });
        papers->stopped = stopped_of_record(reading.tx, tool);
        std::erase_if(papers->stopped, [&](const StoppedOwn& each) { return each.kind != kind_of(breach); });
        papers->stands.payee_name = last_penalty_answer(reading.tx, found->row.head.panel, "payee_name");
        papers->stands.payee_address = last_penalty_answer(reading.tx, found->row.head.panel, "payee_address");
        if (papers->stands.payee_name.empty()) papers->stands.payee_name = found->row.agency_name;
        papers->stands.methods = {"post"};
        return papers;
    }));
}

domain::Outcome<PenaltyPaper> write_penalty_paper(Gate& gate, std::string_view tool, int breach, const powers::PenaltyPaperAnswers& answers) {
    return write_paper(gate, tool, kind_of(breach), {auth::Action::issue_document, "write_paper", "tool"}, [&](Reading& reading, domain::Refusals& refusals) {
        std::optional<PenaltyPaper> paper;
        const auto found = find(reading, gate.actor(), breach);
        if (!found) return paper;
        auto facts = facts_of(*found, reading.today);
        facts.asked = answers;
        facts.head.address = answers.address;
        refusals = powers::penalty_paper_refused(facts);
        const auto wording = wording_in_force(reading.tx, found->row.head.panel, wording_name, reading.today);
        facts.head.wording = wording.body;
        paper.emplace();
        put_head(*paper, found->row.head, breach);
        paper->name = kind_of(breach), paper->wording = wording.called(), paper->destination = answers.address;
        if (refusals.empty()) paper->words = stored(powers::penalty_paper_text(facts));
        return paper;
    });
}

NewDocument penalty_document(const PenaltyPaper& paper) {
    NewDocument document;
    document.also = [tool = paper.head.id, breach = paper.breach](Writing& writing) { add_event(writing, tool, "make_notice", "fixed penalty notice made", fmt::format("Breach {}", breach)); };
    return document;
}

domain::Outcome<PenaltyPaper> open_kept_penalty_paper(Gate& gate, std::string_view tool, int breach, std::string_view document) {
    return open_kept(gate, tool, document, {auth::Action::issue_document, "read_paper", "tool"}, [&](Reading& reading) {
        std::optional<PenaltyPaper> paper;
        const auto found = find(reading, gate.actor(), breach);
        if (!found) return paper;
        std::string kind;
        if (!reading.tx.one("SELECT kind FROM document WHERE id = :document AND record_id = :tool", {with("document", document), with("tool", tool)}, {&kind}) || kind != kind_of(breach)) return paper;
        paper.emplace();
        put_head(*paper, found->row.head, breach);
        return paper;
    });
}

}  // namespace casework::persistence
