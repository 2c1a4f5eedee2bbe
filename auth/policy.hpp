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
};

enum class Verdict { allow, deny, ask };
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
    enum class Relation { member_of_owner, member_of_shared, participant, emergency_grant } relation{};
    std::vector<std::string> panels;  // for memberships: the live panels with a high enough level and a live agreement
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
Scope scope(const domain::Actor& actor, Action action, domain::Date today, domain::Instant now);

}  // namespace casework::auth
