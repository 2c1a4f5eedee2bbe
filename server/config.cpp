// Reading the configuration: one table of keys serves the file, the environment and the command line.
#include "server/config.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <fstream>
#include <functional>
#include <limits>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include "server/file_rights.hpp"

namespace casework::server {
namespace {

namespace fs = std::filesystem;
using std::string_view;

struct Text { std::string Config::* at; };
struct Path { fs::path Config::* at; };
struct Flag { bool Config::* at; };
struct List { std::vector<std::string> Config::* at; };
struct Whole { std::function<std::size_t&(Config&)> at; std::size_t low, high; };
struct Time { std::function<milliseconds&(Config&)> at; double low, high; };       // seconds, fractions allowed
struct Seconds { std::function<seconds&(Config&)> at; std::int64_t low, high; };

struct Key {
    string_view name;
    std::variant<Text, Path, Flag, List, Whole, Time, Seconds> kind;
};

#define AT(member) [](Config& c) -> auto& { return c.member; }

// Upper bounds are the promises R4 to R13, R20, R21, R25, R29 and R32: an operator may be stricter, not laxer.
const std::vector<Key>& keys() {
    static const std::vector<Key> table{
        {"listen.address", Text{&Config::listen_address}},
        {"listen.port", Whole{AT(port), 0, 65535}},
        {"listen.hosts", List{&Config::hosts}},
        {"listen.trusted_proxies", List{&Config::trusted_proxies}},
        {"listen.share_port", Flag{&Config::share_port}},
        {"tls.certificate", Path{&Config::certificate}},
        {"tls.private_key", Path{&Config::private_key}},
        {"data.directory", Path{&Config::data_directory}},
        {"data.database_url", Text{&Config::database_url}},
        {"data.database_url_file", Path{&Config::database_url_file}},
        {"data.anchor_file", Path{&Config::anchor_file}},
        {"data.anchor_command", Text{&Config::anchor_command}},
        {"data.anchor_command_seconds", Time{AT(anchor_command_limit), 0.1, 30}},
        {"data.detail_months", Whole{AT(detail_months), 1, 84}},
        {"data.ballast_mib", Whole{AT(ballast_mib), 0, 4096}},
        {"data.files_directory", Path{&Config::files_directory}},
        {"data.scanner_socket", Path{&Config::scanner_socket}},
        {"data.demo", Flag{&Config::demo}},
        {"log.file", Path{&Config::log_file}},
        {"metrics.address", Text{&Config::metrics_address}},
        {"metrics.port", Whole{AT(metrics_port), 0, 65535}},
        {"threads.io", Whole{AT(io_threads), 1, 64}},
        {"threads.workers", Whole{AT(worker_threads), 1, 256}},
        {"threads.queue_max", Whole{AT(queue_max), 1, 65536}},
        {"limits.head_bytes_max", Whole{AT(limits.head_bytes_max), 1024, 16384}},
        {"limits.header_lines_max", Whole{AT(limits.header_lines_max), 16, 64}},
        {"limits.header_line_bytes_max", Whole{AT(limits.header_line_bytes_max), 512, 8192}},
        {"limits.target_bytes_max", Whole{AT(limits.target_bytes_max), 256, 4096}},
        {"limits.body_bytes_max", Whole{AT(limits.body_bytes_max), 1024, 1024 * 1024}},
        {"limits.upload_bytes_max", Whole{AT(limits.upload_bytes_max), 1024, 25 * 1024 * 1024}},
        {"limits.bodies_bytes_max", Whole{AT(limits.bodies_bytes_max), 32 * 1024 * 1024, 1024 * 1024 * 1024}},
        {"limits.connections_max", Whole{AT(limits.connections_max), 1, 100000}},
        {"limits.connections_per_address_max", Whole{AT(limits.connections_per_address_max), 512, 100000}},
        {"deadlines.handshake_seconds", Time{AT(deadlines.handshake), 0.1, 5}},
        {"deadlines.head_seconds", Time{AT(deadlines.head), 0.1, 10}},
        {"deadlines.body_seconds", Time{AT(deadlines.body), 0.1, 30}},
        {"deadlines.upload_seconds", Time{AT(deadlines.upload), 0.1, 900}},
        {"deadlines.idle_seconds", Time{AT(deadlines.idle), 0.1, 60}},
        {"deadlines.write_stall_seconds", Time{AT(deadlines.write_stall), 0.1, 10}},
        {"deadlines.drain_seconds", Time{AT(deadlines.drain), 0.1, 10}},
        {"deadlines.body_grace_seconds", Time{AT(deadlines.body_grace), 0.1, 10}},
        {"deadlines.body_bytes_per_second_min", Whole{AT(deadlines.body_bytes_per_second_min), 1024, 1024 * 1024}},
        {"session.idle_seconds", Seconds{AT(session.idle), 1, 20 * 60}},
        {"session.absolute_seconds", Seconds{AT(session.absolute), 1, 10 * 3600}},
        {"session.parallel_max", Whole{AT(session.parallel), 1, 3}},
        {"password.length_min", Whole{AT(password.length_min), 12, 64}},
        {"password.length_max", Whole{AT(password.length_max), 64, 128}},
        {"password.argon_memory_kib", Whole{AT(password.argon_memory_kib), 19 * 1024, 1024 * 1024}},
        {"password.argon_passes", Whole{AT(password.argon_passes), 2, 20}},
        {"password.hashes_at_once", Whole{AT(password.hashes_at_once), 1, 4}},
        {"sign_in.free_failures", Whole{AT(throttle.free_failures), 0, 4}},
        {"sign_in.first_delay_seconds", Seconds{AT(throttle.first_delay), 1, 900}},
        {"sign_in.ceiling_seconds", Seconds{AT(throttle.ceiling), 60, 900}},
        {"sign_in.second_factor_for", List{&Config::second_factor_for}},
        {"sign_in.second_factor_in_demo", Flag{&Config::second_factor_in_demo}},
        {"accounts.dormant_days", Whole{AT(dormant_days), 30, 90}},
        {"accounts.dormant_warning_days", Whole{AT(dormant_warning_days), 1, 29}},
        {"mail.server", Text{&Config::mail_server}},
        {"mail.from", Text{&Config::mail_from}},
        {"mail.password_file", Path{&Config::mail_password_file}},
    };
    return table;
}

#undef AT

using Problem = std::optional<std::string>;  // without the key

template <class Number>
std::optional<Number> number(string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::vector<std::string> comma_list(string_view text) {
    std::vector<std::string> items;
    while (!text.empty()) {
        string_view item = text.substr(0, text.find(','));
        text.remove_prefix(std::min(item.size() + 1, text.size()));
        while (item.starts_with(' ')) item.remove_prefix(1);
        while (item.ends_with(' ')) item.remove_suffix(1);
        if (!item.empty()) items.emplace_back(item);
    }
    return items;
}

Problem assign(Config& config, const Text& key, string_view value) {
    config.*key.at = value;
    return {};
}
Problem assign(Config& config, const Path& key, string_view value) {
    config.*key.at = fs::path(value);
    return {};
}
Problem assign(Config& config, const List& key, string_view value) {
    config.*key.at = comma_list(value);
    return {};
}
Problem assign(Config& config, const Flag& key, string_view value) {
    if (value != "true" && value != "false") return "must be true or false";
    config.*key.at = value == "true";
    return {};
}
Problem assign(Config& config, const Whole& key, string_view value) {
    const auto read = number<std::size_t>(value);
    if (!read || *read < key.low || *read > key.high) return fmt::format("must be a whole number from {} to {}", key.low, key.high);
    key.at(config) = *read;
    return {};
}
Problem assign(Config& config, const Seconds& key, string_view value) {
    const auto read = number<std::int64_t>(value);
    if (!read || *read < key.low || *read > key.high) return fmt::format("must be a whole number of seconds from {} to {}", key.low, key.high);
    key.at(config) = seconds{*read};
    return {};
}
Problem assign(Config& config, const Time& key, string_view value) {
    const auto read = number<double>(value);
    if (!read || !(*read >= key.low && *read <= key.high)) return fmt::format("must be seconds from {} to {}", key.low, key.high);
    key.at(config) = milliseconds{static_cast<std::int64_t>(*read * 1000)};
    return {};
}

void apply(Config& config, const Settings& settings, ConfigProblems& problems) {
    for (const auto& [name, value] : settings) {
        const auto found = std::ranges::find(keys(), string_view{name}, &Key::name);
        if (found == keys().end()) {
            problems.push_back(name + ": is not a known key");
            continue;
        }
        const Problem problem = std::visit([&](const auto& kind) { return assign(config, kind, value); }, found->kind);
        if (problem) problems.push_back(name + ": " + *problem);
    }
}

// ---- the three sources as settings

std::string plain_text(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* whole = node.as_integer()) return std::to_string(whole->get());
    if (const auto* real = node.as_floating_point()) return fmt::format("{}", real->get());
    if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
    std::vector<std::string> items;
    if (const auto* array = node.as_array()) {
        for (const auto& item : *array) items.push_back(plain_text(item));
    }
    return fmt::format("{}", fmt::join(items, ","));
}

void flatten(const toml::table& table, const std::string& prefix, Settings& settings) {
    for (const auto& [key, node] : table) {
        const std::string name = prefix + std::string(key.str());
        if (const auto* inner = node.as_table()) {
            flatten(*inner, name + ".", settings);
        } else {
            settings.emplace_back(name, plain_text(node));
        }
    }
}

Settings file_settings(const fs::path& file, ConfigProblems& problems) {
    Settings settings;
    if (writable_by_others(file)) problems.push_back(file.string() + ": is writable by others, who could change what is served; chmod 0600");
    try {
        flatten(toml::parse_file(file.string()), "", settings);
    } catch (const toml::parse_error& error) {
        problems.push_back(fmt::format("{}: line {}: {}", file.string(), error.source().begin.line, error.description()));
    }
    return settings;
}

// CASEWORK_LISTEN_PORT is listen.port; CASEWORK_TEST_... belongs to the test runner.
Settings environment_settings(const Settings& environment) {
    constexpr string_view prefix = "CASEWORK_";
    Settings settings;
    for (const auto& [variable, value] : environment) {
        if (!variable.starts_with(prefix) || variable.starts_with("CASEWORK_TEST_")) continue;
        std::string name = variable.substr(prefix.size());
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const auto matches = [&](const Key& key) {
            std::string flat(key.name);
            std::ranges::replace(flat, '.', '_');
            return flat == name;
        };
        const auto found = std::ranges::find_if(keys(), matches);
        settings.emplace_back(found == keys().end() ? variable : std::string(found->name), value);
    }
    return settings;
}

// ---- secrets

// postgresql://user:password@host, or password= among the parameters.
bool holds_password(string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == url.npos) return url.find("password=") != url.npos;
    const string_view rest = url.substr(scheme + 3);
    const string_view authority = rest.substr(0, rest.find_first_of("/?"));
    const std::size_t at = authority.rfind('@');
    const bool in_user = at != authority.npos && authority.substr(0, at).find(':') != authority.npos;
    return in_user || rest.find("password=") != rest.npos;
}

void read_url_file(Config& config, ConfigProblems& problems) {
    if (config.database_url_file.empty()) return;
    if (!config.database_url.empty()) return problems.push_back("data.database_url_file: stands beside data.database_url; give one of the two");
    if (readable_by_others(config.database_url_file)) return problems.push_back("data.database_url_file: is readable by others; chmod 0400");
    std::ifstream file(config.database_url_file);
    if (!std::getline(file, config.database_url) || config.database_url.empty()) problems.push_back("data.database_url_file: cannot be read or is empty");
}

void refuse_open_secrets(const Config& config, const Settings& environment, ConfigProblems& problems) {
    if (holds_password(config.database_url)) {
        problems.push_back("data.database_url: holds a password; put the URL into a file of mode 0400 and name it in data.database_url_file");
    }
    const bool password_in_environment = std::ranges::any_of(environment, [](const auto& variable) { return variable.first == "PGPASSWORD"; });
    if (password_in_environment && config.database_url.starts_with("postgres")) {
        problems.push_back("PGPASSWORD: a secret in the environment; use data.database_url_file");
    }
}

void fill_paths(Config& config) {
    config.data_directory = fs::absolute(config.data_directory).lexically_normal();
    const auto& data = config.data_directory;
    if (config.certificate.empty() && config.private_key.empty()) {
        config.certificate = data / "tls" / "certificate.pem";
        config.private_key = data / "tls" / "private_key.pem";
    }
    if (config.anchor_file.empty()) config.anchor_file = data / "anchors" / "checkpoints";
    if (config.files_directory.empty()) config.files_directory = data / "files";
    if (config.database_url.empty()) config.database_url = "sqlite:" + (data / "casework.db").string();
    for (std::string& host : config.hosts) {
        std::ranges::transform(host, host.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    }
}

std::string shown(Config& config, const Key& key) {
    struct Show {
        Config& config;
        std::string operator()(const Text& k) const { return config.*k.at; }
        std::string operator()(const Path& k) const { return (config.*k.at).string(); }
        std::string operator()(const Flag& k) const { return config.*k.at ? "true" : "false"; }
        std::string operator()(const List& k) const { return fmt::format("{}", fmt::join(config.*k.at, ",")); }
        std::string operator()(const Whole& k) const { return std::to_string(k.at(config)); }
        std::string operator()(const Seconds& k) const { return std::to_string(k.at(config).count()); }
        std::string operator()(const Time& k) const { return fmt::format("{}", static_cast<double>(k.at(config).count()) / 1000); }
    };
    return std::visit(Show{config}, key.kind);
}

}  // namespace

std::expected<Config, ConfigProblems> load_config(const ConfigSources& sources) {
    Config config;
    ConfigProblems problems;
    if (sources.file) apply(config, file_settings(*sources.file, problems), problems);
    apply(config, environment_settings(sources.environment), problems);
    apply(config, sources.command_line, problems);
    refuse_open_secrets(config, sources.environment, problems);
    read_url_file(config, problems);
    fill_paths(config);
    std::ranges::move(unsafe_combinations(config), std::back_inserter(problems));
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return config;
}

Settings process_environment() {
    Settings variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const string_view text{*entry};
        const std::size_t equals = std::min(text.find('='), text.size());
        variables.emplace_back(text.substr(0, equals), text.substr(std::min(equals + 1, text.size())));
    }
    return variables;
}

Settings shown_settings(const Config& config) {
    Config copy = config;
    if (holds_password(copy.database_url)) copy.database_url = "(from data.database_url_file)";
    Settings settings;
    for (const Key& key : keys()) settings.emplace_back(key.name, shown(copy, key));
    return settings;
}

}  // namespace casework::server
