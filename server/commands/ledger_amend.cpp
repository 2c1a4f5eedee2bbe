// Both are written by the operator's command while no server writes, with the ids of who asked and who agreed; neither repairs anything.
#include "server/commands/ledger_amend.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>

#include "domain/text.hpp"
#include "persistence/clock.hpp"
#include "persistence/ledger_details.hpp"
#include "persistence/ledger_discontinuity.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_rotation.hpp"
#include "persistence/migrate.hpp"
#include "server/commands/approval.hpp"
#include "server/commands/config_options.hpp"
#include "server/commands/ledger.hpp"
#include "server/premises.hpp"

namespace casework::server::commands {
namespace {

namespace fs = std::filesystem;
using namespace persistence;

struct AcceptArguments {
    TwoPeople people;
    std::string reason;
};

std::vector<std::string> approvals_of(const TwoAccounts& people) {
    std::vector<std::string> approvals{people.by};
    if (!people.approver.empty()) approvals.push_back(people.approver);
    return approvals;
}

fs::path keys_of(const Config& config) { return config.data_directory / "ledger"; }

std::unique_ptr<Database> opened(const Config& config) { return std::make_unique<Database>(DatabaseOptions{.url = existing_database(config.database_url), .readers = 1}); }

// A server that runs keeps its lock, and would go on signing with what it read when it started.
WriterLock without_server(const Config& config) {
    try {
        return WriterLock(keys_of(config) / "ledger-server.lock", std::chrono::milliseconds(0));
    } catch (const LedgerBroken&) {
        throw std::runtime_error("a server writes this ledger: stop it first");
    }
}

void say(const ExchangedKeys& keys) {
    fmt::print("Give verifiers the new public key too: ledger-signing.pub\nkey {} was followed by key {}\n1 key exchanged\n", keys.old_id, keys.new_id);
}

void rotate(const ConfigOptions& typed, const TwoPeople& people) {
    const Config config = config_or_exit(typed);
    const WriterLock lock = without_server(config);
    if (const auto finished = finish_exchange(*opened(config), keys_of(config))) return say(*finished);
    {
        Premises premises(config, "command");
        begin_exchange(premises.database(), premises.ledger(), keys_of(config), approvals_of(proved(config, premises.database(), people)));
    }
    const auto keys = finish_exchange(*opened(config), keys_of(config));
    if (!keys) throw std::runtime_error("the exchange of keys did not come into the ledger");
    say(*keys);
}

LedgerReport verified(const Config& config, Database& database) {
    VerifyOptions options;
    options.keys = public_keys(keys_of(config));
    if (fs::exists(config.anchor_file)) options.anchor_files = {config.anchor_file};
    options.digest_key = stored_digest_key(keys_of(config));
    return verify_ledger(database, options);
}

void accept(const ConfigOptions& typed, const AcceptArguments& arguments) {
    const Config config = config_or_exit(typed);
    const auto database = opened(config);
    migrate(*database, system_now(), stored_digest_key(keys_of(config)));
    const auto [by, approver] = proved(config, *database, arguments.people);
    const Acceptance acceptance{by, approver, arguments.reason};
    const LedgerReport report = verified(config, *database);
    for (const LedgerFinding& finding : report.findings) print_finding(finding);
    if (report.holds()) throw std::runtime_error("the ledger verifies: there is nothing to accept");
    for (const std::string& writer : broken_writers(report, keys_of(config))) retire_writer(keys_of(config), writer);  // refused while it runs
    Premises premises(config, "command");
    accept_discontinuity(premises.database(), premises.ledger(), report, stored_digest_key(keys_of(config)), acceptance);
    fmt::print("Accepted by {} ({}); nothing was repaired, and every verification will say so.\n{} findings accepted\n", domain::listed(approvals_of({by, approver})), acceptance.reason,
               report.findings.size());
}

struct ShredArguments {
    TwoPeople people;
    std::string before, about;
};

Shredding shredding_of(const ShredArguments& arguments, const TwoAccounts& people) {
    Shredding which{.before = {}, .about = arguments.about, .approvals = approvals_of(people), .rule = arguments.about.empty() ? "retention" : "erasure"};
    if (arguments.before.empty()) return which;
    const auto day = domain::parse_iso_date(arguments.before);
    if (!day) throw std::runtime_error("--before is a day, YYYY-MM-DD");
    which.before = london_instant(*day, 0, 0);
    return which;
}

void shred(const ConfigOptions& typed, const ShredArguments& arguments) {
    const Config config = config_or_exit(typed);
    existing_database(config.database_url);
    Premises premises(config, "command");
    const auto which = shredding_of(arguments, proved(config, premises.database(), arguments.people));
    const auto count = shred_details(premises.database(), premises.ledger(), which, system_now());
    fmt::print("{} destroyed\n", which.before ? domain::counted(count, "month of details", "months of details") : domain::counted(count, "detail"));
}

void add_people(CLI::App& command, TwoPeople& people) {
    command.add_option("--by", people.by, "User name of who does it; their password is the first line on standard input")->required();
    command.add_option("--approver", people.approver, "User name of who agrees: information governance (auditor), with their password as the second line; left out only while there is nobody else of that role");
}

void add_shred_command(CLI::App& ledger) {
    CLI::App* command = ledger.add_subcommand("shred-details", "Destroy the words beside entries, of months or of one record; the entries stay and verify (the server does it itself after data.detail_months)");
    const auto options = add_config_options(*command);
    const auto arguments = std::make_shared<ShredArguments>();
    add_people(*command, arguments->people);
    const auto which = command->add_option_group("which");
    which->add_option("--before", arguments->before, "Of the months that ended before this day, YYYY-MM-DD");
    which->add_option("--object", arguments->about, "Of the entries about this record");
    which->add_option("--user", arguments->about, "Of the entries of or about this account (its id)");
    which->require_option(1);
    command->callback([options, arguments] { shred(*options, *arguments); });
}

}  // namespace

void add_ledger_amend_commands(CLI::App& ledger) {
    CLI::App* rotating = ledger.add_subcommand("rotate-key", "Exchange the signing key: an entry signed by the old one introduces the new one (with the server stopped)");
    const auto rotation_options = add_config_options(*rotating);
    const auto people = std::make_shared<TwoPeople>();
    add_people(*rotating, *people);
    rotating->callback([rotation_options, people] { rotate(*rotation_options, *people); });

    CLI::App* accepting = ledger.add_subcommand("accept-discontinuity", "Go on after a ledger that does not verify: name what is wrong in a signed entry; nothing is repaired (with the server stopped, where its streams are concerned)");
    const auto options = add_config_options(*accepting);
    const auto arguments = std::make_shared<AcceptArguments>();
    add_people(*accepting, arguments->people);
    accepting->add_option("--reason", arguments->reason, "Why: restored-backup, failed-disk, mistaken-command or investigated-tampering")
        ->required()
        ->check(CLI::IsMember(std::vector<std::string>(std::begin(discontinuity_reasons), std::end(discontinuity_reasons))));
    accepting->callback([options, arguments] { accept(*options, *arguments); });
    add_shred_command(ledger);
}

}  // namespace casework::server::commands
