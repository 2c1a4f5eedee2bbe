// Changing what is recorded about an entry: the edit form, the update of a meeting, notes.
#include <fmt/format.h>

#include <algorithm>

#include "domain/answers.hpp"
#include "domain/text.hpp"
#include "persistence/merged_edit.hpp"
#include "persistence/nominals/nominal_fields.hpp"

namespace casework::persistence {
namespace {

namespace nominals = domain::nominals;
using domain::RefusalKind;
using domain::Refusals;

bool raise_version(Writing& writing, std::string_view id, int version) {
    return writing.tx.run("UPDATE nominal SET version = version + 1 WHERE id = :id AND version = :version", {with("id", id), with("version", version)}) == 1;
}

constexpr std::size_t summary_max = 2000;

bool on_lists(const Standing& s) {
    return s.state == nominals::State::active || s.state == nominals::State::monitored || s.state == nominals::State::proposed;
}

domain::FieldValues update_values(const MeetingUpdate& u) {
    return {{"incidents", std::to_string(u.incidents)},
            {"last_seen_on", u.last_seen_on ? domain::iso_date(*u.last_seen_on) : ""},
            {"last_seen_where", domain::tidy_line(u.last_seen_where), 200},
            {"summary", domain::tidy_lines(u.summary), summary_max, true}};
}
domain::FieldValues stored_update(Transaction& tx, std::string_view id) {
    std::optional<std::int64_t> incidents;
    std::string seen, where, summary;
    tx.one("SELECT incidents, last_seen_on, last_seen_where, summary FROM nominal WHERE id = :id", {with("id", id)}, {&incidents, &seen, &where, &summary});
    return {{"incidents", incidents ? std::to_string(*incidents) : ""}, {"last_seen_on", seen}, {"last_seen_where", where}, {"summary", summary}};
}

Refusals check(const MeetingUpdate& u, domain::Date today) {
    Refusals refusals;
    const auto need = [&](bool holds, std::string field, std::string message) {
        if (!holds) refusals.push_back({RefusalKind::invalid, std::move(field), std::move(message), {}});
    };
    need(u.incidents >= 0 && u.incidents <= 999, "incidents", "Incidents must be between 0 and 999");
    need(!u.last_seen_on || *u.last_seen_on <= today, "last_seen_on", "Date last seen must be today or in the past");
    need(domain::code_points(u.last_seen_where) <= 200, "last_seen_where", "Place must be 200 characters or less");
    need(!domain::trimmed(u.summary).empty(), "summary", "Enter what has happened");
    need(domain::code_points(u.summary) <= summary_max, "summary", "Summary must be 2,000 characters or less");
    need(u.arrests >= 0 && u.arrests <= 99, "arrests", "Arrests must be between 0 and 99");
    need(u.reports >= 0 && u.reports <= 999, "reports", "Reports must be between 0 and 999");
    return refusals;
}

// What I changed over what stands: what only others changed meanwhile stays as they saved it.
MeetingUpdate with_merged(MeetingUpdate u, const domain::FieldValues& stands, const domain::FieldValues& changed) {
    const auto value = [&](std::string_view field) {
        const auto* mine = domain::find_value(changed, field);
        return mine ? *mine : *domain::find_value(stands, field);
    };
    u.incidents = domain::parse_figures(value("incidents")).value_or(u.incidents);
    u.last_seen_on = domain::parse_iso_date(value("last_seen_on"));
    u.last_seen_where = value("last_seen_where");
    u.summary = value("summary");
    return u;
}

// The figures of this meeting and of the one before: an update saved again for the same meeting replaces the first.
void store_update(Writing& writing, const Standing& s, const MeetingUpdate& u, std::string_view meeting) {
    std::string was_for;
    std::optional<std::int64_t> incidents, before;
    writing.tx.one("SELECT updated_for, incidents, incidents_before FROM nominal WHERE id = :id", {with("id", s.id)}, {&was_for, &incidents, &before});
    const bool again = s.updated_on && (meeting.empty() ? s.updated_on == writing.today && was_for.empty() : was_for == meeting);
    writing.tx.run("UPDATE nominal SET incidents = :incidents, incidents_before = :before, updated_on = :today, updated_for = :meeting, last_seen_on = :seen, "
                   "last_seen_where = :place, summary = :summary, arrests = arrests + :arrests, reports = reports + :reports WHERE id = :id",
                   {with("incidents", u.incidents), with("before", again ? before : incidents), with_day("today", writing.today), with("meeting", meeting),
                    with_day("seen", u.last_seen_on), with("place", domain::tidy_line(u.last_seen_where)), with("summary", domain::tidy_lines(u.summary)),
                    with("arrests", u.arrests), with("reports", u.reports), with("id", s.id)});
    if (again) writing.tx.run("DELETE FROM nominal_update WHERE nominal_id = :id AND on_day = :day AND meeting_id = :meeting",
                              {with("id", s.id), with_day("day", *s.updated_on), with("meeting", meeting)});
    writing.tx.run("INSERT INTO nominal_update (nominal_id, on_day, meeting_id, incidents, last_seen_on, last_seen_where, summary, account, at) "
                   "VALUES (:id, :day, :meeting, :incidents, :seen, :place, :summary, :account, :at)",
                   {with("id", s.id), with_day("day", writing.today), with("meeting", meeting), with("incidents", u.incidents), with_day("seen", u.last_seen_on),
                    with("place", domain::tidy_line(u.last_seen_where)), with("summary", domain::tidy_lines(u.summary)), with("account", writing.actor.account),
                    with_at("at", writing.now)});
}

ListOrder visible(ListOrder order, const std::map<std::string, std::string, std::less<>>& names) {
    std::erase_if(order.ids, [&](const auto& id) { return !names.contains(id); });
    return order;
}

// The place to move to, or nothing where the box was left as the form showed it. Somebody else who moved the same person elsewhere
// meanwhile makes a clash; one who moved other people makes none.
std::optional<int> wanted_place(Writing& writing, const Standing& s, const MeetingUpdate& u, domain::Merge& merge, domain::Clash& clash) {
    if (!u.position) return {};
    const auto names = names_on_list(writing, s.panel);
    const auto now = visible(current_order(writing.tx, s.panel), names);
    clash.order_version = now.version;
    const auto opened = u.order_version == 0 || u.order_version == now.version ? std::optional(now) : order_at(writing.tx, s.panel, u.order_version);
    const auto was = opened ? visible(*opened, names).ids : nominals::Order{};
    const auto before = place_in(was, s.id), theirs = place_in(now.ids, s.id);
    if (theirs == 0 || *u.position == before || *u.position == theirs) return {};
    const auto moved = opened ? nominals::movers(was, now.ids) : nominals::Order{s.id};
    if (std::ranges::find(moved, s.id) == moved.end()) return u.position;
    const auto keep = u.choices.seen_order == now.version ? domain::chosen(u.choices.fields, "position") : std::nullopt;
    if (keep == domain::Keep::theirs) return {};
    if (keep == domain::Keep::mine) return u.position;
    merge.clashes.push_back({"position", before == 0 ? "" : std::to_string(before), std::to_string(theirs), std::to_string(*u.position), now.account, now.by_name, now.at.value_or(domain::Instant{})});
    return {};
}

void move_to(Writing& writing, const Standing& s, int position) {
    const auto order = current_order(writing.tx, s.panel);
    const auto placed = with_hidden(order.ids, nominals::placed(visible(order, names_on_list(writing, s.panel)).ids, s.id, position));
    if (placed != order.ids) write_order(writing.tx, s.panel, order.version, placed, writing.actor, "", writing.now);
}

// The chair's review with the update: the same guards as the step by itself, looking at the update just saved.
Refusals review_with(Writing& writing, Standing& s, const MeetingUpdate& u, std::string_view meeting) {
    if (!chairs(writing.actor, s.panel, writing.today)) return {{RefusalKind::forbidden, "review", "Only the chair records a review", {}}};
    s.facts.updated_since_review = true;
    s.facts.next_review = u.next_review.value_or(domain::add_days(writing.today, s.facts.review_days));
    const auto step = domain::decide(nominals::workflow(), s.state, nominals::Event::review, s.facts);
    if (!step) return step.error();
    writing.tx.run("UPDATE nominal SET last_review = :today, next_review = :next WHERE id = :id",
                   {with_day("today", writing.today), with_day("next", s.facts.next_review), with("id", s.id)});
    add_event(writing, s.id, "review", step->recorded_as, "", meeting);
    return {};
}

}  // namespace

domain::Outcome<Saved> edit_nominal(Gate& gate, std::string_view id, const NominalEdit& edit, domain::Clash& clash) {
    return gate.perform(id, {auth::Action::edit, "edit", "nominal", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto standing = standing_of(writing.tx, id, writing.today);
        if (!standing) return domain::not_found();
        if (!on_lists(*standing)) return domain::refuse(RefusalKind::rule, {}, "This entry is closed. Put the person back on the list to change it");
        if (auto refusals = check_edit(writing.tx, standing->panel, edit, writing.today); !refusals.empty()) return std::unexpected(std::move(refusals));
        auto now = read_edit(writing.tx, id);
        const auto before = values_of(now), mine = values_of(edit);
        auto merge = merged_edit(writing.tx, id, edit.version, before, mine, edit.choices);
        if (!merge.clashes.empty() || edit.version > standing->version) return std::unexpected(clashed(clash, id, standing->version, std::move(merge), mine));
        if (merge.values.empty()) return Saved{std::string(id), standing->version};
        for (const auto& change : merge.values) put_value(now, change.field, change.value);
        if (!raise_version(writing, id, standing->version)) return std::unexpected(Refusals{stale()});
        write_edit(writing.tx, id, now);
        const auto after = values_of(now);
        add_changes(writing, id, standing->version + 1, before, after);
        add_event(writing, id, "edit", "details changed", "", meeting_in_session(writing.tx, standing->panel));
        writing.entry.before = digest_of(gate, canonical(name(standing->state), before));
        writing.entry.after = digest_of(gate, canonical(name(standing->state), after));
        return Saved{std::string(id), standing->version + 1};
    });
}

domain::Outcome<Saved> save_update(Gate& gate, std::string_view id, const MeetingUpdate& update, domain::Clash& clash) {
    const Act act{auth::Action::edit, "save_update", "nominal", domain::LoggedOperation::alteration};
    return gate.perform(id, act, [&](Writing& writing) -> domain::Outcome<Saved> {
        auto standing = standing_of(writing.tx, id, writing.today);
        if (!standing) return domain::not_found();
        if (standing->state != nominals::State::active && standing->state != nominals::State::monitored)
            return domain::refuse(RefusalKind::rule, {}, fmt::format("An update is for people on the list: this person is {}", words(standing->state)));
        if (auto refusals = check(update, writing.today); !refusals.empty()) return std::unexpected(std::move(refusals));
        const auto before = stored_update(writing.tx, id), mine = update_values(update);
        auto merge = merged_edit(writing.tx, id, update.version, before, mine, update.choices);
        const auto place = wanted_place(writing, *standing, update, merge, clash);
        if (!merge.clashes.empty() || update.version > standing->version) return std::unexpected(clashed(clash, id, standing->version, std::move(merge), mine));
        const auto saved = with_merged(update, before, merge.values);
        const auto ahead = next_meeting(writing.tx, standing->panel, writing.today, writing.actor);
        const std::string meeting = ahead ? ahead->id : "";
        if (!raise_version(writing, id, standing->version)) return std::unexpected(Refusals{stale()});
        store_update(writing, *standing, saved, meeting);
        add_changes(writing, id, standing->version + 1, before, update_values(saved));
        add_event(writing, id, "update", domain::counted(saved.incidents, "incident"), domain::tidy_lines(saved.summary), meeting);
        if (place) move_to(writing, *standing, *place);
        if (update.review)
            if (auto refusals = review_with(writing, *standing, update, meeting); !refusals.empty()) return std::unexpected(std::move(refusals));
        writing.entry.before = digest_of(gate, canonical(name(standing->state), before));
        writing.entry.after = digest_of(gate, canonical(name(standing->state), update_values(saved)));
        return Saved{std::string(id), standing->version + 1};
    });
}

domain::Outcome<Saved> add_note(Gate& gate, std::string_view id, std::string_view note) {
    return gate.perform(id, {auth::Action::note, "add_note", "nominal", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        auto text = domain::read_text(note, {"note", "note"}, 4000, domain::Lines::many);
        if (!text) return std::unexpected(std::move(text.error()));
        const auto standing = standing_of(writing.tx, id, writing.today);
        if (!standing) return domain::not_found();
        add_event(writing, id, "note", "note added", *text, meeting_in_session(writing.tx, standing->panel));
        writing.entry.fields.push_back("note");
        return Saved{std::string(id), standing->version};
    });
}

}  // namespace casework::persistence
