// A listening socket that whoever starts us has opened already (systemd's socket activation): it stays open while we are restarted, and
// who connects meanwhile waits a moment instead of being refused.
#pragma once

#include <optional>

namespace casework::server {

// The descriptor, for this process alone and for one caller; nothing when none was handed over. Throws std::runtime_error when what was
// handed over is no listening socket, or are several.
std::optional<int> handed_socket();

}  // namespace casework::server
