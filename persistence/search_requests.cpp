// What was typed into the search box, kept sealed under an id that says nothing.
#include <chrono>

#include "auth/crypto.hpp"
#include "domain/text.hpp"
#include "persistence/row_mapping.hpp"
#include "persistence/search.hpp"

namespace casework::persistence {
namespace {

constexpr auto kept_for = std::chrono::minutes{30};
constexpr std::size_t text_code_points_max = 200;

// A key of its own for each request, under the ledger's key: a copy of the database alone does not tell what was searched.
std::string sealing_key(const Gate& gate, std::string_view id) {
    return auth::from_hex(gate.token_digest("search request " + std::string(id))).value();
}

std::string shortened_to_limit(std::string_view text) {
    auto points = domain::to_code_points(domain::tidy_line(text));
    if (points.size() > text_code_points_max) points.resize(text_code_points_max);
    // Control characters mean nothing to a search; NUL would be refused by the database.
    std::erase_if(points, [](char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); });
    return domain::to_utf8(points);
}

}  // namespace

std::string start_search(Database& database, Gate& gate, std::string_view text) {
    const auto id = auth::to_base64url(auth::random_bytes(18));
    const auto& account = gate.actor().account;
    const auto sealed = auth::to_base64(auth::seal(sealing_key(gate, id), shortened_to_limit(text), account));
    database.write([&](Transaction& tx) {
        tx.run("DELETE FROM search_request WHERE until_at < :now", {with("now", micros(gate.now()))});
        tx.run("INSERT INTO search_request (id, account, sealed, until_at) VALUES (:id, :account, :sealed, :until)",
               {with("id", id), with("account", account), with("sealed", sealed), with("until", micros(gate.now() + kept_for))});
    });
    return id;
}

std::optional<std::string> searched_text(Database& database, Gate& gate, std::string_view id) {
    std::string sealed;
    bool kept = false;
    database.read([&](Transaction& tx) {
        kept = tx.one("SELECT sealed FROM search_request WHERE id = :id AND account = :account AND until_at >= :now",
                      {with("id", id), with("account", gate.actor().account), with("now", micros(gate.now()))}, {&sealed});
    });
    const auto bytes = kept ? auth::from_base64(sealed) : std::nullopt;
    return bytes ? auth::unseal(sealing_key(gate, id), *bytes, gate.actor().account) : std::nullopt;
}

domain::Outcome<Found> run_search(Database& database, Gate& gate, std::string_view id, int page) {
    const auto text = searched_text(database, gate, id);
    if (!text) return domain::not_found();
    return search(gate, *text, page);
}

}  // namespace casework::persistence
