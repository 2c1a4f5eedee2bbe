// Asking ClamAV's daemon over its Unix socket about one file. It never sees a path of ours, only bytes.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

namespace casework::persistence {

struct Scan {
    enum class Verdict { clean, infected, unknown } verdict = Verdict::unknown;  // unknown: it is away, busy, or did not say
    std::string found;  // what the daemon calls it: letters, figures, points and dashes only
    std::string cause;  // of unknown, as a sentence
};

class VirusScanner {
  public:
    // An empty path: there is none, and nothing is ever clean.
    explicit VirusScanner(std::filesystem::path socket, std::chrono::milliseconds limit = std::chrono::seconds{120}) : socket_(std::move(socket)), limit_(limit) {}

    // clamd's INSTREAM within the limit. Whatever is not a plain OK or FOUND is unknown, never clean.
    Scan scan(std::string_view content) const;
    bool answers() const;  // PING

  private:
    std::filesystem::path socket_;
    std::chrono::milliseconds limit_;
};

}  // namespace casework::persistence
