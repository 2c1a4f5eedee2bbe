// The acts that a colleague may be asked about: what each is called, and how it is carried out once they have agreed.
#pragma once

#include <string>

#include "persistence/second_person.hpp"

namespace casework::web::agreements {

// "Share the record NOM-2026-0041 with the Serious and Organised Crime Panel".
std::string words_of(const persistence::AgreementRequest& request);
std::string purpose_words(const persistence::AgreementRequest& request);
// Does it, using the agreement up; where it shows.
domain::Outcome<std::string> carry_out(persistence::Gate& gate, const persistence::AgreementRequest& request);

}  // namespace casework::web::agreements
