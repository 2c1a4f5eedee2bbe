// Reading and writing the rows of reports.
#include "persistence/reports/report_rows.hpp"

#include <algorithm>

#include "domain/reports/codes.hpp"
#include "domain/text.hpp"
#include "persistence/access/ordinary.hpp"

namespace casework::persistence {
namespace {

// Letters and figures only: "12, Week Street" and "12 week street" are one key.
std::string key_of(std::string_view text) {
    std::string key;
    for (const char c : domain::ascii_lower(text))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80) != 0) key += c;
    return key;
}
// 01622 and +44 1622 are one number: the last nine figures tell it.
std::string number_key(std::string_view text) {
    constexpr std::size_t told_by = 9;
    std::string key;
    for (const char c : text)
        if (c >= '0' && c <= '9') key += c;
    return key.size() < told_by ? std::string() : key.substr(key.size() - told_by);
}

void insert_source(Transaction& tx, std::string_view id, const reporting::Reporter& r) {
    tx.run("INSERT INTO report_source (report_id, name, address, telephone, email, own_words, safe_contact, wants_update, name_key, address_key, telephone_key, email_key) VALUES (:id, :name, :address, "
           ":telephone, :email, :words, :contact, :wants, :name_key, :address_key, :telephone_key, :email_key)",
           {with("id", id), with("name", domain::tidy_line(r.name)), with("address", domain::tidy_lines(r.address)), with("telephone", domain::tidy_line(r.telephone)), with("email", domain::tidy_line(r.email)),
            with("words", domain::tidy_lines(r.own_words)), with("contact", domain::tidy_lines(r.safe_contact)), with("wants", r.wants_update), with("name_key", key_of(r.name)),
            with("address_key", key_of(r.address)), with("telephone_key", number_key(r.telephone)), with("email_key", key_of(r.email))});
}

// Who suffers it and reports it is known again by name and one way to reach them; otherwise a new reference. Nobody reads who it is.
std::string victim_of(Writing& writing, std::string_view panel, const reporting::Reporter& r) {
    if (r.kind != "victim") return {};
    std::string known;
    const std::vector<Bind> binds{with("panel", panel), with("name", key_of(r.name)), with("telephone", number_key(r.telephone)), with("email", key_of(r.email)), with("address", key_of(r.address))};
    if (!key_of(r.name).empty() &&
        writing.tx.one("SELECT p.victim FROM report_source s JOIN report p ON p.id = s.report_id WHERE s.name_key = :name AND p.panel = :panel AND p.victim <> '' AND p.reporter_kind = 'victim' AND "
                       "((s.telephone_key <> '' AND s.telephone_key = :telephone) OR (s.email_key <> '' AND s.email_key = :email) OR (s.address_key <> '' AND s.address_key = :address)) ORDER BY p.at LIMIT 1",
                       binds, {&known}))
        return known;
    return next_reference(writing.tx, "VIC", writing.today);
}

#define CASEWORK_REPORT_COLUMNS                                                                                                                                                                  \
    "p.id, p.category, p.kind, p.what, p.occurred_from, p.occurred_until, p.reported_on, p.channel, p.agency, p.external_ref, p.place, p.place_text, p.place_text_reason, p.ward, p.ward_version, " \
    "p.incident, p.about, p.victim, p.distress, p.hate"

// The columns of a report as the domain knows it, in that order.
struct ReportColumns {
    reporting::Report r;
    std::optional<std::string> from, until;
    std::string reported;
    std::vector<Into> into() {
        return {&r.id, &r.category, &r.kind, &r.what, &from, &until, &reported, &r.channel, &r.agency, &r.external_ref, &r.place, &r.place_text, &r.place_text_reason, &r.ward, &r.ward_version,
                &r.incident, &r.about, &r.victim, &r.distress, &r.hate};
    }
    reporting::Report taken() const {
        auto out = r;
        out.occurred_from = day_of(from);
        out.occurred_until = day_of(until);
        out.reported_on = day_of(reported);
        return out;
    }
};

}  // namespace

std::optional<ReportRow> report_row(Transaction& tx, std::string_view id) {
    ReportRow row;
    ReportColumns columns;
    std::string since;
    std::optional<std::string> told_on, ended;
    auto& h = row.head;
    auto into = columns.into();
    into.insert(into.end(), {&h.panel, &h.panel_name, &h.state, &since, &h.version, &row.place_name, &row.about_kind, &row.about_name, &row.agency_name, &row.reporter_kind, &row.risk, &row.officer,
                             &row.officer_name, &row.told, &told_on, &row.matter, &row.outcome, &row.receiver, &row.gateway, &ended, &row.author_name});
    if (!tx.one("SELECT " CASEWORK_REPORT_COLUMNS ", p.panel, COALESCE(pg.name, p.panel), p.state, p.state_since, p.version, COALESCE(pl.name, ''), p.about_kind, p.about_name, COALESCE(ag.name, p.agency), "
                "p.reporter_kind, p.risk, p.officer, COALESCE(trim(o.title || ' ' || o.name), ''), p.told, p.told_on, p.matter, p.outcome, p.receiver, p.gateway, p.ended_on, "
                "COALESCE(trim(a.title || ' ' || a.name), '') FROM report p LEFT JOIN panel_group pg ON pg.id = p.panel LEFT JOIN place pl ON pl.id = p.place LEFT JOIN agency ag ON ag.id = p.agency "
                "LEFT JOIN account o ON o.id = p.officer LEFT JOIN account a ON a.id = p.author WHERE p.id = :id",
                {with("id", id)}, into))
        return std::nullopt;
    row.report = columns.taken();
    h.id = row.report.id;
    h.state_since = day_of(since);
    h.state_words = words(state_of(row));
    h.category = row.report.category;
    h.kind = row.report.kind;
    row.told_on = day_of(told_on);
    row.ended_on = day_of(ended);
    return row;
}

std::vector<reporting::Report> reports_where(Transaction& tx, const ScopeSql& scope, const std::string& condition, std::vector<Bind> binds, int most) {
    binds.insert(binds.end(), scope.binds.begin(), scope.binds.end());
    binds.push_back(with("most", most));
    std::vector<reporting::Report> all;
    ReportColumns columns;
    tx.each("SELECT " CASEWORK_REPORT_COLUMNS " FROM report p JOIN record r ON r.id = p.id WHERE " + condition + " AND " + scope.condition + " ORDER BY p.reported_on DESC, p.id DESC LIMIT :most", binds,
            columns.into(), [&] { all.push_back(columns.taken()); });
    return all;
}

std::vector<ReportLine> report_lines(Transaction& tx, const ScopeSql& scope, const std::string& condition, std::vector<Bind> binds, std::string_view order, int most) {
    binds.insert(binds.end(), scope.binds.begin(), scope.binds.end());
    binds.push_back(with("most", most));
    std::vector<ReportLine> lines;
    ReportLine line;
    std::string reported;
    std::optional<std::string> from;
    tx.each("SELECT p.id, p.state, p.category, p.kind, p.what, COALESCE(pl.name, p.place_text), p.ward, p.matter, p.incident, COALESCE(trim(o.title || ' ' || o.name), ''), p.reported_on, p.occurred_from, p.risk "
            "FROM report p JOIN record r ON r.id = p.id LEFT JOIN place pl ON pl.id = p.place LEFT JOIN account o ON o.id = p.officer WHERE " + condition + " AND " + scope.condition + " ORDER BY " +
                std::string(order) + " LIMIT :most",
            binds, {&line.id, &line.state, &line.category, &line.kind, &line.what, &line.place, &line.ward, &line.matter, &line.incident, &line.officer_name, &reported, &from, &line.risk}, [&] {
                line.state_words = words(reporting::parse_state(line.state).value_or(reporting::State::unknown));
                line.reported_on = day_of(reported);
                line.occurred_from = day_of(from);
                lines.push_back(line);
            });
    return lines;
}

reporting::TriageTimes triage_times(Transaction& tx, std::string_view panel, domain::Date on) {
    const auto settings = settings_on(tx, panel, on);
    return {settings["report_assign_days"], settings["report_update_days"]};
}

reporting::State state_of(const ReportRow& row) { return reporting::parse_state(row.head.state).value_or(reporting::State::unknown); }

reporting::Facts facts_of(Transaction& tx, const ReportRow& row, domain::Date today) {
    reporting::Facts f;
    f.today = today;
    f.report = row.report;
    if (f.report.about.empty()) f.report.about = row.about_name;
    f.reporter_kind = row.reporter_kind;
    std::string telephone, email, address, contact;
    tx.one("SELECT telephone, email, address, safe_contact FROM report_source WHERE report_id = :id", {with("id", row.head.id)}, {&telephone, &email, &address, &contact});
    f.reachable = !(telephone.empty() && email.empty() && address.empty() && contact.empty());
    f.risk = row.risk;
    f.officer = row.officer;
    f.matter = row.matter;
    if (!row.matter.empty()) {
        int open = 0;
        // A matter lasts as long as its warning or a notice that rests on it.
        tx.one("SELECT count(*) FROM protection_case c WHERE (c.id = :id OR c.warning_id = :id) AND c.ended_on IS NULL", {with("id", row.matter)}, {&open});
        f.matter_open = open > 0;
    }
    return f;
}

std::string insert_report(Writing& writing, std::string_view panel, const NewReport& n, const Placing& placing) {
    auto& tx = writing.tx;
    const auto& r = n.report;
    const auto id = next_reference(tx, "REP", writing.today);
    add_record(tx, writing.permit, id, "report", panel, domain::Sensitivity::s1, writing.actor.agency, writing.now);
    const auto victim = r.victim.empty() ? victim_of(writing, panel, n.reporter) : r.victim;
    tx.run("INSERT INTO report (id, panel, state, state_since, version, reported_on, occurred_from, occurred_until, category, kind, what, channel, agency, external_ref, reporter_kind, place, place_text, "
           "place_text_reason, ward, ward_version, about_kind, about, about_name, victim, distress, hate, matter, author, at) VALUES (:id, :panel, :state, :since, 1, :reported, :from, :until, :category, :kind, :what, "
           ":channel, :agency, :external, :reporter, :place, :place_text, :place_reason, :ward, :ward_version, :about_kind, :about, :about_name, :victim, :distress, :hate, :matter, :author, :at)",
           {with("id", id), with("panel", panel), with("state", placing.state), with_day("since", writing.today), with_day("reported", r.reported_on), with_day("from", r.occurred_from),
            with_day("until", r.occurred_until), with("category", r.category), with("kind", r.kind), with("what", domain::tidy_lines(r.what)), with("channel", r.channel), with("agency", r.agency),
            with("external", domain::tidy_line(r.external_ref)), with("reporter", n.reporter.kind), with("place", r.place), with("place_text", domain::tidy_line(r.place_text)),
            with("place_reason", domain::tidy_line(r.place_text_reason)), with("ward", r.ward), with("ward_version", r.ward_version), with("about_kind", n.about_kind), with("about", r.about),
            with("about_name", domain::tidy_line(n.about_name)), with("victim", victim), with("distress", r.distress), with("hate", r.hate), with("matter", placing.matter),
            with("author", writing.actor.account), with_at("at", writing.now)});
    raise_to_content(tx, id);
    insert_source(tx, id, n.reporter);
    // Who took the report may look at who made it again, to tell them what is done.
    tx.run("INSERT INTO record_participant (record_id, account, protected) VALUES (:id, :account, 1)", {with("id", id), with("account", writing.actor.account)});
    add_event(writing, id, "receive", placing.recorded_as, "");
    writing.entry.objects.push_back(id);
    writing.entry.fields.insert(writing.entry.fields.end(), {"report", "source"});
    return id;
}

NewReport report_with_matter(std::string_view conduct, domain::Date on, std::string_view place, std::string_view words, std::string_view agency) {
    NewReport n;
    n.report.category = conduct == "dog" ? "dogs" : std::string(conduct);
    n.report.reported_on = on;
    n.report.what = words;
    n.report.place_text = place;
    n.report.place_text_reason = place.empty() ? "" : "As it was recorded with the matter";
    n.report.agency = agency;
    return n;
}

void put_in_matter(Writing& writing, const ReportRow& row, std::string_view matter, std::string_view recorded_as, std::string_view about) {
    writing.tx.run("UPDATE report SET state = 'in_matter', state_since = :today, version = version + 1, matter = :matter, about = CASE WHEN :about = '' THEN about ELSE :same END WHERE id = :id",
                   {with_day("today", writing.today), with("matter", matter), with("about", about), with("same", about), with("id", row.head.id)});
    add_event(writing, row.head.id, "matter", recorded_as, std::string(matter));
    writing.entry.objects.push_back(row.head.id);
}

}  // namespace casework::persistence
