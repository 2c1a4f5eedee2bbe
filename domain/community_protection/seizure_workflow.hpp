// The machine of items that are seized under a warrant or forfeited by a court (practice notes 1.8; 2014 Act ss.50, 51).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/community_protection/deadlines.hpp"
#include "domain/community_protection/rules.hpp"
#include "domain/workflow.hpp"

namespace casework::domain::community_protection {

enum class SeizureState { none, applied, refused, warrant_issued, warrant_lapsed, held, kept_for_proceedings, returned, to_hand_over, forfeited, disposed };
enum class SeizureEvent { apply, refuse_warrant, issue_warrant, execute, let_lapse, start_proceedings, give_back, order_hand_over, hand_over, forfeit, dispose };

std::string_view name(SeizureState state);
std::string_view words(SeizureState state);
std::optional<SeizureState> parse_seizure_state(std::string_view name);
std::string_view name(SeizureEvent event);
std::string_view words(SeizureEvent event);
std::optional<SeizureEvent> parse_seizure_event(std::string_view name);

struct SeizureFacts {
    Date today{};
    const LegalRules* law = &community_protection::law();  // each day is judged by the rule in force on it
    std::string items, holder;          // what, and who had it
    std::string sworn_by;               // who gives the information on oath
    std::optional<Date> warrant_on;
    std::string justice;                // who issued the warrant
    std::optional<Date> seized_on;
    std::string executed_by;
    std::string executor_authority;     // authority_kinds: a constable or a designated person
    std::optional<Date> proceedings_on;  // started
    std::optional<Date> concluded_on;
    std::optional<Date> returned_on;
    std::string returned_to;
    bool convicted = false;             // of the offence for which the court ordered forfeiture
    std::string court;
    std::optional<Date> ordered_on, handed_over_on, disposed_on;
    std::string handed_to;              // constable, designated person or council
    std::string certificate;            // reference of the certificate of disposal
    std::string reason;
};

const Workflow<SeizureState, SeizureEvent, SeizureFacts>& seizure_workflow();

// The warrant is executed within 14 days from its issue (s.51(1)).
Deadline warrant_last_day(Date warrant_on, const LegalRules& law);
std::optional<Deadline> warrant_last_day(const SeizureFacts& facts);
// Without proceedings within 28 days following the seizure the items go back (s.51(4)).
Deadline retain_last_day(Date seized_on, const LegalRules& law);
std::optional<Deadline> retain_last_day(const SeizureFacts& facts);

}  // namespace casework::domain::community_protection
