// Lists and single openings agree: in 10,000 random worlds the scope's SQL finds exactly the records that may() allows.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "persistence/gate.hpp"
#include "tests/support/databases.hpp"

using namespace casework;
using namespace casework::persistence;
using domain::Level;

namespace {

constexpr int groups = 40, records_in_group = 6, worlds = 10'000;
const std::vector<std::string> panels{"tctf", "socp", "daf", "dcsm"}, agencies{"police", "borough", "charity"}, accounts{"USR-1", "USR-2", "USR-3", "USR-4"};
constexpr domain::Date today{std::chrono::year{2026} / 11 / 23};
const domain::Instant now = london_instant(today, 14, 0);

struct Dice {
    std::mt19937 engine{20261123};
    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(engine); }
    bool once_in(int n) { return below(n) == 0; }
    const std::string& of(const std::vector<std::string>& list) { return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))]; }
};

// What is true of one record, kept beside the database, so that may() does not depend on what SQL reads.
struct Kept {
    auth::Record facts;
    std::vector<std::string> participants, protected_participants, former_participants, teams, protected_teams, former_teams, excluded_accounts, excluded_agencies, grants, co_approved;
};

bool holds(const std::vector<std::string>& list, const std::string& item) { return std::ranges::find(list, item) != list.end(); }

Kept random_record(Dice& dice, int group, int n) {
    Kept kept;
    kept.facts.id = fmt::format("NOM-{}-{}", group, n);
    kept.facts.panel = dice.of(panels);
    kept.facts.sensitivity = static_cast<domain::Sensitivity>(1 + dice.below(3));
    for (const auto& panel : panels)
        if (panel != kept.facts.panel && dice.once_in(5)) kept.facts.shared_panels.push_back(panel);
    for (const auto& account : accounts) {
        if (dice.once_in(4)) (dice.once_in(2) ? kept.participants : kept.protected_participants).push_back(account);
        else if (dice.once_in(4)) kept.former_participants.push_back(account);
        if (dice.once_in(8)) kept.excluded_accounts.push_back(account);
        if (dice.once_in(6)) (dice.once_in(2) ? kept.grants : kept.co_approved).push_back(account);
    }
    for (const auto& agency : agencies) {
        if (dice.once_in(6)) (dice.once_in(2) ? kept.teams : kept.protected_teams).push_back(agency);
        else if (dice.once_in(6)) kept.former_teams.push_back(agency);
    }
    for (const auto& agency : agencies)
        if (dice.once_in(12)) kept.excluded_agencies.push_back(agency);
    return kept;
}

void store(Transaction& tx, const Kept& kept, int group) {
    const auto& id = kept.facts.id;
    tx.run("INSERT INTO record (id, kind, panel, sensitivity, owner_agency, opened_at) VALUES (:id, :kind, :panel, :sensitivity, 'police', 0)",
           {with("id", id), with("kind", fmt::format("world{}", group)), with("panel", kept.facts.panel), with("sensitivity", static_cast<int>(kept.facts.sensitivity))});
    for (const auto& panel : kept.facts.shared_panels) tx.run("INSERT INTO record_share (record_id, panel) VALUES (:id, :panel)", {with("id", id), with("panel", panel)});
    const auto participant = [&](const std::string& account, bool protected_too, int last_day = 0) {
        tx.run("INSERT INTO record_participant (record_id, account, protected, until) VALUES (:id, :account, :protected, :until)",
               {with("id", id), with("account", account), with("protected", protected_too), with("until", domain::iso_date(domain::add_days(today, last_day)))});
    };
    for (const auto& account : kept.former_participants) participant(account, true, -1);
    for (const auto& account : kept.participants) participant(account, false);
    for (const auto& account : kept.protected_participants) participant(account, true);
    const auto team = [&](const std::string& agency, bool protected_too, int last_day = 0) {
        tx.run("INSERT INTO record_team (record_id, agency, protected, until, reason, named_by) VALUES (:id, :agency, :protected, :until, '', '')",
               {with("id", id), with("agency", agency), with("protected", protected_too), with("until", domain::iso_date(domain::add_days(today, last_day)))});
    };
    for (const auto& agency : kept.former_teams) team(agency, true, -1);
    for (const auto& agency : kept.teams) team(agency, false);
    for (const auto& agency : kept.protected_teams) team(agency, true);
    for (const auto& account : kept.excluded_accounts) tx.run("INSERT INTO record_exclusion (record_id, account) VALUES (:id, :account)", {with("id", id), with("account", account)});
    for (const auto& agency : kept.excluded_agencies) tx.run("INSERT INTO record_exclusion (record_id, agency) VALUES (:id, :agency)", {with("id", id), with("agency", agency)});
    const auto grant = [&](const std::string& account, bool both) {
        tx.run("INSERT INTO emergency_grant (record_id, account, until_at, co_approved) VALUES (:id, :account, :until, :both)",
               {with("id", id), with("account", account), with("until", std::int64_t{(now + std::chrono::minutes(30)).time_since_epoch().count()}), with("both", both)});
    };
    for (const auto& account : kept.grants) grant(account, false);
    for (const auto& account : kept.co_approved) grant(account, true);
}

domain::Actor random_actor(Dice& dice) {
    domain::Actor actor;
    actor.account = dice.of(accounts);
    actor.agency = dice.of(agencies);
    actor.role = dice.once_in(6) ? static_cast<domain::BaseRole>(dice.below(5)) : domain::BaseRole::practitioner;
    actor.full_session = !dice.once_in(20);
    actor.by_token = dice.once_in(4);
    actor.disabled = dice.once_in(20);
    actor.agency_suspended = dice.once_in(20);
    for (const auto& panel : panels) {
        if (dice.once_in(2)) actor.memberships.push_back({"M-" + panel, panel, static_cast<Level>(dice.below(3)), dice.once_in(2), domain::add_days(today, dice.below(10) - 3)});
        if (!dice.once_in(4)) actor.agreements.push_back({panel, domain::add_days(today, dice.below(10) - 5), dice.below(4)});
    }
    return actor;
}

// The record's facts as they are towards this actor.
auth::Record towards(const Kept& kept, const domain::Actor& actor) {
    auto facts = kept.facts;
    facts.participant_protected = holds(kept.protected_participants, actor.account) || holds(kept.protected_teams, actor.agency);
    facts.participant = facts.participant_protected || holds(kept.participants, actor.account) || holds(kept.teams, actor.agency);
    facts.excluded = holds(kept.excluded_accounts, actor.account) || holds(kept.excluded_agencies, actor.agency);
    facts.emergency_co_approved = holds(kept.co_approved, actor.account);
    facts.emergency_grant = facts.emergency_co_approved || holds(kept.grants, actor.account);
    return facts;
}

std::vector<std::string> found(Transaction& tx, const domain::Actor& actor, auth::Action action, int group) {
    const auto sql = scope_sql(auth::scope(actor, action, today, now), now, with_stubs);
    auto binds = sql.binds;
    binds.push_back(with("kind", fmt::format("world{}", group)));
    std::vector<std::string> ids;
    std::string id;
    tx.each("SELECT r.id FROM record r WHERE r.kind = :kind AND " + sql.condition + " ORDER BY r.id", binds, {&id}, [&] { ids.push_back(id); });
    return ids;
}

}  // namespace

TEST_CASE("in 10,000 random worlds a list holds exactly the records that may be opened") {
    testing::FreshDatabase db(GENERATE(from_range(testing::database_kinds())));
    Dice dice;
    std::vector<std::vector<Kept>> kept(groups);
    db->write([&](Transaction& tx) {
        for (int group = 0; group < groups; ++group)
            for (int n = 0; n < records_in_group; ++n) {
                kept[static_cast<std::size_t>(group)].push_back(random_record(dice, group, n));
                store(tx, kept[static_cast<std::size_t>(group)].back(), group);
            }
    });
    constexpr auth::Action actions[] = {auth::Action::list, auth::Action::read, auth::Action::reveal, auth::Action::edit, auth::Action::note, auth::Action::chair};
    int differences = 0, shown = 0;
    db->read([&](Transaction& tx) {
        for (int world = 0; world < worlds; ++world) {
            const auto group = static_cast<std::size_t>(dice.below(groups));
            const auto actor = random_actor(dice);
            const auto action = actions[dice.below(6)];
            std::vector<std::string> allowed;
            for (const auto& record : kept[group])
                if (auth::may(actor, action, towards(record, actor), today, now).verdict == auth::Verdict::allow) allowed.push_back(record.facts.id);
            std::ranges::sort(allowed);
            const auto& one = kept[group][static_cast<std::size_t>(dice.below(records_in_group))];
            const auto read = record_facts(tx, one.facts.id, actor, now);
            const auto expected = towards(one, actor);
            differences += read && read->participant == expected.participant && read->participant_protected == expected.participant_protected && read->excluded == expected.excluded ? 0 : 1;
            const auto listed = found(tx, actor, action, static_cast<int>(group));
            differences += listed != allowed ? 1 : 0;
            shown += static_cast<int>(listed.size());
        }
    });
    CHECK(differences == 0);
    CHECK(shown > worlds / 20);  // a world in which nobody sees anything would prove nothing
}
