// Secrets kept in files of mode 0400: made once, whole or not at all, and refused when others may read them.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace casework::auth {

// The contents of the file; when there is none, `make` gives them and the file is made (also when two processes start at once,
// both get the contents that were first). Throws std::runtime_error when group or others have any right to the file.
std::string secret_file(const std::filesystem::path& path, const std::function<std::string()>& make);

}  // namespace casework::auth
