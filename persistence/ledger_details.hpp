// Words beside entries: what was searched for, why something was disclosed. Sealed under a key of their month, which can be destroyed without
// touching the ledger: an entry commits to the digest of its sealed words only.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/database.hpp"
#include "persistence/ledger.hpp"

namespace casework::persistence {

class DetailKeys {
  public:
    // The key that wraps the others: ledger-detail.key (0400) of that directory, made on first use.
    explicit DetailKeys(const std::filesystem::path& directory);

    // The key of the stream, made when it has none yet; throws when it was destroyed: nothing is added to such a month.
    std::string key_of(Transaction& tx, const std::string& stream) const;
    // Nothing once it was destroyed, or where there never was one.
    std::optional<std::string> stored_key_of(Transaction& tx, const std::string& stream) const;

  private:
    std::string wrapping_;
};

std::string seal_detail(std::string_view key, std::string_view stream, std::int64_t seq, std::string_view words);
std::optional<std::string> unseal_detail(std::string_view key, std::string_view stream, std::int64_t seq, std::string_view sealed);

enum class DetailState { none, kept, destroyed };
struct Detail {
    DetailState state = DetailState::none;
    std::string words;  // of what is kept
};
// Only for who gave a purpose of DPA 2018 s.62(4) and is recorded with it before anything is shown.
Detail detail_of(Transaction& tx, const DetailKeys& keys, const std::string& stream, std::int64_t seq);

// Which details are destroyed: those of every month that ended before an instant (never of the current one), or those of the entries about one record or account.
struct Shredding {
    std::optional<domain::Instant> before;
    std::string about;
    std::vector<std::string> approvals;  // accounts; none where the retention period says it
    std::string rule = "retention";
};
// Destroys and records it in one commit; how many months, or entries, lost their words. Nothing to destroy leaves no entry.
std::int64_t shred_details(Database& database, Ledger& ledger, const Shredding& which, domain::Instant now);
// The same about one record or person, within the commit that erases it.
std::int64_t shred_details_within(Transaction& tx, Ledger& ledger, const Shredding& about);
// What the retention period says today: the months that ended so many months ago.
std::int64_t shred_old_details(Database& database, Ledger& ledger, std::size_t months, domain::Instant now);

}  // namespace casework::persistence
