// The two readings of the access tables: may() for one record, scope() for the records a list or search may touch.
#include "auth/policy.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "auth/policy_table.hpp"

namespace casework::auth {

bool only_in_person(Action action) { return std::ranges::find(policy_table::acts_in_person, action) != std::end(policy_table::acts_in_person); }

namespace {

using namespace policy_table;
using domain::Actor;
using domain::BaseRole;
using Relation = ScopeTerm::Relation;

constexpr auto password_fresh = std::chrono::minutes{5};

const ActionRow& row_of(Action action) {
    return *std::ranges::find(actions, action, &ActionRow::action);
}
const RoleRow* role_row_of(Action action) {
    const auto row = std::ranges::find(role_acts, action, &RoleRow::action);
    return row == std::end(role_acts) ? nullptr : &*row;
}
RoleCell cell_of(const RoleRow& row, BaseRole role) {
    switch (role) {
        case BaseRole::practitioner: return row.practitioner;
        case BaseRole::analyst: return row.analyst;
        case BaseRole::auditor: return row.auditor;
        case BaseRole::records_officer: return row.records_officer;
        case BaseRole::sysadmin: return row.sysadmin;
    }
    return RoleCell::no;
}
bool role_wide(Action action, BaseRole role) {
    const auto* row = role_row_of(action);
    return row && cell_of(*row, role) != RoleCell::by_case;
}

Cell cell_of(const ActionRow& row, Then then, Level level) {
    switch (then) {
        case Then::by_level: return level == viewer ? row.viewer : level == contributor ? row.contributor : row.coordinator;
        case Then::as_named: return row.named;
        case Then::as_stub: return row.stub;
        case Then::for_disposal: return row.disposal;
        default: return row.emergency;  // as_emergency: what else may follow is decided without a cell
    }
}

// Fields that a standing includes, before the action limits them.
domain::FieldSet fields_of(Then then, Level level, bool protected_too) {
    if (then == Then::as_stub) return nothing;
    if (then == Then::for_disposal) return facts_only;
    if (then == Then::by_level && level == coordinator) return all;
    if (then == Then::by_level && level == viewer) return plain;
    return protected_too ? all : plain;
}
domain::FieldSet common(domain::FieldSet a, domain::FieldSet b) { return {a.f0 && b.f0, a.f1 && b.f1, a.f2 && b.f2}; }

bool agreed(const Actor& actor, std::string_view panel, domain::Date today) {
    return std::ranges::any_of(actor.agreements, [&](const domain::Agreement& a) {
        return a.panel == panel && today <= domain::Date{std::chrono::sys_days{a.until} + domain::days{a.grace_days}};
    });
}
// The strongest live membership of a panel for which the agency has an agreement in force.
const domain::Membership* membership(const Actor& actor, std::string_view panel, domain::Date today) {
    const domain::Membership* best = nullptr;
    for (const auto& m : actor.memberships) {
        if (m.panel != panel || m.until < today || !agreed(actor, panel, today)) continue;
        if (!best || m.level > best->level || (m.level == best->level && m.chair && !best->chair)) best = &m;
    }
    return best;
}
const domain::Membership* shared_membership(const Actor& actor, const Record& record, domain::Date today) {
    const domain::Membership* best = nullptr;
    for (const auto& panel : record.shared_panels) {
        const auto* m = membership(actor, panel, today);
        if (m && (!best || m->level > best->level)) best = m;
    }
    return best;
}
bool agreed_for_record(const Actor& actor, const Record& record, domain::Date today) {
    return record.panel.empty() || agreed(actor, record.panel, today) ||
           std::ranges::any_of(record.shared_panels, [&](const auto& panel) { return agreed(actor, panel, today); });
}

domain::FieldSet shown_to(const Actor& actor, domain::FieldSet fields) { return actor.by_token ? common(fields, plain) : fields; }

// A case has one chair: the one of its owner panel.
bool chairs(const ActionRow& act, Then then, const domain::Membership* m, When when) {
    return !act.chair_only || (m && m->chair && then == Then::by_level && when == When::owner_member);
}

Duties remaining(Duties duties, const Actor& actor, domain::Instant now) {
    const bool fresh = actor.password_at && *actor.password_at <= now && now - *actor.password_at <= password_fresh;
    if (fresh) duties.password_again = false;
    return duties;
}
// Acts that open a record: the first of a day on a restricted one asks for a purpose.
bool opens(Action action) { return action != Action::list && action != Action::create; }
bool takes_second_person(Action action, domain::Sensitivity sensitivity) { return action == Action::export_rows && sensitivity == s3; }
Duties duties_of(const Row& row, Cell cell, const ActionRow& act, const Record& record) {
    Duties duties = act.duties;
    if (cell == Cell::pair) duties.second_person = true;
    if (takes_second_person(act.action, row.sensitivity)) duties.second_person = true;
    if (opens(act.action) && row.rule == "D7" && !record.opened_today) duties.purpose = true;
    if (row.then == Then::as_emergency) duties.notify = true;
    return duties;
}

// One question, asked of the table.
struct Question {
    const Actor& actor;
    Action action;
    const Record& record;
    domain::Date today;
    domain::Instant now;
};

// The membership that a record row looks at, when it is strong enough.
const domain::Membership* membership_for(const Row& row, const Question& q) {
    const auto* m = row.when == When::owner_member    ? membership(q.actor, q.record.panel, q.today)
                    : row.when == When::shared_member ? shared_membership(q.actor, q.record, q.today)
                                                      : nullptr;
    return m && m->level >= row.at_least ? m : nullptr;
}

bool matches(const Row& row, const Question& q) {
    const auto& [actor, action, record, today, now] = q;
    switch (row.when) {
        case When::no_full_session: return !actor.full_session;
        case When::barred_to_tokens: return actor.by_token && (only_in_person(action) || record.sensitivity == s3);
        case When::disabled: return actor.disabled;
        case When::agency_suspended: return actor.agency_suspended;
        case When::no_agreement: return !agreed_for_record(actor, record, today);
        case When::excluded: return record.excluded;
        case When::role_wide_act: return role_wide(action, actor.role);
        case When::disposal_open:
            return actor.role == BaseRole::records_officer && record.open_disposal && record.sensitivity == row.sensitivity && agreed(actor, record.panel, today);
        case When::no_casework_role: return actor.role != BaseRole::practitioner;
        case When::owner_member:
        case When::shared_member: return record.sensitivity == row.sensitivity && membership_for(row, q);
        case When::named_on_case:
            return record.sensitivity == row.sensitivity && record.participant && agreed(actor, record.panel, today);
        case When::emergency_grant:
            return record.sensitivity == row.sensitivity && record.emergency_grant && agreed(actor, record.panel, today);
        case When::emergency_asked: {
            if (action != Action::break_glass) return false;
            const auto* m = membership(actor, record.panel, today);
            return !m || m->level < coordinator;
        }
        default: return false;  // always: what no row before it has decided
    }
}

Decision allow(const Row& row, domain::FieldSet fields, Duties duties, const domain::Membership* m, const Question& q) {
    return {Verdict::allow, row.rule, false, shown_to(q.actor, fields), remaining(duties, q.actor, q.now), m ? m->id : std::string{}};
}

std::optional<Decision> by_role(const Row& row, const Question& q) {
    const auto& act = *role_row_of(q.action);
    const auto cell = cell_of(act, q.actor.role);
    const auto* m = membership(q.actor, q.record.panel, q.today);
    const bool leads = m && m->level == coordinator;
    if (cell == RoleCell::no || (cell == RoleCell::led && !leads)) return std::nullopt;
    auto duties = act.duties;
    if (q.action == Action::administer && q.record.sensitivity == s3) duties.second_person = true;
    return allow(row, nothing, duties, cell == RoleCell::led ? m : nullptr, q);
}

// The answer of a row about the record, when it permits the act; otherwise the next row is asked.
std::optional<Decision> by_standing(const Row& row, const Question& q) {
    const auto& act = row_of(q.action);
    const auto* m = membership_for(row, q);
    const auto level = m ? m->level : viewer;
    const bool extra = row.when == When::emergency_grant ? q.record.emergency_co_approved
                                                         : q.record.participant && q.record.participant_protected;
    const auto fields = fields_of(row.then, level, extra);
    const auto cell = cell_of(act, row.then, level);
    if (cell == Cell::no || (cell == Cell::f2 && !fields.f2) || !chairs(act, row.then, m, row.when)) return std::nullopt;
    return allow(row, common(fields, act.most), duties_of(row, cell, act, q.record), m, q);
}

Decision deny(std::string_view rule) {
    Decision decision;
    decision.rule = rule;
    return decision;
}

static_assert(std::rbegin(rows)->when == When::always && std::rbegin(rows)->then == Then::deny);

Decision first_match(const Question& q) {
    for (const auto& row : rows) {
        if (!matches(row, q)) continue;
        std::optional<Decision> decision;
        switch (row.then) {
            case Then::ask: decision = deny(row.rule); decision->verdict = Verdict::ask; break;
            case Then::deny: decision = deny(row.rule); break;
            case Then::by_role: decision = by_role(row, q).value_or(deny(row.rule)); break;
            case Then::allow_asking: decision = allow(row, nothing, row_of(q.action).duties, nullptr, q); break;
            default: decision = by_standing(row, q);
        }
        if (decision) return *std::move(decision);
    }
    return deny(std::rbegin(rows)->rule);
}

}  // namespace

std::string_view name(Action action) { return row_of(action).name; }

Decision may(const Actor& actor, Action action, const Record& record, domain::Date today, domain::Instant now) {
    auto decision = first_match({actor, action, record, today, now});
    if (decision.verdict == Verdict::deny)
        decision.known = first_match({actor, Action::read, record, today, now}).verdict == Verdict::allow;
    return decision;
}

namespace {

Relation relation_of(When when) {
    switch (when) {
        case When::owner_member: return Relation::member_of_owner;
        case When::shared_member: return Relation::member_of_shared;
        case When::named_on_case: return Relation::participant;
        case When::disposal_open: return Relation::open_disposal;
        default: return Relation::emergency_grant;
    }
}

bool about_records(const Row& row) {
    return row.when == When::owner_member || row.when == When::shared_member || row.when == When::named_on_case ||
           row.when == When::emergency_grant || row.when == When::disposal_open;
}
bool needs_membership(const Row& row) { return row.when == When::owner_member || row.when == When::shared_member; }

// A row that stops an actor whatever the record: D0, D1 without the panel, D3 and D4. The rows above it hold.
bool stops(const Row& row, const Question& q) {
    const bool record_matters = about_records(row) || row.when == When::no_agreement || row.when == When::excluded || row.when == When::emergency_asked || row.when == When::always;
    return !record_matters && matches(row, q);
}
bool for_this_role(const Row& row, const Actor& actor) { return row.when != When::disposal_open || actor.role == BaseRole::records_officer; }

std::vector<std::string> agreed_panels(const Question& q) {
    std::vector<std::string> panels;
    for (const auto& a : q.actor.agreements)
        if (agreed(q.actor, a.panel, q.today)) panels.push_back(a.panel);
    return panels;
}

// Panels where the actor stands at exactly this level and the row permits the act.
std::vector<std::string> member_panels(const Row& row, Level level, const Question& q) {
    std::vector<std::string> panels;
    if (level < row.at_least) return panels;
    for (const auto& m : q.actor.memberships) {
        if (m.level != level) continue;  // the best of several in one panel is one of them
        const auto* best = membership(q.actor, m.panel, q.today);
        if (best && best->level == level && chairs(row_of(q.action), row.then, best, row.when))
            panels.push_back(m.panel);
    }
    return panels;
}

void add_term(std::vector<ScopeTerm>& terms, const Row& row, Level level, std::vector<std::string> panels, const Question& q) {
    const auto& act = row_of(q.action);
    const auto cell = cell_of(act, row.then, level);
    if (cell == Cell::no || panels.empty()) return;
    std::ranges::sort(panels);
    panels.erase(std::unique(panels.begin(), panels.end()), panels.end());
    const bool extra = cell == Cell::f2;
    terms.push_back({row.rule, row.sensitivity, relation_of(row.when), std::move(panels), extra,
                     shown_to(q.actor, common(fields_of(row.then, level, extra), act.most))});
}

}  // namespace

Scope scope(const Actor& actor, Action action, domain::Date today, domain::Instant now) {
    Scope scope;
    scope.account_ = actor.account;
    scope.agency_ = actor.agency;
    scope.action_ = action;
    const Record no_record;
    const Question q{actor, action, no_record, today, now};
    if (action == Action::create) return scope;
    for (const auto& row : rows) {
        if (stops(row, q)) return scope;
        if (!about_records(row) || !for_this_role(row, actor) || (actor.by_token && row.sensitivity == s3)) continue;
        if (takes_second_person(action, row.sensitivity)) continue;  // each is agreed by itself: a file of many holds none
        if (!needs_membership(row)) {
            add_term(scope.terms_, row, viewer, agreed_panels(q), q);
        } else {
            for (const auto level : {viewer, contributor, coordinator})
                add_term(scope.terms_, row, level, member_panels(row, level, q), q);
        }
    }
    return scope;
}

}  // namespace casework::auth
