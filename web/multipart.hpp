// A form with a file (multipart/form-data, RFC 7578): read once, strictly and within bounds; nothing a client names becomes a path.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "web/percent_encoding.hpp"

namespace casework::web {

// A file as it was sent. The name is only ever shown: without folders, at most 255 bytes of clean UTF-8.
struct UploadedFile {
    std::string field;
    std::string name;
    std::string content_type;  // as declared, in lower case, without parameters
    std::string bytes;
    bool operator==(const UploadedFile&) const = default;
};

struct Multipart {
    Fields fields;
    std::vector<UploadedFile> files;  // an empty box (no name, no bytes) is none
};

// The rule that a body broke, as a sentence that holds nothing of what was sent.
using MultipartFault = std::string;

bool is_multipart(std::string_view content_type);

// One boundary of 1 to 70 characters, nothing before the first and after the last part, at most 60 parts, head lines of at most
// 1,000 bytes, names of at most 200, text of at most 64 KiB, each part's head with Content-Disposition once and Content-Type at most once.
std::expected<Multipart, MultipartFault> read_multipart(std::string_view content_type, std::string_view body);

}  // namespace casework::web
