// The table of remedial works.
#include "domain/community_protection/works_workflow.hpp"

#include <algorithm>
#include <array>

#include "domain/community_protection/codes.hpp"
#include "domain/named.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

using S = WorksState;
using E = WorksEvent;
using P = Permission;
using F = WorksFacts;
using G = Guard<F>;

constexpr std::string_view practice = "Local rule of the enforcement group";

bool given(std::string_view text) { return !trimmed(text).empty(); }
bool past_on_or_after(std::optional<Date> day, std::optional<Date> first, Date today) { return day && *day <= today && (!first || *day >= *first); }
bool owner_agrees(const F& f) {
    if (f.owner_consent == "given" || f.owner_consent == "not_needed") return true;
    return f.owner_consent == "not_found" && std::ranges::any_of(f.owner_efforts, [](const Enquiry& e) { return given(e.what); });
}

constexpr G failure_shown{"failure_shown", "Record first the requirement that was not followed while it had effect", "2014 Act s.47(1)", "", [](const F& f) { return f.breach_binding; }};
constexpr G council_works{"council_works", "Only the borough or district council has work done", "2014 Act ss.47(9), 57", "", [](const F& f) { return f.council_kind == "district" || f.council_kind == "unitary"; }};
constexpr G work_described{"work_described", "Enter the work that puts the failure right", "2014 Act s.47(2), (3)(a)", "work", [](const F& f) { return given(f.work); }};
constexpr G open_air{"open_air", "Without consent work can be done only on land open to the air. Send the person a notice with the work and its cost and ask for consent", "2014 Act s.47(2), (3)", "", [](const F& f) { return f.open_to_air; }};
constexpr G estimate_given{"estimate_given", "Enter the estimated cost", "2014 Act s.47(3)(b)", "estimate", [](const F& f) { return f.estimate_pence > 0; }};
constexpr G asked_dated{"asked_dated", "Enter the date the notice that asks for consent was given, today or in the past", "2014 Act s.47(3)(c)", "asked_on", [](const F& f) { return past_on_or_after(f.asked_on, {}, f.today); }};
constexpr G defaulter_consents{"defaulter_consents", "Record the consent of the person whom the notice binds", "2014 Act s.47(4)(a)", "defaulter_consent", [](const F& f) { return f.defaulter_consent == "given"; }};
constexpr G owner_consents{"owner_consents", "Record the consent of the owner, or the efforts that did not reach the owner", "2014 Act s.47(3), (4)(b)", "owner_consent", owner_agrees};
constexpr G consent_dated{"consent_dated", "Enter the date of the consent, on or after the day it was asked for", "2014 Act s.47(4)", "consented_on", [](const F& f) { return past_on_or_after(f.consented_on, f.asked_on, f.today); }};
constexpr G refusal_recorded{"refusal_recorded", "Record who refused", "2014 Act s.47(4)", "defaulter_consent", [](const F& f) { return f.defaulter_consent == "refused" || f.owner_consent == "refused"; }};
constexpr G done_dated{"done_dated", "Enter the date the work was done, after any consent and not in the future", "2014 Act s.47(2), (3)", "done_on", [](const F& f) { return past_on_or_after(f.done_on, f.open_to_air ? std::nullopt : f.consented_on, f.today); }};
constexpr G details_given{"details_given", "Enter the details of the work that was carried out", "2014 Act s.47(6)(a)", "details", [](const F& f) { return given(f.details); }};
constexpr G not_above_cost{"not_above_cost", "The amount must be what the work cost the council, or less", "2014 Act s.47(6)(b)", "charged", [](const F& f) { return f.charged_pence > 0 && f.charged_pence <= f.cost_pence; },
                           [](const F& f) { return "The amount must be " + pounds(f.cost_pence) + ", what the work cost the council, or less"; }};
constexpr G charge_dated{"charge_dated", "Enter the date the cost notice was issued, after the work and not in the future", "2014 Act s.47(6)", "charged_on", [](const F& f) { return past_on_or_after(f.charged_on, f.done_on, f.today); }};
constexpr G appeal_dated{"appeal_dated", "Enter the date of the appeal, on or after the day the cost notice was issued", "2014 Act s.47(7)", "appealed_on", [](const F& f) { return past_on_or_after(f.appealed_on, f.charged_on, f.today); }};
constexpr G appeal_in_time{"appeal_in_time", "The time to appeal had ended", "2014 Act s.47(7)", "appealed_on",
                           [](const F& f) {
                               const auto last = cost_appeal_last_day(f);
                               return !last || !f.appealed_on || in_time(*last, *f.appealed_on);
                           },
                           [](const F& f) {
                               const auto last = cost_appeal_last_day(f);
                               return "The last day to appeal was " + (last ? long_date(last->last) : std::string());
                           }};
constexpr G appeal_ground{"appeal_ground", "The one ground of appeal is that the amount is excessive", "2014 Act s.47(7)", "ground", [](const F& f) { return f.appeal_says_excessive; }};
constexpr G decision_dated{"decision_dated", "Enter the date of the decision, on or after the day of the appeal", "2014 Act s.47(8)", "decided_on", [](const F& f) { return past_on_or_after(f.decided_on, f.appealed_on, f.today); }};
constexpr G decided_no_higher{"decided_no_higher", "The court confirms the amount or puts a lower one in its place", "2014 Act s.47(8)", "decided", [](const F& f) { return f.decided_pence >= 0 && f.decided_pence <= f.charged_pence; }};
constexpr G appeal_time_over{"appeal_time_over", "The time to appeal has not ended", "2014 Act s.47(7)", "",
                             [](const F& f) {
                                 const auto last = cost_appeal_last_day(f);
                                 return last && f.today > last->last;
                             },
                             [](const F& f) {
                                 const auto last = cost_appeal_last_day(f);
                                 return last ? "The person can appeal until the end of " + long_date(last->last) : std::string("The cost notice has no date");
                             }};
constexpr G paid_whole{"paid_whole", "Enter the date and the whole amount that was paid", "2014 Act s.47(6)", "paid", [](const F& f) { return past_on_or_after(f.paid_on, f.charged_on, f.today) && f.paid_pence >= owed_pence(f); }};
constexpr G reason_given{"reason_given", "Enter the reason", practice, "reason", [](const F& f) { return given(f.reason); }};

constexpr StateRow<S> states[] = {
    {S::unproposed}, {S::proposed}, {S::consent_sought}, {S::consented}, {S::refused, true}, {S::abandoned, true}, {S::done}, {S::cost_notified}, {S::appealed}, {S::debt}, {S::recovered, true}, {S::written_off, true},
};

constexpr Step<S, E, F> steps[] = {
    // from               event              to                  who        guards                                              recorded as
    {S::unproposed,     E::propose,        S::proposed,       P::edit,  {failure_shown, council_works, work_described},      "works proposed"},
    {S::proposed,       E::seek_consent,   S::consent_sought, P::edit,  {work_described, estimate_given, asked_dated},       "consent to works asked for"},
    {S::proposed,       E::do_work,        S::done,           P::edit,  {open_air, done_dated},                              "works done"},
    {S::proposed,       E::abandon,        S::abandoned,      P::edit,  {reason_given},                                      "works given up"},
    {S::consent_sought, E::record_consent, S::consented,      P::edit,  {defaulter_consents, owner_consents, consent_dated}, "consent to works given"},
    {S::consent_sought, E::record_refusal, S::refused,        P::edit,  {refusal_recorded},                                  "consent to works refused"},
    {S::consent_sought, E::abandon,        S::abandoned,      P::edit,  {reason_given},                                      "works given up"},
    {S::consented,      E::do_work,        S::done,           P::edit,  {defaulter_consents, owner_consents, done_dated},    "works done"},
    {S::consented,      E::abandon,        S::abandoned,      P::edit,  {reason_given},                                      "works given up"},
    {S::done,           E::notify_cost,    S::cost_notified,  P::edit,  {details_given, not_above_cost, charge_dated},       "cost notice issued"},
    {S::done,           E::write_off,      S::written_off,    P::chair, {reason_given},                                      "cost written off"},
    {S::cost_notified,  E::appeal_cost,    S::appealed,       P::edit,  {appeal_dated, appeal_in_time, appeal_ground},       "cost appealed against"},
    {S::cost_notified,  E::fall_due,       S::debt,           P::edit,  {appeal_time_over},                                  "cost became a debt"},
    {S::cost_notified,  E::recover,        S::recovered,      P::edit,  {paid_whole},                                        "cost recovered"},
    {S::appealed,       E::decide_appeal,  S::debt,           P::edit,  {decision_dated, decided_no_higher},                 "appeal against the cost decided"},
    {S::debt,           E::recover,        S::recovered,      P::edit,  {paid_whole},                                        "cost recovered"},
    {S::debt,           E::write_off,      S::written_off,    P::chair, {reason_given},                                      "cost written off"},
};

constexpr Workflow<S, E, F> table{"Remedial works", S::unproposed, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 12> state_names{"unproposed", "proposed", "consent_sought", "consented", "refused", "abandoned", "done", "cost_notified", "appealed", "debt", "recovered", "written_off"};
constexpr std::array<std::string_view, 12> state_words{"not proposed", "proposed", "waiting for consent", "consented to", "refused", "given up", "done", "charged for", "under appeal", "a debt", "paid back", "written off"};
constexpr std::array<std::string_view, 12> event_names{"propose", "seek_consent", "record_consent", "record_refusal", "abandon", "do_work", "notify_cost", "appeal_cost", "decide_appeal", "fall_due", "recover", "write_off"};
constexpr std::array<std::string_view, 12> event_words{"propose works", "ask for consent", "record the consent", "record the refusal", "give up the works", "record the works as done", "issue the cost notice", "record an appeal against the cost",
                                                       "record the decision on the cost", "make the cost a debt", "record the payment", "write off the cost"};

}  // namespace

std::string_view name(WorksState state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(WorksState state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(WorksEvent event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(WorksEvent event) { return event_words[static_cast<std::size_t>(event)]; }
std::optional<WorksState> parse_works_state(std::string_view text) { return named<WorksState>(state_names, text); }
std::optional<WorksEvent> parse_works_event(std::string_view text) { return named<WorksEvent>(event_names, text); }

const Workflow<WorksState, WorksEvent, WorksFacts>& works_workflow() { return table; }

Deadline cost_appeal_last_day(Date charged_on, const LegalRules& law) {
    return count_by(Counting::beginning_with, rule_on(law, "cpn.works.appeal_days", charged_on), charged_on, "the day the cost notice was issued");
}

std::optional<Deadline> cost_appeal_last_day(const WorksFacts& f) { return f.charged_on ? std::optional(cost_appeal_last_day(*f.charged_on, *f.law)) : std::nullopt; }

int owed_pence(const WorksFacts& f) { return f.decided_on ? f.decided_pence : f.charged_pence; }

}  // namespace casework::domain::community_protection
