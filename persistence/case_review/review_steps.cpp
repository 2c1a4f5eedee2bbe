// Offering and applying, what the agencies hold, and the steps of a review.
#include <fmt/format.h>

#include <algorithm>

#include "domain/reports/codes.hpp"
#include "domain/text.hpp"
#include "persistence/case_review/review_rows.hpp"

namespace casework::persistence {
namespace {

using domain::RefusalKind;
using domain::Refusals;
using reviewing::Event;
using reviewing::State;

constexpr std::size_t complaints_most = 50;

void need(bool holds, std::string_view field, std::string message, Refusals& refusals, std::string_view authority = {}) {
    if (!holds) refusals.push_back({RefusalKind::invalid, std::string(field), std::move(message), std::string(authority)});
}
void add_all(const Refusals& more, Refusals& refusals) { refusals.insert(refusals.end(), more.begin(), more.end()); }

Refusals complaint_refused(Transaction& tx, const NewComplaint& c, std::string_view field, domain::Date today) {
    Refusals refusals;
    std::string agency;
    need(c.behaviour_on && *c.behaviour_on <= today, std::string(field) + "behaviour_on", "Enter the date on which it happened, today or in the past", refusals, "2014 Act s.104(11)");
    need(c.reported_on && *c.reported_on <= today && (!c.behaviour_on || *c.reported_on >= *c.behaviour_on), std::string(field) + "reported_on", "Enter the date on which it was reported, not before it happened", refusals, "2014 Act s.104(11)");
    need(tx.one("SELECT id FROM agency WHERE id = :id", {with("id", c.agency)}, {&agency}), std::string(field) + "agency", "Select the agency that was told", refusals);
    need(c.category.empty() || domain::has_code(domain::reports::categories(), c.category), std::string(field) + "category", "Select a category of the list", refusals);
    need(domain::code_points(c.external_ref) <= 60, std::string(field) + "external_ref", "Reference must be 60 characters or less", refusals);
    return refusals;
}

void insert_complaint(Transaction& tx, std::string_view id, const NewComplaint& c) {
    int n = 0;
    tx.one("SELECT COALESCE(MAX(n), 0) + 1 FROM case_review_complaint WHERE review_id = :id", {with("id", id)}, {&n});
    tx.run("INSERT INTO case_review_complaint (review_id, n, behaviour_on, reported_on, agency, category, external_ref, hate) VALUES (:id, :n, :behaviour, :reported, :agency, :category, :ref, :hate)",
           {with("id", id), with("n", n), with_day("behaviour", c.behaviour_on), with_day("reported", c.reported_on), with("agency", c.agency), with("category", c.category), with("ref", domain::tidy_line(c.external_ref)), with("hate", c.hate)});
}

// Found, and read by the actor through some report; or nothing known yet: then a reference of its own.
bool knows_victim(Writing& writing, std::string_view panel, std::string_view victim) { return !complaints_of(writing.tx, scope_sql(writing.scope, writing.now), panel, victim, writing.today).empty(); }

std::string insert_review(Writing& writing, std::string_view panel, std::string_view victim, std::string_view state) {
    const auto id = next_reference(writing.tx, "ACR", writing.today);
    add_record(writing.tx, writing.permit, id, "case_review", panel, domain::Sensitivity::s2, writing.actor.agency, writing.now);
    writing.tx.run("INSERT INTO case_review (id, panel, state, state_since, version, victim, author) VALUES (:id, :panel, :state, :today, 1, :victim, :author)",
                   {with("id", id), with("panel", panel), with("state", state), with_day("today", writing.today), with("victim", victim), with("author", writing.actor.account)});
    writing.tx.run("INSERT INTO case_review_source (review_id) VALUES (:id)", {with("id", id)});
    writing.tx.run("INSERT INTO record_participant (record_id, account, protected) VALUES (:id, :account, 1)", {with("id", id), with("account", writing.actor.account)});
    writing.entry.objects.push_back(id);
    return id;
}

void write_application(Writing& writing, std::string_view id, const Application& a, std::string_view state) {
    writing.tx.run("UPDATE case_review SET state = :state, state_since = :today, version = version + 1, received_on = :received, channel = :channel, applicant_kind = :kind, consent = :consent WHERE id = :id",
                   {with("state", state), with_day("today", writing.today), with_day("received", a.received_on), with("channel", a.channel), with("kind", a.applicant_kind), with("consent", domain::tidy_line(a.consent)), with("id", id)});
    writing.tx.run("UPDATE case_review_source SET applicant = :applicant, victim_name = :victim, contact = :contact, safe_contact = :safe WHERE review_id = :id",
                   {with("applicant", domain::tidy_line(a.applicant)), with("victim", domain::tidy_line(a.victim_name)), with("contact", domain::tidy_line(a.contact)), with("safe", domain::tidy_lines(a.safe_contact)), with("id", id)});
    for (const auto& complaint : a.complaints) insert_complaint(writing.tx, id, complaint);
}

Refusals application_refused(Writing& writing, std::string_view panel, const Application& a, reviewing::Facts& f) {
    Refusals refusals;
    f.today = writing.today;
    f.applicant = a.applicant, f.applicant_kind = a.applicant_kind, f.victim = a.victim_name, f.contact = a.contact, f.safe_contact = a.safe_contact, f.consent = a.consent;
    f.incidents = static_cast<int>(a.complaints.size()) + (a.victim.empty() ? 0 : static_cast<int>(complaints_of(writing.tx, scope_sql(writing.scope, writing.now), panel, a.victim, writing.today).size()));
    f.open_review = has_open_review(writing.tx, panel, a.victim, a.review);
    need(a.received_on.ok() && a.received_on <= writing.today, "received_on", "Date of the application must be today or in the past", refusals);
    need(a.channel.empty() || domain::has_code(domain::reports::channels(), a.channel), "channel", "Select how the application came in", refusals);
    need(a.complaints.size() <= complaints_most, "incidents", "An application can list at most 50 incidents", refusals);
    need(a.victim.empty() || knows_victim(writing, panel, a.victim), "victim_reference", "No report names that victim. Leave it empty, or take the reference from a report", refusals);
    for (const auto& [field, value, most] : {std::tuple{"applicant", &a.applicant, 200U}, {"victim", &a.victim_name, 200U}, {"contact", &a.contact, 300U}, {"safe_contact", &a.safe_contact, 500U}, {"consent", &a.consent, 300U}})
        need(domain::code_points(*value) <= most, field, fmt::format("Answer must be {} characters or less", most), refusals);
    for (std::size_t i = 0; i < a.complaints.size(); ++i) add_all(complaint_refused(writing.tx, a.complaints[i], fmt::format("incident-{}-", i + 1), writing.today), refusals);
    return refusals;
}

// --- steps ------------------------------------------------------------------------------------------------------------------------

struct Moving {
    Writing& writing;
    const ReviewRow& row;
    const ReviewAnswers& answers;
    Event event{};
    reviewing::Facts facts{};
};

// Nothing that was said at an earlier step answers this one.
void apply_answers(Moving& m) {
    auto& f = m.facts;
    const auto& a = m.answers.asked;
    f.reason = domain::tidy_lines(a.reason), f.decided_by = domain::tidy_line(a.decided_by), f.letter_on = a.letter_on;
    switch (m.event) {
        case Event::request_information: f.relevant_bodies = a.relevant_bodies, f.notified_bodies = a.notified_bodies; break;
        case Event::refuse_threshold: f.persistence = a.persistence, f.harm = a.harm, f.adequacy = a.adequacy; [[fallthrough]];
        case Event::meet_threshold: f.all_classified = a.all_classified, f.victim_risk = a.victim_risk; break;
        case Event::notify_refusal: f.advice = a.advice; [[fallthrough]];
        case Event::notify_outcome: f.appeal_route = a.appeal_route, f.letter_shareable = a.letter_shareable; break;
        case Event::convene: f.chair = a.chair, f.chair_handled_case = a.chair_handled_case, f.victim_invited = a.victim_invited; [[fallthrough]];
        case Event::uphold_appeal: f.panel_on = a.panel_on; break;
        case Event::hold:
            f.panel_on = a.panel_on, f.attending_bodies = a.attending_bodies, f.victim_contribution = a.victim_contribution, f.no_plan_reason = a.no_plan_reason, f.recommendations = a.recommendations;
            f.plan_actions = static_cast<int>(domain::words_of(m.answers.plan, '\n').size());
            break;
        default: break;
    }
}

std::string codes_text(const std::vector<std::string>& codes) {
    std::string text;
    for (const auto& code : codes) text += (text.empty() ? "" : " ") + code;
    return text;
}

void set(const Moving& m, const std::string& columns, std::vector<Bind> binds) {
    binds.push_back(with("id", m.row.head.id));
    m.writing.tx.run("UPDATE case_review SET " + columns + " WHERE id = :id", binds);
}

void keep_day(const Moving& m, std::string_view kind, domain::Date on) {
    int n = 0;
    m.writing.tx.one("SELECT COALESCE(MAX(n), 0) + 1 FROM case_review_day WHERE review_id = :id", {with("id", m.row.head.id)}, {&n});
    m.writing.tx.run("INSERT INTO case_review_day (review_id, n, kind, on_day) VALUES (:id, :n, :kind, :on)", {with("id", m.row.head.id), with("n", n), with("kind", kind), with_day("on", on)});
}

void keep_recommendations(const Moving& m) {
    const auto& all = m.facts.recommendations;
    m.writing.tx.run("DELETE FROM case_review_recommendation WHERE review_id = :id", {with("id", m.row.head.id)});
    for (std::size_t i = 0; i < all.size(); ++i)
        m.writing.tx.run("INSERT INTO case_review_recommendation (review_id, n, to_body, words) VALUES (:id, :n, :to, :words)",
                         {with("id", m.row.head.id), with("n", static_cast<int>(i + 1)), with("to", domain::tidy_line(all[i].to)), with("words", domain::tidy_lines(all[i].text))});
    set(m, "recommended_on = :on", {with_day("on", all.empty() ? std::nullopt : m.facts.panel_on)});
}

void keep_threshold(const Moving& m, bool met) {
    const auto& f = m.facts;
    set(m, "threshold = :threshold, limb = :limb, threshold_on = :on, decided_by = :by, reason = :reason, victim_risk = :risk, persistence = :persistence, harm = :harm, adequacy = :adequacy, appealed = 0",
        {with("threshold", met ? "met" : "not_met"), with("limb", reviewing::limb(f)), with_day("on", m.writing.today), with("by", f.decided_by), with("reason", f.reason), with("risk", domain::tidy_lines(f.victim_risk)),
         with("persistence", domain::tidy_lines(f.persistence)), with("harm", domain::tidy_lines(f.harm)), with("adequacy", domain::tidy_lines(f.adequacy))});
    if (!met) keep_day(m, "not_met", m.writing.today);
}

void keep_appeal_decision(const Moving& m, bool upheld) {
    const auto& f = m.facts;
    set(m, "appeal_decision = :decision, letter_on = :letter, panel_on = COALESCE(:panel, panel_on), threshold = CASE WHEN :upheld = 1 THEN 'met' ELSE threshold END, threshold_on = CASE WHEN :again = 1 THEN :on ELSE threshold_on END",
        {with("decision", fmt::format("{} by {}: {}", upheld ? "Upheld" : "Dismissed", f.decided_by, f.reason)), with_day("letter", f.letter_on), with_day("panel", upheld && m.row.head.state == "review_appeal" ? f.panel_on : std::nullopt),
         with("upheld", upheld), with("again", upheld && m.row.head.state == "threshold_appeal"), with_day("on", m.writing.today)});
    // A new review can be appealed against afresh.
    if (upheld) set(m, "appealed = 0", {});
}

void keep(const Moving& m) {
    const auto& f = m.facts;
    switch (m.event) {
        case Event::request_information: set(m, "relevant_bodies = :relevant, notified_bodies = :notified, requested_on = :on", {with("relevant", codes_text(f.relevant_bodies)), with("notified", codes_text(f.notified_bodies)), with_day("on", m.writing.today)}); break;
        case Event::meet_threshold: keep_threshold(m, true); break;
        case Event::refuse_threshold: keep_threshold(m, false); break;
        case Event::notify_refusal: set(m, "letter_on = :on, advice = :advice, appeal_route = :route", {with_day("on", f.letter_on), with("advice", domain::tidy_lines(f.advice)), with("route", domain::tidy_lines(f.appeal_route))}); break;
        case Event::appeal: set(m, "appealed = 1, appeal_grounds = :grounds", {with("grounds", f.reason)}); break;
        case Event::uphold_appeal: keep_appeal_decision(m, true); break;
        case Event::dismiss_appeal: keep_appeal_decision(m, false); break;
        case Event::convene: set(m, "chair = :chair, panel_on = :on", {with("chair", domain::tidy_line(f.chair)), with_day("on", f.panel_on)}); break;
        case Event::hold:
            set(m, "panel_on = :on, attending_bodies = :attending, victim_contribution = :said, no_plan_reason = :none, plan = :plan",
                {with_day("on", f.panel_on), with("attending", codes_text(f.attending_bodies)), with("said", domain::tidy_lines(f.victim_contribution)), with("none", domain::tidy_line(f.no_plan_reason)), with("plan", domain::tidy_lines(m.answers.plan))});
            keep_recommendations(m);
            keep_day(m, "held", *f.panel_on);
            break;
        case Event::notify_outcome: set(m, "letter_on = :on, appeal_route = :route, appealed = 0", {with_day("on", f.letter_on), with("route", domain::tidy_lines(f.appeal_route))}); break;
        case Event::withdraw:
        case Event::decline_offer: set(m, "wish = :wish", {with("wish", f.reason)}); break;
        default: break;
    }
}

Refusals lengths_refused(const ReviewAnswers& a) {
    Refusals refusals;
    const auto& f = a.asked;
    for (const auto& [field, value] : {std::pair{"reason", &f.reason}, {"victim_risk", &f.victim_risk}, {"persistence", &f.persistence}, {"harm", &f.harm}, {"adequacy", &f.adequacy}, {"advice", &f.advice}, {"appeal_route", &f.appeal_route},
                                       {"victim_contribution", &f.victim_contribution}, {"no_plan_reason", &f.no_plan_reason}, {"plan", &a.plan}, {"decided_by", &f.decided_by}, {"chair", &f.chair}})
        need(domain::code_points(*value) <= 2000, field, "Answer must be 2,000 characters or less", refusals);
    need(f.recommendations.size() <= 20, "recommendations", "A review can make at most 20 recommendations here", refusals);
    return refusals;
}

}  // namespace

domain::Outcome<Saved> apply_for_review(Gate& gate, std::string_view panel, const Application& a) {
    const Act act{auth::Action::create, "apply", "case_review", domain::LoggedOperation::collection};
    const auto carry_out = [&](Writing& writing, State from) -> domain::Outcome<Saved> {
        reviewing::Facts facts;
        auto refusals = application_refused(writing, panel, a, facts);
        const auto step = domain::decide(reviewing::workflow(), from, Event::apply, facts);
        if (!step) add_all(step.error(), refusals);
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        const auto victim = a.victim.empty() ? next_reference(writing.tx, "VIC", writing.today) : a.victim;
        const auto id = a.review.empty() ? insert_review(writing, panel, victim, "received") : a.review;
        write_application(writing, id, a, "received");
        add_event(writing, id, "apply", step->recorded_as, "");
        writing.entry.fields.insert(writing.entry.fields.end(), {"application", "source"});
        return Saved{id, 2};
    };
    if (a.review.empty()) return gate.perform_in_panel(panel, act, [&](Writing& writing) { return carry_out(writing, State::unknown); });
    return gate.perform(a.review, act, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = review_row(writing.tx, scope_sql(writing.scope, writing.now), a.review, writing.today);
        return row ? carry_out(writing, state_of(*row)) : domain::not_found();
    });
}

domain::Outcome<Saved> offer_review(Gate& gate, std::string_view panel, std::string_view victim, std::string_view safe_contact) {
    return gate.perform_in_panel(panel, {auth::Action::create, "offer", "case_review", domain::LoggedOperation::collection}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto lines = radar_of(writing.tx, scope_sql(writing.scope, writing.now), panel, writing.today);
        const auto found = std::ranges::find(lines, victim, &reviewing::RadarLine::victim);
        reviewing::Facts facts;
        facts.today = writing.today;
        facts.procedure = procedure_on(writing.tx, panel, writing.today);
        facts.radar_count = found == lines.end() ? 0 : static_cast<int>(found->complaints.size());
        facts.open_review = has_open_review(writing.tx, panel, victim);
        facts.safe_contact = safe_contact;
        Refusals refusals;
        need(domain::code_points(safe_contact) <= 500, "safe_contact", "Answer must be 500 characters or less", refusals);
        const auto step = domain::decide(reviewing::workflow(), State::unknown, Event::offer, facts);
        if (!step) add_all(step.error(), refusals);
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        const auto id = insert_review(writing, panel, victim, "offered");
        writing.tx.run("UPDATE case_review SET offered_on = :on WHERE id = :id", {with_day("on", writing.today), with("id", id)});
        writing.tx.run("UPDATE case_review_source SET safe_contact = :safe WHERE review_id = :id", {with("safe", domain::tidy_lines(safe_contact)), with("id", id)});
        add_event(writing, id, "offer", step->recorded_as, found->why());
        for (const auto& each : found->complaints) writing.entry.objects.push_back(each.complaint.id);
        return Saved{id, 1};
    });
}

domain::Outcome<Saved> take_review_step(Gate& gate, std::string_view id, std::string_view event, const ReviewAnswers& answers) {
    const auto parsed = reviewing::parse_event(event);
    if (!parsed || *parsed == Event::offer || *parsed == Event::apply) return domain::not_found();
    const bool decides = std::ranges::any_of(reviewing::workflow().steps, [&](const auto& step) { return step.event == *parsed && step.permission == domain::Permission::chair; });
    return gate.perform(id, {decides ? auth::Action::chair : auth::Action::edit, event, "case_review", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = review_row(writing.tx, scope_sql(writing.scope, writing.now), id, writing.today);
        if (!row) return domain::not_found();
        if (answers.version != row->head.version) return std::unexpected(Refusals{stale()});
        Moving m{writing, *row, answers, *parsed, row->facts};
        auto refusals = lengths_refused(answers);
        apply_answers(m);
        const auto step = domain::decide(reviewing::workflow(), state_of(*row), m.event, m.facts);
        if (!step) add_all(step.error(), refusals);
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        keep(m);
        writing.tx.run("UPDATE case_review SET state = :state, state_since = CASE WHEN state = :same THEN state_since ELSE :today END, version = version + 1 WHERE id = :id",
                       {with("state", name(step->to)), with("same", name(step->to)), with_day("today", writing.today), with("id", id)});
        add_event(writing, id, event, step->recorded_as, m.facts.reason);
        writing.entry.fields.push_back("state");
        return Saved{std::string(id), row->head.version + 1};
    });
}

domain::Outcome<Saved> add_complaint(Gate& gate, std::string_view id, int version, const NewComplaint& complaint) {
    return gate.perform(id, {auth::Action::edit, "add_complaint", "case_review", domain::LoggedOperation::collection}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = review_row(writing.tx, scope_sql(writing.scope, writing.now), id, writing.today);
        if (!row) return domain::not_found();
        if (version != row->head.version) return std::unexpected(Refusals{stale()});
        auto refusals = complaint_refused(writing.tx, complaint, "", writing.today);
        const auto& state = row->head.state;
        if (state != "received" && state != "acknowledged" && state != "info_gathering") refusals.push_back({RefusalKind::rule, {}, "The threshold is decided. Nothing is added to what it was decided on", "2014 Act s.104"});
        need(row->facts.incidents < static_cast<int>(complaints_most), "behaviour_on", "A review can list at most 50 incidents beside the reports", refusals);
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        insert_complaint(writing.tx, id, complaint);
        writing.tx.run("UPDATE case_review SET version = version + 1 WHERE id = :id", {with("id", id)});
        add_event(writing, id, "add_complaint", "complaint added", "");
        writing.entry.fields.push_back("complaint");
        return Saved{std::string(id), version + 1};
    });
}

domain::Outcome<Saved> answer_recommendation(Gate& gate, std::string_view id, int version, int n, const reviewing::Recommendation& answer) {
    return gate.perform(id, {auth::Action::edit, "answer_recommendation", "case_review", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = review_row(writing.tx, scope_sql(writing.scope, writing.now), id, writing.today);
        if (!row || n < 1 || n > std::ssize(row->days.recommendations)) return domain::not_found();
        if (version != row->head.version) return std::unexpected(Refusals{stale()});
        Refusals refusals;
        need(domain::has_code(reviewing::recommendation_answers(), answer.answer), "answer", "Select what the body answers", refusals, "2014 Act s.104");
        need(answer.answer == "accepted" || !domain::trimmed(answer.response).empty(), "response", "Enter the body’s reason", refusals, "2014 Act s.104");
        need(answer.answered_on && *answer.answered_on <= writing.today, "answered_on", "Enter the date of the answer, today or in the past", refusals);
        need(domain::code_points(answer.response) <= 2000, "response", "Answer must be 2,000 characters or less", refusals);
        if (row->head.state != "monitoring" && row->head.state != "outcome_notified") refusals.push_back({RefusalKind::rule, {}, "Tell the applicant the outcome first", "2014 Act s.104"});
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        writing.tx.run("UPDATE case_review_recommendation SET answer = :answer, response = :response, answered_on = :on WHERE review_id = :id AND n = :n",
                       {with("answer", answer.answer), with("response", domain::tidy_lines(answer.response)), with_day("on", answer.answered_on), with("id", id), with("n", n)});
        writing.tx.run("UPDATE case_review SET version = version + 1 WHERE id = :id", {with("id", id)});
        add_event(writing, id, "answer_recommendation", "recommendation answered", domain::tidy_lines(answer.response));
        writing.entry.fields.push_back("recommendation");
        return Saved{std::string(id), version + 1};
    });
}

domain::Outcome<Saved> add_review_note(Gate& gate, std::string_view id, std::string_view note) {
    return gate.perform(id, {auth::Action::note, "add_note", "case_review", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = review_row(writing.tx, scope_sql(writing.scope, writing.now), id, writing.today);
        if (!row) return domain::not_found();
        add_event(writing, id, "note", "note added", domain::tidy_lines(note));
        writing.entry.fields.push_back("note");
        return Saved{std::string(id), row->head.version};
    });
}

}  // namespace casework::persistence
