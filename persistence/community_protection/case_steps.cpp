// The steps of warnings and notices: state, paper, service, deadlines, timeline and ledger move together.
#include <fmt/format.h>

#include <algorithm>

#include "auth/crypto.hpp"
#include "domain/text.hpp"
#include "persistence/community_protection/case_rows.hpp"
#include "persistence/documents/paper_wordings.hpp"

namespace casework::persistence {
namespace {

using domain::RefusalKind;
using domain::Refusals;
using protection::NoticeEvent;
using protection::NoticeFacts;
using protection::NoticeState;
using protection::WarningEvent;
using protection::WarningFacts;
using protection::WarningState;

// One change on its way: what was read and what follows.
struct Moving {
    Gate& gate;
    Writing& writing;
    const CaseRow& row;
    const CaseAnswers& answers;
    std::string_view event;
    SafeContact& guard;
    bool& stopped;  // a paper of the step may not leave
    std::string_view id() const { return row.head.id; }
};

struct Ending {
    bool ends = false;
    std::string reason, note;
};

bool move_state(const Moving& m, std::string_view to, const Ending& ending) {
    auto& tx = m.writing.tx;
    return tx.run("UPDATE protection_case SET state = :state, state_since = CASE WHEN state = :same THEN state_since ELSE :today END, version = version + 1, "
                  "ended_on = CASE WHEN :ends = 1 THEN :ended ELSE ended_on END, end_reason = CASE WHEN :ends = 1 THEN :reason ELSE end_reason END, "
                  "end_note = CASE WHEN :ends = 1 THEN :note ELSE end_note END, told_on = COALESCE(:told, told_on) WHERE id = :id AND version = :version",
                  {with("state", to), with("same", to), with_day("today", m.writing.today), with("ends", ending.ends), with_day("ended", m.writing.today), with("reason", ending.reason),
                   with("note", domain::tidy_lines(ending.note)), with_day("told", m.answers.told_on), with("id", m.id()), with("version", m.row.head.version)}) == 1;
}

void keep_service(const Moving& m, int version) {
    const auto& s = m.answers.service;
    int n = 0;
    m.writing.tx.one("SELECT COALESCE(MAX(n), 0) + 1 FROM protection_service WHERE case_id = :id", {with("id", m.id())}, {&n});
    std::string enquiries;
    for (const auto& each : s.enquiries) enquiries += domain::iso_date(each.on) + " " + domain::tidy_line(each.what) + "\n";
    m.writing.tx.run("INSERT INTO protection_service (case_id, n, version, method, address_kind, address, on_day, minute, by_account, received_by, witness, proof, arrived_on, from_premises, enquiries, at) "
                     "VALUES (:id, :n, :version, :method, :address_kind, :address, :on, :minute, :by, :received, :witness, :proof, :arrived, :premises, :enquiries, :at)",
                     {with("id", m.id()), with("n", n), with("version", version), with("method", s.method), with("address_kind", s.address_kind), with("address", domain::tidy_lines(s.address)),
                      with_day("on", s.on), with_figure("minute", s.at), with("by", s.by), with("received", domain::tidy_line(s.received_by)), with("witness", domain::tidy_line(s.witness)),
                      with("proof", domain::tidy_line(s.proof)), with_day("arrived", s.arrived_on), with("premises", s.from_premises), with("enquiries", enquiries), with_at("at", m.writing.now)});
}

// The words as they were given, for ever; their digest stands in the ledger.
void keep_paper(const Moving& m, std::string_view called, domain::Date given_on) {
    const auto words = stored(called == "variation" ? variation_text(m.writing.tx, m.row, m.answers.reason, m.answers.version_from.value_or(m.writing.today), m.writing.today) : paper_text(m.writing.tx, m.row, given_on));
    const auto wording = wording_in_force(m.writing.tx, m.row.head.panel, called, given_on);
    m.stopped = !m.guard.clear(m.writing.tx, words, m.answers.service.address.empty() ? m.row.value("address") : m.answers.service.address) || m.stopped;
    const auto digest = auth::sha256(words);
    int n = 0;
    m.writing.tx.one("SELECT COALESCE(MAX(n), 0) + 1 FROM protection_paper WHERE case_id = :id", {with("id", m.id())}, {&n});
    m.writing.tx.run("INSERT INTO protection_paper (case_id, n, name, words, digest, wording, account, at) VALUES (:id, :n, :name, :words, :digest, :wording, :account, :at)",
                     {with("id", m.id()), with("n", n), with("name", called), with("words", words), with("digest", auth::to_hex(digest)), with("wording", wording.called()), with("account", m.writing.actor.account), with_at("at", m.writing.now)});
    m.writing.entry.fields.push_back("paper");
    m.writing.entry.after = digest;
}

void keep_version(const Moving& m, int version, domain::Date from, std::string_view origin, const std::vector<protection::Requirement>& requirements) {
    m.writing.tx.run("INSERT INTO protection_version (case_id, version, from_day, origin) VALUES (:id, :version, :from, :origin)",
                     {with("id", m.id()), with("version", version), with_day("from", from), with("origin", origin)});
    write_requirements(m.writing.tx, m.id(), version, requirements);
}

void keep_given(const Moving& m, const protection::Deadline& given) {
    m.writing.tx.run("UPDATE protection_case SET given_on = :given WHERE id = :id", {with_day("given", given.last), with("id", m.id())});
    keep_deadline(m.writing.tx, m.id(), "given", given);
}

void keep_approval(const Moving& m, bool given) {
    m.writing.tx.run("UPDATE protection_case SET approved_by = :by, approved_on = :on WHERE id = :id",
                     {with("by", given ? m.writing.actor.account : std::string()), given ? with_day("on", m.writing.today) : with("on", nullptr), with("id", m.id())});
}

// --- warnings ---------------------------------------------------------------------------------------------------------------------

void answer(WarningFacts& f, const CaseAnswers& a) {
    f.reason = a.reason;
    f.note = a.note;
    f.tool = a.tool;
    f.told_on = a.told_on;
    if (!a.override_reason.empty()) f.override_reason = a.override_reason;
    if (a.compliance_on) f.compliance_on = a.compliance_on;
    f.service = a.service;
}

void give_warning(const Moving& m, const WarningFacts& f) {
    const auto given = *protection::given_on(f.service, f.rules, f.holidays);
    m.writing.tx.run("UPDATE protection_case SET compliance_on = :day WHERE id = :id", {with_day("day", *f.compliance_on), with("id", m.id())});
    const auto row = case_row(m.writing.tx, m.id(), m.writing.today);
    keep_paper({m.gate, m.writing, *row, m.answers, m.event, m.guard, m.stopped}, "warning", given.last);
    keep_version(m, 1, given.last, "issued", requirements_of(m.writing.tx, m.id(), 0));
    keep_service(m, 1);
    keep_given(m, given);
    keep_deadline(m.writing.tx, m.id(), "compliance", protection::set_day(*f.compliance_on, "the day the warning names", "2014 Act s.43(5)(b)"));
}

// The notice begins with what the warning says; from then on each keeps its own words.
std::string draft_notice(const Moving& m) {
    auto& tx = m.writing.tx;
    const auto id = next_reference(tx, "CPN", m.writing.today);
    add_record(tx, m.writing.permit, id, "notice", m.row.head.panel, domain::Sensitivity::s1, m.writing.actor.agency, m.writing.now);
    std::string columns;
    for (const auto& field : part_fields())
        if (field != "compliance_on" && field != "override_reason") columns += ", " + field;
    tx.run("INSERT INTO protection_case (id, kind, panel, state, state_since, version, warning_id, opened_on, author, recipient_kind, person_id, recipient_name, body_kind, company_number, "
           "officer, area, override_reason" + columns + ") SELECT :new, 'notice', panel, 'drafted', :today, 1, id, :opened, :account, recipient_kind, person_id, recipient_name, body_kind, company_number, "
           ":officer, area, :override" + columns + " FROM protection_case WHERE id = :id",
           {with("new", id), with_day("today", m.writing.today), with_day("opened", m.writing.today), with("account", m.writing.actor.account), with("officer", m.row.officer),
            with("override", asker_of(m.writing.actor, m.row.head.panel, m.writing.today).decides ? m.answers.override_reason : std::string()), with("id", m.id())});
    write_requirements(tx, id, 0, requirements_of(tx, m.id(), 1));
    return id;
}

domain::Outcome<Saved> step_warning(const Moving& m) {
    const auto event = protection::parse_warning_event(m.event);
    const auto state = protection::parse_warning_state(m.row.head.state);
    if (!event || !state) return domain::not_found();
    auto& w = m.writing;
    auto facts = warning_facts(w.tx, m.row, asker_of(w.actor, m.row.head.panel, w.today), open_matters(w.tx, w.scope, w.now, m.row), linked_reports(w.tx, w.scope, w.now, m.row), w.today);
    answer(facts, m.answers);
    facts.conduct.area = own_area(w.tx, m.row.head.panel, m.answers.service.on.value_or(w.today));
    const auto step = domain::decide(protection::warning_workflow(), *state, *event, facts);
    if (!step) return std::unexpected(step.error());
    const bool ends = step->to == WarningState::closed_no_action || step->to == WarningState::withdrawn || step->to == WarningState::lapsed || step->to == WarningState::closed_other;
    if (!move_state(m, name(step->to), {ends, m.answers.reason, m.answers.note})) return std::unexpected(Refusals{stale()});
    if (*event == WarningEvent::approve) keep_approval(m, true);
    if (*event == WarningEvent::revise) keep_approval(m, false);
    if (*event == WarningEvent::issue) give_warning(m, facts);
    add_event(w, m.id(), m.event, step->recorded_as, domain::tidy_lines(m.answers.reason + (m.answers.note.empty() ? "" : "\n" + m.answers.note)));
    if (*event != WarningEvent::decide_notice) return Saved{std::string(m.id()), m.row.head.version + 1};
    const auto notice = draft_notice(m);
    add_event(w, notice, "draft", "notice drafted", "From " + std::string(m.id()));
    if (!m.row.head.person.id.empty())
        if (auto linked = link_subject(w, notice, m.id(), m.row.head.person.id); !linked) return std::unexpected(std::move(linked.error()));
    w.entry.objects.push_back(notice);
    return Saved{notice, 1};
}

// --- notices ----------------------------------------------------------------------------------------------------------------------

void answer(NoticeFacts& f, const CaseAnswers& a, const CaseRow& row, const std::vector<protection::Appeal>& appeals) {
    f.reason = a.reason;
    f.note = a.note;
    f.told_on = a.told_on;
    f.version_from = a.version_from;
    f.service = a.service;
    f.unchanged = a.unchanged;
    if (a.review_on) f.review_on = a.review_on;
    if (!a.requirements.empty()) f.requirements = a.requirements;
    f.appeal = a.appeal;
    if (row.head.state == "under_appeal" && !appeals.empty()) {  // what was lodged stands; the result is answered
        f.appeal = appeals.back();
        f.appeal.outcome = a.appeal.outcome;
        f.appeal.decided_on = a.appeal.decided_on;
        f.appeal.stop_suspended_from = a.appeal.stop_suspended_from;
    }
}

void give_notice(const Moving& m, const NoticeFacts& f) {
    const auto given = *protection::given_on(f.service, f.rules, f.holidays);
    keep_paper(m, "notice", given.last);
    keep_version(m, 1, given.last, "issued", f.requirements);
    keep_service(m, 1);
    keep_given(m, given);
    const auto& days = domain::rule_on(protection::law(), "cpn.appeal_days", given.last);
    keep_deadline(m.writing.tx, m.id(), "appeal", protection::count_by(protection::Counting::beginning_with, days, given.last, "the day the notice was given"));
    for (const auto& r : f.requirements)
        if (r.due) keep_deadline(m.writing.tx, m.id(), fmt::format("requirement {}", r.number), protection::set_day(*r.due, fmt::format("the day requirement {} names", r.number), "2014 Act s.43(8)"));
    if (f.review_on) keep_deadline(m.writing.tx, m.id(), "review", protection::set_day(*f.review_on, "the day of the review", "local rule"));
    if (f.ends_on) keep_deadline(m.writing.tx, m.id(), "end", protection::set_day(*f.ends_on, "the last day of the notice", "local rule"));
    if (f.authority) m.writing.tx.run("UPDATE protection_case SET authority_id = :authority WHERE id = :id", {with("authority", f.authority->id), with("id", m.id())});
}

void lodge(const Moving& m, const NoticeFacts& f) {
    int n = 0;
    m.writing.tx.one("SELECT COALESCE(MAX(n), 0) + 1 FROM protection_appeal WHERE case_id = :id", {with("id", m.id())}, {&n});
    std::string grounds;
    for (const auto& ground : f.appeal.grounds) grounds += (grounds.empty() ? "" : " ") + ground;
    m.writing.tx.run("INSERT INTO protection_appeal (case_id, n, lodged, court, grounds, hearing, late) VALUES (:id, :n, :lodged, :court, :grounds, :hearing, :late)",
                     {with("id", m.id()), with("n", n), with_day("lodged", f.appeal.lodged), with("court", domain::tidy_line(f.appeal.court)), with("grounds", grounds), with_day("hearing", f.appeal.hearing),
                      with("late", protection::appeal_is_late(f))});
}

void decide_appeal(const Moving& m, const NoticeFacts& f) {
    m.writing.tx.run("UPDATE protection_appeal SET outcome = :outcome, decided_on = :on, stop_suspended_from = :suspended WHERE case_id = :id AND n = (SELECT MAX(n) FROM protection_appeal WHERE case_id = :same)",
                     {with("outcome", f.appeal.outcome), with_day("on", f.appeal.decided_on), with_day("suspended", f.appeal.stop_suspended_from), with("id", m.id()), with("same", m.id())});
}

void after_notice_step(const Moving& m, NoticeEvent event, const NoticeFacts& f) {
    const int next = newest_version(m.writing.tx, m.id()) + 1;
    switch (event) {
        case NoticeEvent::authorise: return keep_approval(m, true);
        case NoticeEvent::send_back:
        case NoticeEvent::revise: return keep_approval(m, false);
        case NoticeEvent::issue: return give_notice(m, f);
        case NoticeEvent::lodge_appeal: return lodge(m, f);
        case NoticeEvent::quash:
        case NoticeEvent::dismiss_appeal:
        case NoticeEvent::withdraw_appeal: return decide_appeal(m, f);
        case NoticeEvent::modify: decide_appeal(m, f); return keep_version(m, next, f.version_from.value_or(m.writing.today), "modified", f.requirements);
        case NoticeEvent::vary:
            keep_version(m, next, f.version_from.value_or(m.writing.today), "varied", f.requirements);
            keep_service(m, next);
            return keep_paper(m, "variation", m.row.given_on.value_or(m.writing.today));
        case NoticeEvent::review:
            if (m.answers.review_on) keep_deadline(m.writing.tx, m.id(), "review", protection::set_day(*m.answers.review_on, "the day of the review", "local rule"));
            return;
        default: return;
    }
}

domain::Outcome<Saved> step_notice(const Moving& m) {
    const auto event = protection::parse_notice_event(m.event);
    const auto state = protection::parse_notice_state(m.row.head.state);
    if (!event || !state) return domain::not_found();
    auto& w = m.writing;
    auto facts = notice_facts(w.tx, m.row, asker_of(w.actor, m.row.head.panel, w.today), open_matters(w.tx, w.scope, w.now, m.row), w.today);
    answer(facts, m.answers, m.row, appeals_of(w.tx, m.id()));
    facts.conduct.area = own_area(w.tx, m.row.head.panel, m.answers.service.on.value_or(w.today));
    const auto step = domain::decide(protection::notice_workflow(), *state, *event, facts);
    if (!step) return std::unexpected(step.error());
    const bool ends = step->to == NoticeState::quashed || step->to == NoticeState::discharged || step->to == NoticeState::expired || step->to == NoticeState::closed;
    if (!move_state(m, name(step->to), {ends, m.answers.reason, m.answers.note})) return std::unexpected(Refusals{stale()});
    after_notice_step(m, *event, facts);
    add_event(w, m.id(), m.event, step->recorded_as, domain::tidy_lines(m.answers.reason + (m.answers.note.empty() ? "" : "\n" + m.answers.note)));
    return Saved{std::string(m.id()), m.row.head.version + 1};
}

// What the step needs: the same word may lead from several states, always for the same permission.
std::optional<auth::Action> action_of(std::string_view event) {
    const auto needs = [](const auto& workflow, const auto& which) -> std::optional<auth::Action> {
        for (const auto& step : workflow.steps)
            if (which && step.event == *which) return step.permission == domain::Permission::chair ? auth::Action::chair : auth::Action::edit;
        return std::nullopt;
    };
    if (const auto found = needs(protection::warning_workflow(), protection::parse_warning_event(event))) return found;
    return needs(protection::notice_workflow(), protection::parse_notice_event(event));
}

bool begins(std::string_view event) { return event == "open_matter" || event == "record_given" || event == "draft"; }

}  // namespace

domain::Outcome<Saved> take_case_steps(Gate& gate, std::string_view id, std::span<const std::string_view> events, const CaseAnswers& answers) {
    if (events.empty() || std::ranges::any_of(events, [](auto event) { return !action_of(event) || begins(event); })) return domain::not_found();
    const auto event = events.back();
    SafeContact guard(gate, id, event == "vary" ? "variation" : id.starts_with("CPW") ? "warning" : "notice");
    auto saved = gate.perform(id, {*action_of(event), event, "case", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        bool stopped = false;
        domain::Outcome<Saved> saved = Saved{};
        for (const auto each : events) {
            const auto row = case_row(writing.tx, id, writing.today);
            if (!row) return domain::not_found();
            if (each == events.front()) {
                // Somebody was faster: say so before saying that the step is no longer possible.
                if (answers.version != row->head.version) return std::unexpected(Refusals{stale()});
                writing.entry.rule = fmt::format("{}/{}", writing.permit.decision().rule, fmt::join(events, "+"));
                writing.entry.fields.push_back("state");
                writing.entry.before = digest_of(gate, canonical(row->head.state, row->fields));
            }
            const Moving moving{gate, writing, *row, answers, each, guard, stopped};
            saved = row->warning() ? step_warning(moving) : step_notice(moving);
            if (!saved) return saved;
        }
        if (stopped) return std::unexpected(SafeContact::stopped());
        const auto now = case_row(writing.tx, id, writing.today);
        if (writing.entry.after.empty()) writing.entry.after = digest_of(gate, canonical(now->head.state, now->fields));
        return saved;
    });
    if (auto stopped = guard.finish(); !stopped.empty()) return std::unexpected(std::move(stopped));
    return saved;
}

domain::Outcome<Saved> take_case_step(Gate& gate, std::string_view id, std::string_view event, const CaseAnswers& answers) { return take_case_steps(gate, id, std::span(&event, 1), answers); }

}  // namespace casework::persistence
