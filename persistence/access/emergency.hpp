// Emergency access and asking for access: both answer alike whether or not there is such a record; those who answer for it are told.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/emergency_access.hpp"
#include "persistence/accounts.hpp"
#include "persistence/gate.hpp"

namespace casework::persistence {

// Who asks, as the web knows them: the entry is filled in with what was asked for.
struct AccessDesk {
    Database& database;
    Ledger& ledger;
    domain::Actor actor;
    domain::LedgerEntry who;
    domain::Instant now;
    std::string address;         // of the service, for the e-mails
    Receipt* receipt = nullptr;
    std::string form_key{};                                      // of a form that makes something: done once however often it is sent
    std::function<std::string(const std::string& id)> leads_to{};  // where that form leads, noted in the same commit
};

// The password was given again. Refused only for what was typed, or after five a day; otherwise the request's id.
domain::Outcome<std::string> ask_emergency_access(const AccessDesk& desk, const domain::emergency_access::Asked& asked);
// To the coordinators of the owner, where there is such a record that the actor cannot open.
domain::Outcome<std::string> ask_for_access(const AccessDesk& desk, std::string_view reference, std::string_view reason);

// The actor's own, newest first, at most 50.
struct OwnAccess {
    std::string id, asked, reason;
    domain::Instant asked_at{};
    std::optional<domain::Instant> until;     // emergency: opens until then
    bool protected_too = false;               // emergency: a second person agreed to the protected details
    std::string record;                       // while it opens
    std::string answer, answer_reason;        // of the owner
    std::optional<domain::Date> until_day;
};
struct OwnRequests {
    std::vector<OwnAccess> emergencies, requests;
    int left_today = 0;
};
OwnRequests own_requests(Transaction& tx, const domain::Actor& actor, domain::Instant now);
// Until when the record is open to the actor by emergency access alone.
std::optional<domain::Instant> emergency_until(Database& database, const domain::Actor& actor, std::string_view record, domain::Instant now);

// What a coordinator of the owner or information governance sees. Auditors see references, never content.
struct EmergencyLine {
    std::string id, account, account_name, agency, asked, record, panel, purpose, reason;
    domain::Instant asked_at{};
    std::optional<domain::Instant> until;
    domain::Date review_due{};
    std::string outcome, reviewed_by_name, review_words, incident;
    std::string co_approved_by_name, co_approval_words;
    std::optional<domain::Instant> reviewed_at, co_approved_at;
    bool may_review = false, may_co_approve = false;
};
struct AccessRequestLine {
    std::string id, account, account_name, agency, record, panel, reason, answer, answered_by_name, answer_reason;
    domain::Instant asked_at{};
    std::optional<domain::Instant> answered_at;
    std::optional<domain::Date> until;
    bool may_answer = false;
};
struct AccessDuties {
    std::vector<EmergencyLine> reviews;       // open, soonest first, at most 50
    std::vector<AccessRequestLine> requests;  // open, oldest first, at most 50
};
AccessDuties access_duties(Transaction& tx, const domain::Actor& actor, domain::Instant now);

domain::Outcome<EmergencyLine> open_emergency(const AccessDesk& desk, std::string_view id);
domain::Outcome<bool> review_emergency(const AccessDesk& desk, std::string_view id, std::string_view outcome, std::string_view words);
// Protected fields (F2) of the record too, for the rest of the hour: by whoever could review it, while it opens. The password again.
domain::Outcome<bool> co_approve_emergency(const AccessDesk& desk, std::string_view id, std::string_view words);
domain::Outcome<AccessRequestLine> open_access_request(const AccessDesk& desk, std::string_view id);
// Allowed until a day at most 90 days ahead: the person is named on the record. The password again.
domain::Outcome<bool> answer_access_request(const AccessDesk& desk, std::string_view id, bool allows, std::optional<domain::Date> until, std::string_view reason);

// Month by month, newest first: of the whole partnership for information governance, of their own groups' records for coordinators.
struct EmergencyMonth {
    std::string month;  // 2026-11
    int asked = 0, opened = 0, justified = 0, not_justified = 0, waiting = 0, overdue = 0;
};
std::vector<EmergencyMonth> emergency_months(Transaction& tx, const domain::Actor& actor, domain::Date today);
bool answers_for_emergencies(const domain::Actor& actor, domain::Date today);  // auditors and coordinators

}  // namespace casework::persistence
