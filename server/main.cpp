// The composition root: what Casework is made of, and the commands it understands.
#include <cstdio>
#include <exception>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "server/commands/config_command.hpp"
#include "server/commands/config_options.hpp"
#include "server/serve.hpp"

namespace {

using namespace casework;

web::Answered under_construction(web::Request&&) {
    return {.response = web::html_response(200, "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Casework</title></head><body><h1>Casework</h1></body></html>\n"),
            .route = "/", .account = {}, .fault = {}};
}

void announce(const std::string& address) {
    fmt::print("Casework is ready at {}\n", address);
    std::fflush(stdout);
}

void add_serve_command(CLI::App& app) {
    CLI::App* command = app.add_subcommand("serve", "Serve Casework until SIGTERM or SIGINT");
    const auto options = server::commands::add_config_options(*command);
    command->callback([options] {
        const server::Config config = server::commands::config_or_exit(*options);
        server::Log log(config.log_file);
        const int code = server::serve(config, log, under_construction, [] {}, announce);
        if (code != 0) throw CLI::RuntimeError(code);
    });
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Casework: case management for a community safety partnership"};
    app.set_version_flag("--version", CASEWORK_VERSION);
    app.require_subcommand(1);
    add_serve_command(app);
    server::commands::add_config_command(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    } catch (const std::exception& fault) {
        fmt::print(stderr, "casework: {}\n", fault.what());
        return 1;
    }
    return 0;
}
