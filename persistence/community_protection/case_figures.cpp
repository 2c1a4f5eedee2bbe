// Counting warnings and notices.
#include "persistence/community_protection/case_figures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/community_protection/codes.hpp"
#include "persistence/community_protection/case_rows.hpp"

namespace casework::persistence {
namespace {

class Counting {
  public:
    Counting(Reading& reading, std::string_view panel) : reading_(reading), panel_(panel), counted_(reading, panel) {}

    CaseFigures read(int years) {
        CaseFigures figures{std::string(panel_), panel_name(reading_.tx, panel_), reading_.today, {}, {}};
        figures.open = counted_("SELECT c.kind || ' ' || c.state, count(*) FROM protection_case c JOIN record r ON r.id = c.id WHERE c.panel = :panel AND c.ended_on IS NULL AND " + counted_.condition() + " GROUP BY c.kind, c.state");
        const int now = static_cast<int>(reading_.today.year());
        for (int year = now; year > now - years; --year) figures.years.push_back(in_year(year));
        return figures;
    }

  private:
    Reading& reading_;
    std::string_view panel_;
    ScopedCounts counted_;

    Counts given(std::string_view kind, std::string_view column, const std::vector<Bind>& period) {
        auto binds = period;
        binds.push_back(with("kind", kind));
        const std::string by(column);
        return counted_("SELECT " + by + ", count(*) FROM protection_case c JOIN record r ON r.id = c.id JOIN agency g ON g.id = r.owner_agency WHERE c.panel = :panel AND c.kind = :kind AND c.given_on >= :from AND "
                        "c.given_on < :to AND " + counted_.condition() + " GROUP BY " + by, binds);
    }

    void add_history(CaseYear& year) {
        std::string kind, category;
        int count = 0;
        reading_.tx.each("SELECT kind, category, count FROM protection_history WHERE panel = :panel AND year = :year", {with("panel", panel_), with("year", year.year)}, {&kind, &category, &count}, [&] {
            (kind == "warning" ? year.warnings : year.notices)[category] += count;
            year.history += count;
        });
    }

    CaseYear in_year(int number) {
        const domain::Date first{std::chrono::year{number} / 1 / 1}, after{std::chrono::year{number + 1} / 1 / 1};
        const std::vector<Bind> period{with_day("from", first), with_day("to", after)};
        CaseYear year;
        year.year = number;
        year.warnings = given("warning", "c.category", period);
        year.notices = given("notice", "c.category", period);
        year.warnings_by_agency = given("warning", "g.name", period);
        year.notices_by_agency = given("notice", "g.name", period);
        const auto outcomes = counted_("SELECT CASE WHEN c.state = 'complied' THEN 'followed' ELSE 'not_followed' END, count(*) FROM protection_case c JOIN record r ON r.id = c.id WHERE c.panel = :panel AND c.kind = 'warning' AND "
                                       "c.given_on >= :from AND c.given_on < :to AND c.state IN ('complied', 'escalation_review', 'escalated', 'closed_other') AND " + counted_.condition() +
                                          " GROUP BY CASE WHEN c.state = 'complied' THEN 'followed' ELSE 'not_followed' END", period);
        const auto count = [](const Counts& counts, std::string_view name) { const auto found = counts.find(name); return found == counts.end() ? 0 : found->second; };
        year.followed = count(outcomes, "followed");
        year.not_followed = count(outcomes, "not_followed");
        const std::string appeals = " FROM protection_appeal a JOIN protection_case c ON c.id = a.case_id JOIN record r ON r.id = c.id WHERE c.panel = :panel AND ";
        year.appeals = count(counted_("SELECT 'lodged', count(*)" + appeals + "a.lodged >= :from AND a.lodged < :to AND " + counted_.condition(), period), "lodged");
        year.appeal_outcomes = counted_("SELECT a.outcome, count(*)" + appeals + "a.decided_on >= :from AND a.decided_on < :to AND " + counted_.condition() + " GROUP BY a.outcome", period);
        add_history(year);
        return year;
    }
};

}  // namespace

domain::Outcome<CaseFigures> read_case_figures(Gate& gate, std::string_view panel, int years) {
    return gate.open_panel(panel, {auth::Action::list, "figures", "panel"}, [&](Reading& reading) { return Counting(reading, panel).read(std::clamp(years, 1, 10)); });
}

domain::Outcome<int> load_published_counts(Transaction& tx, const Administration& by, std::string_view panel, std::string_view kind, const std::vector<PublishedCount>& counts) {
    using domain::RefusalKind;
    std::string found;
    if (!tx.one("SELECT id FROM panel_group WHERE id = :id", {with("id", panel)}, {&found})) return domain::refuse(RefusalKind::invalid, "group", fmt::format("There is no group {}", panel));
    if (kind != "warning" && kind != "notice") return domain::refuse(RefusalKind::invalid, "kind", "The kind is warning or notice");
    for (const auto& each : counts) {
        if (!domain::has_code(protection::conduct_categories(), each.category)) return domain::refuse(RefusalKind::invalid, "file", fmt::format("There is no category {}", each.category));
        if (each.year < 2014 || each.year > static_cast<int>(london_date(by.now).year()) || each.count < 0) return domain::refuse(RefusalKind::invalid, "file", "A year must be 2014 or later and not in the future, a count 0 or more", "2014 Act Part 4");
        tx.run("INSERT INTO protection_history (panel, kind, category, year, count) VALUES (:panel, :kind, :category, :year, :count) ON CONFLICT (panel, kind, category, year) DO UPDATE SET count = excluded.count",
               {with("panel", panel), with("kind", kind), with("category", each.category), with("year", each.year), with("count", each.count)});
    }
    auto entry = by.who;
    entry.action = "load_published_counts";
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = "panel";
    entry.objects = {std::string(panel)};
    entry.panel = panel;
    entry.fields = {std::string(kind)};
    by.ledger.append(tx, std::move(entry));
    return static_cast<int>(counts.size());
}

}  // namespace casework::persistence
