// Reading what is known of premises.
#include "persistence/premises.hpp"

#include <map>

#include "domain/text.hpp"
#include "persistence/community_protection/case_rows.hpp"
#include "persistence/reports/report_rows.hpp"
#include "persistence/tools/tool_rows.hpp"

namespace casework::persistence {
namespace {

constexpr std::size_t list_rows = 500;

// Each record names them in its own column.
std::string name_on(Transaction& tx, std::string_view record) {
    std::string name;
    tx.one("SELECT premises FROM protection_case WHERE id = :id UNION ALL SELECT about_name FROM report WHERE id = :id AND about_kind = 'premises' UNION ALL SELECT subject_name FROM tool WHERE id = :id AND subject_kind = 'premises'",
           {with("id", record)}, {&name});
    return name;
}

class PremisesReading {
  public:
    PremisesReading(Reading& reading, std::string_view record) : reading_(reading), record_(record), sql_(scope_sql(reading.scope, reading.now)) {}

    std::optional<PremisesRecord> read() {
        PremisesRecord p;
        p.record = record_, p.panel = reading_.record.panel, p.panel_name = panel_name(reading_.tx, reading_.record.panel);
        p.name = name_on(reading_.tx, record_);
        if (p.name.empty()) return std::nullopt;
        reading_.tx.one("SELECT kind, ward FROM place WHERE lower(name) = lower(:name) ORDER BY id LIMIT 1", {with("name", p.name)}, {&p.place_kind, &p.ward});
        const std::vector<Bind> named{with("name", p.name)};
        p.matters = case_lines(reading_.tx, sql_, "n.premises <> '' AND lower(n.premises) = lower(:name)", named, "n.opened_on DESC, n.id DESC", premises_rows, reading_.today);
        p.reports = report_lines(reading_.tx, sql_, "((p.about_kind = 'premises' AND lower(p.about_name) = lower(:name)) OR p.place IN (SELECT id FROM place WHERE lower(name) = lower(:name)))", named,
                                 "p.reported_on DESC, p.id DESC", premises_rows);
        p.tools = register_lines(reading_.tx, sql_, "t.subject_kind = 'premises' AND lower(t.subject_name) = lower(:name)", named, "t.id DESC", premises_rows, reading_.today);
        for (const auto& each : p.matters) show(each.id, each.person);
        for (const auto& each : p.reports) show(each.id, {});
        for (const auto& each : p.tools) show(each.id, each.person);
        return p;
    }

  private:
    Reading& reading_;
    std::string_view record_;
    ScopeSql sql_;

    void show(const std::string& id, const Subject& person) {
        if (id != record_) reading_.shown.push_back(id);
        if (!person.id.empty()) reading_.shown.push_back(person.id);
    }
};

// What one kind of record adds to the list.
struct Source {
    std::string_view name, table, condition;
    int PremisesLine::*count;
};
constexpr Source sources[] = {
    {"n.premises", "protection_case n", "n.premises <> ''", &PremisesLine::matters},
    {"n.about_name", "report n", "n.about_kind = 'premises' AND n.about_name <> ''", &PremisesLine::reports},
    {"n.subject_name", "tool n", "n.subject_kind = 'premises' AND n.subject_name <> ''", &PremisesLine::tools},
};

}  // namespace

domain::Outcome<PremisesRecord> open_premises(Gate& gate, std::string_view record) {
    return found(gate.open(record, {auth::Action::read, "read_premises", "record"}, [&](Reading& reading) { return PremisesReading(reading, record).read(); }));
}

domain::Outcome<PremisesList> list_premises(Gate& gate, std::string_view panel) {
    return gate.open_panel(panel, {auth::Action::list, "list_premises", "record"}, [&](Reading& reading) {
        PremisesList list{std::string(panel), panel_name(reading.tx, panel), {}, false};
        const auto sql = scope_sql(reading.scope, reading.now);
        auto binds = sql.binds;
        binds.push_back(with("panel", panel));
        std::map<std::string, PremisesLine> by_name;
        std::string key, name, newest;
        int count = 0;
        for (const auto& source : sources)
            reading.tx.each(fmt::format("SELECT lower({0}), MAX({0}), MAX(n.id), count(*) FROM {1} JOIN record r ON r.id = n.id WHERE n.panel = :panel AND {2} AND {3} GROUP BY lower({0})", source.name, source.table, source.condition,
                                        sql.condition),
                            binds, {&key, &name, &newest, &count}, [&] {
                                auto& line = by_name[key];
                                line.*source.count += count;
                                if (line.name.empty()) line.name = name;
                                if (line.record.empty()) line.record = newest;
                            });
        for (auto& [folded, line] : by_name) {
            if (list.lines.size() == list_rows) {
                list.more = true;
                break;
            }
            reading.shown.push_back(line.record);
            list.lines.push_back(std::move(line));
        }
        return list;
    });
}

}  // namespace casework::persistence
