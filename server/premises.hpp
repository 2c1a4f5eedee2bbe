// Everything that lives as long as the process: database, ledger, files, clock and the house that handlers work in.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "persistence/evidence/file_store.hpp"
#include "server/anchor_command.hpp"
#include "server/config.hpp"
#include "server/readiness.hpp"
#include "web/context.hpp"

namespace casework::server {

// As many requests as can be worked on at once: each has a connection for reading, and one more is for what is done beside them. On
// SQLite a reading keeps a processor busy nearly all the time, and more would only take turns; on PostgreSQL it mostly waits for the
// network.
std::size_t requests_at_once(const Config& config);

// Opens the database, brings its schema forward, takes this writer's ledger stream and reads the server's own key.
class Premises {
  public:
    // `writer` is "server", or "command" for a command beside a running server. Throws with a reason an operator can act on.
    Premises(const Config& config, const std::string& writer);
    ~Premises();

    web::House& house() { return *house_; }
    persistence::Database& database() { return *database_; }
    persistence::Ledger& ledger() { return *ledger_; }
    const persistence::FileStore& files() const { return *files_; }

    // Notes the heads that grew in database and anchor file and hands the notes to the operator's command. What is wrong with
    // that command, as a sentence; the rest throws as Ledger::checkpoint does.
    std::optional<std::string> checkpoint();
    // What keeps /health/ready from saying so, beside database and ledger; empty: nothing.
    std::string why_not_ready() const;

  private:
    int lock_ = -1;  // a second server on the same SQLite file is refused
    std::unique_ptr<persistence::Database> database_;
    std::unique_ptr<persistence::Ledger> ledger_;
    std::unique_ptr<persistence::FileStore> files_;
    AnchorCommand anchor_command_;
    Readiness readiness_;
    std::atomic<std::chrono::steady_clock::time_point> anchored_ = std::chrono::steady_clock::now();  // when the heads were noted last
    std::unique_ptr<auth::PasswordHasher> passwords_;
    std::unique_ptr<web::House> house_;
};

}  // namespace casework::server
