// A finding is accepted by the digest of its sentence, together with the size and root of its stream: the next change is a new finding.
#include "persistence/ledger_discontinuity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <set>

#include "auth/crypto.hpp"
#include "persistence/ledger_cross_check.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_rows.hpp"
#include "persistence/ledger_stream.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view node_file = "ledger-node-";
constexpr std::size_t findings_max = 2000;

std::string digest_of(const LedgerFinding& finding) { return auth::to_hex(auth::sha256(fmt::format("{}\n{}\n{}", finding.stream, finding.seq, finding.what))).substr(0, 32); }

std::string standing_of(const LedgerReport& report, const std::string& stream) {
    const auto found = report.standing.find(stream);
    const StandingStream none{0, auth::merkle_empty_root()};
    const StandingStream& now = found == report.standing.end() ? none : found->second;
    return fmt::format("stream {} {} {}", now.size, auth::to_hex(now.root), stream);
}

// Findings of rows are not named: the rows themselves are taken as they are.
std::vector<LedgerFinding> named(const LedgerReport& report) {
    std::vector<LedgerFinding> findings;
    std::ranges::copy_if(report.findings, std::back_inserter(findings), [](const LedgerFinding& finding) { return !finding.of_rows; });
    return findings;
}

domain::LedgerEntry accepting(const char* action, const Acceptance& acceptance) {
    domain::LedgerEntry entry;
    entry.role = "operator";
    entry.action = action;
    entry.operation = domain::LoggedOperation::security;
    entry.rule = "ledger";
    entry.purpose = acceptance.reason;
    entry.approvals = {acceptance.by};
    if (!acceptance.approver.empty()) entry.approvals.push_back(acceptance.approver);
    return entry;
}

domain::LedgerEntry naming(const LedgerReport& report, const Acceptance& acceptance) {
    auto entry = accepting("discontinuity.accept", acceptance);
    entry.object_type = "stream";
    std::set<std::string> streams;
    for (const LedgerFinding& finding : named(report)) {
        entry.fields.push_back("finding " + digest_of(finding));
        streams.insert(finding.stream);
    }
    entry.count = static_cast<std::int64_t>(entry.fields.size());
    for (const std::string& stream : streams)
        if (!stream.empty()) entry.fields.push_back(standing_of(report, stream));
    return entry;
}

void accept_rows(Transaction& tx, Ledger& ledger, const std::string& digest_key, const Acceptance& acceptance) {
    const RowSealer sealer(digest_key);
    for (const RowSums& sums : in_entries(row_differences(tx, digest_key))) {
        auto entry = accepting("rows.accept", acceptance);
        entry.object_type = "row";
        std::uint64_t once = 0;
        const std::string random = auth::random_hex(7);
        std::from_chars(random.data(), random.data() + random.size(), once, 16);
        entry.count = static_cast<std::int64_t>(once);  // in place of the number, which the entry does not know before it is written
        entry.fields = sealer.words(sums, accepted_rows, entry.count);
        ledger.append(tx, std::move(entry));
    }
}

}  // namespace

std::vector<std::string> broken_writers(const LedgerReport& report, const fs::path& key_directory) {
    std::set<std::string> nodes;
    for (const LedgerFinding& finding : report.findings)
        if (!finding.of_rows) nodes.insert(node_of(finding.stream));
    std::vector<std::string> writers;
    for (const auto& file : fs::directory_iterator(key_directory)) {
        const std::string name = file.path().filename().string();
        std::string node;
        if (name.starts_with(node_file) && !name.ends_with(".retired") && (std::ifstream(file.path()) >> node) && nodes.contains(node)) writers.push_back(name.substr(node_file.size()));
    }
    std::ranges::sort(writers);
    return writers;
}

void retire_writer(const fs::path& key_directory, const std::string& writer) {
    const WriterLock lock(key_directory / fmt::format("ledger-{}.lock", writer), std::chrono::milliseconds(0));
    const fs::path file = key_directory / std::string(node_file).append(writer);
    std::string node;
    std::ifstream(file) >> node;
    fs::rename(file, key_directory / fmt::format("{}{}.{}.retired", node_file, writer, node));
}

void accept_discontinuity(Database& database, Ledger& ledger, const LedgerReport& report, const std::string& digest_key, const Acceptance& acceptance) {
    if (named(report).size() > findings_max) throw std::runtime_error(fmt::format("the ledger has more than {} findings: restore a backup that verifies instead", findings_max));
    database.write([&](Transaction& tx) {
        if (!named(report).empty()) ledger.append(tx, naming(report, acceptance));
        if (!digest_key.empty()) accept_rows(tx, ledger, digest_key, acceptance);
    });
    ledger.checkpoint();
}

void set_apart_accepted(LedgerReport& report, const std::vector<AcceptedEntry>& entries) {
    std::vector<LedgerFinding> accepted;
    for (const AcceptedEntry& entry : entries) {
        const std::string when = iso_instant(domain::Instant{std::chrono::milliseconds(entry.at_ms)});
        const std::string with = entry.approvals.size() < 2 ? "alone" : "with " + entry.approvals.back();
        const std::string who = fmt::format("by {} {} on {} ({})", entry.approvals.empty() ? "" : entry.approvals.front(), with, when, entry.reason);
        accepted.push_back({entry.stream, entry.seq, "a discontinuity was accepted " + who});
        const std::set<std::string> words(entry.fields.begin(), entry.fields.end());
        std::erase_if(report.findings, [&](const LedgerFinding& finding) {
            const bool stands = finding.stream.empty() || words.contains(standing_of(report, finding.stream));
            if (!stands || !words.contains("finding " + digest_of(finding))) return false;
            accepted.push_back({finding.stream, finding.seq, finding.what + ": accepted " + who});
            return true;
        });
    }
    report.accepted = std::move(accepted);
}

}  // namespace casework::persistence
