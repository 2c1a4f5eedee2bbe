// A small partnership with a ledger on a fresh database: who chairs, contributes, looks, and belongs to another group.
#pragma once

#include <stdexcept>

#include "persistence/meetings/meetings.hpp"
#include "persistence/nominals/order.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/settings.hpp"
#include "persistence/work/my_work.hpp"
#include "tests/persistence/ledger_house.hpp"

namespace casework::testing {

using persistence::Gate;
using persistence::Transaction;

class TestHouse : public LedgerHouse {
  public:
    explicit TestHouse(const std::string& kind) : LedgerHouse(kind) {
        database->write([&](Transaction& tx) {
            for (const auto& [id, name] : {std::pair{"kent-police", "Kent Police"}, {"borough", "Maidstone Borough Council"}, {"bid", "One Maidstone BID"}, {"forum", "Safe Harbour"}})
                tx.run("INSERT INTO agency (id, name) VALUES (:id, :name)", {persistence::with("id", id), persistence::with("name", name)});
            tx.run("INSERT INTO panel_group (id, name) VALUES ('tctf', 'Town Centre Task Force')");
            tx.run("INSERT INTO panel_group (id, name) VALUES ('daf', 'Domestic Abuse Forum')");
            for (const auto* agency : {"kent-police", "borough", "bid"}) agree(tx, agency, "tctf");
            agree(tx, "forum", "daf");
        });
        chair = member("USR-0001", "Priya Nair", "Sgt", "kent-police", "tctf", domain::Level::coordinator, true);
        deputy = member("USR-0002", "Tom Reddish", "Sgt", "kent-police", "tctf", domain::Level::coordinator, false);
        contributor = member("USR-0003", "Mel Hart", "CPO", "borough", "tctf", domain::Level::contributor, false);
        business = member("USR-0004", "Dana Crisp", "", "bid", "tctf", domain::Level::contributor, false);
        viewer = member("USR-0005", "Jess Marlow", "PCSO", "kent-police", "tctf", domain::Level::viewer, false);
        stranger = member("USR-0006", "Helen Fairley", "", "forum", "daf", domain::Level::coordinator, true);
    }

    domain::Actor chair, deputy, contributor, business, viewer, stranger;

    domain::Date today() const { return persistence::london_date(now); }
    void pass_days(int n) { now += std::chrono::hours(24 * n); }

    Gate as(domain::Actor who) {
        now += std::chrono::seconds(1);
        who.password_at = now;
        persistence::Asked asked;
        asked.actor = std::move(who);
        asked.reference = "test";
        asked.purposes = {{"export_rows", "tctf", "meeting"}};
        return Gate(*database, *ledger, now, std::move(asked));
    }

    static persistence::Proposal proposal(const std::string& name, int year_born = 1989) {
        persistence::Proposal p;
        p.name = name;
        p.born = domain::Date{std::chrono::year{year_born} / 4 / 2};
        p.behaviours = {"shoplifting"};
        p.evidence = "Six thefts from shops since September.";
        p.nexus = "All in Week Street.";
        p.not_better_elsewhere = "No other group works with them.";
        return p;
    }
    // Put forward by the constable's side, not yet decided.
    std::string proposed(const std::string& name, int year_born = 1989) {
        auto gate = as(contributor);
        return must(persistence::propose(gate, "tctf", proposal(name, year_born))).id;
    }
    // On the list, decided in a meeting in session.
    std::string listed(const std::string& name, int year_born = 1989) {
        const auto id = proposed(name, year_born);
        in_session();
        auto gate = as(chair);
        must(persistence::take_step(gate, id, "accept", acceptance(1)));
        return id;
    }
    static persistence::StepAnswers acceptance(int version) {
        persistence::StepAnswers answers;
        answers.version = version;
        answers.necessity = "Single agencies have not stopped it.";
        answers.proportionality = "Only what the group needs is shared.";
        answers.lawful_basis = "part3_police";
        answers.not_better_elsewhere = true;
        return answers;
    }
    // A meeting scheduled for today.
    std::string scheduled(int days_ahead = 0) {
        persistence::NewMeeting meeting{"Nominals and locations", "Town Hall", "1. The list", domain::add_days(today(), days_ahead), 14 * 60};
        auto gate = as(chair);
        return must(persistence::schedule_meeting(gate, "tctf", meeting)).id;
    }
    // The meeting in session, started when there is none.
    std::string in_session() {
        if (!session_.empty()) return session_;
        const auto id = scheduled();
        auto gate = as(chair);
        must(persistence::record_attendance(gate, id, {{chair.account, "in_room"}, {contributor.account, "in_room"}, {business.account, "online"}}));
        must(persistence::accept_confidentiality(gate, id));
        must(persistence::take_meeting_step(gate, id, "start", {1, "", ""}));
        return session_ = id;
    }
    void end_session() {
        auto gate = as(chair);
        must(persistence::take_meeting_step(gate, in_session(), "end", {2, "", "Agreed."}));
        session_.clear();
    }
    persistence::Board board() {
        auto gate = as(chair);
        return must(persistence::read_board(gate, "tctf"));
    }
    persistence::NominalRecord nominal(const std::string& id) {
        auto gate = as(chair);
        return must(persistence::open_nominal(gate, id));
    }
    int version(const std::string& id) { return nominal(id).version; }

    // The answer, or a fault that says every refusal.
    template <class T>
    static T must(domain::Outcome<T> outcome) {
        if (outcome) return std::move(*outcome);
        std::string why = "refused:";
        for (const auto& refusal : outcome.error()) why += " " + refusal.field + ": " + refusal.message + ";";
        throw std::logic_error(why);
    }
    // What was refused, one message a line; empty when it was allowed.
    template <class T>
    static std::string refused(const domain::Outcome<T>& outcome) {
        std::string said;
        if (!outcome)
            for (const auto& refusal : outcome.error()) said += (said.empty() ? "" : "\n") + refusal.message;
        return said;
    }

  private:
    std::string session_;

  protected:
    void agree(Transaction& tx, std::string_view agency, std::string_view panel) {
        tx.run("INSERT INTO agreement (agency, panel, signed_on, until) VALUES (:agency, :panel, '2026-01-01', '2028-01-01')",
               {persistence::with("agency", agency), persistence::with("panel", panel)});
    }
    domain::Actor member(const std::string& account, const std::string& name, const std::string& title, const std::string& agency, const std::string& panel,
                         domain::Level level, bool chairs) {
        const auto id = "MBR-" + account;
        constexpr std::string_view levels[] = {"viewer", "contributor", "coordinator"};
        database->write([&](Transaction& tx) {
            using persistence::with;
            tx.run("INSERT INTO account (id, username, agency, name, title, role, password, created_at) VALUES (:id, :user, :agency, :name, :title, 'practitioner', '', 0)",
                   {with("id", account), with("user", account), with("agency", agency), with("name", name), with("title", title)});
            tx.run("INSERT INTO membership (id, account, panel, level, chair, until) VALUES (:id, :account, :panel, :level, :chair, '2027-06-30')",
                   {with("id", id), with("account", account), with("panel", panel), with("level", levels[static_cast<int>(level)]), with("chair", chairs)});
        });
        domain::Actor actor;
        actor.account = account, actor.agency = agency, actor.agency_name = agency, actor.name = name, actor.title = title, actor.full_session = true;
        const domain::Date until{std::chrono::year{2027} / 6 / 30};
        actor.memberships = {{id, panel, level, chairs, until}};
        actor.agreements = {{panel, until, 0}};
        return actor;
    }
};

}  // namespace casework::testing
