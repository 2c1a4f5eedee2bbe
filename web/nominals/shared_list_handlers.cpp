// Answering for what is shared with a group.
#include "web/nominals/shared_list_handlers.hpp"

#include "domain/nominals/codes.hpp"
#include "domain/nominals/nominal_workflow.hpp"
#include "domain/text.hpp"
#include "persistence/shared_list.hpp"
#include "web/nominals/board_views.hpp"
#include "web/nominals/nominal_json.hpp"
#include "web/pages.hpp"
#include "web/record_pages.hpp"

namespace casework::web::nominals {
namespace {

namespace app = html::app;
namespace govuk = html::govuk;
using persistence::SharedLine;
using persistence::SharedPage;

JsonObject line_json(const SharedLine& line) {
    JsonObject json;
    json.add("id", line.record).add("kind", line.kind).add("panel", line.panel).add("panel_name", line.panel_name).add("shared_at", line.shared_at).add("one_line", line.one_line);
    if (line.one_line) return json.add("contacts", line.contacts);
    json.add("person", subject_json(line.person)).add("state", line.state).add("purpose", line.purpose);
    return json.add("shared_by", line.shared_by_name).add("shared_by_agency", line.shared_by_agency);
}

std::string state_words(const std::string& stored) {
    const auto state = domain::nominals::parse_state(stored);
    return state ? domain::upper_first(words(*state)) : std::string();
}

govuk::Table table_of(const SharedPage& list, const Naming& who) {
    govuk::Table table{.caption = "Shared with us now, newest first"};
    table.head = {{.text = "Person or record"}, {.text = "Group"}, {.text = "Since"}, {.text = "What for"}};
    table.first_cell_is_header = true;
    for (const auto& line : list.lines) {
        const auto since = domain::long_date(persistence::london_date(line.shared_at));
        if (line.one_line) {
            const auto ask = line.contacts.empty() ? std::string() : ", ask " + domain::listed(line.contacts);
            table.rows.push_back({{.text = line.record + ", sensitive"}, {.text = line.panel_name + ask}, {.text = since}, {.html = html::text("Only its group opens it. ") << ask_for_access()}});
            continue;
        }
        const bool nominal = !line.person.id.empty();
        table.rows.push_back({{.html = nominal ? app::link(who(line.person), address_of_record(line.record)) : app::link(line.record, address_of_record(line.record))}, {.text = nominal ? line.panel_name + ". " + state_words(line.state) : line.panel_name}, {.text = since + ", by " + line.shared_by_name + ", " + line.shared_by_agency},
                              {.text = domain::words_for(domain::nominals::sharing_purposes(), line.purpose)}});
    }
    return table;
}

}  // namespace

Response shared_with_group(Context& context) {
    const auto list = persistence::shared_with_panel(context.gate(), context.parameter("panel"), page_asked(context, "shared"));
    if (!list) return refusal_page(context, list.error());
    if (context.wants_json()) {
        JsonObject json;
        json.add("panel", list->panel).add("panel_name", list->panel_name).list("shared", list->lines, line_json);
        page_json(json, "shared", list->ends);
        return context.json(json);
    }
    html::Page page{.title = "Shared with us – " + list->panel_name, .section = "nominals", .breadcrumbs = panel_crumbs(list->panel, list->panel_name), .marking = panel_marking(list->panel_name)};
    page.main << app::heading(1, "Shared with us", "l") << panel_tabs({.panel = list->panel, .panel_name = list->panel_name, .current = "shared"});
    if (list->lines.empty()) page.main << app::paragraph("No other group shares a record with " + list->panel_name + " now. A coordinator of the group that owns a record shares it, with a reason.");
    else page.main << app::stacked_table(table_of(*list, naming(context))) << page_links("/groups/" + list->panel + "/shared", "shared", list->ends, "Shared records", "main-content");
    return context.page(std::move(page));
}

}  // namespace casework::web::nominals
