// The machine of a prosecution for not following a notice (practice notes 1.4, 1.6, 1.8): the file, the court, and what the court may order.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/community_protection/deadlines.hpp"
#include "domain/community_protection/recipient.hpp"
#include "domain/community_protection/rules.hpp"
#include "domain/workflow.hpp"

namespace casework::domain::community_protection {

enum class ProsecutionState { unopened, file_open, proceedings, convicted, acquitted, discontinued, closed };
enum class ProsecutionEvent { open_file, start_proceedings, convict, acquit, discontinue, order_remedy, order_forfeiture, apply_for_behaviour_order, close };

std::string_view name(ProsecutionState state);
std::string_view words(ProsecutionState state);
std::optional<ProsecutionState> parse_prosecution_state(std::string_view name);
std::string_view name(ProsecutionEvent event);
std::string_view words(ProsecutionEvent event);
std::optional<ProsecutionEvent> parse_prosecution_event(std::string_view name);

struct ProsecutionFacts {
    Date today{};
    const LegalRules* law = &community_protection::law();  // each day is judged by the rule in force on it
    Recipient defendant;
    std::optional<Date> offence_on;
    bool breach_binding = false;     // the requirement had effect on that day
    std::optional<Date> penalty_blocks_until;  // last of the 14 days of a penalty for this offence that is not cancelled
    bool penalty_paid_in_time = false;
    std::string evidential_test, public_interest_test;
    std::optional<Date> started_on;  // information laid, or written charge issued
    std::string court;
    std::optional<Date> result_on;
    int fine_pence = 0, costs_pence = 0;
    // ancillary orders
    std::string remedy;              // work to be carried out, or allowed
    bool in_home = false;            // in the defendant's home
    bool home_consent = false;       // the defendant agrees to the entry
    std::string items;               // to be forfeited
    std::string behaviour_order;     // reference of the order in the register of tools
    std::string reason;
    bool decides = false;
};

const Workflow<ProsecutionState, ProsecutionEvent, ProsecutionFacts>& prosecution_workflow();

// Six months from the offence (Magistrates' Courts Act 1980 s.127).
Deadline prosecution_last_day(Date offence_on, const LegalRules& law);
std::optional<Deadline> prosecution_last_day(const ProsecutionFacts& facts);

}  // namespace casework::domain::community_protection
