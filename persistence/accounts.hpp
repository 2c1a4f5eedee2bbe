// Accounts, agencies, groups and agreements: who may sign in for whom. Every change has its entry in the ledger.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/password.hpp"
#include "domain/actor.hpp"
#include "domain/refusal.hpp"
#include "persistence/ledger.hpp"

namespace casework::persistence {

// Who makes a change and when; `who` is copied into every entry.
struct Administration {
    Ledger& ledger;
    domain::LedgerEntry who;
    domain::Instant now;
    Receipt* receipt = nullptr;  // takes that of the last entry, where the answer carries it
    domain::LedgerEntry* into = nullptr;  // inside a change of the gate: its entry, filled in instead of a further one
};

// Accounts that nobody signs in to are disabled, and their owners told before.
struct Dormancy {
    int days = 60, warn_days = 14;
};

struct NewAccount {
    std::string username;  // stored in lower case: letters, figures, . _ - @
    std::string agency;    // its id
    std::string name, title;
    domain::BaseRole role = domain::BaseRole::practitioner;
    std::string password_phc;       // auth::PasswordHasher::hash of a password that its rules accept
    bool must_set_password = true;  // the person sets their own at the first sign-in
};
// What may change about a person without their rights; another agency ends every membership and session.
struct AccountDetails {
    std::string agency, name, title;
    std::string email;    // for notices that something waits; empty: none are sent
    std::string manager;  // the account of their line manager, or empty: nobody in a person's line reviews what they did in an emergency
};
struct NewMembership {
    std::string account, panel;  // account: its id or user name
    domain::Level level = domain::Level::viewer;
    bool chair = false;
    domain::Date until{};        // at most 12 months ahead
};
struct NewAgreement {
    std::string agency, panel;
    domain::Date signed_on{}, until{};
    int grace_days = 0;
};

// Ids of agencies and groups are slugs: lower-case letters, figures and hyphens, such as "kent-police".
domain::Outcome<std::string> add_agency(Transaction& tx, const Administration& by, std::string_view id, std::string_view name);
domain::Outcome<bool> suspend_agency(Transaction& tx, const Administration& by, std::string_view id, bool suspended);
// Who can issue notices depends on it (2014 Act ss.53, 57): community_protection::agency_kinds.
domain::Outcome<bool> set_agency_kind(Transaction& tx, const Administration& by, std::string_view id, std::string_view kind);
domain::Outcome<std::string> add_group(Transaction& tx, const Administration& by, std::string_view id, std::string_view name, std::string_view purpose);
// A membership of a restricted group takes a second person.
domain::Outcome<bool> restrict_group(Transaction& tx, const Administration& by, std::string_view id, bool restricted);
// A new agreement, or the same one carried on.
domain::Outcome<bool> set_agreement(Transaction& tx, const Administration& by, const NewAgreement& agreement);

domain::Outcome<std::string> add_account(Transaction& tx, const Administration& by, const NewAccount& account);  // "USR-2026-0003"
// The account and its words for the password rules, found by id or user name.
struct AccountLine {
    std::string id, username, agency, agency_name, name, title, role;
    bool disabled = false, must_set_password = false;
};
std::optional<AccountLine> find_account(Transaction& tx, std::string_view id_or_username);
std::vector<AccountLine> list_accounts(Transaction& tx);
std::int64_t count_accounts(Transaction& tx);

// Changes of rights work on the next request; those of role and password end the account's sessions (but for `except`).
domain::Outcome<bool> set_role(Transaction& tx, const Administration& by, std::string_view account, domain::BaseRole role);
domain::Outcome<bool> set_details(Transaction& tx, const Administration& by, std::string_view account, const AccountDetails& details);
domain::Outcome<bool> set_membership(Transaction& tx, const Administration& by, const NewMembership& membership);
domain::Outcome<bool> end_membership(Transaction& tx, const Administration& by, std::string_view account, std::string_view panel);
domain::Outcome<bool> disable_account(Transaction& tx, const Administration& by, std::string_view account, bool disabled);
// Somebody else's password: the person sets their own at the next sign-in.
domain::Outcome<bool> reset_password(Transaction& tx, const Administration& by, std::string_view account, std::string_view password_phc);
domain::Outcome<bool> set_own_password(Transaction& tx, const Administration& by, std::string_view account, std::string_view password_phc,
                                       std::string_view except_session);
// Ends the sessions of an account; returns how many.
std::int64_t end_sessions(Transaction& tx, const Administration& by, std::string_view account, std::string_view except_session = {});
// Ends one of the account's own sessions, named as SessionLine::name() does; nothing of another account, and nothing twice.
domain::Outcome<bool> end_one_session(Transaction& tx, const Administration& by, std::string_view account, std::string_view session_name);

struct ListedAgency {
    std::string id, name;
    bool suspended = false;
    std::vector<domain::Agreement> agreements;
};
std::vector<ListedAgency> list_agencies(Transaction& tx);
struct GroupLine {
    std::string id, name;
    std::int64_t members = 0;
};
std::vector<GroupLine> list_groups(Transaction& tx);

struct SessionLine {
    std::string hash;
    domain::Instant started, last_used;
    std::string source_address;

    std::string name() const { return hash.substr(0, 12); }  // as the ledger names it: the stored hash opens nothing
};
// Sessions that have not ended, newest use first; the caller leaves out those past their limits.
std::vector<SessionLine> list_sessions(Transaction& tx, std::string_view account);
std::string password_phc(Transaction& tx, std::string_view account);

// What a group is called on pages; its id when there is no such group.
std::string group_name(Database& database, std::string_view panel);

}  // namespace casework::persistence
