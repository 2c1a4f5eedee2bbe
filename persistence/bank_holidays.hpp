// The bank holidays of England and Wales, without which working days are counted: loaded by the operator's command.
#pragma once

#include <string>
#include <vector>

#include "persistence/accounts.hpp"

namespace casework::persistence {

struct BankHoliday {
    domain::Date day{};
    std::string name;
};
// What a file says takes the place of the years it covers; answers how many days stand now.
domain::Outcome<int> load_bank_holidays(Transaction& tx, const Administration& by, const std::vector<BankHoliday>& days);
domain::BankHolidays bank_holidays(Transaction& tx);

}  // namespace casework::persistence
