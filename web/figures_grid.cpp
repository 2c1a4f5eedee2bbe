// Drawing grids of figures.
#include "web/figures_grid.hpp"

namespace casework::web {

namespace app = html::app;
namespace govuk = html::govuk;

int in(const Counts& counts, std::string_view code) {
    const auto found = counts.find(code);
    return found == counts.end() ? 0 : found->second;
}
int sum(const Counts& counts) {
    int total = 0;
    for (const auto& [code, n] : counts) total += n;
    return total;
}
JsonObject counts_json(const Counts& counts) {
    JsonObject json;
    for (const auto& [code, n] : counts) json.add(code, n);
    return json;
}

html::Html grid_table(const Grid& grid, std::string id) {
    govuk::Table table{.caption = grid.caption, .caption_classes = "govuk-table__caption--m"};
    table.first_cell_is_header = true;
    table.head.push_back({.text = grid.first});
    for (std::size_t i = 0; i < grid.columns.size(); ++i) table.head.push_back({.text = grid.columns[i] + (i < grid.sources.size() && !grid.sources[i].empty() ? ", loaded" : ""), .format = "numeric"});
    for (const auto& line : grid.lines) {
        const std::string classes = line.total ? "app-table-total" : "";
        govuk::TableRow row{{.text = line.words, .classes = classes}};
        for (const int n : line.figures) row.push_back({.text = n == no_figure ? "–" : std::to_string(n), .format = "numeric", .classes = classes});
        table.rows.push_back(std::move(row));
    }
    return app::table_in_scroll_region(std::move(id), std::move(table));
}

html::Html figures_buttons(const std::string& csv) {
    using html::operator""_html;
    html::Html out;
    return out << "<div class=\"govuk-button-group app-noprint\">"_html << app::print_button() << app::link("Download these figures (CSV)", csv) << app::link("Statistics of the whole partnership", "/statistics") << "</div>\n"_html;
}

void add_grid(Csv& csv, const Grid& grid) {
    for (const auto& line : grid.lines)
        for (std::size_t i = 0; i < line.figures.size(); ++i) {
            if (line.total || line.figures[i] == no_figure) continue;
            std::vector<std::string> row{grid.caption, line.words, grid.columns[i], std::to_string(line.figures[i])};
            if (!grid.sources.empty()) row.push_back(grid.sources[i]);
            csv.row(row);
        }
}

}  // namespace casework::web
