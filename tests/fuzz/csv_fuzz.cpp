// A table of comma-separated values on any bytes: what is read is rectangular, bounded and clean, and reads the same when written again.
#include "domain/text.hpp"
#include "tests/fuzz/fuzzing.hpp"
#include "web/csv_reader.hpp"

using namespace casework;
using fuzz::must;

namespace {

std::string quoted(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& cell : cells) {
        line += line.empty() ? "\"" : ",\"";
        for (const char c : cell) line += c == '"' ? std::string("\"\"") : std::string(1, c);
        line += '"';
    }
    return line + "\r\n";
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    const web::CsvLimits limits{.rows = 20, .columns = 10, .cell_bytes = 200};
    const auto read = web::read_csv(fuzz::text_of(input, size), limits);
    if (!read) {
        must(!read.error().words.empty() && read.error().line >= 1, "a refusal names its line and rule");
        return 0;
    }
    must(!read->empty() && read->size() <= limits.rows + 1, "the number of rows is bounded");
    std::string again;
    for (const auto& row : *read) {
        must(row.cells.size() == read->front().cells.size() && row.cells.size() <= limits.columns, "every row is as wide as the first");
        for (const auto& cell : row.cells) must(cell.size() <= limits.cell_bytes && domain::is_utf8(cell), "a cell is bounded text");
        again += quoted(row.cells);
    }
    const auto same = web::read_csv(again, {.rows = 20, .columns = 10, .cell_bytes = 200});
    must(same && same->size() == read->size(), "a table written and read again has the same rows");
    for (std::size_t i = 0; i < same->size(); ++i) must((*same)[i].cells == (*read)[i].cells, "a table written and read again is the same");
    return 0;
}
