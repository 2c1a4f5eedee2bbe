// Reading the rows of breaches, measures and papers.
#include "persistence/community_protection/breach_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casework::persistence {

std::string reference_of(std::string_view id, int n) { return fmt::format("{}, breach {}", id, n); }
std::string BreachRecord::reference() const { return reference_of(head.id, n); }

const MeasureRow* BreachRow::latest(protection::Measure kind) const {
    const MeasureRow* found = nullptr;
    for (const auto& each : measures)
        if (each.kind == kind) found = &each;
    return found;
}

namespace {

std::vector<MeasureRow> measures_of(Transaction& tx, std::string_view id, int breach) {
    std::vector<MeasureRow> all;
    MeasureRow each;
    std::string kind, since, field, value;
    tx.each("SELECT kind, n, state, state_since FROM protection_measure WHERE case_id = :id AND breach = :breach ORDER BY kind, n", {with("id", id), with("breach", breach)},
            {&kind, &each.n, &each.state, &since}, [&] {
                each.kind = protection::parse_measure(kind).value_or(protection::Measure::breach);
                each.state_since = day_of(since);
                all.push_back(each);
            });
    int n = 0;
    tx.each("SELECT kind, n, field, value FROM protection_measure_answer WHERE case_id = :id AND breach = :breach ORDER BY kind, n, field", {with("id", id), with("breach", breach)}, {&kind, &n, &field, &value},
            [&] {
                for (auto& measure : all)
                    if (name(measure.kind) == kind && measure.n == n) measure.answers.set(field, value);
            });
    return all;
}

}  // namespace

std::optional<BreachRow> breach_row(Transaction& tx, std::string_view id, int n, domain::Date today) {
    auto notice = case_row(tx, id, today);
    if (!notice || notice->warning()) return std::nullopt;
    BreachRow row;
    row.n = n;
    std::string state, since, on;
    std::optional<std::int64_t> minute;
    if (!tx.one("SELECT b.version, b.state, b.state_since, b.on_day, b.minute, b.requirement, b.judged_version, b.place, b.words, b.evidence_kind, b.evidence, b.defence, b.reason, trim(a.title || ' ' || a.name) "
                "FROM protection_breach b LEFT JOIN account a ON a.id = b.account WHERE b.case_id = :id AND b.n = :n",
                {with("id", id), with("n", n)},
                {&row.version, &state, &since, &on, &minute, &row.requirement, &row.judged_version, &row.place, &row.words, &row.evidence_kind, &row.evidence, &row.defence, &row.reason, &row.by_name}))
        return std::nullopt;
    row.notice = std::move(*notice);
    row.state = protection::parse_breach_state(state).value_or(protection::BreachState::in_review);
    row.state_since = day_of(since);
    row.on = day_of(on);
    row.minute = figure_of(minute);
    row.measures = measures_of(tx, id, n);
    return row;
}

std::vector<BreachLine> breach_lines(Transaction& tx, std::string_view id) {
    std::vector<BreachLine> all;
    BreachLine each;
    std::string on;
    std::optional<std::int64_t> minute;
    tx.each("SELECT n, state, words, place, on_day, minute, requirement FROM protection_breach WHERE case_id = :id ORDER BY n DESC LIMIT 50", {with("id", id)},
            {&each.n, &each.state, &each.words, &each.place, &on, &minute, &each.requirement}, [&] {
                each.state_words = protection::state_words(protection::Measure::breach, each.state);
                each.on = day_of(on);
                each.minute = figure_of(minute);
                all.push_back(each);
            });
    return all;
}

std::vector<BreachPaperLine> breach_papers(Transaction& tx, const BreachRow& row) {
    std::vector<BreachPaperLine> all;
    BreachPaperLine each;
    std::int64_t at = 0;
    tx.each("SELECT p.n, p.name, p.digest, trim(a.title || ' ' || a.name), p.at FROM protection_breach_paper p LEFT JOIN account a ON a.id = p.account WHERE p.case_id = :id AND p.breach = :breach ORDER BY p.n",
            {with("id", row.notice.head.id), with("breach", row.n)}, {&each.n, &each.name, &each.digest, &each.by_name, &at}, [&] {
                each.at = instant_of(at);
                all.push_back(each);
            });
    return all;
}

std::vector<protection::RunningClock> breach_clocks(const BreachRow& row, domain::Date today) {
    protection::ClockSources sources;
    const auto* prosecution = row.latest(protection::Measure::prosecution);
    const bool started = prosecution && prosecution->state != "file_open" && prosecution->state != "discontinued";
    const auto id = reference_of(row.notice.head.id, row.n);
    sources.breaches.push_back({id, row.state, row.on, started});
    if (const auto* penalty = row.latest(protection::Measure::penalty)) {
        protection::PenaltyFacts facts;
        answer(facts, penalty->answers);
        sources.penalties.push_back({id, *protection::parse_penalty_state(penalty->state), facts.penalty});
    }
    if (const auto* seizure = row.latest(protection::Measure::seizure)) sources.seizures.push_back({id, *protection::parse_seizure_state(seizure->state), seizure->answers.day("warrant_on"), seizure->answers.day("seized_on")});
    if (const auto* works = row.latest(protection::Measure::works)) sources.works.push_back({id, *protection::parse_works_state(works->state), works->answers.day("charged_on")});
    return protection::running_clocks(sources, {}, protection::law(), today);
}

void keep_clocks(Transaction& tx, const BreachRow& row, domain::Date today) {
    tx.run("DELETE FROM protection_breach_clock WHERE case_id = :id AND breach = :breach", {with("id", row.notice.head.id), with("breach", row.n)});
    for (const auto& clock : breach_clocks(row, today)) {
        const auto& d = clock.deadline;
        tx.run("INSERT INTO protection_breach_clock (case_id, breach, name, counting, count, start_day, last_day, event, rule, authority) VALUES (:id, :breach, :name, :counting, :count, :start, :last, :event, "
               ":rule, :authority)",
               {with("id", row.notice.head.id), with("breach", row.n), with("name", clock.kind), with("counting", name(d.counting)), with("count", d.count), with_day("start", d.start), with_day("last", d.last),
                with("event", d.event), with("rule", d.rule), with("authority", d.authority)});
    }
}

}  // namespace casework::persistence
