// Counting tools and powers: the rows as the domain counts them.
#include "persistence/tools/tool_figures.hpp"

#include <algorithm>
#include <set>

#include "persistence/tools/tool_rows.hpp"

namespace casework::persistence {
namespace {

constexpr int ending_days = 90, ending_rows = 50;

class Counting {
  public:
    Counting(Reading& reading, std::string_view panel) : reading_(reading), panel_(panel), sql_(scope_sql(reading.scope, reading.now)) {}

    ToolFigures read(int years) {
        const auto tools = counted();
        const auto penalties = counted_penalties();
        ToolFigures figures{std::string(panel_), panel_name(reading_.tx, panel_), reading_.today, powers::live_orders(tools, reading_.today), {}, ending()};
        const int now = static_cast<int>(reading_.today.year());
        for (int year = now; year > now - years; --year) {
            const domain::Date first{std::chrono::year{year} / 1 / 1}, last{std::chrono::year{year} / 12 / 31};
            ToolYear each{year, powers::made(tools, first, last), {}, powers::penalties(penalties, first, last)};
            for (const auto& kind : kinds_of(tools))
                if (const auto figure = powers::breaches(tools, kind, first, last); figure.orders > 0) each.breaches[kind] = figure;
            figures.years.push_back(std::move(each));
        }
        return figures;
    }

  private:
    Reading& reading_;
    std::string_view panel_;
    ScopeSql sql_;

    std::vector<Bind> binds() const {
        auto all = sql_.binds;
        all.push_back(with("panel", panel_));
        return all;
    }

    static std::set<std::string> kinds_of(const std::vector<powers::CountedTool>& tools) {
        std::set<std::string> kinds;
        for (const auto& each : tools) kinds.insert(each.tool.kind);
        return kinds;
    }

    std::vector<powers::CountedTool> counted() {
        std::vector<powers::CountedTool> tools;
        std::map<std::string, std::size_t> by_id;
        powers::CountedTool each;
        auto& t = each.tool;
        std::string subject_kind;
        std::optional<std::string> made, from, until, ended, born;
        reading_.tx.each("SELECT t.id, t.kind, t.subject_kind, t.made_on, t.from_day, t.until_day, t.ended_on, COALESCE(pl.ward, ''), pb.born FROM tool t JOIN record r ON r.id = t.id LEFT JOIN place pl ON pl.id = t.subject "
                         "LEFT JOIN person_birth pb ON pb.person_id = t.subject AND pb.record_id = t.id WHERE t.panel = :panel AND t.made_on IS NOT NULL AND " + sql_.condition + " ORDER BY t.id",
                         binds(), {&t.id, &t.kind, &subject_kind, &made, &from, &until, &ended, &each.ward, &born}, [&] {
                             t.subject_kind = powers::parse_subject_kind(subject_kind).value_or(powers::SubjectKind::person);
                             t.made_on = day_of(made), t.from = day_of(from), t.until = day_of(until), t.ended_on = day_of(ended), each.born = day_of(born);
                             by_id[t.id] = tools.size();
                             tools.push_back(each);
                         });
        std::string id, on;
        powers::Breach breach;
        reading_.tx.each("SELECT b.tool_id, b.term, b.on_day FROM tool_breach b JOIN tool t ON t.id = b.tool_id JOIN record r ON r.id = t.id WHERE t.panel = :panel AND " + sql_.condition, binds(), {&id, &breach.term, &on}, [&] {
            breach.on = day_of(on);
            if (const auto found = by_id.find(id); found != by_id.end()) tools[found->second].tool.breaches.push_back(breach);
        });
        return tools;
    }

    std::vector<powers::CountedPenalty> counted_penalties() {
        std::vector<powers::CountedPenalty> all;
        std::string notice, state;
        std::optional<std::string> ended;
        reading_.tx.each("SELECT p.notice_on, p.penalty_state, p.penalty_ended_on FROM pspo_breach p JOIN tool t ON t.id = p.tool_id JOIN record r ON r.id = t.id WHERE t.panel = :panel AND p.penalty_state <> '' AND " + sql_.condition,
                         binds(), {&notice, &state, &ended}, [&] { all.push_back({day_of(notice), state == "paid" ? day_of(ended) : std::nullopt, state == "cancelled"}); });
        return all;
    }

    std::vector<RegisterLine> ending() {
        const auto last = domain::add_days(reading_.today, ending_days);
        auto lines = register_lines(reading_.tx, sql_, "t.panel = :panel AND " + std::string(live_tools) + " AND t.until_day IS NOT NULL AND t.until_day <= :last",
                                    {with("panel", panel_), with_day("day", reading_.today), with_day("last", last)}, "t.until_day, t.id", ending_rows, reading_.today);
        for (const auto& line : lines) {
            reading_.shown.push_back(line.id);
            if (!line.person.id.empty()) reading_.shown.push_back(line.person.id);
        }
        return lines;
    }
};

}  // namespace

domain::Outcome<ToolFigures> read_tool_figures(Gate& gate, std::string_view panel, int years) {
    return gate.open_panel(panel, {auth::Action::list, "figures", "panel"}, [&](Reading& reading) { return Counting(reading, panel).read(std::clamp(years, 1, 10)); });
}

}  // namespace casework::persistence
