// Both are written by the operator's command while no server writes, with the ids of who asked and who agreed; neither repairs anything.
#include "server/commands/ledger_amend.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>

#include "domain/text.hpp"
#include "persistence/accounts.hpp"
#include "persistence/clock.hpp"
#include "persistence/ledger_details.hpp"
#include "persistence/ledger_discontinuity.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_rotation.hpp"
#include "persistence/migrate.hpp"
#include "server/commands/config_options.hpp"
#include "server/commands/ledger.hpp"
#include "server/premises.hpp"

namespace casework::server::commands {
namespace {

namespace fs = std::filesystem;
using namespace persistence;

struct TwoPeople {
    std::string by, approver;  // usernames
};

struct AcceptArguments {
    TwoPeople people;
    std::string reason;
};

std::string account_id(Transaction& tx, const std::string& username) {
    const auto account = find_account(tx, username);
    if (!account || account->disabled) throw std::runtime_error(fmt::format("there is no account {} that may sign in", username));
    return account->id;
}

Acceptance agreed(Database& database, const TwoPeople& people, const std::string& reason) {
    Acceptance acceptance{{}, {}, reason};
    database.read([&](Transaction& tx) { acceptance.by = account_id(tx, people.by), acceptance.approver = account_id(tx, people.approver); });
    if (acceptance.by == acceptance.approver) throw std::runtime_error("--by and --approver are the same person: it needs two");
    return acceptance;
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
        const auto agreement = agreed(premises.database(), people, "");
        begin_exchange(premises.database(), premises.ledger(), keys_of(config), {agreement.by, agreement.approver});
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
    const Acceptance acceptance = agreed(*database, arguments.people, arguments.reason);
    const LedgerReport report = verified(config, *database);
    for (const LedgerFinding& finding : report.findings) print_finding(finding);
    if (report.holds()) throw std::runtime_error("the ledger verifies: there is nothing to accept");
    for (const std::string& writer : broken_writers(report, keys_of(config))) retire_writer(keys_of(config), writer);  // refused while it runs
    Premises premises(config, "command");
    accept_discontinuity(premises.database(), premises.ledger(), report, stored_digest_key(keys_of(config)), acceptance);
    fmt::print("Accepted by {} with {} ({}); nothing was repaired, and every verification will say so.\n{} findings accepted\n", acceptance.by, acceptance.approver, acceptance.reason,
               report.findings.size());
}

struct ShredArguments {
    TwoPeople people;
    std::string before, about;
};

Shredding shredding_of(const ShredArguments& arguments, const Acceptance& agreement) {
    Shredding which{.before = {}, .about = arguments.about, .approvals = {agreement.by, agreement.approver}, .rule = arguments.about.empty() ? "retention" : "erasure"};
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
    const auto which = shredding_of(arguments, agreed(premises.database(), arguments.people, ""));
    const auto count = shred_details(premises.database(), premises.ledger(), which, system_now());
    fmt::print("{} destroyed\n", which.before ? domain::counted(count, "month of details", "months of details") : domain::counted(count, "detail"));
}

void add_people(CLI::App& command, TwoPeople& people) {
    command.add_option("--by", people.by, "Username of who does it")->required();
    command.add_option("--approver", people.approver, "Username of who agreed to it: somebody else")->required();
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
