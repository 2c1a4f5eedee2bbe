// How many rows of one kind a record or a person may have: orders, conditions, names, addresses.
#pragma once

namespace casework::domain {

constexpr int rows_max = 30;  // where forms, tables of people and records all stop

}  // namespace casework::domain
