// The one door by which a document leaves: its words and where it goes are checked against everything that must not be told, and only
// the proof that this gives lets it be shown, printed, kept or given.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/gate.hpp"

namespace casework::persistence {

// That these words were checked. Made by SafeContact alone; what prints and keeps documents asks for it.
class Cleared {
  public:
    const std::string& words() const { return words_; }
    const std::string& destination() const { return destination_; }
    bool covers(std::string_view words) const;  // no word that was not checked

  private:
    friend class SafeContact;
    Cleared(std::string words, std::string destination) : words_(std::move(words)), destination_(std::move(destination)) {}
    std::string words_, destination_;
};

// Checked are the protected addresses, the former shared addresses and the identities of complainants, victims and witnesses of whoever
// is linked with the record, on records of every group: whoever asks may not know them, and is told one sentence whatever the cause.
class SafeContact {
  public:
    SafeContact(Gate& gate, std::string_view record, std::string_view kind) : gate_(gate), record_(record), kind_(kind) {}
    // Inside the reading or change that makes the words. Nothing: they do not leave, and a change is given up with stopped().
    std::optional<Cleared> clear(Transaction& tx, std::string words, std::string_view destination = {});
    static domain::Refusals stopped();
    // After it: the check and its outcome stand in the ledger, what was stopped goes to the coordinators. Empty when nothing was.
    domain::Refusals finish();

    // One thing that the words would tell. Private to this folder.
    struct Fact {
        std::string digest, panel, record, person, what, place;
    };

  private:
    Gate& gate_;
    std::string record_, kind_;
    bool checked_ = false;
    std::vector<Fact> told_;
};

// The same for words that are already made: a bundle, a letter that was written elsewhere.
domain::Outcome<Cleared> clear_document(Gate& gate, std::string_view record, std::string_view kind, std::string words, std::string_view destination = {}, auth::Action action = auth::Action::issue_document);

}  // namespace casework::persistence
