// What decides about an entry: its state and the facts that the workflow's guards look at.
#include <fmt/format.h>

#include "auth/crypto.hpp"
#include "persistence/nominals/nominal_fields.hpp"

namespace casework::persistence {

using domain::nominals::Facts;

namespace {

void read_behaviours(Transaction& tx, std::string_view id, Facts& facts) {
    std::string code;
    tx.each("SELECT code FROM nominal_code WHERE nominal_id = :id AND kind = 'behaviour' ORDER BY code", {with("id", id)}, {&code},
            [&] { facts.behaviours.push_back(code); });
}

// Quiet since the last update with more than the configured few incidents, or since the listing.
void read_quiet(Transaction& tx, Standing& s, const std::optional<domain::Date>& listed) {
    std::optional<std::string> last, first;
    tx.one("SELECT MAX(CASE WHEN incidents > :few THEN on_day END), MIN(on_day) FROM nominal_update WHERE nominal_id = :id AND on_day >= :listed",
           {with("few", s.settings["quiet_incidents"]), with("id", s.id), with("listed", listed ? domain::iso_date(*listed) : std::string())}, {&last, &first});
    if (last) s.facts.quiet_since = day_of(last);
    else if (first) s.facts.quiet_since = listed ? listed : day_of(first);
}

}  // namespace

std::optional<Standing> standing_of(Transaction& tx, std::string_view id, domain::Date today) {
    Standing s;
    SubjectRow who;
    std::string state, since;
    std::optional<std::string> listed, last_review, next_review, updated_on;
    auto& f = s.facts;
    std::vector<Into> into{&s.id, &s.panel, &state, &since, &s.version};
    const auto person = who.into();
    into.insert(into.end(), person.begin(), person.end());
    into.insert(into.end(), {&f.evidence, &f.nexus, &f.proposing_agency, &f.not_better_elsewhere, &listed, &last_review, &next_review, &updated_on, &s.no_support_reason});
    if (!tx.one("SELECT n.id, n.panel, n.state, n.state_since, n.version, " CASEWORK_SUBJECT_COLUMNS ", n.evidence, n.nexus, n.proposed_agency, "
                "n.not_better_elsewhere, n.listed_on, n.last_review, n.next_review, n.updated_on, n.no_support_reason FROM nominal n" CASEWORK_SUBJECT_JOINS "WHERE n.id = :id",
                {with("id", id)}, into))
        return std::nullopt;
    s.settings = settings_on(tx, s.panel, today);
    s.state = domain::nominals::parse_state(state).value_or(domain::nominals::State::unknown);
    s.state_since = day_of(since);
    s.person = who.subject(today);
    s.last_review = day_of(last_review);
    s.next_review = day_of(next_review);
    s.updated_on = day_of(updated_on);
    f.today = today;
    f.age = s.person.age;
    if (f.age && s.settings["adults_only"] == 0) f.age = std::max(*f.age, 18);
    f.state_since = s.state_since;
    f.evidence_months = s.settings["evidence_months"];
    f.review_days = s.settings["review_days"];
    f.step_down_days = s.settings["step_down_days"];
    f.updated_since_review = s.updated_on && (!s.last_review || *s.updated_on > *s.last_review || *s.updated_on == today);
    read_behaviours(tx, id, f);
    read_quiet(tx, s, day_of(listed));
    tx.one("SELECT count(*) FROM case_action WHERE case_id = :id AND finished_on IS NULL AND due < :today", {with("id", id), with_day("today", today)}, {&f.overdue_actions});
    return s;
}

std::string canonical(std::string_view state, const domain::FieldValues& values) {
    std::string out = fmt::format("{}:{}", state.size(), state);
    for (const auto& each : values) out += fmt::format("{}:{}{}:{}", each.field.size(), each.field, each.value.size(), each.value);
    return out;
}

std::string digest_of(const Gate& gate, std::string_view text) { return auth::from_hex(gate.token_digest(text)).value_or(""); }

domain::Refusal stale() {
    return {domain::RefusalKind::conflict, {}, "Someone else changed this record while you were editing. Look at it again before you decide", {}};
}

domain::Refusals clashed(domain::Clash& clash, std::string_view id, int version, domain::Merge merge, domain::FieldValues mine) {
    clash = {std::string(id), version, clash.order_version, std::move(merge.clashes), std::move(merge.merged), std::move(mine)};
    return {stale()};
}

}  // namespace casework::persistence
