// The frame of a nominal's pages: identity, marking, tabs.
#pragma once

#include "persistence/nominals/nominals.hpp"
#include "web/nominals/board_views.hpp"

namespace casework::web::nominals {

// A page of that record with title, identity strip, marking and breadcrumbs filled in; the caller writes main.
html::Page record_page(Context& context, const persistence::NominalRecord& record, std::string title);
// The record of the address, opened for what `name` says in the ledger.
domain::Outcome<persistence::NominalRecord> open_record(Context& context, std::string_view name = "read");
// A form about that record: one column of reading width with the way back, the error summary and the heading.
html::Page question_page(Context& context, const persistence::NominalRecord& record, const std::string& title, const Shown& shown, const html::Html& body);
html::Html record_tabs(const persistence::NominalRecord& record, std::string_view current);
html::Html overview_main(Context& context, const persistence::NominalRecord& record);
html::Html plan_main(Context& context, const persistence::NominalRecord& record);
html::Html event_timeline(const std::vector<persistence::EventLine>& events);

}  // namespace casework::web::nominals
