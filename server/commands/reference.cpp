// `casework reference bank-holidays | wards | protection-history`: loads reference data that the partnership does not keep itself.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "domain/text.hpp"
#include "persistence/bank_holidays.hpp"
#include "persistence/community_protection/case_figures.hpp"
#include "persistence/wards.hpp"
#include "server/commands/account.hpp"
#include "server/commands/administration.hpp"
#include "server/commands/typed.hpp"
#include "web/csv_reader.hpp"

namespace casework::server::commands {
namespace {

using persistence::Administration;
using domain::community_protection::HistoryRow;
using persistence::BankHoliday;
using persistence::Transaction;

constexpr std::size_t file_bytes_max = 1024 * 1024;

std::string contents_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error(fmt::format("{} cannot be read", path));
    std::string text(std::istreambuf_iterator<char>(file), {});
    if (text.size() > file_bytes_max) throw std::runtime_error(fmt::format("{} is larger than 1 MB", path));
    return text;
}

// The rows of a file whose head begins with these columns; others may follow and are passed over.
std::vector<web::CsvRow> rows_of(const std::string& path, const std::string& head) {
    auto rows = web::read_csv(contents_of(path));
    if (!rows) throw std::runtime_error(fmt::format("{}, line {}: {}", path, rows.error().line, rows.error().words));
    std::string found;
    if (!rows->empty())
        for (const auto& cell : rows->front().cells) found += (found.empty() ? "" : ",") + cell;
    if (!(found + ",").starts_with(head + ",")) throw std::runtime_error(fmt::format("{}: the first line must begin with {}", path, head));
    return std::move(*rows);
}

std::vector<BankHoliday> holidays_of(const std::string& path) {
    const auto rows = rows_of(path, "date,title");
    std::vector<BankHoliday> days;
    for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
        const auto day = domain::parse_iso_date(row->cells[0]);
        if (!day) throw std::runtime_error(fmt::format("{}, line {}: the date must be like 2026-12-25", path, row->line));
        days.push_back({*day, row->cells[1]});
    }
    return days;
}

// The columns that a file of the Office for National Statistics has, and any others beside them.
std::vector<persistence::Ward> wards_of(const std::string& path, const std::string& name_column) {
    const auto rows = rows_of(path, "gss_code");
    const auto& head = rows.front().cells;
    const auto name = std::ranges::find(head, name_column);
    if (name == head.end()) throw std::runtime_error(fmt::format("{}: there is no column {}: name it with --name-column", path, name_column));
    std::vector<persistence::Ward> wards;
    for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
        if (row->cells.size() != head.size()) throw std::runtime_error(fmt::format("{}, line {}: there must be {} columns", path, row->line, head.size()));
        wards.push_back({row->cells[0], row->cells[static_cast<std::size_t>(name - head.begin())]});
    }
    return wards;
}

void add_wards(CLI::App& reference) {
    struct Typed {
        std::string version, file, from, name_column = "name";
    };
    auto* command = reference.add_subcommand("wards", "Load the wards by the boundaries in force from a day on: a CSV file with the columns gss_code and name");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<Typed>();
    command->add_option("version", typed->version, "Name of the boundaries, for example 2024")->required();
    command->add_option("file", typed->file, "The file")->required();
    command->add_option("--from", typed->from, "First day, as YYYY-MM-DD; without it as far back as the records go");
    command->add_option("--name-column", typed->name_column, "The column that holds the name");
    command->callback([options, typed] {
        persistence::WardVersion version{typed->version};
        if (!typed->from.empty()) version.from = typed_day(typed->from, "--from");
        const auto wards = wards_of(typed->file, typed->name_column);
        administer(*options, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto loaded = persistence::load_wards(tx, by, version, wards);
            if (!loaded) return std::unexpected(loaded.error());
            return fmt::format("Loaded {} wards", *loaded);
        });
    });
}

std::vector<HistoryRow> history_of(const std::string& path) {
    const auto rows = rows_of(path, "type,year,count");
    std::vector<HistoryRow> history;
    for (auto row = rows.begin() + 1; row != rows.end(); ++row) history.push_back({row->line, row->cells[0], row->cells[1], row->cells[2]});
    return history;
}

void add_published_counts(CLI::App& reference) {
    struct Typed {
        std::string group, file, kind = "warning", source;
    };
    auto* command = reference.add_subcommand("protection-history", "Load published counts of warnings or notices of years before the system: a CSV file with the columns type, year and count. A year loaded again is replaced");
    const auto options = add_config_options(*command);
    const auto typed = std::make_shared<Typed>();
    command->add_option("group", typed->group, "Id of the group")->required();
    command->add_option("file", typed->file, "The file")->required();
    command->add_option("--kind", typed->kind, "warning or notice");
    command->add_option("--source", typed->source, "Where the counts were published, as the figures name it; without it the name of the file");
    command->callback([options, typed] {
        const persistence::PublishedCounts published{typed->group, typed->kind, typed->source.empty() ? std::filesystem::path(typed->file).filename().string() : typed->source, history_of(typed->file)};
        administer(*options, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto loaded = persistence::load_published_counts(tx, by, published);
            if (!loaded) return std::unexpected(loaded.error());
            return fmt::format("Loaded {} counts of {}s", *loaded, typed->kind);
        });
    });
}

}  // namespace

void add_reference_command(CLI::App& app) {
    CLI::App* reference = app.add_subcommand("reference", "Reference data that is loaded from files");
    reference->require_subcommand(1);
    auto* command = reference->add_subcommand("bank-holidays", "Load the bank holidays of England and Wales: a CSV file with the columns date and title");
    const auto options = add_config_options(*command);
    const auto path = std::make_shared<std::string>();
    command->add_option("file", *path, "The file")->required();
    add_wards(*reference);
    add_published_counts(*reference);
    command->callback([options, path] {
        const auto days = holidays_of(*path);
        administer(*options, [&](Transaction& tx, const Administration& by) -> domain::Outcome<std::string> {
            const auto stand = persistence::load_bank_holidays(tx, by, days);
            if (!stand) return std::unexpected(stand.error());
            return fmt::format("Loaded {} bank holidays, {} stand now", days.size(), *stand);
        });
    });
}

}  // namespace casework::server::commands
