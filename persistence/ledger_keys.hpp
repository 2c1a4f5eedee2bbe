// The directory of the ledger's keys: signing key, digest key, the random name of each writer and its lock.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>

#include "auth/crypto.hpp"
#include "domain/ledger_entry.hpp"

namespace casework::persistence {

// Held as long as the process writes; a second writer of the same name is refused.
class WriterLock {
  public:
    // Throws LedgerBroken when another process holds it for longer than `patience`.
    WriterLock(const std::filesystem::path& path, std::chrono::milliseconds patience);
    ~WriterLock();
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;

  private:
    int fd_;
};

// Everything is made on first start: ledger-signing.pem, ledger-digest.key and ledger-node-WRITER (0400), ledger-signing.pub (for verifiers).
struct LedgerKeys {
    LedgerKeys(const std::filesystem::path& directory, const std::string& writer);

    std::filesystem::path lock_path;
    auth::SigningKey signing;
    std::string digest_key;  // 32 bytes
    std::string node;        // 16 hex digits, random for this installation and writer
    std::string key_id;      // key_id_of(signing.public_key())
};

// The digest key of that directory; empty where there is none yet.
std::string stored_digest_key(const std::filesystem::path& directory);

std::string key_id_of(std::string_view public_key);  // 16 hex digits
// Writes the file of a public key, unless it holds that key already.
void publish(const std::filesystem::path& path, const std::string& public_key);
// What the old key signs of the new one when keys are exchanged.
std::string introduction_text(std::string_view public_key);
// Whether the entry introduces that key and carries the signature of the other one for it.
bool introduces(const domain::LedgerEntry& entry, std::string_view public_key, std::string_view by_public_key);
// The public keys of a directory (files *.pub of 64 hex digits) by id; for verifiers, who need no secret. Throws when one is malformed.
std::map<std::string, std::string> public_keys(const std::filesystem::path& directory);

}  // namespace casework::persistence
