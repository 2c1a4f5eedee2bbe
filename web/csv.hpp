// Comma-separated values (RFC 4180) that a spreadsheet cannot take for formulas.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/response.hpp"

namespace casework::web {

class Csv {
  public:
    explicit Csv(const std::vector<std::string>& head);
    void row(const std::vector<std::string>& cells);
    std::string take() && { return std::move(text_); }

  private:
    std::string text_;
};
// One cell: quoted where needed; a first character that starts a formula (= + - @ tab, line break, NUL, and the full-width forms) gets '.
std::string csv_cell(std::string_view text);
// A download: text/csv, attachment, its own strict policy.
Response csv_download(std::string_view file_name, std::string body);

}  // namespace casework::web
