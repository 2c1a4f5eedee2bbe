// Turning command line options into a configuration.
#include "server/commands/config_options.hpp"

#include <cstdio>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace casework::server::commands {
namespace {

constexpr int bad_configuration = 78;  // EX_CONFIG of sysexits.h

}  // namespace

ConfigSources ConfigOptions::sources() const {
    ConfigSources sources{.file = {}, .environment = process_environment(), .command_line = {}};
    if (!file.empty()) sources.file = file;
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) sources.command_line.emplace_back(key, value);
    };
    add("listen.address", listen);
    add("listen.port", port);
    add("data.directory", data);
    add("data.database_url", database);
    if (demo) sources.command_line.emplace_back("data.demo", "true");
    if (second_factor) sources.command_line.emplace_back("sign_in.second_factor_in_demo", "true");
    for (const std::string& pair : set) {
        const std::size_t equals = std::min(pair.find('='), pair.size());
        sources.command_line.emplace_back(pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size())));
    }
    return sources;
}

std::shared_ptr<ConfigOptions> add_config_options(CLI::App& command) {
    auto options = std::make_shared<ConfigOptions>();
    command.add_option("--config", options->file, "Configuration file (TOML)")->check(CLI::ExistingFile);
    command.add_option("--set", options->set, "One value, as key=value; may be repeated")->allow_extra_args(false);
    command.add_option("--listen", options->listen, "Address to listen on");
    command.add_option("--port", options->port, "Port to listen on");
    command.add_option("--data", options->data, "Data directory");
    command.add_option("--database", options->database, "sqlite:PATH or postgresql://... without a password");
    command.add_flag("--demo", options->demo, "Serve the demo database (loopback only)");
    command.add_flag("--second-factor", options->second_factor, "Ask for a second factor in a demo too");
    return options;
}

Config config_or_exit(const ConfigOptions& options) {
    auto loaded = load_config(options.sources());
    if (loaded) return std::move(*loaded);
    for (const std::string& problem : loaded.error()) fmt::print(stderr, "casework: {}\n", problem);
    throw CLI::RuntimeError(bad_configuration);
}

}  // namespace casework::server::commands
