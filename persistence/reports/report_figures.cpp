// Counting reports by category and year, and what waits in My work.
#include <algorithm>

#include "domain/reports/codes.hpp"
#include "persistence/bank_holidays.hpp"
#include "persistence/reports/report_rows.hpp"

namespace casework::persistence {
namespace {

// Reports and incidents of one year, both counted by the database: an incident counts in a category once.
void count_year(Reading& reading, const ScopeSql& sql, std::string_view panel, ReportYear& year) {
    for (const auto& category : reporting::categories()) year.counts[std::string(category.code)] = {};
    auto binds = sql.binds;
    for (auto&& bind : {with("panel", panel), with_day("from", domain::Date{std::chrono::year{year.year} / 1 / 1}), with_day("to", domain::Date{std::chrono::year{year.year + 1} / 1 / 1})}) binds.push_back(bind);
    std::string category;
    reporting::Count count;
    reading.tx.each("SELECT p.category, count(*), count(DISTINCT CASE WHEN p.incident = '' THEN p.id ELSE p.incident END) FROM report p JOIN record r ON r.id = p.id WHERE p.panel = :panel AND "
                    "p.reported_on >= :from AND p.reported_on < :to AND " + sql.condition + " GROUP BY p.category",
                    binds, {&category, &count.reports, &count.incidents}, [&] { year.counts[category] = count; });
    int published = 0;
    reading.tx.each("SELECT category, count FROM report_history WHERE panel = :panel AND year = :year", {with("panel", panel), with("year", year.year)}, {&category, &published}, [&] {
        year.counts[category].reports += published;
        year.history += published;
    });
}

}  // namespace

domain::Outcome<ReportFigures> read_report_figures(Gate& gate, std::string_view panel, int years) {
    return gate.open_panel(panel, {auth::Action::list, "figures", "panel"}, [&](Reading& reading) {
        ReportFigures figures{std::string(panel), panel_name(reading.tx, panel), reading.today, 0, {}};
        const auto sql = scope_sql(reading.scope, reading.now);
        auto binds = sql.binds;
        binds.push_back(with("panel", panel));
        reading.tx.one("SELECT count(*) FROM report p JOIN record r ON r.id = p.id WHERE p.panel = :panel AND p.state IN ('received', 'waiting', 'assigned', 'in_matter') AND " + sql.condition, binds, {&figures.open});
        const int now = static_cast<int>(reading.today.year());
        for (int year = now; year > now - std::clamp(years, 1, 10); --year) {
            figures.years.push_back({year, 0, {}});
            count_year(reading, sql, panel, figures.years.back());
        }
        return figures;
    });
}

std::vector<RecordDuty> report_duties(Listing& listing, const domain::Actor& actor) {
    constexpr int most = 50, days_ahead = 5;
    const auto holidays = bank_holidays(listing.tx);
    const auto sql = scope_sql(listing.scope, listing.now);
    std::vector<RecordDuty> duties;
    for (const auto& membership : actor.memberships) {
        const auto times = triage_times(listing.tx, membership.panel, listing.today);
        auto binds = sql.binds;
        for (auto&& bind : {with("panel", membership.panel), with("me", actor.account), with("most", most)}) binds.push_back(bind);
        std::string id, category, state, reported;
        std::optional<std::string> told;
        listing.tx.each("SELECT p.id, p.category, p.state, p.reported_on, p.told_on FROM report p JOIN record r ON r.id = p.id WHERE p.panel = :panel AND (p.state IN ('received', 'waiting') OR "
                        "(p.state IN ('assigned', 'in_matter') AND p.officer = :me AND p.told_on IS NULL AND p.told = '')) AND " + sql.condition + " ORDER BY p.reported_on, p.id LIMIT :most",
                        binds, {&id, &category, &state, &reported, &told}, [&] {
                            reporting::Report report;
                            report.reported_on = day_of(reported);
                            const auto clocks = reporting::clocks(reporting::parse_state(state).value_or(reporting::State::received), report, told.has_value(), times, holidays);
                            if (!clocks.empty() && clocks.front().due <= domain::add_days(listing.today, days_ahead)) duties.push_back({id, clocks.front().words, domain::words_for(reporting::categories(), category), clocks.front().due});
                        });
    }
    std::ranges::stable_sort(duties, {}, &RecordDuty::due);
    if (duties.size() > most) duties.resize(most);
    for (const auto& duty : duties) listing.shown.push_back(duty.id);
    return duties;
}

}  // namespace casework::persistence
