// One entry with everything its page shows, cut down to the field classes of the permit.
#include <algorithm>

#include "domain/nominals/harm_score.hpp"
#include "domain/nominals/nominal_workflow.hpp"
#include "persistence/actions/action_rows.hpp"
#include "persistence/nominals/nominal_fields.hpp"
#include "persistence/nominals/seen_places.hpp"
#include "persistence/referrer.hpp"
#include "persistence/sharing.hpp"

namespace casework::persistence {
namespace {

namespace nominals = domain::nominals;
constexpr std::array<std::string_view, 4> headings{"pursue", "prevent", "protect", "prepare"};

// A membership of the group with its agency's agreement in force, as the scope knows.
bool reaches_group(const auth::Scope& scope, std::string_view panel) {
    return std::ranges::any_of(scope.terms(), [&](const auth::ScopeTerm& term) {
        return term.relation == auth::ScopeTerm::Relation::member_of_owner && std::ranges::find(term.panels, panel) != term.panels.end();
    });
}

// For those who are shown the record and not the group's meetings.
template <class Line>
void leave_out_meetings(std::vector<Line>& lines) {
    for (auto& line : lines) line.meeting.clear();
}

// False when the record is of another kind. The place on the list is read by read_place.
bool read_head(Reading& reading, const domain::Actor& actor, NominalHead& head) {
    SubjectRow who;
    std::string since;
    std::optional<std::string> custody;
    RiskLine self{"self", {}, {}}, others{"others", {}, {}}, business{"business", {}, {}};
    head.id = reading.permit.record();
    head.shown = reading.permit.fields();
    std::vector<Into> into{&head.panel, &head.panel_name, &head.state, &since, &head.version};
    const auto person = who.into();
    into.insert(into.end(), person.begin(), person.end());
    into.insert(into.end(), {&self.level, &self.reason, &others.level, &others.reason, &business.level, &business.reason, &custody, &head.open_actions});
    if (!reading.tx.one("SELECT n.panel, COALESCE(pg.name, n.panel), n.state, n.state_since, n.version, " CASEWORK_SUBJECT_COLUMNS ", n.risk_self, n.risk_self_reason, n.risk_others, "
                        "n.risk_others_reason, n.risk_business, n.risk_business_reason, n.custody_since, "
                        "(SELECT count(*) FROM case_action ca WHERE ca.case_id = n.id AND ca.finished_on IS NULL) FROM nominal n" CASEWORK_SUBJECT_JOINS
                        "LEFT JOIN panel_group pg ON pg.id = n.panel WHERE n.id = :id",
                        {with("id", head.id)}, into))
        return false;
    head.state_since = day_of(since);
    head.person = who.subject(reading.today);
    head.custody_since = day_of(custody);
    for (auto* risk : {&self, &others, &business})
        if (!risk->level.empty()) head.risks.push_back(std::move(*risk));
    const auto may = [&](auth::Action action) { return auth::may(actor, action, reading.record, reading.today, reading.now).verdict == auth::Verdict::allow; };
    head.may_note = may(auth::Action::note);
    head.may_edit = may(auth::Action::edit);
    head.may_chair = may(auth::Action::chair);
    head.may_share = may(auth::Action::share);
    head.in_group = reaches_group(reading.scope, head.panel);
    reading.shown.push_back(head.person.id);
    return true;
}

// The place among those on the list whom the actor may see, and their names; for members of the group only.
struct Place {
    std::vector<std::string> ids;
    std::map<std::string, std::string, std::less<>> names;
};
Place read_place(Reading& reading, NominalHead& head) {
    if (head.state != "active" || !head.in_group) return {};
    const auto order = current_order(reading.tx, head.panel);
    head.order_version = order.version;
    const auto sql = scope_sql(reading.scope, reading.now);
    auto binds = sql.binds;
    binds.push_back(with("panel", head.panel));
    Place place;
    std::string id, name;
    reading.tx.each("SELECT n.id, pn.full_name FROM nominal n JOIN record r ON r.id = n.id LEFT JOIN person_name pn ON pn.person_id = n.person_id AND pn.record_id = n.id "
                    "AND pn.ordinal = 0 WHERE n.panel = :panel AND n.state = 'active' AND " + sql.condition,
                    binds, {&id, &name}, [&] { place.names[id] = name; });
    for (const auto& each : order.ids)
        if (place.names.contains(each)) place.ids.push_back(each);
    head.list_size = static_cast<int>(place.names.size());
    head.position = place_in(place.ids, head.id);
    return place;
}

class RecordReading {
  public:
    RecordReading(Reading& reading, const domain::Actor& actor, const PageAsked& actions)
        : reading_(reading), tx_(reading.tx), actor_(actor), id_(reading.permit.record()), actions_asked_(actions) {}

    std::optional<NominalRecord> read() {
        if (!read_head(reading_, actor_, r_)) return std::nullopt;
        const auto standing = standing_of(tx_, id_, reading_.today);
        r_.last_review = standing->last_review;
        r_.next_review = standing->next_review;
        r_.review_days = standing->facts.review_days;
        if (standing->state == nominals::State::active || standing->state == nominals::State::monitored)
            r_.review = review_state(standing->last_review, standing->next_review, reading_.today, standing->settings);
        read_columns();
        read_fields();
        read_plan();
        read_updates();
        count_harm(standing->settings);
        read_others();
        r_.history = events_of(tx_, id_, 0, 25);
        if (!sees_protected(reading_, actor_)) leave_out_referrer(r_.history);
        name_moves(reading_, r_.panel, r_.history);
        r_.shared_with = shared_with(tx_, id_);
        if (r_.in_group) read_group();
        else leave_out_meetings(r_.history), leave_out_meetings(r_.updates);
        offer(*standing);
        return std::move(r_);
    }

  private:
    Reading& reading_;
    Transaction& tx_;
    const domain::Actor& actor_;
    std::string id_;
    const PageAsked& actions_asked_;
    NominalRecord r_;

    void read_columns() {
        std::string proposed, proposer;
        std::optional<std::string> listed, updated, seen;
        std::optional<std::int64_t> incidents, before;
        tx_.one("SELECT n.proposed_on, n.proposed_agency, g.name, trim(a.title || ' ' || a.name), n.evidence, n.nexus, n.not_better_elsewhere, n.necessity, "
                "n.proportionality, n.lawful_basis, n.listed_on, n.times_listed, n.arrests, n.reports, n.incidents, n.incidents_before, n.updated_on, "
                "n.updated_for, n.last_seen_on, n.last_seen_where, n.summary, n.end_reason, n.end_note, n.end_detail, trim(lo.title || ' ' || lo.name), sa.name "
                "FROM nominal n LEFT JOIN agency g ON g.id = n.proposed_agency LEFT JOIN account a ON a.id = n.proposed_by "
                "LEFT JOIN account lo ON lo.id = n.lead_officer LEFT JOIN agency sa ON sa.id = n.support_agency WHERE n.id = :id",
                {with("id", id_)},
                {&proposed, &r_.proposed_agency, &r_.proposed_agency_name, &proposer, &r_.evidence, &r_.nexus, &r_.not_better_elsewhere, &r_.necessity,
                 &r_.proportionality, &r_.lawful_basis, &listed, &r_.times_listed, &r_.arrests, &r_.reports, &incidents, &before, &updated, &r_.updated_for,
                 &seen, &r_.last_seen_where, &r_.summary, &r_.end_reason, &r_.end_note, &r_.end_detail, &r_.lead_officer_name, &r_.support_agency_name});
        r_.proposed_on = day_of(proposed);
        if (r_.shown.f2) r_.proposed_by_name = proposer;  // who referred someone is protected
        r_.listed_on = day_of(listed);
        r_.updated_on = day_of(updated);
        r_.last_seen_on = day_of(seen);
        r_.incidents = figure_of(incidents);
        r_.incidents_before = figure_of(before);
    }

    void read_fields() {
        const auto edit = read_edit(tx_, id_);
        r_.behaviours = edit.behaviours;
        r_.known_to = edit.known_to;
        std::string agency;
        tx_.each("SELECT g.name FROM nominal_code c JOIN agency g ON g.id = c.code WHERE c.nominal_id = :id AND c.kind = 'known_to' ORDER BY g.name",
                 {with("id", id_)}, {&agency}, [&] { r_.known_to_names.push_back(agency); });
        r_.tools = edit.tools;
        r_.conditions = edit.conditions;
        r_.support = edit.support;
        r_.lead_officer = edit.lead_officer;
        r_.support_agency = edit.support_agency;
        r_.custody_place = edit.custody_place;
        r_.release_on = edit.release_on;
        r_.no_support_reason = edit.no_support_reason;
        for (std::size_t i = 0; i < headings.size(); ++i) r_.plan.push_back({std::string(headings[i]), edit.objectives[i], edit.measures[i], {}});
    }

    void read_plan() {
        auto actions = actions_of_case(tx_, id_, reading_.today, actions_asked_);
        r_.actions_page = actions.page;
        for (auto& action : actions.lines) {
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

    // For people on the list: counted from what the meetings recorded, by the settings of today.
    void count_harm(const Settings& settings) {
        if (r_.state != "active" && r_.state != "monitored") return;
        const nominals::HarmWeights weights{settings["harm_days"], settings["harm_incident_points"], settings["harm_arrest_points"], settings["harm_repeat_points"]};
        nominals::HarmFacts facts{0, r_.arrests, r_.times_listed};
        tx_.one("SELECT COALESCE(SUM(incidents), 0) FROM nominal_update WHERE nominal_id = :id AND on_day > :since",
                {with("id", id_), with_day("since", domain::add_days(reading_.today, -weights.days))}, {&facts.incidents});
        r_.harm_score = nominals::harm_score(facts, weights);
        r_.harm_words = nominals::harm_score_words(facts, weights);
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
                     " ORDER BY n.state_since DESC, n.id DESC",
                 binds, {&other.id, &other.state, &since}, [&] {
                     other.since = day_of(since);
                     r_.others.push_back(other);
                     reading_.shown.push_back(other.id);
                 });
    }

    // What is the group's and not the record's: its list and its meetings.
    void read_group() {
        read_neighbours();
        r_.next_meeting = next_meeting(tx_, r_.panel, reading_.today, actor_);
    }

    // For "Save and next person".
    void read_neighbours() {
        const auto place = read_place(reading_, r_);
        if (r_.position == 0) return;
        const auto here = place.ids.begin() + (r_.position - 1);
        const auto name_of = [&](const std::string& id) { return place.names.find(id)->second; };
        if (here != place.ids.begin()) r_.before_id = *(here - 1), r_.before_name = name_of(r_.before_id);
        if (here + 1 != place.ids.end()) r_.after_id = *(here + 1), r_.after_name = name_of(r_.after_id);
        for (const auto& neighbour : {r_.before_id, r_.after_id})
            if (!neighbour.empty()) reading_.shown.push_back(neighbour);
    }

    void offer(const Standing& standing) {
        auto facts = standing.facts;
        facts.meeting = meeting_in_session(tx_, r_.panel);
        for (auto& offer : domain::offered(nominals::workflow(), standing.state, facts))
            r_.offers.push_back({std::string(name(offer.step->event)), std::string(words(offer.step->event)),
                                 offer.step->permission == domain::Permission::chair ? r_.may_chair : r_.may_edit, std::move(offer.stopped_by)});
    }
};

}  // namespace

domain::Outcome<NominalRecord> open_nominal(Gate& gate, std::string_view id, std::string_view name, const PageAsked& actions) {
    auto opened = gate.open(id, {auth::Action::read, name, "nominal"}, [&](Reading& reading) { return RecordReading(reading, gate.actor(), actions).read(); });
    return found(std::move(opened));  // a record of another kind
}

domain::Outcome<NominalTimeline> open_timeline(Gate& gate, std::string_view id, int before) {
    auto opened = gate.open(id, {auth::Action::read, "read_timeline", "nominal"}, [&](Reading& reading) {
        std::optional<NominalTimeline> timeline(std::in_place);
        if (!read_head(reading, gate.actor(), timeline->head)) return std::optional<NominalTimeline>();
        read_place(reading, timeline->head);
        read_events(reading.tx, id, before, *timeline);
        if (!sees_protected(reading, gate.actor())) leave_out_referrer(timeline->events);
        name_moves(reading, timeline->head.panel, timeline->events);
        if (!timeline->head.in_group) leave_out_meetings(timeline->events);
        return timeline;
    });
    return found(std::move(opened));
}

}  // namespace casework::persistence
