// What the ledger says of rows without saying what they hold: sums of keyed digests, masked for each entry (private to persistence).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casework::persistence {

// The sum of the digests of some rows, 128 bits, whatever their order; and how many they are. Changes of many servers add up.
struct RowSum {
    std::uint64_t high = 0, low = 0;
    std::int64_t rows = 0;

    RowSum& operator+=(const RowSum& other);
    RowSum operator-() const;
    bool operator==(const RowSum&) const = default;
};

// By table and record. Where a table has too many records for an entry the record is a part of them: "#" and three hex digits.
inline constexpr std::string_view taken_up = "*";  // in place of a record: the table as a whole was taken up
using RowSums = std::map<std::pair<std::string, std::string>, RowSum>;

class RowSealer {
  public:
    explicit RowSealer(std::string key) : key_(std::move(key)) {}

    // HMAC-SHA256 of table and content, cut to 128 bits. `row_digest`: of every value of the row, 64 hex digits.
    RowSum of(std::string_view table, std::string_view row_digest) const;

    // The words of an entry for these sums. Each is masked by a value that only the key gives and that no other entry shares: who
    // reads the ledger learns nothing of the rows, not even that two sums are equal, and cannot choose rows that add up to one.
    std::vector<std::string> words(const RowSums& sums, std::string_view stream, std::int64_t seq) const;
    // Adds what the words say; false when they are not words of this kind.
    bool read(const std::vector<std::string>& words, std::string_view stream, std::int64_t seq, RowSums& into) const;

  private:
    RowSum mask(const std::pair<std::string, std::string>& of, std::string_view stream, std::int64_t seq) const;
    std::string key_;
};

std::string part_of(std::string_view record);  // "#" and three hex digits
// Sums by parts instead of records for each table that has very many records; sums that changed nothing are left out.
RowSums gathered(const RowSums& sums);

}  // namespace casework::persistence
