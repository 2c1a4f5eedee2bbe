// Counts of a panel's records that a reading's scope reaches, by code: what every page of figures is made of.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/gate.hpp"

namespace casework::persistence {

using Counts = std::map<std::string, int, std::less<>>;

class ScopedCounts {
  public:
    ScopedCounts(Reading& reading, std::string_view panel) : reading_(reading), panel_(panel), sql_(scope_sql(reading.scope, reading.now)) {}

    // For the WHERE of a statement whose record is `r`.
    const std::string& condition() const { return sql_.condition; }
    // `statement` answers code and count of rows, keeps to condition() and binds :panel; `more` are the binds of its own.
    Counts operator()(const std::string& statement, const std::vector<Bind>& more = {}) const;

  private:
    Reading& reading_;
    std::string_view panel_;
    ScopeSql sql_;
};

}  // namespace casework::persistence
