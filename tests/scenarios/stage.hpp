// Where a scenario plays: the small partnership of the tests, its people signed in, and what the last act led to.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/accounts.hpp"
#include "persistence/sessions.hpp"
#include "tests/support/house.hpp"

namespace casework::scenarios {

// A line that does not hold; the runner adds where it stands.
struct Failed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A person somebody put forward, by their name in the scenario.
struct Known {
    std::string record, person;
};

class Stage {
  public:
    explicit Stage(const std::string& database_kind);

    testing::TestHouse house;
    std::map<std::string, Known> people;
    std::string meeting, action, agreed_list;  // the last of each
    std::vector<std::string> seen;             // people in the answer to the last act
    std::string said;                          // words in that answer: minutes, log, what the other person entered
    std::map<std::string, std::string> kept;   // forms that somebody opened, by who and what

    // What the last act led to. Every refusal has to be claimed before the next act.
    domain::Refusals refusals;
    bool asked_to_sign_in = false;

    domain::Date today() const { return house.today(); }
    void pass(std::chrono::seconds time) { house.now += time; }

    // "Sgt Priya Nair" to the account; throws Failed for anybody else.
    std::string account(const std::string& who) const;
    std::string agency(const std::string& name) const;
    const Known& known(const std::string& name) const;
    const std::vector<std::string>& cast() const { return cast_; }
    static const std::vector<std::string>& agencies();

    // One act as a request would make it: the session is loaded (or the person signs in), the standing is today's, the outcome is kept.
    template <class F>
    auto act(const std::string& who, F does) -> decltype(does(std::declval<persistence::Gate&>()));
    // The same for reading what a claim needs: the outcome of the last act stays, a refusal fails the line.
    template <class F>
    auto look(const std::string& who, F reads) {
        auto outcome = looked(who, reads);
        if (!outcome) throw Failed(who + " was not shown it: " + testing::TestHouse::refused(outcome));
        return std::move(*outcome);
    }
    template <class F>
    auto looked(const std::string& who, F reads) {
        const auto kept_refusals = refusals;
        const auto kept_seen = seen;
        const auto kept_said = said;
        const bool kept_asked = asked_to_sign_in;
        auto outcome = act(who, reads);
        refusals = kept_refusals, seen = kept_seen, said = kept_said, asked_to_sign_in = kept_asked;
        return outcome;
    }

    // Something an administrator does with the operator's command.
    template <class F>
    void administer(F change) {
        const auto outcome = administered([&](persistence::Transaction& tx, const persistence::Administration& by) {
            const auto done = change(tx, by);
            return done ? domain::Refusals{} : done.error();
        });
        forget_outcome();
        refusals = outcome;
    }
    void forget_outcome();
    std::int64_t number(const std::string& sql) { return house.count(sql); }
    std::string figure(const std::string& sql);  // one text out of the database
    int version_of(const std::string& table, const std::string& id);
    static const std::string& another_password();  // as it is stored
    void give_password(const std::string& who);
    void give_purpose(const std::string& who, const persistence::GivenPurpose& purpose);

  private:
    std::vector<std::string> cast_;
    std::map<std::string, std::string> accounts_, tokens_;
    void add_to_cast(const std::string& who, const std::string& account);
    std::optional<persistence::OpenSession> session_of(const std::string& who);
    domain::Refusals administered(const std::function<domain::Refusals(persistence::Transaction&, const persistence::Administration&)>& change);
};

template <class F>
auto Stage::act(const std::string& who, F does) -> decltype(does(std::declval<persistence::Gate&>())) {
    forget_outcome();
    pass(std::chrono::seconds(1));
    const auto open = session_of(who);
    if (!open) {
        asked_to_sign_in = true;
        return std::unexpected(domain::Refusals{});
    }
    persistence::Asked asked;
    asked.actor = open->actor;
    asked.reference = "scenario";
    asked.session = open->hash.substr(0, 12);
    asked.purposes = open->purposes;
    persistence::Gate gate(*house.database, *house.ledger, house.now, std::move(asked), persistence::reload_standing);
    auto outcome = does(gate);
    gate.settle();
    if (!outcome) refusals = outcome.error();
    return outcome;
}

}  // namespace casework::scenarios
