// The table of long jobs.
#include "domain/jobs/job_workflow.hpp"

#include <array>

#include "domain/named.hpp"
#include "domain/text.hpp"

namespace casework::domain::jobs {
namespace {

using S = State;
using E = Event;
using P = Permission;
using G = Guard<Facts>;

constexpr std::string_view local = "Rules of this service";
constexpr std::string_view accuracy = "UK GDPR Art 5(1)(d)";

constexpr G has_rows{"has_rows", "The file has no rows below the names of its columns", local, "file", [](const Facts& f) { return f.rows > 0; }};
constexpr G few_open{"few_open", "Finish or cancel one of your open jobs first", local, "", [](const Facts& f) { return f.open_jobs < open_jobs_max; },
                     [](const Facts& f) { return "Finish or cancel one of your " + counted(f.open_jobs, "open job") + " first"; }};
constexpr G all_checked{"all_checked", "Wait until every row is checked", local, "", [](const Facts& f) { return f.unchecked == 0; }};
constexpr G choices_made{"choices_made", "Choose for each row that looks like somebody known", accuracy, "", [](const Facts& f) { return f.without_choice == 0; },
                         [](const Facts& f) { return "Choose for " + counted(f.without_choice, "row that looks like somebody known", "rows that look like somebody known"); }};
constexpr G something_chosen{"something_chosen", "No row is left to carry in", local, "", [](const Facts& f) { return f.chosen > 0; }};
constexpr G not_running_already{"not_running_already", "The same file is being brought in already. Wait until that is done", accuracy, "", [](const Facts& f) { return !f.same_file_runs; }};
constexpr G again_on_purpose{"again_on_purpose", "The same file was brought in before. Say that you want to bring it in again", accuracy, "again",
                             [](const Facts& f) { return f.same_file_made == 0 || f.again; },
                             [](const Facts& f) { return "The same file was brought in before: " + counted(f.same_file_made, "person was", "people were") + " put forward. Say that you want to bring it in again"; }};
constexpr G nothing_waits{"nothing_waits", "Wait until every row is carried in", local, "", [](const Facts& f) { return f.waiting == 0; }};

constexpr StateRow<S> states[] = {{S::unknown}, {S::uploaded}, {S::previewed}, {S::running}, {S::done, true}, {S::failed, true}, {S::cancelled, true}};

constexpr Step<S, E, Facts> steps[] = {
    // from          event       to             who             guards                            recorded as
    {S::unknown,   E::upload,  S::uploaded,   P::create,      {has_rows, few_open},             "file uploaded"},
    {S::unknown,   E::ask,     S::running,    P::export_rows, {few_open},                       "export asked for"},
    {S::uploaded,  E::check,   S::previewed,  P::create,      {all_checked},                    "rows checked"},
    {S::uploaded,  E::cancel,  S::cancelled,  P::create,      {},                               "cancelled"},
    {S::uploaded,  E::fail,    S::failed,     P::create,      {},                               "failed"},
    {S::previewed, E::start,   S::running,    P::create,      {choices_made, something_chosen, not_running_already, again_on_purpose}, "import started"},
    {S::previewed, E::cancel,  S::cancelled,  P::create,      {},                               "cancelled"},
    {S::running,   E::finish,  S::done,       P::create,      {nothing_waits},                  "finished"},
    {S::running,   E::cancel,  S::cancelled,  P::create,      {},                               "stopped"},
    {S::running,   E::fail,    S::failed,     P::create,      {},                               "failed"},
};

constexpr Workflow<S, E, Facts> table{"Import or export", S::unknown, states, steps};
static_assert(well_formed(table));

constexpr std::array<std::string_view, 7> state_names{"unknown", "uploaded", "previewed", "running", "done", "failed", "cancelled"};
constexpr std::array<std::string_view, 7> state_words{"not begun", "being checked", "ready to look at", "running", "done", "failed", "cancelled"};
constexpr std::array<std::string_view, 7> event_names{"upload", "ask", "check", "start", "finish", "fail", "cancel"};
constexpr std::array<std::string_view, 7> event_words{"upload a file", "ask for a file", "finish checking", "start the import", "finish the job", "fail the job", "cancel the job"};

}  // namespace

std::string_view name(State state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view words(State state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view name(Event event) { return event_names[static_cast<std::size_t>(event)]; }
std::string_view words(Event event) { return event_words[static_cast<std::size_t>(event)]; }

std::optional<State> parse_state(std::string_view text) { return named<State>(state_names, text); }

const Workflow<State, Event, Facts>& workflow() { return table; }

}  // namespace casework::domain::jobs
