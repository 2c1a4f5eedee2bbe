// One request as the database sees it, on the thread that answers it: how long it may wait in all, and what it has made durable.
#pragma once

#include <chrono>
#include <optional>

#include "persistence/database.hpp"

namespace casework::persistence {

// Of a request, from its last byte on: with two statements at their limit behind the last wait (that of the batch under way, and of its own
// batch) the answer still comes within 8 s (R105).
inline constexpr std::chrono::seconds request_waits_max{3};

// While it stands, every wait of its thread for a reading connection ends at one moment, so that several readings of one request
// cannot wait one after the other for longer than its answer may take. Without one, each wait has its own limit. One inside another
// waits no longer than that.
class Attended {
  public:
    using Moment = std::chrono::steady_clock::time_point;

    explicit Attended(Moment patient_until);
    ~Attended();
    Attended(const Attended&) = delete;
    Attended& operator=(const Attended&) = delete;

    // A change through the gate is durable, whatever fails after it.
    bool has_changed() const { return changed_; }

    static std::optional<Moment> patience();  // of this thread
    static void note_change();                // by this thread

  private:
    Attended* outer_;
    Moment until_;
    bool changed_ = false;
};

// The connection was lost while a commit was under way: whether it is durable nobody here knows.
struct OutcomeUnknown : DatabaseUnavailable {
    using DatabaseUnavailable::DatabaseUnavailable;
};

}  // namespace casework::persistence
