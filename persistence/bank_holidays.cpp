// Storing and reading bank holidays.
#include "persistence/bank_holidays.hpp"

#include <fmt/format.h>

#include "domain/text.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {

domain::Outcome<int> load_bank_holidays(Transaction& tx, const Administration& by, const std::vector<BankHoliday>& days) {
    using domain::RefusalKind;
    if (days.empty()) return domain::refuse(RefusalKind::invalid, "file", "The file holds no bank holiday");
    std::vector<std::string> years;
    for (const auto& holiday : days) {
        if (!holiday.day.ok()) return domain::refuse(RefusalKind::invalid, "file", "A day of the file is not a real date");
        if (const auto year = fmt::format("{:04}", static_cast<int>(holiday.day.year())); years.empty() || years.back() != year) years.push_back(year);
    }
    for (const auto& year : years) tx.run("DELETE FROM bank_holiday WHERE substr(day, 1, 4) = :year", {with("year", year)});
    for (const auto& holiday : days)
        tx.run("INSERT INTO bank_holiday (day, name) VALUES (:day, :name) ON CONFLICT (day) DO UPDATE SET name = excluded.name", {with_day("day", holiday.day), with("name", domain::tidy_line(holiday.name))});
    auto entry = by.who;
    entry.action = "load_bank_holidays";
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = "reference";
    entry.fields = years;
    by.ledger.append(tx, std::move(entry));
    int stand = 0;
    tx.one("SELECT count(*) FROM bank_holiday", {}, {&stand});
    return stand;
}

domain::BankHolidays bank_holidays(Transaction& tx) {
    domain::BankHolidays holidays;
    std::string day;
    tx.each("SELECT day FROM bank_holiday ORDER BY day", {}, {&day}, [&] { holidays.push_back(day_of(day)); });
    return holidays;
}

}  // namespace casework::persistence
