// The wording of papers as a group sets it: drafts, the second person's answer, what is in force on a day.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/papers/paper_kinds.hpp"
#include "persistence/gate.hpp"

namespace casework::persistence {

// What a paper is made by: the group's wording, or an empty body for the house's own.
struct WordingInForce {
    std::string paper, body;
    int version = 0;
    std::string called() const;  // "warning 3", as documents keep it; empty: the house's own
};
WordingInForce wording_in_force(Transaction& tx, std::string_view panel, std::string_view paper, domain::Date day);

struct PaperWording {
    std::string paper;
    int version = 0;
    std::string body, why, state;  // draft, approved, refused
    domain::Date from{};
    std::string author, author_name, answered_by_name, answer_reason;
    domain::Instant at{};
    std::optional<domain::Instant> answered_at;
    bool may_answer = false;  // another person than its author
};
struct WordingLineOfList {
    std::string paper;
    int in_force = 0;  // version; 0: the house's own
    std::optional<domain::Date> since;
    int drafts = 0;    // that wait for an answer
};
struct WordingList {
    std::string panel, panel_name;
    std::vector<WordingLineOfList> lines;  // one for each paper
};
domain::Outcome<WordingList> list_wordings(Gate& gate, std::string_view panel);

struct WordingHistory {
    std::string panel, panel_name, paper;
    WordingInForce today;
    std::vector<PaperWording> versions;  // newest first, at most 50
};
domain::Outcome<WordingHistory> open_wordings(Gate& gate, std::string_view panel, std::string_view paper);

struct NewWording {
    std::string body, why;
    domain::Date from{};
};
// The number of the draft.
domain::Outcome<int> draft_wording(Gate& gate, std::string_view panel, std::string_view paper, const NewWording& wording);
domain::Outcome<bool> answer_wording(Gate& gate, std::string_view panel, std::string_view paper, int version, bool approve, std::string_view reason);

}  // namespace casework::persistence
