// Argon2id through libargon2.
#include "auth/password.hpp"

#include <argon2.h>
#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include "auth/crypto.hpp"
#include "auth/hashing_places.hpp"

namespace casework::auth {
namespace {

constexpr std::size_t salt_bytes = 16, digest_bytes = 32;

// Four hashes are at most 256 MiB; more requests wait here.
struct Places {
    std::mutex mutex;
    std::condition_variable free;
    std::size_t allowed = hashes_at_once_max, taken = 0, most = 0;
};
Places& places() {
    static Places places;
    return places;
}
struct Place {
    Place() {
        auto& all = places();
        std::unique_lock lock(all.mutex);
        all.free.wait(lock, [&] { return all.taken < all.allowed; });
        all.most = std::max(all.most, ++all.taken);
    }
    ~Place() {
        auto& all = places();
        const std::lock_guard lock(all.mutex);
        --all.taken;
        all.free.notify_one();
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
};

void check(int result) {
    if (result != ARGON2_OK) throw std::runtime_error(fmt::format("argon2: {}", argon2_error_message(result)));
}

}  // namespace

void allow_hashes_at_once(std::size_t allowed) {
    if (allowed < 1 || allowed > hashes_at_once_max) throw std::invalid_argument("hashes at once");
    auto& all = places();
    const std::lock_guard lock(all.mutex);
    all.allowed = allowed;
    all.most = all.taken;
    all.free.notify_all();
}

std::size_t most_hashes_at_once() {
    auto& all = places();
    const std::lock_guard lock(all.mutex);
    return all.most;
}

PasswordHasher::PasswordHasher(PasswordCost cost) : cost_(cost) {
    const auto& floor = password_cost_floor;
    if (cost.memory_kib < floor.memory_kib || cost.passes < floor.passes || cost.lanes < floor.lanes)
        throw std::invalid_argument(fmt::format("password cost below the floor of {} KiB, {} passes, {} lane", floor.memory_kib, floor.passes, floor.lanes));
    nobody_ = hash(random_bytes(16));
}

std::string PasswordHasher::hash(std::string_view password) const {
    if (password.size() > password_bytes_max) throw std::invalid_argument("password longer than any we accept");
    const auto salt = random_bytes(salt_bytes);
    std::string phc(argon2_encodedlen(cost_.passes, cost_.memory_kib, cost_.lanes, salt_bytes, digest_bytes, Argon2_id), '\0');
    const Place place;
    check(argon2id_hash_encoded(cost_.passes, cost_.memory_kib, cost_.lanes, password.data(), password.size(), salt.data(), salt.size(), digest_bytes,
                                phc.data(), phc.size()));
    phc.resize(phc.find('\0'));
    return phc;
}

bool PasswordHasher::fits(std::string_view password, const std::string& phc) const {
    const bool acceptable = password.size() <= password_bytes_max;
    const auto typed = password.substr(0, password_bytes_max);
    const Place place;
    const int result = argon2id_verify(phc.c_str(), typed.data(), typed.size());
    if (result != ARGON2_OK && result != ARGON2_VERIFY_MISMATCH) check(result);
    return result == ARGON2_OK && acceptable;
}

bool PasswordHasher::fits_nobody(std::string_view password) const {
    fits(password, nobody_);
    return false;
}

bool PasswordHasher::is_outdated(std::string_view phc) const {
    return !phc.starts_with(fmt::format("$argon2id$v=19$m={},t={},p={}$", cost_.memory_kib, cost_.passes, cost_.lanes));
}

}  // namespace casework::auth
