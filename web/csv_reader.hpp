// Reading comma-separated values (RFC 4180) strictly: UTF-8, one table, bounded; what cannot be read is refused with its line.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace casework::web {

struct CsvLimits {
    std::size_t rows = 1000;  // below the head
    std::size_t columns = 400;
    std::size_t cell_bytes = 16000;
};

struct CsvRow {
    int line = 0;  // of the file, where the row begins, counted from 1
    std::vector<std::string> cells;
    bool operator==(const CsvRow&) const = default;
};

// Whether a spreadsheet takes a cell for a formula: = + - @ tab, line break, NUL, and the full-width forms.
bool starts_formula(std::string_view cell);

struct CsvFault {
    int line = 0;
    std::string words;  // "has a quote that is not closed"; holds nothing of the file
};

// The head and the rows below it, all as wide as the head; empty lines are left out. A byte order mark may stand first, lines end
// with CRLF or LF. A first ' before a character that starts a formula, as csv_cell() writes it, goes.
std::expected<std::vector<CsvRow>, CsvFault> read_csv(std::string_view text, const CsvLimits& limits = {});

}  // namespace casework::web
