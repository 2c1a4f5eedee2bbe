// An additive multiset hash under a key: rows that were changed, added, removed or exchanged give another sum, but for a chance of 2^-128.
#include "persistence/row_sums.hpp"

#include <fmt/format.h>

#include <charconv>

#include "auth/crypto.hpp"

namespace casework::persistence {
namespace {

// Most significant octet first, on every machine.
std::uint64_t number_at(std::string_view bytes, std::size_t at) {
    std::uint64_t value = 0;
    for (const char c : bytes.substr(at, 8)) value = (value << 8) | static_cast<unsigned char>(c);
    return value;
}

RowSum of_bytes(std::string_view bytes, std::int64_t rows) { return {number_at(bytes, 0), number_at(bytes, 8), rows}; }

template <class Number>
bool parse(std::string_view text, Number& value, int base) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

// The two halves are added each for itself: carries would bring nothing.
RowSum& RowSum::operator+=(const RowSum& other) {
    high += other.high;
    low += other.low;
    rows += other.rows;
    return *this;
}

RowSum RowSum::operator-() const { return {~high + 1, ~low + 1, -rows}; }

RowSum RowSealer::of(std::string_view table, std::string_view row_digest) const { return of_bytes(auth::hmac_sha256(key_, fmt::format("row\n{}\n{}", table, row_digest)), 1); }

RowSum RowSealer::mask(const std::pair<std::string, std::string>& of, std::string_view stream, std::int64_t seq) const {
    return of_bytes(auth::hmac_sha256(key_, fmt::format("mask\n{}\n{}\n{}\n{}", stream, seq, of.first, of.second)), 0);
}

std::vector<std::string> RowSealer::words(const RowSums& sums, std::string_view stream, std::int64_t seq) const {
    std::vector<std::string> list;
    for (const auto& [of, sum] : sums) {
        RowSum masked = sum;
        masked += mask(of, stream, seq);
        list.push_back(fmt::format("{} {:016x}{:016x} {:+} {}", of.first, masked.high, masked.low, masked.rows, of.second));
    }
    return list;
}

bool RowSealer::read(const std::vector<std::string>& words, std::string_view stream, std::int64_t seq, RowSums& into) const {
    for (const std::string_view word : words) {
        const auto first = word.find(' '), second = first == word.npos ? word.npos : word.find(' ', first + 1), third = second == word.npos ? word.npos : word.find(' ', second + 1);
        if (third == word.npos || second != first + 33 || third < second + 3) return false;
        RowSum sum;
        const std::string_view rows = word.substr(second + 1, third - second - 1);
        if (!parse(word.substr(first + 1, 16), sum.high, 16) || !parse(word.substr(first + 17, 16), sum.low, 16) || !parse(rows.substr(rows[0] == '+' ? 1 : 0), sum.rows, 10)) return false;
        const std::pair<std::string, std::string> of{word.substr(0, first), word.substr(third + 1)};
        sum += -mask(of, stream, seq);
        into[of] += sum;
    }
    return true;
}

std::string part_of(std::string_view record) { return "#" + auth::to_hex(auth::sha256(record)).substr(0, 3); }

RowSums gathered(const RowSums& sums) {
    constexpr std::size_t records_max = 1000;
    std::map<std::string_view, std::size_t> records;
    for (const auto& [of, sum] : sums) records[of.first] += of.second.starts_with('#') ? 0 : 1;
    RowSums result;
    for (const auto& [of, sum] : sums) {
        const bool whole = records[of.first] <= records_max || of.second.starts_with('#');
        result[{of.first, whole ? of.second : part_of(of.second)}] += sum;
    }
    std::erase_if(result, [](const auto& each) { return each.second == RowSum{}; });
    return result;
}

}  // namespace casework::persistence
