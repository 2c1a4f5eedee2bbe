// Rows of emergency and access requests, and who answers for them (private to persistence).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/access/emergency.hpp"

namespace casework::persistence {

// Why an account is kept from a record by what it declared: for information governance, which alone ends it.
constexpr std::string_view declared_interest = "Declared interest";
// Whether the rows of the access table could open anything at all: a practitioner whose account, agency and at least one agreement are in force (D1, D4).
bool works_on_cases(const domain::Actor& actor, domain::Date today);
// The one-time key of the form that makes `id`.
void use_form_key(Transaction& tx, const AccessDesk& desk, const std::string& id);

bool coordinates_panel(const domain::Actor& actor, std::string_view panel, domain::Date today);
// Live coordinators of a panel who are not excluded from the record; information governance.
std::vector<std::string> coordinators_of(Transaction& tx, std::string_view panel, std::string_view record, domain::Date today);
std::vector<std::string> information_governance(Transaction& tx);
// E-mails without names to the owner of the record, where there is one, and to information governance, but for the person of the desk.
void tell_of_emergency(Transaction& tx, const AccessDesk& desk, std::string_view panel, std::string_view record, std::string_view subject, std::string_view words);
// Managers above the account, nearest first.
std::vector<std::string> line_of(Transaction& tx, std::string_view account);
// Records that a person of exactly that name and birth date stands on, newest first, at most 200. A record that the actor is kept from says
// neither: what another record leaves open must not be found by it.
std::vector<std::string> records_of_person(Transaction& tx, const domain::Actor& actor, std::string_view name, domain::Date born);
bool is_excluded(Transaction& tx, const domain::Actor& actor, std::string_view record);

// `where` is one of ours, never typed; it may name :id and :most.
std::vector<EmergencyLine> emergency_lines(Transaction& tx, const std::string& where, std::vector<Bind> binds);
std::vector<AccessRequestLine> access_request_lines(Transaction& tx, const std::string& where, std::vector<Bind> binds);

}  // namespace casework::persistence
