// The table of fixed penalties.
#include "domain/community_protection/penalty_workflow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "domain/community_protection/codes.hpp"
#include "domain/named.hpp"
#include "domain/text.hpp"

namespace casework::domain::community_protection {
namespace {

using S = PenaltyState;
using E = PenaltyEvent;
using P = Permission;
using F = PenaltyFacts;
using G = Guard<F>;

constexpr std::string_view practice = "Local rule of the enforcement group";

bool given(std::string_view text) { return !trimmed(text).empty(); }
bool holds(const std::vector<std::string>& list, std::string_view item) { return std::ranges::find(list, item) != list.end(); }
Date dated_on(const F& f) { return f.penalty.dated.value_or(f.today); }
std::string authority_wrong(const F& f) { return f.authority ? authority_refused(*f.authority, Power::penalty, f.area, dated_on(f)) : std::string(); }
int cap(const F& f) { return rule_on(*f.law, "cpn.fpn.cap", dated_on(f)).value; }
int early_days_below(const F& f) { return rule_on(*f.law, "cpn.fpn.early_days_below", dated_on(f)).value; }
bool offers_early(const F& f) { return f.penalty.early_pence != 0 || f.penalty.early_days != 0; }
bool paid_by(const F& f, const std::optional<Deadline>& last) {
    const auto day = payment_effective(f.payment, f.rules, f.holidays);
    return day && last && in_time(*last, day->last);
}

constexpr G offence_believed{"offence_believed", "Enter why there is reason to believe that the offence was committed", "2014 Act s.52(1)", "belief", [](const F& f) { return given(f.belief); }};
constexpr G requirement_bound{"requirement_bound", "The requirement had no effect on the day of the breach: no offence was committed", "2014 Act ss.46(3), 48(1)", "", [](const F& f) { return f.breach_binding; }};
constexpr G officer_named{"officer_named", "Select the officer who issues the penalty", "2014 Act s.53", "officer", [](const F& f) { return f.authority.has_value(); }};
constexpr G officer_authorised{"officer_authorised", "The officer has no live authority for this area", "2014 Act s.53", "", [](const F& f) { return authority_wrong(f).empty(); }, authority_wrong};
constexpr G one_for_the_offence{"one_for_the_offence", "A penalty has been issued for this offence already", "2014 Act s.52(3)", "", [](const F& f) { return f.other_penalty.empty(); },
                                [](const F& f) { return "A penalty has been issued for this offence already: " + f.other_penalty; }};
constexpr G dated{"dated", "Enter the date of the penalty, today or in the past", "2014 Act s.52(5)", "dated", [](const F& f) { return f.penalty.dated && *f.penalty.dated <= f.today; }};
constexpr G within_cap{"within_cap", "The penalty is more than the law allows", "2014 Act s.52(7)", "pence", [](const F& f) { return f.penalty.pence > 0 && f.penalty.pence <= cap(f); },
                       [](const F& f) { return fmt::format("The penalty must be {} or less", pounds(cap(f))); }};
constexpr G early_is_less{"early_is_less", "The amount for paying early must be less than the penalty", "2014 Act s.52(8)", "early_pence",
                          [](const F& f) { return !offers_early(f) || (f.penalty.early_pence > 0 && f.penalty.early_pence < f.penalty.pence); }};
constexpr G early_is_short{"early_is_short", "The time for paying early must be fewer than 14 days", "2014 Act s.52(8)", "early_days",
                           [](const F& f) { return !offers_early(f) || (f.penalty.early_days > 0 && f.penalty.early_days < early_days_below(f)); },
                           [](const F& f) { return fmt::format("The time for paying early must be fewer than {} days", early_days_below(f)); }};
constexpr G particulars_given{"particulars_given", "Enter what happened, in enough detail to know what the offence is", "2014 Act s.52(6)(a)", "particulars", [](const F& f) { return given(f.penalty.particulars); }};
constexpr G payee_is_council{"payee_is_council", "Select the council that issued the notice, or one that could have issued it when the notice is not a council’s", "2014 Act s.52(4)", "payee_council",
                             [](const F& f) { return f.notice_council.empty() ? holds(f.able_councils, f.penalty.payee_council) : f.penalty.payee_council == f.notice_council; }};
constexpr G payee_addressed{"payee_addressed", "Enter the name and address to which the penalty is paid", "2014 Act s.52(6)(d)", "payee_address", [](const F& f) { return given(f.penalty.payee_name) && given(f.penalty.payee_address); }};
constexpr G methods_stated{"methods_stated", "Select how it can be paid, with cash or cheque by post among the ways", "2014 Act s.52(6)(e), (9)", "methods", [](const F& f) {
                               return holds(f.penalty.methods, "post") && std::ranges::all_of(f.penalty.methods, [](const auto& m) { return has_code(payment_methods(), m); });
                           }};

constexpr G payment_dated{"payment_dated", "Enter how it was paid and when it was sent or received, not in the future", "2014 Act s.52(9), (10)", "paid_on", [](const F& f) {
                              const auto when = f.payment.method == "post" ? f.payment.sent_on : f.payment.received_on;
                              return has_code(payment_methods(), f.payment.method) && when && *when <= f.today && (!f.penalty.dated || *when >= *f.penalty.dated);
                          }};
constexpr G paid_early_enough{"paid_early_enough", "The time for paying the lower amount had ended", "2014 Act s.52(8)", "paid_on", [](const F& f) { return paid_by(f, early_last_day(f.penalty, *f.law)); },
                              [](const F& f) {
                                  const auto last = early_last_day(f.penalty, *f.law);
                                  return last ? "The lower amount could be paid until " + long_date(last->last) : std::string("No lower amount was offered");
                              }};
constexpr G early_amount_paid{"early_amount_paid", "The amount paid is less than the lower amount", "2014 Act s.52(8)", "paid_pence", [](const F& f) { return f.payment.pence >= f.penalty.early_pence; },
                              [](const F& f) { return "The lower amount is " + pounds(f.penalty.early_pence); }};
constexpr G paid_in_time{"paid_in_time", "The payment came after the last day. Record it as a late payment", "2014 Act s.52(5)(b)", "paid_on", [](const F& f) { return paid_by(f, penalty_last_day(f.penalty, *f.law)); },
                         [](const F& f) {
                             const auto last = penalty_last_day(f.penalty, *f.law);
                             return last ? "The last day to pay was " + long_date(last->last) + ". Record it as a late payment" : std::string("The penalty has no date");
                         }};
constexpr G whole_amount_paid{"whole_amount_paid", "The amount paid is less than the penalty", "2014 Act s.52(5)(b)", "paid_pence", [](const F& f) { return f.payment.pence >= f.penalty.pence; },
                              [](const F& f) { return "The penalty is " + pounds(f.penalty.pence); }};
constexpr G period_over{"period_over", "The time to pay has not ended", "2014 Act s.52(5)", "",
                        [](const F& f) {
                            const auto last = penalty_last_day(f.penalty, *f.law);
                            return last && f.today > last->last;
                        },
                        [](const F& f) {
                            const auto last = penalty_last_day(f.penalty, *f.law);
                            return last ? "The person can pay until the end of " + long_date(last->last) : std::string("The penalty has no date");
                        }};
constexpr G late_accepted{"late_accepted", "The partnership does not accept payment after the last day", practice, "", [](const F& f) { return f.rules.late_payment_accepted; }};
constexpr G cancel_coded{"cancel_coded", "Select why the penalty is cancelled", practice, "reason", [](const F& f) { return has_code(penalty_cancel_reasons(), f.reason); }};
constexpr G cancel_explained{"cancel_explained", "Enter why the penalty is cancelled", practice, "note", [](const F& f) { return given(f.note); }};
constexpr G reason_given{"reason_given", "Enter the reason", practice, "reason", [](const F& f) { return given(f.reason); }};

constexpr StateRow<S> states[] = {
    {S::unissued}, {S::issued}, {S::paid_early, true}, {S::paid, true}, {S::cancelled, true}, {S::unpaid}, {S::prosecuted, true}, {S::late_paid, true}, {S::no_further_action, true},
};

constexpr Step<S, E, F> steps[] = {
    // from          event              to                    who        guards                                     recorded as
    {S::unissued, E::issue,          S::issued,            P::edit,  {offence_believed, requirement_bound, officer_named, officer_authorised, one_for_the_offence, dated, within_cap, early_is_less, early_is_short, particulars_given, payee_is_council, payee_addressed, methods_stated},
     "fixed penalty issued"},
    {S::issued,   E::pay_early,      S::paid_early,        P::edit,  {payment_dated, paid_early_enough, early_amount_paid}, "lower amount paid in time"},
    {S::issued,   E::pay,            S::paid,              P::edit,  {payment_dated, paid_in_time, whole_amount_paid},      "penalty paid in time"},
    {S::issued,   E::cancel,         S::cancelled,         P::chair, {cancel_coded, cancel_explained},                      "penalty cancelled"},
    {S::issued,   E::run_out,        S::unpaid,            P::edit,  {period_over},                                         "penalty not paid in time"},
    {S::unpaid,   E::prosecute,      S::prosecuted,        P::edit,  {period_over, reason_given},                           "unpaid penalty sent for prosecution"},
    {S::unpaid,   E::accept_late,    S::late_paid,         P::edit,  {late_accepted, payment_dated, whole_amount_paid},     "late payment accepted"},
    {S::unpaid,   E::take_no_action, S::no_further_action, P::chair, {reason_given},                                        "no further action on the penalty"},
};

constexpr Workflow<S, E, F> table{"Fixed penalty", S::unissued, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 9> state_names{"unissued", "issued", "paid_early", "paid", "cancelled", "unpaid", "prosecuted", "late_paid", "no_further_action"};
constexpr std::array<std::string_view, 9> state_words{"not issued", "issued", "paid early", "paid", "cancelled", "not paid", "sent for prosecution", "paid late", "closed without payment"};
constexpr std::array<std::string_view, 8> event_names{"issue", "pay_early", "pay", "cancel", "run_out", "prosecute", "accept_late", "take_no_action"};
constexpr std::array<std::string_view, 8> event_words{"issue the penalty", "record an early payment", "record a payment", "cancel the penalty", "record that it was not paid", "send it for prosecution", "accept a late payment", "take no further action"};

}  // namespace

std::string_view name(PenaltyState state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(PenaltyState state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(PenaltyEvent event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(PenaltyEvent event) { return event_words[static_cast<std::size_t>(event)]; }
std::optional<PenaltyState> parse_penalty_state(std::string_view text) { return named<PenaltyState>(state_names, text); }
std::optional<PenaltyEvent> parse_penalty_event(std::string_view text) { return named<PenaltyEvent>(event_names, text); }

const Workflow<PenaltyState, PenaltyEvent, PenaltyFacts>& penalty_workflow() { return table; }

std::optional<Deadline> penalty_last_day(const Penalty& penalty, const LegalRules& law) {
    return penalty.dated ? std::optional(count_by(Counting::following, rule_on(law, "cpn.fpn.immunity_days", *penalty.dated), *penalty.dated, "the date of the penalty")) : std::nullopt;
}

std::optional<Deadline> early_last_day(const Penalty& penalty, const LegalRules& law) {
    if (!penalty.dated || penalty.early_days == 0) return std::nullopt;
    return count_by(Counting::following, penalty.early_days, *penalty.dated, "the date of the penalty", "penalty_early_days", rule_on(law, "cpn.fpn.early_days_below", *penalty.dated).authority);
}

std::optional<Deadline> payment_effective(const Payment& payment, const LocalRules& rules, const BankHolidays& holidays) {
    if (payment.method != "post") return payment.received_on ? std::optional(set_day(*payment.received_on, "the day the payment was received", "2014 Act s.52(5)(b)")) : std::nullopt;
    if (!payment.sent_on) return std::nullopt;
    return count_by(Counting::working_days, rules.post_working_days, *payment.sent_on, "the day of posting", "post_working_days", "2014 Act s.52(10)", holidays);
}

std::string certificate_statement(const PenaltyFacts& f, PenaltyState state) {
    const bool paid = state == S::paid || state == S::paid_early || state == S::late_paid;
    const auto day = paid ? payment_effective(f.payment, f.rules, f.holidays) : penalty_last_day(f.penalty, *f.law);
    if (!day) return {};
    return fmt::format("Payment of a fixed penalty of {} was {}received by {}.", pounds(state == S::paid_early ? f.penalty.early_pence : f.penalty.pence), paid ? "" : "not ", long_date(day->last));
}

}  // namespace casework::domain::community_protection
