// The table of tools and powers, and the law of the kinds beside it.
#include "domain/tools_and_powers/tool_workflow.hpp"

#include <algorithm>
#include <array>

#include "domain/named.hpp"
#include "domain/text.hpp"
#include "domain/tools_and_powers/codes.hpp"
#include "domain/tools_and_powers/terms.hpp"

namespace casework::domain::tools_and_powers {
namespace {

using S = State;
using E = Event;
using P = Permission;
using G = Guard<Facts>;

constexpr std::string_view practice = "Local rules of the register of tools and powers";
constexpr std::string_view law_of_kind = "The provision under which the tool is made";  // replaced by the kind's own when it stops somebody

bool given(std::string_view text) { return !trimmed(text).empty(); }
const ToolKind* kind_of(const Facts& f) { return find_kind(f.tool.kind); }
// Guards about a kind hold where the kind itself is unknown: that is one refusal, not six.
bool for_kind(const Facts& f, bool (*holds)(const ToolKind&, const Facts&)) { return !kind_of(f) || holds(*kind_of(f), f); }
template <std::size_t N>
bool among(std::string_view code, const std::array<std::string_view, N>& codes) { return !code.empty() && std::ranges::find(codes, code) != codes.end(); }
bool past(const std::optional<Date>& day, Date today) { return day && *day <= today; }
Outcome<Term> judged(const Facts& f) { return judge_breach(f.tool, f.asked.breach.term, f.asked.breach.on, f.asked.breach.at); }
std::string the_kind(const Facts& f) { return lower_first(kind_words(f.tool.kind)); }

constexpr G kind_known{"kind_known", "Select the tool or power", practice, "kind", [](const Facts& f) { return kind_of(f) != nullptr; }};
constexpr G kind_open{"kind_open", "This tool is not in force on that day", law_of_kind, "kind", [](const Facts& f) { return for_kind(f, [](const ToolKind& k, const Facts& x) { return open_on(k, *x.law, x.day()); }); },
                      [](const Facts& f) { return "The law of a " + the_kind(f) + " is not in force on " + long_date(f.day()); }};
constexpr G subject_fits{"subject_fits", "This tool cannot be used on that", law_of_kind, "subject", [](const Facts& f) {
                             return given(f.tool.subject) && for_kind(f, [](const ToolKind& k, const Facts& x) { return k.subjects.has(x.tool.subject_kind); });
                         },
                         [](const Facts& f) { return given(f.tool.subject) ? "A " + the_kind(f) + " cannot be about " + (f.tool.subject_kind == SubjectKind::area ? "an " : f.tool.subject_kind == SubjectKind::premises ? "" : "a ") + std::string(words(f.tool.subject_kind)) : std::string("Select who or what it is about"); }};
constexpr G by_court{"by_court", "This tool is not made by a court. Record that it is issued instead", law_of_kind, "", [](const Facts& f) { return for_kind(f, [](const ToolKind& k, const Facts&) { return k.family == Family::court_order; }); }};
constexpr G not_by_court{"not_by_court", "Only a court makes this order. Record the application first", law_of_kind, "", [](const Facts& f) { return for_kind(f, [](const ToolKind& k, const Facts&) { return k.family != Family::court_order; }); }};
constexpr G issuer_may{"issuer_may", "Select who may use this tool", law_of_kind, "by", [](const Facts& f) { return given(f.tool.by) && for_kind(f, [](const ToolKind& k, const Facts& x) { return among(x.tool.by, k.issuers); }); },
                       [](const Facts& f) { return given(f.tool.by) ? words_for(issuers(), f.tool.by) + " cannot issue or apply for a " + the_kind(f) : "Select who issues or applies for it"; }};
constexpr G evidence_linked{"evidence_linked", "Link the evidence", practice, "evidence", [](const Facts& f) { return !f.tool.evidence.empty(); }};
constexpr G why_given{"why_given", "Enter why this tool", "Human Rights Act 1998 Article 8; Equality Act 2010 s.149", "reason", [](const Facts& f) { return given(f.asked.reason); }};
constexpr G applied_dated{"applied_dated", "Enter the date of the application, today or in the past", practice, "applied_on", [](const Facts& f) { return past(f.tool.applied_on, f.today); }};
constexpr G made_dated{"made_dated", "Enter the date it was made, today or in the past", practice, "made_on", [](const Facts& f) { return past(f.tool.made_on, f.today); }};
constexpr G court_may{"court_may", "Select a court that makes this order", law_of_kind, "court", [](const Facts& f) { return for_kind(f, [](const ToolKind& k, const Facts& x) { return among(x.tool.court, k.courts); }); }};
constexpr G case_numbered{"case_numbered", "Enter the court’s case number", practice, "court_case", [](const Facts& f) { return given(f.tool.court_case); }};
constexpr G interim_possible{"interim_possible", "A court makes no interim order of this kind", law_of_kind, "", [](const Facts& f) { return for_kind(f, [](const ToolKind& k, const Facts&) { return k.interim; }); }};
constexpr G days_known{"days_known", "Enter the first day and the last day, or until further order", practice, "until", [](const Facts& f) {
                           if (kind_of(f) && kind_of(f)->at_once) return true;
                           const bool end = f.tool.until.has_value() != f.tool.until_further_order;
                           return f.tool.from && end && (!f.tool.until || *f.tool.until >= *f.tool.from);
                       }};
constexpr G terms_given{"terms_given", "Enter at least one term", practice, "terms", [](const Facts& f) { return !f.tool.terms.empty() || (kind_of(f) && kind_of(f)->at_once); }};
constexpr G terms_sound{"terms_sound", "Put the terms right", law_of_kind, "terms", [](const Facts& f) { return terms_refused(f.tool).empty(); },
                        [](const Facts& f) { const auto wrong = terms_refused(f.tool); return wrong.empty() ? std::string() : wrong.front().message; }};
constexpr G review_set{"review_set", "Enter the date of the review, before the last day", practice, "review_on", [](const Facts& f) {
                           return for_kind(f, [](const ToolKind& k, const Facts& x) {
                               const auto& t = x.tool;
                               if (k.in_hours || k.at_once || k.family == Family::external) return true;
                               return t.review_on && t.from && *t.review_on >= *t.from && (!t.until || *t.review_on <= *t.until);
                           });
                       }};
constexpr G publicity_decided{"publicity_decided", "Select whether it is published", practice, "publicity", [](const Facts& f) { return has_code(publicity_decisions(), f.tool.publicity); }};
constexpr G child_not_published{"child_not_published", "Check the reporting restrictions before anything about somebody under 18 is published", "Children and Young Persons Act 1933 s.39; 2014 Act ss.17, 23", "publicity", [](const Facts& f) {
                                    return !f.young() || f.tool.publicity != "public" || f.confirmed("restrictions_checked");
                                }};
constexpr G reason_given{"reason_given", "Enter the reason", practice, "reason", [](const Facts& f) { return given(f.asked.reason); }};
// When it is extended, the last day that counts here is the one before.
constexpr G still_live{"still_live", "It is not in force any more", law_of_kind, "", [](const Facts& f) {
                           if (f.asked.old_until && f.today > *f.asked.old_until) return false;
                           const auto standing = standing_on(f.tool, f.today);
                           return standing == Standing::live || standing == Standing::not_yet;
                       },
                       [](const Facts& f) { return "It cannot be changed: it has " + std::string(standing_on(f.tool, f.today) == Standing::ended ? "ended" : "expired"); }};
constexpr G ends_later{"ends_later", "The new end must be after the present one", law_of_kind, "until", [](const Facts& f) {
                           if (f.tool.ends_at) return f.asked.old_ends_at && *f.asked.old_ends_at < *f.tool.ends_at;
                           return f.asked.old_until && f.tool.until && *f.asked.old_until < *f.tool.until;
                       }};
constexpr G varied_by_known{"varied_by_known", "Select who asked for the variation", practice, "varied_by", [](const Facts& f) { return has_code(varied_by(), f.asked.varied_by); }};
constexpr G can_be_extended{"can_be_extended", "This tool cannot be extended. Make a new one", law_of_kind, "", [](const Facts& f) { return for_kind(f, [](const ToolKind& k, const Facts&) { return k.extendable; }); }};
constexpr G outcome_coded{"outcome_coded", "Select what came of the review", practice, "outcome", [](const Facts& f) { return has_code(review_outcomes(), f.asked.outcome); }};
constexpr G next_review{"next_review", "Enter the date of the next review, after today", practice, "next_review", [](const Facts& f) { return f.asked.outcome == "discharge" || (f.asked.next_review && *f.asked.next_review > f.today); }};
constexpr G breach_past{"breach_past", "Enter the date of the breach, today or in the past", practice, "breach_on", [](const Facts& f) { return f.asked.breach.on.ok() && f.asked.breach.on <= f.today; }};
constexpr G term_held{"term_held", "The term was not in force on that day: nothing was breached", "The terms in force on the day", "breach_on", [](const Facts& f) { return judged(f).has_value(); },
                      [](const Facts& f) { const auto term = judged(f); return term ? std::string() : term.error().front().message; }};
constexpr G breach_evidenced{"breach_evidenced", "Link the evidence of the breach", practice, "breach_evidence", [](const Facts& f) { return !f.asked.breach.evidence.empty(); }};
constexpr G breach_result{"breach_result", "Select what is done about the breach", practice, "breach_result", [](const Facts& f) { return has_code(breach_results(), f.asked.breach.result); }};
constexpr G subject_told{"subject_told", "Record that who must follow it has been told", practice, "told", [](const Facts& f) { return f.asked.told || given(f.asked.not_told_because); }};
constexpr G ended_dated{"ended_dated", "Enter the date on which it ends, today or in the past", practice, "ended_on", [](const Facts& f) { return past(f.tool.ended_on, f.today) && (!f.tool.from || *f.tool.ended_on >= *f.tool.from); }};

constexpr StateRow<S> states[] = {{S::unknown}, {S::proposed}, {S::applied}, {S::interim}, {S::in_force}, {S::discharged, true}, {S::quashed, true}, {S::refused, true}, {S::not_pursued, true}};

constexpr Step<S, E, Facts> steps[] = {
    // from         event              to              who        guards                                                                                                           recorded as
    {S::unknown,  E::propose,       S::proposed,    P::create, {kind_known, kind_open, subject_fits, why_given, evidence_linked},                                               "tool proposed"},
    {S::proposed, E::apply,         S::applied,     P::edit,   {by_court, kind_open, issuer_may, applied_dated},                                                                "applied for"},
    {S::proposed, E::issue,         S::in_force,    P::edit,   {not_by_court, kind_open, issuer_may, made_dated, days_known, terms_given, terms_sound, review_set, publicity_decided, child_not_published}, "issued"},
    {S::proposed, E::drop,          S::not_pursued, P::edit,   {reason_given},                                                                                                  "not pursued"},
    {S::applied,  E::grant_interim, S::interim,     P::edit,   {interim_possible, court_may, case_numbered, made_dated, days_known, terms_given, terms_sound, publicity_decided, child_not_published}, "interim order made"},
    {S::applied,  E::grant,         S::in_force,    P::edit,   {kind_open, court_may, case_numbered, made_dated, days_known, terms_given, terms_sound, review_set, publicity_decided, child_not_published}, "order made"},
    {S::applied,  E::refuse,        S::refused,     P::edit,   {case_numbered, reason_given},                                                                                   "refused by the court"},
    {S::applied,  E::drop,          S::not_pursued, P::edit,   {reason_given},                                                                                                  "application withdrawn"},
    {S::interim,  E::grant,         S::in_force,    P::edit,   {kind_open, court_may, case_numbered, made_dated, days_known, terms_given, terms_sound, review_set, publicity_decided, child_not_published}, "order made"},
    {S::interim,  E::refuse,        S::refused,     P::edit,   {case_numbered, reason_given},                                                                                   "refused by the court"},
    {S::interim,  E::vary,          S::interim,     P::edit,   {still_live, varied_by_known, reason_given, terms_sound},                                                        "interim order varied"},
    {S::interim,  E::record_breach, S::interim,     P::edit,   {breach_past, term_held, breach_evidenced, breach_result},                                                       "breach recorded"},
    {S::interim,  E::discharge,     S::discharged,  P::edit,   {ended_dated, reason_given, subject_told},                                                                       "discharged"},
    {S::in_force, E::vary,          S::in_force,    P::edit,   {still_live, varied_by_known, reason_given, terms_sound},                                                        "varied"},
    {S::in_force, E::extend,        S::in_force,    P::edit,   {can_be_extended, still_live, reason_given, days_known, ends_later},                                                         "extended"},
    {S::in_force, E::review,        S::in_force,    P::edit,   {still_live, outcome_coded, reason_given, next_review},                                                          "reviewed"},
    {S::in_force, E::record_breach, S::in_force,    P::edit,   {breach_past, term_held, breach_evidenced, breach_result},                                                       "breach recorded"},
    {S::in_force, E::discharge,     S::discharged,  P::edit,   {ended_dated, reason_given, subject_told},                                                                       "discharged"},
    {S::in_force, E::quash,         S::quashed,     P::edit,   {ended_dated, case_numbered, reason_given},                                                                      "quashed by a court"},
};

constexpr Workflow<S, E, Facts> table{"Tool or power", S::unknown, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 9> state_names{"unknown", "proposed", "applied", "interim", "in_force", "discharged", "quashed", "refused", "not_pursued"};
constexpr std::array<std::string_view, 9> state_words{"not proposed", "proposed", "applied for", "in force until the court decides", "made", "discharged", "quashed", "refused by the court", "not pursued"};
constexpr std::array<std::string_view, 13> event_names{"propose", "apply", "issue", "grant_interim", "grant", "refuse", "vary", "extend", "review", "record_breach", "discharge", "quash", "drop"};
constexpr std::array<std::string_view, 13> event_words{"propose a tool", "record the application", "record that it is issued", "record an interim order", "record the order", "record that the court refused", "record a variation",
                                                       "extend it", "record a review", "record a breach", "record that it is discharged", "record that it is quashed", "give it up"};

using Sets = std::vector<const Guards<Facts>*>;
Sets sets_for(const ToolKind& kind, Event event) {
    switch (event) {
        case E::propose:
        case E::apply: return {&kind.on_subject};
        case E::grant_interim: return {&kind.on_subject, &kind.on_interim};
        case E::issue:
        case E::grant: return {&kind.on_subject, &kind.on_making};
        case E::vary:
        case E::discharge: return {&kind.on_variation};
        case E::review: return {&kind.on_review};
        case E::extend: return {&kind.on_extension};
        default: return {};
    }
}

void add_law_of_kind(Event event, const Facts& facts, bool about_record_only, Refusals& refusals) {
    const auto* kind = kind_of(facts);
    if (!kind) return;
    for (auto& refusal : refusals)
        if (refusal.authority == law_of_kind) refusal.authority = kind->provision;
    // A proposal is stopped by what is so, such as an age, and not by what is still to be done.
    about_record_only = about_record_only || event == E::propose;
    for (const auto* set : sets_for(*kind, event))
        for (const auto* guard : *set)
            if ((!about_record_only || guard->field.empty()) && !guard->holds(facts)) refusals.push_back(guard->refusal(facts));
}

// A step that this kind never takes is not drawn as a button with a reason.
bool concerns(const ToolKind& kind, Event event) {
    const bool court = kind.family == Family::court_order;
    if (event == E::apply) return court;
    if (event == E::issue) return !court;
    if (event == E::grant_interim) return kind.interim;
    return event != E::extend || kind.extendable;
}

}  // namespace

std::string_view name(State state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(State state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(Event event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(Event event) { return event_words[static_cast<std::size_t>(event)]; }

std::optional<State> parse_state(std::string_view text) { return named<State>(state_names, text); }
std::optional<Event> parse_event(std::string_view text) { return named<Event>(event_names, text); }

const Workflow<State, Event, Facts>& workflow() { return table; }

Outcome<Step<State, Event, Facts>> take(State state, Event event, const Facts& facts) {
    auto taken = decide(table, state, event, facts);
    if (!find_step(table, state, event)) return taken;
    Refusals refusals = taken ? Refusals{} : std::move(taken.error());
    add_law_of_kind(event, facts, false, refusals);
    if (!refusals.empty()) return std::unexpected(std::move(refusals));
    return taken;
}

std::vector<Offer<State, Event, Facts>> offers(State state, const Facts& facts) {
    auto offers = offered(table, state, facts);
    const auto* kind = kind_of(facts);
    if (kind) std::erase_if(offers, [&](const auto& offer) { return !concerns(*kind, offer.step->event); });
    for (auto& offer : offers) add_law_of_kind(offer.step->event, facts, true, offer.stopped_by);
    return offers;
}

}  // namespace casework::domain::tools_and_powers
