// The machine of a long job: a file that is checked, shown and carried in, or one that is written for somebody to fetch.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/workflow.hpp"

namespace casework::domain::jobs {

enum class State { unknown, uploaded, previewed, running, done, failed, cancelled };
enum class Event { upload, ask, check, start, finish, fail, cancel };

std::string_view name(State state);
std::string_view words(State state);
std::optional<State> parse_state(std::string_view name);
std::string_view name(Event event);
std::string_view words(Event event);

struct Facts {
    int rows = 0;          // of the file
    int unchecked = 0;     // rows that nobody has looked at yet
    int without_choice = 0;  // rows that look like somebody known, for which nothing is chosen
    int chosen = 0;        // rows that will make something
    int waiting = 0;       // rows still to be carried in
    int open_jobs = 0;     // of the same person
    bool same_file_runs = false;  // another job brings the same file into the same group
    int same_file_made = 0;       // people whom another job put forward from the same file
    bool again = false;           // it is meant to come in once more
};

constexpr int open_jobs_max = 5;

const Workflow<State, Event, Facts>& workflow();

}  // namespace casework::domain::jobs
