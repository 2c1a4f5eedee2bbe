// The table of notices.
#include "domain/community_protection/notice_workflow.hpp"

#include <fmt/format.h>

#include <array>

#include "domain/community_protection/notice_guards.hpp"
#include "domain/named.hpp"

namespace casework::domain::community_protection {
namespace {

using S = NoticeState;
using E = NoticeEvent;
using P = Permission;
using F = NoticeFacts;
using namespace notice_guards;
using namespace shared;

constexpr StateRow<S> states[] = {
    {S::undrafted}, {S::drafted}, {S::authorising}, {S::ready}, {S::in_force}, {S::under_appeal}, {S::quashed, true}, {S::discharged, true}, {S::expired, true}, {S::closed, true},
};

constexpr Step<S, E, F> steps[] = {
    // from            event                to                who        guards and what the ledger calls it
    {S::undrafted,   E::draft,            S::drafted,       P::create, {warning_linked, warning_given, warning_same_person, warning_same_conduct, warning_live, authority_issues},
     "notice drafted"},
    {S::drafted,     E::submit,           S::authorising,   P::edit,   {enough_time, still_happening, conduct_described<F>, conduct_dated<F>, locality_named<F>, detrimental<F>, persistent<F>, unreasonable<F>, recipient_named<F>, age_on_record, old_enough_on_issue<F>, young_considered<F>, considered<F>, premises_responsible<F>, duplicates_checked<F>, requirements_given, stop_without_due, dues_ahead, requirements_reasoned, people_informed, end_in_bounds, review_in_bounds},
     "notice sent for authority"},
    {S::drafted,     E::abandon,          S::closed,        P::edit,   {reason_given<F>}, "notice given up"},
    {S::authorising, E::authorise,        S::ready,         P::edit,   {manager_decides, manager_differs, warning_linked, warning_live, authority_named, authority_live, everything_explained, old_enough_on_issue<F>},
     "notice authorised"},
    {S::authorising, E::send_back,        S::drafted,       P::edit,   {reason_given<F>}, "notice sent back"},
    {S::authorising, E::abandon,          S::closed,        P::edit,   {reason_given<F>}, "notice given up"},
    {S::ready,       E::revise,           S::drafted,       P::edit,   {reason_given<F>}, "notice taken back for changes"},
    {S::ready,       E::abandon,          S::closed,        P::edit,   {reason_given<F>}, "notice given up"},
    {S::ready,       E::issue,            S::in_force,      P::edit,   {warning_linked, warning_live, still_happening, told_before_issue, authority_named, authority_live_on_issue, everything_explained, nothing_changed, age_on_record, old_enough_on_issue<F>, service_method<F>, service_address<F>, service_place<F>, service_receiver<F>, service_day<F>, service_time<F>, service_officer<F>, service_arrival<F>, posting_enquired<F>, posting_premises<F>, requirements_lawful_on_issue},
     "notice issued"},
    {S::in_force,    E::lodge_appeal,     S::under_appeal,  P::edit,   {appeal_dated, court_named, grounds_coded}, "appeal lodged"},
    {S::in_force,    E::vary,             S::in_force,      P::chair,  {reason_given<F>, requirements_given, stop_without_due, dues_ahead, requirements_reasoned, service_method<F>, service_address<F>, service_place<F>, service_receiver<F>, service_day<F>, service_time<F>, service_officer<F>, service_arrival<F>, posting_enquired<F>, posting_premises<F>, version_after_service},
     "notice varied"},
    {S::in_force,    E::discharge,        S::discharged,    P::chair,  {discharge_coded, discharge_explained, recipient_told<F>}, "notice withdrawn"},
    {S::in_force,    E::expire,           S::expired,       P::edit,   {end_reached}, "notice ended"},
    {S::in_force,    E::review,           S::in_force,      P::edit,   {review_coded, review_explained, next_review_in_bounds}, "notice reviewed"},
    {S::under_appeal, E::quash,           S::quashed,       P::edit,   {result_dated, result_quashed, court_named}, "notice quashed by the court"},
    {S::under_appeal, E::modify,          S::in_force,      P::edit,   {result_dated, result_modified, court_named, requirements_given, stop_without_due, version_from_court}, "notice modified by the court"},
    {S::under_appeal, E::dismiss_appeal,  S::in_force,      P::edit,   {result_dated, result_dismissed, court_named}, "appeal dismissed"},
    {S::under_appeal, E::withdraw_appeal, S::in_force,      P::edit,   {result_dated, result_withdrawn}, "appeal withdrawn"},
    // A council that gives way does not have to wait for the court.
    {S::under_appeal, E::discharge,       S::discharged,    P::chair,  {discharge_coded, discharge_explained, recipient_told<F>}, "notice withdrawn"},
};

constexpr Workflow<S, E, F> table{"Community protection notice", S::undrafted, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 10> state_names{"undrafted", "drafted", "authorising", "ready", "in_force", "under_appeal", "quashed", "discharged", "expired", "closed"};
constexpr std::array<std::string_view, 10> state_words{"not drafted", "in draft", "waiting for authority", "ready to be given", "in force", "under appeal", "quashed by the court", "withdrawn", "ended", "closed without being issued"};
constexpr std::array<std::string_view, 16> event_names{"draft", "submit", "send_back", "authorise", "revise", "abandon", "issue", "lodge_appeal", "quash", "modify", "dismiss_appeal", "withdraw_appeal", "vary", "discharge", "expire", "review"};
constexpr std::array<std::string_view, 16> event_words{
    "draft a notice", "send the notice for authority", "send the notice back", "authorise the notice", "take the notice back for changes", "give up the notice", "record that the notice was given", "record an appeal",
    "record that the court quashed the notice", "record that the court modified the notice", "record that the appeal was dismissed", "record that the appeal was withdrawn", "vary the notice", "withdraw the notice", "end the notice", "review the notice"};

}  // namespace

std::string_view name(NoticeState state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(NoticeState state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(NoticeEvent event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(NoticeEvent event) { return event_words[static_cast<std::size_t>(event)]; }
std::optional<NoticeState> parse_notice_state(std::string_view text) { return named<NoticeState>(state_names, text); }
std::optional<NoticeEvent> parse_notice_event(std::string_view text) { return named<NoticeEvent>(event_names, text); }

const Workflow<NoticeState, NoticeEvent, NoticeFacts>& notice_workflow() { return table; }

Date NoticeFacts::issue_day() const {
    if (given_on) return *given_on;
    const auto day = community_protection::given_on(service, rules, holidays);
    return day ? day->last : today;
}

Deadline appeal_last_day(Date given_on, const LegalRules& law) {
    return count_by(Counting::beginning_with, rule_on(law, "cpn.appeal_days", given_on), given_on, "the day the notice was given");
}

std::optional<Deadline> appeal_last_day(const NoticeFacts& f) { return f.given_on ? std::optional(appeal_last_day(*f.given_on, *f.law)) : std::nullopt; }

bool appeal_is_late(const NoticeFacts& f) {
    const auto last = appeal_last_day(f);
    return last && f.appeal.lodged && !in_time(*last, *f.appeal.lodged);
}

}  // namespace casework::domain::community_protection
