// Everything an operator may set: one TOML file, then CASEWORK_... environment, then the command line; the last one wins.
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casework::server {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Limits {
    std::size_t head_bytes_max = 16 * 1024;
    std::size_t header_lines_max = 64;
    std::size_t header_line_bytes_max = 8 * 1024;
    std::size_t target_bytes_max = 4096;
    std::size_t body_bytes_max = 1024 * 1024;
    std::size_t upload_bytes_max = 25 * 1024 * 1024;
    std::size_t bodies_bytes_max = 256 * 1024 * 1024;  // of all requests at once, beside the first 64 KiB of each
    std::size_t connections_max = 4096;
    std::size_t connections_per_address_max = 1024;  // at least 512: a council's staff share one address
};

struct Deadlines {
    milliseconds handshake = seconds{5};
    milliseconds head = seconds{10};    // from its first byte
    milliseconds body = seconds{30};
    milliseconds upload = seconds{900};
    milliseconds idle = seconds{60};
    milliseconds write_stall = seconds{10};
    milliseconds drain = seconds{10};   // accepted requests at stop
    milliseconds body_grace = seconds{3};  // before the least rate of a body is asked for
    std::size_t body_bytes_per_second_min = 1024;
};

struct PasswordRules {
    std::size_t length_min = 15;
    std::size_t length_max = 128;
    std::size_t argon_memory_kib = 64 * 1024;
    std::size_t argon_passes = 3;
    std::size_t hashes_at_once = 4;
};

struct SignInThrottle {
    std::size_t free_failures = 4;
    seconds first_delay{1};
    seconds ceiling{900};
};

struct SessionLimits {
    seconds idle{20 * 60};
    seconds absolute{10 * 3600};
    std::size_t parallel = 3;  // of one person at once; one more ends the one used longest ago
};

struct Config {
    std::string listen_address = "127.0.0.1";
    std::size_t port = 8443;
    std::vector<std::string> hosts{"localhost", "127.0.0.1", "[::1]"};
    std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For is believed
    bool share_port = false;                   // lets a second process listen beside this one, for a restart without a gap

    std::filesystem::path certificate;  // PEM chain; empty: data/tls, made on first start
    std::filesystem::path private_key;

    std::filesystem::path data_directory = "var";
    std::string database_url;                 // sqlite:PATH or postgresql://...; empty: sqlite in the data directory
    std::filesystem::path database_url_file;  // for a URL with a password: mode 0400
    std::filesystem::path anchor_file;        // empty: in the data directory
    std::string anchor_command;               // gets every new checkpoint on its standard input; empty: none
    milliseconds anchor_command_limit = seconds{20};
    std::size_t detail_months = 24;           // how long the words beside ledger entries are kept after their month
    std::size_t ballast_mib = 64;             // kept free for a full disk; 0: none
    std::filesystem::path log_file;           // empty: standard error
    std::filesystem::path files_directory;    // evidence and documents, sealed; empty: in the data directory. Servers of one database share it
    std::filesystem::path scanner_socket = "/run/clamav/clamd.ctl";  // of ClamAV's daemon; while nobody answers there, evidence is held
    bool demo = false;

    std::string metrics_address = "127.0.0.1";
    std::size_t metrics_port = 0;  // 0: no metrics

    std::size_t io_threads = 1;
    std::size_t worker_threads = 64;  // far more than work at once: the others stand in for those that wait for a commit or a hash
    std::size_t queue_max = 256;

    Limits limits;
    Deadlines deadlines;
    SessionLimits session;
    PasswordRules password;
    SignInThrottle throttle;
    std::vector<std::string> second_factor_for{"practitioner", "analyst", "auditor", "records_officer", "sysadmin"};  // base roles; others may set one up
    bool second_factor_in_demo = false;  // a demo asks for none otherwise

    std::size_t dormant_days = 60;          // without a sign-in, then the account is disabled
    std::size_t dormant_warning_days = 14;  // before that

    std::string mail_server;  // smtp://HOST:PORT or smtps://HOST:PORT; empty: notices stand in My work only
    std::string mail_from = "casework@localhost";
    std::filesystem::path mail_password_file;  // USER:PASSWORD in a file of mode 0400; empty: the server asks for none
};

using Settings = std::vector<std::pair<std::string, std::string>>;

struct ConfigSources {
    std::optional<std::filesystem::path> file;
    Settings environment;   // all of it; only CASEWORK_... is read
    Settings command_line;  // {"listen.port", "8443"}
};

// Each problem is a sentence that begins with the key.
using ConfigProblems = std::vector<std::string>;

// Reads, checks ranges and unsafe combinations, fills in paths that were left empty and reads database_url_file.
std::expected<Config, ConfigProblems> load_config(const ConfigSources& sources);

// Combinations that are refused at start whatever their source; part of load_config. (server/unsafe_combinations.cpp)
ConfigProblems unsafe_combinations(const Config& config);

Settings process_environment();
bool is_loopback(std::string_view address);
// Every key with its value, for `casework config` and the runbook; never a password.
Settings shown_settings(const Config& config);

}  // namespace casework::server
