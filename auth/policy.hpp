// The one decision function: who may do what to which record, by which rule, seeing which fields, under which duties.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/actor.hpp"
#include "domain/marking.hpp"

namespace casework::persistence {
class Gate;
}

namespace casework::auth {

enum class Action {
    list, read, reveal, create, edit, note, issue_document, meeting_print, share, export_rows, close,
    chair,  // the decisions the workflow gives to the chair of the owner panel
    request_erase, approve, break_glass, statistics, administer, audit,
};
std::string_view name(Action action);
// A person does it at a browser, never a program with a bearer token (row DT).
bool only_in_person(Action action);

// The facts of one record that decide access to it, and of the actor's standing towards it.
struct Record {
    std::string id;
    std::string panel;                       // owner
    std::vector<std::string> shared_panels;  // shared explicitly with
    domain::Sensitivity sensitivity = domain::Sensitivity::s1;
    bool participant = false, participant_protected = false;  // named on the case; participation says F2
    bool excluded = false;                   // the person or their agency is excluded (conflict of interest)
    bool emergency_grant = false;            // live break-glass grant
    bool emergency_co_approved = false;
    bool opened_today = false;               // the actor has opened it today, so an S3 purpose has been given
    bool open_disposal = false;              // a request to erase it waits for a records officer
};

enum class Verdict { allow, deny, ask };  // ask: sign in first
// What an allowed act still needs. password_again is satisfied, and so not returned, when the password was given at most
// 5 minutes ago; second_person: it takes effect when another person who may do it agrees; notify: owner and DPO are told.
struct Duties {
    bool purpose = false, password_again = false, second_person = false, notify = false;
    bool operator==(const Duties&) const = default;
};
struct Decision {
    Verdict verdict = Verdict::deny;
    std::string_view rule = "D9";
    bool known = false;      // on deny: may the actor know that the record exists (403) or not (404)
    domain::FieldSet fields;
    Duties duties;
    std::string membership;  // the membership that granted, for the ledger
    bool operator==(const Decision&) const = default;
};

// First matching row wins; nothing matches is deny (promises section 2, rows D0 to D9).
Decision may(const domain::Actor& actor, Action action, const Record& record, domain::Date today, domain::Instant now);

// Permission to touch one record in one way; only the gate can make one, from a Decision that allows.
class Permit {
  public:
    const std::string& record() const { return record_; }
    Action action() const { return action_; }
    const Decision& decision() const { return decision_; }
    const domain::FieldSet& fields() const { return decision_.fields; }

  private:
    friend class persistence::Gate;
    Permit(std::string record, Action action, Decision decision)
        : record_(std::move(record)), action_(action), decision_(std::move(decision)) {}
    std::string record_;
    Action action_;
    Decision decision_;
};

// The same rows as conditions: which records a list, search or count may touch. The gate writes them as joins and subqueries.
struct ScopeTerm {
    std::string_view rule;
    domain::Sensitivity sensitivity{};
    enum class Relation { member_of_owner, member_of_shared, participant, emergency_grant, open_disposal } relation{};
    // member_of_shared: one of the panels it is shared with is among these; otherwise the owner panel is among these. They are
    // the panels with a live agreement and, for memberships, a live membership of a high enough level. Never empty.
    std::vector<std::string> panels;
    bool protected_too = false;  // and the actor's participation says F2; for an emergency grant: it was co-approved
    domain::FieldSet fields;     // what a list may show of such a record; none: the one-line stub
    bool operator==(const ScopeTerm&) const = default;
};
class Scope {
  public:
    const std::string& account() const { return account_; }
    const std::string& agency() const { return agency_; }
    Action action() const { return action_; }
    const std::vector<ScopeTerm>& terms() const { return terms_; }  // empty: nothing at all

  private:
    friend Scope scope(const domain::Actor& actor, Action action, domain::Date today, domain::Instant now);
    std::string account_, agency_;
    Action action_{};
    std::vector<ScopeTerm> terms_;
};
// Exclusions (D2) hold beside every term; suspended agencies and ended agreements (D1) leave panels out.
// An export reaches no restricted record (S3): each is agreed by a second person by itself, so a file of many holds none.
// What is not about existing records (creating, asking for emergency access, role-wide acts) has no terms.
Scope scope(const domain::Actor& actor, Action action, domain::Date today, domain::Instant now);

// Both tables and what follows from them, as text a practitioner can check; the golden file of the tests.
std::string policy_text();

}  // namespace casework::auth
