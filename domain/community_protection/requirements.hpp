// What a notice requires, in its versions, and whether a requirement had effect on a day: a matter of its kind and of appeals (2014 Act s.46(3)).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/refusal.hpp"

namespace casework::domain::community_protection {

enum class RequirementKind { stop, act, steps };  // s.43(3)(a), (b), (c)
std::string_view name(RequirementKind kind);      // stop, do, steps, as requirement_kinds has them
std::optional<RequirementKind> parse_requirement_kind(std::string_view name);

struct Requirement {
    int number = 0;  // as printed; a number is never given to another requirement in a later version
    RequirementKind kind{};
    std::string text = {};
    std::optional<Date> due = {};  // last day; never for stop (s.43(8))
    std::string reason = {};       // why it is reasonable to prevent or reduce the effect (s.43(4))
    bool operator==(const Requirement&) const = default;
};
// Every fault of a list of requirements, each at "requirement-N-kind", "-text", "-due" or "-reason". `given`: the day the notice is given.
Refusals requirements_refused(const std::vector<Requirement>& requirements, std::optional<Date> given);

// A version holds from its first day until the next one begins; the earlier ones are kept.
struct RequirementVersion {
    int version = 1;
    Date from{};
    std::string origin = "issued";  // issued, varied, modified
    std::vector<Requirement> requirements = {};
};
const RequirementVersion* version_on(const std::vector<RequirementVersion>& versions, Date on);

// An appeal is in progress from the day it is lodged until it is finally determined or withdrawn (s.46(3)).
struct AppealInterval {
    Date lodged{};
    std::optional<Date> ended = {};
    std::optional<Date> stop_suspended_from = {};  // the court has ordered that stop requirements do not hold either
};

// The notice's own life.
struct NoticeLife {
    std::optional<Date> given = {};
    std::optional<Date> ends_on = {};      // last day it holds, where one is set
    std::optional<Date> discharged_on = {};  // from that day on it no longer holds
    bool quashed = false;
};

struct Effect {
    bool binding = false;  // a failure on that day can be an offence
    int version = 0;       // by which the day is judged
    std::string words = {};     // why, or why not
    std::string authority = {};
};
// Whether requirement `number` had to be followed on that day. A day on which an appeal is lodged or decided counts for the person.
Effect effect_on(const NoticeLife& life, const std::vector<RequirementVersion>& versions, const std::vector<AppealInterval>& appeals, int number, Date on);
// The last day for a requirement with a date: days on which it had no effect are not counted against the person.
std::optional<Date> due_with_appeals(const Requirement& requirement, const std::vector<AppealInterval>& appeals);

}  // namespace casework::domain::community_protection
