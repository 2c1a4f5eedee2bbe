// Counting the nominal list: steps from the timeline, so that an entry that came back counts in every year it left.
#include "persistence/nominals/figures.hpp"

#include <algorithm>

#include "persistence/nominals/nominal_rows.hpp"

namespace casework::persistence {
namespace {

class Counting {
  public:
    Counting(Reading& reading, std::string_view panel) : reading_(reading), panel_(panel), counted_(reading, panel) {}

    NominalFigures read(int years) {
        NominalFigures figures{std::string(panel_), panel_name(reading_.tx, panel_), reading_.today, {}, {}, {}};
        figures.people = counted_("SELECT n.state, count(*) FROM nominal n JOIN record r ON r.id = n.id WHERE n.panel = :panel AND " + counted_.condition() + " GROUP BY n.state");
        figures.tools_in_force = counted_("SELECT t.kind, count(*) FROM nominal_tool t JOIN nominal n ON n.id = t.nominal_id JOIN record r ON r.id = n.id "
                                          "WHERE n.panel = :panel AND n.state IN ('active', 'monitored') AND (t.from_day IS NULL OR t.from_day <= :today) "
                                          "AND (t.until_day IS NULL OR t.until_day >= :today2) AND " + counted_.condition() + " GROUP BY t.kind",
                                          {with_day("today", reading_.today), with_day("today2", reading_.today)});
        const int now = static_cast<int>(reading_.today.year());
        for (int year = now; year > now - years; --year) figures.years.push_back(in_year(year));
        return figures;
    }

  private:
    Reading& reading_;
    std::string_view panel_;
    ScopedCounts counted_;

    YearFigures in_year(int year) {
        const domain::Date first{std::chrono::year{year} / 1 / 1}, after{std::chrono::year{year + 1} / 1 / 1};
        const std::vector<Bind> period{with_at("from", london_instant(first, 0, 0)), with_at("to", london_instant(after, 0, 0))};
        const std::string events = " FROM record_event e JOIN nominal n ON n.id = e.record_id JOIN record r ON r.id = n.id "
                                   "WHERE n.panel = :panel AND e.at >= :from AND e.at < :to AND " + counted_.condition();
        YearFigures figures{year, {}, {}, {}};
        figures.steps = counted_("SELECT e.kind, count(*)" + events + " AND e.kind IN ('propose', 'accept', 'decline', 'step_down', 'escalate', 'archive', 'reopen') GROUP BY e.kind", period);
        figures.archived = counted_("SELECT e.code, count(*)" + events + " AND e.kind = 'archive' GROUP BY e.code", period);
        figures.tools = counted_("SELECT t.kind, count(*) FROM nominal_tool t JOIN nominal n ON n.id = t.nominal_id JOIN record r ON r.id = n.id "
                                 "WHERE n.panel = :panel AND t.from_day >= :from AND t.from_day < :to AND " + counted_.condition() + " GROUP BY t.kind",
                                 {with_day("from", first), with_day("to", after)});
        return figures;
    }
};

}  // namespace

domain::Outcome<NominalFigures> read_figures(Gate& gate, std::string_view panel, int years) {
    return gate.open_panel(panel, {auth::Action::list, "figures", "panel"}, [&](Reading& reading) { return Counting(reading, panel).read(std::clamp(years, 1, 10)); });
}

}  // namespace casework::persistence
