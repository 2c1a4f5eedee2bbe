// Writing signatures and a configuration, starting clamd in the foreground and ending it.
#include "tests/support/clam_daemon.hpp"

#include <csignal>
#include <fstream>

#include "persistence/outside/virus_scanner.hpp"

namespace casework::testing {
namespace {

std::string hex(std::string_view text) {
    constexpr std::string_view figures = "0123456789abcdef";
    std::string out;
    for (const char c : text) out += figures[static_cast<unsigned char>(c) >> 4], out += figures[static_cast<unsigned char>(c) & 15];
    return out;
}

}  // namespace

bool ClamDaemon::installed() { return std::filesystem::exists("/usr/sbin/clamd"); }

ClamDaemon::ClamDaemon() {
    const auto& folder = scratch_.path();
    std::filesystem::create_directory(folder + "/signatures");
    // Extended signatures (name:target type:offset:hexadecimal), the whole database there is.
    std::ofstream(folder + "/signatures/tests.ndb") << "Casework.Test:0:*:" << hex(test_virus) << "\nEicar-Test-Signature:0:0:" << hex(eicar) << "\n";
    std::ofstream(folder + "/clamd.conf") << "Foreground yes\nDatabaseDirectory " << folder << "/signatures\nLocalSocket " << socket() << "\nFixStaleSocket yes\nTemporaryDirectory " << folder
                                          << "\nStreamMaxLength 26M\nMaxThreads 2\nConcurrentDatabaseReload no\nSelfCheck 0\n";
}

void ClamDaemon::start() {
    process_ = std::make_unique<Child>(Words{"/usr/sbin/clamd", "--config-file=" + scratch_.path() + "/clamd.conf"}, scratch_.path() + "/said");
    const persistence::VirusScanner scanner(socket());
    if (!eventually(seconds{60}, [&] { return scanner.answers() || !process_->running(); }) || !process_->running()) throw std::runtime_error("clamd did not start:\n" + process_->said());
}

void ClamDaemon::stop() {
    process_->signal(SIGTERM);
    process_->ended_within(seconds{20});
    process_.reset();
}

}  // namespace casework::testing
