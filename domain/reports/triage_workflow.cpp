// The table of reports.
#include "domain/reports/triage_workflow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "domain/named.hpp"
#include "domain/reports/codes.hpp"
#include "domain/text.hpp"

namespace casework::domain::reports {
namespace {

using S = State;
using E = Event;
using P = Permission;
using G = Guard<Facts>;

constexpr std::string_view local = "Local rules of the Community Protection Team";

bool given(std::string_view text) { return !trimmed(text).empty(); }

// Receiving.
constexpr G category_coded{"category_coded", "Select what the report is about", local, "category", [](const Facts& f) { return has_code(categories(), f.report.category); }};
constexpr G kind_coded{"kind_coded", "Select what happened within the category", local, "kind", [](const Facts& f) { return has_code(kinds_of(f.report.category), f.report.kind); }};
constexpr G described{"described", "Enter what happened", local, "what", [](const Facts& f) { return given(f.report.what); }};
constexpr G occurred{"occurred", "Enter when it happened: the first day, and the last if it went on", local, "occurred_from", [](const Facts& f) {
                         const auto& r = f.report;
                         return r.occurred_from && r.occurred_from->ok() && (!r.occurred_until || *r.occurred_until >= *r.occurred_from);
                     }};
constexpr G reported{"reported", "Date of the report must be today or in the past, and not before it happened", local, "reported_on", [](const Facts& f) {
                         const auto& r = f.report;
                         return r.reported_on && *r.reported_on <= f.today && (!r.occurred_from || *r.reported_on >= *r.occurred_from);
                     }};
constexpr G channel_coded{"channel_coded", "Select how the report came in", local, "channel", [](const Facts& f) { return has_code(channels(), f.report.channel); }};
constexpr G reporter_coded{"reporter_coded", "Select who reports it, or that they did not say", local, "reporter_kind", [](const Facts& f) { return has_code(reporter_kinds(), f.reporter_kind); }};
constexpr G place_given{"place_given", "Select the premises or location, or describe the place and why no better one is known", local, "place", [](const Facts& f) {
                            return given(f.report.place) || (given(f.report.place_text) && given(f.report.place_text_reason));
                        }};

// Asking back.
constexpr G question_asked{"question_asked", "Enter what you need to know", local, "text", [](const Facts& f) { return given(f.text); }};
constexpr G safely_reached{"safely_reached", "The reporter cannot be reached safely", "Safe contact of the reporter", "", [](const Facts& f) { return f.reachable && f.reporter_kind != "anonymous"; }};
constexpr G answer_given{"answer_given", "Enter what the reporter said", local, "text", [](const Facts& f) { return given(f.text); }};

// Several reports, one incident.
constexpr G other_known{"other_known", "Select the report whose incident this is", local, "other", [](const Facts& f) { return given(f.other) && f.other_exists; }};
constexpr G not_itself{"not_itself", "Select another report than this one", local, "other", [](const Facts& f) { return f.other != f.report.id || f.other.empty(); }};
constexpr G not_chained{"not_chained", "That report is itself part of another incident. Select the first one", local, "other", [](const Facts& f) { return !f.other_joined; }};
constexpr G category_same{"category_same", "Enter why reports of two categories are one incident", local, "text", [](const Facts& f) { return f.other_category == f.report.category || given(f.text); }};
constexpr G reason_given{"reason_given", "Enter the reason", local, "text", [](const Facts& f) { return given(f.text); }};

// Triage.
constexpr G risk_judged{"risk_judged", "Select the risk to who suffers it", "Statutory guidance on anti-social behaviour: put the victim first", "risk", [](const Facts& f) { return has_code(risks(), f.risk); }};
constexpr G danger_passed{"danger_passed", "Tell the police first: somebody is in danger", "UK GDPR Article 6(1)(d)", "police_told", [](const Facts& f) { return f.risk != "immediate" || f.police_told; }};
constexpr G ward_known{"ward_known", "Record the ward of the place", local, "ward", [](const Facts& f) { return given(f.report.ward) && given(f.report.ward_version); }};
constexpr G officer_named{"officer_named", "Select the officer who deals with it", local, "officer", [](const Facts& f) { return given(f.officer); }};

// Matters.
constexpr G subject_chosen{"subject_chosen", "Select the person, body, premises or location that the matter is about", local, "about", [](const Facts& f) { return given(f.report.about); }};
constexpr G conduct_follows{"conduct_follows", "No matter is opened about this category. Resolve the report or pass it on", local, "", [](const Facts& f) { return !conduct_for(f.report.category, f.report.kind).empty(); }};
constexpr G duplicates_checked{"duplicates_checked", "Check whether any agency already works on this", local, "duplicates_checked", [](const Facts& f) { return f.duplicates_checked; }};
constexpr G none_open{"none_open", "A matter about this is open. Link the report to it", local, "", [](const Facts& f) { return f.open_matter.empty(); },
                      [](const Facts& f) { return f.open_matter + " is about this already. Link the report to it"; }};
constexpr G matter_named{"matter_named", "Enter the reference of the matter", local, "matter", [](const Facts& f) { return given(f.matter); }};
constexpr G matter_open{"matter_open", "That matter has ended. Open a new one", local, "matter", [](const Facts& f) { return f.matter_open; }};

// Ends.
constexpr G outcome_coded{"outcome_coded", "Select what came of it", local, "outcome", [](const Facts& f) { return has_code(outcomes(), f.outcome); }};
constexpr G done_said{"done_said", "Enter what was done", local, "text", [](const Facts& f) { return given(f.text); }};
constexpr G reporter_told{"reporter_told", "Record that the reporter was told, or why not", local, "told", [](const Facts& f) { return has_code(contact_answers(), f.told); }};
constexpr G matter_over{"matter_over", "The matter that this report belongs to is still open", local, "", [](const Facts& f) { return !f.matter_open; }};
constexpr G receiver_named{"receiver_named", "Select the agency or team that takes over", local, "receiver", [](const Facts& f) { return given(f.receiver); }};
constexpr G gateway_coded{"gateway_coded", "Select why it may be handed over", "UK GDPR Article 6; Crime and Disorder Act 1998 s.115", "gateway", [](const Facts& f) { return has_code(gateways(), f.gateway); }};

constexpr StateRow<S> states[] = {{S::unknown}, {S::received}, {S::waiting}, {S::joined}, {S::assigned}, {S::in_matter}, {S::resolved}, {S::passed_on, true}};

constexpr Step<S, E, Facts> steps[] = {
    // from          event           to             who        guards                                                                                                     recorded as
    {S::unknown,   E::receive,     S::received,   P::create, {category_coded, kind_coded, described, occurred, reported, channel_coded, reporter_coded, place_given},   "report received"},
    {S::received,  E::ask,         S::waiting,    P::edit,   {question_asked, safely_reached},                                                                          "reporter asked"},
    {S::waiting,   E::hear,        S::received,   P::edit,   {answer_given},                                                                                            "reporter answered"},
    {S::waiting,   E::resolve,     S::resolved,   P::edit,   {outcome_coded, done_said, reporter_told},                                                                 "resolved"},
    {S::received,  E::join,        S::joined,     P::edit,   {other_known, not_itself, not_chained, category_same},                                                     "joined to an incident"},
    {S::assigned,  E::join,        S::joined,     P::edit,   {other_known, not_itself, not_chained, category_same},                                                     "joined to an incident"},
    {S::joined,    E::part,        S::received,   P::edit,   {reason_given},                                                                                            "parted from the incident"},
    {S::received,  E::assign,      S::assigned,   P::edit,   {risk_judged, danger_passed, ward_known, officer_named},                                                   "given to an officer"},
    {S::assigned,  E::assign,      S::assigned,   P::edit,   {officer_named, reason_given},                                                                             "given to another officer"},
    {S::assigned,  E::open_matter, S::in_matter,  P::create, {subject_chosen, conduct_follows, duplicates_checked, none_open},                                          "matter opened"},
    {S::assigned,  E::link_matter, S::in_matter,  P::edit,   {matter_named, matter_open},                                                                               "linked to a matter"},
    {S::received,  E::resolve,     S::resolved,   P::edit,   {risk_judged, danger_passed, outcome_coded, done_said, reporter_told},                                     "resolved"},
    {S::assigned,  E::resolve,     S::resolved,   P::edit,   {outcome_coded, done_said, reporter_told},                                                                 "resolved"},
    {S::in_matter, E::resolve,     S::resolved,   P::edit,   {matter_over, outcome_coded, done_said, reporter_told},                                                    "resolved"},
    {S::received,  E::pass_on,     S::passed_on,  P::edit,   {receiver_named, gateway_coded, reporter_told},                                                            "passed on"},
    {S::assigned,  E::pass_on,     S::passed_on,  P::edit,   {receiver_named, gateway_coded, reporter_told},                                                            "passed on"},
    {S::resolved,  E::reopen,      S::assigned,   P::edit,   {officer_named, reason_given},                                                                             "opened again"},
};

constexpr Workflow<S, E, Facts> table{"Report", S::unknown, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 8> state_names{"unknown", "received", "waiting", "joined", "assigned", "in_matter", "resolved", "passed_on"};
constexpr std::array<std::string_view, 8> state_words{"not received", "received", "waiting for the reporter", "part of another incident", "with an officer", "part of a matter", "resolved", "passed on"};
constexpr std::array<std::string_view, 11> event_names{"receive", "ask", "hear", "join", "part", "assign", "open_matter", "link_matter", "resolve", "pass_on", "reopen"};
constexpr std::array<std::string_view, 11> event_words{"record the report",  "ask the reporter", "record the answer",      "join it to an incident", "part it from the incident", "give it to an officer",
                                                       "open a matter", "link it to a matter", "resolve it", "pass it on", "open it again"};

}  // namespace

std::string_view name(State state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(State state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(Event event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(Event event) { return event_words[static_cast<std::size_t>(event)]; }

std::optional<State> parse_state(std::string_view text) { return named<State>(state_names, text); }
std::optional<Event> parse_event(std::string_view text) { return named<Event>(event_names, text); }

const Workflow<State, Event, Facts>& workflow() { return table; }

std::vector<RunningClock> clocks(State state, const Report& report, bool reporter_told, const TriageTimes& times, const BankHolidays& holidays) {
    std::vector<RunningClock> running;
    const auto add = [&](std::string_view name, std::string words, int days) {
        running.push_back({name, std::move(words), add_working_days(*report.reported_on, days, holidays), fmt::format("{} after {}", counted(days, "working day"), long_date(*report.reported_on)), std::string(local)});
    };
    if (!report.reported_on) return running;
    if (state == S::received || state == S::waiting) add("assign", "Give the report to an officer", times.assign_days);
    const bool open = state == S::received || state == S::waiting || state == S::assigned || state == S::in_matter;
    if (open && !reporter_told) add("update", "Tell the reporter what is being done", times.update_days);
    return running;
}

}  // namespace casework::domain::reports
