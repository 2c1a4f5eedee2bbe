// Making, starting and killing a PostgreSQL cluster.
#include "tests/fire/postgres_cluster.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <stdexcept>

#include "auth/crypto.hpp"
#include "tests/support/free_port.hpp"

namespace casework::fire {
namespace {

namespace fs = std::filesystem;

std::string newest_bin() {
    std::string bin;
    for (const auto& version : fs::directory_iterator("/usr/lib/postgresql"))
        if (fs::exists(version.path() / "bin" / "postgres")) bin = std::max(bin, (version.path() / "bin").string());
    if (bin.empty()) throw std::runtime_error("PostgreSQL is not installed");
    return bin + "/";
}

// PostgreSQL refuses to run as root.
Words as_postgres(Words words) {
    if (::getuid() != 0) return words;
    Words all{"setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

void must(const Ran& ran) {
    if (ran.status != 0) throw std::runtime_error("PostgreSQL:\n" + ran.said);
}

}  // namespace

PostgresCluster::PostgresCluster() : bin_(newest_bin()), password_(auth::random_hex(16)), port_(testing::free_port()) {
    ::chmod(scratch_.path().c_str(), 0711);
    const std::string data = scratch_.path() + "/data", secret = scratch_.path() + "/password";
    fs::create_directory(data);
    std::ofstream(secret) << password_ << '\n';
    ::chmod(secret.c_str(), 0600);
    if (::getuid() == 0) must(testing::run({"chown", "postgres:", data, secret}));
    must(testing::run(as_postgres({bin_ + "initdb", "-D", data, "--username=postgres", "--pwfile=" + secret, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"})));
    start();
}

PostgresCluster::~PostgresCluster() {
    if (postmaster_ && postmaster_->running()) postmaster_->signal(SIGINT);
    if (postmaster_) postmaster_->ended_within(seconds{10});
}

std::string PostgresCluster::url(const std::string& database) const {
    return "postgresql://postgres:" + password_ + "@127.0.0.1:" + std::to_string(port_) + "/" + database;
}

bool PostgresCluster::answers() const {
    try {
        persistence::Database probe({.url = url("postgres"), .readers = 1});
        return true;
    } catch (const persistence::DatabaseUnavailable&) {
        return false;
    }
}

// After a kill the memory that its children share may stand for a moment: then it is started again.
void PostgresCluster::start() {
    const Words words = as_postgres({bin_ + "postgres", "-D", scratch_.path() + "/data", "-p", std::to_string(port_), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
                                     "-c", "max_connections=60", "-c", "shared_buffers=32MB", "-c", "fsync=on"});
    const bool up = eventually(seconds{40}, [&] {
        if (!postmaster_ || !postmaster_->running()) postmaster_ = std::make_unique<Child>(words, scratch_.path() + "/log");
        pause(milliseconds{50});
        return answers();
    });
    if (!up) throw std::runtime_error("PostgreSQL did not start:\n" + postmaster_->said());
}

void PostgresCluster::stop() {
    postmaster_->signal(SIGINT);
    if (!postmaster_->ended_within(seconds{20})) throw std::runtime_error("PostgreSQL did not stop");
}

std::vector<pid_t> PostgresCluster::backends() const {
    std::vector<pid_t> found;
    const auto pid = std::to_string(postmaster_->pid());
    std::ifstream children("/proc/" + pid + "/task/" + pid + "/children");
    for (pid_t child = 0; children >> child;) {
        std::string words;
        std::getline(std::ifstream("/proc/" + std::to_string(child) + "/cmdline"), words, '\0');
        if (words.find(" 127.0.0.1(") != words.npos) found.push_back(child);
    }
    return found;
}

void PostgresCluster::kill_postmaster() {
    const auto serving = backends();
    postmaster_->signal(SIGKILL);
    postmaster_->ended_within(seconds{10});
    for (const pid_t backend : serving) ::kill(backend, SIGKILL);
}

int PostgresCluster::kill_backends() {
    const auto serving = backends();
    for (const pid_t backend : serving) ::kill(backend, SIGKILL);
    return static_cast<int>(serving.size());
}

void PostgresCluster::run(const std::string& statement) {
    persistence::Database server({.url = url("postgres"), .readers = 1, .statement_seconds = 30});
    server.read([&](persistence::Transaction& tx) {
        tx.run("COMMIT");
        tx.script(statement);
        tx.run("BEGIN");
    });
}

}  // namespace casework::fire
