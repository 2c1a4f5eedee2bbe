// Four eyes: asking a colleague to agree to an act, answering, and what waits. Carrying it out is the act itself, with Act::agreement.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/gate.hpp"

namespace casework::persistence {

constexpr int ask_days = 7;     // a request waits this long for an answer
constexpr int agreed_days = 3;  // and an agreement is good for this long: over a weekend

enum class AgreementState { prepared, waiting, agreed, refused, used, ended };
std::string_view name(AgreementState state);

struct AgreementRequest {
    std::string id;                              // AGR-2026-0001
    std::string act;                             // as the ledger calls it: "share", "end_share"
    std::string object, object_name;             // the record; the person that it is about
    std::string panel, panel_name;               // of the record
    std::string recipient, recipient_name;       // the group that is shown it
    std::string purpose, why;
    std::string asked_by, asked_by_name, asked_by_agency;
    std::optional<domain::Instant> asked_at, answered_at, used_at;
    domain::Instant until{};
    std::string answered_by_name, answer_reason;
    AgreementState state{};
    bool mine = false, may_answer = false;       // asked by the actor; waits for an answer that the actor may give
    std::vector<std::string> could_agree;        // names of colleagues who could answer; filled in for the person who asks
};

// What is wanted: judged like the act itself, but for the colleague. Not asked yet; the same wanted again is the same request.
struct WantedAct {
    Act act;
    std::string object, purpose, why;
    std::function<domain::Refusals(Writing&)> check;  // what the act itself would refuse
};
domain::Outcome<std::string> prepare_agreement(Gate& gate, const WantedAct& wanted);  // its id
// Sends it to those who may agree.
domain::Outcome<std::string> ask_for_agreement(Gate& gate, std::string_view id, std::string_view why);
// Never to one's own request; needs the permission itself and the right to approve, and the password again.
domain::Outcome<std::string> answer_agreement(Gate& gate, std::string_view id, bool agrees, std::string_view reason);

// The person who asked and those who may agree see it; for everybody else it does not exist.
domain::Outcome<AgreementRequest> open_agreement(Gate& gate, std::string_view id);

struct Agreements {
    std::vector<AgreementRequest> to_answer;  // oldest first
    std::vector<AgreementRequest> asked;      // the actor's own: waiting, agreed and not used, and answered lately
};
// At most 50 of each. Inside another reading, whose entry names the records.
Agreements agreements_of(Transaction& tx, const domain::Actor& actor, domain::Instant now);

}  // namespace casework::persistence
