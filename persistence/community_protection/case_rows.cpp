// Reading and writing the rows of warnings and notices.
#include "persistence/community_protection/case_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "domain/text.hpp"

namespace casework::persistence {

std::string CaseHead::who() const {
    if (recipient_kind == "individual") return person.name;
    return recipient_kind == "occupier" ? "The occupier" : recipient_name;
}
std::string CaseRecord::value(std::string_view field) const {
    const auto* found = domain::find_value(fields, field);
    return found ? *found : std::string();
}
std::string CaseRow::value(std::string_view field) const {
    const auto* found = domain::find_value(fields, field);
    return found ? *found : std::string();
}
std::optional<domain::Date> CaseRow::day(std::string_view field) const { return domain::parse_iso_date(value(field)); }

const std::vector<std::string>& part_fields() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto& part : protection::parts()) {
            for (const auto& field : part.fields) all.emplace_back(field.name);
            if (!part.dated.empty()) all.emplace_back(part.dated);
        }
        return all;
    }();
    return names;
}

std::string state_words_of(std::string_view kind, std::string_view state) {
    if (kind == "warning")
        if (const auto s = protection::parse_warning_state(state)) return std::string(words(*s));
    if (const auto s = protection::parse_notice_state(state)) return std::string(words(*s));
    return std::string(state);
}

namespace {

// "title, category, ...": the columns carry the fields' names.
const std::string& field_columns() {
    static const std::string columns = [] {
        std::string text;
        for (const auto& name : part_fields()) text += ", c." + name;
        return text;
    }();
    return columns;
}

void read_fields(CaseRow& row, const std::vector<std::string>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto* field = protection::find_part_field(part_fields()[i]);
        row.fields.push_back(field ? domain::value_of(*field, values[i]) : domain::FieldValue{part_fields()[i], values[i]});
    }
    row.head.title = row.value("title");
    row.head.category = row.value("category");
}

}  // namespace

std::optional<CaseRow> case_row(Transaction& tx, std::string_view id, domain::Date today) {
    CaseRow row;
    auto& h = row.head;
    SubjectRow who;
    std::string since, opened;
    std::optional<std::string> approved, given, ended, told;
    std::vector<Into> into{&h.id, &h.kind, &h.panel, &h.panel_name, &h.state, &since, &opened, &h.version, &h.recipient_kind, &h.recipient_name, &row.body_kind, &row.company_number,
                           &row.author, &h.author_name, &row.approved_by, &h.approved_by_name, &row.officer, &row.authority_id, &row.warning_id, &approved, &given, &ended, &told,
                           &row.end_reason, &row.end_note, &row.age_basis};
    const auto person = who.into();
    into.insert(into.end(), person.begin(), person.end());
    std::vector<std::string> values(part_fields().size());
    for (auto& value : values) into.emplace_back(&value);
    if (!tx.one("SELECT c.id, c.kind, c.panel, COALESCE(pg.name, c.panel), c.state, c.state_since, c.opened_on, c.version, c.recipient_kind, c.recipient_name, c.body_kind, "
                "c.company_number, c.author, trim(au.title || ' ' || au.name), c.approved_by, trim(ap.title || ' ' || ap.name), c.officer, c.authority_id, c.warning_id, c.approved_on, "
                "c.given_on, c.ended_on, c.told_on, c.end_reason, c.end_note, pb.basis, c.person_id, pn.full_name, pb.born, pb.estimated_age, pb.estimated_on" +
                    field_columns() +
                    " FROM protection_case c LEFT JOIN person_name pn ON pn.person_id = c.person_id AND pn.record_id = c.id AND pn.ordinal = 0 "
                    "LEFT JOIN person_birth pb ON pb.person_id = c.person_id AND pb.record_id = c.id LEFT JOIN panel_group pg ON pg.id = c.panel "
                    "LEFT JOIN account au ON au.id = c.author LEFT JOIN account ap ON ap.id = c.approved_by WHERE c.id = :id",
                {with("id", id)}, into))
        return std::nullopt;
    h.state_since = day_of(since);
    h.opened_on = day_of(opened);
    h.state_words = state_words_of(h.kind, h.state);
    h.person = who.subject(today);
    row.born = who.born;
    row.estimated_on = who.estimated_on;
    row.estimated_age = who.estimated_age;
    row.approved_on = day_of(approved);
    row.given_on = day_of(given);
    row.ended_on = day_of(ended);
    row.told_on = day_of(told);
    read_fields(row, values);
    return row;
}

std::vector<protection::Requirement> requirements_of(Transaction& tx, std::string_view id, int version) {
    std::vector<protection::Requirement> all;
    protection::Requirement each;
    std::string kind;
    std::optional<std::string> due;
    tx.each("SELECT number, kind, words, due, reason FROM protection_requirement WHERE case_id = :id AND version = :version ORDER BY number", {with("id", id), with("version", version)},
            {&each.number, &kind, &each.text, &due, &each.reason}, [&] {
                each.kind = protection::parse_requirement_kind(kind).value_or(protection::RequirementKind::stop);
                each.due = day_of(due);
                all.push_back(each);
            });
    return all;
}

void write_requirements(Transaction& tx, std::string_view id, int version, const std::vector<protection::Requirement>& requirements) {
    if (version == 0) tx.run("DELETE FROM protection_requirement WHERE case_id = :id AND version = 0", {with("id", id)});
    for (const auto& each : requirements)
        tx.run("INSERT INTO protection_requirement (case_id, version, number, kind, words, due, reason) VALUES (:id, :version, :number, :kind, :words, :due, :reason)",
               {with("id", id), with("version", version), with("number", each.number), with("kind", name(each.kind)), with("words", domain::tidy_line(each.text)),
                with_day("due", each.due), with("reason", domain::tidy_line(each.reason))});
}

std::vector<protection::RequirementVersion> versions_of(Transaction& tx, std::string_view id) {
    std::vector<protection::RequirementVersion> all;
    protection::RequirementVersion each;
    std::string from;
    tx.each("SELECT version, from_day, origin FROM protection_version WHERE case_id = :id ORDER BY version", {with("id", id)}, {&each.version, &from, &each.origin}, [&] {
        each.from = day_of(from);
        all.push_back(each);
    });
    for (auto& version : all) version.requirements = requirements_of(tx, id, version.version);
    return all;
}

int newest_version(Transaction& tx, std::string_view id) {
    int version = 0;
    tx.one("SELECT COALESCE(MAX(version), 0) FROM protection_version WHERE case_id = :id", {with("id", id)}, {&version});
    return version;
}

std::vector<CaseEvent> case_events(Transaction& tx, std::string_view id, int most, const ScopeSql& reports) {
    std::vector<CaseEvent> all;
    CaseEvent each;
    std::string on;
    std::int64_t minute = 0;
    auto binds = reports.binds;
    for (auto&& bind : {with("id", id), with("matter", id), with("most", most)}) binds.push_back(bind);
    tx.each("SELECT e.n, e.kind, e.on_day, e.minute, e.place, e.words, e.evidence_kind, e.evidence, e.requirement, trim(a.title || ' ' || a.name), e.report FROM ("
            "SELECT n, kind, on_day, COALESCE(minute, -1) AS minute, place, words, evidence_kind, evidence, requirement, account, '' AS report FROM protection_event WHERE case_id = :id UNION ALL "
            "SELECT 0 AS n, 'report' AS kind, p.reported_on AS on_day, -1 AS minute, COALESCE(pl.name, p.place_text) AS place, p.what AS words, p.evidence_kind, p.evidence, 0 AS requirement, p.author AS account, "
            "p.id AS report FROM report p JOIN record r ON r.id = p.id LEFT JOIN place pl ON pl.id = p.place WHERE p.matter = :matter AND " + reports.condition + ") AS e LEFT JOIN account a ON a.id = e.account ORDER BY e.on_day DESC, e.minute DESC, e.n DESC, e.report DESC LIMIT :most",
            std::move(binds), {&each.n, &each.kind, &on, &minute, &each.place, &each.words, &each.evidence_kind, &each.evidence, &each.requirement, &each.by_name, &each.report}, [&] {
                each.on = day_of(on);
                each.minute = minute < 0 ? std::nullopt : std::optional(static_cast<int>(minute));
                all.push_back(each);
            });
    return all;
}

std::vector<InformedLine> informed_of(Transaction& tx, std::string_view id) {
    std::vector<InformedLine> all;
    InformedLine each;
    std::optional<std::string> on;
    tx.each("SELECT name, role, on_day, method FROM protection_informed WHERE case_id = :id ORDER BY n", {with("id", id)}, {&each.name, &each.role, &on, &each.method}, [&] {
        each.on = day_of(on);
        all.push_back(each);
    });
    return all;
}

namespace {

std::vector<protection::Enquiry> parse_enquiries(const std::string& text) {
    std::vector<protection::Enquiry> all;
    for (const auto line : domain::words_of(text, '\n'))
        if (line.size() > 11) all.push_back({day_of(std::string(line.substr(0, 10))), std::string(line.substr(11))});
    return all;
}

}  // namespace

std::vector<ServiceLine> services_of(Transaction& tx, std::string_view id) {
    std::vector<ServiceLine> all;
    ServiceLine each;
    auto& s = each.service;
    std::string on, enquiries;
    std::optional<std::int64_t> minute;
    std::optional<std::string> arrived;
    tx.each("SELECT s.version, s.method, s.address_kind, s.address, s.on_day, s.minute, s.by_account, trim(a.title || ' ' || a.name), s.received_by, s.witness, s.proof, s.arrived_on, "
            "s.from_premises, s.enquiries FROM protection_service s LEFT JOIN account a ON a.id = s.by_account WHERE s.case_id = :id ORDER BY s.n",
            {with("id", id)}, {&each.version, &s.method, &s.address_kind, &s.address, &on, &minute, &s.by, &each.by_name, &s.received_by, &s.witness, &s.proof, &arrived, &s.from_premises, &enquiries}, [&] {
                s.on = day_of(on);
                s.at = figure_of(minute);
                s.arrived_on = day_of(arrived);
                s.enquiries = parse_enquiries(enquiries);
                all.push_back(each);
            });
    return all;
}

std::vector<protection::Appeal> appeals_of(Transaction& tx, std::string_view id) {
    std::vector<protection::Appeal> all;
    protection::Appeal each;
    std::string lodged, grounds;
    std::optional<std::string> hearing, decided, suspended;
    tx.each("SELECT lodged, court, grounds, hearing, late, outcome, decided_on, stop_suspended_from FROM protection_appeal WHERE case_id = :id ORDER BY n", {with("id", id)},
            {&lodged, &each.court, &grounds, &hearing, &each.late, &each.outcome, &decided, &suspended}, [&] {
                each.lodged = day_of(lodged);
                each.hearing = day_of(hearing);
                each.decided_on = day_of(decided);
                each.stop_suspended_from = day_of(suspended);
                each.grounds.clear();
                for (const auto ground : domain::words_of(grounds)) each.grounds.emplace_back(ground);
                all.push_back(each);
            });
    return all;
}

std::vector<NamedDeadline> deadlines_of(Transaction& tx, std::string_view id) {
    std::vector<NamedDeadline> all;
    NamedDeadline each;
    auto& d = each.deadline;
    std::string counting, start, last;
    tx.each("SELECT name, counting, count, start_day, last_day, event, rule, authority FROM protection_deadline WHERE case_id = :id ORDER BY last_day, name", {with("id", id)},
            {&each.name, &counting, &d.count, &start, &last, &d.event, &d.rule, &d.authority}, [&] {
                d.counting = protection::parse_counting(counting).value_or(protection::Counting::set);
                d.start = day_of(start);
                d.last = day_of(last);
                all.push_back(each);
            });
    return all;
}

void keep_deadline(Transaction& tx, std::string_view id, std::string_view called, const protection::Deadline& d) {
    tx.run("INSERT INTO protection_deadline (case_id, name, counting, count, start_day, last_day, event, rule, authority) VALUES (:id, :name, :counting, :count, :start, :last, :event, :rule, "
           ":authority) ON CONFLICT (case_id, name) DO UPDATE SET counting = excluded.counting, count = excluded.count, start_day = excluded.start_day, last_day = excluded.last_day, "
           "event = excluded.event, rule = excluded.rule, authority = excluded.authority",
           {with("id", id), with("name", called), with("counting", name(d.counting)), with("count", d.count), with_day("start", d.start), with_day("last", d.last), with("event", d.event),
            with("rule", d.rule), with("authority", d.authority)});
}

std::vector<protection::Authority> authorities_of(Transaction& tx, std::string_view account) {
    std::vector<protection::Authority> all;
    std::string id, holder, agency, agency_kind, kind, instrument, by, areas, powers, from;
    std::optional<std::string> until, ended;
    tx.each("SELECT o.id, o.account, a.agency, g.kind, o.kind, o.instrument, o.given_by, o.areas, o.powers, o.from_day, o.until_day, o.ended_on FROM officer_authority o "
            "JOIN account a ON a.id = o.account JOIN agency g ON g.id = a.agency WHERE o.account = :account ORDER BY o.from_day DESC, o.id",
            {with("account", account)}, {&id, &holder, &agency, &agency_kind, &kind, &instrument, &by, &areas, &powers, &from, &until, &ended}, [&] {
                protection::Authority each{id, holder, agency, agency_kind, kind, instrument, by, {}, {}, day_of(from), day_of(until), day_of(ended)};
                for (const auto area : domain::words_of(areas)) each.areas.emplace_back(area);
                for (const auto power : domain::words_of(powers))
                    each.powers.push_back(power == "warning" ? protection::Power::warning : power == "notice" ? protection::Power::notice : protection::Power::penalty);
                all.push_back(std::move(each));
            });
    return all;
}

}  // namespace casework::persistence
