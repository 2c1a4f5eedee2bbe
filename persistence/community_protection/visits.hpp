// Visits of officers to a place: when, where, who was seen and what. On a phone it is the shortest form of the service.
#pragma once

#include "persistence/community_protection/cases.hpp"

namespace casework::persistence {

struct NewVisit {
    std::optional<domain::Date> on;
    std::optional<int> minute;
    std::string place, seen, seen_words, note;  // seen: person, other, nobody
    std::string file;                           // of the evidence of this case, or empty
};
// Answers the number of the visit as `version`.
domain::Outcome<Saved> add_visit(Gate& gate, std::string_view id, const NewVisit& visit);
// What is wrong with it, before a photograph is sent along.
domain::Refusals visit_refused(const NewVisit& visit, domain::Date today);

// What a file of the case bears on, besides being there: tests of the Act and breaches of the notice.
struct Bearing {
    std::string code, words;  // "persistent", "breach 2"
};
struct BearingsOfFile {
    CaseHead head;
    std::string file, name;
    std::vector<Bearing> possible;
    std::vector<std::string> chosen;
};
domain::Outcome<BearingsOfFile> open_bearings(Gate& gate, std::string_view id, std::string_view file);
domain::Outcome<Saved> save_bearings(Gate& gate, std::string_view id, std::string_view file, const std::vector<std::string>& chosen);

}  // namespace casework::persistence
