// What is refused at start although each value for itself is in its range.
#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "server/ballast.hpp"
#include "server/config.hpp"
#include "server/file_rights.hpp"

namespace casework::server {
namespace {

namespace fs = std::filesystem;
using std::string_view;

constexpr string_view sqlite = "sqlite:";

bool is_address(const std::string& address) {
    unsigned char parsed[16];
    return ::inet_pton(AF_INET, address.c_str(), parsed) == 1 || ::inet_pton(AF_INET6, address.c_str(), parsed) == 1;
}

bool is_any_address(string_view address) { return address == "0.0.0.0" || address == "::"; }

// A name, or an address as it stands in an address line: "localhost", "[::1]".
bool is_host(const std::string& host) {
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') return is_address(host.substr(1, host.size() - 2));
    return !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '-'; });
}

constexpr std::array<string_view, 5> base_roles{"practitioner", "analyst", "auditor", "records_officer", "sysadmin"};

bool is_mail_server(string_view url) {
    const auto host = url.starts_with("smtp://") ? url.substr(7) : url.starts_with("smtps://") ? url.substr(8) : string_view{};
    return !host.empty() && host.find_first_of("/@? ") == host.npos;
}

bool made_on_first_start(const Config& config) { return config.certificate == config.data_directory / "tls" / "certificate.pem"; }

// The value of a parameter after the question mark of a URL.
string_view parameter(string_view url, string_view name) {
    auto rest = url.substr(std::min(url.find('?'), url.size()));
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const auto pair = rest.substr(0, rest.find('&'));
        if (pair.starts_with(name) && pair.size() > name.size() && pair[name.size()] == '=') return pair.substr(name.size() + 1);
        rest.remove_prefix(pair.size());
    }
    return {};
}

// The host of postgresql://user@host:port/name; empty for a Unix socket.
string_view database_host(string_view url) {
    if (const auto host = parameter(url, "host"); !host.empty()) return host;
    auto authority = url.substr(url.find("://") + 3);
    authority = authority.substr(0, authority.find_first_of("/?"));
    if (const auto at = authority.rfind('@'); at != authority.npos) authority.remove_prefix(at + 1);
    if (authority.starts_with('[')) return authority.substr(1, authority.find(']') - 1);
    return authority.substr(0, authority.find(':'));
}

bool on_this_machine(string_view host) { return host.empty() || host.starts_with('/') || host.starts_with("%2F") || host.starts_with("%2f") || is_loopback(host); }

std::optional<std::string> database_problem(const Config& config) {
    const string_view url = config.database_url;
    if (url.starts_with(sqlite)) {
        const bool in_memory = url.find(":memory:") != url.npos || url == sqlite;
        return in_memory ? std::optional<std::string>("data.database_url: a database in memory is lost at every stop; give the path of a file") : std::nullopt;
    }
    if (!url.starts_with("postgresql://") && !url.starts_with("postgres://")) return "data.database_url: must be sqlite:PATH or postgresql://...";
    if (!on_this_machine(database_host(url)) && parameter(url, "sslmode") != "verify-full")
        return "data.database_url: crosses the network to a server that is not verified; end it with ?sslmode=verify-full";
    return std::nullopt;
}

// Files that would write over one another. A certificate may stand in one file with its key.
ConfigProblems shared_files(const Config& config) {
    std::vector<std::pair<string_view, fs::path>> files{{"data.anchor_file", config.anchor_file}, {"log.file", config.log_file}, {"tls.private_key", config.private_key},
                                                        {"data.database_url_file", config.database_url_file}, {"the ballast", ballast_file(config.data_directory)}};
    if (config.database_url.starts_with(sqlite)) files.emplace_back("data.database_url", config.database_url.substr(sqlite.size()));
    std::erase_if(files, [](const auto& file) { return file.second.empty(); });
    ConfigProblems problems;
    std::error_code none;
    for (std::size_t i = 0; i < files.size(); ++i)
        for (std::size_t j = i + 1; j < files.size(); ++j)
            if (fs::weakly_canonical(fs::absolute(files[i].second), none) == fs::weakly_canonical(fs::absolute(files[j].second), none))
                problems.push_back(fmt::format("{}: is the same file as {}", files[i].first, files[j].first));
    return problems;
}

}  // namespace

bool is_loopback(string_view address) { return address.starts_with("127.") || address == "::1" || address == "localhost"; }

ConfigProblems unsafe_combinations(const Config& config) {
    ConfigProblems problems;
    const auto refuse_if = [&](bool unsafe, std::string reason) {
        if (unsafe) problems.push_back(std::move(reason));
    };
    const bool loopback = is_loopback(config.listen_address);
    refuse_if(!is_address(config.listen_address), "listen.address: must be an IPv4 or IPv6 address");
    refuse_if(!is_address(config.metrics_address) || !is_loopback(config.metrics_address), "metrics.address: must be a loopback address: the figures are for a collector on this machine");
    refuse_if(config.metrics_port != 0 && config.metrics_port == config.port, "metrics.port: is listen.port; the figures have a port of their own");
    refuse_if(config.hosts.empty(), "listen.hosts: names no host, so no request could be answered");
    for (const std::string& host : config.hosts) refuse_if(!is_host(host), "listen.hosts: " + host + " is not the name of one host");
    for (const std::string& proxy : config.trusted_proxies) {
        refuse_if(!is_address(proxy), "listen.trusted_proxies: " + proxy + " is not an address");
        refuse_if(is_any_address(proxy), "listen.trusted_proxies: " + proxy + " would believe anybody's word on who they are");
    }
    refuse_if(config.share_port && config.port == 0, "listen.share_port: a port chosen at start cannot be shared; give listen.port");
    refuse_if(config.share_port && config.database_url.starts_with(sqlite), "listen.share_port: one server owns a SQLite file; two beside one another need PostgreSQL");
    refuse_if(config.demo && !loopback, "data.demo: a demo database has published passwords and is served on a loopback address only");
    refuse_if(writable_by_others(config.data_directory), "data.directory: " + config.data_directory.string() + " is writable by others, who could replace what stands in it; chmod 0700");
    refuse_if(!loopback && made_on_first_start(config), "tls.certificate: a certificate made for localhost is not served on " + config.listen_address);
    refuse_if(config.certificate.empty() != config.private_key.empty(), "tls.private_key: certificate and key are given together");
    refuse_if(readable_by_others(config.private_key), "tls.private_key: " + config.private_key.string() + " is readable by others; chmod 0400");
    refuse_if(writable_by_others(config.certificate), "tls.certificate: " + config.certificate.string() + " is writable by others; chmod 0644");
    refuse_if(config.session.idle > config.session.absolute, "session.idle_seconds: is longer than session.absolute_seconds");
    refuse_if(config.password.length_min > config.password.length_max, "password.length_min: is above password.length_max");
    refuse_if(config.throttle.first_delay > config.throttle.ceiling, "sign_in.first_delay_seconds: is above sign_in.ceiling_seconds");
    for (const auto& role : config.second_factor_for) refuse_if(std::ranges::find(base_roles, role) == base_roles.end(), "sign_in.second_factor_for: " + role + " is no base role");
    refuse_if(!config.mail_server.empty() && !is_mail_server(config.mail_server), "mail.server: must be smtp://HOST:PORT or smtps://HOST:PORT, without a name or password");
    refuse_if(!config.mail_password_file.empty() && readable_by_others(config.mail_password_file), "mail.password_file: is readable by others; chmod 0400");
    refuse_if(!config.mail_password_file.empty() && config.mail_server.starts_with("smtp://"), "mail.password_file: would cross the network unencrypted; use smtps://");
    refuse_if(config.limits.header_line_bytes_max > config.limits.head_bytes_max, "limits.header_line_bytes_max: is above limits.head_bytes_max");
    if (auto problem = database_problem(config)) problems.push_back(*std::move(problem));
    std::ranges::move(shared_files(config), std::back_inserter(problems));
    return problems;
}

}  // namespace casework::server
