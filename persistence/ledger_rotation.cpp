// First the ledger, then the files: whatever happens between the two, the ledger says which key counts.
#include "persistence/ledger_rotation.hpp"

#include <fmt/format.h>

#include "auth/key_files.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_stream.hpp"

namespace casework::persistence {
namespace {

namespace fs = std::filesystem;
using auth::SigningKey;
using auth::to_hex;

fs::path key_file(const fs::path& directory) { return directory / "ledger-signing.pem"; }
fs::path next_key_file(const fs::path& directory) { return directory / "ledger-signing.next.pem"; }

SigningKey key_in(const fs::path& file) {
    return SigningKey::from_pem(auth::secret_file(file, [] { return SigningKey::generate().to_pem(); }));
}

domain::LedgerEntry about_key(std::string action, const std::string& id, const std::vector<std::string>& approvals) {
    domain::LedgerEntry entry;
    entry.action = std::move(action);
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = "ledger_key";
    entry.objects = {id};
    entry.rule = "ledger";
    entry.approvals = approvals;
    return entry;
}

std::int64_t time_of(Transaction& tx, const std::string& stream, std::int64_t seq) { return domain::decode_ledger_entry(entry_at(tx, stream, seq).body).at_ms; }

// The old key is not to have signed anything that is later than its end.
void refuse_when_later(Transaction& tx, const std::string& key_id, std::int64_t at_ms) {
    for (const StoredHead& head : all_heads(tx))
        if (head.key_id == key_id && head.size > 0 && time_of(tx, head.stream, head.size - 1) > at_ms)
            throw std::runtime_error("the clock stands before the last entry of the ledger: set it right before keys are exchanged");
}

}  // namespace

ExchangedKeys begin_exchange(Database& database, Ledger& ledger, const fs::path& key_directory, const std::vector<std::string>& approvals) {
    const SigningKey old = key_in(key_file(key_directory)), fresh = key_in(next_key_file(key_directory));
    const ExchangedKeys keys{key_id_of(old.public_key()), key_id_of(fresh.public_key())};
    database.write([&](Transaction& tx) {
        auto introduced = about_key("key.introduce", keys.new_id, approvals);
        introduced.after = fresh.public_key();
        introduced.fields = {keys.old_id, to_hex(old.sign(introduction_text(fresh.public_key())))};
        const Receipt receipt = ledger.append(tx, std::move(introduced));
        const Receipt retired = ledger.append(tx, about_key("key.retire", keys.old_id, approvals));
        const std::int64_t from = time_of(tx, receipt.stream, receipt.seq), to = time_of(tx, retired.stream, retired.seq);
        refuse_when_later(tx, keys.old_id, to);
        tx.run("INSERT INTO audit_key (key_id, pubkey, from_ts, introduced_by_entry) VALUES (:id, hex_in(:key), :at, :entry)",
               {with("id", keys.new_id), with("key", to_hex(fresh.public_key())), with("at", from), with("entry", fmt::format("{}.{}", receipt.stream, receipt.seq))});
        tx.run("UPDATE audit_key SET to_ts = :at WHERE key_id = :id", {with("at", to), with("id", keys.old_id)});
    });
    ledger.checkpoint();
    return keys;
}

std::optional<ExchangedKeys> finish_exchange(Database& database, const fs::path& key_directory) {
    if (!fs::exists(next_key_file(key_directory))) return std::nullopt;
    const std::string old_key = key_in(key_file(key_directory)).public_key();
    const ExchangedKeys keys{key_id_of(old_key), key_id_of(key_in(next_key_file(key_directory)).public_key())};
    std::int64_t ended = 0;
    database.read([&](Transaction& tx) {
        tx.one("SELECT count(*) FROM audit_key o JOIN audit_key n ON n.key_id = :new WHERE o.key_id = :old AND o.to_ts IS NOT NULL", {with("new", keys.new_id), with("old", keys.old_id)}, {&ended});
    });
    if (ended == 0) return std::nullopt;  // it was prepared and never came into the ledger
    publish(key_directory / fmt::format("ledger-signing-{}.pub", keys.old_id), old_key);
    fs::rename(next_key_file(key_directory), key_file(key_directory));
    publish(key_directory / "ledger-signing.pub", key_in(key_file(key_directory)).public_key());
    return keys;
}

}  // namespace casework::persistence
