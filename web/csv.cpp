// Writing comma-separated values, cell by cell.
#include "web/csv.hpp"

#include <utility>

#include "web/csv_reader.hpp"

namespace casework::web {

std::string csv_cell(std::string_view text) {
    std::string cell;
    if (starts_formula(text)) cell = "'";
    cell += text;
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

Csv::Csv(const std::vector<std::string>& head) { row(head); }

void Csv::row(const std::vector<std::string>& cells) {
    bool first = true;
    for (const auto& cell : cells) {
        if (!std::exchange(first, false)) text_ += ',';
        text_ += csv_cell(cell);
    }
    text_ += "\r\n";
}

Response csv_download(std::string_view file_name, std::string body) {
    return file_download(file_name, "text/csv; charset=utf-8", std::move(body));
}

}  // namespace casework::web
