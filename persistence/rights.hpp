// Joiners, movers and leavers as a system administrator and the coordinators of a group carry them out: shown before, with a reason, and
// where the table says so only when a second person has agreed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/accounts.hpp"
#include "persistence/gate.hpp"
#include "persistence/page.hpp"
#include "persistence/second_factor.hpp"

namespace casework::persistence {

enum class RightsKind { join, details, role, membership, leave, disable, enable, password, second_factor, sessions, agreement, suspend, resume, restrict, open, add_agency, add_group };
std::string_view name(RightsKind kind);
std::optional<RightsKind> rights_kind(std::string_view name);

// What is wanted; each kind looks at its own part.
struct RightsChange {
    RightsKind kind{};
    std::string subject{};     // account, or for agreement, suspend and resume the agency, for restrict and open the group; of a new one its id
    std::string panel{};       // membership, leave, agreement
    std::string role{}, level{};
    bool chair = false;
    domain::Date until{}, signed_on{};
    int grace_days = 0;
    std::string username{};      // join
    AccountDetails details{};    // join, details
    std::string password_phc{};  // join, password: somebody else's first password
    std::string title{}, purpose{}, agency_kind{};  // add_agency, add_group: its name, what a group is for, what an agency is
    std::string reason{};
};

// How it stands, how it will stand, and what else follows.
struct RightsPreview {
    std::string was, becomes;
    std::vector<std::string> effects;
    bool second_person = false;
    std::vector<std::string> could_agree;  // where a second person has to
};
domain::Outcome<RightsPreview> preview_rights(Gate& gate, const RightsChange& change);

// Done, or asked for; never about oneself. `panel`: where a coordinator acts for their own group.
struct RightsDone {
    std::string id;       // CHG-2026-0001
    std::string subject;  // of a joiner: the new account
    bool waits = false;   // for a second person
};
domain::Outcome<RightsDone> change_rights(Gate& gate, Ledger& ledger, const RightsChange& change);

// Every change that was carried out or asked for, with its reason.
struct RightsLine {
    std::string id, kind, subject, subject_name, panel, was, becomes, reason;
    std::string asked_by, asked_by_name, answered_by_name, answer, answer_reason;
    domain::Instant asked_at{};
    std::optional<domain::Instant> answered_at, done_at;
    bool waits() const { return answer.empty() && !done_at; }
    bool may_answer = false;
    std::vector<std::string> could_agree;
};
// The asker, those who may answer, and system administrators see it.
domain::Outcome<RightsLine> open_rights(Database& database, const domain::Actor& actor, std::string_view id, domain::Instant now);
// By a coordinator who is neither the asker nor the person concerned; both are judged anew, and it is carried out at once. The password again.
domain::Outcome<bool> answer_rights(Database& database, const Administration& by, const domain::Actor& who, std::string_view id, bool agrees, std::string_view reason);
// What waits for this actor's answer, oldest first, at most 50; inside another reading.
std::vector<RightsLine> rights_to_answer(Transaction& tx, const domain::Actor& actor, domain::Instant now);

// For the command line, where the operator asks: the accounts of which one has to agree; none while the change takes one person, or nobody could.
std::vector<std::string> second_persons_for(Transaction& tx, const RightsChange& change, domain::Instant now);

// --- what there is ---

struct AccountSummary {
    AccountLine line;
    std::string email;
    std::optional<domain::Instant> signed_in, disabled_at;
    bool has_second_factor = false;
    int memberships = 0;
    std::optional<domain::Date> goes_dormant;  // within the warning
};
struct AccountsPage {
    std::vector<AccountSummary> accounts;  // by user name, 50 a page
    PageEnds ends;
};
domain::Outcome<AccountsPage> list_people(Gate& gate, std::string_view words, const PageAsked& asked, const Dormancy& dormancy);

struct MembershipLine {
    std::string account, account_name, agency, panel, panel_name;
    domain::Level level{};
    bool chair = false, restricted = false, ended = false;
    domain::Date until{};
};
struct AccountPage {
    AccountSummary summary;
    AccountDetails details;
    std::string manager_name;
    std::optional<SecondFactor> second_factor;
    std::vector<MembershipLine> memberships;
    std::vector<SessionLine> sessions;
    std::vector<RightsLine> changes;  // the last 20
};
domain::Outcome<AccountPage> open_account(Gate& gate, std::string_view account, const Dormancy& dormancy);

struct MembersPage {
    std::string panel, panel_name;
    bool restricted = false;
    std::vector<MembershipLine> members;    // by name; those that ended in the last 90 days too
    std::vector<AccountLine> could_join;    // open accounts of agencies with an agreement, not members
    std::vector<RightsLine> changes;        // the last 20
};
domain::Outcome<MembersPage> open_members(Gate& gate, std::string_view panel);

struct AgreementLine {
    std::string panel, panel_name;
    domain::Date signed_on{}, until{};
    int grace_days = 0;
    enum class State { in_force, ends_soon, in_grace, ended } state{};
};
struct AgencyPage {
    std::string id, name;
    bool suspended = false;
    int accounts = 0;
    std::vector<AgreementLine> agreements;
};
constexpr int agreement_warning_days = 60;
AgreementLine::State agreement_state(domain::Date until, int grace_days, domain::Date today);
domain::Outcome<std::vector<AgencyPage>> list_agency_pages(Gate& gate);
std::vector<AgencyPage> agency_pages(Transaction& tx, domain::Date today);


}  // namespace casework::persistence
