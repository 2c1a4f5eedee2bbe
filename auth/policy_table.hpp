// The two tables of access: the rows D0 to D9, and what each standing permits. may(), scope() and the printed policy all read them.
#pragma once

#include <string_view>

#include "auth/policy.hpp"

namespace casework::auth::policy_table {

using domain::Level;
using domain::Sensitivity;

// What a row asks. Down to no_casework_role it is about the actor, the agency or the act, but for disposal_open; from there about the record.
enum class When {
    no_full_session, barred_to_tokens, disabled, agency_suspended, no_agreement, excluded, role_wide_act, disposal_open, no_casework_role,
    owner_member, shared_member, named_on_case, emergency_grant, emergency_asked, always,
};
// What follows: an answer, or the column of the action table below that applies.
enum class Then { ask, deny, by_role, by_level, as_named, as_stub, as_emergency, for_disposal, allow_asking };

struct Row {
    std::string_view rule;
    When when;
    Sensitivity sensitivity;  // s1 where the row does not look at it
    Level at_least;           // for members; viewer where the row does not look at it
    Then then;
    std::string_view words;
};

constexpr auto s1 = Sensitivity::s1, s2 = Sensitivity::s2, s3 = Sensitivity::s3;
constexpr auto viewer = Level::viewer, contributor = Level::contributor, coordinator = Level::coordinator;

// The first row that matches and permits the act decides. Nobody reaches a record except through one of these rows.
constexpr Row rows[] = {
    {"D0", When::no_full_session,  s1, viewer,      Then::ask,          "not signed in fully, or no longer in time: sign in"},
    {"DT", When::barred_to_tokens, s1, viewer,      Then::deny,         "a bearer token: no act that only a person takes, and no restricted record (S3)"},
    {"D1", When::disabled,         s1, viewer,      Then::deny,         "the account is disabled"},
    {"D1", When::agency_suspended, s1, viewer,      Then::deny,         "the agency is suspended"},
    {"D1", When::no_agreement,     s1, viewer,      Then::deny,         "the agency has no sharing agreement in force (with its grace) for a panel of the record"},
    {"D2", When::excluded,         s1, viewer,      Then::deny,         "the person or agency is excluded from the case: beats every row below"},
    {"D3", When::role_wide_act,    s1, viewer,      Then::by_role,      "statistics, administration, audit: by base role, never case content"},
    {"D4", When::disposal_open,    s1, viewer,      Then::for_disposal, "a records officer: what the disposal of the record needs, while it is open"},
    {"D4", When::disposal_open,    s2, viewer,      Then::for_disposal, "a records officer: what the disposal of the record needs, while it is open"},
    {"D4", When::disposal_open,    s3, viewer,      Then::for_disposal, "a records officer: what the disposal of the record needs, while it is open"},
    {"D4", When::no_casework_role, s1, viewer,      Then::deny,         "only practitioners work on cases"},
    {"D5", When::owner_member,     s1, viewer,      Then::by_level,     "standard: member of the owner panel"},
    {"D5", When::shared_member,    s1, viewer,      Then::by_level,     "standard: member of a panel it is shared with"},
    {"D6", When::owner_member,     s2, contributor, Then::by_level,     "sensitive: contributor or coordinator of the owner panel"},
    {"D6", When::named_on_case,    s2, viewer,      Then::as_named,     "sensitive: named on the case, reads and notes"},
    {"D6", When::shared_member,    s2, viewer,      Then::as_stub,      "sensitive: shared explicitly, one line only (reference, owner contact)"},
    {"D7", When::owner_member,     s3, coordinator, Then::by_level,     "restricted: coordinator of the owner panel"},
    {"D7", When::named_on_case,    s3, viewer,      Then::as_named,     "restricted: named on the case, reads and notes"},
    {"D8", When::emergency_grant,  s1, viewer,      Then::as_emergency, "live emergency access to this case: reads"},
    {"D8", When::emergency_grant,  s2, viewer,      Then::as_emergency, "live emergency access to this case: reads"},
    {"D8", When::emergency_grant,  s3, viewer,      Then::as_emergency, "live emergency access to this case: reads"},
    {"D8", When::emergency_asked,  s1, viewer,      Then::allow_asking, "asks for emergency access; coordinators of the owner panel need none"},
    {"D9", When::always,           s1, viewer,      Then::deny,         "anything else"},
};

// no; yes; f2: where the standing includes protected fields; pair: a proposal that takes effect when a second person agrees.
enum class Cell { no, yes, f2, pair };
constexpr auto no = Cell::no, yes = Cell::yes, f2 = Cell::f2, pair = Cell::pair;
constexpr domain::FieldSet nothing{}, facts_only{true, false, false}, plain{true, true, false}, all{true, true, true};
constexpr Duties none{}, purpose{.purpose = true}, password{.password_again = true},
    both{.purpose = true, .password_again = true};

struct ActionRow {
    Action action;
    std::string_view name;
    Cell viewer, contributor, coordinator, named, stub, emergency, disposal;
    domain::FieldSet most;  // at most these fields, however much the standing includes
    Duties duties;
    bool chair_only = false;
};

// What each standing permits. Protected fields (F2) show only in answer to a reveal, which is an entry of its own in the ledger.
constexpr ActionRow actions[] = {
    // action                  name              viewer contributor coordinator named stub emergency disposal fields   duties
    {Action::list,           "list",             yes,   yes,        yes,        yes,  yes, yes,      yes,     plain,   none},
    {Action::read,           "read",             yes,   yes,        yes,        yes,  yes, yes,      yes,     plain,   none},
    {Action::reveal,         "reveal",           no,    f2,         yes,        f2,   no,  f2,       no,      all,     none},
    {Action::create,         "create",           no,    yes,        yes,        no,   no,  no,       no,      all,     none},
    {Action::edit,           "edit",             no,    yes,        yes,        no,   no,  no,       no,      all,     none},
    {Action::note,           "note",             no,    yes,        yes,        yes,  no,  no,       no,      plain,   none},
    {Action::issue_document, "issue_document",   no,    yes,        yes,        no,   no,  no,       no,      plain,   none},
    {Action::meeting_print,  "meeting_print",    yes,   yes,        yes,        no,   no,  no,       no,      plain,   none},
    {Action::share,          "share",            no,    pair,       yes,        no,   no,  no,       no,      plain,   purpose},
    {Action::export_rows,    "export_rows",      no,    no,         yes,        no,   no,  no,       no,      plain,   both},
    {Action::close,          "close",            no,    no,         yes,        no,   no,  no,       no,      plain,   none},
    {Action::chair,          "chair",            no,    yes,        yes,        no,   no,  no,       no,      plain,   none, true},
    {Action::request_erase,  "request_erase",    no,    no,         pair,       no,   no,  no,       no,      nothing, both},
    {Action::approve,        "approve",          no,    no,         pair,       no,   no,  no,       pair,    plain,   password},
    {Action::break_glass,    "break_glass",      no,    no,         no,         no,   no,  no,       no,      nothing, {true, true, false, true}},
    {Action::statistics,     "statistics",       no,    no,         no,         no,   no,  no,       no,      nothing, none},
    {Action::administer,     "administer",       no,    no,         no,         no,   no,  no,       no,      nothing, none},
    {Action::audit,          "audit",            yes,   yes,        yes,        yes,  no,  no,       no,      nothing, none},
};

// What a bearer token never does, whatever its owner may: it acts for reading and ordinary steps (row DT). Nor does it ever show
// protected fields (F2).
constexpr Action acts_in_person[] = {Action::reveal, Action::export_rows, Action::request_erase, Action::approve, Action::break_glass, Action::administer};

// Role-wide acts (D3). by_case: judged as an act on the record by the rows that follow D3; led: coordinators of the panel.
enum class RoleCell { no, yes, led, by_case };
struct RoleRow {
    Action action;
    RoleCell practitioner, analyst, auditor, records_officer, sysadmin;
    Duties duties;
};
constexpr RoleRow role_acts[] = {
    // action             practitioner       analyst        auditor        records       sysadmin       duties
    {Action::statistics, RoleCell::yes,     RoleCell::yes, RoleCell::yes, RoleCell::no, RoleCell::no,  none},
    {Action::administer, RoleCell::led,     RoleCell::no,  RoleCell::no,  RoleCell::no, RoleCell::yes, password},
    {Action::audit,      RoleCell::by_case, RoleCell::no,  RoleCell::yes, RoleCell::no, RoleCell::no,  purpose},
};

}  // namespace casework::auth::policy_table
