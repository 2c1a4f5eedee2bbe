// Leaving out who referred somebody.
#include "persistence/referrer.hpp"

namespace casework::persistence {

bool sees_protected(const Reading& reading, const domain::Actor& actor) {
    const auto reveal = auth::may(actor, auth::Action::reveal, reading.record, reading.today, reading.now);
    return reveal.verdict == auth::Verdict::allow && reveal.fields.f2;
}

bool is_referral(std::string_view act) { return act == "refer" || act == "propose" || act == "import"; }

void leave_out_referrer(std::vector<EventLine>& events) {
    for (auto& event : events)
        if (is_referral(event.kind)) event.by_name.clear();
}

}  // namespace casework::persistence
