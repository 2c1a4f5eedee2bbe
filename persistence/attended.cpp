// What a thread knows about the request that it answers.
#include "persistence/attended.hpp"

#include <algorithm>

namespace casework::persistence {
namespace {

Attended*& innermost() {
    thread_local Attended* attended = nullptr;
    return attended;
}

}  // namespace

Attended::Attended(Moment patient_until) : outer_(innermost()), until_(outer_ != nullptr ? std::min(outer_->until_, patient_until) : patient_until) { innermost() = this; }

Attended::~Attended() { innermost() = outer_; }

std::optional<Attended::Moment> Attended::patience() {
    const auto* attended = innermost();
    return attended != nullptr ? std::optional(attended->until_) : std::nullopt;
}

void Attended::note_change() {
    if (auto* attended = innermost()) attended->changed_ = true;
}

}  // namespace casework::persistence
