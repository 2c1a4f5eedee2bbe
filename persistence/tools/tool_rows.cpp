// Reading and writing the rows of tools and powers.
#include "persistence/tools/tool_rows.hpp"

#include <fmt/format.h>

#include <charconv>

#include "domain/text.hpp"

namespace casework::persistence {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (const auto line : domain::words_of(text, '\n')) lines.emplace_back(line);
    return lines;
}
std::string in_lines(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += (text.empty() ? "" : "\n") + domain::tidy_line(line);
    return text;
}

domain::places::Area area_of(const std::string& text) {
    domain::places::Area area;
    for (const auto line : domain::words_of(text, '\n')) {
        const auto parts = domain::words_of(line);
        domain::places::Point point;
        if (parts.size() != 2) continue;
        std::from_chars(parts[0].data(), parts[0].data() + parts[0].size(), point.longitude);
        std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), point.latitude);
        area.push_back(point);
    }
    return area;
}
std::string text_of(const domain::places::Area& area) {
    std::string text;
    for (const auto& point : area) text += fmt::format("{}{} {}", text.empty() ? "" : "\n", point.longitude, point.latitude);
    return text;
}

Bind with_instant(std::string_view name, const std::optional<domain::Instant>& at) { return at ? with_at(name, *at) : with(name, nullptr); }

void read_terms(Transaction& tx, std::string_view id, powers::Tool& tool) {
    powers::Term term;
    std::string area, from;
    std::optional<std::string> until;
    std::optional<std::int64_t> hours_from, hours_until;
    tx.each("SELECT number, version, kind, words, supervisor, power_of_arrest, from_home, alcohol, hours_from, hours_until, area, area_name, from_day, until_day FROM tool_term WHERE tool_id = :id ORDER BY number, version",
            {with("id", id)}, {&term.number, &term.version, &term.kind, &term.text, &term.supervisor, &term.power_of_arrest, &term.from_home, &term.alcohol, &hours_from, &hours_until, &area, &term.area_name, &from, &until}, [&] {
                term.hours.reset();
                if (hours_from && hours_until) term.hours = powers::Hours{static_cast<domain::MinuteOfDay>(*hours_from), static_cast<domain::MinuteOfDay>(*hours_until)};
                term.area = area_of(area);
                term.from = day_of(from);
                term.until = day_of(until);
                tool.terms.push_back(term);
            });
}

void read_history(Transaction& tx, std::string_view id, powers::Tool& tool) {
    powers::Variation variation;
    std::string on, evidence;
    tx.each("SELECT on_day, asked_by, reason FROM tool_variation WHERE tool_id = :id ORDER BY n", {with("id", id)}, {&on, &variation.by, &variation.reason}, [&] {
        variation.on = day_of(on);
        tool.variations.push_back(variation);
    });
    powers::Breach breach;
    std::optional<std::int64_t> at;
    tx.each("SELECT term, term_version, on_day, at, evidence, result FROM tool_breach WHERE tool_id = :id ORDER BY on_day, n", {with("id", id)}, {&breach.term, &breach.version, &on, &at, &evidence, &breach.result}, [&] {
        breach.on = day_of(on);
        breach.at = instant_of(at);
        breach.evidence = lines_of(evidence);
        tool.breaches.push_back(breach);
    });
}

// The columns of the days and moments of a tool, in one order for reading.
struct Days {
    std::optional<std::string> applied, made, from, until, ended, review, warned, trigger, notice;
    std::optional<std::int64_t> begins, ends, authorised_from, authorised_until, served, heard;
    void put(powers::Tool& t) const {
        auto& p = t.particulars;
        t.applied_on = day_of(applied), t.made_on = day_of(made), t.from = day_of(from), t.until = day_of(until), t.ended_on = day_of(ended), t.review_on = day_of(review);
        p.prior_warning_on = day_of(warned), p.trigger_on = day_of(trigger), p.notice_on = day_of(notice);
        t.begins_at = instant_of(begins), t.ends_at = instant_of(ends), p.authorised_from = instant_of(authorised_from), p.authorised_until = instant_of(authorised_until);
        p.served_at = instant_of(served), p.heard_at = instant_of(heard);
    }
};

}  // namespace

std::optional<ToolRow> tool_row(Transaction& tx, std::string_view id, domain::Date today) {
    ToolRow row;
    auto& h = row.head;
    auto& t = row.tool;
    SubjectRow who;
    Days d;
    std::string since, parties, evidence, conditions;
    std::vector<Into> into{&h.id, &h.panel, &h.panel_name, &h.state, &since, &h.version, &h.kind, &h.subject_kind, &h.subject, &h.subject_name, &t.by, &t.agency, &row.agency_name, &parties, &row.why, &t.court, &t.court_case,
                           &t.until_further_order, &row.end_reason, &evidence, &t.publicity, &conditions, &t.particulars.trigger, &t.particulars.closure_hours, &t.particulars.senior_agreed, &row.author_name,
                           &d.applied, &d.made, &d.from, &d.until, &d.ended, &d.review, &d.warned, &d.trigger, &d.notice, &d.begins, &d.ends, &d.authorised_from, &d.authorised_until, &d.served, &d.heard,
                           &who.name, &who.born, &who.estimated_age, &who.estimated_on};
    if (!tx.one("SELECT t.id, t.panel, COALESCE(pg.name, t.panel), t.state, t.state_since, t.version, t.kind, t.subject_kind, t.subject, t.subject_name, t.issuer, t.agency, COALESCE(ag.name, t.agency), t.parties, t.why, t.court, "
                "t.court_case, t.until_further_order, t.end_reason, t.evidence, t.publicity, t.conditions, t.trigger_code, t.closure_hours, t.senior_agreed, COALESCE(trim(a.title || ' ' || a.name), ''), t.applied_on, t.made_on, "
                "t.from_day, t.until_day, t.ended_on, t.review_on, t.prior_warning_on, t.trigger_on, t.notice_on, t.begins_at, t.ends_at, t.authorised_from, t.authorised_until, t.served_at, t.heard_at, "
                "COALESCE(pn.full_name, ''), pb.born, pb.estimated_age, pb.estimated_on FROM tool t LEFT JOIN panel_group pg ON pg.id = t.panel LEFT JOIN agency ag ON ag.id = t.agency LEFT JOIN account a ON a.id = t.author "
                "LEFT JOIN person_name pn ON pn.person_id = t.subject AND pn.record_id = t.id AND pn.ordinal = 0 LEFT JOIN person_birth pb ON pb.person_id = t.subject AND pb.record_id = t.id WHERE t.id = :id",
                {with("id", id)}, into))
        return std::nullopt;
    d.put(t);
    t.id = h.id, t.kind = h.kind, t.subject = h.subject;
    t.subject_kind = powers::parse_subject_kind(h.subject_kind).value_or(powers::SubjectKind::person);
    t.parties = lines_of(parties), t.evidence = lines_of(evidence);
    for (const auto code : domain::words_of(conditions)) t.particulars.conditions.emplace_back(code);
    h.state_since = day_of(since);
    h.state_words = words(state_of(row));
    if (h.subject_kind == "person") {
        who.id = h.subject;
        h.person = who.subject(today);
        h.subject_name = h.person.name;
        row.age = h.person.age ? h.person.age : h.person.born ? std::optional(domain::age_on(*h.person.born, today)) : std::nullopt;
    }
    read_terms(tx, h.id, t);
    read_history(tx, h.id, t);
    return row;
}

void write_tool(Transaction& tx, std::string_view id, const powers::Tool& t, std::string_view end_reason) {
    std::string conditions;
    for (const auto& code : t.particulars.conditions) conditions += (conditions.empty() ? "" : " ") + code;
    const auto& p = t.particulars;
    tx.run("UPDATE tool SET issuer = :issuer, parties = :parties, court = :court, court_case = :court_case, applied_on = :applied, made_on = :made, from_day = :from, until_day = :until, until_further_order = :further, "
           "begins_at = :begins, ends_at = :ends, ended_on = :ended, end_reason = CASE WHEN :reason = '' THEN end_reason ELSE :same END, review_on = :review, evidence = :evidence, publicity = :publicity, conditions = :conditions, "
           "prior_warning_on = :warned, trigger_code = :trigger, trigger_on = :trigger_on, notice_on = :notice, closure_hours = :closure, authorised_from = :authorised_from, authorised_until = :authorised_until, "
           "served_at = :served, heard_at = :heard, senior_agreed = :senior WHERE id = :id",
           {with("issuer", t.by), with("parties", in_lines(t.parties)), with("court", t.court), with("court_case", domain::tidy_line(t.court_case)), with_day("applied", t.applied_on), with_day("made", t.made_on),
            with_day("from", t.from), with_day("until", t.until), with("further", t.until_further_order), with_instant("begins", t.begins_at), with_instant("ends", t.ends_at), with_day("ended", t.ended_on), with("reason", end_reason),
            with("same", end_reason), with_day("review", t.review_on), with("evidence", in_lines(t.evidence)), with("publicity", t.publicity), with("conditions", conditions), with_day("warned", p.prior_warning_on),
            with("trigger", p.trigger), with_day("trigger_on", p.trigger_on), with_day("notice", p.notice_on), with("closure", p.closure_hours), with_instant("authorised_from", p.authorised_from),
            with_instant("authorised_until", p.authorised_until), with_instant("served", p.served_at), with_instant("heard", p.heard_at), with("senior", p.senior_agreed), with("id", id)});
}

void write_terms(Transaction& tx, std::string_view id, const std::vector<powers::Term>& terms) {
    for (const auto& t : terms)
        tx.run("INSERT INTO tool_term (tool_id, number, version, kind, words, supervisor, power_of_arrest, from_home, alcohol, hours_from, hours_until, area, area_name, from_day, until_day) VALUES (:id, :number, :version, :kind, "
               ":words, :supervisor, :arrest, :home, :alcohol, :hours_from, :hours_until, :area, :area_name, :from, :until) ON CONFLICT (tool_id, number, version) DO UPDATE SET until_day = excluded.until_day",
               {with("id", id), with("number", t.number), with("version", t.version), with("kind", t.kind), with("words", domain::tidy_lines(t.text)), with("supervisor", domain::tidy_line(t.supervisor)), with("arrest", t.power_of_arrest),
                with("home", t.from_home), with("alcohol", t.alcohol), with_figure("hours_from", t.hours ? std::optional(static_cast<int>(t.hours->from)) : std::nullopt),
                with_figure("hours_until", t.hours ? std::optional(static_cast<int>(t.hours->until)) : std::nullopt), with("area", text_of(t.area)), with("area_name", domain::tidy_line(t.area_name)), with_day("from", t.from),
                with_day("until", t.until)});
}

int keep_breach(Writing& writing, const ToolRow& row, powers::Breach breach) {
    if (const auto term = powers::judge_breach(row.tool, breach.term, breach.on, breach.at)) breach.version = term->version;
    int n = 0;
    writing.tx.one("SELECT COALESCE(MAX(n), 0) + 1 FROM tool_breach WHERE tool_id = :id", {with("id", row.head.id)}, {&n});
    writing.tx.run("INSERT INTO tool_breach (tool_id, n, term, term_version, on_day, at, evidence, result, account) VALUES (:id, :n, :term, :version, :on, :at, :evidence, :result, :account)",
                   {with("id", row.head.id), with("n", n), with("term", breach.term), with("version", breach.version), with_day("on", breach.on), with_instant("at", breach.at), with("evidence", in_lines(breach.evidence)),
                    with("result", breach.result), with("account", writing.actor.account)});
    return n;
}

powers::State state_of(const ToolRow& row) { return powers::parse_state(row.head.state).value_or(powers::State::unknown); }

powers::Facts facts_of(const ToolRow& row, domain::Date today) {
    powers::Facts f;
    f.tool = row.tool;
    f.age = row.age;
    f.today = today;
    return f;
}

}  // namespace casework::persistence
