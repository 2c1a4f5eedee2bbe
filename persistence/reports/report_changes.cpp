// Recording a report, what becomes known of it, and the steps of its triage.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "domain/reports/codes.hpp"
#include "domain/text.hpp"
#include "persistence/access/ordinary.hpp"
#include "persistence/merged_edit.hpp"
#include "persistence/places.hpp"
#include "persistence/reports/report_rows.hpp"

namespace casework::persistence {
namespace {

using domain::RefusalKind;
using domain::Refusals;
using reporting::Event;
using reporting::State;

constexpr std::string_view local = "Local rules of the Community Protection Team";
constexpr std::array<std::string_view, 4> about_kinds{"person", "body", "premises", "location"};

void need(bool holds, std::string_view field, std::string message, Refusals& refusals) {
    if (!holds) refusals.push_back({RefusalKind::invalid, std::string(field), std::move(message), {}});
}
void add(const Refusals& more, Refusals& refusals) { refusals.insert(refusals.end(), more.begin(), more.end()); }

bool is_place(Transaction& tx, std::string_view id) {
    return id.empty() || std::ranges::any_of(named_places(tx), [&](const NamedPlace& place) { return place.id == id; });
}

// The ward by the boundaries of the day it happened, where they are loaded; where none was chosen, the one that the named place lies in.
void find_ward(Transaction& tx, reporting::Report& report, Refusals& refusals) {
    const auto day = report.occurred_from.value_or(report.reported_on.value_or(domain::Date{}));
    if (!day.ok()) return;
    const auto wards = wards_on(tx, day);
    const auto stands = [&](const std::string& ward) { return wards.empty() || std::ranges::find(wards, ward, &WardOfDay::name) != wards.end(); };
    if (report.ward.empty() && !report.place.empty())
        for (const auto& place : named_places(tx))
            if (place.id == report.place && stands(place.ward)) report.ward = place.ward;
    if (wards.empty()) {  // none are loaded: the words are all there is
        report.ward_version = report.ward.empty() ? "" : "as typed";
        return;
    }
    const auto found = std::ranges::find(wards, report.ward, &WardOfDay::name);
    report.ward_version = found == wards.end() ? std::string() : found->version;
    if (!report.ward.empty() && found == wards.end()) refusals.push_back({RefusalKind::invalid, "ward", "Select a ward of the day it happened", std::string(local)});
}

// Somebody whom the actor may read through some record.
bool may_read_person(Writing& writing, std::string_view person) {
    const auto sql = scope_sql(writing.scope, writing.now);
    auto binds = sql.binds;
    binds.push_back(with("person", person));
    std::string found;
    return writing.tx.one("SELECT rp.record_id FROM record_person rp JOIN record r ON r.id = rp.record_id WHERE rp.person_id = :person AND " + sql.condition + " LIMIT 1", binds, {&found});
}

void check_about(Writing& writing, std::string_view kind, std::string_view about, std::string_view name, Refusals& refusals) {
    need(kind.empty() || std::ranges::find(about_kinds, kind) != about_kinds.end(), "about_kind", "Select what it comes from", refusals);
    need(about.empty() || (kind == "person" && may_read_person(writing, about)), "about", "Enter the reference of a person you can see, like PER-2026-0012, or only the name", refusals);
    need(domain::code_points(name) <= 200, "about_name", "Name must be 200 characters or less", refusals);
}

void check_lengths(const NewReport& n, Refusals& refusals) {
    need(domain::code_points(n.report.what) <= 2000, "what", "What happened must be 2,000 characters or less", refusals);
    need(domain::code_points(n.report.place_text) <= 200, "place_text", "Place must be 200 characters or less", refusals);
    need(domain::code_points(n.report.place_text_reason) <= 200, "place_text_reason", "Reason must be 200 characters or less", refusals);
    need(domain::code_points(n.report.external_ref) <= 60, "external_ref", "Reference must be 60 characters or less", refusals);
    for (const auto& [field, value, most] : {std::tuple{"reporter_name", &n.reporter.name, 200U}, {"reporter_address", &n.reporter.address, 400U}, {"reporter_telephone", &n.reporter.telephone, 60U},
                                             {"reporter_email", &n.reporter.email, 200U}, {"own_words", &n.reporter.own_words, 2000U}, {"safe_contact", &n.reporter.safe_contact, 500U}})
        need(domain::code_points(*value) <= most, field, fmt::format("Answer must be {} characters or less", domain::with_commas(most)), refusals);
}

void write_edit(Transaction& tx, std::string_view id, const domain::FieldValues& values) {
    for (const auto& value : values)
        for (const auto& column : report_edit_fields()) {
            if (column != value.field) continue;
            const bool day = column.starts_with("occurred_"), tick = column == "hate";
            tx.run("UPDATE report SET " + column + " = :value WHERE id = :id", {day ? with_day("value", domain::parse_iso_date(value.value)) : tick ? with("value", value.value == "yes") : with("value", value.value), with("id", id)});
        }
}

std::string_view value_of(const domain::FieldValues& values, std::string_view field) {
    const auto* found = domain::find_value(values, field);
    return found ? std::string_view(*found) : std::string_view{};
}

domain::FieldValues values_of_row(const ReportRow& row) {
    const auto day = [](const std::optional<domain::Date>& on) { return on ? domain::iso_date(*on) : std::string(); };
    const auto& r = row.report;
    return {{"occurred_from", day(r.occurred_from)}, {"occurred_until", day(r.occurred_until)}, {"kind", r.kind}, {"place", r.place}, {"place_text", r.place_text, 200}, {"place_text_reason", r.place_text_reason, 200},
            {"ward", r.ward}, {"about_kind", row.about_kind}, {"about", r.about}, {"about_name", row.about_name, 200}, {"victim", r.victim}, {"hate", r.hate ? "yes" : ""}};
}

// The report as the answers would have it.
reporting::Report edited(reporting::Report r, const domain::FieldValues& values) {
    const auto take = [&](std::string_view field, std::string& into) {
        if (const auto* value = domain::find_value(values, field)) into = *value;
    };
    take("kind", r.kind), take("place", r.place), take("place_text", r.place_text), take("place_text_reason", r.place_text_reason), take("ward", r.ward), take("about", r.about), take("victim", r.victim);
    if (domain::find_value(values, "occurred_from")) r.occurred_from = domain::parse_iso_date(std::string(value_of(values, "occurred_from")));
    if (domain::find_value(values, "occurred_until")) r.occurred_until = domain::parse_iso_date(std::string(value_of(values, "occurred_until")));
    return r;
}

// "REP-2026-0004" stands for whoever suffers what that report says.
void resolve_victim(Writing& writing, domain::FieldValues& values, Refusals& refusals) {
    for (auto& value : values) {
        if (value.field != "victim" || !value.value.starts_with("REP-")) continue;
        const auto sql = scope_sql(writing.scope, writing.now);
        auto binds = sql.binds;
        binds.push_back(with("id", value.value));
        std::string victim;
        writing.tx.one("SELECT p.victim FROM report p JOIN record r ON r.id = p.id WHERE p.id = :id AND " + sql.condition, binds, {&victim});
        need(!victim.empty(), "victim", "That report names nobody who suffers it. Enter another report, or leave it empty", refusals);
        value.value = victim;
    }
}

Refusals edit_refused(Writing& writing, const ReportRow& row, reporting::Report& report, const domain::FieldValues& values) {
    Refusals refusals;
    need(report.kind.empty() || domain::has_code(reporting::kinds_of(report.category), report.kind), "kind", "Select what happened within the category", refusals);
    need(is_place(writing.tx, report.place), "place", "Select a place of the list", refusals);
    need(report.occurred_from && (!report.occurred_until || *report.occurred_until >= *report.occurred_from), "occurred_from", "Enter when it happened: the first day, and the last if it went on", refusals);
    need(!report.occurred_from || !row.report.reported_on || *report.occurred_from <= *row.report.reported_on, "occurred_from", "It must have happened before it was reported", refusals);
    need(!report.place.empty() || (!domain::trimmed(report.place_text).empty() && !domain::trimmed(report.place_text_reason).empty()), "place",
         "Select the premises or location, or describe the place and why no better one is known", refusals);
    const auto kind = domain::find_value(values, "about_kind") ? value_of(values, "about_kind") : std::string_view(row.about_kind);
    const auto name = domain::find_value(values, "about_name") ? value_of(values, "about_name") : std::string_view(row.about_name);
    check_about(writing, kind, report.about, name, refusals);
    find_ward(writing.tx, report, refusals);
    return refusals;
}

// --- steps ------------------------------------------------------------------------------------------------------------------------

struct Moving {
    Gate& gate;
    Writing& writing;
    const ReportRow& row;
    const ReportAnswers& answers;
    Event event{};
    std::string ward_version{}, matter{};
};

void answer(Moving& m, reporting::Facts& f, Refusals& refusals) {
    const auto& a = m.answers;
    f.text = a.text;
    f.outcome = a.outcome;
    f.told = a.told;
    f.receiver = a.receiver;
    f.gateway = a.gateway;
    f.police_told = a.police_told;
    if (m.event == Event::assign && m.row.head.state == "assigned") {
        // Given on to somebody else: risk and ward stand.
    } else if (!a.risk.empty()) {
        f.risk = a.risk;
    }
    if (!a.officer.empty()) f.officer = a.officer;
    if (!a.ward.empty()) f.report.ward = a.ward, f.report.ward_version.clear();
    find_ward(m.writing.tx, f.report, refusals);
    m.ward_version = f.report.ward_version;
}

// The other report, as far as the actor may see it.
void answer_other(const Moving& m, reporting::Facts& f) {
    f.other = m.answers.other;
    const auto sql = scope_sql(m.writing.scope, m.writing.now);
    auto binds = sql.binds;
    binds.push_back(with("id", f.other));
    binds.push_back(with("panel", m.row.head.panel));
    std::string incident;
    f.other_exists = m.writing.tx.one("SELECT p.category, p.incident FROM report p JOIN record r ON r.id = p.id WHERE p.id = :id AND p.panel = :panel AND " + sql.condition, binds, {&f.other_category, &incident});
    f.other_joined = !incident.empty();
    if (!f.other_exists) f.other_category = f.report.category;
}

void answer_matter(Moving& m, reporting::Facts& f) {
    f.matter = m.answers.matter;
    f.matter_open = false;
    const auto sql = scope_sql(m.writing.scope, m.writing.now);
    auto binds = sql.binds;
    binds.push_back(with("id", f.matter));
    std::string warning;
    // A notice's reports are those of the warning it rests on.
    if (m.writing.tx.one("SELECT CASE WHEN c.warning_id = '' THEN c.id ELSE c.warning_id END FROM protection_case c JOIN record r ON r.id = c.id WHERE c.id = :id AND c.ended_on IS NULL AND " + sql.condition, binds, {&warning})) {
        f.matter_open = true;
        m.matter = warning;
    }
}

bool officer_of_panel(Transaction& tx, std::string_view panel, std::string_view account, domain::Date today) {
    std::string found;
    return tx.one("SELECT m.account FROM membership m JOIN account a ON a.id = m.account WHERE m.panel = :panel AND m.account = :account AND m.level IN ('contributor', 'coordinator') AND m.until >= :day AND a.disabled_at IS NULL",
                  {with("panel", panel), with("account", account), with_day("day", today)}, {&found});
}

void write_step(const Moving& m, const reporting::Facts& f, State to) {
    const bool over = to == State::resolved || to == State::passed_on, told = !m.answers.told.empty();
    const auto incident = m.event == Event::join ? m.answers.other : m.event == Event::part ? std::string() : m.row.report.incident;
    m.writing.tx.run("UPDATE report SET state = :state, state_since = CASE WHEN state = :same THEN state_since ELSE :today END, version = version + 1, risk = :risk, officer = :officer, ward = :ward, "
                     "ward_version = :ward_version, incident = :incident, matter = :matter, outcome = :outcome, receiver = :receiver, gateway = :gateway, told = :told, told_on = COALESCE(:told_on, told_on), ended_on = :ended WHERE id = :id",
                     {with("state", name(to)), with("same", name(to)), with_day("today", m.writing.today), with("risk", f.risk), with("officer", f.officer), with("ward", f.report.ward),
                      with("ward_version", m.ward_version), with("incident", incident), with("matter", m.event == Event::link_matter ? m.matter : m.row.matter), with("outcome", f.outcome), with("receiver", domain::tidy_line(f.receiver)),
                      with("gateway", f.gateway), with("told", told ? m.answers.told : m.row.told), with_day("told_on", told && m.answers.told == "told" ? std::optional(m.writing.today) : std::nullopt),
                      with_day("ended", over ? std::optional(m.writing.today) : std::nullopt), with("id", m.row.head.id)});
}

// Whoever deals with it may look at who reported it.
void let_reveal(const Moving& m, std::string_view account) {
    m.writing.tx.run("INSERT INTO record_participant (record_id, account, protected) VALUES (:id, :account, 1) ON CONFLICT (record_id, account) DO UPDATE SET protected = 1", {with("id", m.row.head.id), with("account", account)});
}

Refusals step_refused(Moving& m, reporting::Facts& f, std::string_view& recorded_as, State& to) {
    Refusals refusals;
    const auto& a = m.answers;
    answer(m, f, refusals);
    if (m.event == Event::join) answer_other(m, f);
    if (m.event == Event::link_matter) answer_matter(m, f);
    need(domain::code_points(a.text) <= 2000, "text", "Answer must be 2,000 characters or less", refusals);
    need(domain::code_points(a.receiver) <= 200, "receiver", "Name must be 200 characters or less", refusals);
    if (!a.officer.empty() && !officer_of_panel(m.writing.tx, m.row.head.panel, a.officer, m.writing.today)) need(false, "officer", "Select an officer of the group", refusals);
    const auto step = domain::decide(reporting::workflow(), state_of(m.row), m.event, f);
    if (!step) add(step.error(), refusals);
    else recorded_as = step->recorded_as, to = step->to;
    return refusals;
}

}  // namespace

const std::vector<std::string>& report_edit_fields() {
    static const std::vector<std::string> names{"occurred_from", "occurred_until", "kind", "place", "place_text", "place_text_reason", "ward", "about_kind", "about", "about_name", "victim", "hate"};
    return names;
}

domain::FieldValues values_of(const ReportRecord& record) {
    ReportRow row;
    row.report = record.report;
    row.about_kind = record.about_kind;
    row.about_name = record.about_name;
    return values_of_row(row);
}

domain::Outcome<Saved> receive_report(Gate& gate, std::string_view panel, const NewReport& asked) {
    return gate.perform_in_panel(panel, {auth::Action::create, "receive", "report", domain::LoggedOperation::collection}, [&](Writing& writing) -> domain::Outcome<Saved> {
        auto n = asked;
        if (n.report.agency.empty()) n.report.agency = writing.actor.agency;
        Refusals refusals;
        reporting::Facts facts;
        facts.today = writing.today;
        facts.report = n.report;
        facts.reporter_kind = n.reporter.kind;
        const auto step = domain::decide(reporting::workflow(), State::unknown, Event::receive, facts);
        if (!step) refusals = step.error();
        check_lengths(n, refusals);
        check_about(writing, n.about_kind, n.report.about, n.about_name, refusals);
        need(is_place(writing.tx, n.report.place), "place", "Select a place of the list", refusals);
        find_ward(writing.tx, n.report, refusals);
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        return Saved{insert_report(writing, panel, n, {}), 1};
    });
}

domain::Outcome<Saved> edit_report(Gate& gate, std::string_view id, const ReportEdit& edit, domain::Clash& clash) {
    return gate.perform(id, {auth::Action::edit, "edit", "report", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = report_row(writing.tx, id);
        if (!row) return domain::not_found();
        Refusals refusals;
        if (row->ended_on) refusals.push_back({RefusalKind::rule, {}, "This report is over. Open it again first", std::string(local)});
        auto mine = edit.values;
        resolve_victim(writing, mine, refusals);
        const auto before = values_of_row(*row);
        auto merge = merged_edit(writing.tx, id, edit.version, before, mine, edit.choices);
        auto report = edited(row->report, merge.values);
        add(edit_refused(writing, *row, report, merge.values), refusals);
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        if (!merge.clashes.empty() || edit.version > row->head.version) return std::unexpected(clashed(clash, id, row->head.version, std::move(merge), mine));
        if (merge.values.empty()) return Saved{std::string(id), row->head.version};
        write_edit(writing.tx, id, merge.values);
        writing.tx.run("UPDATE report SET version = version + 1, ward = :ward, ward_version = :version WHERE id = :id", {with("ward", report.ward), with("version", report.ward_version), with("id", id)});
        raise_to_content(writing.tx, id);
        const auto after = values_of_row(*report_row(writing.tx, id));
        add_changes(writing, id, row->head.version + 1, before, after);
        add_event(writing, id, "edit", "details changed", "");
        writing.entry.before = digest_of(gate, canonical(row->head.state, before));
        writing.entry.after = digest_of(gate, canonical(row->head.state, after));
        return Saved{std::string(id), row->head.version + 1};
    });
}

domain::Outcome<Saved> take_report_step(Gate& gate, std::string_view id, std::string_view event, const ReportAnswers& answers) {
    const auto parsed = reporting::parse_event(event);
    if (!parsed || *parsed == Event::receive || *parsed == Event::open_matter) return domain::not_found();
    return gate.perform(id, {auth::Action::edit, event, "report", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = report_row(writing.tx, id);
        if (!row) return domain::not_found();
        if (answers.version != row->head.version) return std::unexpected(Refusals{stale()});
        Moving m{gate, writing, *row, answers, *parsed};
        auto facts = facts_of(writing.tx, *row, writing.today);
        std::string_view recorded_as;
        State to{};
        if (auto refusals = step_refused(m, facts, recorded_as, to); !refusals.empty()) return std::unexpected(std::move(refusals));
        write_step(m, facts, to);
        raise_to_content(writing.tx, id);
        if (*parsed == Event::assign || *parsed == Event::reopen) let_reveal(m, facts.officer);
        add_event(writing, id, event, recorded_as, *parsed == Event::link_matter ? m.matter : domain::tidy_lines(answers.text));
        if (*parsed == Event::link_matter) writing.entry.objects.push_back(m.matter);
        if (*parsed == Event::join) writing.entry.objects.push_back(answers.other);
        writing.entry.fields.push_back("state");
        return Saved{std::string(id), row->head.version + 1};
    });
}

domain::Outcome<Saved> add_report_note(Gate& gate, std::string_view id, std::string_view note) {
    return gate.perform(id, {auth::Action::note, "add_note", "report", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = report_row(writing.tx, id);
        if (!row) return domain::not_found();
        add_event(writing, id, "note", "note added", domain::tidy_lines(note));
        writing.entry.fields.push_back("note");
        return Saved{std::string(id), row->head.version};
    });
}

}  // namespace casework::persistence
