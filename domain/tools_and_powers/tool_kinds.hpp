// The kinds of tools and powers, each with what its law asks: who may use it, on whom, for how long, with which consents and consequences.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/code_list.hpp"
#include "domain/tools_and_powers/law.hpp"
#include "domain/tools_and_powers/tool.hpp"
#include "domain/workflow.hpp"

namespace casework::domain::tools_and_powers {

// What was answered at a step, beside the tool itself.
struct Answers {
    std::string reason, varied_by, outcome;
    std::vector<std::string> conditions;  // confirmed now; a variation or extension is not carried by what was confirmed when it was made
    std::optional<Date> on;  // of the variation or extension, by whose law it is judged; none: today
    bool told = false;  // who must follow it has been told
    std::string not_told_because;
    std::optional<Date> next_review;
    std::optional<Date> old_until;  // extend: the last day before
    std::optional<Instant> old_ends_at;
    Breach breach;
    };

// Everything the guards look at: the tool as it would stand after the step, the day, the law and what was answered.
struct Facts {
    Tool tool;
    Answers asked;
    std::optional<int> age;  // of a person, on the day of the step; as it appears, where no date is known
    Date today{};
    const LegalRules* law = &tools_and_powers::law();

    // The day by whose law the tool is judged: when it was made, before that when it was applied for.
    Date day() const { return tool.made_on ? *tool.made_on : tool.applied_on.value_or(today); }
    int law_value(std::string_view key) const { return value_on(*law, key, day()); }
    int law_value_of_step(std::string_view key) const { return value_on(*law, key, asked.on.value_or(today)); }
    bool young() const { return tool.subject_kind == SubjectKind::person && age && *age < 18; }
    bool confirmed(std::string_view condition) const;  // now or before
    bool confirmed_now(std::string_view condition) const;
};

enum class Family { court_order, notice, agreement, external };
std::string_view words(Family family);

// The subjects a kind may have, as a set.
struct Subjects {
    bool person = false, body = false, premises = false, area = false;
    constexpr bool has(SubjectKind kind) const {
        return kind == SubjectKind::person ? person : kind == SubjectKind::body ? body : kind == SubjectKind::premises ? premises : area;
    }
};

struct ToolKind {
    std::string_view code{}, words{}, provision{};
    Family family{};
    Subjects subjects{};
    std::array<std::string_view, 9> issuers{};  // codes of issuers; who applies, for an order of a court
    std::array<std::string_view, 3> courts{};
    std::string_view exists_by{};   // legal rule that must be in force; empty: always
    bool interim = false;         // a court may make one until it decides
    bool in_hours = false;        // counted in hours instead of days
    bool at_once = false;         // an act that is over when it is done: no days, terms or review
    bool supervised = false;      // each requirement names who supervises it
    bool restricted = false;      // shown as restricted (S3) whatever the record's own marking
    bool on_list = false;         // the list of people names it among what is in force
    bool kept_elsewhere = false;  // only named there, never recorded in the register
    Guards<Facts> on_subject{};     // before anything is asked for or made
    Guards<Facts> on_interim{};     // when a court makes an interim order, instead of those on making
    Guards<Facts> on_making{};      // when it is issued, granted or recorded
    Guards<Facts> on_variation{};   // when it is varied, discharged or withdrawn
    Guards<Facts> on_review{};
    Guards<Facts> on_extension{};   // none: this kind cannot be extended
    bool extendable = false;
    std::string_view breach{};      // what follows a breach, with its section
    std::string_view note{};        // what else an officer must know
};

// The kinds that the register records.
std::span<const ToolKind* const> tool_kinds();
const ToolKind* find_kind(std::string_view code);
// The kinds that the list of people names, with the provision as the note.
CodeList listed_kinds();
// Of every kind.
std::string kind_words(std::string_view code);
bool needs_supervisor(std::string_view code);
// The conditions that a kind's law asks to be recorded as met, for the form: code, words, authority. Those of no concern are left out.
std::vector<Code> conditions_of(const ToolKind& kind);

// Whether its law lets the kind be used on that day: a respect order waits for its first day, a vehicle warning is history.
bool open_on(const ToolKind& kind, const LegalRules& law, Date on);

// Until when a decision can be appealed against or challenged, and how that was counted.
struct AppealPeriod {
    std::string to;       // "Crown Court"
    Date last{};
    std::string counted;  // "21 days beginning with 2 March 2026"
    std::string authority;
};
std::optional<AppealPeriod> appeal_period(std::string_view kind, Date decided_on, const LegalRules& law);

// All kinds as text with their guards, for tests/golden and for legal officers.
std::string print_kinds();

}  // namespace casework::domain::tools_and_powers
