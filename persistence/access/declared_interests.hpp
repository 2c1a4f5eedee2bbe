// Declared interests: people who belong to somebody who works here. Whoever of them stands on a record keeps that account from it, at the
// moment it becomes known, without telling the account; information governance is told and decides.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/conflict_of_interest.hpp"
#include "persistence/access/emergency.hpp"

namespace casework::persistence {

// --- one's own declarations: what was matched is no part of them ---

struct DeclaredPerson {
    std::string id;  // "DEC-2026-0001"
    domain::conflict_of_interest::Declared declared;
    domain::Instant declared_at{};
    std::optional<domain::Instant> ended_at;
};
std::vector<DeclaredPerson> declared_people(Transaction& tx, std::string_view account);
domain::Outcome<std::string> declare_person(const AccessDesk& desk, const domain::conflict_of_interest::Declared& declared);
domain::Outcome<bool> end_declaration(const AccessDesk& desk, std::string_view id);  // of one's own; what it kept one from stays so

// --- inside a change that states something about a person on a record ---

// Keeps away whoever declared that person.
void keep_conflicted_away(Writing& writing, std::string_view record, std::string_view person);

// Whether a match that information governance has not lifted keeps this account from the record.
bool kept_by_conflict(Transaction& tx, std::string_view record, std::string_view account);

// --- the name of an account itself: when it is made or changed ---

// A name alone is told to information governance and keeps nobody away; with a birth date or an address that they declared as their own it does.
void match_own_name(Transaction& tx, std::string_view account, domain::Instant now);
// The same for accounts that no change has come by yet, some at a time. Answers how many.
int match_new_staff(Database& database, domain::Instant now);

// An entry for each match that has none yet; the server does it every few seconds. Answers how many.
int record_conflicts(Database& database, Ledger& ledger);

// --- information governance ---

struct ConflictLine {
    std::string id, account, account_name, agency, record, relation, declared_name, answer, answered_by_name, reason;
    bool by_name = false, by_address = false;
    bool excludes = true;   // otherwise they open the record until it is confirmed
    bool own_name = false;  // found by the name of the account, not by a declaration
    bool nobody_left = false;  // no coordinator of the owner may open the record any more
    domain::Instant found_at{};
    std::optional<domain::Instant> answered_at;
};
// What waits for this actor, oldest first, at most 50; inside another reading.
std::vector<ConflictLine> conflicts_to_answer(Transaction& tx, const domain::Actor& actor, domain::Instant now);
domain::Outcome<ConflictLine> open_conflict(const AccessDesk& desk, std::string_view id);
// Kept, or lifted with a reason: then the account may open it again as far as its role lets it. Not by the person concerned.
domain::Outcome<bool> answer_conflict(const AccessDesk& desk, std::string_view id, std::string_view answer, std::string_view reason);

}  // namespace casework::persistence
