// Counting warnings and notices.
#include "persistence/community_protection/case_figures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/answers.hpp"
#include "persistence/community_protection/case_rows.hpp"

namespace casework::persistence {
namespace {

class Counting {
  public:
    Counting(Reading& reading, std::string_view panel) : reading_(reading), panel_(panel), counted_(reading, panel) {}

    CaseFigures read(int years) {
        CaseFigures figures{std::string(panel_), panel_name(reading_.tx, panel_), reading_.today, {}, {}, {}};
        figures.open = counted_("SELECT c.kind || ' ' || c.state, count(*) FROM protection_case c JOIN record r ON r.id = c.id WHERE c.panel = :panel AND c.ended_on IS NULL AND " + counted_.condition() + " GROUP BY c.kind, c.state");
        const int now = static_cast<int>(reading_.today.year());
        for (int year = now; year > now - years; --year) figures.years.push_back(in_year(year));
        figures.loaded = loaded(now - years + 1);
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

    std::vector<LoadedCounts> loaded(int first) {
        std::vector<LoadedCounts> all;
        LoadedCounts each;
        std::optional<std::string> on;
        reading_.tx.each("SELECT year, kind, source, MAX(loaded_on), CAST(SUM(count) AS INTEGER) FROM protection_history WHERE panel = :panel AND year >= :first GROUP BY year, kind, source ORDER BY year DESC, kind DESC, source",
                         {with("panel", panel_), with("first", first)}, {&each.year, &each.kind, &each.source, &on, &each.count}, [&] {
                             each.loaded_on = day_of(on);
                             all.push_back(each);
                         });
        return all;
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

// The first year of which the system has a paper of that kind; 0: of none.
int first_year(Transaction& tx, std::string_view panel, std::string_view kind) {
    std::optional<std::string> first;
    tx.one("SELECT MIN(given_on) FROM protection_case WHERE panel = :panel AND kind = :kind", {with("panel", panel), with("kind", kind)}, {&first});
    return first ? static_cast<int>(day_of(*first).year()) : 0;
}

}  // namespace

domain::Outcome<CaseFigures> read_case_figures(Gate& gate, std::string_view panel, int years) {
    return gate.open_panel(panel, {auth::Action::list, "figures", "panel"}, [&](Reading& reading) { return Counting(reading, panel).read(std::clamp(years, 1, 10)); });
}

domain::Outcome<int> load_published_counts(Transaction& tx, const Administration& by, const PublishedCounts& published) {
    using domain::RefusalKind;
    std::string found;
    if (!tx.one("SELECT id FROM panel_group WHERE id = :id", {with("id", published.panel)}, {&found})) return domain::refuse(RefusalKind::invalid, "group", fmt::format("There is no group {}", published.panel));
    if (published.kind != "warning" && published.kind != "notice") return domain::refuse(RefusalKind::invalid, "kind", "The kind is warning or notice");
    const auto source = domain::read_text(published.source, {"source", "source"}, 200);
    if (!source) return std::unexpected(source.error());
    const auto today = london_date(by.now);
    const auto counts = protection::read_history(published.rows, today, first_year(tx, published.panel, published.kind));
    if (!counts) return std::unexpected(counts.error());
    for (const auto& each : *counts) tx.run("DELETE FROM protection_history WHERE panel = :panel AND kind = :kind AND year = :year", {with("panel", published.panel), with("kind", published.kind), with("year", each.year)});
    for (const auto& each : *counts)
        tx.run("INSERT INTO protection_history (panel, kind, category, year, count, source, loaded_on) VALUES (:panel, :kind, :category, :year, :count, :source, :on)",
               {with("panel", published.panel), with("kind", published.kind), with("category", each.category), with("year", each.year), with("count", each.count), with("source", *source), with_day("on", today)});
    auto entry = by.who;
    entry.action = "load_published_counts";
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = "panel";
    entry.objects = {published.panel};
    entry.panel = published.panel;
    entry.fields = {published.kind};
    by.ledger.append(tx, std::move(entry));
    return static_cast<int>(counts->size());
}

}  // namespace casework::persistence
