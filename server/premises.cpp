// Putting database, ledger and house together from the configuration.
#include "server/premises.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <thread>

#include "auth/crypto.hpp"
#include "auth/hashing_places.hpp"
#include "auth/key_files.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/migrate.hpp"
#include "persistence/role_words.hpp"

namespace casework::server {
namespace {

constexpr std::string_view sqlite_prefix = "sqlite:";

// One server owns a SQLite file. (Many servers share one PostgreSQL database; commands may run beside a server.)
int lock_database_file(const Config& config) {
    const std::string path = config.database_url.substr(sqlite_prefix.size()) + ".lock";
    const int file = open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0) throw std::runtime_error(fmt::format("{} cannot be made: choose a data directory that this user may write", path));
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        close(file);
        throw std::runtime_error(fmt::format("another server already uses {}: stop it, or use PostgreSQL for several servers", path));
    }
    return file;
}

// Everything that this server writes beside the database of others.
std::vector<std::filesystem::path> written_to(const Config& config) {
    std::vector<std::filesystem::path> directories{config.data_directory, config.files_directory};
    if (const auto notes = config.anchor_file.parent_path(); std::filesystem::exists(notes)) directories.push_back(notes);
    if (config.database_url.starts_with(sqlite_prefix)) directories.push_back(std::filesystem::absolute(config.database_url.substr(sqlite_prefix.size())).parent_path());
    return directories;
}

std::vector<std::string> origins(const Config& config) {
    std::vector<std::string> list;
    for (const auto& host : config.hosts) {
        list.push_back(fmt::format("https://{}:{}", host, config.port));
        if (config.port == 443) list.push_back("https://" + host);
    }
    return list;
}

// Servers of one database share the folder of files, and with its key file what it opens.
auth::SecondFactorRules second_factor(const Config& config, std::string key) {
    auth::SecondFactorRules rules{.required_of = {}, .key = std::move(key)};
    if (config.demo && !config.second_factor_in_demo) return rules;
    for (const auto& role : config.second_factor_for) rules.required_of.push_back(persistence::base_role(role));
    return rules;
}

}  // namespace

std::size_t requests_at_once(const Config& config) {
    const std::size_t busy = config.database_url.starts_with(sqlite_prefix) ? std::max(2U, std::thread::hardware_concurrency()) + 1 : 16;
    return std::min(config.worker_threads, busy);
}

Premises::Premises(const Config& config, const std::string& writer) : anchor_command_(config.anchor_command, config.anchor_command_limit) {
    std::filesystem::create_directories(config.data_directory);
    if (writer == "server" && config.database_url.starts_with(sqlite_prefix)) lock_ = lock_database_file(config);
    database_ = std::make_unique<persistence::Database>(persistence::DatabaseOptions{
        .url = config.database_url, .readers = writer == "server" ? static_cast<int>(requests_at_once(config)) + 1 : 2});
    persistence::migrate(*database_, persistence::system_now(), persistence::stored_digest_key(config.data_directory / "ledger"), config.demo ? persistence::Backup::taken : persistence::Backup::make);
    ledger_ = std::make_unique<persistence::Ledger>(
        *database_,
        persistence::LedgerOptions{.key_directory = config.data_directory / "ledger", .anchor_file = config.anchor_file, .writer = writer, .version = CASEWORK_VERSION,
                                   .boot_clock = persistence::since_boot},
        persistence::system_now);
    files_ = std::make_unique<persistence::FileStore>(config.files_directory);
    readiness_ = {.directories = written_to(config), .certificate = config.certificate, .anchor_file = config.anchor_file,
                  .clock_is_kept = config.demo ? std::function<bool()>() : persistence::clock_is_synchronised,
                  .since_anchor = [this] { return std::chrono::floor<std::chrono::seconds>(std::chrono::steady_clock::now() - anchored_.load()); }};
    const auto key = auth::secret_file(config.data_directory / "server.key", [] { return auth::random_bytes(32); });
    auth::allow_hashes_at_once(config.password.hashes_at_once);
    passwords_ = std::make_unique<auth::PasswordHasher>(
        auth::PasswordCost{.memory_kib = static_cast<std::uint32_t>(config.password.argon_memory_kib), .passes = static_cast<std::uint32_t>(config.password.argon_passes)});
    web::html::Site site;
    site.demo = config.demo;
    house_ = std::make_unique<web::House>(web::House{.database = *database_,
                                                     .ledger = *ledger_,
                                                     .clock = persistence::system_now,
                                                     .site = site,
                                                     .session_limits = {.idle = config.session.idle, .absolute = config.session.absolute, .parallel = static_cast<int>(config.session.parallel)},
                                                     .server_key = key,
                                                     .own_origins = origins(config),
                                                     .passwords = *passwords_,
                                                     .password_rules = {.length_min = config.password.length_min, .length_max = config.password.length_max, .context_words = {site.partnership, "casework"}},
                                                     .throttle = {.free_failures = static_cast<int>(config.throttle.free_failures), .first_wait = config.throttle.first_delay,
                                                                  .longest_wait = config.throttle.ceiling},
                                                     .ready = [this] { return why_not_ready().empty(); },
                                                     .files = files_.get(),
                                                     .second_factor = second_factor(config, files_->key_for("second factors")),
                                                     .dormancy = {.days = static_cast<int>(config.dormant_days), .warn_days = static_cast<int>(config.dormant_warning_days)}});
}

std::optional<std::string> Premises::checkpoint() {
    const auto notes = ledger_->checkpoint();
    anchored_ = std::chrono::steady_clock::now();
    return anchor_command_.hand_over(notes);
}

std::string Premises::why_not_ready() const { return server::why_not_ready(readiness_); }

Premises::~Premises() {
    house_.reset();
    ledger_.reset();
    database_.reset();
    if (lock_ >= 0) close(lock_);
}

}  // namespace casework::server
