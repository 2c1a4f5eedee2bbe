// The rules of disposing of one record: why and from when it may be erased, what holds it back, and who decides. No database, no clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/code_list.hpp"
#include "domain/workflow.hpp"

namespace casework::domain::disposal {

enum class State { unasked, open, refused, withdrawn, erased };
enum class Event { ask, approve, refuse, withdraw };

std::string_view name(State state);
std::string_view words(State state);
std::optional<State> parse_state(std::string_view name);
std::string_view name(Event event);
std::string_view words(Event event);

// Why a record is erased. Only the first depends on the retention period.
constexpr std::string_view retention_over = "retention_over";
CodeList reasons();
// What forbids it while it stands, whatever the retention period says.
CodeList hold_kinds();
// What a records office is asked for: the purpose of the ledger entry.
CodeList purposes();

constexpr int words_least = 20, words_most = 500;

// The kinds of record that can be disposed of. `ended`: the terminal states of its machine, and those in which nothing more is due though
// it may come back; `setting`: name of the group's setting with the years of its retention after that (a schedule of the partnership, not a statute).
struct Kind {
    std::string_view kind;   // as record.kind has it
    std::string_view words;  // "nominal"
    std::vector<std::string_view> ended;
    std::string_view setting;
};
const std::vector<Kind>& kinds();
const Kind* find_kind(std::string_view kind);
bool has_ended(const Kind& kind, std::string_view state);
// The first day on which retention no longer speaks against it.
Date allowed_from(Date ended_on, int years);

struct Facts {
    Date today{};
    // the record
    bool ended = false;
    std::optional<Date> allowed_from;  // retention, by the settings in force today
    std::vector<std::string> holds;    // kinds that stand
    bool proceedings = false;          // a breach, prosecution or appeal of it is open
    int relied_on_by = 0;              // other records that have not ended and rest on this one
    bool asked_already = false;        // another request for it is open
    // the request
    std::string reason, words;
    // the answer
    bool own = false;                  // by the person who asked
    bool records_officer = false;
    bool asker_still_may = true;
    std::string answer_words;
};

const Workflow<State, Event, Facts>& workflow();

// A hold: what is missing or wrong, all at once.
struct NewHold {
    std::string kind, reason;
    std::optional<Date> from;
};
Refusals hold_refused(const NewHold& hold, Date today);
Refusals lift_refused(std::string_view reason);

}  // namespace casework::domain::disposal
