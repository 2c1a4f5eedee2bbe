// The machine of remedial works (practice notes 1.8): what the council has done in place of who failed to do it, and the cost (2014 Act s.47).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/community_protection/deadlines.hpp"
#include "domain/community_protection/service.hpp"
#include "domain/workflow.hpp"

namespace casework::domain::community_protection {

enum class WorksState { unproposed, proposed, consent_sought, consented, refused, abandoned, done, cost_notified, appealed, debt, recovered, written_off };
enum class WorksEvent { propose, seek_consent, record_consent, record_refusal, abandon, do_work, notify_cost, appeal_cost, decide_appeal, fall_due, recover, write_off };

std::string_view name(WorksState state);
std::string_view words(WorksState state);
std::optional<WorksState> parse_works_state(std::string_view name);
std::string_view name(WorksEvent event);
std::string_view words(WorksEvent event);
std::optional<WorksEvent> parse_works_event(std::string_view name);

struct WorksFacts {
    Date today{};
    const LegalRules* law = &community_protection::law();  // each day is judged by the rule in force on it
    bool decides = false;
    std::string council_kind;  // agency_kinds, of who has the work done
    bool breach_binding = false;  // a requirement was not followed on a day on which it had effect
    std::string work;
    bool open_to_air = false;
    int estimate_pence = 0;
    std::optional<Date> asked_on;       // when the notice with the estimate was given
    std::string defaulter_consent;      // remedial_consents
    std::string owner_consent;
    std::vector<Enquiry> owner_efforts;  // to reach the owner
    std::optional<Date> consented_on, done_on;
    int cost_pence = 0;                 // what it cost the council
    std::string details;                // of the work that was carried out
    int charged_pence = 0;              // what the cost notice asks for
    std::optional<Date> charged_on;     // when the cost notice was issued
    std::optional<Date> appealed_on;
    bool appeal_says_excessive = false;
    std::optional<Date> decided_on;
    int decided_pence = 0;
    std::optional<Date> paid_on;
    int paid_pence = 0;
    std::string reason;
};

const Workflow<WorksState, WorksEvent, WorksFacts>& works_workflow();

// 21 days beginning with the day the cost notice was issued (s.47(7)).
Deadline cost_appeal_last_day(Date charged_on, const LegalRules& law);
std::optional<Deadline> cost_appeal_last_day(const WorksFacts& facts);
// What is owed: the amount of the notice, or what the court put in its place.
int owed_pence(const WorksFacts& facts);

}  // namespace casework::domain::community_protection
