// The table of warnings.
#include "domain/community_protection/warning_workflow.hpp"

#include <array>

#include "domain/community_protection/shared_guards.hpp"
#include "domain/named.hpp"

namespace casework::domain::community_protection {
namespace {

using S = WarningState;
using E = WarningEvent;
using P = Permission;
using F = WarningFacts;
using G = Guard<F>;
using namespace shared;

std::optional<Date> deemed(const F& f) {
    const auto day = given_on(f.service, f.rules, f.holidays);
    return day ? std::optional(day->last) : std::nullopt;
}
std::string authority_wrong(const F& f) { return f.authority ? authority_refused(*f.authority, Power::warning, f.conduct.area, f.service.on.value_or(f.today)) : std::string(); }
bool past_lapse(const F& f) {
    const auto last = lapses_after(f.given_on, f.rules);
    return last && f.today > *last;
}

constexpr G reports_linked{"reports_linked", "Link at least one report", practice, "reports", [](const F& f) { return f.reports > 0; }};
constexpr G no_action_reason{"no_action_reason", "Select why no action is taken", practice, "reason", [](const F& f) { return has_code(no_action_reasons(), f.reason); }};
constexpr G approver_decides{"approver_decides", "Ask a manager or sergeant to approve the warning", practice, "", [](const F& f) { return !f.rules.second_approver || f.decides; }};
constexpr G approver_differs{"approver_differs", "Somebody other than the author approves the warning", practice, "", [](const F& f) { return !f.rules.second_approver || f.actor != f.author; }};
constexpr G approval_not_needed{"approval_not_needed", "Have the warning approved first", practice, "", [](const F& f) { return !f.rules.second_approver; }};
constexpr G sentence_present{"sentence_present", "The warning must say that a notice will be issued unless the conduct stops having this effect", "2014 Act s.43(5)(a)", "",
                             [](const F& f) { return says_a_notice_will_follow(f.text); }};
constexpr G agency_issues{"agency_issues", "Select an agency that can give a warning", "2014 Act ss.53, 57", "agency", [](const F& f) { return agency_refused(f.agency_kind).empty(); },
                          [](const F& f) { return agency_refused(f.agency_kind); }};
constexpr G authority_named{"authority_named", "Select the officer who gives the warning", practice, "officer", [](const F& f) { return f.authority.has_value(); }};
constexpr G authority_live{"authority_live", "The officer has no live authority for this area", practice, "", [](const F& f) { return authority_wrong(f).empty(); }, [](const F& f) { return authority_wrong(f); }};
constexpr G compliance_set{"compliance_set", "Enter the date by which the conduct must change, on or after the day the warning is given", "2014 Act s.43(5)(b)", "compliance_on",
                           [](const F& f) {
                               const auto day = deemed(f);
                               return f.compliance_on && (!day || *f.compliance_on >= *day);
                           },
                           [](const F& f) {
                               const auto day = deemed(f);
                               return f.compliance_on && day ? "Date by which the conduct must change must be on or after " + long_date(*day) + " when the warning counts as given"
                                                             : std::string("Enter the date by which the conduct must change");
                           }};
constexpr G agency_named{"agency_named", "Enter the agency that gave the warning", "2014 Act s.43(5)", "agency", [](const F& f) { return given(f.agency); }};
constexpr G copy_on_record{"copy_on_record", "Add the copy of the warning: it must have been in writing", "2014 Act s.43(5)(a)", "copy", [](const F& f) { return f.copy_held; }};
constexpr G watched_long_enough{"watched_long_enough", "Enter why you are satisfied although the warning is still being watched", practice, "note",
                                [](const F& f) {
                                    const auto until = monitored_until(f);
                                    return given(f.note) || (until && f.today > until->last);
                                },
                                [](const F& f) {
                                    const auto until = monitored_until(f);
                                    return until ? "Enter why you are satisfied although the warning is watched until " + long_date(until->last)
                                                 : std::string("Enter why you are satisfied that the conduct has stopped");
                                }};
constexpr G still_happening{"still_happening", "Record at least one event with evidence after the warning was given and after the time it allowed", "2014 Act s.43(5)(b)", "",
                            [](const F& f) { return evidenced_since(f.events, f.given_on, f.compliance_on, f.today) > 0; },
                            [](const F& f) {
                                const auto until = f.compliance_on ? f.compliance_on : f.given_on;
                                return "Record at least one event with evidence after " + (until ? long_date(*until) : std::string("the warning was given")) + ", when the time allowed had ended";
                            }};
constexpr G old_enough_to_lapse{"old_enough_to_lapse", "The warning has not reached the age at which it lapses", practice, "", past_lapse,
                                [](const F& f) {
                                    const auto last = lapses_after(f.given_on, f.rules);
                                    return last ? "The warning is relied on until " + long_date(*last) : std::string("The warning has not been given");
                                }};
constexpr G warning_relied_on{"warning_relied_on", "This warning is too old to rely on. Give a new one, or have a supervisor enter why it still counts", practice, "override_reason",
                              [](const F& f) { return !past_lapse(f) || (given(f.override_reason) && f.decides); }};
constexpr G outcome_coded{"outcome_coded", "Select what is done instead of a notice", practice, "reason", [](const F& f) { return has_code(escalation_outcomes(), f.reason); }};
constexpr G outcome_explained{"outcome_explained", "Enter why", practice, "note", [](const F& f) { return given(f.note); }};
constexpr G tool_linked{"tool_linked", "Enter the reference of the tool that is used", practice, "tool", [](const F& f) { return f.reason != "other_tool" || given(f.tool); }};
constexpr G no_notice_left{"no_notice_left", "A notice that rests on this warning is still being prepared or was issued", practice, "", [](const F& f) { return !f.notice_pending; }};

constexpr StateRow<S> states[] = {
    {S::unopened}, {S::assessing}, {S::closed_no_action, true}, {S::drafted},         {S::approved},        {S::issued},
    {S::complied}, {S::escalation_review}, {S::escalated},      {S::withdrawn, true}, {S::lapsed, true}, {S::closed_other, true},
};

constexpr G age_on_record = on_record(age_known<F>);

constexpr Step<S, E, F> steps[] = {
    // from                  event                  to                    who        guards and what the ledger calls it
    {S::unopened,          E::open_matter,        S::assessing,         P::create, {reports_linked, conduct_coded<F>}, "matter opened"},
    {S::unopened,          E::record_given,       S::issued,            P::create, {agency_named, agency_issues, copy_on_record, conduct_coded<F>, conduct_described<F>, recipient_named<F>, age_on_record, old_enough_on_issue<F>, service_method<F>, service_day<F>},
     "warning of another agency recorded"},
    {S::assessing,         E::decide_no_action,   S::closed_no_action,  P::edit,   {no_action_reason}, "closed without a warning"},
    {S::assessing,         E::draft_warning,      S::drafted,           P::edit,   {conduct_described<F>, conduct_dated<F>, locality_named<F>, detrimental<F>, persistent<F>, unreasonable<F>, recipient_named<F>, age_on_record, old_enough_on_issue<F>, young_considered<F>, considered<F>, premises_responsible<F>, duplicates_checked<F>},
     "warning drafted"},
    {S::drafted,           E::decide_no_action,   S::closed_no_action,  P::edit,   {no_action_reason}, "closed without a warning"},
    {S::drafted,           E::approve,            S::approved,          P::edit,   {approver_decides, approver_differs, sentence_present}, "warning approved"},
    {S::drafted,           E::issue,              S::issued,            P::edit,   {approval_not_needed, agency_issues, authority_named, authority_live, sentence_present, age_on_record, old_enough_on_issue<F>, service_method<F>, service_address<F>, service_place<F>, service_receiver<F>, service_day<F>, service_time<F>, service_officer<F>, service_arrival<F>, posting_enquired<F>, posting_premises<F>, compliance_set},
     "warning given"},
    {S::approved,          E::decide_no_action,   S::closed_no_action,  P::edit,   {no_action_reason}, "closed without a warning"},
    {S::approved,          E::revise,             S::drafted,           P::edit,   {reason_given<F>}, "warning taken back for changes"},
    {S::approved,          E::issue,              S::issued,            P::edit,   {agency_issues, authority_named, authority_live, sentence_present, age_on_record, old_enough_on_issue<F>, service_method<F>, service_address<F>, service_place<F>, service_receiver<F>, service_day<F>, service_time<F>, service_officer<F>, service_arrival<F>, posting_enquired<F>, posting_premises<F>, compliance_set},
     "warning given"},
    {S::issued,            E::record_compliance,  S::complied,          P::edit,   {watched_long_enough}, "warning followed"},
    {S::issued,            E::report_continuing,  S::escalation_review, P::edit,   {still_happening}, "warning not followed"},
    {S::issued,            E::withdraw,           S::withdrawn,         P::chair,  {reason_given<F>, recipient_told<F>}, "warning withdrawn"},
    {S::issued,            E::lapse,              S::lapsed,            P::edit,   {old_enough_to_lapse}, "warning lapsed"},
    {S::complied,          E::lapse,              S::lapsed,            P::edit,   {old_enough_to_lapse}, "warning lapsed"},
    {S::escalation_review, E::decide_notice,      S::escalated,         P::edit,   {warning_relied_on}, "notice decided on"},
    {S::escalation_review, E::decide_otherwise,   S::closed_other,      P::edit,   {outcome_coded, outcome_explained, tool_linked}, "closed without a notice"},
    {S::escalated,         E::resume_review,      S::escalation_review, P::edit,   {no_notice_left, reason_given<F>}, "decision on a notice taken up again"},
};

constexpr Workflow<S, E, F> table{"Community protection warning", S::unopened, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 12> state_names{"unopened", "assessing", "closed_no_action", "drafted", "approved", "issued",
                                                       "complied", "escalation_review", "escalated", "withdrawn", "lapsed", "closed_other"};
constexpr std::array<std::string_view, 12> state_words{"not opened", "being assessed", "closed without a warning", "in draft", "approved", "given", "followed",
                                                       "not followed", "followed by a notice", "withdrawn", "lapsed", "closed without a notice"};
constexpr std::array<std::string_view, 14> event_names{"open_matter", "record_given", "decide_no_action", "draft_warning", "approve", "revise", "issue", "record_compliance",
                                                       "report_continuing", "withdraw", "lapse", "decide_notice", "decide_otherwise", "resume_review"};
constexpr std::array<std::string_view, 14> event_words{
    "open a matter", "record a warning of another agency", "close without a warning", "draft a warning", "approve the warning", "take the warning back for changes", "record that the warning was given",
    "record that the warning was followed", "record that the effect continues", "withdraw the warning", "let the warning lapse", "decide on a notice", "close without a notice", "take up the decision again"};

}  // namespace

std::string_view name(WarningState state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(WarningState state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(WarningEvent event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(WarningEvent event) { return event_words[static_cast<std::size_t>(event)]; }
std::optional<WarningState> parse_warning_state(std::string_view text) { return named<WarningState>(state_names, text); }
std::optional<WarningEvent> parse_warning_event(std::string_view text) { return named<WarningEvent>(event_names, text); }

const Workflow<WarningState, WarningEvent, WarningFacts>& warning_workflow() { return table; }

Date WarningFacts::issue_day() const { return given_on ? *given_on : deemed(*this).value_or(today); }

Deadline monitored_until(Date given_on, std::optional<Date> compliance_on, const LocalRules& rules) {
    const auto allowed = std::max(given_on, compliance_on.value_or(given_on));
    return count_by(Counting::following, rules.monitoring_days, allowed, "the end of the time the warning allowed", "monitoring_days", "");
}

std::optional<Deadline> monitored_until(const WarningFacts& f) {
    return f.given_on ? std::optional(monitored_until(*f.given_on, f.compliance_on, f.rules)) : std::nullopt;
}

}  // namespace casework::domain::community_protection
