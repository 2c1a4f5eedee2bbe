// Premises: every matter, report, tool and order about one of them that the reader's scope reaches, whoever recorded it.
#pragma once

#include "persistence/community_protection/cases.hpp"
#include "persistence/reports/reports.hpp"
#include "persistence/tools/tools.hpp"

namespace casework::persistence {

constexpr int premises_rows = 50;  // of each kind, newest first

struct PremisesRecord {
    std::string record, panel, panel_name;  // the one that named them
    std::string name, place_kind, ward;     // the last two of a named place
    std::vector<CaseLine> matters;
    std::vector<ReportLine> reports;
    std::vector<RegisterLine> tools;
};
// The premises that this record is about; not_found where it names none. Addresses of pages hold the record, never the premises.
domain::Outcome<PremisesRecord> open_premises(Gate& gate, std::string_view record);

struct PremisesLine {
    std::string name, record;  // one that names them
    int matters = 0, reports = 0, tools = 0;
};
struct PremisesList {
    std::string panel, panel_name;
    std::vector<PremisesLine> lines;  // by name, at most 500
    bool more = false;
};
domain::Outcome<PremisesList> list_premises(Gate& gate, std::string_view panel);

}  // namespace casework::persistence
