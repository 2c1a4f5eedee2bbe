// The binds of the scope join those of each statement.
#include "persistence/scoped_counts.hpp"

namespace casework::persistence {

Counts ScopedCounts::operator()(const std::string& statement, const std::vector<Bind>& more) const {
    auto binds = sql_.binds;
    binds.push_back(with("panel", panel_));
    binds.insert(binds.end(), more.begin(), more.end());
    Counts counts;
    std::string code;
    int n = 0;
    reading_.tx.each(statement, binds, {&code, &n}, [&] { counts[code] = n; });
    return counts;
}

}  // namespace casework::persistence
