// A form as JSON on any bytes: what is accepted is flat, bounded and clean text; what is not is refused with a sentence.
#include <set>

#include "domain/text.hpp"
#include "tests/fuzz/fuzzing.hpp"
#include "web/json_form.hpp"

using namespace casework;
using fuzz::must;

int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    const auto read = web::read_json_form(fuzz::text_of(input, size));
    if (!read) {
        must(!read.error().empty(), "a refusal says why");
        return 0;
    }
    must(read->size() <= 2000, "the number of values is bounded");
    for (const auto& [name, value] : *read) {
        must(!name.empty() && name.size() <= 200, "a name has a bounded length");
        must(domain::is_utf8(name) && domain::is_utf8(value), "names and values are UTF-8");
        must(value.find('\0') == std::string::npos && name.find('\0') == std::string::npos, "nothing holds NUL");
    }
    return 0;
}
