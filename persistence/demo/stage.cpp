// Acting as somebody of the demo, at a moment of its story.
#include "persistence/demo/stage.hpp"

#include "persistence/account_rows.hpp"

namespace casework::persistence::demo {

Stage::Stage(Database& d, Ledger& l, domain::Instant n) : database(d), ledger(l), now(n), today(london_date(n)) {}

domain::Instant Stage::at(int from_today, int hour, int minute) const { return london_instant(day(from_today), hour, minute); }

const domain::Actor& Stage::actor(std::string_view username) {
    if (const auto known = actors_.find(username); known != actors_.end()) return known->second;
    domain::Actor actor;
    std::string role;
    database.read([&](Transaction& tx) {
        if (!tx.one("SELECT a.id, a.agency, g.name, a.name, a.title, a.role FROM account a JOIN agency g ON g.id = a.agency WHERE a.username = :name",
                    {with("name", username)}, {&actor.account, &actor.agency, &actor.agency_name, &actor.name, &actor.title, &role}))
            throw std::runtime_error(fmt::format("the demo has no account {}", username));
        read_rights(tx, actor);
    });
    actor.role = base_role(role);
    actor.full_session = true;
    return actors_.emplace(username, std::move(actor)).first->second;
}

Gate Stage::gate(std::string_view username, domain::Instant when) {
    Asked asked;
    asked.actor = actor(username);
    asked.actor.password_at = when;
    asked.reference = fmt::format("demo-{:04}", ++requests_);
    return Gate(database, ledger, when, std::move(asked));
}

int Stage::version(const char* sql, std::string_view id) {
    int version = 0;
    database.read([&](Transaction& tx) { tx.one(sql, {with("id", id)}, {&version}); });
    return version;
}

}  // namespace casework::persistence::demo
