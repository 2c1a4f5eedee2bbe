// The file is written after its entry is durable: no entry, no data.
#include "server/commands/ledger_export.hpp"

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <charconv>

#include "auth/crypto.hpp"
#include "persistence/ledger_export.hpp"
#include "server/commands/config_options.hpp"
#include "server/commands/ledger.hpp"
#include "server/commands/typed.hpp"
#include "server/premises.hpp"

namespace casework::server::commands {
namespace {

using namespace persistence;

struct HandedOut {
    std::string file, recipient, purpose;
};

struct ExportArguments {
    std::string object, user, since, until;
    HandedOut out;
};

struct ProveArguments {
    std::string entry;  // a receipt, or "<stream>.<number>"
    HandedOut out;
};

void record(Premises& premises, const LedgerBundle& bundle, const HandedOut& out, std::vector<std::string> objects, const char* action) {
    domain::LedgerEntry entry;
    entry.role = "operator";
    entry.action = action;
    entry.operation = domain::LoggedOperation::disclosure;
    entry.object_type = "ledger";
    entry.objects = std::move(objects);
    entry.purpose = out.purpose;
    entry.rule = "s.62(4)";
    entry.recipients = {out.recipient};
    entry.count = 0;
    for (const BundledStream& stream : bundle.streams) entry.count += static_cast<std::int64_t>(stream.entries.size());
    entry.after = auth::sha256(bundle_text(bundle));
    premises.ledger().record(std::move(entry)).get();
}

// A file that is there already is not written over; the new one is for its owner only.
void write_new(const std::string& path, const std::string& text) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) throw std::runtime_error(fmt::format("{} cannot be made: give --to a new file in a directory that is there", path));
    std::string_view rest = text;
    while (!rest.empty()) {
        const ssize_t n = ::write(file, rest.data(), rest.size());
        if (n <= 0) break;
        rest.remove_prefix(static_cast<std::size_t>(n));
    }
    const bool whole = rest.empty() && ::fsync(file) == 0;
    ::close(file);
    if (whole) return;
    ::unlink(path.c_str());
    throw std::runtime_error(fmt::format("{} could not be written whole", path));
}

void hand_out(Premises& premises, const LedgerBundle& bundle, const HandedOut& out, std::vector<std::string> objects, const char* action) {
    record(premises, bundle, out, std::move(objects), action);
    write_new(out.file, bundle_text(bundle));
    std::size_t entries = 0;
    for (const BundledStream& stream : bundle.streams) entries += stream.entries.size();
    fmt::print("Check it with: casework ledger verify --export {} --keys DIRECTORY\n{} entries\n", out.file, entries);
}

std::optional<std::int64_t> start_of(const std::string& day, std::string_view option, int days_later) {
    if (day.empty()) return std::nullopt;
    const domain::Date next{std::chrono::sys_days(typed_day(day, option)) + std::chrono::days(days_later)};
    return std::chrono::floor<std::chrono::milliseconds>(london_instant(next, 0, 0)).time_since_epoch().count();
}

void run_export(const ConfigOptions& typed, const ExportArguments& asked) {
    ExportWish wish;
    for (const std::string& id : {asked.object, asked.user})
        if (!id.empty()) wish.subjects.push_back(id);
    wish.from_ms = start_of(asked.since, "--from", 0);
    wish.before_ms = start_of(asked.until, "--to-day", 1);
    Premises premises(config_or_exit(typed), "command");
    LedgerBundle bundle;
    premises.database().read([&](Transaction& tx) { bundle = export_ledger(tx, wish); });
    hand_out(premises, bundle, asked.out, wish.subjects, "ledger_export");
}

void run_prove(const ConfigOptions& typed, const ProveArguments& asked) {
    const auto dot = asked.entry.find('.');
    std::int64_t seq = -1;
    if (dot != std::string::npos) std::from_chars(asked.entry.data() + dot + 1, asked.entry.data() + asked.entry.size(), seq);
    Premises premises(config_or_exit(typed), "command");
    std::optional<LedgerBundle> bundle;
    if (seq >= 0) premises.database().read([&](Transaction& tx) { bundle = prove_entry(tx, asked.entry.substr(0, dot), seq); });
    if (!bundle) throw std::runtime_error(fmt::format("the ledger has no entry {}: give the receipt of an answer, or STREAM.NUMBER as find prints it", asked.entry));
    hand_out(premises, *bundle, asked.out, {}, "ledger_prove");
}

void add_hand_out(CLI::App& command, HandedOut& out) {
    command.add_option("--to", out.file, "New file to write")->required();
    command.add_option("--recipient", out.recipient, "Who gets it, as it shall stand in the ledger: the id or name of an office, never of a person")->required();
    command.add_option("--purpose", out.purpose, "Why (DPA 2018 s.62(4))")->required()->check(CLI::IsMember(ledger_purposes()));
}

}  // namespace

void add_ledger_export_commands(CLI::App& ledger) {
    CLI::App* exporting = ledger.add_subcommand("export", "Write entries with their proofs into a file that is checked alone: all, or those of a record, an account, a period");
    const auto options = add_config_options(*exporting);
    const auto wish = std::make_shared<ExportArguments>();
    exporting->add_option("--object", wish->object, "Only entries about this record");
    exporting->add_option("--user", wish->user, "Only entries of or about this account (its id)");
    exporting->add_option("--from", wish->since, "Only from this day on, YYYY-MM-DD");
    exporting->add_option("--to-day", wish->until, "Only up to the end of this day, YYYY-MM-DD");
    add_hand_out(*exporting, wish->out);
    exporting->callback([options, wish] { run_export(*options, *wish); });

    CLI::App* proving = ledger.add_subcommand("prove", "Write one entry with its inclusion proof and the signed note that covers it");
    const auto proof_options = add_config_options(*proving);
    const auto asked = std::make_shared<ProveArguments>();
    proving->add_option("--entry", asked->entry, "Receipt of an answer, or STREAM.NUMBER")->required();
    add_hand_out(*proving, asked->out);
    proving->callback([proof_options, asked] { run_prove(*proof_options, *asked); });
}

}  // namespace casework::server::commands
