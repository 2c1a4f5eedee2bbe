// Gathering a bundle from the rows of the case and of the warning that it rests on.
#include "persistence/community_protection/court_bundle.hpp"

#include <algorithm>

#include "persistence/community_protection/breach_rows.hpp"

namespace casework::persistence {
namespace {

// The warning only where the reader may export it too.
std::vector<std::string> records_of(Reading& reading, const CaseRow& row) {
    std::vector<std::string> records;
    const auto sql = scope_sql(reading.scope, reading.now);
    auto binds = sql.binds;
    binds.push_back(with("id", row.warning_id));
    std::string warning;
    if (!row.warning_id.empty() && reading.tx.one("SELECT r.id FROM record r WHERE r.id = :id AND " + sql.condition, binds, {&warning})) records.push_back(warning);
    records.push_back(row.head.id);
    return records;
}

void add_papers(Transaction& tx, const std::string& record, std::vector<BundlePaper>& papers) {
    BundlePaper paper;
    std::int64_t at = 0;
    paper.record = record;
    tx.each("SELECT name, words, digest, at FROM protection_paper WHERE case_id = :id ORDER BY n", {with("id", record)}, {&paper.name, &paper.words, &paper.digest, &at}, [&] {
        paper.made_on = london_date(instant_of(at));
        papers.push_back(paper);
    });
    tx.each("SELECT breach, name, words, digest, at FROM protection_breach_paper WHERE case_id = :id ORDER BY breach, n LIMIT 40", {with("id", record)}, {&paper.breach, &paper.name, &paper.words, &paper.digest, &at}, [&] {
        paper.made_on = london_date(instant_of(at));
        papers.push_back(paper);
    });
}

}  // namespace

domain::Outcome<BundleSource> gather_bundle(Gate& gate, std::string_view id) {
    auto opened = gate.open(id, {auth::Action::export_rows, "read_bundle", "case", domain::LoggedOperation::disclosure}, [&](Reading& reading) {
        std::optional<BundleSource> source;
        auto row = case_row(reading.tx, id, reading.today);
        if (!row) return source;
        read_rights(reading, gate.actor(), row->head);
        source.emplace();
        source->head = row->head;
        source->records = records_of(reading, *row);
        for (const auto& record : source->records) {
            add_papers(reading.tx, record, source->papers);
            for (auto& service : services_of(reading.tx, record)) source->services.emplace_back(record, std::move(service));
            if (record != id) reading.shown.push_back(record);
        }
        source->breaches = breach_lines(reading.tx, id);
        std::ranges::reverse(source->breaches);
        reading.recipients.push_back(gate.actor().account);
        return source;
    });
    return found(std::move(opened));
}

}  // namespace casework::persistence
