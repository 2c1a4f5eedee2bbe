// Opening, searching, printing and downloading, and what an administrator changes about who may.
#include <fmt/format.h>

#include <algorithm>

#include "domain/nominals/codes.hpp"
#include "domain/text.hpp"
#include "persistence/access/declared_interests.hpp"
#include "persistence/access/emergency.hpp"
#include "persistence/access/restriction.hpp"
#include "persistence/people/people.hpp"
#include "persistence/record_access.hpp"
#include "persistence/search.hpp"
#include "persistence/settings.hpp"
#include "tests/scenarios/sentence.hpp"

namespace casework::scenarios {
namespace {

using persistence::Administration;
using persistence::Gate;
using persistence::Transaction;
using Gaps = std::vector<std::string>;

constexpr const char* panel = "tctf";

void see(Stage& stage, const domain::Outcome<persistence::Board>& board) {
    if (!board) return;
    for (const auto& entry : board->entries) stage.seen.push_back(entry.person.name);
}

void open_record(Stage& stage, const std::string& who, const std::string& id) {
    const auto record = stage.act(who, [&](Gate& gate) { return persistence::open_nominal(gate, id); });
    if (record) stage.seen = {record->person.name};
    if (record) stage.said = record->proposed_by_name;
}

void search_for(Stage& stage, const std::string& who, const std::string& text) {
    const auto found = stage.act(who, [&](Gate& gate) -> domain::Outcome<persistence::Found> { return persistence::search(gate, text); });
    if (!found) return;
    for (const auto& hit : found->hits) stage.seen.push_back(hit.person.name);
}

void read_log(Stage& stage, const std::string& who, const std::string& name) {
    const auto log = stage.act(who, [&](Gate& gate) { return persistence::read_access(gate, stage.known(name).record, ""); });
    if (!log) return;
    for (const auto& row : log->page.rows) stage.seen.push_back(log->names.contains(row.account) ? log->names.at(row.account) : row.account);
}

void exclude(Stage& stage, const std::string& column, const std::string& id, const std::string& name) {
    stage.house.database->write([&](Transaction& tx) {
        tx.run("INSERT INTO record_exclusion (record_id, " + column + ") VALUES (:record, :id)", {persistence::with("record", stage.known(name).record), persistence::with("id", id)});
    });
}

// A restricted case of the Domestic Abuse Forum about somebody the task force knows too, as the police liaison of both writes it.
void marac_case(Stage& stage, const std::string& name) {
    const auto& known = stage.known(name);
    persistence::Asked asked;
    asked.actor = stage.house.stranger;
    asked.actor.memberships.push_back({"MBR-BOTH", panel, domain::Level::viewer, false, stage.house.stranger.memberships[0].until});
    asked.actor.agreements.push_back({panel, stage.house.stranger.agreements[0].until, 0});
    asked.reference = "scenario";
    Gate gate(*stage.house.database, *stage.house.ledger, stage.house.now, std::move(asked));
    testing::TestHouse::must(gate.perform_in_panel("daf", {auth::Action::create, "refer", "marac", domain::LoggedOperation::collection}, [&](persistence::Writing& writing) {
        const auto id = persistence::next_reference(writing.tx, "MAR", writing.today);
        persistence::add_record(writing.tx, writing.permit, id, "marac", "daf", domain::Sensitivity::s3, "forum", writing.now);
        persistence::PersonFacts facts;
        facts.names = {{"name", name}, {"alias", "Ray Hidden"}};
        facts.birth = persistence::StatedBirth{domain::add_months(writing.today, -500), {}, {}, ""};
        facts.addresses = {{"protected", "1 Quiet Lane", "ME15 6AA", {}, {}}};
        return persistence::link_person(writing, id, "nominal", known.person, facts);
    }));
}

void set_agreement(Stage& stage, const std::string& agency, const std::string& day, int grace) {
    const auto until = day_of(day, stage.today());
    stage.administer([&](Transaction& tx, const Administration& by) {
        return persistence::set_agreement(tx, by, {stage.agency(agency), panel, domain::add_days(until, -300), until, grace});
    });
}

void set_membership(Stage& stage, const std::string& who, const std::string& day) {
    const auto until = day_of(day, stage.today());
    stage.administer([&](Transaction& tx, const Administration& by) {
        return persistence::set_membership(tx, by, {stage.account(who), panel, domain::Level::contributor, false, until});
    });
}

std::string purpose_code(const std::string& words) {
    for (const auto& code : domain::nominals::export_purposes())
        if (code.words == words) return std::string(code.code);
    throw Failed(words + " is no purpose of a download");
}

void change_restriction(Stage& stage, const std::string& who, const std::string& name, persistence::RestrictionChange change) {
    change.reason = "Agreed with the chair today";
    stage.give_password(who);
    stage.act(who, [&](Gate& gate) { return persistence::change_restriction(gate, stage.known(name).record, change); });
}

persistence::AccessDesk desk_of(Stage& stage, Gate& gate) {
    auto entry = gate.entry({auth::Action::read, "access", "record", domain::LoggedOperation::security});
    return {*stage.house.database, *stage.house.ledger, gate.actor(), std::move(entry), gate.now(), "", nullptr};
}

void use_emergency(Stage& stage, const std::string& who, const std::string& reference) {
    stage.act(who, [&](Gate& gate) {
        return persistence::ask_emergency_access(desk_of(stage, gate), {.reference = reference, .name = "", .born = {}, .purpose = "incident", .reason = "They stand at the door of the station now"});
    });
}

// To the newest emergency access of that person.
void co_approve(Stage& stage, const std::string& who, const std::string& user) {
    std::string id;
    stage.house.database->read([&](Transaction& tx) { tx.one("SELECT id FROM emergency_request WHERE account = :account ORDER BY asked_at DESC LIMIT 1", {persistence::with("account", stage.account(user))}, {&id}); });
    stage.act(who, [&](Gate& gate) { return persistence::co_approve_emergency(desk_of(stage, gate), id, "They carry the child out of the house now"); });
}

void declare_family(Stage& stage, const std::string& who, const std::string& name) {
    stage.act(who, [&](Gate& gate) {
        const persistence::AccessDesk desk{*stage.house.database, *stage.house.ledger, gate.actor(), gate.entry({auth::Action::read, "declare", "interest", domain::LoggedOperation::security}), gate.now(), "", nullptr};
        return persistence::declare_person(desk, {"family", name, {}, "", ""});
    });
}

int number(const std::string& figures) { return *domain::parse_figures(figures); }

}  // namespace

std::vector<Sentence> access_sentences() {
    return {
        {Kind::when, "{who} opens the list", [](Stage& s, const Gaps& g, Details&) { see(s, s.act(g[0], [](Gate& gate) { return persistence::read_board(gate, panel); })); }},
        {Kind::when, "{who} prints the list", [](Stage& s, const Gaps& g, Details&) { see(s, s.act(g[0], [](Gate& gate) { return persistence::print_board(gate, panel); })); }},
        {Kind::when, "{who} downloads the list", [](Stage& s, const Gaps& g, Details&) { see(s, s.act(g[0], [](Gate& gate) { return persistence::export_board(gate, panel); })); }},
        {Kind::when, "{who} opens the record of {person}", [](Stage& s, const Gaps& g, Details&) { open_record(s, g[0], s.known(g[1]).record); }},
        {Kind::when, "{who} opens a record that never was", [](Stage& s, const Gaps& g, Details&) { open_record(s, g[0], "NOM-2026-9999"); }},
        {Kind::when, "{who} searches for {text}", [](Stage& s, const Gaps& g, Details&) { search_for(s, g[0], g[1]); }},
        {Kind::when, "{who} looks at the access log of {person}", [](Stage& s, const Gaps& g, Details&) { read_log(s, g[0], g[1]); }},
        {Kind::given, "{who} gives the purpose {text}", [](Stage& s, const Gaps& g, Details&) { s.give_purpose(g[0], {"export_rows", panel, purpose_code(g[1])}); }},
        {Kind::given, "{who} gives the password again", [](Stage& s, const Gaps& g, Details&) { s.give_password(g[0]); }},
        {Kind::given, "{who} is excluded from the record of {person}", [](Stage& s, const Gaps& g, Details&) { exclude(s, "account", s.account(g[0]), g[1]); }},
        {Kind::given, "{agency} is excluded from the record of {person}", [](Stage& s, const Gaps& g, Details&) { exclude(s, "agency", s.agency(g[0]), g[1]); }},
        {Kind::when, "{who} restricts the record of {person}", [](Stage& s, const Gaps& g, Details&) { change_restriction(s, g[0], g[1], {.act = "restrict"}); }},
        {Kind::when, "{who} marks the record of {person} as sensitive", [](Stage& s, const Gaps& g, Details&) { change_restriction(s, g[0], g[1], {.act = "sensitive"}); }},
        {Kind::when, "{who} names {agency} on the record of {person} until {day}", [](Stage& s, const Gaps& g, Details&) {
             change_restriction(s, g[0], g[2], {.act = "name", .account = {}, .agency = s.agency(g[1]), .reason = {}, .until = day_of(g[3], s.today())});
         }},
        {Kind::when, "{who} names {who} on the record of {person} until {day}", [](Stage& s, const Gaps& g, Details&) {
             change_restriction(s, g[0], g[2], {.act = "name", .account = s.account(g[1]), .agency = {}, .reason = {}, .until = day_of(g[3], s.today())});
         }},
        {Kind::when, "{who} keeps {who} away from the record of {person}", [](Stage& s, const Gaps& g, Details&) { change_restriction(s, g[0], g[2], {.act = "exclude", .account = s.account(g[1])}); }},
        {Kind::when, "{who} lets {who} back to the record of {person}", [](Stage& s, const Gaps& g, Details&) { change_restriction(s, g[0], g[2], {.act = "include", .account = s.account(g[1])}); }},
        {Kind::when, "{who} declares {person} as family", [](Stage& s, const Gaps& g, Details&) { declare_family(s, g[0], g[1]); }},
        {Kind::when, "{who} uses emergency access to {person}", [](Stage& s, const Gaps& g, Details&) { use_emergency(s, g[0], s.known(g[1]).record); }},
        {Kind::when, "{who} uses emergency access to a record that never was", [](Stage& s, const Gaps& g, Details&) { use_emergency(s, g[0], "NOM-2026-9999"); }},
        {Kind::when, "{who} agrees to the protected details in the emergency of {who}", [](Stage& s, const Gaps& g, Details&) { co_approve(s, g[0], g[1]); }},
        {Kind::given, "the Domestic Abuse Forum has a restricted case about {person}", [](Stage& s, const Gaps& g, Details&) { marac_case(s, g[0]); }},
        {Kind::when, "an administrator disables the account of {who}", [](Stage& s, const Gaps& g, Details&) {
             s.administer([&](Transaction& tx, const Administration& by) { return persistence::disable_account(tx, by, s.account(g[0]), true); });
         }},
        {Kind::when, "an administrator resets the password of {who}", [](Stage& s, const Gaps& g, Details&) {
             s.administer([&](Transaction& tx, const Administration& by) { return persistence::reset_password(tx, by, s.account(g[0]), Stage::another_password()); });
         }},
        {Kind::when, "an administrator ends the membership of {who}", [](Stage& s, const Gaps& g, Details&) {
             s.administer([&](Transaction& tx, const Administration& by) { return persistence::end_membership(tx, by, s.account(g[0]), panel); });
         }},
        {Kind::when, "an administrator makes {who} a member until {day}", [](Stage& s, const Gaps& g, Details&) { set_membership(s, g[0], g[1]); }},
        {Kind::when, "an administrator records that the agreement of {agency} ends {day}", [](Stage& s, const Gaps& g, Details& d) {
             set_agreement(s, g[0], g[1], number(d.text("days of grace", "0")));
         }},
        {Kind::when, "an administrator suspends {agency}", [](Stage& s, const Gaps& g, Details&) {
             s.administer([&](Transaction& tx, const Administration& by) { return persistence::suspend_agency(tx, by, s.agency(g[0]), true); });
         }},
        {Kind::when, "{who} sets {text} to {number} from {day}", [](Stage& s, const Gaps& g, Details&) {
             std::string name = g[1];
             for (const auto& rule : persistence::setting_rules())
                 if (rule.words == g[1]) name = rule.name;
             s.act(g[0], [&](Gate& gate) { return persistence::change_setting(gate, panel, {name, g[2], day_of(g[3], s.today()), "Agreed at the meeting."}); });
         }},
    };
}

}  // namespace casework::scenarios
