// Writing comma-separated values, cell by cell.
#include "web/csv.hpp"

#include <algorithm>
#include <array>

namespace casework::web {

std::string csv_cell(std::string_view text) {
    static constexpr std::array<std::string_view, 11> formula_starts{"=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    std::string cell;
    if (std::ranges::any_of(formula_starts, [&](std::string_view start) { return text.starts_with(start); })) cell = "'";
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
    Response response;
    response.set("Content-Type", "text/csv; charset=utf-8");
    response.set("Content-Disposition", content_disposition(file_name));
    response.set("Content-Security-Policy", "default-src 'none'; sandbox");
    response.body = std::move(body);
    return response;
}

}  // namespace casework::web
