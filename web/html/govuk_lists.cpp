// GOV.UK lists and tables: summary list, table, task list.
#include "web/html/govuk_parts.hpp"

namespace casework::web::html::govuk {

using parts::class_names;
using parts::content;
using parts::words;

namespace {

Html action_link(const ActionLink& action, const SummaryCardTitle* card) {
    Html out;
    out << "<a"_html << class_names("govuk-link", action.classes) << attribute("href", href(action.href)) << attributes(action.attributes) << ">"_html
        << content(action);
    if (!action.visually_hidden_text.empty() || card != nullptr) {
        out << "<span class=\"govuk-visually-hidden\">"_html;
        if (!action.visually_hidden_text.empty()) out << " " << action.visually_hidden_text;
        if (card != nullptr) out << " (" << content(*card) << ")";
        out << "</span>"_html;
    }
    out << "</a>"_html;
    return out;
}

const SummaryCardTitle* title_of(const SummaryCard* card) {
    return card != nullptr && (!card->title.text.empty() || !card->title.html.empty()) ? &card->title : nullptr;
}

// One link stands alone, more stand in a list.
Html row_actions(const ActionLinks& actions, const SummaryCardTitle* card) {
    Html out;
    out << "<dd"_html << class_names("govuk-summary-list__actions", actions.classes) << ">\n"_html;
    if (actions.items.size() == 1) {
        out << action_link(actions.items[0], card) << "\n"_html;
    } else {
        out << "<ul class=\"govuk-summary-list__actions-list\">\n"_html;
        for (const auto& action : actions.items)
            out << "<li class=\"govuk-summary-list__actions-list-item\">\n"_html << action_link(action, card) << "\n</li>\n"_html;
        out << "</ul>\n"_html;
    }
    out << "</dd>\n"_html;
    return out;
}

Html summary_row(const SummaryListRow& row, bool others_have_actions, const SummaryCardTitle* card) {
    const bool actions = !row.actions.items.empty();
    Html out;
    out << "<div"_html
        << class_names(words("govuk-summary-list__row", others_have_actions && !actions ? "govuk-summary-list__row--no-actions" : ""), row.classes)
        << ">\n<dt"_html << class_names("govuk-summary-list__key", row.key.classes) << ">\n"_html << content(row.key) << "\n</dt>\n<dd"_html
        << class_names("govuk-summary-list__value", row.value.classes) << ">\n"_html << content(row.value) << "\n</dd>\n"_html;
    if (actions) out += row_actions(row.actions, card);
    out << "</div>\n"_html;
    return out;
}

Html card_actions(const SummaryCard& card) {
    const auto& items = card.actions.items;
    const auto* title = title_of(&card);
    const Html classes = class_names("govuk-summary-card__actions", card.actions.classes);
    Html out;
    if (items.size() == 1) {
        out << "<div"_html << classes << ">\n"_html << action_link(items[0], title) << "\n</div>\n"_html;
    } else if (items.size() > 1) {
        out << "<ul"_html << classes << ">\n"_html;
        for (const auto& action : items) out << "<li class=\"govuk-summary-card__action\">\n"_html << action_link(action, title) << "\n</li>\n"_html;
        out << "</ul>\n"_html;
    }
    return out;
}

Html in_card(const SummaryCard& card, const Html& list) {
    Html out;
    out << "<div"_html << class_names("govuk-summary-card", card.classes) << attributes(card.attributes)
        << ">\n<div class=\"govuk-summary-card__title-wrapper\">\n"_html;
    if (title_of(&card) != nullptr)
        out << "<h"_html << card.title.heading_level << class_names("govuk-summary-card__title", card.title.classes) << ">\n"_html << content(card.title)
            << "\n</h"_html << card.title.heading_level << ">\n"_html;
    out << card_actions(card) << "</div>\n<div class=\"govuk-summary-card__content\">\n"_html << list << "\n</div>\n</div>"_html;
    return out;
}

}  // namespace

Html summary_list(const SummaryList& o) {
    bool any_actions = false;
    for (const auto& row : o.rows) any_actions = any_actions || !row.actions.items.empty();
    const auto* card = title_of(o.card ? &*o.card : nullptr);
    Html list;
    list << "<dl"_html << class_names("govuk-summary-list", o.classes) << attributes(o.attributes) << ">\n"_html;
    for (const auto& row : o.rows)
        if (!row.key.empty() || !row.value.empty()) list += summary_row(row, any_actions, card);
    list << "</dl>"_html;
    return o.card ? in_card(*o.card, list) : list;
}

namespace {

Html spans(const TableCell& cell) {
    Html out;
    if (cell.colspan > 0) out += attribute("colspan", std::to_string(cell.colspan));
    if (cell.rowspan > 0) out += attribute("rowspan", std::to_string(cell.rowspan));
    return out + attributes(cell.attributes);
}

Html head_cell(const TableCell& cell) {
    const auto format = cell.format.empty() ? "" : "govuk-table__header--" + cell.format;
    Html out;
    out << "<th scope=\"col\""_html << class_names(words("govuk-table__header", format), cell.classes) << spans(cell) << ">"_html << content(cell)
        << "</th>\n"_html;
    return out;
}

Html body_cell(const TableCell& cell, bool names_row) {
    const auto format = cell.format.empty() ? "" : "govuk-table__cell--" + cell.format;
    Html out;
    if (names_row)
        out << "<th scope=\"row\""_html << class_names("govuk-table__header", cell.classes) << spans(cell) << ">"_html << content(cell) << "</th>\n"_html;
    else
        out << "<td"_html << class_names(words("govuk-table__cell", format), cell.classes) << spans(cell) << ">"_html << content(cell) << "</td>\n"_html;
    return out;
}

}  // namespace

Html table(const Table& o) {
    Html out;
    out << "<table"_html << class_names("govuk-table", o.classes) << attributes(o.attributes) << ">\n"_html;
    if (!o.caption.empty()) out << "<caption"_html << class_names("govuk-table__caption", o.caption_classes) << attribute_if("id", o.caption_id) << ">"_html << o.caption << "</caption>\n"_html;
    if (!o.head.empty()) {
        out << "<thead class=\"govuk-table__head\">\n<tr class=\"govuk-table__row\">\n"_html;
        for (const auto& cell : o.head) out += head_cell(cell);
        out << "</tr>\n</thead>\n"_html;
    }
    out << "<tbody class=\"govuk-table__body\">\n"_html;
    for (const auto& row : o.rows) {
        if (row.empty()) continue;
        out << "<tr class=\"govuk-table__row\">\n"_html;
        for (std::size_t i = 0; i < row.size(); ++i) out += body_cell(row[i], i == 0 && o.first_cell_is_header);
        out << "</tr>\n"_html;
    }
    out << "</tbody>\n</table>"_html;
    return out;
}

namespace {

Html task_title(const Task& task, const std::string& described_by) {
    Html out;
    if (task.href.empty())
        out << "<div"_html << attribute_if("class", task.title.classes) << ">\n"_html << content(task.title) << "\n</div>\n"_html;
    else
        out << "<a"_html << class_names("govuk-link govuk-task-list__link", task.title.classes) << attribute("href", href(task.href))
            << attribute("aria-describedby", described_by) << ">\n"_html << content(task.title) << "\n</a>\n"_html;
    return out;
}

Html task_item(const Task& task, const std::string& id) {
    const std::string hint_id = id + "-hint", status_id = id + "-status";
    Html out;
    out << "<li"_html << class_names(words("govuk-task-list__item", task.href.empty() ? "" : "govuk-task-list__item--with-link"), task.classes)
        << ">\n<div class=\"govuk-task-list__name-and-hint\">\n"_html << task_title(task, words(task.hint.empty() ? "" : hint_id, status_id));
    if (!task.hint.empty())
        out << "<div"_html << attribute("id", hint_id) << " class=\"govuk-task-list__hint\">\n"_html << content(task.hint) << "\n</div>\n"_html;
    out << "</div>\n<div"_html << class_names("govuk-task-list__status", task.status.classes) << attribute("id", status_id) << ">\n"_html
        << (task.status.tag.empty() ? content(task.status) : tag(task.status.tag)) << "\n</div>\n</li>\n"_html;
    return out;
}

}  // namespace

Html task_list(const TaskList& o) {
    const std::string prefix = o.id_prefix.empty() ? "task-list" : o.id_prefix;
    Html out;
    out << "<ul"_html << class_names("govuk-task-list", o.classes) << attributes(o.attributes) << ">\n"_html;
    for (std::size_t i = 0; i < o.items.size(); ++i) {
        const auto& title = o.items[i].title;
        if (!title.text.empty() || !title.html.empty()) out += task_item(o.items[i], prefix + "-" + std::to_string(i + 1));
    }
    out << "</ul>"_html;
    return out;
}

}  // namespace casework::web::html::govuk
