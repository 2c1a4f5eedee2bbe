// A PostgreSQL cluster of one test's own on a free loopback port, to be killed and started again.
#pragma once

#include <memory>

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

class PostgresCluster {
  public:
    PostgresCluster();  // made and started
    ~PostgresCluster();

    std::string url(const std::string& database) const;
    void start();             // returns when it answers
    void stop();              // as an administrator does, connections cut
    void kill_postmaster();   // SIGKILL, and its children are gone
    int kill_backends();      // SIGKILL to each that serves a connection; how many
    void run(const std::string& statement);  // outside a transaction, in the database "postgres"

  private:
    std::vector<pid_t> backends() const;
    bool answers() const;

    testing::ScratchDirectory scratch_;
    std::string bin_, password_;
    int port_ = 0;
    std::unique_ptr<Child> postmaster_;
};

}  // namespace casework::fire
