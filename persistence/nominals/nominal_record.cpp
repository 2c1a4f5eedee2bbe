// One entry with everything its page shows, cut down to the field classes of the permit.
#include <algorithm>

#include "domain/nominals/nominal_workflow.hpp"
#include "persistence/actions/action_rows.hpp"
#include "persistence/nominals/nominal_fields.hpp"

namespace casework::persistence {
namespace {

namespace nominals = domain::nominals;
constexpr std::array<std::string_view, 4> headings{"pursue", "prevent", "protect", "prepare"};

class RecordReading {
  public:
    RecordReading(Reading& reading, const domain::Actor& actor) : reading_(reading), tx_(reading.tx), actor_(actor), id_(reading.permit.record()) {
        r_.id = id_;
        r_.shown = reading.permit.fields();
    }

    std::optional<NominalRecord> read() {
        auto standing = standing_of(tx_, id_, reading_.today);
        if (!standing) return std::nullopt;
        r_.panel = standing->panel;
        r_.panel_name = panel_name(tx_, r_.panel);
        r_.state = name(standing->state);
        r_.state_since = standing->state_since;
        r_.person = standing->person;
        r_.last_review = standing->last_review;
        r_.next_review = standing->next_review;
        if (standing->state == nominals::State::active || standing->state == nominals::State::monitored)
            r_.review = review_state(standing->last_review, standing->next_review, reading_.today, standing->settings);
        reading_.shown.push_back(r_.person.id);
        read_columns();
        read_fields();
        read_plan();
        read_updates();
        read_others();
        read_place();
        r_.history = events_of(tx_, id_, 0, 25);
        r_.next_meeting = next_meeting(tx_, r_.panel, reading_.today, actor_);
        offer(*standing);
        return std::move(r_);
    }

  private:
    Reading& reading_;
    Transaction& tx_;
    const domain::Actor& actor_;
    std::string id_;
    NominalRecord r_;

    void read_columns() {
        std::string proposed, proposer;
        std::optional<std::string> listed, updated, seen;
        std::optional<std::int64_t> harm, incidents, before;
        tx_.one("SELECT n.proposed_on, n.proposed_agency, g.name, trim(a.title || ' ' || a.name), n.evidence, n.nexus, n.not_better_elsewhere, n.necessity, "
                "n.proportionality, n.lawful_basis, n.listed_on, n.times_listed, n.harm_score, n.arrests, n.reports, n.incidents, n.incidents_before, n.updated_on, "
                "n.updated_for, n.last_seen_on, n.last_seen_where, n.summary, n.end_reason, n.end_note, n.end_detail, trim(lo.title || ' ' || lo.name), sa.name "
                "FROM nominal n LEFT JOIN agency g ON g.id = n.proposed_agency LEFT JOIN account a ON a.id = n.proposed_by "
                "LEFT JOIN account lo ON lo.id = n.lead_officer LEFT JOIN agency sa ON sa.id = n.support_agency WHERE n.id = :id",
                {with("id", id_)},
                {&proposed, &r_.proposed_agency, &r_.proposed_agency_name, &proposer, &r_.evidence, &r_.nexus, &r_.not_better_elsewhere, &r_.necessity,
                 &r_.proportionality, &r_.lawful_basis, &listed, &r_.times_listed, &harm, &r_.arrests, &r_.reports, &incidents, &before, &updated, &r_.updated_for,
                 &seen, &r_.last_seen_where, &r_.summary, &r_.end_reason, &r_.end_note, &r_.end_detail, &r_.lead_officer_name, &r_.support_agency_name});
        r_.proposed_on = day_of(proposed);
        if (r_.shown.f2) r_.proposed_by_name = proposer;  // who referred someone is protected
        r_.listed_on = day_of(listed);
        r_.updated_on = day_of(updated);
        r_.last_seen_on = day_of(seen);
        r_.harm_score = figure_of(harm);
        r_.incidents = figure_of(incidents);
        r_.incidents_before = figure_of(before);
    }

    void read_fields() {
        const auto edit = read_edit(tx_, id_);
        r_.version = edit.version;
        r_.behaviours = edit.behaviours;
        r_.known_to = edit.known_to;
        std::string agency;
        tx_.each("SELECT g.name FROM nominal_code c JOIN agency g ON g.id = c.code WHERE c.nominal_id = :id AND c.kind = 'known_to' ORDER BY g.name",
                 {with("id", id_)}, {&agency}, [&] { r_.known_to_names.push_back(agency); });
        for (const auto& risk : edit.risks)
            if (!risk.level.empty()) r_.risks.push_back(risk);
        r_.tools = edit.tools;
        r_.conditions = edit.conditions;
        r_.support = edit.support;
        r_.lead_officer = edit.lead_officer;
        r_.support_agency = edit.support_agency;
        r_.custody_since = edit.custody_since;
        r_.custody_place = edit.custody_place;
        r_.release_on = edit.release_on;
        r_.no_support_reason = edit.no_support_reason;
        for (std::size_t i = 0; i < headings.size(); ++i) r_.plan.push_back({std::string(headings[i]), edit.objectives[i], edit.measures[i], {}});
    }

    void read_plan() {
        for (auto& action : actions_of_case(tx_, id_, reading_.today)) {
            action.case_name = r_.person.name;
            const auto heading = std::ranges::find(r_.plan, action.heading, &PlanHeading::heading);
            (heading == r_.plan.end() ? r_.plan.back() : *heading).actions.push_back(std::move(action));
        }
    }

    void read_updates() {
        UpdateLine line;
        std::string on;
        std::optional<std::string> seen;
        tx_.each("SELECT u.on_day, u.meeting_id, u.incidents, u.last_seen_on, u.last_seen_where, u.summary, trim(a.title || ' ' || a.name) FROM nominal_update u "
                 "LEFT JOIN account a ON a.id = u.account WHERE u.nominal_id = :id ORDER BY u.on_day DESC, u.at DESC LIMIT 26",
                 {with("id", id_)}, {&on, &line.meeting, &line.incidents, &seen, &line.last_seen_where, &line.summary, &line.by_name}, [&] {
                     line.on = day_of(on);
                     line.last_seen_on = day_of(seen);
                     r_.updates.push_back(line);
                 });
    }

    // Other entries of the same person, only where the scope reaches: elsewhere is not hinted at.
    void read_others() {
        const auto sql = scope_sql(reading_.scope, reading_.now);
        auto binds = sql.binds;
        binds.push_back(with("person", r_.person.id));
        binds.push_back(with("id", id_));
        OtherEntry other;
        std::string since;
        tx_.each("SELECT n.id, n.state, n.state_since FROM nominal n JOIN record r ON r.id = n.id WHERE n.person_id = :person AND n.id <> :id AND " + sql.condition +
                     " ORDER BY n.state_since DESC, n.id DESC LIMIT 20",
                 binds, {&other.id, &other.state, &since}, [&] {
                     other.since = day_of(since);
                     r_.others.push_back(other);
                     reading_.shown.push_back(other.id);
                 });
    }

    // The neighbours that the actor may see: for "Save and next person".
    void read_place() {
        if (r_.state != "active") return;
        const auto order = current_order(tx_, r_.panel);
        r_.order_version = order.version;
        const auto sql = scope_sql(reading_.scope, reading_.now);
        auto binds = sql.binds;
        binds.push_back(with("panel", r_.panel));
        std::map<std::string, std::string, std::less<>> names;
        std::string id, name;
        tx_.each("SELECT n.id, pn.full_name FROM nominal n JOIN record r ON r.id = n.id LEFT JOIN person_name pn ON pn.person_id = n.person_id AND pn.record_id = n.id "
                 "AND pn.ordinal = 0 WHERE n.panel = :panel AND n.state = 'active' AND " + sql.condition,
                 binds, {&id, &name}, [&] { names[id] = name; });
        std::vector<std::string> seen;
        for (const auto& each : order.ids)
            if (names.contains(each)) seen.push_back(each);
        const auto here = std::ranges::find(seen, id_);
        r_.list_size = static_cast<int>(names.size());
        if (here == seen.end()) return;
        r_.position = static_cast<int>(here - seen.begin()) + 1;
        if (here != seen.begin()) r_.before_id = *(here - 1), r_.before_name = names[r_.before_id];
        if (here + 1 != seen.end()) r_.after_id = *(here + 1), r_.after_name = names[r_.after_id];
        for (const auto& neighbour : {r_.before_id, r_.after_id})
            if (!neighbour.empty()) reading_.shown.push_back(neighbour);
    }

    void offer(const Standing& standing) {
        const auto* membership = actor_.membership(r_.panel, reading_.today);
        r_.may_note = membership && membership->level >= domain::Level::contributor;
        r_.may_edit = r_.may_note;
        r_.may_chair = membership && membership->chair && r_.may_edit;
        auto facts = standing.facts;
        facts.meeting = meeting_in_session(tx_, r_.panel);
        for (auto& offer : domain::offered(nominals::workflow(), standing.state, facts))
            r_.offers.push_back({std::string(name(offer.step->event)), std::string(words(offer.step->event)),
                                 offer.step->permission == domain::Permission::chair ? r_.may_chair : r_.may_edit, std::move(offer.stopped_by)});
    }
};

}  // namespace

domain::Outcome<NominalRecord> open_nominal(Gate& gate, std::string_view id, std::string_view name) {
    auto opened = gate.open(id, {auth::Action::read, name, "nominal"}, [&](Reading& reading) { return RecordReading(reading, gate.actor()).read(); });
    if (!opened) return std::unexpected(std::move(opened.error()));
    if (!*opened) return domain::not_found();  // a record of another kind
    return std::move(**opened);
}

domain::Outcome<HistoryPage> read_history(Gate& gate, std::string_view record, int before) {
    return gate.open(record, {auth::Action::read, "read_history", "record"}, [&](Reading& reading) {
        HistoryPage page{events_of(reading.tx, record, before, 26), 0};
        if (page.events.size() == 26) {
            page.events.pop_back();
            page.next = page.events.back().n;
        }
        return page;
    });
}

}  // namespace casework::persistence
