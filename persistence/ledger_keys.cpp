// Keys are made whole or not at all (auth/key_files); the public one is written beside them for verifiers.
#include "persistence/ledger_keys.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <system_error>
#include <thread>

#include "auth/key_files.hpp"
#include "persistence/ledger.hpp"

namespace casework::persistence {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view digest_key_file = "ledger-digest.key";
constexpr std::size_t digest_key_bytes = 32;

std::string trimmed(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

std::string hex_secret(const fs::path& path, std::size_t bytes) {
    const auto value = auth::from_hex(trimmed(auth::secret_file(path, [&] { return auth::random_hex(bytes) + '\n'; })));
    if (!value || value->size() != bytes) throw std::runtime_error(path.string() + ": not the secret it should be");
    return *value;
}

auth::SigningKey signing_key(const fs::path& directory) {
    return auth::SigningKey::from_pem(auth::secret_file(directory / "ledger-signing.pem", [] { return auth::SigningKey::generate().to_pem(); }));
}

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

fs::path made(const fs::path& directory) {
    if (!fs::exists(directory)) {
        fs::create_directories(directory);
        fs::permissions(directory, fs::perms::owner_all);
    }
    return directory;
}

}  // namespace

void publish(const fs::path& path, const std::string& public_key) {
    const std::string wanted = auth::to_hex(public_key) + '\n';
    if (contents(path) == wanted) return;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    if (!(file << wanted).flush()) throw std::runtime_error(path.string() + ": cannot be written");
}

// One command waits for another; a server does not wait for a server.
WriterLock::WriterLock(const fs::path& path, std::chrono::milliseconds patience) : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), path.string());
    constexpr std::chrono::milliseconds pause{50};
    for (;; patience -= pause) {
        if (::flock(fd_, LOCK_EX | LOCK_NB) == 0) return;
        if (patience < pause) break;
        std::this_thread::sleep_for(pause);
    }
    ::close(fd_);
    throw LedgerBroken("another process writes the ledger with these keys (" + path.string() + ")");
}

WriterLock::~WriterLock() { ::close(fd_); }

LedgerKeys::LedgerKeys(const fs::path& directory, const std::string& writer)
    : lock_path(made(directory) / ("ledger-" + writer + ".lock")),
      signing(signing_key(directory)),
      digest_key(hex_secret(directory / digest_key_file, digest_key_bytes)),
      node(auth::to_hex(hex_secret(directory / ("ledger-node-" + writer), 8))),
      key_id(key_id_of(signing.public_key())) {
    publish(directory / "ledger-signing.pub", signing.public_key());
}

std::string stored_digest_key(const fs::path& directory) {
    const fs::path path = directory / digest_key_file;
    return fs::exists(path) ? hex_secret(path, digest_key_bytes) : std::string();
}

std::string key_id_of(std::string_view public_key) { return auth::to_hex(auth::sha256(public_key).substr(0, 8)); }

std::string introduction_text(std::string_view public_key) { return "casework ledger key\n" + auth::to_hex(public_key) + '\n'; }

bool introduces(const domain::LedgerEntry& entry, std::string_view public_key, std::string_view by_public_key) {
    if (entry.action != "key.introduce" || entry.after != public_key || entry.fields.size() != 2 || entry.fields[0] != key_id_of(by_public_key)) return false;
    const auto signature = auth::from_hex(entry.fields[1]);
    return signature && auth::signature_holds(by_public_key, introduction_text(public_key), *signature);
}

std::map<std::string, std::string> public_keys(const fs::path& directory) {
    std::map<std::string, std::string> keys;
    for (const auto& file : fs::directory_iterator(directory)) {
        if (file.path().extension() != ".pub") continue;
        const auto key = auth::from_hex(trimmed(contents(file.path())));
        if (!key || key->size() != 32) throw std::runtime_error(file.path().string() + ": not a public key");
        keys[key_id_of(*key)] = *key;
    }
    return keys;
}

}  // namespace casework::persistence
