// Documents of a record as they were made: kept as bytes, never overwritten, read through the gate like the record itself.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/documents/safe_contact.hpp"
#include "persistence/evidence/evidence.hpp"

namespace casework::persistence {

struct NewDocument {
    std::string kind;       // "notice", "court_bundle": versions are counted within a kind
    std::string title;
    std::string wording;    // the template and its version, where there is one
    std::string pdf;
    std::vector<std::string> evidence;  // files of the record that it holds copies of: they stay as long as it does
    domain::FieldClass field_class = domain::FieldClass::f0;
    std::function<void(Writing&)> also = {};  // what becomes true with it, in the same transaction
};
struct KeptDocument {
    std::string id, kind, title, wording, sha256, made_by_name;
    int version = 0;
    std::int64_t bytes = 0;
    domain::Instant made_at{};
    domain::FieldClass field_class{};
};
// Keeps it as the next version of its kind, with its digest in the ledger. Evidence must be of the record and clean.
domain::Outcome<KeptDocument> keep_document(Gate& gate, const FileStore& store, std::string_view record, const NewDocument& document, const Cleared& cleared);
// Oldest first; protected ones only with `reveal`.
domain::Outcome<std::vector<KeptDocument>> list_documents(Gate& gate, std::string_view record, bool reveal = false);
// The very bytes, once its words were checked again: what may not be told may have come later than the document.
domain::Outcome<ServedFile> open_document(Database& database, Gate& gate, const FileStore& store, std::string_view record, std::string_view id);

// What a bundle for a court is made of: an export, for a purpose and with the password again. In the order asked for; copies without
// metadata. Refused when one of them is not of the record, not clean, or protected.
struct Exhibit {
    EvidenceFile file;
    std::string copy;
};
domain::Outcome<std::vector<Exhibit>> read_exhibits(Gate& gate, const FileStore& store, std::string_view record, const std::vector<std::string>& files);

// Within the disposal of a whole record: the sweep takes the bytes away.
int erase_documents(Transaction& tx, std::string_view record);

}  // namespace casework::persistence
