// The table of prosecutions.
#include "domain/community_protection/prosecution_workflow.hpp"

#include <array>

#include "domain/named.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

using S = ProsecutionState;
using E = ProsecutionEvent;
using P = Permission;
using F = ProsecutionFacts;
using G = Guard<F>;

constexpr std::string_view limitation = "Magistrates’ Courts Act 1980 s.127";
constexpr std::string_view prosecutors_code = "Code for Crown Prosecutors, section 4";

bool given(std::string_view text) { return !trimmed(text).empty(); }
// Of an individual; that of a body has no limit since 12 March 2015.
int fine_cap(const F& f) { return rule_on(*f.law, "cpn.fine.individual_cap", f.offence_on.value_or(f.today)).value; }
bool within_limit(const F& f, std::optional<Date> day) {
    const auto last = prosecution_last_day(f);
    return last && day && in_time(*last, *day);
}
std::string limit_words(const F& f) {
    const auto last = prosecution_last_day(f);
    return last ? "The last day to start proceedings was " + long_date(last->last) : std::string("Record the day of the offence first");
}

constexpr G requirement_bound{"requirement_bound", "The requirement had no effect on the day: no offence was committed", "2014 Act ss.46(3), 48(1)", "", [](const F& f) { return f.breach_binding; }};
constexpr G not_paid{"not_paid", "The person paid the fixed penalty in time and cannot be convicted", "2014 Act s.52(5)(b)", "", [](const F& f) { return !f.penalty_paid_in_time; }};
constexpr G limit_open{"limit_open", "The time to start proceedings has ended", limitation, "", [](const F& f) { return within_limit(f, f.today); }, limit_words};
constexpr G evidence_enough{"evidence_enough", "Enter why the evidence gives a realistic prospect of conviction", prosecutors_code, "evidential_test", [](const F& f) { return given(f.evidential_test); }};
constexpr G public_interest{"public_interest", "Enter why a prosecution is in the public interest", prosecutors_code, "public_interest_test", [](const F& f) { return given(f.public_interest_test); }};
constexpr G started_dated{"started_dated", "Enter the date proceedings were started, on or after the day of the offence and not in the future", limitation, "started_on",
                          [](const F& f) { return f.started_on && *f.started_on <= f.today && f.offence_on && *f.started_on >= *f.offence_on; }};
constexpr G started_in_time{"started_in_time", "Proceedings were started after the last day", limitation, "started_on", [](const F& f) { return !f.started_on || within_limit(f, f.started_on); }, limit_words};
constexpr G penalty_period_over{"penalty_period_over", "Proceedings cannot be started while the time to pay the fixed penalty runs", "2014 Act s.52(5)(a)", "started_on",
                                [](const F& f) { return !f.penalty_blocks_until || !f.started_on || *f.started_on > *f.penalty_blocks_until; },
                                [](const F& f) { return "Proceedings cannot be started before the end of " + (f.penalty_blocks_until ? long_date(*f.penalty_blocks_until) : std::string()) + ", the last day to pay the fixed penalty"; }};
constexpr G court_named{"court_named", "Enter the court", "2014 Act s.48", "court", [](const F& f) { return given(f.court); }};
constexpr G result_dated{"result_dated", "Enter the date of the result, on or after the day proceedings were started and not in the future", "2014 Act s.48", "result_on",
                         [](const F& f) { return f.result_on && *f.result_on <= f.today && (!f.started_on || *f.result_on >= *f.started_on); }};
constexpr G fine_within_level{"fine_within_level", "The fine of an individual cannot be above level 4", "2014 Act s.48(2)(a)", "fine", [](const F& f) { return f.fine_pence >= 0 && (!f.defendant.is_individual() || f.fine_pence <= fine_cap(f)); },
                              [](const F& f) { return "The fine of an individual must be " + pounds(fine_cap(f)) + " or less (level 4). A body can be fined more"; }};
constexpr G reason_given{"reason_given", "Enter the reason", prosecutors_code, "reason", [](const F& f) { return given(f.reason); }};
constexpr G remedy_described{"remedy_described", "Enter the work that the court ordered", "2014 Act s.49(2)", "remedy", [](const F& f) { return given(f.remedy); }};
constexpr G home_agreed{"home_agreed", "Work in the home of the defendant needs their consent to the entry. Refusing it breaks the order", "2014 Act s.49(4)", "home_consent", [](const F& f) { return !f.in_home || f.home_consent; }};
constexpr G items_named{"items_named", "Enter the items that the court ordered to be forfeited", "2014 Act s.50(1)", "items", [](const F& f) { return given(f.items); }};
constexpr G order_linked{"order_linked", "Enter the reference of the criminal behaviour order that the prosecution applies for", "2014 Act s.22; Sentencing Act 2020 s.331", "behaviour_order", [](const F& f) { return given(f.behaviour_order); }};

constexpr StateRow<S> states[] = {{S::unopened}, {S::file_open}, {S::proceedings}, {S::convicted}, {S::acquitted, true}, {S::discontinued, true}, {S::closed, true}};

constexpr Step<S, E, F> steps[] = {
    // from            event                         to                who        guards                                                                        recorded as
    {S::unopened,    E::open_file,                 S::file_open,     P::edit,  {requirement_bound, not_paid, limit_open, evidence_enough, public_interest},    "prosecution file opened"},
    {S::file_open,   E::start_proceedings,         S::proceedings,   P::edit,  {started_dated, started_in_time, penalty_period_over, not_paid, court_named},   "proceedings started"},
    {S::file_open,   E::discontinue,               S::discontinued,  P::chair, {reason_given},                                                                 "prosecution given up"},
    {S::proceedings, E::convict,                   S::convicted,     P::edit,  {court_named, result_dated, fine_within_level},                                 "convicted"},
    {S::proceedings, E::acquit,                    S::acquitted,     P::edit,  {court_named, result_dated},                                                    "acquitted"},
    {S::proceedings, E::discontinue,               S::discontinued,  P::chair, {reason_given},                                                                 "prosecution discontinued"},
    {S::convicted,   E::order_remedy,              S::convicted,     P::edit,  {remedy_described, home_agreed},                                                "remedial order made"},
    {S::convicted,   E::order_forfeiture,          S::convicted,     P::edit,  {items_named},                                                                  "forfeiture ordered"},
    {S::convicted,   E::apply_for_behaviour_order, S::convicted,     P::edit,  {order_linked},                                                                 "criminal behaviour order applied for"},
    {S::convicted,   E::close,                     S::closed,        P::edit,  {reason_given},                                                                 "prosecution closed"},
};

constexpr Workflow<S, E, F> table{"Prosecution", S::unopened, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 7> state_names{"unopened", "file_open", "proceedings", "convicted", "acquitted", "discontinued", "closed"};
constexpr std::array<std::string_view, 7> state_words{"not opened", "being prepared", "before the court", "ended in a conviction", "ended in an acquittal", "discontinued", "closed after a conviction"};
constexpr std::array<std::string_view, 9> event_names{"open_file", "start_proceedings", "convict", "acquit", "discontinue", "order_remedy", "order_forfeiture", "apply_for_behaviour_order", "close"};
constexpr std::array<std::string_view, 9> event_words{"open a prosecution file", "record that proceedings were started", "record a conviction", "record an acquittal", "discontinue the prosecution", "record a remedial order",
                                                      "record a forfeiture order", "record an application for a criminal behaviour order", "close the prosecution"};

}  // namespace

std::string_view name(ProsecutionState state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(ProsecutionState state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(ProsecutionEvent event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(ProsecutionEvent event) { return event_words[static_cast<std::size_t>(event)]; }
std::optional<ProsecutionState> parse_prosecution_state(std::string_view text) { return named<ProsecutionState>(state_names, text); }
std::optional<ProsecutionEvent> parse_prosecution_event(std::string_view text) { return named<ProsecutionEvent>(event_names, text); }

const Workflow<ProsecutionState, ProsecutionEvent, ProsecutionFacts>& prosecution_workflow() { return table; }

Deadline prosecution_last_day(Date offence_on, const LegalRules& law) {
    return count_by(Counting::months, rule_on(law, "prosecution.summary_limit_months", offence_on), offence_on, "the day of the offence");
}

std::optional<Deadline> prosecution_last_day(const ProsecutionFacts& f) { return f.offence_on ? std::optional(prosecution_last_day(*f.offence_on, *f.law)) : std::nullopt; }

}  // namespace casework::domain::community_protection
