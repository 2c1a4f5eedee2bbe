// Reading words and rights out of the accounts' rows.
#include "persistence/account_rows.hpp"

#include <array>
#include <stdexcept>
#include <utility>

namespace casework::persistence {
namespace {

using domain::BaseRole;
using domain::Level;

constexpr std::array<std::pair<std::string_view, BaseRole>, 5> role_words{{{"practitioner", BaseRole::practitioner},
                                                                           {"analyst", BaseRole::analyst},
                                                                           {"auditor", BaseRole::auditor},
                                                                           {"records_officer", BaseRole::records_officer},
                                                                           {"sysadmin", BaseRole::sysadmin}}};
constexpr std::array<std::pair<std::string_view, Level>, 3> level_words{
    {{"viewer", Level::viewer}, {"contributor", Level::contributor}, {"coordinator", Level::coordinator}}};

}  // namespace

BaseRole base_role(std::string_view word) {
    for (const auto& [text, role] : role_words)
        if (text == word) return role;
    throw std::runtime_error("account row with an unknown role");
}
std::string_view word(BaseRole role) { return role_words.at(static_cast<std::size_t>(role)).first; }

Level level(std::string_view word) {
    for (const auto& [text, level] : level_words)
        if (text == word) return level;
    throw std::runtime_error("membership row with an unknown level");
}
std::string_view word(Level level) { return level_words.at(static_cast<std::size_t>(level)).first; }

domain::Date date(std::string_view iso) {
    if (const auto date = domain::parse_iso_date(iso)) return *date;
    throw std::runtime_error("row with a malformed date");
}

void read_rights(Transaction& tx, domain::Actor& actor) {
    actor.memberships.clear();
    actor.agreements.clear();
    std::string id, panel, level_word, until;
    bool chair = false;
    int grace = 0;
    tx.each("SELECT id, panel, level, chair, until FROM membership WHERE account = :account ORDER BY panel", {with("account", actor.account)},
            {&id, &panel, &level_word, &chair, &until}, [&] { actor.memberships.push_back({id, panel, level(level_word), chair, date(until)}); });
    tx.each("SELECT panel, until, grace_days FROM agreement WHERE agency = :agency ORDER BY panel", {with("agency", actor.agency)},
            {&panel, &until, &grace}, [&] { actor.agreements.push_back({panel, date(until), grace}); });
}

}  // namespace casework::persistence
