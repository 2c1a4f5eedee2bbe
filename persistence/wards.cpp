// Storing and reading wards.
#include "persistence/wards.hpp"

#include <set>

#include "domain/text.hpp"
#include "persistence/row_mapping.hpp"

namespace casework::persistence {
namespace {

constexpr std::size_t name_bytes_max = 100, wards_max = 1000;

domain::Refusals wrong_wards(Transaction& tx, const WardVersion& version, std::string_view from, const std::vector<Ward>& wards) {
    using domain::RefusalKind;
    if (wards.empty() || wards.size() > wards_max) return {{RefusalKind::invalid, "file", "The file must hold between 1 and 1,000 wards", {}}};
    if (version.name.empty() || version.name.size() > name_bytes_max) return {{RefusalKind::invalid, "version", "Name the boundaries in at most 100 characters, for example the year of the election", {}}};
    std::set<std::string> names, codes;
    for (const auto& ward : wards)
        if (ward.name.empty() || ward.code.empty() || ward.name.size() > name_bytes_max || !names.insert(ward.name).second || !codes.insert(ward.code).second)
            return {{RefusalKind::invalid, "file", "Each ward needs a code and a name of at most 100 characters, and none may stand there twice", {}}};
    int others = 0;
    tx.one("SELECT count(*) FROM ward WHERE version <> :version AND from_day = :from", {with("version", version.name), with("from", from)}, {&others});
    if (others > 0) return {{RefusalKind::conflict, "from", "Other boundaries hold from that day already", {}}};
    return {};
}

}  // namespace

domain::Outcome<int> load_wards(Transaction& tx, const Administration& by, const WardVersion& version, const std::vector<Ward>& wards) {
    const std::string from = version.from ? domain::iso_date(*version.from) : std::string();
    if (auto refusals = wrong_wards(tx, version, from, wards); !refusals.empty()) return std::unexpected(std::move(refusals));
    tx.run("DELETE FROM ward WHERE version = :version", {with("version", version.name)});
    for (const auto& ward : wards)
        tx.run("INSERT INTO ward (version, from_day, code, name) VALUES (:version, :from, :code, :name)",
               {with("version", version.name), with("from", from), with("code", domain::tidy_line(ward.code)), with("name", domain::tidy_line(ward.name))});
    auto entry = by.who;
    entry.action = "load_wards";
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = "reference";
    entry.fields = {"from " + (from.empty() ? std::string("the beginning") : from)};
    by.ledger.append(tx, std::move(entry));
    return static_cast<int>(wards.size());
}

std::vector<WardOfDay> wards_on(Transaction& tx, domain::Date day) {
    std::vector<WardOfDay> wards;
    WardOfDay ward;
    tx.each("SELECT w.version, w.name FROM ward w WHERE w.from_day = (SELECT max(v.from_day) FROM ward v WHERE v.from_day <= :day) ORDER BY w.name", {with_day("day", day)}, {&ward.version, &ward.name},
            [&] { wards.push_back(ward); });
    return wards;
}

}  // namespace casework::persistence
