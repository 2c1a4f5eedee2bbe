// The verifier of exports needs no database: what shares its files with it and would ask one is never called.
#include <cstdlib>

#include "persistence/database.hpp"

namespace casework::persistence {

std::size_t Transaction::each(std::string_view, std::vector<Bind>, std::vector<Into>, const std::function<void()>&) { std::abort(); }
bool Transaction::one(std::string_view, std::vector<Bind>, std::vector<Into>) { std::abort(); }
std::int64_t Transaction::run(std::string_view, std::vector<Bind>) { std::abort(); }
Bind with(std::string_view, std::string_view) { std::abort(); }
Bind with(std::string_view, const std::optional<std::string>&) { std::abort(); }
Bind with(std::string_view, std::int64_t) { std::abort(); }
Bind with(std::string_view, int) { std::abort(); }

}  // namespace casework::persistence
