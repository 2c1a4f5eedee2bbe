// Taking comma-separated values apart, character by character.
#include "web/csv_reader.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "domain/text.hpp"

namespace casework::web {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Stop {
    CsvFault fault;
};

int line_of(std::string_view text, std::size_t at) { return 1 + static_cast<int>(std::ranges::count(text.substr(0, at), '\n')); }

// The first line that is not UTF-8 or holds a control character.
std::optional<int> unclean_line(std::string_view text) {
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find('\n', from), text.size());
        const auto line = text.substr(from, end - from);
        if (!domain::is_utf8(line) || domain::has_control_characters(line)) return line_of(text, from);
        from = end + 1;
    }
    return std::nullopt;
}

void remove_guard(std::string& cell) {
    if (cell.starts_with('\'') && starts_formula(std::string_view(cell).substr(1))) cell.erase(0, 1);
}

class Reader {
  public:
    Reader(std::string_view text, const CsvLimits& limits) : text_(text), limits_(limits) {}

    std::vector<CsvRow> rows() {
        while (at_ < text_.size()) {
            CsvRow row{line_, cells()};
            if (row.cells.size() == 1 && row.cells.front().empty()) continue;
            if (!rows_.empty() && row.cells.size() != rows_.front().cells.size())
                stop(row.line, fmt::format("has {} cells, but the first line has {}", row.cells.size(), rows_.front().cells.size()));
            if (rows_.size() > limits_.rows) stop(row.line, fmt::format("is one too many: a file may hold {} rows", limits_.rows));
            rows_.push_back(std::move(row));
        }
        return std::move(rows_);
    }

  private:
    [[noreturn]] static void stop(int line, std::string words) { throw Stop{{line, std::move(words)}}; }

    std::vector<std::string> cells() {
        std::vector<std::string> found;
        const int line = line_;
        do {
            if (found.size() == limits_.columns) stop(line, fmt::format("has more than {} cells", limits_.columns));
            found.push_back(cell());
            if (found.back().size() > limits_.cell_bytes) stop(line, fmt::format("has a cell of more than {} bytes", limits_.cell_bytes));
            remove_guard(found.back());
        } while (comma());
        line_end();
        return found;
    }

    std::string cell() {
        if (at_ < text_.size() && text_[at_] == '"') return quoted();
        const auto end = std::min(text_.find_first_of(",\"\r\n", at_), text_.size());
        if (end < text_.size() && text_[end] == '"') stop(line_, "has a quote inside a cell that does not begin with one");
        auto text = std::string(text_.substr(at_, end - at_));
        at_ = end;
        return text;
    }

    std::string quoted() {
        const int opened = line_;
        std::string text;
        for (++at_; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '"' && (++at_ == text_.size() || text_[at_] != '"')) return text;
            if (c == '\n') ++line_;
            text += c;
        }
        stop(opened, "has a quote that is not closed");
    }

    bool comma() {
        if (at_ >= text_.size() || text_[at_] != ',') return false;
        ++at_;
        return true;
    }

    void line_end() {
        if (at_ == text_.size()) return;
        if (text_[at_] == '\r') ++at_;
        if (at_ == text_.size() || text_[at_] != '\n') stop(line_, "has something between a closing quote and the next comma, or a line break of an unknown kind");
        ++at_, ++line_;
    }

    std::string_view text_;
    const CsvLimits& limits_;
    std::size_t at_ = 0;
    int line_ = 1;
    std::vector<CsvRow> rows_;
};

}  // namespace

bool starts_formula(std::string_view cell) {
    static constexpr std::array<std::string_view, 12> starts{"=", "+", "-", "@", "\t", "\r", "\n", std::string_view("\0", 1), "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    return std::ranges::any_of(starts, [&](std::string_view start) { return cell.starts_with(start); });
}

std::expected<std::vector<CsvRow>, CsvFault> read_csv(std::string_view text, const CsvLimits& limits) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (const auto line = unclean_line(text)) return std::unexpected(CsvFault{*line, "is not plain UTF-8 text. Save the file as CSV UTF-8"});
    try {
        auto rows = Reader(text, limits).rows();
        if (rows.empty()) return std::unexpected(CsvFault{1, "is empty: the first line must name the columns"});
        return rows;
    } catch (Stop& stop) {
        return std::unexpected(std::move(stop.fault));
    }
}

}  // namespace casework::web
