// The access rules one by one, as sentences, and the golden file of permissions.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "auth/policy.hpp"

using namespace casework;
using namespace std::chrono_literals;
using auth::Action;
using auth::Verdict;
using domain::Level;
using domain::Sensitivity;

namespace {

const domain::Date today{std::chrono::year{2026} / 11 / 23};
const domain::Instant now{std::chrono::sys_days{today} + 10h};

domain::Date day(int offset) { return std::chrono::sys_days{today} + domain::days{offset}; }

domain::Actor member(Level level) {
    domain::Actor actor;
    actor.account = "USR-2026-0003";
    actor.agency = "kent-police";
    actor.full_session = true;
    actor.memberships = {{"m1", "tctf", level, false, day(100)}};
    actor.agreements = {{"tctf", day(100), 30}};
    return actor;
}
auth::Record nominal(Sensitivity sensitivity = Sensitivity::s1) {
    auth::Record record;
    record.id = "NOM-2026-0041";
    record.panel = "tctf";
    record.sensitivity = sensitivity;
    return record;
}
auth::Decision ask(const domain::Actor& actor, Action action, const auth::Record& record = nominal()) {
    return auth::may(actor, action, record, today, now);
}

}  // namespace

TEST_CASE("without a full session the answer is to sign in, whoever asks") {
    auto actor = member(Level::coordinator);
    actor.full_session = false;
    const auto decision = ask(actor, Action::read);
    CHECK(decision.verdict == Verdict::ask);
    CHECK(decision.rule == "D0");
    CHECK(auth::scope(actor, Action::list, today, now).terms().empty());
}

TEST_CASE("a disabled person and a suspended agency get nothing") {
    auto actor = member(Level::coordinator);
    actor.disabled = true;
    CHECK(ask(actor, Action::read).rule == "D1");
    actor.disabled = false;
    actor.agency_suspended = true;
    CHECK(ask(actor, Action::read).rule == "D1");
    CHECK_FALSE(ask(actor, Action::read).known);
    CHECK(auth::scope(actor, Action::list, today, now).terms().empty());
}

TEST_CASE("an agreement carries through its last day and its grace, and no further") {
    auto actor = member(Level::viewer);
    actor.agreements = {{"tctf", day(-30), 30}};
    CHECK(ask(actor, Action::read).verdict == Verdict::allow);
    actor.agreements = {{"tctf", day(-31), 30}};
    CHECK(ask(actor, Action::read).verdict == Verdict::deny);
    CHECK(ask(actor, Action::read).rule == "D1");
    CHECK(auth::scope(actor, Action::list, today, now).terms().empty());
}

TEST_CASE("an agency that never signed an agreement for the panel is denied, with other agreements too") {
    auto actor = member(Level::coordinator);
    actor.agreements = {{"socp", day(100), 30}};
    CHECK(ask(actor, Action::read).rule == "D1");
    actor.agreements.clear();
    CHECK(ask(actor, Action::read).rule == "D1");
}

TEST_CASE("a record shared to a panel is reached through that panel's agreement") {
    auto actor = member(Level::viewer);
    actor.memberships = {{"m2", "socp", Level::viewer, false, day(1)}};
    actor.agreements = {{"socp", day(1), 0}};
    auto record = nominal();
    CHECK(ask(actor, Action::read, record).verdict == Verdict::deny);
    record.shared_panels = {"socp"};
    CHECK(ask(actor, Action::read, record).verdict == Verdict::allow);
    CHECK(ask(actor, Action::read, record).membership == "m2");
}

TEST_CASE("a membership holds on its last day and ends the day after") {
    auto actor = member(Level::viewer);
    actor.memberships[0].until = today;
    CHECK(ask(actor, Action::read).verdict == Verdict::allow);
    actor.memberships[0].until = day(-1);
    CHECK(ask(actor, Action::read).verdict == Verdict::deny);
    CHECK_FALSE(ask(actor, Action::read).known);
}

TEST_CASE("of two live memberships of one panel the stronger counts") {
    auto actor = member(Level::viewer);
    actor.memberships.push_back({"m9", "tctf", Level::contributor, false, day(1)});
    CHECK(ask(actor, Action::edit).membership == "m9");
    actor.memberships.push_back({"m10", "tctf", Level::contributor, true, day(1)});
    CHECK(ask(actor, Action::chair).membership == "m10");
    actor.memberships.push_back({"m11", "tctf", Level::contributor, true, day(1)});
    actor.memberships.push_back({"m12", "tctf", Level::contributor, false, day(1)});
    actor.memberships.push_back({"m13", "tctf", Level::viewer, true, day(1)});
    CHECK(ask(actor, Action::chair).membership == "m10");
    const auto scope = auth::scope(actor, Action::edit, today, now);
    for (const auto& term : scope.terms()) CHECK(term.panels == std::vector<std::string>{"tctf"});
    CHECK(auth::scope(actor, Action::edit, today, now).terms().size() == auth::scope(member(Level::contributor), Action::edit, today, now).terms().size());
}

TEST_CASE("of two panels a case is shared with the stronger membership counts, in any order") {
    auto actor = member(Level::viewer);
    actor.memberships = {{"m2", "socp", Level::viewer, false, day(1)}, {"m3", "marac", Level::contributor, false, day(1)}};
    actor.agreements = {{"socp", day(1), 0}, {"marac", day(1), 0}};
    auto record = nominal();
    for (const auto& panels : {std::vector<std::string>{"socp", "marac"}, std::vector<std::string>{"marac", "socp"}}) {
        record.shared_panels = panels;
        CHECK(ask(actor, Action::edit, record).membership == "m3");
    }
}

TEST_CASE("the chair of a panel that a case is shared with does not chair the case") {
    auto actor = member(Level::viewer);
    actor.memberships = {{"m2", "socp", Level::coordinator, true, day(1)}};
    actor.agreements = {{"socp", day(1), 0}};
    for (const auto sensitivity : {Sensitivity::s1, Sensitivity::s2}) {
        auto record = nominal(sensitivity);
        record.shared_panels = {"socp"};
        CHECK(ask(actor, Action::read, record).verdict == Verdict::allow);
        CHECK(ask(actor, Action::chair, record).verdict == Verdict::deny);
    }
}

TEST_CASE("who is named on a case or has emergency access to it loses both with the agreement for its own panel") {
    auto actor = member(Level::viewer);
    actor.memberships.clear();
    actor.agreements = {{"socp", day(1), 0}};
    for (const bool named : {true, false}) {
        auto record = nominal(Sensitivity::s2);
        record.shared_panels = {"socp"};
        record.participant = named;
        record.emergency_grant = !named;
        CHECK(ask(actor, Action::read, record).rule == "D9");
        actor.agreements.push_back({"tctf", day(1), 0});
        CHECK(ask(actor, Action::read, record).verdict == Verdict::allow);
        actor.agreements.pop_back();
    }
}

TEST_CASE("an act about no panel's record needs no agreement, and creating has no records to list") {
    auto actor = member(Level::viewer);
    actor.agreements.clear();
    CHECK(ask(actor, Action::statistics, auth::Record{}).verdict == Verdict::allow);
    CHECK(auth::scope(member(Level::coordinator), Action::create, today, now).terms().empty());
}

TEST_CASE("a base role that is none may nothing") {
    auto actor = member(Level::coordinator);
    actor.role = static_cast<domain::BaseRole>(99);
    for (const auto action : {Action::read, Action::statistics, Action::administer, Action::audit}) CHECK(ask(actor, action).verdict == Verdict::deny);
}

TEST_CASE("a viewer who may read but not edit is told that the record exists") {
    const auto decision = ask(member(Level::viewer), Action::edit);
    CHECK(decision.verdict == Verdict::deny);
    CHECK(decision.known);
    CHECK(decision.rule == "D9");
}

TEST_CASE("an exclusion beats coordinator, participation and emergency access, and hides the record") {
    auto record = nominal(Sensitivity::s3);
    record.participant = record.participant_protected = record.emergency_grant = record.emergency_co_approved = true;
    record.excluded = true;
    for (const auto action : {Action::read, Action::break_glass, Action::edit}) {
        const auto decision = ask(member(Level::coordinator), action, record);
        CHECK(decision.verdict == Verdict::deny);
        CHECK(decision.rule == "D2");
        CHECK_FALSE(decision.known);
    }
}

TEST_CASE("chair decisions need the chair flag of the owner panel and at least a contributor") {
    auto actor = member(Level::coordinator);
    CHECK(ask(actor, Action::chair).verdict == Verdict::deny);
    CHECK(ask(actor, Action::chair).known);
    actor.memberships[0].chair = true;
    CHECK(ask(actor, Action::chair).verdict == Verdict::allow);
    actor.memberships[0].level = Level::contributor;
    CHECK(ask(actor, Action::chair).verdict == Verdict::allow);
    actor.memberships[0].level = Level::viewer;
    CHECK(ask(actor, Action::chair).verdict == Verdict::deny);
    auto record = nominal();
    record.panel = "socp";
    record.shared_panels = {"tctf"};
    actor.memberships[0].level = Level::coordinator;
    CHECK(ask(actor, Action::chair, record).verdict == Verdict::deny);
}

TEST_CASE("password again is satisfied for five minutes, and not by a password from the future") {
    auto actor = member(Level::coordinator);
    CHECK(ask(actor, Action::export_rows).duties.password_again);
    actor.password_at = now - 5min;
    CHECK_FALSE(ask(actor, Action::export_rows).duties.password_again);
    CHECK(ask(actor, Action::export_rows).duties.purpose);
    actor.password_at = now - 5min - 1us;
    CHECK(ask(actor, Action::export_rows).duties.password_again);
    actor.password_at = now + 1us;
    CHECK(ask(actor, Action::export_rows).duties.password_again);
}

TEST_CASE("the first opening of a restricted record in a day asks for a purpose, listing it does not") {
    auto record = nominal(Sensitivity::s3);
    const auto actor = member(Level::coordinator);
    CHECK(ask(actor, Action::read, record).duties.purpose);
    CHECK_FALSE(ask(actor, Action::list, record).duties.purpose);
    record.opened_today = true;
    CHECK_FALSE(ask(actor, Action::read, record).duties.purpose);
}

TEST_CASE("exporting restricted records takes a second person") {
    CHECK(ask(member(Level::coordinator), Action::export_rows, nominal(Sensitivity::s3)).duties.second_person);
    CHECK_FALSE(ask(member(Level::coordinator), Action::export_rows).duties.second_person);
}

TEST_CASE("a sensitive record that is shared explicitly shows one line and nothing more") {
    auto actor = member(Level::contributor);
    auto record = nominal(Sensitivity::s2);
    record.panel = "socp";
    record.shared_panels = {"tctf"};
    const auto decision = ask(actor, Action::read, record);
    CHECK(decision.verdict == Verdict::allow);
    CHECK(decision.fields == domain::FieldSet{});
    CHECK(ask(actor, Action::edit, record).verdict == Verdict::deny);
    CHECK(ask(actor, Action::edit, record).known);
}

TEST_CASE("protected fields come only with a reveal, never with reading") {
    CHECK_FALSE(ask(member(Level::coordinator), Action::read).fields.f2);
    CHECK(ask(member(Level::coordinator), Action::reveal).fields.f2);
    CHECK(ask(member(Level::contributor), Action::reveal).verdict == Verdict::deny);
}

TEST_CASE("analysts, auditors, records officers and system administrators see no case content, members or not") {
    for (const auto role : {domain::BaseRole::analyst, domain::BaseRole::auditor, domain::BaseRole::records_officer, domain::BaseRole::sysadmin}) {
        auto actor = member(Level::coordinator);
        actor.role = role;
        CHECK(ask(actor, Action::read).verdict == Verdict::deny);
        CHECK_FALSE(ask(actor, Action::read).known);
        for (const auto& term : auth::scope(actor, Action::list, today, now).terms()) {
            CHECK(role == domain::BaseRole::records_officer);
            CHECK(term.relation == auth::ScopeTerm::Relation::open_disposal);
            CHECK(term.fields == domain::FieldSet{true, false, false});
        }
    }
}

TEST_CASE("a records officer reads facts of the case and decides while a disposal is open, and reaches nothing else") {
    auto officer = member(Level::coordinator);
    officer.role = domain::BaseRole::records_officer;
    auto waits = nominal();
    waits.open_disposal = true;
    const auto judged = [&](Action action) { return auth::may(officer, action, waits, today, now); };
    for (const auto action : {Action::list, Action::read, Action::approve}) {
        CHECK(judged(action).verdict == Verdict::allow);
        CHECK(judged(action).rule == "D4");
        CHECK(judged(action).fields == domain::FieldSet{true, false, false});
    }
    CHECK(judged(Action::approve).duties.second_person);
    for (const auto action : {Action::reveal, Action::edit, Action::note, Action::close, Action::share, Action::export_rows, Action::request_erase, Action::audit}) CHECK(judged(action).verdict == Verdict::deny);
    waits.excluded = true;
    CHECK(judged(Action::read).verdict == Verdict::deny);
}

TEST_CASE("a bearer token is told no where its owner knows the record, and nothing of a restricted one") {
    auto program = member(Level::coordinator);
    program.by_token = true;
    CHECK(ask(program, Action::edit).verdict == Verdict::allow);
    CHECK_FALSE(ask(program, Action::edit).fields.f2);
    const auto download = ask(program, Action::export_rows);
    CHECK(download.rule == "DT");
    CHECK(download.known);
    const auto restricted = ask(program, Action::read, nominal(Sensitivity::s3));
    CHECK(restricted.verdict == Verdict::deny);
    CHECK_FALSE(restricted.known);
    const auto scope = auth::scope(program, Action::list, today, now);
    for (const auto& term : scope.terms()) CHECK(term.sensitivity != Sensitivity::s3);
}

TEST_CASE("the permissions are those of the golden file") {
    const std::string path = CASEWORK_SOURCE_DIR "/tests/golden/permissions.txt";
    if (std::getenv("UPDATE_GOLDEN")) std::ofstream(path) << auth::policy_text();
    std::ifstream file(path);
    std::stringstream golden;
    golden << file.rdbuf();
    CHECK(auth::policy_text() == golden.str());
}
