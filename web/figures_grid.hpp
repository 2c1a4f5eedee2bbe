// Figures as one grid for the page, the CSV and JSON alike: words, then a figure for each column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "persistence/scoped_counts.hpp"
#include "web/csv.hpp"
#include "web/html/app.hpp"
#include "web/json.hpp"

namespace casework::web {

using persistence::Counts;
int in(const Counts& counts, std::string_view code);
int sum(const Counts& counts);
JsonObject counts_json(const Counts& counts);

constexpr int no_figure = -1;  // a rate of nothing
struct GridLine {
    std::string words;
    std::vector<int> figures;
    bool total = false;
};
struct Grid {
    std::string caption, first;
    std::vector<std::string> columns;
    std::vector<GridLine> lines;
    std::vector<std::string> sources = {};  // of each column, where figures from elsewhere stand beside the system's own, whose source is empty
};
html::Html grid_table(const Grid& grid, std::string id);
// What stands below the figures of a group: print, the CSV at that address, and the statistics of everybody.
html::Html figures_buttons(const std::string& csv);
// Rows of table, what, when and count, and of a grid with sources the source; totals are left to the reader.
void add_grid(Csv& csv, const Grid& grid);

}  // namespace casework::web
