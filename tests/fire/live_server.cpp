// Making demo houses and serving them with the real binary.
#include "tests/fire/live_server.hpp"

#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace casework::fire {
namespace {

namespace fs = std::filesystem;

// A demo takes seconds to tell, a copy of its files none.
const std::string& told_demo() {
    static const testing::ScratchDirectory scratch;
    static const std::string directory = [] {
        const auto made = testing::run({CASEWORK_PROGRAM, "demo", "--demo", "--data", scratch.path()}, Place::environment());
        if (made.status != 0) throw std::runtime_error("no demo:\n" + made.said);
        return scratch.path();
    }();
    return directory;
}

}  // namespace

// What the sanitizer keeps back of freed memory would be counted as the server's.
testing::Environment Place::environment() { return {.variables = {"ASAN_OPTIONS=quarantine_size_mb=0:thread_local_quarantine_size_kb=0:malloc_context_size=3"}}; }

Place::Place(const std::string& kind, const std::string& directory) : directory_(directory.empty() ? scratch_->path() : directory) {
    if (kind == "postgresql") {
        fresh_ = std::make_shared<testing::FreshDatabase>(kind, false);
        url_ = fresh_->url();
        load_demo();
        return;
    }
    url_ = "sqlite:" + directory_ + "/casework.db";
    fs::copy(told_demo(), directory_, fs::copy_options::recursive);
    set("data.database_url", url_);
}

Place Place::at(const std::string& database_url) {
    Place place;
    place.directory_ = place.scratch_->path();
    place.url_ = database_url;
    place.load_demo();
    return place;
}

Place Place::found(const std::string& directory, const std::string& database_url) {
    Place place;
    place.directory_ = directory;
    place.url_ = database_url;
    if (database_url.starts_with("sqlite:")) place.set("data.database_url", database_url);
    else place.use_url_file();
    return place;
}

// A URL with a password stands in a file that only its owner reads.
void Place::use_url_file() {
    const std::string file = directory_ + "/database_url";
    std::ofstream(file) << url_ << '\n';
    ::chmod(file.c_str(), 0400);
    set("data.database_url_file", file);
}

void Place::load_demo() {
    use_url_file();
    const auto made = run({"demo"});
    if (made.status != 0) throw std::runtime_error("no demo:\n" + made.said);
}

Words Place::command(const Words& words) const {
    Words all{CASEWORK_PROGRAM};
    all.insert(all.end(), words.begin(), words.end());
    for (const char* word : {"--demo", "--port", "0", "--data"}) all.emplace_back(word);
    all.push_back(directory_);
    for (const char* word : {"--set", "data.ballast_mib=0"}) all.emplace_back(word);  // many houses at once: none keeps room unless it says so
    for (const auto& setting : settings_) all.insert(all.end(), setting.begin(), setting.end());
    return all;
}

std::multiset<std::string> Place::words() const {
    persistence::Database database({.url = url_, .readers = 1, .statement_seconds = 20});
    std::multiset<std::string> words;
    std::string word;
    database.read([&](persistence::Transaction& tx) {
        for (const auto* sql : {"SELECT note FROM record_event WHERE kind = 'note'", "SELECT full_name FROM declared_person WHERE full_name LIKE 'fire %'", "SELECT reason FROM access_review WHERE reason LIKE 'fire %'"})
            tx.each(sql, {}, {&word}, [&] { words.insert(word); });
    });
    return words;
}

std::int64_t Place::count(const std::string& sql) const {
    persistence::Database database({.url = url_, .readers = 1, .statement_seconds = 20});
    std::int64_t n = -1;
    database.read([&](persistence::Transaction& tx) { tx.one(sql, {}, {&n}); });
    return n;
}

std::string Place::ledger_findings(const std::set<std::string>& receipts) const {
    const testing::ScratchDirectory scratch;
    const std::string file = scratch.path() + "/receipts";
    {
        std::ofstream lines(file);
        for (const auto& receipt : receipts) lines << receipt << '\n';
    }
    const auto verified = run({"ledger", "verify", "--cross-check", "--receipts", file});
    const bool all = verified.says(" " + std::to_string(receipts.size()) + " receipts");
    return verified.status == 0 && all && verified.says("ledger verified: ") ? "" : verified.said;
}

namespace {

Words handing_over(int listening, const Words& command) {
    Words words{"bash", "-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$@\" 3<&" + std::to_string(listening), "serve"};
    words.insert(words.end(), command.begin(), command.end());
    return words;
}

}  // namespace

LiveServer::LiveServer(const Place& place, const testing::Environment& environment) : process_(place.command({"serve"}), words_.path() + "/said", environment) { wait_until_ready(); }

LiveServer::LiveServer(const Place& place, int listening) : process_(handing_over(listening, place.command({"serve"})), words_.path() + "/said", Place::environment()) { wait_until_ready(); }

void LiveServer::wait_until_ready() {
    const auto begun = std::chrono::steady_clock::now();
    const std::string ready = "ready at https://localhost:";
    std::size_t at = std::string::npos;
    eventually(seconds{60}, [&] {
        const std::string said = process_.said();
        at = said.find(ready);
        if (at != said.npos && said.find('\n', at) != said.npos) port_ = static_cast<unsigned short>(std::stoi(said.substr(at + ready.size())));
        return port_ != 0 || !process_.running();
    });
    took_ = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun);
    if (port_ == 0) throw std::runtime_error("the server did not become ready:\n" + process_.said());
}

void LiveServer::kill() {
    process_.signal(SIGKILL);
    if (!process_.ended_within(seconds{30})) throw std::runtime_error("the server outlived SIGKILL");
}

std::optional<int> LiveServer::stop(milliseconds patience) {
    process_.signal(SIGTERM);
    return process_.ended_within(patience);
}

}  // namespace casework::fire
