// What waits for an officer or manager among warnings and notices: decisions, papers to be given, days that come.
#include <algorithm>

#include "persistence/community_protection/breaches.hpp"
#include "persistence/community_protection/case_rows.hpp"

namespace casework::persistence {

std::vector<CaseDuty> case_duties(Listing& listing, const domain::Actor& actor) {
    constexpr int days_ahead = 14;
    const auto sql = scope_sql(listing.scope, listing.now);
    auto binds = sql.binds;
    for (auto&& bind : {with("me", actor.account), with("self", actor.account), with_day("today", listing.today), with_day("day", listing.today),
                        with_day("soon", domain::add_days(listing.today, days_ahead))})
        binds.push_back(bind);
    std::vector<CaseDuty> duties;
    CaseDuty duty;
    SubjectRow who;
    std::string kind, state, next;
    std::vector<Into> into{&duty.id, &kind, &state, &duty.title, &duty.recipient_name, &next};
    for (auto& each : who.into()) into.push_back(each);
    listing.tx.each(
        "SELECT * FROM (SELECT n.id AS id, n.kind AS kind, n.state AS state, n.title AS title, n.recipient_name AS recipient_name, COALESCE((SELECT min(d.last_day || ' ' || d.name) FROM protection_deadline d "
        "WHERE d.case_id = n.id AND d.name <> 'given' AND n.state IN ('issued', 'in_force', 'under_appeal') AND (d.last_day >= :today OR d.name = 'review' OR (d.name = 'compliance' AND n.state = 'issued'))), '') AS next, " CASEWORK_SUBJECT_COLUMNS
        " FROM protection_case n JOIN record r ON r.id = n.id" CASEWORK_SUBJECT_JOINS "WHERE n.ended_on IS NULL AND (n.state IN ('approved', 'ready', 'escalation_review', 'issued', 'in_force', 'under_appeal') OR "
        "((n.state = 'authorising' OR (n.kind = 'warning' AND n.state = 'drafted')) AND n.author <> :me AND EXISTS (SELECT 1 FROM membership m WHERE m.account = :self AND m.panel = n.panel AND "
        "m.level = 'coordinator' AND m.until >= :day))) AND " + sql.condition + ") AS w WHERE w.state NOT IN ('issued', 'in_force', 'under_appeal') OR (w.next <> '' AND w.next <= :soon) ORDER BY w.next, w.id LIMIT 50",
        binds, into, [&] {
            duty.person = who.subject(listing.today);
            duty.what = state == "approved" || state == "ready" ? "give" : state == "authorising" ? "authorise" : state == "drafted" ? "approve" : state == "escalation_review" ? "decide" : next.substr(std::min<std::size_t>(11, next.size()));
            duty.due = next.size() > 10 ? domain::parse_iso_date(next.substr(0, 10)) : std::nullopt;
            duties.push_back(duty);
        });
    for (const auto& each : duties) {
        listing.shown.push_back(each.id);
        if (!each.person.id.empty()) listing.shown.push_back(each.person.id);
    }
    add_breach_duties(listing, duties);
    // What has no day is to be done now; std::nullopt is less than any day.
    std::ranges::stable_sort(duties, {}, &CaseDuty::due);
    return duties;
}

}  // namespace casework::persistence
