// How the rows of the tables come into the ledger: taken up once, moved by migrations (private to persistence).
#pragma once

#include <string>
#include <vector>

#include "persistence/data_tables.hpp"
#include "persistence/row_sums.hpp"

namespace casework::persistence {

// The sums cut into as many as one entry may hold.
std::vector<RowSums> in_entries(const RowSums& sums);

// The rows of all tables that were never taken up; notes that entry `seq` of the stream does it, and says so of each table.
RowSums take_new_tables(Transaction& tx, const RowSealer& sealer, const std::string& stream, std::int64_t seq);

// What migrations have done to rows since the last start, which they left in the database; it is cleared there.
RowSums take_moved(Transaction& tx, const RowSealer& sealer);

// Around each migration, in its transaction: the difference it makes is kept for the next start. Whatever had been changed behind
// the ledger's back before stays a difference: a migration does not hide it.
class MovedRows {
  public:
    explicit MovedRows(const std::string& digest_key) : sealer_(digest_key) {}
    void before(Transaction& tx);
    void after(Transaction& tx, int migration);

  private:
    RowSums all(Transaction& tx) const;
    RowSealer sealer_;
    RowSums known_;
    bool counted_ = false;
};

// Whether the ledger vouches for rows of this database already, so that a migration needs the digest key.
bool has_taken_tables(Transaction& tx);

}  // namespace casework::persistence
