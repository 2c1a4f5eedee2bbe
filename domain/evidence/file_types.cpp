// The table of accepted types.
#include "domain/evidence/file_types.hpp"

#include <algorithm>

#include "domain/evidence/content.hpp"
#include "domain/text.hpp"

namespace casework::domain::evidence {
namespace {

constexpr std::int64_t mib = 1024 * 1024;

constexpr FileType types[] = {
    // code    words                     family              endings     declared as                                              largest    content
    {"jpeg", "a JPEG photograph",      Family::photograph, "jpg jpeg", "image/jpeg",                                            25 * mib, is_jpeg},
    {"png",  "a PNG picture",          Family::photograph, "png",      "image/png",                                             25 * mib, is_png},
    {"pdf",  "a PDF",                  Family::document,   "pdf",      "application/pdf",                                       25 * mib, is_pdf},
    {"mp3",  "an MP3 recording",       Family::recording,  "mp3",      "audio/mpeg audio/mp3",                                  25 * mib, is_mp3},
    {"m4a",  "an M4A recording",       Family::recording,  "m4a",      "audio/mp4 audio/x-m4a audio/m4a",                       25 * mib, is_m4a},
    {"wav",  "a WAV recording",        Family::recording,  "wav",      "audio/wav audio/x-wav audio/wave audio/vnd.wave",       25 * mib, is_wav},
    {"mp4",  "an MP4 film",            Family::film,       "mp4",      "video/mp4",                                             25 * mib, is_mp4},
    {"mov",  "a QuickTime film",       Family::film,       "mov",      "video/quicktime",                                       25 * mib, is_mov},
    {"txt",  "plain text",             Family::text,       "txt",      "text/plain",                                            1 * mib,  is_plain_text},
};

bool among(std::string_view words, std::string_view word) {
    const auto list = words_of(words);
    return std::ranges::find(list, word) != list.end();
}

std::string ending_of(std::string_view file_name) {
    const auto point = file_name.rfind('.');
    return point == std::string_view::npos ? std::string() : ascii_lower(file_name.substr(point + 1));
}

}  // namespace

std::span<const FileType> file_types() { return types; }

const FileType* find_type(std::string_view code) {
    const auto found = std::ranges::find(types, code, &FileType::code);
    return found == std::end(types) ? nullptr : found;
}

const FileType* claimed_type(std::string_view file_name, std::string_view declared) {
    const auto ending = ending_of(file_name);
    const auto found = std::ranges::find_if(types, [&](const FileType& type) { return among(type.endings, ending) && among(type.declared, declared); });
    return found == std::end(types) ? nullptr : found;
}

std::string_view served_as(const FileType& type) { return words_of(type.declared).front(); }

std::string endings_in_words() {
    std::vector<std::string> names;
    for (const auto& type : types)
        for (const auto ending : words_of(type.endings)) {
            names.emplace_back(ending);
            for (char& c : names.back())
                if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        }
    auto words = listed(names);
    if (const auto last = words.rfind(" and "); last != std::string::npos) words.replace(last, 5, " or ");
    return words;
}

std::string accepted_endings() {
    std::string all;
    for (const auto& type : types)
        for (const auto ending : words_of(type.endings)) all += (all.empty() ? "." : ",.") + std::string(ending);
    return all;
}

}  // namespace casework::domain::evidence
