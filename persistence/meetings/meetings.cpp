// Meetings: their pages, their steps, who was there, and what is added to approved minutes.
#include "persistence/meetings/meetings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "domain/answers.hpp"
#include "domain/meetings/meeting_workflow.hpp"
#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "persistence/actions/action_rows.hpp"
#include "persistence/nominals/nominal_rows.hpp"
#include "persistence/nominals/seen_places.hpp"

namespace casework::persistence {
namespace {

namespace meetings = domain::meetings;
using domain::RefusalKind;
using domain::Refusals;
using meetings::Event;

constexpr std::size_t page_size = 25, planned_size = 12, actions_size = 50;

struct MeetingRow {
    std::string id, panel, panel_name, title, place, state, on;
    std::int64_t starts = 0;
    std::vector<Into> into() { return {&id, &panel, &panel_name, &title, &place, &state, &starts, &on}; }
    MeetingLine line(const domain::Actor& actor, domain::Date today) const {
        return {id, panel, panel_name, title, place, state, instant_of(starts), day_of(on), chairs(actor, panel, today)};
    }
};
#define CASEWORK_MEETING_COLUMNS "m.id, m.panel, g.name, m.title, m.place, m.state, m.starts_at, m.on_day"

// Who belongs to the panel, with what was recorded of them for this meeting; who came or accepted and is no longer a member stays.
std::vector<AttendanceLine> attendance_of(Transaction& tx, std::string_view meeting, std::string_view panel, domain::Date today) {
    std::vector<AttendanceLine> lines;
    AttendanceLine line;
    std::optional<std::int64_t> accepted;
    tx.each("SELECT a.id, trim(a.title || ' ' || a.name), a.agency, g.name, COALESCE(t.attends, ''), c.accepted_at, COALESCE(m.chair, 0) FROM account a "
            "JOIN agency g ON g.id = a.agency LEFT JOIN membership m ON m.account = a.id AND m.panel = :panel AND m.until >= :today "
            "LEFT JOIN meeting_attendance t ON t.meeting_id = :meeting AND t.account = a.id LEFT JOIN meeting_acceptance c ON c.meeting_id = :same AND c.account = a.id "
            "WHERE t.account IS NOT NULL OR c.account IS NOT NULL OR (m.id IS NOT NULL AND a.disabled_at IS NULL) ORDER BY g.name, a.name, a.id",
            {with("panel", panel), with_day("today", today), with("meeting", meeting), with("same", meeting)},
            {&line.account, &line.name, &line.agency, &line.agency_name, &line.attends, &accepted, &line.chair}, [&] {
                line.accepted_at = instant_of(accepted);
                lines.push_back(line);
            });
    return lines;
}

int agencies_present(const std::vector<AttendanceLine>& lines) {
    std::set<std::string> agencies;
    for (const auto& line : lines)
        if (line.attends == "in_room" || line.attends == "online") agencies.insert(line.agency);
    return static_cast<int>(agencies.size());
}

bool accepted_by(const std::vector<AttendanceLine>& lines, const domain::Actor& actor) {
    return std::ranges::any_of(lines, [&](const AttendanceLine& line) { return line.account == actor.account && line.accepted_at; });
}

struct Standing {
    std::string id, panel, agenda, minutes;
    meetings::State state{};
    int version = 0;
    meetings::Facts facts;
};

std::optional<Standing> standing(Transaction& tx, std::string_view id, const domain::Actor& actor, domain::Date today) {
    Standing s;
    std::string state;
    if (!tx.one("SELECT id, panel, state, version, agenda, minutes FROM meeting WHERE id = :id", {with("id", id)}, {&s.id, &s.panel, &state, &s.version, &s.agenda, &s.minutes}))
        return std::nullopt;
    s.state = meetings::parse_state(state).value_or(meetings::State::scheduled);
    const auto lines = attendance_of(tx, id, s.panel, today);
    s.facts.accepted = accepted_by(lines, actor);
    s.facts.has_day = true;
    s.facts.agenda = s.agenda;
    s.facts.minutes = s.minutes;
    s.facts.agencies_present = agencies_present(lines);
    s.facts.quorum = settings_on(tx, s.panel, today)["quorum"];
    const auto other = meeting_in_session(tx, s.panel);
    s.facts.another_in_session = !other.empty() && other != id;
    return s;
}

class MeetingReading {
  public:
    MeetingReading(Reading& reading, const domain::Actor& actor) : reading_(reading), tx_(reading.tx), actor_(actor), id_(reading.permit.record()) {}

    std::optional<MeetingRecord> read() {
        if (!read_head()) return std::nullopt;
        const auto& panel = r_.line.panel;
        const auto* membership = actor_.membership(panel, reading_.today);
        r_.may_edit = membership && membership->level >= domain::Level::contributor;
        r_.may_chair = r_.may_edit && membership->chair;
        r_.attendance = attendance_of(tx_, id_, panel, reading_.today);
        r_.agencies_present = agencies_present(r_.attendance);
        r_.quorum = settings_on(tx_, panel, reading_.today)["quorum"];
        read_addenda();
        r_.closed = meetings::case_list_closed({.agenda = {}, .minutes = {}, .accepted = accepted_by(r_.attendance, actor_)});
        if (r_.closed.empty()) {
            read_actions();
            read_people();
            r_.cases = cases_to_discuss(reading_, r_.line.panel, id_);
        }
        read_agreed();
        r_.history = events_of(tx_, id_, 0, 25);
        offer();
        return std::move(r_);
    }

  private:
    Reading& reading_;
    Transaction& tx_;
    const domain::Actor& actor_;
    std::string id_;
    MeetingRecord r_;

    bool read_head() {
        MeetingRow row;
        std::optional<std::int64_t> started, ended, approved;
        auto into = row.into();
        into.insert(into.end(), {&r_.version, &r_.chair_name, &r_.agenda, &r_.minutes, &started, &ended, &approved, &r_.approved_by_name});
        if (!tx_.one("SELECT " CASEWORK_MEETING_COLUMNS ", m.version, trim(c.title || ' ' || c.name), m.agenda, m.minutes, m.started_at, m.ended_at, m.approved_at, "
                     "trim(ap.title || ' ' || ap.name) FROM meeting m LEFT JOIN panel_group g ON g.id = m.panel LEFT JOIN account c ON c.id = m.chair "
                     "LEFT JOIN account ap ON ap.id = m.approved_by WHERE m.id = :id",
                     {with("id", id_)}, into))
            return false;
        r_.line = row.line(actor_, reading_.today);
        r_.started = instant_of(started);
        r_.ended = instant_of(ended);
        r_.approved = instant_of(approved);
        return true;
    }

    void read_addenda() {
        AddendumLine line;
        std::int64_t at = 0;
        tx_.each("SELECT d.at, trim(a.title || ' ' || a.name), d.words, d.reason FROM meeting_addendum d LEFT JOIN account a ON a.id = d.account WHERE d.meeting_id = :id ORDER BY d.n",
                 {with("id", id_)}, {&at, &line.by_name, &line.words, &line.reason}, [&] {
                     line.at = instant_of(at);
                     r_.addenda.push_back(line);
                 });
    }

    void read_actions() {
        const auto sql = scope_sql(reading_.scope, reading_.now);
        auto binds = sql.binds;
        binds.push_back(with("panel", r_.line.panel));
        binds.push_back(with("most", static_cast<std::int64_t>(actions_size + 1)));
        ActionRow row;
        tx_.each("SELECT " CASEWORK_ACTION_COLUMNS " FROM case_action a" CASEWORK_ACTION_JOINS "WHERE a.panel = :panel AND a.finished_on IS NULL AND " + sql.condition +
                     " ORDER BY a.due, a.id LIMIT :most",
                 binds, row.into(), [&] { r_.actions.push_back(row.taken(reading_.today)); });
        r_.actions_next = cut_page(r_.actions, actions_size, {}, key_of).next;
        for (const auto& action : r_.actions) {
            reading_.shown.push_back(action.id);
            reading_.shown.push_back(action.case_id);
        }
    }

    void read_people() {
        const auto settings = settings_on(tx_, r_.line.panel, reading_.today);
        const auto order = current_order(tx_, r_.line.panel);
        const auto sql = scope_sql(reading_.scope, reading_.now);
        auto binds = sql.binds;
        binds.push_back(with("panel", r_.line.panel));
        binds.push_back(with("meeting", id_));
        MonitoredEntry e;
        SubjectRow who;
        std::string since;
        std::optional<std::string> last, next;
        bool updated = false;
        std::vector<Into> into{&e.id, &e.version};
        std::ranges::copy(who.into(), std::back_inserter(into));
        into.insert(into.end(), {&since, &last, &next, &updated});
        tx_.each("SELECT n.id, n.version, " CASEWORK_SUBJECT_COLUMNS ", n.state_since, n.last_review, n.next_review, "
                 "CASE WHEN EXISTS (SELECT 1 FROM nominal_update u WHERE u.nominal_id = n.id AND u.meeting_id = :meeting) THEN 1 ELSE 0 END "
                 "FROM nominal n JOIN record r ON r.id = n.id" CASEWORK_SUBJECT_JOINS "WHERE n.panel = :panel AND n.state = 'active' AND " + sql.condition + " ORDER BY n.id",
                 binds, into, [&] {
                     e.person = who.subject(reading_.today);
                     e.since = day_of(since);
                     e.next_review = day_of(next);
                     e.review = review_state(day_of(last), e.next_review, reading_.today, settings);
                     r_.to_update.push_back(e);
                     if (updated) r_.updated.push_back(e.id);
                     reading_.shown.push_back(e.id);
                     reading_.shown.push_back(e.person.id);
                 });
        std::ranges::stable_sort(r_.to_update, {}, [&](const MonitoredEntry& each) { return std::ranges::find(order.ids, each.id) - order.ids.begin(); });
    }

    void read_agreed() {
        AgreedLine line;
        std::string on;
        std::int64_t at = 0;
        if (!tx_.one("SELECT l.id, l.agreed_on, l.agreed_at, trim(a.title || ' ' || a.name), l.meeting_id, l.size FROM agreed_list l LEFT JOIN account a ON a.id = l.account "
                     "WHERE l.panel = :panel AND l.meeting_id = :id ORDER BY l.agreed_at DESC LIMIT 1",
                     {with("panel", r_.line.panel), with("id", id_)}, {&line.id, &on, &at, &line.agreed_by_name, &line.meeting, &line.size}))
            return;
        line.agreed_on = day_of(on);
        line.agreed_at = instant_of(at);
        line.size = SeenPlaces(tx_, scope_sql(reading_.scope, reading_.now), line.id).size(line.size);
        r_.agreed = line;
    }

    void offer() {
        const auto s = standing(tx_, id_, actor_, reading_.today);
        for (auto& offer : domain::offered(meetings::workflow(), s->state, s->facts))
            r_.offers.push_back({std::string(name(offer.step->event)), std::string(words(offer.step->event)),
                                 offer.step->permission == domain::Permission::chair ? r_.may_chair : r_.may_edit, std::move(offer.stopped_by)});
    }
};

bool store(Writing& writing, const Standing& s, Event event, meetings::State to) {
    const bool starts = event == Event::start, ends = event == Event::end, approves = event == Event::approve_minutes;
    return writing.tx.run("UPDATE meeting SET state = :state, agenda = :agenda, minutes = :minutes, version = version + 1, "
                          "started_at = CASE WHEN :starts = 1 THEN :now ELSE started_at END, chair = CASE WHEN :starts = 1 THEN :account ELSE chair END, "
                          "ended_at = CASE WHEN :ends = 1 THEN :now ELSE ended_at END, approved_at = CASE WHEN :approves = 1 THEN :now ELSE approved_at END, "
                          "approved_by = CASE WHEN :approves = 1 THEN :account ELSE approved_by END WHERE id = :id AND version = :version",
                          {with("state", name(to)), with("agenda", s.facts.agenda), with("minutes", s.facts.minutes), with("starts", starts), with("ends", ends),
                           with("approves", approves), with_at("now", writing.now), with("account", writing.actor.account), with("id", s.id), with("version", s.version)}) == 1;
}

}  // namespace

domain::Outcome<MeetingRecord> open_meeting(Gate& gate, std::string_view id, std::string_view name) {
    auto opened = gate.open(id, {auth::Action::read, name, "meeting"}, [&](Reading& reading) { return MeetingReading(reading, gate.actor()).read(); });
    return found(std::move(opened));
}

domain::Outcome<std::optional<domain::Date>> usual_next_day(Gate& gate, std::string_view panel) {
    return gate.open_panel(panel, {auth::Action::edit, "open_form", "meeting"}, [&](Reading& reading) -> std::optional<domain::Date> {
        std::string last;
        if (!reading.tx.one("SELECT on_day FROM meeting WHERE panel = :panel ORDER BY on_day DESC LIMIT 1", {with("panel", panel)}, {&last})) return std::nullopt;
        const auto next = domain::add_days(day_of(last), settings_on(reading.tx, panel, reading.today)["meeting_days"]);
        return next < reading.today ? std::nullopt : std::optional(next);
    });
}

domain::Outcome<Saved> schedule_meeting(Gate& gate, std::string_view panel, const NewMeeting& asked) {
    const Act act{auth::Action::create, "schedule", "meeting", domain::LoggedOperation::collection};
    return gate.perform_in_panel(panel, act, [&](Writing& writing) -> domain::Outcome<Saved> {
        meetings::Facts facts;
        facts.has_day = asked.on && asked.on->ok() && asked.at;
        facts.day_past = asked.on && *asked.on < writing.today;
        Refusals refusals;
        const auto step = domain::decide(meetings::workflow(), meetings::State::unscheduled, Event::schedule, facts);
        if (!step) refusals = step.error();
        std::string title, place, agenda;
        domain::take(title, domain::read_text(asked.title, {"title", "title"}, 200), refusals);
        domain::take(place, domain::read_optional_text(asked.place, {"place", "place"}, 200), refusals);
        domain::take(agenda, domain::read_optional_text(asked.agenda, {"agenda", "agenda"}, 4000, domain::Lines::many), refusals);
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        const auto id = next_reference(writing.tx, "MTG", writing.today);
        add_record(writing.tx, writing.permit, id, "meeting", panel, domain::Sensitivity::s1, writing.actor.agency, writing.now);
        writing.tx.run("INSERT INTO meeting (id, panel, title, place, starts_at, on_day, state, version, agenda) "
                       "VALUES (:id, :panel, :title, :place, :starts, :day, 'scheduled', 1, :agenda)",
                       {with("id", id), with("panel", panel), with("title", title), with("place", place), with_at("starts", london_instant(*asked.on, *asked.at / 60, *asked.at % 60)),
                        with_day("day", *asked.on), with("agenda", agenda)});
        add_event(writing, id, "schedule", step->recorded_as);
        writing.entry.objects.push_back(id);
        writing.entry.fields = {"title", "place", "starts_at", "agenda"};
        return Saved{id, 1};
    });
}

domain::Outcome<Saved> take_meeting_step(Gate& gate, std::string_view id, std::string_view event_name, const MeetingAnswers& answers) {
    const auto event = meetings::parse_event(event_name);
    if (!event || *event == Event::schedule) return domain::not_found();
    auto action = auth::Action::edit;
    for (const auto& step : meetings::workflow().steps)
        if (step.event == *event && step.permission == domain::Permission::chair) action = auth::Action::chair;
    return gate.perform(id, {action, name(*event), "meeting", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        auto s = standing(writing.tx, id, writing.actor, writing.today);
        if (!s) return domain::not_found();
        if (answers.version != s->version) return std::unexpected(Refusals{stale()});
        if (*event == Event::publish_agenda) s->facts.agenda = domain::tidy_lines(answers.agenda);
        if ((*event == Event::end || *event == Event::write_minutes) && !answers.minutes.empty()) s->facts.minutes = domain::tidy_lines(answers.minutes);
        Refusals refusals;
        const auto step = domain::decide(meetings::workflow(), s->state, *event, s->facts);
        if (!step) refusals = step.error();
        if (domain::code_points(s->facts.agenda) > 4000) refusals.push_back({RefusalKind::invalid, "agenda", "Agenda must be 4,000 characters or less", {}});
        if (domain::code_points(s->facts.minutes) > 20000) refusals.push_back({RefusalKind::invalid, "minutes", "Minutes must be 20,000 characters or less", {}});
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        if (!store(writing, *s, *event, step->to)) return std::unexpected(Refusals{stale()});
        add_event(writing, id, event_name, step->recorded_as, "", id);
        writing.entry.fields.push_back("state");
        writing.entry.before = digest_of(gate, canonical(name(s->state), {{"agenda", s->agenda}, {"minutes", s->minutes}}));
        writing.entry.after = digest_of(gate, canonical(name(step->to), {{"agenda", s->facts.agenda}, {"minutes", s->facts.minutes}}));
        return Saved{std::string(id), s->version + 1};
    });
}

domain::Outcome<Saved> record_attendance(Gate& gate, std::string_view id, const std::vector<Attendee>& attendees) {
    return gate.perform(id, {auth::Action::edit, "record_attendance", "meeting", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto s = standing(writing.tx, id, writing.actor, writing.today);
        if (!s) return domain::not_found();
        if (s->state == meetings::State::minutes_approved) return domain::refuse(RefusalKind::rule, {}, "The minutes are approved. Add a correction instead");
        const auto members = attendance_of(writing.tx, id, s->panel, writing.today);
        for (const auto& attendee : attendees) {
            const auto member = std::ranges::find(members, attendee.account, &AttendanceLine::account);
            if (member == members.end()) return domain::refuse(RefusalKind::invalid, "attends", "Select members of this group");
            if (attendee.attends.empty()) {
                writing.tx.run("DELETE FROM meeting_attendance WHERE meeting_id = :id AND account = :account", {with("id", id), with("account", attendee.account)});
                continue;
            }
            if (!domain::has_code(domain::nominals::attendance_kinds(), attendee.attends)) return domain::refuse(RefusalKind::invalid, "attends", "Select how they took part");
            writing.tx.run("INSERT INTO meeting_attendance (meeting_id, account, agency, attends) VALUES (:id, :account, :agency, :attends) "
                           "ON CONFLICT (meeting_id, account) DO UPDATE SET attends = excluded.attends",
                           {with("id", id), with("account", attendee.account), with("agency", member->agency), with("attends", attendee.attends)});
        }
        add_event(writing, id, "record_attendance", "attendance recorded", "", id);
        writing.entry.fields.push_back("attendance");
        return Saved{std::string(id), s->version};
    });
}

domain::Outcome<Saved> accept_confidentiality(Gate& gate, std::string_view id) {
    return gate.perform(id, {auth::Action::read, "accept_confidentiality", "meeting", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto s = standing(writing.tx, id, writing.actor, writing.today);
        if (!s) return domain::not_found();
        if (s->facts.accepted) return Saved{std::string(id), s->version};
        writing.tx.run("INSERT INTO meeting_acceptance (meeting_id, account, accepted_at) VALUES (:id, :account, :at)",
                       {with("id", id), with("account", writing.actor.account), with_at("at", writing.now)});
        add_event(writing, id, "accept_confidentiality", "confidentiality statement accepted", "", id);
        writing.entry.fields.push_back("accepted_at");
        return Saved{std::string(id), s->version};
    });
}

domain::Outcome<Saved> add_addendum(Gate& gate, std::string_view id, std::string_view words, std::string_view reason) {
    return gate.perform(id, {auth::Action::edit, "add_addendum", "meeting", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto s = standing(writing.tx, id, writing.actor, writing.today);
        if (!s) return domain::not_found();
        if (s->state != meetings::State::minutes_approved) return domain::refuse(RefusalKind::rule, {}, "Corrections are added once the minutes are approved");
        Refusals refusals;
        std::string text, why;
        domain::take(text, domain::read_text(words, {"words", "correction"}, 4000, domain::Lines::many), refusals);
        domain::take(why, domain::read_text(reason, {"reason", "reason"}, 500), refusals);
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        int n = 0;
        writing.tx.one("SELECT COALESCE(MAX(n), 0) + 1 FROM meeting_addendum WHERE meeting_id = :id", {with("id", id)}, {&n});
        writing.tx.run("INSERT INTO meeting_addendum (meeting_id, n, at, account, words, reason) VALUES (:id, :n, :at, :account, :words, :reason)",
                       {with("id", id), with("n", n), with_at("at", writing.now), with("account", writing.actor.account), with("words", text), with("reason", why)});
        add_event(writing, id, "add_addendum", "correction added", why, id);
        writing.entry.fields.push_back("addendum");
        return Saved{std::string(id), s->version};
    });
}

domain::Outcome<MeetingPage> panel_meetings(Gate& gate, std::string_view panel, std::string_view before, const PageAsked& planned) {
    return gate.open_panel(panel, {auth::Action::list, "list_meetings", "meeting"}, [&](Reading& reading) {
        MeetingPage page;
        page.panel_name = panel_name(reading.tx, panel);
        page.next_meeting = next_meeting(reading.tx, panel, reading.today, gate.actor());
        const auto* membership = gate.actor().membership(panel, reading.today);
        page.may_edit = membership && membership->level >= domain::Level::contributor;
        MeetingRow row;
        const auto key = action_key(planned.key());  // "1774879200000000 MTG-2026-0004"
        const auto turned = direction(planned);
        reading.tx.each("SELECT " CASEWORK_MEETING_COLUMNS " FROM meeting m LEFT JOIN panel_group g ON g.id = m.panel WHERE m.panel = :panel AND "
                        "m.state IN ('scheduled', 'agenda_published', 'in_session') AND " + beyond(planned, "(m.starts_at, m.id)", "(:starts, :last)") +
                            " ORDER BY m.starts_at" + turned + ", m.id" + turned + " LIMIT :most",
                        {with("panel", panel), with("starts", static_cast<std::int64_t>(std::strtoll(key.due.c_str(), nullptr, 10))), with("last", key.id), with("most", static_cast<std::int64_t>(planned_size + 1))}, row.into(),
                        [&] { page.planned.push_back(row.line(gate.actor(), reading.today)); });
        page.planned_page = cut_page(page.planned, planned_size, planned, [](const MeetingLine& line) { return fmt::format("{} {}", line.starts.time_since_epoch().count(), line.id); });
        const auto space = before.find(' ');
        const std::string day = space == std::string_view::npos ? "9999-12-31" : std::string(before.substr(0, space));
        const std::string last = space == std::string_view::npos ? "~" : std::string(before.substr(space + 1));
        reading.tx.each("SELECT " CASEWORK_MEETING_COLUMNS " FROM meeting m LEFT JOIN panel_group g ON g.id = m.panel WHERE m.panel = :panel AND "
                        "m.state IN ('minutes_draft', 'minutes_approved') AND (m.on_day < :day OR (m.on_day = :same AND m.id < :last)) ORDER BY m.on_day DESC, m.id DESC LIMIT :most",
                        {with("panel", panel), with("day", day), with("same", day), with("last", last), with("most", std::int64_t{page_size + 1})}, row.into(),
                        [&] { page.past.push_back(row.line(gate.actor(), reading.today)); });
        if (page.past.size() > page_size) {
            page.past.pop_back();
            page.next = domain::iso_date(page.past.back().on) + " " + page.past.back().id;
        }
        for (const auto* lines : {&page.planned, &page.past})
            for (const auto& line : *lines) reading.shown.push_back(line.id);
        AgreedLine agreed;
        std::string on;
        std::int64_t at = 0;
        // Of the meetings shown, whatever the day on which each was held.
        for (const auto& line : page.past)
            reading.tx.each("SELECT id, agreed_on, agreed_at, meeting_id, size FROM agreed_list WHERE panel = :panel AND meeting_id = :meeting ORDER BY agreed_at DESC, id DESC",
                            {with("panel", panel), with("meeting", line.id)}, {&agreed.id, &on, &at, &agreed.meeting, &agreed.size}, [&] {
                                agreed.agreed_on = day_of(on);
                                agreed.agreed_at = instant_of(at);
                                page.agreed.push_back(agreed);
                                reading.shown.push_back(agreed.id);
                            });
        const auto sql = scope_sql(reading.scope, reading.now);
        for (auto& list : page.agreed) list.size = SeenPlaces(reading.tx, sql, list.id).size(list.size);
        return page;
    });
}

}  // namespace casework::persistence
