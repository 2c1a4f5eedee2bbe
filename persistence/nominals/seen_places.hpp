// The places of an agreed list as an actor may know them: where somebody they may not know stands, the others close up (private to persistence).
#pragma once

#include <string_view>
#include <vector>

#include "persistence/gate.hpp"
#include "persistence/nominals/nominals.hpp"

namespace casework::persistence {

class SeenPlaces {
  public:
    // `scope`: of the actor, as SQL over `record r`. An empty list hides nobody.
    SeenPlaces(Transaction& tx, const ScopeSql& scope, std::string_view list);

    int place(int stored) const { return closed_up(stored, here_); }       // on this list
    int previous(int stored) const { return closed_up(stored, before_); }  // on the list agreed before it
    int size(int stored) const { return stored - static_cast<int>(here_.size()); }

  private:
    static int closed_up(int stored, const std::vector<int>& hidden);
    std::vector<int> here_, before_;
};

// Says of each move on the list from which place to which, counted among those whom the actor may know. One that passed only people whom they
// may not know is left out.
void name_moves(Reading& reading, std::string_view panel, std::vector<EventLine>& events);

}  // namespace casework::persistence
