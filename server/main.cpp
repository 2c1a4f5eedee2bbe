// The composition root: what Casework is made of, and the commands it understands.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "persistence/demo/demo.hpp"
#include "persistence/ledger_details.hpp"
#include "server/account_rounds.hpp"
#include "server/ballast.hpp"
#include "server/commands/account.hpp"
#include "server/commands/ballast.hpp"
#include "server/commands/config_command.hpp"
#include "server/commands/config_options.hpp"
#include "server/commands/demo.hpp"
#include "server/commands/ledger.hpp"
#include "server/commands/migrate.hpp"
#include "server/commands/setting.hpp"
#include "server/evidence_rounds.hpp"
#include "server/ledger_rounds.hpp"
#include "server/premises.hpp"
#include "server/scheduler.hpp"
#include "server/serve.hpp"
#include "web/jobs/job_runner.hpp"
#include "web/pipeline.hpp"

namespace {

using namespace casework;

void announce(const std::string& address) {
    fmt::print("Casework is ready at {}\n", address);
    std::fflush(stdout);
}

// A command that fails does not stop the server: the note stands in the anchor file, and is handed over the next minute.
void checkpoint(server::Premises& premises, server::Log& log) {
    if (const auto failed = premises.checkpoint()) log.event(server::Log::Level::error, "anchor command failed", {{"cause", *failed}});
}

// Who asks for health hears no more than "not ready": the log says why, each time that it changes.
void note_readiness(const server::Premises& premises, server::Log& log, std::string& last) {
    const auto why = premises.why_not_ready();
    if (why != last && !why.empty()) log.event(server::Log::Level::warning, "not ready", {{"cause", why}});
    if (why != last && why.empty()) log.event(server::Log::Level::note, "ready again");
    last = why;
}

// Start and stop stand in the ledger, and with the start whether anything keeps the clock right.
void record_life(server::Premises& premises, const char* action, std::vector<std::string> fields = {}) {
    domain::LedgerEntry entry;
    entry.role = "system";
    entry.action = action;
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = "server";
    entry.rule = "server";
    entry.fields = std::move(fields);
    premises.ledger().record(std::move(entry)).get();
}

void record_start(server::Premises& premises, server::Log& log) {
    const bool synchronised = persistence::clock_is_synchronised();
    if (!synchronised) log.event(server::Log::Level::warning, "clock not synchronised", {{"cause", "nothing keeps the clock of this machine right: start chrony or systemd-timesyncd"}});
    record_life(premises, "start", {synchronised ? "clock synchronised" : "clock not synchronised"});
}

void keep_ballast(const server::Config& config, server::Log& log) {
    if (const auto none = server::lay_ballast(config.data_directory, config.ballast_mib)) log.event(server::Log::Level::warning, "no ballast", {{"cause", *none}});
}

// The passwords of a demo are published, and its pages say that everybody is invented.
void refuse_mistaken_demo(const server::Config& config, persistence::Database& database) {
    using persistence::demo::Holds;
    const auto holds = persistence::demo::holds(database);
    if (holds == Holds::demo && !config.demo) throw std::runtime_error("data.demo: this database is a demo, whose passwords are published: serve it with --demo, on a loopback address");
    if (holds == Holds::other && config.demo) throw std::runtime_error("data.demo: this database is not a demo, and its pages would say that everybody is invented: serve it without --demo");
}

void add_serve_command(CLI::App& app) {
    CLI::App* command = app.add_subcommand("serve", "Serve Casework until SIGTERM or SIGINT");
    const auto options = server::commands::add_config_options(*command);
    command->callback([options] {
        const server::Config config = server::commands::config_or_exit(*options);
        server::Log log(config.log_file);
        server::Metrics metrics;
        server::Premises premises(config, "server");
        refuse_mistaken_demo(config, premises.database());
        keep_ballast(config, log);
        premises.database().after_batch([&metrics](const persistence::Batch& batch) { metrics.batch(batch.pieces, batch.took, batch.committed); });
        record_start(premises, log);
        server::keep_start_check(premises);
        const auto failed = [&log](std::string_view task, std::string_view cause) { log.event(server::Log::Level::error, "task failed", {{"task", task}, {"cause", cause}}); };
        server::Scheduler scheduler(failed);
        scheduler.every(std::chrono::seconds(60), "ledger checkpoint", [&] { checkpoint(premises, log); });
        scheduler.every(std::chrono::seconds(10), "readiness", [&, last = std::make_shared<std::string>()] { note_readiness(premises, log, *last); });
        const auto shred = [&] { persistence::shred_old_details(premises.database(), premises.ledger(), config.detail_months, persistence::system_now()); };
        shred();
        scheduler.every(std::chrono::hours(24), "old details of the ledger", shred);
        server::Scheduler jobs(failed);  // beside the checkpoints, which never wait for them
        std::stop_source stopping;
        jobs.every(std::chrono::milliseconds(500), "imports and exports", [&] { web::jobs::carry_on(premises.house(), stopping.get_token()); });
        server::Scheduler evidence(failed);
        server::keep_evidence_moving(evidence, premises, config, log, stopping.get_token());
        server::Scheduler accounts(failed);
        server::keep_accounts(accounts, premises, config, log);
        server::Scheduler verification(failed);  // takes its time, and nothing waits for it
        server::keep_ledger_verified(verification, premises, config, log);
        const auto indoors = [&](web::Request&& request, const web::Reply& reply) { web::answer(premises.house(), std::move(request), reply); };
        const auto on_stop = [&] {
            stopping.request_stop();
            jobs.stop();
            evidence.stop();
            accounts.stop();
            verification.stop();
            scheduler.stop();
            record_life(premises, "stop");
            checkpoint(premises, log);
        };
        const int code = server::serve(config, log, metrics, indoors, on_stop, announce);
        if (code != 0) throw CLI::RuntimeError(code);
    });
}

// Keys and the words of people lie in our memory: no core of it is ever written, and no other process of this account reads it.
void keep_memory_ours() {
    constexpr rlimit none{0, 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0 || ::prctl(PR_SET_DUMPABLE, 0) != 0) {
        fmt::print(stderr, "casework: cores of this process could not be forbidden\n");
        std::exit(71);  // EX_OSERR
    }
}

}  // namespace

// Read by jemalloc, which the release is linked with: what one thread gives back the others may have, and soon the system.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "narenas:2,dirty_decay_ms:1000,muzzy_decay_ms:0";
}

int main(int argc, char** argv) {
    keep_memory_ours();
    ::umask(0077);  // database, keys and logs are the service account's own
    CLI::App app{"Casework: case management for a community safety partnership"};
    app.set_version_flag("--version", CASEWORK_VERSION);
    app.require_subcommand(1);
    add_serve_command(app);
    server::commands::add_config_command(app);
    server::commands::add_demo_command(app);
    server::commands::add_ledger_command(app);
    server::commands::add_first_administrator_command(app);
    server::commands::add_account_command(app);
    server::commands::add_agency_command(app);
    server::commands::add_group_command(app);
    server::commands::add_setting_command(app);
    server::commands::add_reference_command(app);
    server::commands::add_migrate_command(app);
    server::commands::add_ballast_command(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    } catch (const persistence::LedgerBroken& broken) {
        fmt::print(stderr, "casework: {}\n", broken.what());
        return 78;  // EX_CONFIG: starting again does not help
    } catch (const std::exception& fault) {
        fmt::print(stderr, "casework: {}\n", fault.what());
        return 1;
    }
    return 0;
}
