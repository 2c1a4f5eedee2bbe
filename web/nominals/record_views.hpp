// The frame of a nominal's pages: identity, marking, tabs.
#pragma once

#include "persistence/nominals/nominals.hpp"
#include "persistence/record_access.hpp"
#include "web/nominals/board_views.hpp"

namespace casework::web::nominals {

// A page of that record with title, identity strip, marking and breadcrumbs filled in; the caller writes main.
html::Page record_page(Context& context, const persistence::NominalHead& record, std::string title);
// The record of the address, opened for what `name` says in the ledger.
domain::Outcome<persistence::NominalRecord> open_record(Context& context, std::string_view name = "read");
// Where to go from the record: its place on the list, for those who may see that.
std::string place_on_list(const persistence::NominalHead& record);
// A form about that record: one column of reading width with the way back, the error summary and the heading.
html::Page question_page(Context& context, const persistence::NominalRecord& record, const std::string& title, const Shown& shown, const html::Html& body);
html::Html record_tabs(const persistence::NominalHead& record, std::string_view current);
html::Html overview_main(Context& context, const persistence::NominalRecord& record);
html::Html plan_main(Context& context, const persistence::NominalRecord& record);
// One action of a plan, as an item of a list.
html::Html action_item(const persistence::ActionLine& action, domain::Date today);
// Who looked and who changed it.
html::Html access_table(const persistence::RecordAccess& log);
html::Html event_timeline(const std::vector<persistence::EventLine>& events);

}  // namespace casework::web::nominals
