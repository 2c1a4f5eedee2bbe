// The real binary serving a demo house on a free loopback port, in a place that outlives its process.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "tests/support/child.hpp"
#include "tests/support/databases.hpp"

namespace casework::fire {

using testing::Child;
using testing::eventually;
using testing::milliseconds;
using testing::pause;
using testing::Ran;
using testing::seconds;
using testing::Words;

// Where a house stands: data directory, database, settings. It is there before, between and after its servers.
class Place {
  public:
    // A demo house in `directory` (made in a folder of its own when empty); "sqlite" or "postgresql", or a database of that URL.
    explicit Place(const std::string& kind, const std::string& directory = {});
    static Place at(const std::string& database_url);
    // A demo house that somebody else has put there.
    static Place found(const std::string& directory, const std::string& database_url);

    const std::string& directory() const { return directory_; }
    const std::string& url() const { return url_; }
    void set(const std::string& key, const std::string& value) { settings_.push_back({"--set", key + "=" + value}); }
    // `casework COMMAND...` with this place's settings behind it.
    Words command(const Words& words) const;
    const std::vector<Words>& settings() const { return settings_; }  // {"--set", "key=value"} each
    Ran run(const Words& words) const { return testing::run(command(words), environment()); }
    static testing::Environment environment();

    // What the crowd wrote as it stands: notes, declared names, reasons of access reviews; without asking the server.
    std::multiset<std::string> words() const;
    // A figure from the database, likewise.
    std::int64_t count(const std::string& sql) const;
    // What `casework ledger verify` finds wrong, given the receipts that clients hold; empty when all verifies.
    std::string ledger_findings(const std::set<std::string>& receipts) const;

  private:
    Place() = default;
    void use_url_file();
    void load_demo();

    std::shared_ptr<testing::ScratchDirectory> scratch_ = std::make_shared<testing::ScratchDirectory>();
    std::shared_ptr<testing::FreshDatabase> fresh_;
    std::string directory_, url_;
    std::vector<Words> settings_;
};

class LiveServer {
  public:
    // Returns when it says that it is ready; throws with its words when it does not become so.
    explicit LiveServer(const Place& place, const testing::Environment& environment = Place::environment());
    // The same on a socket that listens already, handed over as systemd does.
    LiveServer(const Place& place, int listening);

    unsigned short port() const { return port_; }
    milliseconds took_to_start() const { return took_; }
    Child& process() { return process_; }
    void kill();                                    // SIGKILL, and gone when this returns
    std::optional<int> stop(milliseconds patience = seconds{12});  // SIGTERM: its exit status

  private:
    void wait_until_ready();
    testing::ScratchDirectory words_;
    Child process_;
    unsigned short port_ = 0;
    milliseconds took_{};
};

}  // namespace casework::fire
