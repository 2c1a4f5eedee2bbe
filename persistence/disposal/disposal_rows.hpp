// Reading requests, holds, and the facts that decide about a disposal (private to persistence).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/disposal/disposals.hpp"

namespace casework::persistence {

// `where` is one of ours, never typed.
std::vector<Disposal> disposal_lines(Transaction& tx, const std::string& where, std::vector<Bind> binds);
std::vector<Hold> holds_of(Transaction& tx, std::string_view record);

// The table in which the state of records of that kind stands.
std::string_view table_of(std::string_view kind);

// Where the record stands, or nothing for a kind that is not disposed of.
struct RecordStanding {
    std::string kind, panel;
    int sensitivity = 0;
    domain::Date opened_on{};
    bool ended = false;
    std::optional<domain::Date> ended_on, allowed_from;
    int years = 0;
};
std::optional<RecordStanding> standing_of_record(Transaction& tx, std::string_view record, domain::Date today);
// Everything but what is typed and who decides.
domain::disposal::Facts facts_of_disposal(Transaction& tx, std::string_view record, const RecordStanding& standing, domain::Date today);

// A coordinator of the owning group, whom the policy lets ask for it.
bool may_ask_disposal(Transaction& tx, const domain::Actor& actor, std::string_view record, domain::Instant now);

}  // namespace casework::persistence
