// Reading the rows of reviews, the complaints that count for them, and the radar.
#include "persistence/case_review/review_rows.hpp"

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/reports/report_rows.hpp"

namespace casework::persistence {
namespace {

constexpr int complaints_most = 5000;
constexpr std::string_view open_states = "('received', 'acknowledged', 'info_gathering', 'threshold_met', 'threshold_not_met', 'threshold_appeal', 'review_scheduled', 'review_held', 'outcome_notified', 'review_appeal', 'monitoring')";

std::vector<std::string> codes_in(const std::string& text) {
    std::vector<std::string> codes;
    for (const auto code : domain::words_of(text)) codes.emplace_back(code);
    return codes;
}

std::vector<reviewing::Complaint> own_complaints(Transaction& tx, std::string_view id, const std::string& victim) {
    std::vector<reviewing::Complaint> all;
    reviewing::Complaint c;
    std::string behaviour, reported;
    int n = 0;
    tx.each("SELECT n, behaviour_on, reported_on, agency, category, external_ref, incident, hate FROM case_review_complaint WHERE review_id = :id ORDER BY n", {with("id", id)},
            {&n, &behaviour, &reported, &c.agency, &c.category, &c.about, &c.incident, &c.hate}, [&] {
                c.id = std::to_string(n) + (c.about.empty() ? "" : ", " + c.about);  // as the agency calls it
                auto complaint = c;
                complaint.about.clear();
                complaint.victim = victim;
                complaint.behaviour_on = day_of(behaviour);
                complaint.reported_on = day_of(reported);
                all.push_back(std::move(complaint));
            });
    return all;
}

void read_recommendations(Transaction& tx, std::string_view id, std::vector<reviewing::Recommendation>& all) {
    reviewing::Recommendation each;
    std::optional<std::string> answered;
    tx.each("SELECT to_body, words, answer, response, answered_on FROM case_review_recommendation WHERE review_id = :id ORDER BY n", {with("id", id)}, {&each.to, &each.text, &each.answer, &each.response, &answered}, [&] {
        each.answered_on = day_of(answered);
        all.push_back(each);
    });
}

}  // namespace

reviewing::Procedure procedure_on(Transaction& tx, std::string_view panel, domain::Date day) {
    const auto settings = settings_on(tx, panel, day);
    reviewing::Procedure p;
    p.threshold_count = settings["review_threshold_count"];
    p.report_months = settings["review_report_months"];
    p.apply_months = settings["review_apply_months"];
    p.acknowledge_days = settings["review_acknowledge_days"];
    p.information_days = settings["review_information_days"];
    p.threshold_days = settings["review_threshold_days"];
    p.notify_days = settings["review_notify_days"];
    p.review_days = settings["review_panel_days"];
    p.outcome_days = settings["review_outcome_days"];
    p.appeal_calendar_days = settings["review_appeal_days"];
    p.answer_days = settings["review_answer_days"];
    return p;
}

std::vector<reviewing::Complaint> complaints_of(Transaction& tx, const ScopeSql& scope, std::string_view panel, std::string_view victim, domain::Date today) {
    const auto procedure = procedure_on(tx, panel, today);
    const auto since = domain::add_months(today, -(procedure.apply_months + procedure.report_months + 1));
    std::vector<reviewing::Complaint> all;
    for (const auto& report : reports_where(tx, scope, std::string("p.panel = :panel AND p.reported_on >= :since") + (victim.empty() ? " AND p.victim <> ''" : " AND p.victim = :victim"),
                                            victim.empty() ? std::vector<Bind>{with("panel", panel), with_day("since", since)} : std::vector<Bind>{with("panel", panel), with_day("since", since), with("victim", victim)}, complaints_most))
        if (auto complaint = reporting::as_complaint(report)) all.push_back(std::move(*complaint));
    return all;
}

std::vector<reviewing::RadarLine> radar_of(Transaction& tx, const ScopeSql& scope, std::string_view panel, domain::Date today) {
    std::vector<reviewing::EarlierReview> earlier;
    std::string victim, state, since;
    std::optional<std::string> offered, received;
    tx.each("SELECT victim, state, state_since, offered_on, received_on FROM case_review WHERE panel = :panel AND victim <> ''", {with("panel", panel)}, {&victim, &state, &since, &offered, &received}, [&] {
        const bool over = state == "closed" || state == "closed_not_met" || state == "withdrawn" || state == "not_wanted";
        earlier.push_back({victim, !over, over ? day_of(received ? received : offered).value_or(day_of(since)) : day_of(since)});
    });
    return reviewing::radar(complaints_of(tx, scope, panel, {}, today), earlier, today, procedure_on(tx, panel, today));
}

bool has_open_review(Transaction& tx, std::string_view panel, std::string_view victim, std::string_view but) {
    if (victim.empty()) return false;
    int open = 0;
    tx.one("SELECT count(*) FROM case_review WHERE panel = :panel AND victim = :victim AND id <> :but AND state IN " + std::string(open_states), {with("panel", panel), with("victim", victim), with("but", but)}, {&open});
    return open > 0;
}

reviewing::State state_of(const ReviewRow& row) { return reviewing::parse_state(row.head.state).value_or(reviewing::State::unknown); }

std::optional<ReviewRow> review_row(Transaction& tx, const ScopeSql& scope, std::string_view id, domain::Date today) {
    ReviewRow row;
    auto& h = row.head;
    auto& f = row.facts;
    auto& d = row.days;
    std::string since, relevant, notified, attending;
    std::optional<std::string> received, offered, requested, threshold_on, letter, panel_on, recommended;
    if (!tx.one("SELECT c.id, c.panel, COALESCE(pg.name, c.panel), c.state, c.state_since, c.version, c.victim, c.received_on, c.offered_on, c.channel, c.applicant_kind, c.consent, c.relevant_bodies, c.notified_bodies, "
                "c.requested_on, c.victim_risk, c.persistence, c.harm, c.adequacy, c.threshold, c.limb, c.threshold_on, c.decided_by, c.reason, c.letter_on, c.advice, c.appeal_route, c.chair, c.panel_on, c.victim_contribution, "
                "c.attending_bodies, c.plan, c.no_plan_reason, c.recommended_on, c.wish, c.appealed, c.appeal_grounds, c.appeal_decision, COALESCE(trim(a.title || ' ' || a.name), '') FROM case_review c "
                "LEFT JOIN panel_group pg ON pg.id = c.panel LEFT JOIN account a ON a.id = c.author WHERE c.id = :id",
                {with("id", id)}, {&h.id, &h.panel, &h.panel_name, &h.state, &since, &h.version, &h.victim, &received, &offered, &row.channel, &f.applicant_kind, &f.consent, &relevant, &notified, &requested, &f.victim_risk,
                                   &f.persistence, &f.harm, &f.adequacy, &row.threshold, &row.limb, &threshold_on, &f.decided_by, &f.reason, &letter, &f.advice, &f.appeal_route, &f.chair, &panel_on, &f.victim_contribution,
                                   &attending, &row.plan, &f.no_plan_reason, &recommended, &row.wish, &f.appealed_before, &row.appeal_grounds, &row.appeal_decision, &row.author_name}))
        return std::nullopt;
    h.state_since = day_of(since);
    h.state_words = words(state_of(row));
    row.offered_on = day_of(offered);
    d.received_on = day_of(received), d.requested_on = day_of(requested), d.threshold_on = day_of(threshold_on), d.letter_on = day_of(letter), d.panel_on = day_of(panel_on), d.recommended_on = day_of(recommended);
    read_recommendations(tx, h.id, d.recommendations);
    f.today = today;
    f.procedure = procedure_on(tx, h.panel, d.received_on.value_or(today));
    f.relevant_bodies = codes_in(relevant), f.notified_bodies = codes_in(notified), f.attending_bodies = codes_in(attending);
    f.victim = h.victim;
    f.panel_on = d.panel_on;
    f.decision_letter_on = d.letter_on;
    f.recommendations = d.recommendations;
    f.plan_actions = static_cast<int>(domain::words_of(row.plan, '\n').size());
    auto complaints = own_complaints(tx, h.id, h.victim);
    f.incidents = static_cast<int>(complaints.size());
    // What the victim reported to any agency counts beside what the application lists.
    if (!h.victim.empty())
        for (auto& complaint : complaints_of(tx, scope, h.panel, h.victim, d.received_on.value_or(today))) complaints.push_back(std::move(complaint));
    f.complaints = reviewing::classify(complaints, d.received_on.value_or(today), f.procedure);
    f.open_review = has_open_review(tx, h.panel, h.victim, h.id);
    return row;
}

}  // namespace casework::persistence
