// The machine of a community protection warning (practice notes 1.3): from the reports to the warning, to what came of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/community_protection/authority.hpp"
#include "domain/community_protection/matter.hpp"
#include "domain/community_protection/service.hpp"
#include "domain/workflow.hpp"

namespace casework::domain::community_protection {

enum class WarningState {
    unopened, assessing, closed_no_action, drafted, approved, issued, complied, escalation_review, escalated, withdrawn, lapsed, closed_other,
};
enum class WarningEvent {
    open_matter, record_given, decide_no_action, draft_warning, approve, revise, issue, record_compliance, report_continuing, withdraw, lapse,
    decide_notice, decide_otherwise, resume_review,
};

std::string_view name(WarningState state);
std::string_view words(WarningState state);
std::optional<WarningState> parse_warning_state(std::string_view name);
std::string_view name(WarningEvent event);
std::string_view words(WarningEvent event);
std::optional<WarningEvent> parse_warning_event(std::string_view name);

// Everything the guards look at: the record, the day, the law and settings in force on it, and what was answered.
struct WarningFacts {
    Date today{};
    LocalRules rules;
    const LegalRules* law = &community_protection::law();  // each day is judged by the rule in force on it
    BankHolidays holidays;
    std::string actor, author;     // accounts: who acts, and who wrote the draft
    bool decides = false;          // the actor takes the manager's decisions
    std::string agency, agency_kind;  // of the issuer
    std::optional<Authority> authority;  // of the officer who gives it
    // the matter
    int reports = 0;  // linked; several may be one incident
    Conduct conduct;
    Limbs limbs;
    Recipient recipient;
    PremisesLink premises;
    Consideration considered;
    DuplicateCheck duplicates;
    // the paper
    std::string text;  // of the warning as it will be given
    std::optional<Date> compliance_on;  // last day of the time it allows
    ServiceRecord service;
    bool copy_held = false;        // a warning of another agency: its text is on the record
    // afterwards
    std::optional<Date> given_on;  // the day it counts as given
    std::vector<ConductEvent> events;
    // answers
    std::string reason;            // typed, or a code
    std::string note, tool;        // reference of the order or tool used instead
    std::optional<Date> told_on;   // when the person was told in writing
    std::string override_reason;   // of a supervisor
    bool notice_pending = false;   // a notice that rests on it is being prepared or was issued

    // The day on which age is judged: when it is given, or today while it is prepared.
    Date issue_day() const;
};

const Workflow<WarningState, WarningEvent, WarningFacts>& warning_workflow();

// Until when a warning is watched before it counts as followed.
Deadline monitored_until(Date given_on, std::optional<Date> compliance_on, const LocalRules& rules);
std::optional<Deadline> monitored_until(const WarningFacts& facts);

}  // namespace casework::domain::community_protection
