// Every combination of role, level, sensitivity, participation, exclusion and emergency access, against a second and naive policy.
#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>

#include "auth/policy.hpp"

using namespace casework;
using auth::Action;
using domain::BaseRole;
using domain::Level;
using domain::Sensitivity;

namespace {

const domain::Date today{std::chrono::year{2026} / 11 / 23};
const domain::Instant now{std::chrono::sys_days{today} + std::chrono::hours{10}};

constexpr Action every_action[] = {Action::list, Action::read, Action::reveal, Action::create, Action::edit, Action::note,
    Action::issue_document, Action::meeting_print, Action::share, Action::export_rows, Action::close, Action::chair,
    Action::request_erase, Action::approve, Action::break_glass, Action::statistics, Action::administer, Action::audit};
constexpr BaseRole every_role[] = {BaseRole::practitioner, BaseRole::analyst, BaseRole::auditor, BaseRole::records_officer, BaseRole::sysadmin};
constexpr std::optional<Level> every_level[] = {std::nullopt, Level::viewer, Level::contributor, Level::coordinator};
constexpr Sensitivity every_sensitivity[] = {Sensitivity::s1, Sensitivity::s2, Sensitivity::s3};

struct World {
    BaseRole role;
    std::optional<Level> owner, shared;
    bool chair;
    Sensitivity sensitivity;
    int participation;  // 0 none, 1 named, 2 named with F2
    bool excluded;
    int emergency;      // 0 none, 1 granted, 2 co-approved
    bool disposal;      // a request to erase it waits
};

domain::Actor actor_in(const World& w) {
    domain::Actor actor;
    actor.account = "USR-2026-0003";
    actor.agency = "kent-police";
    actor.role = w.role;
    actor.full_session = true;
    if (w.owner) actor.memberships.push_back({"m-owner", "tctf", *w.owner, w.chair, today});
    if (w.shared) actor.memberships.push_back({"m-shared", "socp", *w.shared, false, today});
    actor.agreements = {{"tctf", today, 0}, {"socp", today, 0}};
    return actor;
}
auth::Record record_in(const World& w) {
    auth::Record record;
    record.id = "NOM-2026-0041";
    record.panel = "tctf";
    record.shared_panels = {"socp"};
    record.sensitivity = w.sensitivity;
    record.participant = w.participation > 0;
    record.participant_protected = w.participation == 2;
    record.excluded = w.excluded;
    record.emergency_grant = w.emergency > 0;
    record.emergency_co_approved = w.emergency == 2;
    record.open_disposal = w.disposal;
    return record;
}

// The naive policy: one if after the other, from the prose of the promises, sharing nothing with the tables.
struct Answer {
    bool allow = false;
    bool f01 = false, f2 = false;  // f01: case facts, and who somebody is
    bool only_f0 = false;
    auth::Duties duties{};
    std::string membership{};
};

bool level_may(Level level, Action a, bool f2) {
    if (a == Action::list || a == Action::read || a == Action::meeting_print || a == Action::audit) return true;
    if (a == Action::reveal) return level == Level::coordinator || (level == Level::contributor && f2);
    if (a == Action::export_rows || a == Action::close || a == Action::request_erase || a == Action::approve) return level == Level::coordinator;
    if (a == Action::break_glass || a == Action::statistics || a == Action::administer || a == Action::chair) return false;
    return level != Level::viewer;
}
Answer at_level(Level level, Action a, bool protected_too, std::string membership) {
    Answer answer{.allow = true, .f01 = true, .membership = std::move(membership)};
    const bool shows_f2 = a == Action::reveal || a == Action::create || a == Action::edit;
    answer.f2 = shows_f2 && (level == Level::coordinator || (level == Level::contributor && protected_too));
    if (a == Action::request_erase || a == Action::audit) answer.f01 = false;
    if (a == Action::share) answer.duties = {.purpose = true, .second_person = level == Level::contributor};
    if (a == Action::export_rows) answer.duties = {.purpose = true, .password_again = true};
    if (a == Action::request_erase) answer.duties = {.purpose = true, .password_again = true, .second_person = true};
    if (a == Action::approve) answer.duties = {.password_again = true, .second_person = true};
    return answer;
}
Answer as_named(Action a, bool f2) {
    const bool may = a == Action::list || a == Action::read || a == Action::note || a == Action::audit || (a == Action::reveal && f2);
    return {.allow = may, .f01 = may && a != Action::audit, .f2 = may && a == Action::reveal};
}
void open_restricted(Answer& answer, Action a) {
    if (answer.allow && a != Action::list && a != Action::create) answer.duties.purpose = true;
}

Answer naive_content(const World& w, Action a) {
    const bool f2 = w.participation == 2;
    if (a == Action::chair) {
        const bool level = w.owner && *w.owner != Level::viewer && w.chair;
        const bool reach = w.sensitivity == Sensitivity::s1 || w.sensitivity == Sensitivity::s2 || w.owner == Level::coordinator;
        if (!level || !reach) return {};
        Answer answer{.allow = true, .f01 = true, .membership = "m-owner"};
        if (w.sensitivity == Sensitivity::s3) open_restricted(answer, a);
        return answer;
    }
    if (w.sensitivity == Sensitivity::s1) {
        if (w.owner && level_may(*w.owner, a, f2)) return at_level(*w.owner, a, f2, "m-owner");
        if (w.shared && level_may(*w.shared, a, f2)) return at_level(*w.shared, a, f2, "m-shared");
    }
    if (w.sensitivity == Sensitivity::s2) {
        if (w.owner && *w.owner != Level::viewer && level_may(*w.owner, a, f2)) return at_level(*w.owner, a, f2, "m-owner");
        if (w.participation > 0 && as_named(a, f2).allow) return as_named(a, f2);
        if (w.shared && (a == Action::list || a == Action::read)) return {.allow = true, .membership = "m-shared"};
    }
    if (w.sensitivity == Sensitivity::s3) {
        Answer answer;
        if (w.owner == Level::coordinator && level_may(Level::coordinator, a, f2)) {
            answer = at_level(Level::coordinator, a, f2, "m-owner");
            if (a == Action::export_rows) answer.duties.second_person = true;
        } else if (w.participation > 0) {
            answer = as_named(a, f2);
        }
        open_restricted(answer, a);
        if (answer.allow) return answer;
    }
    if (w.emergency > 0) {
        const bool may = a == Action::list || a == Action::read || (a == Action::reveal && w.emergency == 2);
        if (may) return {.allow = true, .f01 = true, .f2 = a == Action::reveal, .duties = {.notify = true}};
    }
    if (a == Action::break_glass && w.owner != Level::coordinator)
        return {.allow = true, .duties = {.purpose = true, .password_again = true, .notify = true}};
    return {};
}

Answer naive(const World& w, Action a) {
    if (w.excluded) return {};
    const bool practitioner = w.role == BaseRole::practitioner;
    if (a == Action::statistics) {
        const bool may = practitioner || w.role == BaseRole::analyst || w.role == BaseRole::auditor;
        return {.allow = may};
    }
    if (a == Action::administer) {
        const bool leads = practitioner && w.owner == Level::coordinator;
        if (!leads && w.role != BaseRole::sysadmin) return {};
        const bool second = w.sensitivity == Sensitivity::s3;
        return {.allow = true, .duties = {.password_again = true, .second_person = second}, .membership = leads ? "m-owner" : ""};
    }
    if (a == Action::audit && w.role == BaseRole::auditor) return {.allow = true, .duties = {.purpose = true}};
    if (w.role == BaseRole::records_officer && w.disposal) {
        if (a == Action::list || a == Action::read) return {.allow = true, .f01 = true, .only_f0 = true};
        if (a == Action::approve) return {.allow = true, .f01 = true, .only_f0 = true, .duties = {.password_again = true, .second_person = true}};
    }
    if (!practitioner) return {};
    return naive_content(w, a);
}

std::string told(const World& w, Action a) {
    const auto level = [](std::optional<Level> l) { return l ? std::to_string(static_cast<int>(*l)) : std::string("-"); };
    return std::string(auth::name(a)) + " role " + std::to_string(static_cast<int>(w.role)) + " owner " + level(w.owner) + " shared " +
           level(w.shared) + (w.chair ? " chair" : "") + " S" + std::to_string(static_cast<int>(w.sensitivity)) + " participation " +
           std::to_string(w.participation) + (w.excluded ? " excluded" : "") + " emergency " + std::to_string(w.emergency) + (w.disposal ? " disposal open" : "");
}

template <class Visit>
void every_world(Visit visit) {
    for (const auto role : every_role)
        for (const auto owner : every_level)
            for (const auto shared : every_level)
                for (const bool chair : {false, true})
                    for (const auto sensitivity : every_sensitivity)
                        for (const int participation : {0, 1, 2})
                            for (const bool excluded : {false, true})
                                for (const int emergency : {0, 1, 2})
                                    for (const bool disposal : {false, true}) visit(World{role, owner, shared, chair, sensitivity, participation, excluded, emergency, disposal});
}

// What a gate does with a scope, in memory: the record is found when one term admits it and nothing excludes the actor.
bool admitted(const auth::Scope& scope, const auth::Record& r) {
    using Relation = auth::ScopeTerm::Relation;
    if (r.excluded) return false;
    return std::ranges::any_of(scope.terms(), [&](const auth::ScopeTerm& term) {
        if (term.sensitivity != r.sensitivity) return false;
        const auto listed = [&](const std::string& panel) { return std::ranges::find(term.panels, panel) != term.panels.end(); };
        const bool owner = listed(r.panel);
        const bool named_f2 = !term.protected_too || (r.participant && r.participant_protected);
        switch (term.relation) {
            case Relation::member_of_owner: return owner && named_f2;
            case Relation::member_of_shared: return std::ranges::any_of(r.shared_panels, listed) && named_f2;
            case Relation::participant: return owner && r.participant && named_f2;
            case Relation::open_disposal: return owner && r.open_disposal;
            case Relation::emergency_grant: return owner && r.emergency_grant && (!term.protected_too || r.emergency_co_approved);
        }
        return false;
    });
}
bool about_existing_records(Action a, BaseRole role) {
    if (a == Action::create || a == Action::break_glass || a == Action::statistics || a == Action::administer) return false;
    return a != Action::audit || role == BaseRole::practitioner;
}

}  // namespace

TEST_CASE("may() answers as a naive reading of the promises does, in every combination") {
    long cases = 0, wrong = 0;
    every_world([&](const World& w) {
        const auto actor = actor_in(w);
        const auto record = record_in(w);
        for (const auto action : every_action) {
            ++cases;
            const auto expected = naive(w, action);
            const auto got = auth::may(actor, action, record, today, now);
            const domain::FieldSet fields{expected.f01, expected.f01 && !expected.only_f0, expected.f2};
            const bool known = !expected.allow && naive(w, Action::read).allow;
            const bool same = (got.verdict == auth::Verdict::allow) == expected.allow && got.known == known &&
                              (!expected.allow || (got.fields == fields && got.duties == expected.duties && got.membership == expected.membership));
            if (!same && ++wrong <= 10) {
                INFO(told(w, action) << " answered by " << got.rule);
                CHECK(same);
            }
        }
    });
    CHECK(cases == 311'040);
    CHECK(wrong == 0);
}

TEST_CASE("the scope of an act admits exactly the records for which may() allows it, and for export no restricted one, in every combination") {
    long wrong = 0;
    every_world([&](const World& w) {
        auto actor = actor_in(w);
        const auto record = record_in(w);
        for (const bool by_token : {false, true})
        for (const auto action : every_action) {
            actor.by_token = by_token;
            if (!about_existing_records(action, w.role)) continue;
            const auto decision = auth::may(actor, action, record, today, now);
            const bool alone = action == Action::export_rows && decision.duties.second_person;  // agreed by itself: a list has no second person
            const bool allowed = decision.verdict == auth::Verdict::allow && !alone;
            const bool found = admitted(auth::scope(actor, action, today, now), record);
            if (allowed != found && ++wrong <= 10) {
                INFO(told(w, action));
                CHECK(allowed == found);
            }
        }
    });
    CHECK(wrong == 0);
}

TEST_CASE("a bearer token may what its owner may, less the acts of a person, restricted records and protected fields, in every combination") {
    constexpr Action never[] = {Action::reveal, Action::export_rows, Action::request_erase, Action::approve, Action::break_glass, Action::administer};
    long wrong = 0, granted = 0;
    every_world([&](const World& w) {
        const auto owner = actor_in(w);
        auto program = owner;
        program.by_token = true;
        const auto record = record_in(w);
        for (const auto action : every_action) {
            const auto person = auth::may(owner, action, record, today, now), token = auth::may(program, action, record, today, now);
            const bool barred = std::ranges::find(never, action) != std::end(never) || w.sensitivity == Sensitivity::s3;
            const bool expected = !barred && person.verdict == auth::Verdict::allow;
            auto fields = person.fields;
            fields.f2 = false;
            const bool same = (token.verdict == auth::Verdict::allow) == expected && (!expected || (token.fields == fields && token.duties == person.duties));
            granted += expected ? 1 : 0;
            if (!same && ++wrong <= 10) {
                INFO(told(w, action) << " answered by " << token.rule);
                CHECK(same);
            }
        }
    });
    CHECK(wrong == 0);
    CHECK(granted > 1000);
}
