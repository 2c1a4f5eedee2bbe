// What waits for an officer among breaches: those without a decision, and clocks that end soon.
#include "persistence/community_protection/breach_rows.hpp"

namespace casework::persistence {

void add_breach_duties(Listing& listing, std::vector<CaseDuty>& duties) {
    constexpr int days_ahead = 14;
    const auto sql = scope_sql(listing.scope, listing.now);
    auto binds = sql.binds;
    binds.push_back(with_day("soon", domain::add_days(listing.today, days_ahead)));
    CaseDuty duty;
    SubjectRow who;
    std::string state, next;
    std::vector<Into> into{&duty.id, &duty.breach, &state, &duty.title, &duty.recipient_name, &next};
    for (auto& each : who.into()) into.push_back(each);
    std::vector<CaseDuty> found;
    listing.tx.each(
        "SELECT * FROM (SELECT n.id AS id, b.n AS breach, b.state AS state, n.title AS title, n.recipient_name AS recipient_name, COALESCE((SELECT min(k.last_day || ' ' || k.name) FROM protection_breach_clock k "
        "WHERE k.case_id = b.case_id AND k.breach = b.n AND k.name <> 'penalty_early'), '') AS next, " CASEWORK_SUBJECT_COLUMNS
        " FROM protection_breach b JOIN protection_case n ON n.id = b.case_id JOIN record r ON r.id = n.id" CASEWORK_SUBJECT_JOINS "WHERE " + sql.condition +
            ") AS w WHERE w.state = 'in_review' OR (w.next <> '' AND w.next <= :soon) ORDER BY w.next, w.id, w.breach LIMIT 50",
        binds, into, [&] {
            duty.person = who.subject(listing.today);
            duty.due = next.size() > 10 ? domain::parse_iso_date(next.substr(0, 10)) : std::nullopt;
            const auto clock = next.size() > 11 ? next.substr(11) : std::string();
            duty.what = state == "in_review" ? "breach" : clock;
            found.push_back(duty);
            // An undecided breach whose nearest day is that of items or of a cost has both to do.
            if (state != "in_review" || clock.empty() || clock == "prosecution" || next.substr(0, 10) > domain::iso_date(domain::add_days(listing.today, days_ahead))) return;
            found.push_back(duty);
            found.back().what = clock;
        });
    for (const auto& each : found) {
        listing.shown.push_back(each.id);
        if (!each.person.id.empty()) listing.shown.push_back(each.person.id);
    }
    duties.insert(duties.end(), found.begin(), found.end());
}

}  // namespace casework::persistence
