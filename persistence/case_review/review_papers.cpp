// Gathering what the letters of a review say. Who applied is read only in answer to a reveal.
#include "persistence/case_review/review_papers.hpp"

#include <algorithm>

#include "domain/papers/paper_kinds.hpp"
#include "domain/reports/codes.hpp"
#include "domain/text.hpp"
#include "persistence/bank_holidays.hpp"
#include "persistence/case_review/review_rows.hpp"
#include "persistence/documents/paper_wordings.hpp"

namespace casework::persistence {
namespace {

using reviewing::ReviewPaperAnswers;
using reviewing::ReviewPaperFacts;
using reviewing::State;

bool known(std::string_view paper) {
    const auto all = reviewing::review_papers();
    return std::ranges::find(all, paper) != all.end();
}
auth::Action act_for(bool names_applicant) { return names_applicant ? auth::Action::reveal : auth::Action::issue_document; }

std::vector<std::string> words_of_bodies(const std::vector<std::string>& codes) {
    std::vector<std::string> words;
    for (const auto& code : codes) words.push_back("the " + domain::lower_first(domain::words_for(reviewing::relevant_bodies(), code)));
    return words;
}

std::vector<reviewing::PaperComplaint> asked_about(Transaction& tx, const ReviewRow& row) {
    std::vector<reviewing::PaperComplaint> all;
    for (const auto& each : row.facts.complaints) {
        const auto& c = each.complaint;
        std::string agency = c.agency;
        tx.one("SELECT name FROM agency WHERE id = :id", {with("id", c.agency)}, {&agency});
        // "2, 46/1234/26": the number within the application, then what the agency calls it.
        const auto comma = c.id.find(", ");
        all.push_back({c.behaviour_on, c.reported_on, agency, c.category.empty() ? std::string() : domain::words_for(domain::reports::categories(), c.category), c.id.starts_with("REP-") ? c.id : comma == c.id.npos ? std::string() : c.id.substr(comma + 2)});
    }
    return all;
}

ReviewPaperFacts facts_of(Transaction& tx, const ReviewRow& row, std::string_view account, domain::Date today) {
    ReviewPaperFacts f;
    f.head = head_by(tx, row.head.id, account);
    f.state = state_of(row);
    f.days = row.days, f.procedure = row.facts.procedure;
    f.by_victim = row.facts.applicant_kind == "victim", f.victim = row.head.victim;
    f.met = row.threshold == "met", f.by_count = row.limb == "count", f.appealed = row.facts.appealed_before;
    f.decided_by = row.facts.decided_by, f.reason = row.facts.reason, f.complaints = row.facts.complaints;
    f.took_part = words_of_bodies(row.facts.attending_bodies);
    f.today = today;
    const auto holidays = bank_holidays(tx);
    if (f.days.received_on) f.decide_by = domain::add_working_days(*f.days.received_on, f.procedure.threshold_days, holidays);
    if (f.days.threshold_on) f.review_by = domain::add_working_days(*f.days.threshold_on, f.procedure.review_days, holidays);
    return f;
}

// What the record holds of the answers: the day that was told, or today.
ReviewPaperAnswers standing(const ReviewRow& row, std::string_view paper, domain::Date today) {
    ReviewPaperAnswers a;
    const auto state = state_of(row);
    const bool told = paper == "review_threshold" ? state == State::closed_not_met : state == State::outcome_notified || state == State::monitoring || state == State::closed;
    a.letter_on = told && row.days.letter_on && reviewing::names_applicant(paper) ? row.days.letter_on : today;
    if (paper == "review_threshold" && row.threshold != "met") a.advice = row.facts.advice;
    if (paper == "review_threshold" || paper == "review_outcome") a.appeal_route = row.facts.appeal_route;
    if (paper == "review_request") a.bodies = row.facts.relevant_bodies.empty() ? std::vector<std::string>{"district", "police", "icb"} : row.facts.relevant_bodies;
    return a;
}

std::optional<ReviewRow> row_of(Reading& reading, const domain::Actor& actor) {
    auto row = review_row(reading.tx, scope_sql(reading.scope, reading.now), reading.permit.record(), reading.today);
    if (!row) return row;
    const auto may = [&](auth::Action action) { return auth::may(actor, action, reading.record, reading.today, reading.now).verdict == auth::Verdict::allow; };
    row->head.shown = reading.permit.fields();
    row->head.may_edit = may(auth::Action::edit), row->head.may_note = may(auth::Action::note), row->head.may_decide = may(auth::Action::chair);
    for (const auto& each : row->facts.complaints)
        if (each.complaint.id.starts_with("REP-")) reading.shown.push_back(each.complaint.id);
    return row;
}

// A letter that names the applicant is only for whoever may see protected fields.
bool hidden_from(const Reading& reading, std::string_view paper) { return reviewing::names_applicant(paper) && !reading.permit.fields().f2; }

}  // namespace

domain::Outcome<ReviewPapers> open_review_papers(Gate& gate, std::string_view id) {
    return found(gate.open(id, {auth::Action::read, "list_papers", "case_review"}, [&](Reading& reading) {
        std::optional<ReviewPapers> papers;
        const auto row = row_of(reading, gate.actor());
        if (!row) return papers;
        papers.emplace();
        papers->head = row->head;
        const auto may = [&](auth::Action action) { return auth::may(gate.actor(), action, reading.record, reading.today, reading.now); };
        const bool makes = may(auth::Action::issue_document).verdict == auth::Verdict::allow;
        const auto reveal = may(auth::Action::reveal);
        const auto facts = facts_of(reading.tx, *row, gate.actor().account, reading.today);
        for (const auto paper : reviewing::review_papers())
            papers->offers.push_back({std::string(paper), reviewing::review_paper_stopped(paper, facts), makes && (!reviewing::names_applicant(paper) || (reveal.verdict == auth::Verdict::allow && reveal.fields.f2))});
        papers->documents = kept_papers(reading.tx, id);
        papers->stopped = stopped_of_record(reading.tx, id);
        return papers;
    }));
}

domain::Outcome<ReviewPaperForm> open_review_paper_form(Gate& gate, std::string_view id, std::string_view paper) {
    if (!known(paper)) return domain::not_found();
    domain::Refusals stopped;
    auto form = found(gate.open(id, {act_for(reviewing::names_applicant(paper)), "open_paper_form", "case_review"}, [&](Reading& reading) {
        std::optional<ReviewPaperForm> form;
        const auto row = row_of(reading, gate.actor());
        if (!row || hidden_from(reading, paper)) return form;
        stopped = reviewing::review_paper_stopped(paper, facts_of(reading.tx, *row, gate.actor().account, reading.today));
        form.emplace(ReviewPaperForm{row->head, standing(*row, paper, reading.today), row->threshold == "met", paper == "review_outcome" ? row->plan : std::string(), {}, {}});
        if (reviewing::names_applicant(paper)) reading.tx.one("SELECT contact, safe_contact FROM case_review_source WHERE review_id = :id", {with("id", id)}, {&form->contact, &form->safe_contact});
        return form;
    }));
    if (form && !stopped.empty()) return std::unexpected(std::move(stopped));
    return form;
}

domain::Outcome<ReviewPaper> write_review_paper(Gate& gate, std::string_view id, std::string_view paper, const ReviewPaperAnswers& answers) {
    if (!known(paper)) return domain::not_found();
    return write_paper(gate, id, paper, {act_for(reviewing::names_applicant(paper)), "write_paper", "case_review"}, [&](Reading& reading, domain::Refusals& refusals) {
        std::optional<ReviewPaper> written;
        const auto row = row_of(reading, gate.actor());
        if (!row || hidden_from(reading, paper)) return written;
        auto facts = facts_of(reading.tx, *row, gate.actor().account, reading.today);
        facts.asked = answers;
        refusals = reviewing::review_paper_refused(paper, facts);
        const auto wording = wording_in_force(reading.tx, row->head.panel, paper, reading.today);
        facts.head.wording = wording.body;
        written.emplace();
        written->head = row->head, written->record = row->head.id, written->panel_name = row->head.panel_name;
        written->name = paper, written->wording = wording.called();
        if (!refusals.empty()) return written;
        if (reviewing::names_applicant(paper)) reading.tx.one("SELECT applicant, contact FROM case_review_source WHERE review_id = :id", {with("id", id)}, {&facts.head.recipient, &written->destination});
        else facts.head.recipient = domain::listed(words_of_bodies(answers.bodies)), facts.asked_about = asked_about(reading.tx, *row), facts.answer_by = domain::add_working_days(*answers.letter_on, facts.procedure.information_days, bank_holidays(reading.tx));
        written->words = stored(reviewing::review_paper_text(paper, facts));
        return written;
    });
}

NewDocument review_document(const ReviewPaper& paper, const ReviewPaperAnswers& answers) {
    NewDocument document;
    if (reviewing::names_applicant(paper.name)) document.field_class = domain::FieldClass::f2;
    const auto title = domain::papers::find_paper(paper.name)->words;
    document.also = [id = paper.head.id, name = paper.name, title, answers](Writing& writing) {
        add_event(writing, id, "make_letter", "letter made", title);
        // Until the applicant is told, the step that tells them begins with what the letter says.
        const std::string_view waits = name == "review_threshold" ? "threshold_not_met" : name == "review_outcome" ? "review_held" : "";
        writing.tx.run("UPDATE case_review SET advice = CASE WHEN state = 'threshold_not_met' THEN :advice ELSE advice END, appeal_route = :route WHERE id = :id AND state = :waits",
                       {with("advice", domain::tidy_lines(answers.advice)), with("route", domain::tidy_lines(answers.appeal_route)), with("id", id), with("waits", waits)});
    };
    return document;
}

domain::Outcome<ReviewPaper> open_kept_review_paper(Gate& gate, std::string_view id, std::string_view document) {
    auto papers = open_review_papers(gate, id);
    if (!papers) return std::unexpected(std::move(papers.error()));
    const auto kept = std::ranges::find(papers->documents, document, &KeptDocument::id);
    if (kept == papers->documents.end()) return domain::not_found();
    return open_kept(gate, id, document, {act_for(kept->field_class == domain::FieldClass::f2), "read_paper", "case_review"}, [&](Reading& reading) {
        std::optional<ReviewPaper> paper;
        const auto row = row_of(reading, gate.actor());
        if (!row) return paper;
        paper.emplace();
        paper->head = row->head, paper->record = row->head.id, paper->panel_name = row->head.panel_name;
        return paper;
    });
}

}  // namespace casework::persistence
