// The table of disposals, the schedule of kinds, and the words of reasons and holds.
#include "domain/disposal/disposal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "domain/case_review/review_workflow.hpp"
#include "domain/community_protection/notice_workflow.hpp"
#include "domain/community_protection/warning_workflow.hpp"
#include "domain/named.hpp"
#include "domain/nominals/nominal_workflow.hpp"
#include "domain/reports/triage_workflow.hpp"
#include "domain/text.hpp"
#include "domain/tools_and_powers/tool_workflow.hpp"
#include "domain/vulnerability/case_workflow.hpp"

namespace casework::domain::disposal {
namespace {

using S = State;
using E = Event;
using P = Permission;
using G = Guard<Facts>;

constexpr std::string_view storage = "UK GDPR Art 5(1)(e); DPA 2018 s.39(1)";
constexpr std::string_view four_eyes = "Four eyes";
constexpr std::string_view schedule = "Retention and disposal schedule of the partnership";

bool good_length(const std::string& text) {
    const auto length = static_cast<int>(code_points(trimmed(text)));
    return length >= words_least && length <= words_most;
}
std::string held(const Facts& f) {
    std::vector<std::string> kinds;
    for (const auto& kind : f.holds) kinds.push_back(lower_first(words_for(hold_kinds(), kind)));
    return fmt::format("A hold stands: {}. Nothing is erased before it is lifted", listed(kinds));
}
std::string too_early(const Facts& f) {
    if (!f.allowed_from) return "The record has not ended, so its retention period has not begun";
    return fmt::format("Its retention period ends on {}. Until then select a reason that does not depend on it", long_date(*f.allowed_from));
}

template <class S, class E, class F>
std::vector<std::string_view> ended_states(const Workflow<S, E, F>& machine, std::initializer_list<std::string_view> also = {}) {
    std::vector<std::string_view> states(also);
    for (const auto& row : machine.states)
        if (row.terminal) states.push_back(name(row.state));
    return states;
}

constexpr G ended{"ended", "Close or archive the record first", schedule, "", [](const Facts& f) { return f.ended; }};
constexpr G no_hold{"no_hold", "A hold stands. Nothing is erased before it is lifted", schedule, "", [](const Facts& f) { return f.holds.empty(); }, held};
constexpr G no_proceedings{"no_proceedings", "A breach, prosecution or appeal of it is open: what could be needed in court is kept", "Criminal Procedure and Investigations Act 1996, code of practice", "",
                           [](const Facts& f) { return !f.proceedings; }};
constexpr G nothing_relies{"nothing_relies", "Another record that has not ended relies on it", schedule, "", [](const Facts& f) { return f.relied_on_by == 0; },
                           [](const Facts& f) { return upper_first(counted(f.relied_on_by, "other record")) + (f.relied_on_by == 1 ? " that has not ended relies on it" : " that have not ended rely on it"); }};
constexpr G not_asked{"not_asked", "Somebody has asked for this already. A records officer decides", four_eyes, "", [](const Facts& f) { return !f.asked_already; }};
constexpr G reason_known{"reason", "Select why it is erased", storage, "reason", [](const Facts& f) { return has_code(reasons(), f.reason); }};
constexpr G retention{"retention", "Its retention period is not over", storage, "reason",
                      [](const Facts& f) { return f.reason != retention_over || (f.allowed_from && *f.allowed_from <= f.today); }, too_early};
constexpr G said_why{"words", "Say in 20 to 500 characters why", storage, "words", [](const Facts& f) { return good_length(f.words); }};
constexpr G by_records_officer{"records_officer", "Only a records officer decides about a disposal", "Access table, row D4", "", [](const Facts& f) { return f.records_officer; }};
constexpr G not_own{"not_own", "You cannot decide about what you have asked for yourself", four_eyes, "", [](const Facts& f) { return !f.own; }};
constexpr G asker_may{"asker_may", "The person who asked may no longer ask for this. Refuse it, so that somebody else asks", four_eyes, "", [](const Facts& f) { return f.asker_still_may; }};
constexpr G answer_said{"answer", "Say in 20 to 500 characters why you decide so", storage, "words", [](const Facts& f) { return good_length(f.answer_words); }};
constexpr G own{"own", "Only the person who asked withdraws it", four_eyes, "", [](const Facts& f) { return f.own; }};

constexpr StateRow<S> states[] = {{S::unasked}, {S::open}, {S::refused, true}, {S::withdrawn, true}, {S::erased, true}};

constexpr Step<S, E, Facts> steps[] = {
    // from        event        to            who               guards                                                                                             recorded as
    {S::unasked, E::ask,      S::open,      P::request_erase, {ended, no_hold, no_proceedings, nothing_relies, not_asked, reason_known, retention, said_why},     "erasure asked for"},
    {S::open,    E::approve,  S::erased,    P::approve,       {by_records_officer, not_own, asker_may, ended, no_hold, no_proceedings, nothing_relies, retention, answer_said}, "erased"},
    {S::open,    E::refuse,   S::refused,   P::approve,       {by_records_officer, not_own, answer_said},                                                         "erasure refused"},
    {S::open,    E::withdraw, S::withdrawn, P::request_erase, {own},                                                                                              "request withdrawn"},
};

constexpr Workflow<S, E, Facts> table{"Disposal", S::unasked, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 5> state_names{"unasked", "open", "refused", "withdrawn", "erased"};
constexpr std::array<std::string_view, 5> state_words{"not asked for", "waiting for a records officer", "refused", "withdrawn", "erased"};
constexpr std::array<std::string_view, 4> event_names{"ask", "approve", "refuse", "withdraw"};
constexpr std::array<std::string_view, 4> event_words{"ask for erasure", "approve the erasure", "refuse the erasure", "withdraw the request"};

constexpr Code reason_codes[] = {{retention_over, "Its retention period is over", "UK GDPR Art 5(1)(e); DPA 2018 s.39"},
                                 {"subject_request", "The person asked for erasure", "UK GDPR Art 17; DPA 2018 s.47"},
                                 {"mistake", "It was entered by mistake", "UK GDPR Art 5(1)(d); DPA 2018 s.38"},
                                 {"court_order", "A court or the Information Commission ordered it", "For example, DPA 2018 ss.149, 167"}};
constexpr Code hold_codes[] = {{"litigation", "Litigation", "Proceedings in court, begun or to be expected"},
                               {"death_review", "Domestic abuse related death review", "Domestic Violence, Crime and Victims Act 2004 s.9"},
                               {"child_review", "Child safeguarding practice review", "Children Act 2004 s.16F"},
                               {"adult_review", "Safeguarding adults review", "Care Act 2014 s.44"},
                               {"inquest", "Inquest", "Coroners and Justice Act 2009"},
                               {"inquiry", "Inquiry", "Inquiries Act 2005 s.35"},
                               {"subject_access", "Subject access request in progress", "UK GDPR Art 15; DPA 2018 ss.45, 173"},
                               {"appeal", "Active appeal", ""}};
constexpr Code purpose_codes[] = {{"retention", "Retention and disposal", ""}, {"data_subject", "Rights of the person", ""}, {"order", "An order has to be followed", ""}};

}  // namespace

std::string_view name(State state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(State state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(Event event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(Event event) { return event_words[static_cast<std::size_t>(event)]; }
std::optional<State> parse_state(std::string_view text) { return named<State>(state_names, text); }

CodeList reasons() { return reason_codes; }
CodeList hold_kinds() { return hold_codes; }
CodeList purposes() { return purpose_codes; }

const Workflow<State, Event, Facts>& workflow() { return table; }

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> list{{"nominal", "nominal", ended_states(nominals::workflow(), {"archived"}), "retention_nominal_years"},
                                        {"warning", "community protection warning", ended_states(community_protection::warning_workflow(), {"escalated"}), "retention_protection_years"},
                                        {"notice", "community protection notice", ended_states(community_protection::notice_workflow()), "retention_protection_years"},
                                        {"report", "report", ended_states(reports::workflow(), {"resolved"}), "retention_report_years"},
                                        {"tool", "tool or power", ended_states(tools_and_powers::workflow()), "retention_tool_years"},
                                        {"case_review", "ASB case review", ended_states(case_review::workflow(), {"closed_not_met"}), "retention_review_years"},
                                        {"vulnerability", "vulnerability case", ended_states(vulnerability::workflow()), "retention_vulnerability_years"}};
    return list;
}

const Kind* find_kind(std::string_view kind) {
    const auto found = std::ranges::find(kinds(), kind, &Kind::kind);
    return found == kinds().end() ? nullptr : &*found;
}

bool has_ended(const Kind& kind, std::string_view state) { return std::ranges::find(kind.ended, state) != kind.ended.end(); }

Date allowed_from(Date ended_on, int years) { return add_months(ended_on, 12 * years); }

Refusals hold_refused(const NewHold& hold, Date today) {
    Refusals refusals;
    if (!has_code(hold_kinds(), hold.kind)) refusals.push_back({RefusalKind::invalid, "kind", "Select what the record is held for", std::string(schedule)});
    if (!hold.from || *hold.from > today) refusals.push_back({RefusalKind::invalid, "from", "Enter the day from which it is held: today or earlier", std::string(schedule)});
    if (!good_length(hold.reason)) refusals.push_back({RefusalKind::invalid, "reason", fmt::format("Say in {} to {} characters why", words_least, words_most), std::string(schedule)});
    return refusals;
}

Refusals lift_refused(std::string_view reason) {
    if (good_length(std::string(reason))) return {};
    return {{RefusalKind::invalid, "reason", fmt::format("Say in {} to {} characters why", words_least, words_most), std::string(schedule)}};
}

}  // namespace casework::domain::disposal
