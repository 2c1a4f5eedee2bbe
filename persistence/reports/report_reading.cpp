// One report with everything its page shows, who made it (by a reveal), its timeline, and the lists.
#include <algorithm>

#include "domain/text.hpp"
#include "persistence/bank_holidays.hpp"
#include "persistence/community_protection/case_rows.hpp"
#include "persistence/reports/report_rows.hpp"

namespace casework::persistence {
namespace {

constexpr int like_rows = 10, page_rows = 25, file_rows = 5000;

void read_rights(const Reading& reading, const domain::Actor& actor, ReportHead& head) {
    const auto may = [&](auth::Action action) { return auth::may(actor, action, reading.record, reading.today, reading.now).verdict == auth::Verdict::allow; };
    head.shown = reading.permit.fields();
    head.may_note = may(auth::Action::note);
    head.may_edit = may(auth::Action::edit);
    head.may_create = may(auth::Action::create);
}

std::optional<ReportRow> read_row(Reading& reading, const domain::Actor& actor) {
    auto row = report_row(reading.tx, reading.permit.record());
    if (row) read_rights(reading, actor, row->head);
    return row;
}

class ReportReading {
  public:
    ReportReading(Reading& reading, const domain::Actor& actor) : reading_(reading), tx_(reading.tx), actor_(actor), sql_(scope_sql(reading.scope, reading.now)) {}

    std::optional<ReportRecord> read() {
        const auto row = read_row(reading_, actor_);
        if (!row) return std::nullopt;
        take(*row);
        read_source_rights();
        read_incident();
        read_like();
        read_matters();
        r_.clocks = reporting::clocks(state_of(*row), r_.report, r_.told_on.has_value(), triage_times(tx_, r_.panel, r_.report.reported_on.value_or(reading_.today)), bank_holidays(tx_));
        offer(*row);
        r_.history = events_of(tx_, r_.id, 0, 25);
        return std::move(r_);
    }

  private:
    Reading& reading_;
    Transaction& tx_;
    const domain::Actor& actor_;
    ScopeSql sql_;
    ReportRecord r_;

    void take(const ReportRow& row) {
        static_cast<ReportHead&>(r_) = row.head;
        r_.report = row.report;
        r_.place_name = row.place_name, r_.about_kind = row.about_kind, r_.about_name = row.about_name, r_.agency_name = row.agency_name, r_.reporter_kind = row.reporter_kind;
        r_.risk = row.risk, r_.officer = row.officer, r_.officer_name = row.officer_name, r_.told = row.told, r_.matter = row.matter, r_.outcome = row.outcome;
        r_.receiver = row.receiver, r_.gateway = row.gateway, r_.author_name = row.author_name, r_.told_on = row.told_on, r_.ended_on = row.ended_on;
        if (!r_.report.about.empty()) reading_.shown.push_back(r_.report.about);
    }

    void read_source_rights() {
        int kept = 0;
        tx_.one("SELECT count(*) FROM report_source WHERE report_id = :id AND (name <> '' OR address <> '' OR telephone <> '' OR email <> '' OR own_words <> '' OR safe_contact <> '')", {with("id", r_.id)}, {&kept});
        r_.has_source = kept > 0;
        const auto reveal = auth::may(actor_, auth::Action::reveal, reading_.record, reading_.today, reading_.now);
        r_.may_reveal = r_.has_source && reveal.verdict == auth::Verdict::allow && reveal.fields.f2;
    }

    void read_incident() {
        const auto& first = r_.report.incident.empty() ? r_.id : r_.report.incident;
        r_.same_incident = report_lines(tx_, sql_, "p.id <> :id AND (p.incident = :first OR p.id = :same)", {with("id", r_.id), with("first", first), with("same", first)}, "p.reported_on, p.id", 50);
        show(r_.same_incident);
    }

    // Likeness is a hint: the same category and named place on days that touch.
    void read_like() {
        if (r_.report.place.empty() || !r_.report.occurred_from) return;
        const int apart = settings_on(tx_, r_.panel, reading_.today)["report_like_days"];
        const auto others = reports_where(tx_, sql_, "p.panel = :panel AND p.place = :place AND p.category = :category AND p.id <> :id AND p.incident <> :same AND p.state <> 'joined'",
                                          {with("panel", r_.panel), with("place", r_.report.place), with("category", r_.report.category), with("id", r_.id), with("same", r_.id)}, 500);
        for (const auto& id : reporting::like_reports(r_.report, others, apart)) {
            if (r_.like.size() == static_cast<std::size_t>(like_rows)) return;
            auto lines = report_lines(tx_, sql_, "p.id = :id", {with("id", id)}, "p.id", 1);
            show(lines);
            r_.like.insert(r_.like.end(), lines.begin(), lines.end());
        }
    }

    void read_matters() {
        auto binds = sql_.binds;
        for (auto&& bind : {with("panel", r_.panel), with("person", r_.report.about), with("name", r_.about_name), with("matter", r_.matter)}) binds.push_back(bind);
        CaseLine line;
        tx_.each("SELECT c.id, c.kind, c.state, c.title, c.category, c.recipient_name FROM protection_case c JOIN record r ON r.id = c.id WHERE c.panel = :panel AND (c.id = :matter OR (c.ended_on IS NULL AND "
                 "((c.person_id <> '' AND c.person_id = :person) OR (c.recipient_name <> '' AND lower(c.recipient_name) = lower(:name))))) AND " + sql_.condition + " ORDER BY c.id DESC LIMIT 20",
                 binds, {&line.id, &line.kind, &line.state, &line.title, &line.category, &line.recipient_name}, [&] {
                     line.state_words = state_words_of(line.kind, line.state);
                     reading_.shown.push_back(line.id);
                     if (line.id == r_.matter) r_.matter_words = line.title + ", " + line.state_words;
                     else r_.matters.push_back(line);
                 });
    }

    void offer(const ReportRow& row) {
        for (auto& offer : domain::offered(reporting::workflow(), state_of(row), facts_of(tx_, row, reading_.today)))
            r_.offers.push_back({std::string(name(offer.step->event)), std::string(words(offer.step->event)), offer.step->permission == domain::Permission::create ? r_.may_create : r_.may_edit, std::move(offer.stopped_by)});
    }
    void show(const std::vector<ReportLine>& lines) {
        for (const auto& line : lines) reading_.shown.push_back(line.id);
    }
};

struct Asking {
    std::string condition = "p.panel = :panel";
    std::vector<Bind> binds;
};

Asking asking_for(const ReportsAsked& asked, std::string_view panel, const std::string& account) {
    Asking a;
    a.binds.push_back(with("panel", panel));
    if (!asked.category.empty()) a.condition += " AND p.category = :category", a.binds.push_back(with("category", asked.category));
    if (!asked.ward.empty()) a.condition += " AND p.ward = :ward", a.binds.push_back(with("ward", asked.ward));
    if (asked.state == "open") a.condition += " AND p.state IN ('received', 'waiting', 'assigned', 'in_matter')";
    else if (!asked.state.empty()) a.condition += " AND p.state = :state", a.binds.push_back(with("state", asked.state));
    if (asked.mine) a.condition += " AND p.officer = :me", a.binds.push_back(with("me", account));
    return a;
}

ReportList list_of(Reading& reading, const domain::Actor& actor, std::string_view panel, const ReportsAsked& asked, int rows) {
    ReportList list;
    list.panel = panel;
    list.panel_name = panel_name(reading.tx, panel);
    const auto may = [&](auth::Action action) { return auth::may(actor, action, reading.record, reading.today, reading.now).verdict == auth::Verdict::allow; };
    list.may_create = may(auth::Action::create);
    list.may_export = may(auth::Action::export_rows);
    for (const auto& ward : wards_on(reading.tx, reading.today)) list.wards.push_back(ward.name);
    auto [condition, binds] = asking_for(asked, panel, actor.account);
    const bool back = asked.page.backwards();
    if (const auto& key = asked.page.key(); key.size() > 11) {
        condition += std::string(" AND (p.reported_on, p.id) ") + (back ? ">" : "<") + " (:day, :last)";
        binds.push_back(with("day", key.substr(0, 10)));
        binds.push_back(with("last", key.substr(11)));
    }
    list.lines = report_lines(reading.tx, scope_sql(reading.scope, reading.now), condition, binds, back ? "p.reported_on, p.id" : "p.reported_on DESC, p.id DESC", rows + 1);
    list.page = cut_page(list.lines, static_cast<std::size_t>(rows), asked.page, [](const ReportLine& line) { return domain::iso_date(line.reported_on) + " " + line.id; });
    for (const auto& line : list.lines) reading.shown.push_back(line.id);
    return list;
}

}  // namespace

domain::Outcome<ReportRecord> open_report(Gate& gate, std::string_view id, std::string_view name) {
    return found(gate.open(id, {auth::Action::read, name, "report"}, [&](Reading& reading) { return ReportReading(reading, gate.actor()).read(); }));
}

domain::Outcome<ReportSource> reveal_source(Gate& gate, std::string_view id) {
    return found(gate.open(id, {auth::Action::reveal, "reveal", "report"}, [&](Reading& reading) {
        std::optional<ReportSource> source;
        const auto row = read_row(reading, gate.actor());
        if (!row || !reading.permit.fields().f2) return source;
        source.emplace(ReportSource{row->head, {}});
        auto& r = source->reporter;
        r.kind = row->reporter_kind;
        reading.tx.one("SELECT name, address, telephone, email, own_words, safe_contact, wants_update FROM report_source WHERE report_id = :id", {with("id", id)},
                       {&r.name, &r.address, &r.telephone, &r.email, &r.own_words, &r.safe_contact, &r.wants_update});
        return source;
    }));
}

domain::Outcome<ReportTimeline> open_report_timeline(Gate& gate, std::string_view id, int before) {
    return found(gate.open(id, {auth::Action::read, "read_timeline", "report"}, [&](Reading& reading) {
        std::optional<ReportTimeline> timeline;
        const auto row = read_row(reading, gate.actor());
        if (!row) return timeline;
        timeline.emplace(ReportTimeline{row->head, {}, 0});
        read_events(reading.tx, id, before, *timeline);
        return timeline;
    }));
}

domain::Outcome<ReportList> list_reports(Gate& gate, std::string_view panel, const ReportsAsked& asked) {
    return gate.open_panel(panel, {auth::Action::list, "list_reports", "report"}, [&](Reading& reading) { return list_of(reading, gate.actor(), panel, asked, page_rows); });
}
domain::Outcome<ReportList> export_reports(Gate& gate, std::string_view panel, const ReportsAsked& asked) {
    return gate.open_panel(panel, {auth::Action::export_rows, "export", "report"}, [&](Reading& reading) { return list_of(reading, gate.actor(), panel, asked, file_rows); });
}

domain::Outcome<ReportForm> open_report_form(Gate& gate, std::string_view panel) {
    return gate.open_panel(panel, {auth::Action::list, "open_form", "report"}, [&](Reading& reading) {
        ReportForm form;
        for (const auto& ward : wards_on(reading.tx, reading.today)) form.wards.push_back(ward.name);
        MemberLine officer;
        reading.tx.each("SELECT a.id, trim(a.title || ' ' || a.name) FROM membership m JOIN account a ON a.id = m.account WHERE m.panel = :panel AND m.level IN ('contributor', 'coordinator') AND m.until >= :day "
                        "AND a.disabled_at IS NULL ORDER BY a.name, a.id",
                        {with("panel", panel), with_day("day", reading.today)}, {&officer.id, &officer.name}, [&] { form.officers.push_back(officer); });
        AgencyLine agency;
        reading.tx.each("SELECT g.id, g.name FROM agency g ORDER BY g.name, g.id", {}, {&agency.id, &agency.name}, [&] { form.agencies.push_back(agency); });
        form.places = named_places(reading.tx);
        return form;
    });
}

}  // namespace casework::persistence
