// What may be uploaded as evidence: each type by the ending of its name, by its content and by what a browser calls it.
// Office files and other archives are not among them: what they unpack to cannot be bounded without unpacking them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace casework::domain::evidence {

enum class Family { photograph, document, recording, film, text };

struct FileType {
    std::string_view code;      // stored, never changed
    std::string_view words;     // "a JPEG photograph"
    Family family{};
    std::string_view endings;   // "jpg jpeg"
    std::string_view declared;  // "audio/wav audio/x-wav": what browsers and phones say; the first is what it is served as
    std::int64_t bytes_max = 0;
    bool (*is_content)(std::string_view content) = nullptr;
};

// The one table. Nothing outside it is taken in.
std::span<const FileType> file_types();
const FileType* find_type(std::string_view code);

// The type that ending and declaration agree on, or nothing. `declared` is in lower case and has no parameters.
const FileType* claimed_type(std::string_view file_name, std::string_view declared);
std::string_view served_as(const FileType& type);
// "JPG, JPEG, PNG, PDF ...": for the hint of a form and for a refusal.
std::string endings_in_words();
// For the attribute `accept` of a form: ".jpg,.jpeg,...".
std::string accepted_endings();

}  // namespace casework::domain::evidence
