// Whether this server should be given work, as far as no handler knows: room on every disk it writes to, clock, certificate, anchor.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace casework::server {

struct Readiness {
    std::vector<std::filesystem::path> directories;      // each of them needs room, whatever disk it is on
    std::filesystem::path certificate, anchor_file;
    std::function<bool()> clock_is_kept;                 // none: nobody asks (a demo on somebody's laptop)
    std::function<std::chrono::seconds()> since_anchor;  // how long ago the heads of the ledger were noted
};

// The first thing that is wrong, in words for the log; empty: ready.
std::string why_not_ready(const Readiness& readiness);

}  // namespace casework::server
