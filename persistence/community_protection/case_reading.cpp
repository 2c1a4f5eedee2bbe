// One warning or notice with everything its page shows, its timeline and its paper.
#include <algorithm>

#include "domain/text.hpp"
#include "persistence/community_protection/breach_rows.hpp"
#include "persistence/documents/paper_wordings.hpp"

namespace casework::persistence {

void read_rights(const Reading& reading, const domain::Actor& actor, CaseHead& head) {
    const auto may = [&](auth::Action action) { return auth::may(actor, action, reading.record, reading.today, reading.now).verdict == auth::Verdict::allow; };
    head.shown = reading.permit.fields();
    head.may_note = may(auth::Action::note);
    head.may_edit = may(auth::Action::edit);
    head.may_decide = may(auth::Action::chair);
}

namespace {


// The row of the permit's record, cut down to its fields; nothing when it is a record of another kind.
std::optional<CaseRow> read_row(Reading& reading, const domain::Actor& actor) {
    auto row = case_row(reading.tx, reading.permit.record(), reading.today);
    if (!row) return std::nullopt;
    read_rights(reading, actor, row->head);
    if (!row->head.person.id.empty()) reading.shown.push_back(row->head.person.id);
    return row;
}

class CaseReading {
  public:
    CaseReading(Reading& reading, const domain::Actor& actor) : reading_(reading), tx_(reading.tx), actor_(actor) {}

    std::optional<CaseRecord> read() {
        auto row = read_row(reading_, actor_);
        if (!row) return std::nullopt;
        static_cast<CaseHead&>(r_) = row->head;
        r_.fields = row->fields;
        r_.given_on = row->given_on;
        r_.ended_on = row->ended_on;
        r_.end_reason = row->end_reason;
        r_.end_note = row->end_note;
        read_lists(*row);
        read_requirements(*row);
        read_links(*row);
        r_.duplicates = open_matters(tx_, reading_.scope, reading_.now, *row);
        for (const auto& other : r_.duplicates) reading_.shown.push_back(other.urn);
        offer(*row);
        r_.history = events_of(tx_, r_.id, 0, 25);
        r_.stopped = stopped_of_record(tx_, r_.id);
        read_visits();
        read_files();
        return std::move(r_);
    }

  private:
    Reading& reading_;
    Transaction& tx_;
    const domain::Actor& actor_;
    CaseRecord r_;

    void read_lists(const CaseRow& row) {
        r_.events = case_events(tx_, row.warning() ? row.head.id : row.warning_id, 50, scope_sql(reading_.scope, reading_.now));
        for (const auto& event : r_.events) {
            auto& last = event.kind == "report" ? r_.last_report : r_.last_breach;
            if (!last) last = event.on;
            (event.kind == "report" ? r_.reports : r_.breaches) += 1;
        }
        if (!row.warning()) r_.notice_breaches = breach_lines(tx_, r_.id);
        r_.informed = informed_of(tx_, r_.id);
        r_.services = services_of(tx_, r_.id);
        r_.appeals = appeals_of(tx_, r_.id);
        r_.deadlines = deadlines_of(tx_, r_.id);
        PaperLine paper;
        std::int64_t at = 0;
        tx_.each("SELECT p.n, p.name, p.digest, trim(a.title || ' ' || a.name), p.at FROM protection_paper p LEFT JOIN account a ON a.id = p.account WHERE p.case_id = :id ORDER BY p.n",
                 {with("id", r_.id)}, {&paper.n, &paper.name, &paper.digest, &paper.by_name, &at}, [&] {
                     paper.at = instant_of(at);
                     r_.papers.push_back(paper);
                 });
    }

    void read_visits() {
        VisitLine visit;
        std::string on;
        std::optional<std::int64_t> minute;
        tx_.each("SELECT v.n, v.on_day, v.minute, v.place, v.seen, v.seen_words, v.note, v.file_id, trim(a.title || ' ' || a.name) FROM protection_visit v LEFT JOIN account a ON a.id = v.account WHERE v.case_id = :id "
                 "ORDER BY v.on_day DESC, v.n DESC LIMIT 20",
                 {with("id", r_.id)}, {&visit.n, &on, &minute, &visit.place, &visit.seen, &visit.seen_words, &visit.note, &visit.file, &visit.by_name}, [&] {
                     visit.on = day_of(on);
                     visit.minute = figure_of(minute);
                     r_.visits.push_back(visit);
                 });
    }

    void read_files() {
        CaseFile file;
        int field_class = 0;
        tx_.each("SELECT e.id, e.file_name, e.caption, e.state, l.bears_on, e.field_class FROM evidence_link l JOIN evidence_file e ON e.id = l.file_id WHERE e.record_id = :id AND e.state <> 'removed' ORDER BY l.bears_on, e.began_at LIMIT 200",
                 {with("id", r_.id)}, {&file.id, &file.name, &file.caption, &file.state, &file.bears_on, &field_class}, [&] {
                     if (!reading_.permit.fields().has(static_cast<domain::FieldClass>(field_class))) return;
                     r_.linked_files.push_back(file);
                     reading_.shown.push_back(file.id);
                 });
    }

    void read_requirements(const CaseRow& row) {
        r_.requirement_version = newest_version(tx_, r_.id);
        const auto life = notice_life(row);
        const auto versions = versions_of(tx_, r_.id);
        for (auto& each : requirements_of(tx_, r_.id, r_.requirement_version)) {
            protection::Effect effect;
            if (!row.warning() && !versions.empty()) effect = protection::effect_on(life, versions, appeal_intervals(r_.appeals), each.number, reading_.today);
            r_.requirements.push_back({std::move(each), std::move(effect)});
        }
    }

    // Links only where the reader's scope reaches.
    void read_links(const CaseRow& row) {
        const auto sql = scope_sql(reading_.scope, reading_.now);
        auto binds = sql.binds;
        binds.push_back(with("id", r_.id));
        binds.push_back(with("warning", row.warning_id));
        CaseLink link;
        std::string kind, state;
        std::optional<std::string> given;
        tx_.each("SELECT c.id, c.kind, c.state, c.given_on FROM protection_case c JOIN record r ON r.id = c.id WHERE (c.warning_id = :id OR c.id = :warning) AND " + sql.condition + " ORDER BY c.id",
                 binds, {&link.id, &kind, &state, &given}, [&] {
                     link.state_words = state_words_of(kind, state);
                     link.given_on = day_of(given);
                     r_.links.push_back(link);
                     reading_.shown.push_back(link.id);
                 });
    }

    template <class State, class Event, class Facts>
    void offer_from(const domain::Workflow<State, Event, Facts>& workflow, State state, const Facts& facts) {
        for (auto& offer : domain::offered(workflow, state, facts))
            r_.offers.push_back({std::string(name(offer.step->event)), std::string(words(offer.step->event)), offer.step->permission == domain::Permission::chair ? r_.may_decide : r_.may_edit,
                                 std::move(offer.stopped_by)});
    }

    void offer(const CaseRow& row) {
        const auto asker = asker_of(actor_, r_.panel, reading_.today);
        r_.alone = !local_rules(tx_, r_.panel, reading_.today).second_approver;
        if (row.warning()) {
            offer_from(protection::warning_workflow(), protection::parse_warning_state(r_.state).value(), warning_facts(tx_, row, asker, r_.duplicates, linked_reports(tx_, reading_.scope, reading_.now, row), reading_.today));
            return;
        }
        const auto facts = notice_facts(tx_, row, asker, r_.duplicates, reading_.today);
        offer_from(protection::notice_workflow(), protection::parse_notice_state(r_.state).value(), facts);
        if (facts.authority) r_.authority_words = protection::authority_words(*facts.authority);
        if (!row.given_on && !row.ended_on) r_.checks = protection::before_you_issue(facts);
    }
};

}  // namespace

domain::Outcome<CaseRecord> open_case(Gate& gate, std::string_view id, std::string_view name) {
    auto opened = gate.open(id, {auth::Action::read, name, "case"}, [&](Reading& reading) { return CaseReading(reading, gate.actor()).read(); });
    return found(std::move(opened));
}

domain::Outcome<CaseTimeline> open_case_timeline(Gate& gate, std::string_view id, int before) {
    auto opened = gate.open(id, {auth::Action::read, "read_timeline", "case"}, [&](Reading& reading) {
        std::optional<CaseTimeline> timeline;
        auto row = read_row(reading, gate.actor());
        if (!row) return timeline;
        timeline.emplace();
        timeline->head = row->head;
        read_events(reading.tx, id, before, *timeline);
        return timeline;
    });
    return found(std::move(opened));
}

domain::Outcome<CasePaper> open_paper(Gate& gate, std::string_view id) {
    std::optional<SafeContact> guard;
    auto opened = gate.open(id, {auth::Action::issue_document, "read_paper", "case"}, [&](Reading& reading) {
        std::optional<CasePaper> paper;
        auto row = read_row(reading, gate.actor());
        if (!row) return paper;
        paper.emplace();
        head_of(*paper, row->head);
        paper->destination = row->value("address");
        paper->given_on = row->given_on;
        paper->given = reading.tx.one("SELECT name, words, digest, wording FROM protection_paper WHERE case_id = :id ORDER BY n DESC LIMIT 1", {with("id", id)}, {&paper->name, &paper->words, &paper->digest, &paper->wording});
        if (!paper->given) {
            paper->name = row->head.kind;
            paper->wording = wording_in_force(reading.tx, row->head.panel, row->head.kind, reading.today).called();
            paper->words = stored(paper_text(reading.tx, *row, reading.today));
            paper->digest = digest_of_words(paper->words);
        }
        guard.emplace(gate, id, paper->name);
        paper->cleared = guard->clear(reading.tx, paper->words, paper->destination);
        return paper;
    });
    if (!opened) return std::unexpected(std::move(opened.error()));
    if (!*opened) return domain::not_found();
    if (auto stopped = guard->finish(); !stopped.empty()) return std::unexpected(std::move(stopped));
    return std::move(**opened);
}

}  // namespace casework::persistence
