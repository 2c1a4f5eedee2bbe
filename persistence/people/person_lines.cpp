// Lines of lists: what a page shows of each of its people, read with one statement for each kind of fact.
#include <algorithm>
#include <array>

#include "persistence/people/person_rows.hpp"

namespace casework::persistence::person_rows {
namespace {

constexpr std::size_t at_once = 25;  // people in one statement: as many as a page shows

// Names of binds live as long as the statements that use them.
const std::string& bind_name(std::size_t at) {
    static const auto names = [] {
        std::array<std::string, at_once> made;
        for (std::size_t i = 0; i < at_once; ++i) made[i] = "person" + std::to_string(i);
        return made;
    }();
    return names.at(at);
}

std::string list_of_binds() {
    std::string list;
    for (std::size_t i = 0; i < at_once; ++i) list += (i == 0 ? "(:" : "), (:") + bind_name(i);
    return list + ")";
}

// Up to `at_once` people, from `first` on. The text of a statement is the same for any number of them: where there are fewer
// nobody is meant. As values and not as a list, for which SQLite would make a table each time.
struct Some {
    Listing& listing;
    const std::vector<std::string>& people;
    std::size_t first = 0;
    std::string person{};  // whose fact the row is

    // `columns`, `table` and `order` are literals of this file; only the condition comes from the gate.
    void each(const ScopeSql& scope, std::string_view columns, std::string_view table, std::string_view order, std::vector<Into> into, const std::function<void()>& row) {
        static const std::string list = list_of_binds();
        std::string sql = "SELECT f.person_id, ";
        sql.append(columns).append(" FROM (VALUES ").append(list).append(") p CROSS JOIN ").append(table);
        sql.append(" f CROSS JOIN record r WHERE f.person_id = p.column1 AND r.id = f.record_id AND ").append(scope.condition).append(" ORDER BY r.opened_at DESC, r.id DESC").append(order);
        auto binds = scope.binds;
        for (std::size_t i = 0; i < at_once; ++i) binds.push_back(with(bind_name(i), first + i < people.size() ? std::string_view(people[first + i]) : std::string_view()));
        into.insert(into.begin(), &person);
        listing.tx.each(sql, std::move(binds), std::move(into), row);
    }
};

using Lines = std::map<std::string, PersonLine>;

void read_names(Some& some, const ScopeSql& scope, Lines& lines) {
    std::string name;
    some.each(scope, "f.full_name", "person_name", ", f.ordinal", {&name}, [&] {
        auto& line = lines[some.person];
        line.id = some.person;
        if (line.name.empty()) line.name = name;
        else if (name != line.name && std::ranges::find(line.other_names, name) == line.other_names.end()) line.other_names.push_back(name);
    });
}

// A known date says more than an estimate, whichever is newer.
void read_births(Some& some, const ScopeSql& scope, Lines& lines) {
    std::optional<std::string> born, on;
    std::optional<std::int64_t> age;
    std::string basis;
    some.each(scope, "f.born, f.estimated_age, f.estimated_on, f.basis", "person_birth", "", {&born, &age, &on, &basis}, [&] {
        const auto line = lines.find(some.person);
        if (line == lines.end()) return;
        auto& known = line->second.birth;
        if (known && (known->born || !born)) return;
        known = StatedBirth{date(born), age ? std::optional(static_cast<int>(*age)) : std::nullopt, date(on), basis};
    });
}

std::string one_line(std::string text) {
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at)) text.replace(at, 1, ", ");
    return text;
}

void read_addresses(Some& some, const ScopeSql& scope, Lines& lines) {
    std::string kind, address;
    std::optional<std::string> to;
    some.each(scope, "f.kind, f.address, f.to_day", "person_address", ", f.ordinal", {&kind, &address, &to}, [&] {
        const auto line = lines.find(some.person);
        const auto until = date(to);
        if (line == lines.end() || !line->second.address.empty() || (until && *until < some.listing.today)) return;
        line->second.address = kind == "no_fixed" ? "No fixed address" : one_line(address);
    });
}

// The link itself is a fact of class F0, so a one-line stub does not lead to the person.
void read_records(Some& some, const ScopeSql& scope, Lines& lines) {
    std::string record;
    some.each(scope, "f.record_id", "record_person", "", {&record}, [&] {
        if (const auto line = lines.find(some.person); line != lines.end()) line->second.records.push_back(record);
    });
}

}  // namespace

std::map<std::string, PersonLine> lines(Listing& listing, const std::vector<std::string>& people) {
    const auto facts = scope_sql(listing.scope, listing.now, "f.field_class"), links = scope_sql(listing.scope, listing.now, "0");
    Lines all;
    for (Some some{listing, people}; some.first < people.size(); some.first += at_once) {
        read_names(some, facts, all);
        read_births(some, facts, all);
        read_addresses(some, facts, all);
        read_records(some, links, all);
    }
    return all;
}

}  // namespace casework::persistence::person_rows
