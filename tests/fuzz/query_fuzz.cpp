// Percent-encoding and UTF-8 on any bytes: encoding is undone by decoding, and two readings of UTF-8 agree.
#include "tests/fuzz/fuzzing.hpp"
#include "web/percent_encoding.hpp"

using namespace casework;
using fuzz::must;

namespace {

// A second reading of UTF-8 that shares nothing with the first: decode by the bit pattern, then judge the number.
bool readable(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<std::uint8_t>(text[at]);
        const std::size_t length = first < 0x80 ? 1 : (first >> 5U) == 0x6 ? 2 : (first >> 4U) == 0xe ? 3 : (first >> 3U) == 0x1e ? 4 : 0;
        if (length == 0 || at + length > text.size()) return false;
        std::uint32_t code = length == 1 ? first : first & (0xffU >> (length + 1));
        for (std::size_t i = 1; i < length; ++i) {
            const auto next = static_cast<std::uint8_t>(text[at + i]);
            if ((next & 0xc0U) != 0x80U) return false;
            code = (code << 6U) | (next & 0x3fU);
        }
        constexpr std::uint32_t least[]{0, 0, 0x80, 0x800, 0x10000};
        if (code < least[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
        at += length;
    }
    return true;
}

std::string encoded(const web::Fields& fields) {
    std::string text;
    for (const auto& [name, value] : fields) text += (text.empty() ? "" : "&") + web::percent_encoded(name) + "=" + web::percent_encoded(value);
    return text;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    const std::string_view bytes = fuzz::text_of(input, size);
    must(web::valid_utf8(bytes) == readable(bytes), "two readings of UTF-8 agree");
    for (const auto plus : {web::Plus::literal, web::Plus::space}) {
        must(web::percent_decoded(web::percent_encoded(bytes), plus) == std::string(bytes), "what was encoded decodes to itself");
        const auto decoded = web::percent_decoded(bytes, plus);
        must(!decoded || decoded->size() <= bytes.size(), "decoding never grows");
    }
    const auto fields = web::urlencoded_fields(bytes);
    if (!fields) return 0;
    must(fields->size() <= bytes.size(), "there are no more fields than bytes");
    must(web::urlencoded_fields(encoded(*fields)) == fields, "fields written and read again are the same");
    return 0;
}
