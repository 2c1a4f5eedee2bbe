// The table of breaches.
#include "domain/community_protection/breach_workflow.hpp"

#include <array>

#include "domain/community_protection/codes.hpp"
#include "domain/named.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

using S = BreachState;
using E = BreachEvent;
using P = Permission;
using F = BreachFacts;
using G = Guard<F>;

constexpr std::string_view practice = "Local rule of the enforcement group";

bool given(std::string_view text) { return !trimmed(text).empty(); }
template <PenaltyState... wanted>
bool penalty_is(const F& f) {
    return f.penalty && ((*f.penalty == wanted) || ...);
}
template <ProsecutionState... wanted>
bool prosecution_is(const F& f) {
    return f.prosecution && ((*f.prosecution == wanted) || ...);
}

constexpr G dated{"dated", "Date of the breach must be today or in the past", "2014 Act s.48(1)", "on", [](const F& f) { return f.on && *f.on <= f.today; }};
constexpr G described{"described", "Enter what was done or not done", "2014 Act s.48(1)", "description", [](const F& f) { return given(f.description); }};
constexpr G evidenced{"evidenced", "Link the evidence of the breach", "2014 Act s.48(1)", "evidence", [](const F& f) { return !f.evidence.empty(); }};
constexpr G in_effect{"in_effect", "The requirement had no effect on that day", "2014 Act ss.46(3), 48(1)", "requirement", [](const F& f) { return breach_effect(f).binding; }, [](const F& f) { return breach_effect(f).words; }};
constexpr G defence_coded{"defence_coded", "Select which excuse the person has", "2014 Act s.48(3)", "defence", [](const F& f) { return has_code(breach_defences(), f.defence); }};
constexpr G defence_reasoned{"defence_reasoned", "Enter why the person is excused", "2014 Act s.48(3)", "reason", [](const F& f) { return given(f.reason); }};
constexpr G penalty_issued{"penalty_issued", "Issue the fixed penalty first", "2014 Act s.52(1)", "", [](const F& f) { return penalty_is<PenaltyState::issued>(f); }};
constexpr G penalty_discharged{"penalty_discharged", "Record the payment of the penalty first", "2014 Act s.52(5)(b)", "", [](const F& f) { return penalty_is<PenaltyState::paid, PenaltyState::paid_early>(f); }};
constexpr G penalty_ran_out{"penalty_ran_out", "The time to pay the penalty has not ended", "2014 Act s.52(5)(a)", "", [](const F& f) { return penalty_is<PenaltyState::unpaid>(f); }};
constexpr G penalty_withdrawn{"penalty_withdrawn", "Cancel the penalty first", "2014 Act s.52", "", [](const F& f) { return penalty_is<PenaltyState::cancelled>(f); }};
constexpr G file_opened{"file_opened", "Open the prosecution file with its evidential and public interest tests first", "Code for Crown Prosecutors, section 4", "", [](const F& f) { return prosecution_is<ProsecutionState::file_open, ProsecutionState::proceedings>(f); }};
constexpr G limit_open{"limit_open", "The time to prosecute has ended", "Magistrates’ Courts Act 1980 s.127", "",
                       [](const F& f) {
                           const auto last = breach_limit(f);
                           return last && in_time(*last, f.today);
                       },
                       [](const F& f) {
                           const auto last = breach_limit(f);
                           return last ? "The last day to start a prosecution was " + long_date(last->last) : std::string("The breach has no date");
                       }};
constexpr G found_guilty{"found_guilty", "Record the conviction in the prosecution first", "2014 Act s.48", "", [](const F& f) { return prosecution_is<ProsecutionState::convicted, ProsecutionState::closed>(f); }};
constexpr G found_not_guilty{"found_not_guilty", "Record the acquittal in the prosecution first", "2014 Act s.48", "", [](const F& f) { return prosecution_is<ProsecutionState::acquitted>(f); }};
constexpr G given_up{"given_up", "Record in the prosecution first that it is discontinued", "2014 Act s.48", "", [](const F& f) { return prosecution_is<ProsecutionState::discontinued>(f); }};
constexpr G works_proposed{"works_proposed", "Propose the works first", "2014 Act s.47", "", [](const F& f) { return f.works && *f.works != WorksState::unproposed; }};
constexpr G works_over{"works_over", "The works are still under way", "2014 Act s.47", "", [](const F& f) {
                           using W = WorksState;
                           return f.works && *f.works != W::unproposed && *f.works != W::proposed && *f.works != W::consent_sought && *f.works != W::consented;
                       }};
constexpr G reason_given{"reason_given", "Enter the reason", practice, "reason", [](const F& f) { return given(f.reason); }};

constexpr StateRow<S> states[] = {
    {S::unrecorded}, {S::in_review}, {S::excused, true}, {S::penalty_offered}, {S::penalty_paid, true}, {S::prosecuting}, {S::remedying}, {S::convicted, true}, {S::acquitted, true}, {S::discontinued, true}, {S::closed, true},
};

constexpr Step<S, E, F> steps[] = {
    // from                event                to                   who        guards                                    recorded as
    {S::unrecorded,      E::allege,           S::in_review,        P::edit,  {dated, described, evidenced, in_effect},  "breach recorded"},
    {S::in_review,       E::excuse,           S::excused,          P::chair, {defence_coded, defence_reasoned},         "breach excused"},
    {S::in_review,       E::offer_penalty,    S::penalty_offered,  P::edit,  {penalty_issued},                          "fixed penalty offered"},
    {S::in_review,       E::prosecute,        S::prosecuting,      P::edit,  {file_opened, limit_open},                 "sent for prosecution"},
    {S::in_review,       E::remedy,           S::remedying,        P::edit,  {works_proposed},                          "works begun"},
    {S::in_review,       E::close,            S::closed,           P::chair, {reason_given},                            "no further action on the breach"},
    {S::penalty_offered, E::record_paid,      S::penalty_paid,     P::edit,  {penalty_discharged},                      "breach settled by the penalty"},
    {S::penalty_offered, E::record_unpaid,    S::in_review,        P::edit,  {penalty_ran_out},                         "penalty not paid"},
    {S::penalty_offered, E::record_cancelled, S::in_review,        P::edit,  {penalty_withdrawn},                       "penalty cancelled"},
    {S::remedying,       E::finish_remedy,    S::in_review,        P::edit,  {works_over},                              "works over"},
    {S::prosecuting,     E::convict,          S::convicted,        P::edit,  {found_guilty},                            "convicted of the breach"},
    {S::prosecuting,     E::acquit,           S::acquitted,        P::edit,  {found_not_guilty},                        "acquitted of the breach"},
    {S::prosecuting,     E::discontinue,      S::discontinued,     P::edit,  {given_up},                                "prosecution of the breach discontinued"},
};

constexpr Workflow<S, E, F> table{"Breach of a community protection notice", S::unrecorded, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 11> state_names{"unrecorded", "in_review", "excused", "penalty_offered", "penalty_paid", "prosecuting", "remedying", "convicted", "acquitted", "discontinued", "closed"};
constexpr std::array<std::string_view, 11> state_words{"not recorded", "waiting for a decision", "excused", "under a fixed penalty", "settled by a fixed penalty", "being prosecuted", "being put right", "ended in a conviction", "ended in an acquittal", "no longer prosecuted", "closed without action"};
constexpr std::array<std::string_view, 13> event_names{"allege", "excuse", "offer_penalty", "record_paid", "record_unpaid", "record_cancelled", "prosecute", "convict", "acquit", "discontinue", "remedy", "finish_remedy", "close"};
constexpr std::array<std::string_view, 13> event_words{"record a breach", "excuse the breach", "offer a fixed penalty", "settle it by the penalty", "take it up again after the penalty", "take it up again without the penalty", "prosecute it", "record a conviction",
                                                       "record an acquittal", "record that the prosecution was discontinued", "have it put right", "take it up again after the works", "take no further action"};

}  // namespace

std::string_view name(BreachState state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(BreachState state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(BreachEvent event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(BreachEvent event) { return event_words[static_cast<std::size_t>(event)]; }
std::optional<BreachState> parse_breach_state(std::string_view text) { return named<BreachState>(state_names, text); }
std::optional<BreachEvent> parse_breach_event(std::string_view text) { return named<BreachEvent>(event_names, text); }

const Workflow<BreachState, BreachEvent, BreachFacts>& breach_workflow() { return table; }

Effect breach_effect(const BreachFacts& f) {
    if (!f.on) return {false, 0, "Enter the date of the breach", "2014 Act s.48(1)"};
    return effect_on(f.life, f.versions, f.appeals, f.requirement, *f.on);
}

std::optional<Deadline> breach_limit(const BreachFacts& f) { return f.on ? std::optional(prosecution_last_day(*f.on, *f.law)) : std::nullopt; }

}  // namespace casework::domain::community_protection
