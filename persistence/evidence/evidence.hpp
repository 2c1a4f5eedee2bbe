// Evidence of a record: files that arrive in parts, are held until they are scanned, and are read through the gate like the record itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/evidence/file_workflow.hpp"
#include "domain/evidence/metadata.hpp"
#include "persistence/evidence/file_store.hpp"
#include "persistence/gate.hpp"

namespace casework::persistence {

struct NewFile {
    std::string name;      // as the person's device calls it, without folders; only ever shown
    std::string declared;  // content type, lower case, without parameters
    std::string caption;
    std::int64_t bytes = 0;
    domain::FieldClass field_class = domain::FieldClass::f0;  // f2: protected, such as who complained
};

constexpr std::size_t file_name_max = 255, caption_max = 500;

struct EvidenceFile {
    std::string id, record, type;
    domain::evidence::State state{};
    domain::FieldClass field_class{};
    std::string name, caption, sha256, found;
    std::int64_t bytes = 0, arrived = 0;
    std::string uploaded_by, uploaded_by_name;
    domain::Instant began_at{};
    std::optional<domain::Instant> received_at, scanned_at, removed_at;
    domain::evidence::Taken taken;
    std::string removed_reason;
};

// Adding to the evidence of a record is for whoever may note on it. Answers the id under which the parts are sent.
domain::Outcome<std::string> begin_upload(Gate& gate, const FileStore& store, std::string_view record, const NewFile& file);

// The part that begins at `offset`, a multiple of auth::piece_bytes; every part but the last has that length. Parts come in order; one
// that has arrived before is not taken again. Conflict: another part is expected, and the answer of `arrived` says which. After the
// last part the file is held, with its digest in the ledger, or refused because its content is not what its name says.
struct Arrived {
    std::int64_t bytes = 0;  // the next part begins here
    domain::evidence::State state{};
};
domain::Outcome<Arrived> add_part(Database& database, Gate& gate, const FileStore& store, std::string_view record, std::string_view file, std::int64_t offset, std::string_view bytes);
// How far an upload of the asker's own has come.
domain::Outcome<Arrived> how_far(Gate& gate, std::string_view record, std::string_view file);
// A whole small file at once, as a form without scripts sends it.
domain::Outcome<std::string> add_file(Database& database, Gate& gate, const FileStore& store, std::string_view record, NewFile file, std::string_view content);
domain::Outcome<bool> cancel_upload(Database& database, Gate& gate, const FileStore& store, std::string_view record, std::string_view file);

// What the record holds, oldest first: files held, refused and removed too, by their rows. Protected ones only with `reveal`.
domain::Outcome<std::vector<EvidenceFile>> list_evidence(Gate& gate, std::string_view record, bool reveal = false);

struct ServedFile {
    std::string name, content_type, bytes;
};
// The copy that is shown: without what a camera wrote beside the picture. Only of a file that was scanned and found clean.
domain::Outcome<ServedFile> open_copy(Database& database, Gate& gate, const FileStore& store, std::string_view record, std::string_view file);
// The original, byte for byte: an export, for a purpose and with the password again. Protected files are not exported.
domain::Outcome<ServedFile> open_original(Database& database, Gate& gate, const FileStore& store, std::string_view record, std::string_view file);

// Destroys the file and keeps its row: for coordinators, with a reason, and never what a document or bundle relies on.
domain::Outcome<bool> remove_evidence(Database& database, Gate& gate, const FileStore& store, std::string_view record, std::string_view file, std::string_view reason);
// Within the disposal of a whole record: every file of it is destroyed, whatever relies on it. The sweep takes the bytes away.
int erase_evidence(Transaction& tx, std::string_view record, std::string_view account, domain::Instant now);

}  // namespace casework::persistence
