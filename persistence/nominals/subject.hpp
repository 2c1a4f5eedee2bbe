// The personal details of the person a record is about: what this record says about them, edited as one form.
#pragma once

#include "persistence/nominals/nominals.hpp"
#include "persistence/people/people.hpp"

namespace casework::persistence {

// The details with the version of the form. Protected ones only for those who may edit them.
domain::Outcome<FactsOnRecord> open_subject(Gate& gate, std::string_view id);

struct SubjectEdit {
    int version = 0;
    PersonFacts facts;
    domain::Choices choices;  // of the clash page
};
// Saved in every state: personal data must be put right wherever they stand (DPA 2018 s.38, UK GDPR Art 5(1)(d)).
// A conflict fills `clash` with the fields that somebody else changed meanwhile.
domain::Outcome<Saved> save_subject(Gate& gate, std::string_view id, const SubjectEdit& edit, domain::Clash& clash);

}  // namespace casework::persistence
