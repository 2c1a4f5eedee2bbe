// The rules of a breach of a public spaces protection order (2014 Act ss.63, 67, 68).
#include "domain/tools_and_powers/pspo_breach.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "domain/tools_and_powers/terms.hpp"

namespace casework::domain::tools_and_powers {
namespace {

using F = PspoFacts;
using G = Guard<F>;

constexpr std::string_view practice = "Local rules of the register of tools and powers";

constexpr Code result_rows[] = {{"warned", "Warned", ""}, {"penalty", "Fixed penalty notice", "2014 Act s.68"}, {"report", "Reported for prosecution", "2014 Act ss.63, 67"}};
constexpr Code officer_rows[] = {{"constable", "Constable", "2014 Act s.68(1)"}, {"authorised", "Person authorised by the council", "2014 Act s.68(1)"}};

constexpr Code excuse_rows[] = {{"none", "None was given", ""}, {"given", "One was given, and it is not reasonable", ""}, {"reasonable", "They had a reasonable excuse", "2014 Act s.67(1)"}};
constexpr Code end_rows[] = {{"paid", "Paid", "2014 Act s.68(4)"}, {"cancelled", "Cancelled", ""}};

bool given(std::string_view text) { return !trimmed(text).empty(); }
const Term* article_of(const F& f) { return term_on(f.order, f.article, f.on); }
bool about_alcohol(const F& f) { return article_of(f) && article_of(f)->alcohol; }

constexpr G is_order{"is_order", "Select the order", "2014 Act s.67", "order", [](const F& f) { return is_public_spaces_order(f.order.kind); }};
constexpr G day_past{"day_past", "Enter the date of the breach, today or in the past", practice, "on", [](const F& f) { return f.on.ok() && f.on <= f.today; }};
constexpr G article_held{"article_held", "The article was not in force on that day", "2014 Act s.67", "article", [](const F& f) { return judge_breach(f.order, f.article, f.on).has_value(); },
                         [](const F& f) { const auto term = judge_breach(f.order, f.article, f.on); return term ? std::string() : term.error().front().message; }};
constexpr G article_applied{"article_applied", "The article did not apply at that time of day", "2014 Act s.59(6)", "at", [](const F& f) {
                                const auto* article = article_of(f);
                                return !article || !article->hours || article->hours->covers(f.at);
                            },
                            [](const F& f) {
                                const auto* article = article_of(f);
                                return article && article->hours ? fmt::format("The article did not apply at {}: it applies from {} to {}", time_words(f.at), time_words(article->hours->from), time_words(article->hours->until)) : std::string();
                            }};
constexpr G inside{"inside", "Mark the place inside the restricted area", "2014 Act s.59(4)", "place", [](const F& f) {
                       const auto* article = article_of(f);
                       return f.place && (!article || article->area.empty() || places::covers(article->area, *f.place));
                   }};
constexpr G who{"who", "Enter who it was, or describe them", practice, "person", [](const F& f) { return given(f.person) || given(f.description); }};
constexpr G officer_named{"officer_named", "Enter which officer or authorised person met them", practice, "officer", [](const F& f) { return given(f.officer) && has_code(officer_rows, f.by); }};
constexpr G result_coded{"result_coded", "Select what was done", practice, "result", [](const F& f) { return has_code(result_rows, f.result); }};
constexpr G authority_shown{"authority_shown", "The requirement was not valid: the officer was asked for the authority and did not show it", "2014 Act s.63", "authority_shown", [](const F& f) {
                                return !f.requirement_given || !f.authority_asked || f.authority_shown;
                            }};
constexpr G items_disposed{"items_disposed", "Enter for each item what it is and what became of it", "2014 Act s.63", "items", [](const F& f) {
                               return std::ranges::all_of(f.items, [](const SurrenderedItem& item) { return given(item.what) && given(item.disposal); });
                           }};
// Drinking in the area is lawful until somebody is told to stop: the offence is not doing what was required.
constexpr G requirement_refused{"requirement_refused", "Drinking alcohol is no offence by itself: record that a requirement to stop or hand it over was refused", "2014 Act ss.63, 67(4)", "requirement_refused", [](const F& f) {
                                    return f.result == "warned" || !about_alcohol(f) || (f.requirement_given && f.requirement_refused);
                                }};

constexpr G excuse_weighed{"excuse_weighed", "Select whether there was an excuse", "2014 Act ss.63(6), 67(1)", "excuse", [](const F& f) { return has_code(excuse_rows, f.excuse); }};
constexpr G excuse_said{"excuse_said", "Enter what they said", practice, "excuse_note", [](const F& f) { return f.excuse == "none" || !has_code(excuse_rows, f.excuse) || given(f.excuse_note); }};
constexpr G no_reasonable_excuse{"no_reasonable_excuse", "Somebody with a reasonable excuse commits no offence: record a warning", "2014 Act ss.63(6), 67(1)", "result", [](const F& f) {
                                     return f.excuse != "reasonable" || f.result == "warned";
                                 }};

constexpr G person_identified{"person_identified", "Enter who the penalty is for", "2014 Act s.68(1)", "person", [](const F& f) { return given(f.person); }};
constexpr G old_enough{"old_enough", "Local rule: no fixed penalty at this age", "Local rule on fixed penalties", "age", [](const F& f) { return f.age && *f.age >= f.penalty_age_min; },
                       [](const F& f) { return f.age ? fmt::format("The partnership gives no fixed penalty to anybody under {}", f.penalty_age_min) : std::string("Enter the age, or the age as it appears"); }};
constexpr G notice_dated{"notice_dated", "Date of the penalty must be on or after the breach, and not in the future", "2014 Act s.68", "notice_on", [](const F& f) {
                             return f.penalty.notice_on.ok() && f.penalty.notice_on >= f.on && f.penalty.notice_on <= f.today;
                         }};
constexpr G amount_lawful{"amount_lawful", "The penalty is too high", "2014 Act s.68(6)", "penalty_pence", [](const F& f) { return f.penalty.pence > 0 && f.penalty.pence <= value_on(*f.law, "pspo.penalty_pence_max", f.penalty.notice_on); },
                          [](const F& f) { return fmt::format("The penalty must be at most £{} on {}", value_on(*f.law, "pspo.penalty_pence_max", f.penalty.notice_on) / 100, long_date(f.penalty.notice_on)); }};
constexpr G early_lawful{"early_lawful", "A lower amount must be less than the penalty and payable within fewer than 14 days", "2014 Act s.68", "early_pence", [](const F& f) {
                             if (f.penalty.early_days == 0 && f.penalty.early_pence == 0) return true;
                             return f.penalty.early_pence > 0 && f.penalty.early_pence < f.penalty.pence && f.penalty.early_days > 0 && f.penalty.early_days < value_on(*f.law, "pspo.penalty_days", f.penalty.notice_on);
                         }};
constexpr G payee_made_order{"payee_made_order", "The penalty is paid to the council that made the order", "2014 Act s.68", "payee", [](const F& f) { return given(f.penalty.payee) && f.penalty.payee == f.order.agency; }};
constexpr G one_penalty{"one_penalty", "A penalty was given for this offence already", "2014 Act s.68(1)", "", [](const F& f) { return !f.penalty.another_for_same_offence; }};

constexpr Guards<F> breach_rules{is_order, day_past, article_held, article_applied, inside, who, officer_named, result_coded, authority_shown, items_disposed, requirement_refused, excuse_weighed, excuse_said, no_reasonable_excuse};
constexpr Guards<F> penalty_rules{person_identified, old_enough, notice_dated, amount_lawful, early_lawful, payee_made_order, one_penalty};

using E = Guard<PenaltyEnd>;
constexpr E end_coded{"end_coded", "Select what became of the penalty", practice, "outcome", [](const PenaltyEnd& f) { return has_code(end_rows, f.outcome); }};
constexpr E end_dated{"end_dated", "Enter the date, on or after the penalty and not in the future", practice, "ended_on", [](const PenaltyEnd& f) { return f.on && *f.on >= f.penalty.notice_on && *f.on <= f.today; }};
constexpr E paid_in_time{"paid_in_time", "The payment came too late", "2014 Act s.68(4); setting on late payment", "ended_on",
                         [](const PenaltyEnd& f) { return f.outcome != "paid" || f.late_accepted || !f.on || *f.on <= penalty_last_day(f.penalty.notice_on, *f.law); },
                         [](const PenaltyEnd& f) { return "The last day to pay was " + long_date(penalty_last_day(f.penalty.notice_on, *f.law)) + ", and the partnership takes no late payment"; }};
constexpr E cancelled_because{"cancelled_because", "Enter why it is cancelled", practice, "reason", [](const PenaltyEnd& f) { return f.outcome != "cancelled" || given(f.reason); }};
constexpr Guards<PenaltyEnd> end_rules{end_coded, end_dated, paid_in_time, cancelled_because};

template <class Facts>
void check(const Guards<Facts>& rules, const Facts& facts, Refusals& refusals) {
    for (const auto* rule : rules)
        if (!rule->holds(facts)) refusals.push_back(rule->refusal(facts));
}
template <class Facts>
std::string lines_of(std::string_view heading, const Guards<Facts>& rules) {
    std::string out = fmt::format("\n\n{}", heading);
    for (const auto* rule : rules) out += fmt::format("\n  {}{}: {} [{}]", rule->rule, rule->field.empty() ? "" : fmt::format(" ({})", rule->field), rule->words, rule->authority);
    return out;
}

}  // namespace

bool is_public_spaces_order(std::string_view kind) { return kind == "pspo" || kind == "pspo_expedited"; }
CodeList pspo_excuses() { return excuse_rows; }
CodeList penalty_ends() { return end_rows; }
const Guards<PenaltyEnd>& penalty_end_rules() { return end_rules; }

Refusals penalty_end_refused(const PenaltyEnd& facts) {
    Refusals refusals;
    check(end_rules, facts, refusals);
    return refusals;
}

CodeList pspo_results() { return result_rows; }
CodeList pspo_officers() { return officer_rows; }
const Guards<PspoFacts>& pspo_breach_rules() { return breach_rules; }
const Guards<PspoFacts>& pspo_penalty_rules() { return penalty_rules; }

Refusals pspo_breach_refused(const PspoFacts& facts) {
    Refusals refusals;
    check(breach_rules, facts, refusals);
    if (facts.result == "penalty") check(penalty_rules, facts, refusals);
    return refusals;
}

Date penalty_last_day(Date notice_on, const LegalRules& law) { return last_day_following(notice_on, value_on(law, "pspo.penalty_days", notice_on)); }

std::string print_pspo_rules() {
    return "Breach of a public spaces protection order" + lines_of("every record", breach_rules) + lines_of("a fixed penalty", penalty_rules) + lines_of("the end of a penalty", end_rules) + "\n";
}

}  // namespace casework::domain::tools_and_powers
