// One review with everything its page shows, its list with the radar, the four yearly figures, and what waits.
#include <algorithm>

#include "persistence/bank_holidays.hpp"
#include "persistence/case_review/review_rows.hpp"

namespace casework::persistence {
namespace {

constexpr int page_rows = 25;
constexpr std::string_view over_states = "('closed', 'closed_not_met', 'withdrawn', 'not_wanted')";

std::optional<ReviewRow> read_row(Reading& reading, const domain::Actor& actor) {
    auto row = review_row(reading.tx, scope_sql(reading.scope, reading.now), reading.permit.record(), reading.today);
    if (!row) return row;
    const auto may = [&](auth::Action action) { return auth::may(actor, action, reading.record, reading.today, reading.now).verdict == auth::Verdict::allow; };
    row->head.shown = reading.permit.fields();
    row->head.may_note = may(auth::Action::note);
    row->head.may_edit = may(auth::Action::edit);
    row->head.may_decide = may(auth::Action::chair);
    for (const auto& each : row->facts.complaints)
        if (each.complaint.id.starts_with("REP-")) reading.shown.push_back(each.complaint.id);
    return row;
}

ReviewRecord record_of(Reading& reading, const domain::Actor& actor, ReviewRow row) {
    ReviewRecord r;
    static_cast<ReviewHead&>(r) = row.head;
    r.facts = row.facts, r.days = row.days, r.complaints = row.facts.complaints;
    r.channel = row.channel, r.threshold = row.threshold, r.limb = row.limb, r.plan = row.plan, r.wish = row.wish, r.appeal_grounds = row.appeal_grounds, r.appeal_decision = row.appeal_decision, r.author_name = row.author_name;
    r.offered_on = row.offered_on;
    r.clocks = reviewing::clocks(state_of(row), row.days, row.facts.procedure, bank_holidays(reading.tx));
    auto facts = row.facts;
    facts.all_classified = true;  // confirmed on the form of the step
    for (auto& offer : domain::offered(reviewing::workflow(), state_of(row), facts))
        r.offers.push_back({std::string(name(offer.step->event)), std::string(words(offer.step->event)), offer.step->permission == domain::Permission::chair ? r.may_decide : r.may_edit, std::move(offer.stopped_by)});
    r.history = events_of(reading.tx, r.id, 0, 25);
    const auto reveal = auth::may(actor, auth::Action::reveal, reading.record, reading.today, reading.now);
    r.may_reveal = reveal.verdict == auth::Verdict::allow && reveal.fields.f2;
    return r;
}

void next_clock(Transaction& tx, const ScopeSql& sql, const domain::BankHolidays& holidays, domain::Date today, CaseReviewLine& line) {
    const auto row = review_row(tx, sql, line.id, today);
    if (!row) return;
    const auto clocks = reviewing::clocks(state_of(*row), row->days, row->facts.procedure, holidays);
    if (!clocks.empty()) line.due = clocks.front().due, line.due_words = clocks.front().words;
}

std::vector<CaseReviewLine> lines(Transaction& tx, const ScopeSql& sql, const std::string& condition, std::vector<Bind> binds, std::string_view order, int most) {
    binds.insert(binds.end(), sql.binds.begin(), sql.binds.end());
    binds.push_back(with("most", most));
    std::vector<CaseReviewLine> all;
    CaseReviewLine line;
    std::optional<std::string> received;
    tx.each("SELECT c.id, c.state, c.victim, c.received_on FROM case_review c JOIN record r ON r.id = c.id WHERE " + condition + " AND " + sql.condition + " ORDER BY " + std::string(order) + " LIMIT :most", binds,
            {&line.id, &line.state, &line.victim, &received}, [&] {
                line.received_on = day_of(received);
                line.state_words = words(reviewing::parse_state(line.state).value_or(reviewing::State::unknown));
                all.push_back(line);
            });
    return all;
}

// The days of every review of the panel that the scope reaches, for the figures.
std::vector<reviewing::CountedReview> counted(Reading& reading, std::string_view panel) {
    const auto sql = scope_sql(reading.scope, reading.now);
    auto binds = sql.binds;
    binds.push_back(with("panel", panel));
    std::vector<reviewing::CountedReview> all;
    std::vector<std::string> ids;
    std::string id, received;
    std::optional<std::string> recommended;
    reading.tx.each("SELECT c.id, c.received_on, c.recommended_on FROM case_review c JOIN record r ON r.id = c.id WHERE c.panel = :panel AND c.received_on IS NOT NULL AND " + sql.condition, binds, {&id, &received, &recommended}, [&] {
        ids.push_back(id);
        all.push_back({day_of(received), {}, {}, day_of(recommended)});
    });
    for (std::size_t i = 0; i < ids.size(); ++i) {
        std::string kind, on;
        reading.tx.each("SELECT kind, on_day FROM case_review_day WHERE review_id = :id ORDER BY n", {with("id", ids[i])}, {&kind, &on}, [&] { (kind == "held" ? all[i].held_on : all[i].not_met_on).push_back(day_of(on)); });
    }
    return all;
}

}  // namespace

domain::Outcome<ReviewRecord> open_review(Gate& gate, std::string_view id, std::string_view name) {
    return found(gate.open(id, {auth::Action::read, name, "case_review"}, [&](Reading& reading) {
        auto row = read_row(reading, gate.actor());
        return row ? std::optional(record_of(reading, gate.actor(), std::move(*row))) : std::nullopt;
    }));
}

domain::Outcome<ReviewSource> reveal_applicant(Gate& gate, std::string_view id) {
    return found(gate.open(id, {auth::Action::reveal, "reveal", "case_review"}, [&](Reading& reading) {
        std::optional<ReviewSource> source;
        const auto row = read_row(reading, gate.actor());
        if (!row || !reading.permit.fields().f2) return source;
        source.emplace();
        source->head = row->head;
        reading.tx.one("SELECT applicant, victim_name, contact, safe_contact FROM case_review_source WHERE review_id = :id", {with("id", id)}, {&source->applicant, &source->victim_name, &source->contact, &source->safe_contact});
        return source;
    }));
}

domain::Outcome<ReviewTimeline> open_review_timeline(Gate& gate, std::string_view id, int before) {
    return found(gate.open(id, {auth::Action::read, "read_timeline", "case_review"}, [&](Reading& reading) {
        std::optional<ReviewTimeline> timeline;
        const auto row = read_row(reading, gate.actor());
        if (!row) return timeline;
        timeline.emplace(ReviewTimeline{row->head, {}, 0});
        read_events(reading.tx, id, before, *timeline);
        return timeline;
    }));
}

domain::Outcome<ReviewList> list_reviews(Gate& gate, std::string_view panel, const ReviewsAsked& asked) {
    return gate.open_panel(panel, {auth::Action::list, "list_reviews", "case_review"}, [&](Reading& reading) {
        ReviewList list;
        list.panel = panel;
        list.panel_name = panel_name(reading.tx, panel);
        list.may_create = auth::may(gate.actor(), auth::Action::create, reading.record, reading.today, reading.now).verdict == auth::Verdict::allow;
        const auto sql = scope_sql(reading.scope, reading.now);
        const bool back = asked.page.backwards();
        std::string condition = "c.panel = :panel AND c.state " + std::string(asked.closed ? "IN " : "NOT IN ") + std::string(over_states);
        std::vector<Bind> binds{with("panel", panel)};
        if (const auto& key = asked.page.key(); !key.empty()) condition += std::string(" AND c.id ") + (back ? "> :last" : "< :last"), binds.push_back(with("last", key));
        list.lines = lines(reading.tx, sql, condition, binds, back ? "c.id" : "c.id DESC", page_rows + 1);
        list.page = cut_page(list.lines, page_rows, asked.page, [](const CaseReviewLine& line) { return line.id; });
        const auto holidays = bank_holidays(reading.tx);
        for (auto& line : list.lines) {
            if (!asked.closed) next_clock(reading.tx, sql, holidays, reading.today, line);
            reading.shown.push_back(line.id);
        }
        if (list.may_create) list.radar = radar_of(reading.tx, sql, panel, reading.today);
        for (const auto& line : list.radar)
            for (const auto& each : line.complaints) reading.shown.push_back(each.complaint.id);
        return list;
    });
}

domain::Outcome<ReviewFigures> read_review_figures(Gate& gate, std::string_view panel, int years) {
    return gate.open_panel(panel, {auth::Action::list, "figures", "panel"}, [&](Reading& reading) {
        ReviewFigures figures{std::string(panel), panel_name(reading.tx, panel), reading.today, {}};
        const auto all = counted(reading, panel);
        const int now = static_cast<int>(reading.today.year());
        for (int year = now; year > now - std::clamp(years, 1, 10); --year)
            figures.years.push_back({year, reviewing::figures(all, {domain::Date{std::chrono::year{year} / 1 / 1}, domain::Date{std::chrono::year{year} / 12 / 31}})});
        return figures;
    });
}

std::vector<RecordDuty> review_duties(Listing& listing, const domain::Actor& actor) {
    constexpr int most = 50, days_ahead = 7;
    const auto sql = scope_sql(listing.scope, listing.now);
    const auto holidays = bank_holidays(listing.tx);
    std::vector<RecordDuty> duties;
    for (auto& line : lines(listing.tx, sql, "c.state NOT IN " + std::string(over_states), {}, "c.id", most)) {
        next_clock(listing.tx, sql, holidays, listing.today, line);
        if (!line.due || *line.due > domain::add_days(listing.today, days_ahead)) continue;
        duties.push_back({line.id, line.due_words, "ASB case review", line.due});
        listing.shown.push_back(line.id);
    }
    for (const auto& membership : actor.memberships) {
        if (membership.level != domain::Level::coordinator) continue;
        for (const auto& line : radar_of(listing.tx, sql, membership.panel, listing.today)) {
            duties.push_back({line.complaints.front().complaint.id, "Offer the victim an ASB case review", line.why(), line.last_day});
            listing.shown.push_back(line.complaints.front().complaint.id);
        }
    }
    return duties;
}

}  // namespace casework::persistence
