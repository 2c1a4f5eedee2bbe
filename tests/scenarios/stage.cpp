// Setting the stage: who is who, their sessions, and the clock.
#include "tests/scenarios/stage.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "auth/password.hpp"
#include "persistence/sign_in.hpp"

namespace casework::scenarios {
namespace {

using persistence::Transaction;
using persistence::with;

constexpr const char* password = "violet kettle drum";

const auth::PasswordHasher& hasher() {
    static const auth::PasswordHasher hasher(auth::password_cost_floor);
    return hasher;
}
const std::string& phc() {
    static const std::string phc = hasher().hash(password);
    return phc;
}

}  // namespace

Stage::Stage(const std::string& database_kind) : house(database_kind) {
    for (const auto& [username, name, role] : {std::tuple{"neil.sutton", "Neil Sutton", domain::BaseRole::sysadmin}, {"anna.vale", "Anna Vale", domain::BaseRole::analyst}, {"ruth.adeyemi", "Ruth Adeyemi", domain::BaseRole::records_officer}})
        administer([&](Transaction& tx, const persistence::Administration& by) {
            return persistence::add_account(tx, by, {.username = username, .agency = "borough", .name = name, .title = "", .role = role, .password_phc = phc()});
        });
    std::string name, id;
    house.database->read([&](Transaction& tx) {
        tx.each("SELECT id, trim(title || ' ' || name) FROM account ORDER BY id", {}, {&id, &name}, [&] { add_to_cast(name, id); });
    });
    house.database->write([&](Transaction& tx) {
        tx.run("UPDATE account SET username = lower(username)");  // as typed names are folded
        for (const auto& [who, account] : accounts_)
            testing::TestHouse::must(persistence::set_own_password(tx, {*house.ledger, {}, house.now}, account, phc(), {}));
    });
}

void Stage::add_to_cast(const std::string& who, const std::string& account) {
    cast_.push_back(who);
    accounts_[who] = account;
}

std::string Stage::account(const std::string& who) const {
    const auto found = accounts_.find(who);
    if (found == accounts_.end()) throw Failed("there is nobody called " + who);
    return found->second;
}

const std::vector<std::string>& Stage::agencies() {
    static const std::vector<std::string> names{"Kent Police", "Maidstone Borough Council", "One Maidstone BID", "Safe Harbour"};
    return names;
}
std::string Stage::agency(const std::string& name) const {
    static const std::vector<std::string> ids{"kent-police", "borough", "bid", "forum"};
    const auto at = std::ranges::find(agencies(), name) - agencies().begin();
    if (at == std::ssize(ids)) throw Failed("there is no agency called " + name);
    return ids[static_cast<std::size_t>(at)];
}

const Known& Stage::known(const std::string& name) const {
    const auto found = people.find(name);
    if (found == people.end()) throw Failed(name + " has not been put forward in this scenario");
    return found->second;
}

void Stage::forget_outcome() {
    refusals.clear();
    asked_to_sign_in = false;
    seen.clear();
    said.clear();
}

std::optional<persistence::OpenSession> Stage::session_of(const std::string& who) {
    const auto id = account(who);
    const persistence::SessionLimits limits;
    if (auto open = persistence::load_session(*house.database, tokens_[who], house.now, limits); open && open->actor.full_session) return open;
    const auto username = figure("SELECT username FROM account WHERE id = '" + id + "'");
    const auto answer = persistence::sign_in({*house.database, *house.ledger, hasher()}, {username, password, "192.0.2.1", "scenario", tokens_[who]}, house.now);
    if (answer.stage != persistence::SignInAnswer::Stage::signed_in) return std::nullopt;
    tokens_[who] = answer.token;
    return persistence::load_session(*house.database, answer.token, house.now, limits);
}

domain::Refusals Stage::administered(const std::function<domain::Refusals(Transaction&, const persistence::Administration&)>& change) {
    pass(std::chrono::seconds(1));
    domain::Refusals refused;
    house.database->write([&](Transaction& tx) { refused = change(tx, {*house.ledger, {}, house.now}); });
    return refused;
}

std::string Stage::figure(const std::string& sql) {
    std::string text;
    house.database->read([&](Transaction& tx) { tx.one(sql, {}, {&text}); });
    return text;
}

const std::string& Stage::another_password() {
    static const std::string stored = hasher().hash("saddle harbour plum");
    return stored;
}

int Stage::version_of(const std::string& table, const std::string& id) {
    return static_cast<int>(number("SELECT version FROM " + table + " WHERE id = '" + id + "'"));
}

void Stage::give_password(const std::string& who) {
    const auto open = session_of(who);
    if (!open) throw Failed(who + " is not signed in");
    house.database->write([&](Transaction& tx) { persistence::note_password_given(tx, open->hash, house.now); });
}

void Stage::give_purpose(const std::string& who, const persistence::GivenPurpose& purpose) {
    const auto open = session_of(who);
    if (!open) throw Failed(who + " is not signed in");
    house.database->write([&](Transaction& tx) { persistence::note_purpose(tx, open->hash, purpose, house.now); });
}

}  // namespace casework::scenarios
