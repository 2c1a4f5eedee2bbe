// Disposal of one record, four eyes: a coordinator of its owner asks, a records officer decides, a certificate stays. And the holds that forbid it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/disposal/disposal.hpp"
#include "persistence/disposal/record_rows.hpp"
#include "persistence/gate.hpp"

namespace casework::persistence {

struct Hold {
    int n = 0;
    std::string kind, reason;
    domain::Date from{};
    std::string placed_by_name;
    std::optional<domain::Date> lifted_on;
    std::string lifted_by_name, lift_reason;
};

// A request, and what became of it: once the record is erased it is the certificate.
struct Disposal {
    std::string id, record, kind, panel, panel_name, state, reason, words;
    domain::Date ended_on{}, allowed_from{};
    std::string asked_by, asked_by_name;
    domain::Instant asked_at{};
    std::string answered_by_name, answer_words;
    std::optional<domain::Instant> answered_at;
    RecordSize size;      // as it is while the request is open, as it was afterwards
    std::string digest;   // of the rows as they were, keyed with the ledger's own secret
    domain::Date opened_on{};
    int sensitivity = 0;  // of the record, while there is one
    std::vector<Hold> holds;
    domain::Refusals stopped_by;  // what forbids approving now
    bool may_answer = false, may_withdraw = false;
};

// What the page of one record about its disposal shows to a coordinator of its owner.
struct RecordDisposal {
    std::string record, kind, panel, panel_name;
    bool ended = false;
    std::optional<domain::Date> ended_on, allowed_from;
    int years = 0;  // the group's retention period for the kind, in force today
    std::vector<Hold> holds;
    std::vector<Disposal> requests;  // newest first
    domain::Refusals stopped_by;     // what forbids asking, whatever is typed
    bool asked() const { return !requests.empty() && requests.front().state == "open"; }
};

// A coordinator of the owning group, for a kind of record that is disposed of.
bool offers_disposal(Transaction& tx, const domain::Actor& actor, std::string_view record, domain::Instant now);

// Coordinators of the owning group only; for everybody else there is no such page.
domain::Outcome<RecordDisposal> read_record_disposal(Gate& gate, std::string_view record);
domain::Outcome<bool> place_hold(Gate& gate, std::string_view record, const domain::disposal::NewHold& hold);
domain::Outcome<bool> lift_hold(Gate& gate, std::string_view record, int n, std::string_view reason);

// Its id. The purpose and the password are given to the gate before.
domain::Outcome<std::string> ask_for_disposal(Gate& gate, std::string_view record, std::string_view reason, std::string_view words);
domain::Outcome<bool> withdraw_disposal(Gate& gate, std::string_view id);
// Approving erases the record in the same commit as its entry. Never one's own; everything is judged once more at that moment.
domain::Outcome<bool> answer_disposal(Gate& gate, Ledger& ledger, std::string_view id, bool approves, std::string_view words);

// A records officer, an auditor and the coordinators of the group; for everybody else it does not exist.
domain::Outcome<Disposal> open_disposal(Gate& gate, std::string_view id);
struct Disposals {
    std::vector<Disposal> open;   // oldest first, at most 100
    std::vector<Disposal> ended;  // newest first, at most 100
};
domain::Outcome<Disposals> list_disposals(Gate& gate);

}  // namespace casework::persistence
