// A table with its totals is a flow: from the total to the rows, from rows through cells to columns, and back. What is shown bounds each arc,
// the true table is one flow within the bounds, and an arc can be another number exactly when a cycle of the residual graph leads through it.
#include "domain/statistics/suppression.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace casework::domain::statistics {
namespace {

constexpr int no_bound = std::numeric_limits<int>::max();

struct Arc {
    std::size_t from, to;
    int count;
    bool hidden;

    // What somebody knows of it who sees what is shown.
    int lower() const { return hidden ? 1 : count == 0 ? 0 : std::max(smallest_shown, shown() - rounded_to / 2); }
    int upper() const { return hidden ? no_bound : count == 0 ? 0 : shown() + rounded_to / 2; }
    int shown() const { return (count + rounded_to / 2) / rounded_to * rounded_to; }
};

class Flow {
  public:
    explicit Flow(const std::vector<std::vector<int>>& counts) : rows_(counts.size()), columns_(counts.empty() ? 0 : counts.front().size()) {
        std::vector<int> by_column(columns_, 0);
        int total = 0;
        for (std::size_t r = 0; r < rows_; ++r) {
            int by_row = 0;
            for (std::size_t c = 0; c < columns_; ++c) {
                add(r, rows_ + c, counts[r][c]);
                by_row += counts[r][c], by_column[c] += counts[r][c];
            }
            add(source(), r, by_row);
            total += by_row;
        }
        for (std::size_t c = 0; c < columns_; ++c) add(rows_ + c, sink(), by_column[c]);
        add(sink(), source(), total);
    }

    void protect() {
        for (const auto* known = first_known(); known != nullptr; known = first_known()) {
            auto* next = smallest_near(*known);
            if (next == nullptr) return;  // everything is hidden that counts anybody
            next->hidden = true;
        }
    }
    SuppressedTable table() const {
        SuppressedTable out;
        std::size_t at = 0;
        for (std::size_t r = 0; r < rows_; ++r) {
            auto& row = out.rows.emplace_back();
            for (std::size_t c = 0; c < columns_; ++c) row.push_back(shown(arcs_[at++]));
            out.row_totals.push_back(shown(arcs_[at++]));
        }
        for (std::size_t c = 0; c < columns_; ++c) out.column_totals.push_back(shown(arcs_[at++]));
        out.total = shown(arcs_[at]);
        return out;
    }

  private:
    std::size_t source() const { return rows_ + columns_; }
    std::size_t sink() const { return rows_ + columns_ + 1; }
    void add(std::size_t from, std::size_t to, int count) { arcs_.push_back({from, to, count, count > 0 && count < smallest_shown}); }
    static ShownCount shown(const Arc& arc) { return arc.hidden ? ShownCount{true, 0} : ShownCount{false, arc.shown()}; }

    // Whether one more (or one less) can go from one node to the other on other arcs, all within their bounds.
    bool leads(std::size_t from, std::size_t to, const Arc& without) const {
        std::vector<bool> reached(rows_ + columns_ + 2, false);
        std::vector<std::size_t> waiting{from};
        reached[from] = true;
        const auto reach = [&](std::size_t node) {
            if (!reached[node]) reached[node] = true, waiting.push_back(node);
        };
        while (!waiting.empty()) {
            const auto node = waiting.back();
            waiting.pop_back();
            for (const auto& arc : arcs_) {
                if (&arc == &without) continue;
                if (arc.from == node && arc.count < arc.upper()) reach(arc.to);
                if (arc.to == node && arc.count > arc.lower()) reach(arc.from);
            }
        }
        return reached[to];
    }
    bool open(const Arc& arc) const { return leads(arc.to, arc.from, arc) || (arc.count > arc.lower() && leads(arc.from, arc.to, arc)); }

    const Arc* first_known() const {
        const auto found = std::ranges::find_if(arcs_, [&](const Arc& arc) { return arc.hidden && !open(arc); });
        return found == arcs_.end() ? nullptr : &*found;
    }
    // The smallest shown count in its row or column, or anywhere when none is left there.
    Arc* smallest_near(const Arc& known) {
        Arc* smallest = nullptr;
        for (const bool near : {true, false}) {
            for (auto& arc : arcs_)
                if (!arc.hidden && arc.count > 0 && (!near || arc.from == known.from || arc.to == known.to || arc.from == known.to || arc.to == known.from) && (smallest == nullptr || arc.count < smallest->count)) smallest = &arc;
            if (smallest != nullptr) break;
        }
        return smallest;
    }

    std::size_t rows_, columns_;
    std::vector<Arc> arcs_;  // each row's cells and its total, the totals of the columns, the total
};

}  // namespace

SuppressedTable suppressed(const std::vector<std::vector<int>>& counts) {
    Flow flow(counts);
    flow.protect();
    return flow.table();
}

}  // namespace casework::domain::statistics
