// `casework ledger verify` works on the database of a running server or on a copy; it needs public keys and anchors, no secret.
#include "server/commands/ledger.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "domain/audit/ledger_use.hpp"
#include "persistence/access_log.hpp"
#include "persistence/ledger_details.hpp"
#include "persistence/ledger_export.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_standing.hpp"
#include "persistence/ledger_verify.hpp"
#include "server/commands/config_options.hpp"
#include "server/commands/ledger_amend.hpp"
#include "server/commands/ledger_export.hpp"
#include "server/premises.hpp"

namespace casework::server::commands {
namespace {

namespace fs = std::filesystem;
using namespace persistence;

constexpr std::string_view sqlite_prefix = "sqlite:";
constexpr std::size_t findings_shown_max = 200;

struct VerifyArguments {
    std::string db, bundle;
    std::vector<std::string> keys, anchors;
    std::string receipts;
    bool cross_check = false;
};

std::string database_of(const Config& config, const std::string& db) {
    if (db.empty()) return existing_database(config.database_url);
    return existing_database(db.find(':') == std::string::npos ? std::string(sqlite_prefix) + db : db);
}

std::vector<std::string> lines_of(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error(fmt::format("{} cannot be read", path));
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
        if (!line.empty()) lines.push_back(line);
    return lines;
}

VerifyOptions verify_options(const Config& config, const VerifyArguments& typed) {
    VerifyOptions options;
    auto key_directories = typed.keys;
    if (key_directories.empty() && fs::exists(config.data_directory / "ledger")) key_directories = {config.data_directory / "ledger"};
    for (const auto& directory : key_directories) {
        options.keys.merge(public_keys(directory));
        if (typed.cross_check && options.digest_key.empty()) options.digest_key = stored_digest_key(directory);
    }
    if (typed.cross_check && options.digest_key.empty()) throw std::runtime_error("--cross-check needs the ledger's own secret: give --keys with a directory that holds ledger-digest.key");
    options.anchor_files = typed.anchors;
    for (const auto& file : typed.anchors)
        if (!fs::exists(file)) throw std::runtime_error(fmt::format("there is no anchor file {}", file));
    if (typed.anchors.empty() && fs::exists(config.anchor_file)) options.anchor_files = {config.anchor_file};
    if (!typed.receipts.empty()) options.receipts = lines_of(typed.receipts);
    return options;
}

void print_limits(const VerifyOptions& options) {
    if (options.keys.empty()) fmt::print("Keys were taken from the database or the export itself: give --keys to check against keys kept elsewhere.\n");
    if (options.anchor_files.empty()) fmt::print("Not compared with anchors: give --anchors, or an older copy of the whole database goes unnoticed.\n");
}

LedgerReport verified_file(const std::string& path, const VerifyOptions& options) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto bundle = parse_ledger_bundle(text);
    if (bundle) return verify_bundle(*bundle, options);
    LedgerReport report;
    report.findings.push_back({"", -1, "the export cannot be read: " + bundle.error()});
    return report;
}

LedgerReport verified(const Config& config, const VerifyArguments& arguments, const VerifyOptions& options) {
    if (!arguments.bundle.empty()) return verified_file(arguments.bundle, options);
    Database database({.url = database_of(config, arguments.db), .readers = 1});
    return verify_ledger(database, options);
}

// For the pages, where it is the house's own ledger; a database that cannot be written to is verified all the same.
void keep(const Config& config, const VerifyArguments& arguments, const LedgerReport& report) try {
    if (!arguments.bundle.empty() || !arguments.db.empty()) return;
    Database database({.url = database_of(config, arguments.db), .readers = 1});
    keep_verification(database, of_whole, std::ssize(report.findings), report.entries, system_now());
} catch (const std::exception&) {
    fmt::print("The result could not be kept for the pages.\n");
}

void verify(const ConfigOptions& typed, const VerifyArguments& arguments) {
    const Config config = config_or_exit(typed);
    const VerifyOptions options = verify_options(config, arguments);
    const LedgerReport report = verified(config, arguments, options);
    keep(config, arguments, report);
    for (std::size_t i = 0; i < report.findings.size() && i < findings_shown_max; ++i) print_finding(report.findings[i]);
    for (std::size_t i = 0; i < report.accepted.size() && i < findings_shown_max; ++i) print_finding(report.accepted[i]);
    print_limits(options);
    if (arguments.cross_check) fmt::print("{} rows compared with the ledger\n", report.rows);
    fmt::print("{} streams, {} checkpoints, {} anchors, {} rows of the subject index, {} receipts\n", report.streams, report.checkpoints, report.anchors, report.subjects,
               report.receipts);
    if (!report.accepted.empty()) fmt::print("{} accepted findings\n", report.accepted.size());
    fmt::print("ledger {}: {} entries, {} findings\n", report.holds() ? "verified" : "does not verify", report.entries, report.findings.size());
    if (!report.holds()) throw CLI::RuntimeError(1);
}

void count(const ConfigOptions& typed, const std::string& db) {
    Database database({.url = database_of(config_or_exit(typed), db), .readers = 1});
    std::int64_t total = 0;
    database.read([&](Transaction& tx) {
        for (const auto& [stream, entries] : ledger_streams(tx)) {
            fmt::print("{} {}\n", stream, entries);
            total += entries;
        }
    });
    fmt::print("{}\n", total);
}

struct FindArguments {
    std::string object, purpose;
    int rows = 100;
    bool details = false;
};

domain::LedgerEntry consultation(const FindArguments& asked) {
    domain::LedgerEntry entry;
    entry.role = "operator";
    entry.action = "ledger_find";
    entry.operation = domain::LoggedOperation::consultation;
    entry.object_type = "ledger";
    entry.objects = {asked.object};
    entry.purpose = asked.purpose;
    entry.rule = "s.62(4)";
    if (asked.details) entry.fields = {"detail"};
    return entry;
}

// Line breaks within a detail would look like further entries.
std::string on_one_line(std::string words) {
    std::ranges::replace_if(words, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    return words;
}

std::string detail_words(const Detail& detail) {
    switch (detail.state) {
        case DetailState::none: return "";
        case DetailState::kept: return "    detail: " + on_one_line(detail.words) + '\n';
        case DetailState::destroyed: return "    detail: destroyed\n";
    }
    return "";
}

void find(const ConfigOptions& typed, const FindArguments& asked) {
    const Config config = config_or_exit(typed);
    existing_database(config.database_url);
    Premises premises(config, "command");
    std::optional<AccessLogPlace> after;
    std::vector<AccessLogRow> rows;
    do {
        AccessLogPage page;
        premises.database().read([&](Transaction& tx) { page = ledger_about(tx, asked.object, after, 100); });
        for (auto& row : page.rows) rows.push_back(std::move(row));
        after = page.next;
    } while (after && rows.size() < static_cast<std::size_t>(asked.rows));
    if (rows.size() > static_cast<std::size_t>(asked.rows)) rows.resize(static_cast<std::size_t>(asked.rows));
    std::vector<std::string> details(rows.size());
    if (asked.details)
        premises.database().read([&, keys = DetailKeys(config.data_directory / "ledger")](Transaction& tx) {
            for (std::size_t i = 0; i < rows.size(); ++i) details[i] = detail_words(detail_of(tx, keys, rows[i].place.stream, rows[i].place.seq));
        });
    auto entry = consultation(asked);
    entry.count = static_cast<std::int64_t>(rows.size());
    premises.ledger().record(std::move(entry)).get();  // no entry, no data
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        fmt::print("{} {}.{} {} {} {} {} {} {} {} {}\n{}", iso_instant(row.at), row.place.stream, row.place.seq, row.account.empty() ? "-" : row.account,
                   row.agency.empty() ? "-" : row.agency, domain::name(row.operation), row.action, row.rule.empty() ? "-" : row.rule,
                   row.purpose.empty() ? "-" : row.purpose, row.outcome, row.status, details[i]);
    }
    fmt::print("{} entries about {}{}\n", rows.size(), asked.object, after ? ", newest first; there are more" : "");
}

void add_verify(CLI::App& ledger) {
    CLI::App* command = ledger.add_subcommand("verify", "Recompute the whole ledger and say everything that does not fit; exit 0 when all fits, 1 when not");
    const auto options = add_config_options(*command);
    const auto arguments = std::make_shared<VerifyArguments>();
    const auto db = command->add_option("--db", arguments->db, "Database to verify: a SQLite file or a URL (default: the configured one)");
    const auto cross = command->add_flag("--cross-check", arguments->cross_check, "Also compare every row of every table with what the ledger says of it (needs ledger-digest.key)");
    command->add_option("--export", arguments->bundle, "File of `ledger export` or `ledger prove` to verify, without any database")->check(CLI::ExistingFile)->excludes(db)->excludes(cross);
    command->add_option("--keys", arguments->keys, "Directory of trusted public keys, *.pub; may be repeated (default: data/ledger)")->check(CLI::ExistingDirectory);
    command->add_option("--anchors", arguments->anchors, "Anchor file; may be repeated (default: the configured one)");
    command->add_option("--receipts", arguments->receipts, "File of receipts, one on a line, that the ledger must hold")->check(CLI::ExistingFile);
    command->callback([options, arguments] { verify(*options, *arguments); });
}

void add_count(CLI::App& ledger) {
    CLI::App* command = ledger.add_subcommand("count", "Count the entries of each stream; the last line is the total");
    const auto options = add_config_options(*command);
    const auto db = std::make_shared<std::string>();
    command->add_option("--db", *db, "Database: a SQLite file or a URL (default: the configured one)");
    command->callback([options, db] { count(*options, *db); });
}

void add_find(CLI::App& ledger) {
    CLI::App* command = ledger.add_subcommand("find", "Who saw or changed this record, or what this account saw; the search itself is recorded");
    const auto options = add_config_options(*command);
    const auto asked = std::make_shared<FindArguments>();
    const auto about = command->add_option_group("about");
    about->add_option("--object", asked->object, "Id of a record: who saw or changed it");
    about->add_option("--user", asked->object, "Id of an account: what it saw and did, and what was done to it");
    about->require_option(1);
    command->add_option("--purpose", asked->purpose, "Why: lawfulness, self-monitoring, integrity or criminal-proceedings (DPA 2018 s.62(4))")->required()->check(CLI::IsMember(ledger_purposes()));
    command->add_flag("--details", asked->details, "Also the words that were typed: what was searched for, why something was disclosed; recorded as such");
    command->add_option("--rows", asked->rows, "Most entries to show")->check(CLI::Range(1, 1000000))->capture_default_str();
    command->callback([options, asked] { find(*options, *asked); });
}

}  // namespace

// Opening a SQLite file that is not there would make an empty one, and an empty ledger verifies.
std::string existing_database(const std::string& url) {
    if (url.starts_with(sqlite_prefix) && !fs::exists(url.substr(sqlite_prefix.size())))
        throw std::runtime_error(fmt::format("there is no database {}", url.substr(sqlite_prefix.size())));
    return url;
}

void print_finding(const persistence::LedgerFinding& finding) {
    const std::string entry = finding.seq < 0 ? "" : fmt::format(", entry {}", finding.seq);
    fmt::print("{}{}: {}\n", finding.stream.empty() ? "ledger" : "stream " + finding.stream, entry, finding.what);
}

std::vector<std::string> ledger_purposes() {
    std::vector<std::string> codes;
    for (const auto& purpose : domain::audit::purposes()) codes.emplace_back(purpose.code);
    return codes;
}

void add_ledger_command(CLI::App& app) {
    CLI::App* ledger = app.add_subcommand("ledger", "Verify, count, search and hand out the ledger");
    ledger->require_subcommand(1);
    add_verify(*ledger);
    add_count(*ledger);
    add_find(*ledger);
    add_ledger_export_commands(*ledger);
    add_ledger_amend_commands(*ledger);
}

}  // namespace casework::server::commands
