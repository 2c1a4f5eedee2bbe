// Recording breaches of public spaces protection orders.
#include "persistence/tools/public_spaces.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "persistence/people/people.hpp"
#include "persistence/tools/tool_rows.hpp"

namespace casework::persistence {
namespace {

using domain::RefusalKind;
using domain::Refusals;
using powers::Event;
using powers::PspoFacts;

void need(bool holds, std::string_view field, std::string message, Refusals& refusals) {
    if (!holds) refusals.push_back({RefusalKind::invalid, std::string(field), std::move(message), {}});
}

// The amounts that the partnership has set for the day of the notice; they go to the council that made the order.
void set_penalty(Transaction& tx, std::string_view panel, PspoFacts& f) {
    if (f.result != "penalty" || !f.penalty.notice_on.ok()) return;
    const auto settings = settings_on(tx, panel, f.penalty.notice_on);
    f.penalty.pence = settings["penalty_pence"], f.penalty.early_pence = settings["penalty_early_pence"], f.penalty.early_days = settings["penalty_early_days"];
    f.penalty.payee = f.order.agency;
}

// One person, one article, one day: one offence.
bool fined_already(Transaction& tx, std::string_view tool, const PspoFacts& f) {
    int n = 0;
    tx.one("SELECT count(*) FROM pspo_breach p JOIN tool_breach b ON b.tool_id = p.tool_id AND b.n = p.n WHERE p.tool_id = :id AND p.person = :person AND p.person <> '' AND b.term = :term AND b.on_day = :on AND "
           "p.penalty_state IN ('issued', 'paid')",
           {with("id", tool), with("person", f.person), with("term", f.article), with_day("on", f.on)}, {&n});
    return n > 0;
}

// Whoever met them stands on the order's record from then on, once.
void put_person(Writing& writing, std::string_view tool, const std::string& person, Refusals& refusals) {
    std::string there;
    if (person.empty() || writing.tx.one("SELECT person_id FROM record_person WHERE record_id = :id AND person_id = :person", {with("id", tool), with("person", person)}, {&there})) return;
    need(link_person(writing, tool, "breach", person).has_value(), "person", "Enter the reference of a person you can see, like PER-2026-0012", refusals);
}

Refusals lengths_refused(const PspoFacts& f) {
    Refusals refusals;
    for (const auto& [text, field] : {std::pair{&f.description, "description"}, {&f.officer, "officer"}, {&f.video, "video"}}) need(domain::code_points(*text) <= 200, field, "Answer must be 200 characters or less", refusals);
    need(domain::code_points(f.excuse_note) <= 2000, "excuse_note", "Answer must be 2,000 characters or less", refusals);
    need(f.items.size() <= 20, "items", "At most 20 items can be recorded here", refusals);
    need(!f.age || (*f.age >= 0 && *f.age <= 120), "age", "Age must be between 0 and 120", refusals);
    return refusals;
}

powers::Breach breach_of(const PspoFacts& f) {
    powers::Breach breach;
    breach.term = f.article, breach.on = f.on, breach.result = f.result;
    breach.evidence = {f.video.empty() ? "Account of " + f.officer : "Body-worn video " + f.video};
    return breach;
}

std::string in_lines(const std::vector<powers::SurrenderedItem>& items) {
    std::string text;
    for (const auto& item : items) text += (text.empty() ? "" : "\n") + domain::tidy_line(item.what) + "\t" + domain::tidy_line(item.disposal);
    return text;
}

void insert(Writing& writing, std::string_view id, int n, const PspoFacts& f, const std::string& place) {
    const bool penalty = f.result == "penalty";
    writing.tx.run("INSERT INTO pspo_breach (tool_id, n, minute, place, longitude, latitude, person, description, age, requirement_given, requirement_refused, authority_asked, authority_shown, items, excuse, excuse_note, "
                   "by_kind, officer, video, penalty_state, notice_on, pence, early_pence, early_days, payee) VALUES (:id, :n, :minute, :place, :longitude, :latitude, :person, :description, :age, :given, :refused, :asked, "
                   ":shown, :items, :excuse, :note, :by, :officer, :video, :state, :notice, :pence, :early_pence, :early_days, :payee)",
                   {with("id", id), with("n", n), with("minute", static_cast<int>(f.at)), with("place", place), with("longitude", f.place->longitude), with("latitude", f.place->latitude), with("person", f.person),
                    with("description", domain::tidy_line(f.description)), with_figure("age", f.age), with("given", f.requirement_given), with("refused", f.requirement_refused), with("asked", f.authority_asked),
                    with("shown", f.authority_shown), with("items", in_lines(f.items)), with("excuse", f.excuse), with("note", domain::tidy_lines(f.excuse_note)), with("by", f.by), with("officer", domain::tidy_line(f.officer)),
                    with("video", domain::tidy_line(f.video)), with("state", penalty ? "issued" : ""), penalty ? with_day("notice", f.penalty.notice_on) : with("notice", nullptr), with("pence", penalty ? f.penalty.pence : 0),
                    with("early_pence", penalty ? f.penalty.early_pence : 0), with("early_days", penalty ? f.penalty.early_days : 0), with("payee", penalty ? f.penalty.payee : std::string())});
}

void raise_version(Writing& writing, std::string_view id) { writing.tx.run("UPDATE tool SET version = version + 1 WHERE id = :id", {with("id", id)}); }

}  // namespace

std::vector<PublicSpacesBreach> public_spaces_breaches(Transaction& tx, std::string_view tool, domain::Date today) {
    std::vector<PublicSpacesBreach> all;
    PublicSpacesBreach b;
    SubjectRow who;
    std::string on, items;
    std::optional<std::string> notice, ended;
    std::optional<std::int64_t> age;
    tx.each("SELECT p.n, b.term, b.term_version, b.on_day, p.minute, p.place, p.longitude, p.latitude, p.person, p.description, p.age, p.requirement_given, p.requirement_refused, p.authority_asked, p.authority_shown, p.items, "
            "p.excuse, p.excuse_note, b.result, p.by_kind, p.officer, p.video, p.penalty_state, p.notice_on, p.pence, p.early_pence, p.early_days, p.payee, p.penalty_ended_on, p.penalty_reason, COALESCE(pn.full_name, ''), "
            "pb.born, pb.estimated_age, pb.estimated_on FROM pspo_breach p JOIN tool_breach b ON b.tool_id = p.tool_id AND b.n = p.n LEFT JOIN person_name pn ON pn.person_id = p.person AND pn.record_id = p.tool_id AND "
            "pn.ordinal = 0 LEFT JOIN person_birth pb ON pb.person_id = p.person AND pb.record_id = p.tool_id WHERE p.tool_id = :id ORDER BY b.on_day DESC, p.n DESC",
            {with("id", tool)},
            {&b.n, &b.article, &b.version, &on, &b.minute, &b.place, &b.point.longitude, &b.point.latitude, &who.id, &b.description, &age, &b.requirement_given, &b.requirement_refused, &b.authority_asked, &b.authority_shown, &items, &b.excuse, &b.excuse_note, &b.result, &b.by,
             &b.officer, &b.video, &b.penalty_state, &notice, &b.penalty.pence, &b.penalty.early_pence, &b.penalty.early_days, &b.penalty.payee, &ended, &b.penalty_reason, &who.name, &who.born, &who.estimated_age,
             &who.estimated_on},
            [&] {
                b.on = day_of(on);
                b.age = figure_of(age);
                b.items.clear();
                for (const auto line : domain::words_of(items, '\n')) b.items.emplace_back(line);
                b.person = who.id.empty() ? Subject{} : who.subject(today);
                b.penalty.notice_on = notice ? day_of(*notice) : domain::Date{};
                b.penalty_ended_on = day_of(ended);
                all.push_back(b);
            });
    return all;
}

domain::Outcome<Saved> record_public_spaces_breach(Gate& gate, std::string_view tool, int version, const PspoFacts& asked) {
    return gate.perform(tool, {auth::Action::edit, "record_breach", "tool", domain::LoggedOperation::collection}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = tool_row(writing.tx, tool, writing.today);
        if (!row || !powers::is_public_spaces_order(row->head.kind)) return domain::not_found();
        if (version != row->head.version) return std::unexpected(Refusals{stale()});
        auto f = asked;
        f.order = row->tool, f.today = writing.today;
        f.penalty_age_min = settings_on(writing.tx, row->head.panel, f.on.ok() ? f.on : writing.today)["penalty_age"];
        set_penalty(writing.tx, row->head.panel, f);
        f.penalty.another_for_same_offence = fined_already(writing.tx, tool, f);
        auto refusals = lengths_refused(f);
        for (auto& refusal : powers::pspo_breach_refused(f)) refusals.push_back(std::move(refusal));
        // What the record of the breach asks is refused above; here only whether the order takes one at all.
        if (!domain::find_step(powers::workflow(), state_of(*row), Event::record_breach)) return std::unexpected(powers::take(state_of(*row), Event::record_breach, facts_of(*row, writing.today)).error());
        if (refusals.empty()) put_person(writing, tool, f.person, refusals);
        if (!refusals.empty()) return std::unexpected(std::move(refusals));
        const int n = keep_breach(writing, *row, breach_of(f));
        insert(writing, tool, n, f, domain::tidy_line(f.place_words));
        raise_version(writing, tool);
        add_event(writing, tool, "record_breach", "breach recorded", fmt::format("Article {} on {}", f.article, domain::long_date(f.on)));
        writing.entry.fields.insert(writing.entry.fields.end(), {"breach", f.result});
        return Saved{std::string(tool), row->head.version + 1};
    });
}

domain::Outcome<Saved> end_public_spaces_penalty(Gate& gate, std::string_view tool, int breach, const PenaltyAnswers& answers) {
    return gate.perform(tool, {auth::Action::edit, "end_penalty", "tool", domain::LoggedOperation::alteration}, [&](Writing& writing) -> domain::Outcome<Saved> {
        const auto row = tool_row(writing.tx, tool, writing.today);
        if (!row) return domain::not_found();
        const auto all = public_spaces_breaches(writing.tx, tool, writing.today);
        const auto it = std::ranges::find(all, breach, &PublicSpacesBreach::n);
        if (it == all.end() || it->penalty_state.empty()) return domain::not_found();
        if (answers.version != row->head.version) return std::unexpected(Refusals{stale()});
        if (it->penalty_state != "issued") return domain::refuse(RefusalKind::rule, {}, "This penalty has ended: " + it->penalty_state, "2014 Act s.68");
        const bool late = settings_on(writing.tx, row->head.panel, writing.today)["late_payment_accepted"] != 0;
        if (auto refusals = powers::penalty_end_refused({.penalty = it->penalty, .outcome = answers.outcome, .reason = answers.reason, .on = answers.on, .today = writing.today, .late_accepted = late}); !refusals.empty())
            return std::unexpected(std::move(refusals));
        writing.tx.run("UPDATE pspo_breach SET penalty_state = :state, penalty_ended_on = :on, penalty_reason = :reason WHERE tool_id = :id AND n = :n",
                       {with("state", answers.outcome), with_day("on", answers.on), with("reason", domain::tidy_lines(answers.reason)), with("id", tool), with("n", breach)});
        raise_version(writing, tool);
        add_event(writing, tool, "end_penalty", "fixed penalty " + answers.outcome, domain::tidy_lines(answers.reason));
        writing.entry.fields.insert(writing.entry.fields.end(), {"penalty", answers.outcome});
        return Saved{std::string(tool), row->head.version + 1};
    });
}

}  // namespace casework::persistence
