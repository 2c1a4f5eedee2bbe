// The anchor file: signed notes of the ledger's heads one after another, in another place than the database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "auth/signed_note.hpp"

namespace casework::persistence {

// Appends whole notes and waits until they are on the disk, or leaves the file as it was. Throws std::system_error.
void append_anchors(const std::string& path, const std::vector<std::string>& notes);

// One note of the file; no `note` where the text is not one.
struct Anchor {
    std::string text;
    std::optional<auth::SignedNote> note;
};
std::vector<Anchor> read_anchors(const std::string& path);  // empty when there is no such file
// The notes in the last part of the file, for the check at start.
std::vector<Anchor> read_last_anchors(const std::string& path, std::size_t bytes_max);

}  // namespace casework::persistence
