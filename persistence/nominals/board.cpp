// The board of a panel: a dozen statements whatever the length of the list, put together by entry.
#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/actions/action_rows.hpp"
#include "persistence/nominals/nominal_rows.hpp"
#include "persistence/nominals/seen_places.hpp"

namespace casework::persistence {
namespace {

constexpr std::size_t page_size = 25;

// "2026-11-23 NOM-2026-0007": pages by day and id.
template <class Entry>
std::string day_key(domain::Date day, const Entry& entry) {
    return domain::iso_date(day) + " " + entry.id;
}

constexpr std::array<std::string_view, 4> headings{"pursue", "prevent", "protect", "prepare"};

// One building of a board: what is read is kept by entry until the entries are complete.
class BoardReading {
  public:
    BoardReading(Reading& reading, std::string_view panel, const domain::Actor& actor, const BoardPages& pages)
        : reading_(reading), tx_(reading.tx), panel_(panel), actor_(actor), pages_(pages), today_(reading.today), settings_(settings_on(tx_, panel, today_)),
          order_(current_order(tx_, panel)), agreed_(last_agreed(tx_, panel)), sql_(scope_sql(reading.scope, reading.now)) {}

    Board read() {
        board_.panel = panel_;
        board_.panel_name = panel_name(tx_, panel_);
        read_meetings();
        read_order();
        read_entries();
        read_codes();
        read_tools();
        read_conditions();
        read_person_flags();
        read_actions();
        read_moves();
        read_proposed();
        read_monitored();
        read_suggestions();
        count();
        return std::move(board_);
    }

  private:
    Reading& reading_;
    Transaction& tx_;
    std::string panel_;
    const domain::Actor& actor_;
    const BoardPages& pages_;
    domain::Date today_;
    Settings settings_;
    ListOrder order_;
    std::optional<AgreedHead> agreed_;
    ScopeSql sql_;
    Board board_;

    std::vector<Bind> binds(std::vector<Bind> more = {}) const {
        more.insert(more.end(), sql_.binds.begin(), sql_.binds.end());
        more.push_back(with("panel", panel_));
        return more;
    }
    // The condition and the order of a page by that day and the id.
    std::string paged(const PageAsked& asked, const std::string& day) const {
        const auto turned = direction(asked);
        return beyond(asked, "(" + day + ", n.id)", "(:day, :last)") + " ORDER BY " + day + turned + ", n.id" + turned + " LIMIT :most";
    }
    std::vector<Bind> page_binds(const PageAsked& asked) const {
        const auto key = action_key(asked.key());
        return binds({with("day", key.due), with("last", key.id), with("most", static_cast<std::int64_t>(page_size + 1))});
    }
    BoardEntry* entry(std::string_view id) {
        const auto found = std::ranges::find(board_.entries, id, &BoardEntry::id);
        return found == board_.entries.end() ? nullptr : &*found;
    }
    void show(const std::string& id, const Subject& person) {
        reading_.shown.push_back(id);
        reading_.shown.push_back(person.id);
    }

    void read_meetings() {
        board_.next_meeting = next_meeting(tx_, panel_, today_, actor_);
        board_.last_meeting = last_meeting(tx_, panel_);
    }

    void read_order() {
        board_.version = order_.version;
        board_.changed_by_name = order_.by_name;
        board_.changed_at = order_.at;
        if (!agreed_) return;
        board_.last_agreed = agreed_->line;
        board_.agreed = agreed_->version == order_.version;
        board_.since = board_.agreed ? agreed_->since : agreed_->line.agreed_on;
    }

    void read_entries() {
        BoardEntry e;
        SubjectRow who;
        std::array<RiskLine, 3> risks;
        std::optional<std::string> custody, release, seen, updated_on, last_review, next_review;
        std::optional<std::int64_t> incidents, before;
        std::string updated_for;
        std::vector<Into> into{&e.id, &e.version};
        std::ranges::copy(who.into(), std::back_inserter(into));
        for (auto& risk : risks) into.insert(into.end(), {&risk.level, &risk.reason});
        into.insert(into.end(), {&custody, &release, &incidents, &before, &seen, &e.last_seen_where, &e.summary, &updated_on, &updated_for, &last_review, &next_review,
                                 &e.lead_officer_name, &e.support_agency_name});
        tx_.each(fmt::format("SELECT n.id, n.version, " CASEWORK_SUBJECT_COLUMNS
                             ", n.risk_self, n.risk_self_reason, n.risk_others, n.risk_others_reason, n.risk_business, n.risk_business_reason, "
                             "n.custody_since, n.release_on, n.incidents, n.incidents_before, n.last_seen_on, n.last_seen_where, n.summary, "
                             "n.updated_on, n.updated_for, n.last_review, n.next_review, trim(lo.title || ' ' || lo.name), sa.name "
                             "FROM nominal n JOIN record r ON r.id = n.id" CASEWORK_SUBJECT_JOINS
                             "LEFT JOIN account lo ON lo.id = n.lead_officer LEFT JOIN agency sa ON sa.id = n.support_agency "
                             "WHERE n.panel = :panel AND n.state = 'active' AND {} ORDER BY n.state_since, n.id",
                             sql_.condition),
                 binds(), into, [&] {
                     e.person = who.subject(today_);
                     e.risks.clear();
                     for (std::size_t i = 0; i < risks.size(); ++i)
                         if (!risks[i].level.empty()) e.risks.push_back({i == 0 ? "self" : i == 1 ? "others" : "business", risks[i].level, risks[i].reason});
                     e.custody_since = day_of(custody);
                     e.release_on = day_of(release);
                     e.incidents = figure_of(incidents);
                     e.incidents_before = figure_of(before);
                     e.last_seen_on = day_of(seen);
                     e.updated_on = day_of(updated_on);
                     e.updated = board_.next_meeting && updated_for == board_.next_meeting->id;
                     e.next_review = day_of(next_review);
                     e.review = review_state(day_of(last_review), e.next_review, today_, settings_);
                     board_.entries.push_back(e);
                     show(e.id, e.person);
                 });
        sort_entries();
    }

    // Whoever stands on the list without a place yet comes last; hidden entries leave no gap.
    void sort_entries() {
        std::map<std::string, int, std::less<>> place;
        for (std::size_t i = 0; i < order_.ids.size(); ++i) place[order_.ids[i]] = static_cast<int>(i) + 1;
        const auto of = [&](const BoardEntry& e) { return place.contains(e.id) ? place[e.id] : 1 << 20; };
        std::ranges::stable_sort(board_.entries, {}, of);
        int position = 0;
        for (auto& e : board_.entries) e.position = ++position;
        std::vector<const BoardEntry*> late;
        for (const auto& e : board_.entries)
            if (e.review == ReviewState::overdue) late.push_back(&e);
        std::ranges::stable_sort(late, {}, [](const BoardEntry* e) { return e->next_review ? domain::iso_date(*e->next_review) : std::string(); });
        for (const auto* e : late) board_.overdue.push_back(e->id);
    }

    void read_codes() {
        std::string id, kind, code;
        tx_.each("SELECT c.nominal_id, c.kind, c.code FROM nominal n JOIN nominal_code c ON c.nominal_id = n.id "
                 "WHERE n.panel = :panel AND n.state = 'active' ORDER BY c.nominal_id, c.kind, c.code",
                 {with("panel", panel_)}, {&id, &kind, &code}, [&] {
                     if (auto* e = entry(id)) (kind == "behaviour" ? e->behaviours : e->known_to).push_back(code);
                 });
    }

    void read_tools() {
        std::string id;
        ToolLine tool;
        std::optional<std::string> from, until;
        tx_.each("SELECT t.nominal_id, t.kind, t.words, t.from_day, t.until_day FROM nominal n JOIN nominal_tool t ON t.nominal_id = n.id "
                 "WHERE n.panel = :panel AND n.state = 'active' AND (t.until_day IS NULL OR t.until_day >= :today) ORDER BY t.nominal_id, t.n",
                 {with("panel", panel_), with_day("today", today_)}, {&id, &tool.kind, &tool.words, &from, &until}, [&] {
                     tool.from = day_of(from);
                     tool.until = day_of(until);
                     if (auto* e = entry(id)) e->tools.push_back(tool);
                 });
    }

    void read_conditions() {
        std::string id;
        ConditionLine line;
        std::optional<std::string> until;
        tx_.each("SELECT c.nominal_id, c.kind, c.words, c.until_day FROM nominal n JOIN nominal_condition c ON c.nominal_id = n.id "
                 "WHERE n.panel = :panel AND n.state = 'active' ORDER BY c.nominal_id, COALESCE(c.until_day, '9999'), c.n",
                 {with("panel", panel_)}, {&id, &line.kind, &line.words, &until}, [&] {
                     line.until = day_of(until);
                     if (auto* e = entry(id)) e->conditions.push_back(line);
                 });
    }

    // Vulnerabilities and markers of the identity class only: health is protected and never stands on a board.
    void read_person_flags() {
        std::string id, code;
        tx_.each("SELECT n.id, v.code FROM nominal n JOIN person_vulnerability v ON v.person_id = n.person_id AND v.record_id = n.id "
                 "WHERE n.panel = :panel AND n.state = 'active' AND v.field_class < 2 ORDER BY n.id, v.code",
                 {with("panel", panel_)}, {&id, &code}, [&] {
                     if (auto* e = entry(id)) e->vulnerabilities.push_back(code);
                 });
        tx_.each("SELECT n.id, k.code FROM nominal n JOIN person_marker k ON k.person_id = n.person_id AND k.record_id = n.id "
                 "WHERE n.panel = :panel AND n.state = 'active' AND k.field_class < 2 AND (k.until_day IS NULL OR k.until_day >= :today) ORDER BY n.id, k.code",
                 {with("panel", panel_), with_day("today", today_)}, {&id, &code}, [&] {
                     if (auto* e = entry(id)) e->markers.push_back(code);
                 });
        tx_.each("SELECT n.id, p.reference FROM nominal n JOIN person_photo p ON p.person_id = n.person_id AND p.record_id = n.id "
                 "WHERE n.panel = :panel AND n.state = 'active' AND p.field_class < 2 AND (p.expires_on IS NULL OR p.expires_on >= :today) ORDER BY n.id, p.taken_on",
                 {with("panel", panel_), with_day("today", today_)}, {&id, &code}, [&] {
                     if (auto* e = entry(id)) e->photo = code;
                 });
    }

    void read_actions() {
        ActionLine a;
        std::string due;
        tx_.each("SELECT a.id, a.case_id, a.heading, a.words, a.owner_agency, g.name, a.owner, a.due, a.state, a.version FROM case_action a "
                 "LEFT JOIN agency g ON g.id = a.owner_agency WHERE a.panel = :panel AND a.finished_on IS NULL ORDER BY a.due, a.id",
                 {with("panel", panel_)},
                 {&a.id, &a.case_id, &a.heading, &a.words, &a.owner_agency, &a.owner_agency_name, &a.owner, &due, &a.state, &a.version}, [&] {
                     auto* e = entry(a.case_id);
                     if (!e) return;
                     a.due = day_of(due);
                     a.overdue = a.due < today_;
                     a.panel = panel_;
                     a.case_name = e->person.name;
                     if (!e->next_action) e->next_action = a;
                     ++e->open_actions;
                     if (a.overdue) ++e->overdue_actions;
                     const auto heading = std::ranges::find(headings, a.heading);
                     if (heading == headings.end()) return;
                     auto& count = e->headings[static_cast<std::size_t>(heading - headings.begin())];
                     ++count.open;
                     if (a.overdue) ++count.late;
                 });
    }

    // While a list stands as agreed it is compared with the one before it; a draft with the last one agreed.
    void read_moves() {
        std::map<std::string, int, std::less<>> places;
        std::string id;
        int place = 0;
        std::optional<std::int64_t> previous;
        const SeenPlaces seen(tx_, sql_, agreed_ ? agreed_->line.id : std::string());
        if (agreed_) board_.last_agreed->size = seen.size(agreed_->line.size);
        if (agreed_)
            tx_.each("SELECT nominal_id, place, previous_place FROM agreed_place WHERE list_id = :list ORDER BY place", {with("list", agreed_->line.id)},
                     {&id, &place, &previous}, [&] {
                         if (!board_.agreed) places[id] = seen.place(place);
                         else if (previous) places[id] = seen.previous(static_cast<int>(*previous));
                     });
        const bool compares = agreed_ && (!board_.agreed || agreed_->since);
        for (auto& e : board_.entries) {
            const auto before = places.find(e.id);
            if (before != places.end()) e.moved.up = before->second - e.position;
            else e.moved.is_new = compares;
        }
    }

    void read_proposed() {
        ProposedEntry p;
        SubjectRow who;
        std::string on;
        std::vector<Into> into{&p.id, &p.version};
        std::ranges::copy(who.into(), std::back_inserter(into));
        into.insert(into.end(), {&p.agency, &p.agency_name, &on, &p.times_listed});
        tx_.each(fmt::format("SELECT n.id, n.version, " CASEWORK_SUBJECT_COLUMNS ", n.proposed_agency, g.name, n.proposed_on, "
                             "(SELECT count(*) FROM nominal o JOIN record r ON r.id = o.id WHERE o.person_id = n.person_id AND o.panel = n.panel AND o.listed_on IS NOT NULL AND {}) "
                             "FROM nominal n JOIN record r ON r.id = n.id" CASEWORK_SUBJECT_JOINS
                             "LEFT JOIN agency g ON g.id = n.proposed_agency WHERE n.panel = :panel AND n.state = 'proposed' AND {} AND {}",
                             sql_.condition, sql_.condition, paged(pages_.proposed, "n.proposed_on")),
                 page_binds(pages_.proposed), into, [&] {
                     p.person = who.subject(today_);
                     p.proposed_on = day_of(on);
                     board_.proposed.push_back(p);
                 });
        board_.proposed_page = cut_page(board_.proposed, page_size, pages_.proposed, [](const ProposedEntry& e) { return day_key(e.proposed_on, e); });
        for (const auto& each : board_.proposed) show(each.id, each.person);
        std::string id, code;
        tx_.each("SELECT c.nominal_id, c.code FROM nominal n JOIN nominal_code c ON c.nominal_id = n.id AND c.kind = 'behaviour' "
                 "WHERE n.panel = :panel AND n.state = 'proposed' ORDER BY c.nominal_id, c.code",
                 {with("panel", panel_)}, {&id, &code}, [&] {
                     const auto found = std::ranges::find(board_.proposed, id, &ProposedEntry::id);
                     if (found != board_.proposed.end()) found->behaviours.push_back(code);
                 });
    }

    void read_monitored() {
        MonitoredEntry m;
        SubjectRow who;
        std::string since;
        std::optional<std::string> next_review;
        std::vector<Into> into{&m.id, &m.version};
        std::ranges::copy(who.into(), std::back_inserter(into));
        into.insert(into.end(), {&since, &next_review});
        tx_.each(fmt::format("SELECT n.id, n.version, " CASEWORK_SUBJECT_COLUMNS ", n.state_since, n.next_review FROM nominal n JOIN record r ON r.id = n.id"
                             CASEWORK_SUBJECT_JOINS "WHERE n.panel = :panel AND n.state = 'monitored' AND {} AND {}",
                             sql_.condition, paged(pages_.monitored, "n.state_since")),
                 page_binds(pages_.monitored), into, [&] {
                     m.person = who.subject(today_);
                     m.since = day_of(since);
                     m.next_review = day_of(next_review);
                     m.review = review_state({}, m.next_review, today_, settings_);
                     board_.monitored.push_back(m);
                 });
        board_.monitored_page = cut_page(board_.monitored, page_size, pages_.monitored, [](const MonitoredEntry& e) { return day_key(e.since, e); });
        for (const auto& each : board_.monitored) show(each.id, each.person);
        read_overdue_monitored();
    }

    // Whatever page is shown, all of them are overdue.
    void read_overdue_monitored() {
        std::string id, next;
        tx_.each(fmt::format("SELECT n.id, n.next_review FROM nominal n JOIN record r ON r.id = n.id WHERE n.panel = :panel AND n.state = 'monitored' AND "
                             "n.next_review < :today AND {} ORDER BY n.next_review, n.id",
                             sql_.condition),
                 binds({with_day("today", today_)}), {&id, &next}, [&] {
                     if (review_state({}, day_of(next), today_, settings_) == ReviewState::overdue) board_.overdue.push_back(id);
                 });
    }

    // Quiet for the configured number of meetings in a row. The group decides; nobody is moved by this.
    void read_suggestions() {
        const int meetings = settings_["quiet_meetings"], few = settings_["quiet_incidents"];
        std::map<std::string, int, std::less<>> quiet;
        std::string id;
        int incidents = 0;
        tx_.each("SELECT s.nominal_id, s.incidents FROM (SELECT u.nominal_id, u.incidents, ROW_NUMBER() OVER (PARTITION BY u.nominal_id ORDER BY u.on_day DESC, "
                 "u.at DESC) AS newest FROM nominal n JOIN nominal_update u ON u.nominal_id = n.id AND u.on_day >= n.listed_on "
                 "WHERE n.panel = :panel AND n.state = 'active') s WHERE s.newest <= :meetings",
                 {with("panel", panel_), with("meetings", meetings)}, {&id, &incidents}, [&] { quiet[id] += incidents <= few ? 1 : 0; });
        for (const auto& e : board_.entries)
            if (const auto found = quiet.find(e.id); found != quiet.end() && found->second >= meetings)
                board_.suggestions.push_back({e.id, e.person,
                                              fmt::format("has had {} with {} or fewer", domain::counted(meetings, "meeting"), domain::counted(few, "incident"))});
    }

    void count() {
        auto& f = board_.figures;
        f.on_list = static_cast<int>(board_.entries.size());
        std::string state;
        int entries = 0;
        tx_.each(fmt::format("SELECT n.state, count(*) FROM nominal n JOIN record r ON r.id = n.id WHERE n.panel = :panel AND n.state IN ('monitored', 'proposed', 'archived') AND {} "
                             "GROUP BY n.state",
                             sql_.condition),
                 binds(), {&state, &entries}, [&] { (state == "monitored" ? f.monitored : state == "proposed" ? f.proposed : f.archived) = entries; });
        for (const auto& e : board_.entries) {
            f.incidents += e.incidents.value_or(0);
            f.incidents_before += e.incidents_before.value_or(0);
            f.open_actions += e.open_actions;
            f.overdue_actions += e.overdue_actions;
            f.tools_in_force += static_cast<int>(e.tools.size());
        }
        f.cap = settings_["list_cap"];
        f.over_cap = f.on_list > f.cap;
    }
};

domain::Outcome<Board> board(Gate& gate, std::string_view panel, const Act& act, const BoardPages& pages = {}) {
    auto made = gate.open_panel(panel, act, [&](Reading& reading) { return BoardReading(reading, panel, gate.actor(), pages).read(); });
    if (!made) return made;
    const auto* membership = gate.actor().membership(panel, gate.today());
    made->may_edit = membership && membership->level >= domain::Level::contributor;
    made->may_chair = made->may_edit && membership->chair;
    made->may_export = membership && membership->level >= domain::Level::coordinator;
    return made;
}

}  // namespace

domain::Outcome<Board> read_board(Gate& gate, std::string_view panel, std::string_view name, const BoardPages& pages) {
    return board(gate, panel, {auth::Action::list, name, "nominal"}, pages);
}
domain::Outcome<Board> print_board(Gate& gate, std::string_view panel) {
    return board(gate, panel, {auth::Action::meeting_print, "print", "nominal", domain::LoggedOperation::disclosure});
}
domain::Outcome<Board> export_board(Gate& gate, std::string_view panel) {
    return board(gate, panel, {auth::Action::export_rows, "export", "nominal", domain::LoggedOperation::disclosure});
}

}  // namespace casework::persistence
