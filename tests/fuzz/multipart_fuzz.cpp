// A form with a file on any bytes: what is accepted is bounded and clean, what is not is refused with a sentence.
#include <string>

#include "domain/text.hpp"
#include "tests/fuzz/fuzzing.hpp"
#include "web/multipart.hpp"

using namespace casework;
using fuzz::must;

// The first line is the header Content-Type, the rest the body.
int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    const auto text = fuzz::text_of(input, size);
    const auto line = std::min(text.find('\n'), text.size());
    const auto body = text.substr(std::min(line + 1, text.size()));
    const auto read = web::read_multipart(text.substr(0, line), body);
    if (!read) {
        must(!read.error().empty(), "a refusal says why");
        return 0;
    }
    must(read->fields.size() + read->files.size() <= 60, "the number of parts is bounded");
    for (const auto& [name, value] : read->fields) must(!name.empty() && name.size() <= 200 && domain::is_utf8(name) && value.size() <= 64 * 1024, "a field has a clean name and a bounded text");
    for (const auto& file : read->files) {
        must(!file.field.empty() && domain::is_utf8(file.name) && file.name.size() <= 255, "a file has a clean name");
        must(file.name.find_first_of("/\\\r\n") == std::string::npos, "a file's name leads nowhere");
        must(body.find(file.bytes) != std::string_view::npos, "a file's bytes are those of the body");
    }
    return 0;
}
