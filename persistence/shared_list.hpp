// The records of other groups that are shared with one group.
#pragma once

#include <string>
#include <vector>

#include "persistence/nominals/nominals.hpp"
#include "persistence/page.hpp"

namespace casework::persistence {

struct SharedLine {
    std::string record, kind, panel, panel_name;  // whose it is
    domain::Instant shared_at{};
    // A sensitive record is one line only (D6): its reference, its group and whom to ask there. The rest is empty then.
    bool one_line = false;
    std::vector<std::string> contacts;  // those who chair its group
    Subject person;  // of a nominal; other kinds of record go by their reference
    std::string state, purpose, shared_by_name, shared_by_agency;
};
struct SharedPage {
    std::string panel, panel_name;
    std::vector<SharedLine> lines;  // newest sharing first, 25 a page
    PageEnds ends;
};
// What is shared with that group now and the asker may list; a sharing that has ended is not there, nor is it counted anywhere.
domain::Outcome<SharedPage> shared_with_panel(Gate& gate, std::string_view panel, const PageAsked& asked = {});

}  // namespace casework::persistence
