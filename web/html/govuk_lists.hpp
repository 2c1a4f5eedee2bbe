// GOV.UK lists and tables: summary list, table, task list.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/html/govuk_text.hpp"

namespace casework::web::html::govuk {

struct ActionLink {
    std::string href{};
    std::string text{};
    Html html{};
    std::string visually_hidden_text{};
    std::string classes{};
    Attributes attributes{};
};
struct ActionLinks {
    std::vector<ActionLink> items{};
    std::string classes{};
};
struct SummaryListCell {
    std::string text{};
    Html html{};
    std::string classes{};
    bool empty() const { return text.empty() && html.empty(); }
};
struct SummaryListRow {
    std::string classes{};
    SummaryListCell key{};
    SummaryListCell value{};
    ActionLinks actions{};
};
struct SummaryCardTitle {
    std::string text{};
    Html html{};
    int heading_level = 2;
    std::string classes{};
};
struct SummaryCard {
    SummaryCardTitle title{};
    ActionLinks actions{};
    std::string classes{};
    Attributes attributes{};
};
struct SummaryList {
    std::vector<SummaryListRow> rows{};
    std::optional<SummaryCard> card{};
    std::string classes{};
    Attributes attributes{};
};
Html summary_list(const SummaryList&);

struct TableCell {
    std::string text{};
    Html html{};
    std::string format{};  // "numeric"
    std::string classes{};
    int colspan = 0;
    int rowspan = 0;
    Attributes attributes{};
};
using TableRow = std::vector<TableCell>;
struct Table {
    std::vector<TableRow> rows{};
    std::vector<TableCell> head{};
    std::string caption{};
    std::string caption_classes{};
    std::string caption_id{};  // ours: names a scroll region
    bool first_cell_is_header = false;
    std::string classes{};
    Attributes attributes{};
};
Html table(const Table&);

struct TaskStatus {
    Tag tag{};
    std::string text{};
    Html html{};
    std::string classes{};
};
struct TaskTitle {
    std::string text{};
    Html html{};
    std::string classes{};
};
struct Task {
    TaskTitle title{};
    Content hint{};
    TaskStatus status{};
    std::string href{};
    std::string classes{};
};
struct TaskList {
    std::vector<Task> items{};
    std::string classes{};
    Attributes attributes{};
    std::string id_prefix{};  // "task-list" when empty
};
Html task_list(const TaskList&);

}  // namespace casework::web::html::govuk
