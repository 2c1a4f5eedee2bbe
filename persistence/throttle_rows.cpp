// Counting failures and forgetting them.
#include "persistence/throttle_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "auth/crypto.hpp"
#include "persistence/account_rows.hpp"

namespace casework::persistence {
namespace {

auth::Failures failures_of(Transaction& tx, const std::string& key) {
    int count = 0;
    std::int64_t last = 0;
    if (!tx.one("SELECT failures, last_at FROM sign_in_throttle WHERE digest = :key", {with("key", key)}, {&count, &last})) return {};
    return {count, instant_of(last)};
}

}  // namespace

ThrottleKeys throttle_keys(std::string_view kind, std::string_view name, std::string_view source_address) {
    return {auth::to_hex(auth::sha256(fmt::format("{} {}", kind, name))), auth::to_hex(auth::sha256(fmt::format("{} pair {} {}", kind, source_address, name)))};
}

domain::Instant tries_open_from(Transaction& tx, const ThrottleKeys& keys, const auth::ThrottleRules& rules) {
    return std::max(auth::open_from(failures_of(tx, keys.name), rules), auth::open_from(failures_of(tx, keys.pair), rules));
}

void count_failure(Transaction& tx, const ThrottleKeys& keys, domain::Instant now) {
    for (const auto& key : {keys.name, keys.pair}) {
        const auto failures = auth::with_failure(failures_of(tx, key), now);
        tx.run("INSERT INTO sign_in_throttle (digest, failures, last_at) VALUES (:key, :count, :last) "
               "ON CONFLICT (digest) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at",
               {with("key", key), with("count", failures.count), with("last", micros(failures.last))});
    }
}

void forget_failures(Transaction& tx, const ThrottleKeys& keys) {
    for (const auto& key : {keys.name, keys.pair}) tx.run("DELETE FROM sign_in_throttle WHERE digest = :key", {with("key", key)});
}

}  // namespace casework::persistence
