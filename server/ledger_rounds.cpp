// Verifying with the keys and the anchor of this house.
#include "server/ledger_rounds.hpp"

#include <filesystem>

#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_standing.hpp"

namespace casework::server {

void keep_start_check(Premises& premises) { persistence::keep_verification(premises.database(), persistence::of_start, 0, 0, persistence::system_now()); }

void verify_when_due(Premises& premises, const Config& config, Log& log) {
    std::optional<persistence::KeptVerification> last;
    premises.database().read([&](persistence::Transaction& tx) { last = persistence::kept_verification(tx, persistence::of_whole); });
    const auto now = persistence::system_now();
    if (last && now - last->at < std::chrono::hours(24)) return;
    persistence::VerifyOptions options;
    options.keys = persistence::public_keys(config.data_directory / "ledger");
    if (std::filesystem::exists(config.anchor_file)) options.anchor_files = {config.anchor_file};
    const auto report = persistence::verify_ledger(premises.database(), options);
    persistence::keep_verification(premises.database(), persistence::of_whole, std::ssize(report.findings), report.entries, now);
    if (!report.holds()) log.event(Log::Level::error, "ledger does not verify", {{"cause", "casework ledger verify names what is wrong"}});
}

void keep_ledger_verified(Scheduler& scheduler, Premises& premises, const Config& config, Log& log) {
    scheduler.every(std::chrono::hours(1), "verify the ledger", [&premises, &config, &log] { verify_when_due(premises, config, log); });
}

}  // namespace casework::server
