// The machine of a fixed penalty (practice notes 1.7): an offer to pay instead of being prosecuted, one for each offence (2014 Act s.52).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/community_protection/authority.hpp"
#include "domain/community_protection/deadlines.hpp"
#include "domain/community_protection/rules.hpp"
#include "domain/workflow.hpp"

namespace casework::domain::community_protection {

enum class PenaltyState { unissued, issued, paid_early, paid, cancelled, unpaid, prosecuted, late_paid, no_further_action };
enum class PenaltyEvent { issue, pay_early, pay, cancel, run_out, prosecute, accept_late, take_no_action };

std::string_view name(PenaltyState state);
std::string_view words(PenaltyState state);
std::optional<PenaltyState> parse_penalty_state(std::string_view name);
std::string_view name(PenaltyEvent event);
std::string_view words(PenaltyEvent event);
std::optional<PenaltyEvent> parse_penalty_event(std::string_view name);

struct Penalty {
    std::optional<Date> dated = {};   // the date of the notice, from which its periods run
    int pence = 0;
    int early_pence = 0;              // 0: one amount only
    int early_days = 0;
    std::string particulars = {};     // of the circumstances of the offence
    std::string payee_council = {};   // agency
    std::string payee_name = {}, payee_address = {};
    std::vector<std::string> methods = {};  // payment_methods; by post is always one
};
struct Payment {
    std::string method = {};
    std::optional<Date> sent_on = {};      // by post
    std::optional<Date> received_on = {};  // any other way
    int pence = 0;
};

struct PenaltyFacts {
    Date today{};
    LocalRules rules;
    BankHolidays holidays;
    const LegalRules* law = &community_protection::law();  // each day is judged by the rule in force on it
    bool decides = false;
    std::optional<Authority> authority;
    std::string area;
    bool breach_binding = false;       // the requirement had effect on the day of the breach
    std::string belief;                // why there is reason to believe that the offence was committed
    std::string other_penalty;         // reference of a penalty already issued for this offence and not cancelled
    std::string notice_council;        // agency that issued the notice, when it is a council
    std::vector<std::string> able_councils;  // that could have issued it
    Penalty penalty;
    Payment payment;
    std::string reason, note;
};

const Workflow<PenaltyState, PenaltyEvent, PenaltyFacts>& penalty_workflow();

// 14 days following its date: no proceedings until they have ended, and paying within them bars a conviction (s.52(5)).
std::optional<Deadline> penalty_last_day(const Penalty& penalty, const LegalRules& law);
std::optional<Deadline> early_last_day(const Penalty& penalty, const LegalRules& law);
// A letter counts when it would be delivered in the ordinary course of post (s.52(10)); any other payment when it is received.
std::optional<Deadline> payment_effective(const Payment& payment, const LocalRules& rules, const BankHolidays& holidays);
// What the certificate signed for the chief finance officer states (s.52(11)), about the last day of the penalty or the day it was paid.
std::string certificate_statement(const PenaltyFacts& facts, PenaltyState state);

}  // namespace casework::domain::community_protection
