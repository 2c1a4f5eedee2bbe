// Rounds over evidence on a scheduler of their own: a large file takes the scanner a while.
#include "server/evidence_rounds.hpp"

#include "persistence/evidence/scanning.hpp"

namespace casework::server {

void keep_evidence_moving(Scheduler& scheduler, Premises& premises, const Config& config, Log& log, std::stop_token stopping) {
    const persistence::VirusScanner scanner(config.scanner_socket);
    scheduler.every(std::chrono::seconds(2), "scan evidence", [&premises, &log, scanner, stopping, was_away = std::make_shared<bool>(false)] {
        const auto round = persistence::scan_held(premises.database(), premises.ledger(), premises.files(), scanner, persistence::system_now(), stopping);
        const bool away = !round.away.empty();
        if (away && !*was_away) log.event(Log::Level::warning, "evidence held", {{"cause", round.away}});
        if (!away && *was_away) log.event(Log::Level::note, "evidence scanned again");
        *was_away = away;
    });
    scheduler.every(std::chrono::hours(1), "sweep files", [&premises] { persistence::sweep_files(premises.database(), premises.ledger(), premises.files(), persistence::system_now()); });
}

}  // namespace casework::server
