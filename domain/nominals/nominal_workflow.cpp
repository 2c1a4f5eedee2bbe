// The table of the nominal list.
#include "domain/nominals/nominal_workflow.hpp"

#include <algorithm>
#include <array>

#include "domain/named.hpp"
#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"

namespace casework::domain::nominals {
namespace {

using S = State;
using E = Event;
using P = Permission;
using G = Guard<Facts>;

bool given(std::string_view text) { return !trimmed(text).empty(); }
bool adult_enough(const Facts& f) { return !f.adults_only || !f.age || *f.age >= 18; }

// Reasons to archive that say nothing without a sentence beside them, and what the sentence is asked for.
constexpr Code archive_sentences[] = {
    {"moved", "Enter where the person moved and who there has been told", ""},
    {"engaged", "Enter the support the person takes and who confirms it", ""},
    {"deceased", "Enter the date of death and who confirmed it", ""},
    {"error", "Enter what was wrong", ""},
};

constexpr std::string_view local = "Town Centre Task Force terms of reference";

constexpr G agency_named{"agency_named", "Only a member agency puts people forward", local, "", [](const Facts& f) { return given(f.proposing_agency); }};
constexpr G not_listed_yet{"not_listed_yet", "This person has an entry already. Work with that one, so that its history stays", local, "", [](const Facts& f) { return f.other_entry.empty(); },
                           [](const Facts& f) { return "This person has an entry already: " + f.other_entry + ", " + f.other_entry_state + ". Work with that one, so that its history stays"; }};
constexpr G behaviour_coded{"behaviour_coded", "Select what the person does", local, "behaviours", [](const Facts& f) {
                                return !f.behaviours.empty() && std::ranges::all_of(f.behaviours, [](const auto& b) { return has_code(behaviours(), b); });
                            }};
constexpr G evidence_given{"evidence_given", "Enter what happened in the last months", local, "evidence", [](const Facts& f) { return given(f.evidence); },
                           [](const Facts& f) { return "Enter what happened in the last " + counted(f.evidence_months, "month"); }};
constexpr G nexus_given{"nexus_given", "Enter how this affects the town centre", local, "nexus", [](const Facts& f) { return given(f.nexus); }};
constexpr G not_elsewhere_stated{"not_elsewhere_stated", "Enter why no other group manages this better", local, "elsewhere",
                                 [](const Facts& f) { return given(f.not_better_elsewhere); }};
constexpr G not_child{"not_child", "This person is under 18. Refer them to the District Contextual Safeguarding Meeting instead",
                      "Children Act 2004 s.11; Working Together 2023", "born", adult_enough};
constexpr G age_known{"age_known", "Record the birth date, or an estimated age with its basis, before the person goes on the list",
                      "Children Act 2004 s.11; Working Together 2023", "", [](const Facts& f) { return f.age.has_value(); }};
constexpr G adult{"adult", "This person is under 18 and cannot go on the list. Refer them to the District Contextual Safeguarding Meeting",
                  "Children Act 2004 s.11; Working Together 2023", "", adult_enough};
constexpr G necessary{"necessary", "Enter why listing is necessary", "DPA 2018 s.35; Human Rights Act 1998 Article 8", "necessity", [](const Facts& f) { return given(f.necessity); }};
constexpr G proportionate{"proportionate", "Enter why listing is proportionate", "DPA 2018 s.35; Human Rights Act 1998 Article 8", "proportionality",
                          [](const Facts& f) { return given(f.proportionality); }};
constexpr G lawful{"lawful", "Select the lawful basis", "UK GDPR Article 6; DPA 2018 s.35; Crime and Disorder Act 1998 s.115", "lawful_basis",
                   [](const Facts& f) { return has_code(lawful_bases(), f.lawful_basis); }};
constexpr G not_elsewhere_confirmed{"not_elsewhere_confirmed", "Confirm that no other group manages this better", local, "elsewhere",
                                    [](const Facts& f) { return f.confirmed_not_better_elsewhere; }};
constexpr G in_meeting{"in_meeting", "Start the meeting in which this is decided", local, "meeting", [](const Facts& f) { return given(f.meeting); }};
constexpr G wait_reason{"wait_reason", "Enter what the group waits for", local, "reason", [](const Facts& f) { return given(f.reason); }};
constexpr G decline_reason{"decline_reason", "Select why the person is not added", local, "reason", [](const Facts& f) { return has_code(decline_reasons(), f.reason); }};
constexpr G signposted{"signposted", "Enter where the proposer should go instead", local, "signpost", [](const Facts& f) { return given(f.signpost); }};
constexpr G updated{"updated", "Save an update of what happened since the last review first", local, "", [](const Facts& f) { return f.updated_since_review; }};
constexpr G actions_current{"actions_current", "Close the overdue actions or move their dates first", local, "", [](const Facts& f) { return f.overdue_actions == 0; }};
constexpr G review_advanced{"review_advanced", "Enter the date of the next review, after today", local, "next_review", [](const Facts& f) {
                                return f.next_review && f.next_review->ok() && *f.next_review > f.today;
                            }};
constexpr G review_in_time{"review_in_time", "Next review must be within the longest time between reviews", local, "next_review",
                           [](const Facts& f) { return !f.next_review || *f.next_review <= add_days(f.today, f.review_days); },
                           [](const Facts& f) { return "Next review must be on or before " + long_date(add_days(f.today, f.review_days)); }};
constexpr G quiet{"quiet", "Offending has not been reduced for long enough to step down", local, "",
                  [](const Facts& f) { return f.quiet_since && days_between(*f.quiet_since, f.today) >= f.step_down_days; },
                  [](const Facts& f) {
                      return f.quiet_since ? "Offending must be reduced until " + long_date(add_days(*f.quiet_since, f.step_down_days)) + " before stepping down"
                                           : std::string("Record incidents in an update before stepping down");
                  }};
constexpr G reason_given{"reason_given", "Enter the reason", local, "reason", [](const Facts& f) { return given(f.reason); }};
constexpr G new_incident{"new_incident", "Enter the date of the new incident, after monitoring began", local, "evidence_on", [](const Facts& f) {
                             return f.evidence_on && *f.evidence_on <= f.today && (!f.state_since || *f.evidence_on >= *f.state_since);
                         }};
constexpr G archive_reason{"archive_reason", "Select why the person leaves the list", local, "reason", [](const Facts& f) { return has_code(archive_reasons(), f.reason); }};
constexpr G release_known{"release_known", "Enter the date of release from custody", local, "release_on", [](const Facts& f) { return f.reason != "custody" || f.release_on.has_value(); }};
constexpr G release_ahead{"release_ahead", "Date of release must be today or in the future", local, "release_on", [](const Facts& f) {
                              return f.reason != "custody" || !f.release_on || *f.release_on >= f.today;
                          }};
constexpr G archive_sentence{"archive_sentence", "Enter what stands behind the reason", local, "note", [](const Facts& f) { return !has_code(archive_sentences, f.reason) || given(f.note); },
                             [](const Facts& f) { return words_for(archive_sentences, f.reason); }};
constexpr G group_named{"group_named", "Enter the group that takes over", local, "transferred_to", [](const Facts& f) { return f.reason != "transferred" || given(f.transferred_to); }};
constexpr G new_evidence{"new_evidence", "Enter the date of the new evidence, after the person was archived", local, "evidence_on", [](const Facts& f) {
                             return f.evidence_on && *f.evidence_on <= f.today && f.state_since && *f.evidence_on > *f.state_since;
                         }};

constexpr StateRow<S> states[] = {{S::unknown}, {S::proposed}, {S::active}, {S::monitored}, {S::archived}, {S::declined, true}};

constexpr Step<S, E, Facts> steps[] = {
    // from         event         to            who        guards                                                                      recorded as
    {S::unknown,   E::propose,   S::proposed,  P::create, {not_listed_yet, agency_named, behaviour_coded, evidence_given, nexus_given, not_elsewhere_stated, not_child}, "put forward"},
    {S::proposed,  E::accept,    S::active,    P::chair,  {necessary, proportionate, lawful, not_elsewhere_confirmed, age_known, adult, in_meeting}, "put on the list"},
    {S::proposed,  E::wait,      S::proposed,  P::chair,  {wait_reason},                                                               "decision put off"},
    {S::proposed,  E::decline,   S::declined,  P::chair,  {decline_reason, signposted},                                                "not put on the list"},
    {S::active,    E::review,    S::active,    P::chair,  {updated, actions_current, review_advanced, review_in_time},                 "reviewed and kept"},
    {S::active,    E::step_down, S::monitored, P::chair,  {reason_given, quiet},                                                       "stepped down to monitoring"},
    {S::active,    E::archive,   S::archived,  P::chair,  {archive_reason, release_known, release_ahead, group_named, archive_sentence}, "archived"},
    {S::monitored, E::review,    S::monitored, P::chair,  {updated, actions_current, review_advanced, review_in_time},                 "reviewed and still monitored"},
    {S::monitored, E::escalate,  S::active,    P::chair,  {reason_given, new_incident, adult},                                         "back on the ranked list"},
    {S::monitored, E::archive,   S::archived,  P::chair,  {archive_reason, release_known, release_ahead, group_named, archive_sentence}, "archived"},
    {S::archived,  E::reopen,    S::active,    P::chair,  {reason_given, new_evidence, age_known, adult},                              "back on the list with history"},
};

constexpr Workflow<S, E, Facts> table{"Nominal list", S::unknown, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 6> state_names{"unknown", "proposed", "active", "monitored", "archived", "declined"};
constexpr std::array<std::string_view, 6> state_words{"not put forward", "put forward", "on the list", "monitored", "archived", "not added"};
constexpr std::array<std::string_view, 9> event_names{"propose", "accept", "wait", "decline", "review", "step_down", "escalate", "archive", "reopen"};
constexpr std::array<std::string_view, 9> event_words{"put the person forward", "add to the list", "wait with the decision", "refuse", "record a review", "step down to monitoring", "put back on the ranked list", "archive", "put back on the list"};

}  // namespace

std::string_view name(State state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(State state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(Event event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(Event event) { return event_words[static_cast<std::size_t>(event)]; }

std::optional<State> parse_state(std::string_view text) { return named<State>(state_names, text); }
std::optional<Event> parse_event(std::string_view text) { return named<Event>(event_names, text); }

const Workflow<State, Event, Facts>& workflow() { return table; }

Refusals change_refused(State state, Change change) {
    const bool listed = state == S::active || state == S::monitored;
    const bool takes = change == Change::note || change == Change::edit ? listed || state == S::proposed : listed;
    // A note may still be added to an archived entry: what comes in afterwards is what a return to the list rests on.
    if (takes || (state == S::archived && change == Change::note)) return {};
    const std::string then = state == S::archived   ? "Put the person back on the list first"
                             : state == S::proposed ? "Decide whether the person goes on the list first"
                                                    : "It stays as it was decided";
    return {{RefusalKind::rule, {}, "This entry cannot be changed while it is " + std::string(words(state)) + ". " + then, std::string(local)}};
}

Refusals support_first(bool rule_on, std::string_view heading, bool pursue_before, bool support_before, std::string_view reason) {
    if (!rule_on || heading != "pursue" || pursue_before || support_before || given(reason)) return {};
    return {{RefusalKind::rule, "pursue_first_reason", "Add a Prevent or Protect action first, or enter why enforcement comes first", "Support-first rule of the Town Centre Task Force"}};
}

}  // namespace casework::domain::nominals
