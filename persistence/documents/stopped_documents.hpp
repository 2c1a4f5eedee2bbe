// Documents that wait for a coordinator: what the group that holds the fact sees and answers, and what the asker learns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "persistence/gate.hpp"
#include "persistence/page.hpp"

namespace casework::persistence {

// One line for the coordinators of the group that holds the facts.
struct StoppedLine {
    std::string id, kind, panel;
    std::string asked_by_name, asked_by_agency, asking_panel;  // the group whose document it is
    domain::Instant asked_at{};
    int facts = 0;          // of this group
    std::string answer;     // waiting, released, refused
};
struct StoppedList {
    std::string panel, panel_name;
    std::vector<StoppedLine> lines;  // those that wait first, then newest first; 25 a page
    PageEnds page;
};
domain::Outcome<StoppedList> list_stopped(Gate& gate, std::string_view panel, const PageAsked& asked);

struct StoppedFact {
    std::string record, person, what, place;  // protected_address, former_address, identity; words, destination
    std::string person_name, answer, answered_by_name, reason;
    std::optional<domain::Instant> answered_at;
};
struct StoppedDocument : StoppedLine {
    std::string panel_name;
    bool own = false;                 // the reader asked: somebody else answers
    std::vector<StoppedFact> shown;   // of this group's records that the reader may open
};
domain::Outcome<StoppedDocument> open_stopped(Gate& gate, std::string_view panel, std::string_view id);
// Releases or refuses what the group's facts stop.
domain::Outcome<bool> answer_stopped(Gate& gate, std::string_view panel, std::string_view id, bool release, std::string_view reason);

// For the asker and for the pages of the record: no person, no group, no reason.
struct StoppedOwn {
    std::string record, kind, state;  // waiting, released, refused
    domain::Instant asked_at{};
};
// What waits, and what was answered in the last seven days.
std::vector<StoppedOwn> stopped_of_account(Transaction& tx, std::string_view account, domain::Instant now);
std::vector<StoppedOwn> stopped_of_record(Transaction& tx, std::string_view record);
// For My work of coordinators, inside its reading: how many wait for each group that the scope reaches.
std::vector<StoppedLine> stopped_for(Transaction& tx, std::string_view panel, std::size_t most);

}  // namespace casework::persistence
