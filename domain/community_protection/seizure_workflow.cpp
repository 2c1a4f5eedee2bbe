// The table of seized and forfeited items.
#include "domain/community_protection/seizure_workflow.hpp"

#include <array>

#include "domain/named.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

using S = SeizureState;
using E = SeizureEvent;
using P = Permission;
using F = SeizureFacts;
using G = Guard<F>;

bool given(std::string_view text) { return !trimmed(text).empty(); }
bool between(std::optional<Date> day, std::optional<Date> first, Date today) { return day && *day <= today && (!first || *day >= *first); }
std::string last_words(std::string_view what, const std::optional<Deadline>& last) { return std::string(what) + (last ? long_date(last->last) : std::string()); }

constexpr G items_named{"items_named", "Enter the items and who has them", "2014 Act ss.50, 51", "items", [](const F& f) { return given(f.items) && given(f.holder); }};
constexpr G sworn{"sworn", "Enter who gives the information on oath", "2014 Act s.51(1)", "sworn_by", [](const F& f) { return given(f.sworn_by); }};
constexpr G warrant_dated{"warrant_dated", "Enter the date of the warrant and the justice who issued it", "2014 Act s.51(1)", "warrant_on", [](const F& f) { return between(f.warrant_on, {}, f.today) && given(f.justice); }};
constexpr G reason_given{"reason_given", "Enter the reason", "2014 Act s.51(1)", "reason", [](const F& f) { return given(f.reason); }};
constexpr G seized_dated{"seized_dated", "Enter the date of the seizure, on or after the day of the warrant and not in the future", "2014 Act s.51(1)", "seized_on", [](const F& f) { return between(f.seized_on, f.warrant_on, f.today); }};
constexpr G seized_in_time{"seized_in_time", "The warrant had run out", "2014 Act s.51(1)", "seized_on",
                           [](const F& f) {
                               const auto last = warrant_last_day(f);
                               return !last || !f.seized_on || in_time(*last, *f.seized_on);
                           },
                           [](const F& f) { return last_words("The warrant could be used until ", warrant_last_day(f)); }};
constexpr G executor_allowed{"executor_allowed", "Only a constable or a designated person uses the warrant", "2014 Act s.51(1)", "executed_by",
                             [](const F& f) { return given(f.executed_by) && (f.executor_authority == "constable" || f.executor_authority == "designation"); }};
constexpr G warrant_run_out{"warrant_run_out", "The warrant has not run out", "2014 Act s.51(1)", "",
                            [](const F& f) {
                                const auto last = warrant_last_day(f);
                                return last && f.today > last->last;
                            },
                            [](const F& f) { return last_words("The warrant can be used until ", warrant_last_day(f)); }};
constexpr G proceedings_dated{"proceedings_dated", "Enter the date proceedings were started, not in the future", "2014 Act s.51(4)", "proceedings_on", [](const F& f) { return between(f.proceedings_on, {}, f.today); }};
constexpr G proceedings_in_time{"proceedings_in_time", "Proceedings were started too late: the items must be given back", "2014 Act s.51(4)", "proceedings_on",
                                [](const F& f) {
                                    const auto last = retain_last_day(f);
                                    return !last || !f.proceedings_on || in_time(*last, *f.proceedings_on);
                                },
                                [](const F& f) { return last_words("The items must be given back: proceedings had to be started by ", retain_last_day(f)); }};
constexpr G returned_recorded{"returned_recorded", "Enter when the items were given back and to whom", "2014 Act s.51(4)", "returned_on", [](const F& f) { return between(f.returned_on, f.seized_on, f.today) && given(f.returned_to); }};
constexpr G proceedings_over{"proceedings_over", "Enter the date the proceedings ended", "2014 Act s.51(4)", "concluded_on", [](const F& f) { return between(f.concluded_on, f.proceedings_on, f.today); }};
constexpr G on_conviction{"on_conviction", "A court orders forfeiture only after a conviction for not following the notice", "2014 Act s.50(1)", "", [](const F& f) { return f.convicted; }};
constexpr G ordered_dated{"ordered_dated", "Enter the court and the date of the forfeiture order", "2014 Act s.50(1)", "ordered_on", [](const F& f) { return between(f.ordered_on, {}, f.today) && given(f.court); }};
constexpr G handed_recorded{"handed_recorded", "Enter when the items were handed over and to whom", "2014 Act s.50(2)", "handed_over_on", [](const F& f) { return between(f.handed_over_on, f.ordered_on, f.today) && given(f.handed_to); }};
constexpr G disposed_recorded{"disposed_recorded", "Enter the date the items were destroyed or disposed of, and the certificate", "2014 Act s.50(3)", "disposed_on", [](const F& f) { return between(f.disposed_on, f.ordered_on, f.today) && given(f.certificate); }};

constexpr StateRow<S> states[] = {
    {S::none}, {S::applied}, {S::refused, true}, {S::warrant_issued}, {S::warrant_lapsed, true}, {S::held}, {S::kept_for_proceedings}, {S::returned, true}, {S::to_hand_over}, {S::forfeited}, {S::disposed, true},
};

constexpr Step<S, E, F> steps[] = {
    // from                     event                 to                         who       guards                                              recorded as
    {S::none,                 E::apply,             S::applied,                P::edit, {items_named, sworn},                                "warrant applied for"},
    {S::none,                 E::order_hand_over,   S::to_hand_over,           P::edit, {items_named, on_conviction, ordered_dated},         "forfeiture ordered"},
    {S::applied,              E::refuse_warrant,    S::refused,                P::edit, {reason_given},                                      "warrant refused"},
    {S::applied,              E::issue_warrant,     S::warrant_issued,         P::edit, {warrant_dated},                                     "warrant issued"},
    {S::warrant_issued,       E::execute,           S::held,                   P::edit, {seized_dated, seized_in_time, executor_allowed},    "items seized"},
    {S::warrant_issued,       E::let_lapse,         S::warrant_lapsed,         P::edit, {warrant_run_out},                                   "warrant ran out"},
    {S::held,                 E::start_proceedings, S::kept_for_proceedings,   P::edit, {proceedings_dated, proceedings_in_time},            "items kept for proceedings"},
    {S::held,                 E::give_back,         S::returned,               P::edit, {returned_recorded},                                 "items given back"},
    {S::kept_for_proceedings, E::give_back,         S::returned,               P::edit, {proceedings_over, returned_recorded},               "items given back"},
    {S::kept_for_proceedings, E::forfeit,           S::forfeited,              P::edit, {on_conviction, ordered_dated},                      "items forfeited"},
    {S::to_hand_over,         E::hand_over,         S::forfeited,              P::edit, {handed_recorded},                                   "items handed over"},
    {S::forfeited,            E::dispose,           S::disposed,               P::edit, {disposed_recorded},                                 "items disposed of"},
};

constexpr Workflow<S, E, F> table{"Seized and forfeited items", S::none, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 11> state_names{"none", "applied", "refused", "warrant_issued", "warrant_lapsed", "held", "kept_for_proceedings", "returned", "to_hand_over", "forfeited", "disposed"};
constexpr std::array<std::string_view, 11> state_words{"not begun", "waiting for a warrant", "refused by the court", "under a warrant", "not seized in time", "held", "kept for proceedings", "given back", "to be handed over", "forfeited", "disposed of"};
constexpr std::array<std::string_view, 11> event_names{"apply", "refuse_warrant", "issue_warrant", "execute", "let_lapse", "start_proceedings", "give_back", "order_hand_over", "hand_over", "forfeit", "dispose"};
constexpr std::array<std::string_view, 11> event_words{"apply for a warrant", "record that the warrant was refused", "record the warrant", "record the seizure", "let the warrant run out", "keep the items for proceedings", "give the items back",
                                                       "record that items are to be handed over", "record the handover", "record the forfeiture", "record the disposal"};

}  // namespace

std::string_view name(SeizureState state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(SeizureState state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(SeizureEvent event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(SeizureEvent event) { return event_words[static_cast<std::size_t>(event)]; }
std::optional<SeizureState> parse_seizure_state(std::string_view text) { return named<SeizureState>(state_names, text); }
std::optional<SeizureEvent> parse_seizure_event(std::string_view text) { return named<SeizureEvent>(event_names, text); }

const Workflow<SeizureState, SeizureEvent, SeizureFacts>& seizure_workflow() { return table; }

Deadline warrant_last_day(Date warrant_on, const LegalRules& law) {
    return count_by(Counting::from, rule_on(law, "seizure.warrant_days", warrant_on), warrant_on, "the day the warrant was issued");
}

std::optional<Deadline> warrant_last_day(const SeizureFacts& f) { return f.warrant_on ? std::optional(warrant_last_day(*f.warrant_on, *f.law)) : std::nullopt; }

Deadline retain_last_day(Date seized_on, const LegalRules& law) {
    return count_by(Counting::following, rule_on(law, "seizure.retain_days", seized_on), seized_on, "the day of the seizure");
}

std::optional<Deadline> retain_last_day(const SeizureFacts& f) { return f.seized_on ? std::optional(retain_last_day(*f.seized_on, *f.law)) : std::nullopt; }

}  // namespace casework::domain::community_protection
